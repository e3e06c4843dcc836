"""Where an article tells of itself: notices that correct, clarify or update it, in its prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.facts.view import StoryView
from summarizer.model import ReadSentence

_TEXT = r"(?:article|story|report|post|text|piece|dispatch|headline|page|item)"
_OPENING = re.compile(
    r"^\W*(?:"
    r"(?:an? )?(?:correction|clarification|berichtigung|korrektur|richtigstellung|correctif|rectificatif|correcci[oó]n)"
    r"(?: to (?:this|our) \w+)?(?:(?:,| \(| [–—-])[^:.]{0,40}:|:|\.$| [–—-] )"
    r"|(?:corrects|clarifies|fixes|amends)\b"
    r"|(?:updates|adds) \w"
    r"|(?:this is )?an? (?:corrected|amended|updated) version\b"
    r"|(?:an?|the|in an?|our) (?:earlier|previous|original|first) (?:version|edition)\b"
    rf"(?! of (?!(?:this|the) {_TEXT}\b))"
    r"|in einer fr[uü]heren (?:fassung|version)\b"
    r")",
    re.I,
)
_OF_ITSELF = re.compile(
    rf"\b(?:earlier|previous|original|first) (?:version|edition)s? of (?:this|the) {_TEXT}\b"
    rf"|\bthis {_TEXT} (?:has been|was|is) (?:since )?"
    r"(?:updated|corrected|amended|changed|clarified|revised) (?:to|from)\b"
    r"|\bas (?:an? |our |the )?(?:earlier|previous|first) (?:version|edition|report)s? (?:said|stated|gave|put|had)\b"
    r"|\bas (?:we|was) (?:first|earlier|previously|wrongly|mistakenly) (?:said|reported|stated|wrote|given)\b"
)
"""Searched in folded text, which is several times as quick as ignoring case."""
OWNED_UP = re.compile(r"\bwe (?:\w+ )?(?:said|gave|reported|wrote|put|stated)\b", re.I)
_SET_RIGHT = re.compile(
    r"^(?:That (?:was|is) (?:our|a|an)? ?(?:mistake|error|wrong)|(?:It|They|There) (?:is|was|are|were)\b)"
)
"""What follows where an outlet owns up to a slip: "We said that three had fled. It was two"."""


def opens_notice(words: str) -> bool:
    """Whether words are, or begin, a notice about the text that they stand in.

    >>> opens_notice("Correction: It was six."), opens_notice("A correction officer was hurt.")
    (True, False)
    """
    return bool(_OPENING.match(words) or _OF_ITSELF.search(words.casefold()))


def is_notice(view: StoryView, read: ReadSentence) -> bool:
    """Whether a sentence of an article is (part of) a correction notice: about the text, not about the event."""
    return any(
        read.sentence.start >= start and read.sentence.end <= end for start, end in notice_spans(view, read.article_id)
    )


def notice_spans(view: StoryView, article_id: str) -> Sequence[tuple[int, int]]:
    if view.notices is None:
        view.notices = {id_: list(_told(sentences)) for id_, sentences in view.by_article().items()}
    return view.notices.get(article_id, ())


def _told(sentences: Sequence[ReadSentence]) -> Iterator[tuple[int, int]]:
    """Where notices stand in the prose of an article: from the sentence that opens one to the end of its paragraph."""
    for place, read in enumerate(sentences):
        is_opening, folded = _OPENING.match(read.text) is not None, read.text.casefold()
        is_of_itself = is_opening or _OF_ITSELF.search(folded) is not None
        if not is_of_itself and not OWNED_UP.search(read.text):
            continue
        rest = [one for one in sentences[place:] if one.sentence.paragraph == read.sentence.paragraph]
        if is_opening:
            yield read.sentence.start, rest[-1].sentence.end
        elif is_of_itself or (len(rest) > 1 and _SET_RIGHT.match(rest[1].text)):
            yield read.sentence.start, rest[min(1, len(rest) - 1)].sentence.end
