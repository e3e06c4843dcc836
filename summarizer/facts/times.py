"""As of when a figure held: "employed 400 in 1998" is of 1998, "founded in 1921, it employs 400" of today.

A date says when a figure held only where it dates the figure's own clause. It may stand beside it and date something
else: what happened before ("founded in 1921 and employs 400"), another figure ("from 900 in 2010 to 400 in 2024"), or
when somebody said so ("hurt on Monday, police said on Tuesday").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from summarizer.facts.quantities import TIME_REACH
from summarizer.facts.view import StoryView, resolve
from summarizer.mentions.lexicon import grammar
from summarizer.model import DateMention, Figure, ReadSentence

_BESIDE = re.compile(
    r", (?:who|whom|whose|which|where|when)\b[^,;]*(?:,|$)"
    r"|(?:,|^) ?(?!(?:in|on|by|at|as of|during|until|from|for|last|this|late|early|since|when|while|after|before|and"
    r"|but)\b)(?:[a-z][\w’'-]*|[A-Z][a-z]+ed|Built|Set|Begun|Born|Made) (?:[^,;]{0,40} )?(?:in|on|since|by|from|of)"
    r" [^,;]*?(?:,|(?<=\d)$)"
)
"""A relative clause, or what is said beside its noun between commas: ", founded in 1921,"; "Built in 1921,"."""
_BOUND = re.compile(r"\b(?:since|until|till|after|before|(?<!as )of|than in)(?: the)?(?: \w+){0,2}\s*$", re.I)
"""Before a date that only bounds a span or belongs to a name: "since 2008", "the law of 2012"; but "as of Monday"."""
_PARTS = re.compile(r"[,;:]\s|\s[–—-]\s|,? \b(?:and|but|while|whereas)\b ")
_JOINED = re.compile(r";|\b(?:and|but)\b")
_OF_ANOTHER = re.compile(
    r"\b(?:since|because|although|compared|against|than|(?:up|down) from|from|after an?|following)\b", re.I
)
"""Between a figure and a date of something else: "61 percent, up from 55 in 2019", "300 since it opened in 2015"."""
_NOW = re.compile(r"\b(?:now|today|currently|nowadays|at present|these days)\b", re.I)
_PRESENT = grammar("times-present")
_PAST = re.compile(r"[a-z]{2,}ed$")
_PASTS = grammar("candidates-irregular-pasts")
_ADVERBIAL = re.compile(r"^\W*(?:(?:in|on|by|at|as of|during|late|early|last|this|the|back|until|from) ){0,4}$", re.I)


def as_of(view: StoryView, read: ReadSentence, figure: Figure) -> date | None:
    """The day on which a figure held: the latest of its days that had come when the article was published.

    A day that lay ahead is when something is to happen ("will close by the end of the year"). Without any other, the
    day of publication, where that is no guess.
    """
    published = view.published_on(read.article_id)
    is_guess = view.is_guessed(read.article_id)
    dated = [
        (mention, days)
        for mention in read.mentions.dates
        if (days := resolve(mention, published)) is not None
        and not (is_guess and mention.is_relative)
        and (published is None or is_guess or days[0] <= published)
        and _dates(read, figure, mention)
    ]
    chosen = _own_words(read, figure, _nearest(read, figure, [mention for mention, _ in dated]))
    found = [
        min(days[1], published) if published and not is_guess else days[1]
        for mention, days in dated
        if mention in chosen
    ]
    return max(found, default=None if is_guess else published)


def _dates(read: ReadSentence, figure: Figure, mention: DateMention) -> bool:
    """Whether a date is near and may say when the figure held."""
    offset = read.sentence.start
    gap = mention.start - figure.end if mention.start >= figure.end else figure.start - mention.end
    if gap > TIME_REACH or _BOUND.search(read.text[: mention.start - offset]):
        return False
    if any(
        aside.start() <= mention.start - offset < aside.end()
        and not aside.start() <= figure.start - offset < aside.end()
        for aside in _BESIDE.finditer(read.text)
    ):
        return False
    if mention.start >= figure.end:
        return _OF_ANOTHER.search(read.text[figure.end - offset : mention.start - offset]) is None
    return not _is_of_before(read, figure, mention)


def _is_of_before(read: ReadSentence, figure: Figure, mention: DateMention) -> bool:
    """Whether a date tells of what happened before, and the figure's clause of now: "opened in 1921 and has 400"."""
    offset = read.sentence.start
    text = read.text
    before, between = text[: mention.start - offset], text[mention.end - offset : figure.start - offset]
    opening = _PARTS.split(before)[-1]
    is_opening = _ADVERBIAL.match(opening) and not before[: -len(opening) or None].strip()
    if is_opening and _JOINED.search(between) is None:
        return False  # "On Monday the ministry has counted 40"
    after = _PARTS.split(text[figure.end - offset :])[0]
    own = f"{between} {after}" if _PARTS.search(between) else between
    words = [word.casefold() for word in re.findall(r"[\w’']+", own)]
    is_now = any(word in _PRESENT for word in words) or _NOW.search(own) is not None
    has_happened = any(
        _PAST.match(word) or word in _PASTS for word in re.findall(r"[\w’']+", before)[-8:]
    ) or _PARTS.search(between)
    return is_now and bool(has_happened)


def _nearest(read: ReadSentence, figure: Figure, mentions: Sequence[DateMention]) -> Sequence[DateMention]:
    """The date right behind the figure, where one stands before any other figure: "900 in 2010 to 400 in 2024"."""
    for mention in mentions:
        if mention.start < figure.end:
            continue
        between = read.text[figure.end - read.sentence.start : mention.start - read.sentence.start]
        others = [one for one in read.mentions.figures if figure.end <= one.start < mention.start]
        if not others and _PARTS.search(between) is None:
            return [mention]
        break
    return mentions


def _own_words(read: ReadSentence, figure: Figure, mentions: Sequence[DateMention]) -> Sequence[DateMention]:
    """The dates within what somebody says of the figure, where there are any: not when he said so."""
    for cue in read.mentions.attributions:
        if cue.content_start <= figure.start and figure.end <= cue.content_end:
            within = [one for one in mentions if cue.content_start <= one.start and one.end <= cue.content_end]
            if within:
                return within
    return mentions
