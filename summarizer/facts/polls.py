"""Whose poll a share comes from: 'just 18 percent back it in a new Hale & Bright poll', 'less than a third agreed'.

Those who are asked say what they think; how many of them do says the poll. It is named in the sentence, or in one just
before: "the survey also found".
"""

from __future__ import annotations

import re

from summarizer.facts.view import StoryView
from summarizer.model import Figure, FigureKind, NameKind, ReadSentence

_POLL = r"(?:polls?|surveys?)\b"
_WORD = r"[A-Z][\w’'./&-]*"
_NAMED = re.compile(rf"(?<![\w’'./&-])(?P<by>{_WORD}(?: (?:(?:&|and) )?{_WORD}){{0,6}}) (?:[a-z]+ ){{0,2}}{_POLL}")
"""A pollster's name before the poll, at most two words between: "Hale & Bright telephone poll"."""
_CALLED = re.compile(rf"(?<![\w’'./&-])(?P<by>{_WORD}(?: (?:(?:&|and) )?{_WORD}){{0,4}} (?:Poll|Survey|Barometer))\b")
"""A poll that has a name of its own: "Velta Morning Poll"."""
_AVERAGE = re.compile(rf"(?<![\w’'./&-])(?P<by>{_WORD}(?: {_WORD}){{0,3}}) (?:polling )?average\b")
_BY = re.compile(rf"\b{_POLL}(?: [a-z]+){{0,3}}? (?:by|from) (?:the )?(?P<by>{_WORD}(?: (?:& |of )?{_WORD}){{0,5}})")
_TOLD_AGAIN = re.compile(rf"\b(?:the|that|this|same) (?:[a-z]+ ){{0,2}}{_POLL}", re.I)
_REPORTS = re.compile(
    rf"\b(?:according to|in|from) (?:an?|the|its|that|this)\b[^.;:]{{0,60}}?\b{_POLL}"
    rf"|\b{_POLL}[^.;:]{{0,120}}?\b(?:found|finds|show(?:s|ed|n)?|reveal(?:s|ed)?|suggest(?:s|ed)?|indicate[sd]?"
    r"|puts?|gives?|gave|had|has|said|says|reported|estimated)\b",
    re.I,
)
_ANSWER = re.compile(
    r"^(?: of [^,;:.“”]{2,60}?)? (?:also )?(?:said?|says?|agreed?|disagreed?|support(?:ed|s)?|opposed?|back(?:ed|s)?"
    r"|th(?:ink|ought)|believed?|want(?:ed)?|view(?:ed)?|approved?|disapproved?|favou?r(?:ed)?|prefer(?:red)?"
    r"|expect(?:ed)?|felt|feel|trust(?:ed)?|rated?|chose"
    r"|were (?:unsure|undecided|unhappy|against|in favou?r|satisfied|opposed))\b"
)
"""Behind a share: what those who were asked answered."""
_MAY_NAME = re.compile(r"poll|survey|Poll|Survey|Barometer")
_JOINT = re.compile(r"[-/–]| and ")
_OPENERS = frozenset(["A", "An", "The", "In", "According", "One", "Another", "But", "And", "That", "This", "New"])
_SHARE = re.compile(
    r"\b(?:receiv(?:ed|es)|ha[ds]|h(?:eld|olds)|snag(?:ged|s)|gets?|got|w(?:ins|on) with|second with"
    r"|leads? with|led with|garner(?:ed|s)|took|takes|dr(?:ew|aws)|trail(?:ed|s) (?:at|with)"
    r"|(?:is|was|were|stands|stood|polled|polls) at"
    r"|(?:rose|fell|fallen|risen|dropped|climbed|slipped) to) (?:about |just |only |nearly |some )?$"
)
"""Before a share: what a candidate has of those who were asked."""
_SHARES = re.compile(r"\d(?:%| ?per ?cent)|\bpoints?\b|according to the (?:results|findings|poll|survey)", re.I)
_RESULTS = re.compile(r"(?:the )?(?:results|numbers|findings|poll|survey)", re.I)
_LONGEST_TELLING = 8
_REACH = 100  # characters behind a share
_MEMORY = 3
"""A poll may be told again so many sentences after it was named."""


def poll_before(view: StoryView, read: ReadSentence, speaker: str) -> str:
    """Whose "the results" or "the survey" are, of which a sentence speaks: of the poll that was named before."""
    return _poll_told_of(view, read) if _RESULTS.fullmatch(speaker) else ""


def pollster_of(view: StoryView, read: ReadSentence, figure: Figure) -> str:
    """The poll or pollster that gives a share of people; "" where the sentence and those before report none."""
    if figure.kind is not FigureKind.PERCENT:
        return ""
    own = _named_poll(view, read)
    if own:
        return own if _REPORTS.search(read.text) else ""
    is_again = _TOLD_AGAIN.search(read.text) is not None
    before, after = read.text[: figure.start - read.sentence.start], read.text[figure.end - read.sentence.start :]
    is_share = _ANSWER.match(after[:_REACH]) or (_SHARE.search(before[-_REACH:]) and _is_candidates(view, read))
    if not is_again and not is_share:
        return ""
    return _poll_told_of(view, read)


def _poll_told_of(view: StoryView, read: ReadSentence) -> str:
    """The poll of which the sentences before tell: named a few before, or further back where each has its shares."""
    sentences, place = view.by_article()[read.article_id], read.sentence.index
    first = place - 1
    while first > 0 and place - first < _LONGEST_TELLING and _SHARES.search(sentences[first].text):
        first -= 1
    for before in reversed(sentences[max(0, min(first, place - _MEMORY)) : place]):
        named = _named_poll(view, before)
        if named:
            return named
    return ""


def _is_candidates(view: StoryView, read: ReadSentence) -> bool:
    """Whether a sentence tells of people by name and nobody says it but the results: "Moss had 36 percent"."""
    is_said = any(cue.speaker and not _RESULTS.fullmatch(cue.speaker) for cue in read.mentions.attributions)
    people = (view.names.bearer_of(name, read.article_id) for name in read.mentions.names)
    return not is_said and any(entity is not None and entity.kind is NameKind.PERSON for entity in people)


def _named_poll(view: StoryView, read: ReadSentence) -> str:
    """The pollster that a sentence names, or the poll of two together: "Tarn Herald-TV Velta poll"."""
    if not _MAY_NAME.search(read.text):
        return ""
    for pattern in (_BY, _AVERAGE, _CALLED, _NAMED):
        found = pattern.search(read.text)
        if found is None:
            continue
        by = found["by"].strip()
        words = by.split()
        while words and words[0] in _OPENERS:
            words = words[1:]
        if not words:
            continue
        by = " ".join(words).removesuffix("'s").removesuffix("’s")
        if _JOINT.search(by) and pattern is not _CALLED:
            return f"{by} poll"
        return _in_full(view, read, view.names.speaker_name(by, read.article_id))
    return ""


def _in_full(view: StoryView, read: ReadSentence, by: str) -> str:
    """A pollster told in short by the name that the article has for it: "Velta" for "Velta News"."""
    longer = {
        entity.name
        for entity in view.names.entities
        if entity.kind is NameKind.ORGANISATION
        and read.article_id in entity.article_ids
        and entity.name.startswith(f"{by} ")
    }
    return longer.pop() if len(longer) == 1 and " " not in by else by
