"""One article at a time: where it went, and the stories that there are."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from service.schemas.base import REVISIONS, WITHDRAWN_BY
from service.schemas.records import DisagreementOut, FigureOut, NoticeOut, StoryOut, TimelineOut
from service.schemas.requests import ArticleIn


class WithdrawnOut(BaseModel):
    """An article that its outlet has withdrawn, and its story."""

    article_id: str
    story_id: str
    href: str = Field(description="Where the story is.")


class PlacementOut(BaseModel):
    """Where an article is, and what its coming changed."""

    article_id: str
    story_id: str
    is_new: bool = Field(description="Whether it began the story.")
    merged: list[str] = Field(default=[], description="Stories that are part of another now.")
    split: list[str] = Field(default=[], description="Stories that were part of another until now.")
    withdraws: list[WithdrawnOut] = Field(
        default=[], description="Of a kill notice or a cancellation: what it withdraws."
    )
    notices: list[NoticeOut] = Field(
        default=[],
        description="What was noted of the article (unknown-field, unread-expiry …); embedding-failed: the words "
        "decided alone; withdrawal-uncertain: a kill notice withdraws nothing, since it is not plain which article it "
        "means.",
    )
    href: str = Field(description="Where the story is.")


class KeptArticleOut(BaseModel):
    """An article of the stream as it was sent, and the story that it is in now."""

    id: str
    story_id: str
    arrived_at: datetime
    article: ArticleIn
    withdrawn_by: str = Field(default="", description=WITHDRAWN_BY)
    href: str = Field(description="Where the story is.")


class StoryEntryOut(BaseModel):
    """A story in a list."""

    id: str
    title: str
    n_articles: int = Field(description="Those that stand: no kill notices, and none that is withdrawn.")
    n_withdrawn: int = Field(default=0, description="Those that their outlets have withdrawn.")
    created_at: datetime
    changed_at: datetime
    href: str


class StoryListOut(BaseModel):
    """Stories, the one with the newest article first; `next` is the cursor of the page after."""

    stories: list[StoryEntryOut]
    next: str | None = None


class StoryEventOut(BaseModel):
    """What happened to a story when an article came."""

    kind: Literal["begun", "joined", "merged", "split", "withdrawn"] = Field(
        description="It began or grew by the article, took in `other_id`, lost part of itself to `other_id`, or the "
        "article was withdrawn."
    )
    at: datetime
    article_id: str = Field(description="The article that came; of kind withdrawn, the one that was withdrawn.")
    other_id: str = ""


class StoryDetailOut(StoryOut):
    """A story of the stream: its articles, origins and timeline, what disagrees, and what happened to it."""

    created_at: datetime
    changed_at: datetime
    n_kept: int = Field(
        description="All its articles that stand; `articles` are the newest, as many as a bundle may have."
    )
    disagreements: list[DisagreementOut]
    revisions: list[DisagreementOut] = Field(default=[], description=REVISIONS)
    timeline: list[TimelineOut] = Field(description="The earliest first.")
    figures: list[FigureOut] = Field(
        default=[], description="All that the articles give, in reading order; those of withdrawn ones as superseded."
    )
    notices: list[NoticeOut] = Field(default=[], description="What is odd about an article, or withdrawn.")
    events: list[StoryEventOut] = Field(description="The oldest first, the newest 200.")
