"""Correction notices: "(Corrects number of jobs to 1,400 from 2,400)", "An earlier version of this article said 2,400."

A notice stands over an article, where cleaning keeps it among the removals, or in its prose. Read are the figure that
was wrong and the one that takes its place. The wrong one holds nowhere any more: not in the notice, not in earlier
versions, and not where another outlet has it of the same source or of nobody. What somebody else counted stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from summarizer.facts.figure_words import counted_class
from summarizer.facts.givers import giver_of
from summarizer.facts.notices import OWNED_UP, notice_spans, opens_notice
from summarizer.facts.view import Corrected, StoryView
from summarizer.mentions import find_mentions
from summarizer.model import CleanArticle, Disagreement, Figure, FigureKind, Notice, ReadSentence
from summarizer.sentences import sentence_spans
from summarizer.similarity import content_words

CORRECTED = "corrected"
"""Code of the notices."""

_WRONG = re.compile(
    r"\b(?:earlier|previous(?:ly)?|original(?:ly)?|first (?:said|reported|stated|published|version|edition)"
    r"|wrong(?:ly)?|incorrect(?:ly)?|mistaken(?:ly)?|erroneous(?:ly)?|mis(?:stated|reported|calculated)"
    r"|in error|inaccurate(?:ly)?|fr[uü]here[nr]?|urspr[uü]nglich|zun[aä]chst|f[aä]lschlich\w*|irrt[uü]mlich\w*)\b",
    re.I,
)
_RIGHT = re.compile(
    r"\b(?:should (?:have|be|read|say)|correct(?:ed)? (?:figure|number|sum|total)|in fact|richtig)\b", re.I
)
_CLAUSE = re.compile(r"[;:]\s|,? \bbut\b|\s[–—-]\s|—|, (?=it |they |the (?:correct|right) )")
_SET_APART = re.compile(
    r"(?:\bnot|\binstead of|\brather than|\bin place of|\bstatt|\bnicht)(?: (?:at|by|the|a|some|about|als))?\s*$", re.I
)
_FROM = re.compile(r"\bfrom(?: (?:about|some|nearly|more than))?\s*$", re.I)
_MOVED = re.compile(
    r"\b(?:ris\w+|rose|f[ae]ll\w*|grew|grown|up|down|increas\w+|decreas\w+|cut|climb\w+|dropped)\b[^,;]*$", re.I
)
_SHARE = re.compile(r"\b(?:percent(?:age)?|per cent|share|rate)\b[^,;]{0,12}$", re.I)
_UPDATES = re.compile(r"\W*(?:updates?|updated|adds?)\b", re.I)
""" "(Updates toll to nine from seven)": seven was right then."""
_SAME_WORDS, _SAME_SENTENCE = 0.3, 0.6
"""Share of the words of the shorter of two sentences that make their figures of one thing, where the notice says
what is right, and where it does not. A count of the same noun needs none."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What an article says was wrong, and what is right (None where it does not say); `words` are the notice's.

    `start` and `end` are where the notice stands in the clean text, (0, 0) for one that cleaning took out.
    """

    article_id: str
    wrong: Figure
    right: Figure | None
    words: str
    start: int = 0
    end: int = 0


_SAID_RIGHT = re.compile(
    r"\b(?:right|correct|true|actual|accurate) (?:number|figure|count|total|toll|sum|amount|share)s? "
    r"(?:is|was|are|were|should be|should have been) (?:about |around |some )?$",
    re.I,
)
"""Before the figure that a notice names as the right one."""


_HOW_IT_CAME = re.compile(
    r"(?: [\w’'-]+){0,4}? (?:(?:has|have|had|was|were|is|are)(?: been)?|turned out to be) (?:mistakenly |wrongly )?"
    r"(?:counted|listed|reported|included|registered|recorded|named|added|presumed|thought|alive|found alive|missed)\b",
    re.I,
)


def find_corrected(view: StoryView) -> Mapping[tuple[str, int], Corrected]:
    """By article and place: the figures that a notice has set right, and those that it has put in their place."""
    if view.corrected is None:
        view.corrected = {}
        for number, correction in enumerate(_corrections(_notices(view)), start=1):
            for place, found in _places(view, correction, number):
                view.corrected.setdefault(place, found)
    return view.corrected


def tell_corrections(view: StoryView, revisions: Sequence[Disagreement]) -> Iterator[Notice]:
    """A notice for each thing of which an outlet has corrected a figure, from the outlet's article."""
    for revision in revisions:
        by = next((figure.superseded_by for figure in revision.figures if figure.is_corrected), "")
        if by:
            yield Notice(CORRECTED, f"{view.label(by)} has corrected a figure. {revision.wording}", by)


def _notices(view: StoryView) -> list[tuple[str, int, int, str]]:
    """(article, start, end, words) of all notices; those that cleaning took out have no place."""
    found = []
    for article in view.story.articles:
        found += [(article.id, 0, 0, words) for words in _taken_out(article)]
        found += [(article.id, start, end, article.text[start:end]) for start, end in notice_spans(view, article.id)]
    return found


def _taken_out(article: CleanArticle) -> Iterator[str]:
    for removal in article.removals:
        words = removal.text.strip("()[] \n")
        if removal.reason == "correction" or opens_notice(words):
            yield words


def _corrections(notices: Sequence[tuple[str, int, int, str]]) -> Iterator[Correction]:
    """The figures of each notice: wrong ones with the right one that stands at the same place among the right ones."""
    for article_id, start, end, words in notices:
        wrong: list[Figure] = []
        right: list[Figure] = []
        spans = [(0, len(words))] if not start and not end else sentence_spans(words)
        for (first, last), mentions in zip(spans, find_mentions(words, spans), strict=True):
            for figure in mentions.figures:
                if figure.kind not in (FigureKind.YEAR, FigureKind.ORDINAL, FigureKind.CLOCK):
                    (wrong if _is_wrong(words, first, last, figure) else right).append(figure)
        named = [figure for figure in right if _SAID_RIGHT.search(words[: figure.start])]
        right = named or [figure for figure in right if not _tells_how(words, figure)]
        # "five of the profiles are not ours. The right number is 41"
        for place, figure in enumerate(wrong):
            beside = right[place] if len(right) == len(wrong) else _nearest(figure, right)
            yield Correction(article_id, _named(figure, beside, words), beside, words, start, end)


def _tells_how(words: str, figure: Figure) -> bool:
    """Whether a figure only tells how the error came about: "One person had been counted twice"."""
    return _HOW_IT_CAME.match(re.split(r"[.;]\s", words[figure.end :])[0]) is not None


def _is_wrong(words: str, first: int, last: int, figure: Figure) -> bool:
    """Whether a figure of a notice's sentence is what it takes back."""
    before = words[first : figure.start]
    cuts = [match.end() for match in _CLAUSE.finditer(before)]
    clause = before[cuts[-1] :] if cuts else before
    after = words[figure.end : last]
    behind = re.split(r"[;.]\s", after)[0]
    is_ground_wrong = (
        bool(_WRONG.search(clause) or OWNED_UP.search(clause) or re.search(r",? as (?:an? earlier|we)\b", behind))
        and not _RIGHT.search(clause)
    )  # fmt: skip
    if _SET_APART.search(before):
        return not (_WRONG.search(clause) and not re.search(r"\bas (?:an? earlier|we)\b", behind))
    if not is_ground_wrong and _FROM.search(before) and not _MOVED.search(_FROM.sub("", clause)[-20:]):
        return True
    if re.match(r",? (?:\w+,? )?(?:and )?not \d", behind):  # "14 people, not 12, as we first reported"
        return False
    return is_ground_wrong


def _nearest(figure: Figure, right: Sequence[Figure]) -> Figure | None:
    return min(right, key=lambda other: abs(other.start - figure.start), default=None)


def _named(figure: Figure, right: Figure | None, words: str) -> Figure:
    """The wrong figure, counting what the right one counts where it stands bare; a share where the notice says so."""
    counted, kind, unit = figure.counted, figure.kind, figure.unit
    if right is not None and not counted and kind is FigureKind.COUNT:
        counted, kind, unit = right.counted, right.kind, right.unit
        if not counted and _SHARE.search(words[: min(figure.start, right.start)]):
            kind, unit = FigureKind.PERCENT, "%"
    return Figure(figure.start, figure.end, figure.text, figure.low, figure.high, kind, unit, figure.hedge, counted)


# ------------------------------------------------------------------------------- where they stand


def _places(view: StoryView, correction: Correction, number: int) -> Iterator[tuple[tuple[str, int], Corrected]]:
    """The figures of the story that a correction puts in the place of others, and those that it sets right."""
    rights = []
    for read, figure in _figures(view, correction.right):
        is_here = read.article_id == correction.article_id
        if is_here and (_is_inside(read, correction) or _is_told_of(read, figure, correction)):
            rights.append((read, figure))
            yield (read.article_id, figure.start), Corrected(number)
    beside = [_telling(text) for text in [read.text for read, _ in rights] or _told_now(view, correction)]
    for read, figure in _figures(view, correction.wrong):
        if read.article_id == correction.article_id:
            is_wrong = _is_inside(read, correction)
        else:
            is_own = view.outlet(read.article_id) == view.outlet(correction.article_id) != ""
            is_wrong = _is_of_it(read, figure, correction, beside, is_own=is_own)
            is_wrong = is_wrong and _is_taken_back(view, read, figure, rights)
        if is_wrong:
            yield (
                (read.article_id, figure.start),
                Corrected(number, correction.article_id, not _UPDATES.match(correction.words)),
            )


def _figures(view: StoryView, wanted: Figure | None) -> list[tuple[ReadSentence, Figure]]:
    """The figures of the story that have a value."""
    if wanted is None:
        return []
    return [
        (read, figure)
        for read in view.story.sentences
        for figure in read.mentions.figures
        if _has_value(figure, wanted)
    ]


def _is_inside(read: ReadSentence, correction: Correction) -> bool:
    return read.article_id == correction.article_id and correction.start <= read.sentence.start < correction.end


def _has_value(figure: Figure, other: Figure) -> bool:
    if (figure.low, figure.high) != (other.low, other.high):
        return False
    is_bare = other.kind is FigureKind.COUNT and not other.counted
    return figure.kind is other.kind or is_bare or (figure.kind is FigureKind.COUNT and not figure.counted)


def _is_told_of(read: ReadSentence, figure: Figure, correction: Correction) -> bool:
    """Whether a figure of the corrected article counts what the notice names."""
    right = correction.right
    if right is not None and right.counted and counted_class(right.counted) == counted_class(figure.counted):
        return True
    if right is not None and figure.kind is right.kind is not FigureKind.COUNT:
        return True
    return bool(set(content_words(read.text)) & set(content_words(correction.words)) - _numerals(correction))


def _numerals(correction: Correction) -> set[str]:
    texts = [correction.wrong.text, *([correction.right.text] if correction.right else [])]
    return {word for text in texts for word in content_words(text)}


def _told_now(view: StoryView, correction: Correction) -> list[str]:
    """The sentences of the corrected article that may hold what is right, where the notice does not say it."""
    wrong = correction.wrong
    return [
        read.text
        for read in view.by_article()[correction.article_id]
        if not _is_inside(read, correction) and not any(_has_value(figure, wrong) for figure in read.mentions.figures)
    ]


def _is_of_it(
    read: ReadSentence, figure: Figure, correction: Correction, beside: Sequence[frozenset[str]], *, is_own: bool
) -> bool:
    """Whether a figure of another article is of what was corrected: it counts the same, or its sentence is like one of
    those that have the telling words `beside`.

    Of the outlet's own article less likeness is enough; another's figure of what the notice does not name is its own.
    """
    wrong = correction.wrong
    if wrong.counted and figure.counted:
        return counted_class(wrong.counted) == counted_class(figure.counted)
    if figure.counted and not is_own and not set(content_words(figure.counted)) & set(content_words(correction.words)):
        return False
    least = _SAME_WORDS if correction.right is not None else _SAME_SENTENCE
    least = least / 2 if is_own else least
    own = _telling(read.text)
    return any(len(own & words) / max(1, min(len(own), len(words))) >= least for words in beside)


def _telling(text: str) -> frozenset[str]:
    return frozenset(word for word in content_words(text) if not word[0].isdigit())


def _is_taken_back(
    view: StoryView, read: ReadSentence, figure: Figure, rights: Sequence[tuple[ReadSentence, Figure]]
) -> bool:
    """Whether the wrong figure of another article falls with it: of the same text, the same source, or nobody."""
    if not rights:
        return True
    origins = {view.origin(other.article_id) for other, _ in rights}
    if view.origin(read.article_id) in origins:
        return True
    giver = view.names.speaker_key(giver_of(view, read, figure), read.article_id)
    givers = {view.names.speaker_key(giver_of(view, other, new), other.article_id) for other, new in rights}
    return not giver or not (givers - {""}) or giver in givers
