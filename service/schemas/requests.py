"""What is asked for: bundles to summarize, texts to check, articles to group or to read."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from service.schemas.base import EXAMPLE_ARTICLES, MAX_TITLE_CHARS, mended


class ArticleIn(BaseModel):
    """One article. Only `text` or `html` is needed; a field that we do not know is noted in the result, not refused."""

    model_config = ConfigDict(extra="allow")

    id: str | None = Field(default=None, description="Unique in the bundle; made up when it is left out.")
    text: str | None = Field(default=None, description="Plain text, page furniture and all.")
    html: str | None = Field(
        default=None, description="The page; its main text is extracted. Not read beside a `text`."
    )
    title: str | None = None
    url: str | None = None
    outlet: str | None = Field(default=None, description="Who published it.")
    author: str | None = None
    published_at: str | None = Field(default=None, description="RFC 3339, with a zone.")
    language: str | None = Field(default=None, description="BCP 47, such as en.")


class SummaryRequest(BaseModel):
    """A bundle of articles to be summarized; a bundle that mixes events gives one summary each."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"articles": EXAMPLE_ARTICLES, "n_words": 120}]}
    )

    articles: list[ArticleIn] = Field(json_schema_extra={"minItems": 1})
    n_words: int | None = Field(default=None, strict=True, ge=10, le=5_000, description="Words aimed at.")
    engine: Literal["extractive", "llm"] | None = Field(default=None, description="Who writes; the setting by default.")


class VerificationRequest(BaseModel):
    """A summary, ours or not, and the articles to check it against."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "text": "The bridge closed on Monday. [1] Exactly 12,000 cars use it. [1]",
                    "articles": EXAMPLE_ARTICLES,
                }
            ]
        },
    )

    text: str = Field(description="The summary; markers such as [2] name articles by their place, from 1.")
    title: str | None = Field(
        default=None,
        max_length=MAX_TITLE_CHARS,
        description="Its headline; when it is left out, a first line of the text that reads like one.",
    )
    articles: list[ArticleIn] = Field(json_schema_extra={"minItems": 1})

    @field_validator("text", "title")
    @classmethod
    def _whole_characters(cls, text: str | None) -> str | None:
        return mended(text) if text is not None else None


class GroupingRequest(BaseModel):
    """Articles to be told apart by event."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"articles": EXAMPLE_ARTICLES}]})

    articles: list[ArticleIn] = Field(json_schema_extra={"minItems": 1})


class FactsRequest(BaseModel):
    """Articles whose facts are wanted and, optionally, a summary of them: what does it leave out?"""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"articles": EXAMPLE_ARTICLES, "summary": "The Oberlund bridge was closed on Tuesday."}]
        },
    )

    articles: list[ArticleIn] = Field(json_schema_extra={"minItems": 1})
    summary: str | None = Field(
        default=None, description="A summary of all the articles, which are read as one story then; ours or not."
    )

    @field_validator("summary")
    @classmethod
    def _whole_characters(cls, text: str | None) -> str | None:
        return mended(text) if text is not None else None
