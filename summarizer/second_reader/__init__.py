"""A language model reads the articles after the rules: who says what, and where the articles disagree.

It may only point: every quotation of its reply must stand in the article that it names, word for word, or the entry is
dropped. What gets any further are places in articles and members of our own lists, of which `facts.merge_facts` makes
facts in the articles' words and wordings of ours; so a sentence in an article that talks to the model can do nothing.
A model that fails costs its own findings only: the facts of the rules stand alone, with a notice.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from summarizer.clients import Client, Metered, build_client
from summarizer.clients.langchain import format_messages
from summarizer.clients.structured import complete_json
from summarizer.errors import ClientError
from summarizer.facts import Found, Merged, merge_facts
from summarizer.model import (
    CleanArticle,
    Completion,
    Facts,
    Message,
    Notice,
    Story,
    Usage,
)
from summarizer.prompting import N_TOKENS_PER_MESSAGE, article_lines, fence_around, read_template, token_counter
from summarizer.second_reader.anchoring import read_reply, reply_schema
from summarizer.settings import Settings

__all__ = ["Reading", "SecondReader"]

TEMPLATE = "facts.v1"
MAX_PARTS = 4
"""Calls for a story whose articles do not fit into one: an editor is waiting, and each takes up to a minute."""
TOKENS_PER_FACT, TOKENS_PER_DISAGREEMENT = 150, 400
"""Of the reply's budget, half of which is for either: a fact with its quotation takes about 75 tokens, a disagreement
with four sides about 200."""

READ = "second-reading"  # codes of notices: a language model has read the articles,
DROPPED = "second-reading-dropped"  # some of what it said is of no use,
UNREAD = "second-reading-unread"  # it did not get all of them,
FAILED = "second-reading-failed"  # it did not answer


@dataclass(frozen=True, slots=True)
class Reading:
    """Facts, what a reader must know of how they were found, and what a language model was used for it."""

    facts: Facts
    notices: tuple[Notice, ...] = ()
    usage: Usage = field(default_factory=Usage)


@dataclass(slots=True)
class _Part:
    """Articles that are read in one call, and the lines that show them."""

    articles: list[CleanArticle] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


class SecondReader:
    """Reads by a client; without one, by the client that the settings name, built when it is first needed."""

    def __init__(self, client: Client | None, settings: Settings) -> None:
        self._client = client
        self._settings = settings

    def read(self, story: Story, facts: Facts) -> Reading:
        """The rules' facts of a story with what the model adds. Never raises a `ClientError`: that becomes a notice."""
        parts, notices = _parts(story, self._settings)
        if not parts:
            return Reading(facts, notices)
        try:
            self._client = self._client or build_client(self._settings)
        except ClientError as error:
            return Reading(facts, (*notices, _failure(error)))
        metered = Metered(self._client)
        found, n_dropped, failure = self._ask_all(metered, parts)
        merged = merge_facts(story, facts, found)
        if failure is None or found != Found():
            notices = (_told(merged, self._settings.llm_model), *notices)
        if n_dropped + merged.n_refused:
            notices = (*notices, _dropped(n_dropped, merged.n_refused))
        return Reading(merged.facts, notices if failure is None else (*notices, failure), metered.usage)

    def _ask_all(self, client: Client, parts: Sequence[_Part]) -> tuple[Found, int, Notice | None]:
        """What the model finds in all parts up to one on which it fails, how much is of no use, and the failure."""
        found, n_dropped = Found(), 0
        for part in parts:
            try:
                more, n_useless = self._ask(client, part)
            except ClientError as error:
                return found, n_dropped, _failure(error)
            found = Found((*found.facts, *more.facts), (*found.disagreements, *more.disagreements))
            n_dropped += n_useless
        return found, n_dropped, None

    def _ask(self, client: Client, part: _Part) -> tuple[Found, int]:
        settings = self._settings
        completion = Completion(
            messages=_messages(part.lines, settings),
            model=settings.llm_model,
            schema=reply_schema(),
            schema_name="facts",
            n_max_tokens=settings.llm_reading_tokens,
            temperature=settings.llm_temperature,
        )
        return complete_json(client, completion, settings, lambda reply: read_reply(reply.text, part.articles))


# ----------------------------------------------------------------------------------------- notices


def _told(merged: Merged, model: str) -> Notice:
    added = f"{_counted(merged.n_new, 'fact')} and {_counted(merged.n_new_disagreements, 'disagreement')}"
    message = (
        f"The language model {model} read the articles after the rules (prompt {TEMPLATE}). It added {added} and made "
        f"{_counted(merged.n_filled, 'fact')} fuller."
    )
    return Notice(READ, message)


def _failure(error: ClientError) -> Notice:
    hint = f" {error.hint}" if error.hint else ""
    message = f"The language model did not read the articles to the end: {error}{hint} The facts of the rules stand."
    return Notice(FAILED, message)


def _dropped(n_dropped: int, n_refused: int) -> Notice:
    message = (
        f"Of what the language model said of the articles, {_counted(n_dropped, 'finding')} without their exact words "
        f"and {_counted(n_refused, 'disagreement')} whose sides can all be right were dropped."
    )
    return Notice(DROPPED, message)


def _unread(n_articles: int, n_cut: int) -> tuple[Notice, ...]:
    if not n_articles + n_cut:
        return ()
    message = (
        f"The language model was not given {_counted(n_articles, 'article')} at all, nor the end of {n_cut}: they do "
        "not fit its token budget. The rules have read everything."
    )
    return (Notice(UNREAD, message),)


def _counted(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


# ------------------------------------------------------------------------------------------ prompts


def _parts(story: Story, settings: Settings) -> tuple[list[_Part], tuple[Notice, ...]]:
    """The articles in as few calls as they fit in, copies left out; one too long for a call is cut at its end."""
    count, _ = token_counter()
    frame = sum(count(message.content) + N_TOKENS_PER_MESSAGE for message in _messages((), settings))
    budget = settings.llm_context_tokens - settings.llm_reading_tokens - frame
    parts: list[_Part] = []
    n_left = n_unread = n_cut = 0
    for article, lines in article_lines(story):
        sizes = list(accumulate(count(f"{line}\n") for line in lines))
        n_kept = bisect_right(sizes, budget)
        if n_kept < 2 or (sizes[n_kept - 1] > n_left and len(parts) == MAX_PARTS):
            n_unread += 1
            continue
        if sizes[n_kept - 1] > n_left:
            parts.append(_Part())
            n_left = budget
        parts[-1].articles.append(article)
        parts[-1].lines.extend(lines[:n_kept])
        n_left -= sizes[n_kept - 1]
        n_cut += n_kept < len(lines)
    return parts, _unread(n_unread, n_cut)


def _messages(lines: Sequence[str], settings: Settings) -> tuple[Message, ...]:
    shown = "\n".join(lines)
    variables = {
        "n_facts": str(max(1, settings.llm_reading_tokens // TOKENS_PER_FACT)),
        "n_disagreements": str(max(1, settings.llm_reading_tokens // TOKENS_PER_DISAGREEMENT)),
        "articles": shown,
        "fence": fence_around(shown),
    }
    return format_messages(read_template(TEMPLATE).messages, variables)
