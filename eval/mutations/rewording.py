"""The same said in other words: edits of a sentence that change nothing of what it tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from random import Random

from eval.mutations.claims import Edit, Faithful, Mutated, Pair, apply, moved
from eval.mutations.english import MONTHS, NUMBER_WORDS, VALUES, WEEKDAYS
from summarizer.model import Figure, FigureKind, Hedge

Rule = Callable[[Faithful], Iterator[Edit]]

_SHORT_MONTHS = {month[:3]: month for month in MONTHS} | {"Sept": "September"}
_ABBREVIATED = re.compile(r"\b(Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)\. (?=\d{1,2}\b|\d{4}\b)")
_PER_CENT = re.compile(r"(?<=\d)(%|\s?percent\b|\s?per cent\b)")
_SAID_THAT = re.compile(r"\b(?:told reporters|noted|added|remarked|stated) that\b|\bsaid that\b")
_WEEKDAY = re.compile(rf"\bon ({'|'.join(WEEKDAYS)})\b(?! (?:morning|afternoon|evening|night)|['’]| and | or )")
_PHRASES = {
    "approximately": "about", "purchased": "bought", "attempted to": "tried to", "numerous": "many",
    "in order to": "to", "commenced": "began", "began": "started", "started to": "began to", "movie": "film",
    "movies": "films", "the blast": "the explosion", "the explosion": "the blast", "lawmakers": "legislators",
    "legislators": "lawmakers", "prior to": "before", "physicians": "doctors", "physician": "doctor",
    "automobile": "car", "automobiles": "cars", "a number of": "several", "is due to": "is scheduled to",
    "is scheduled to": "is due to", "are scheduled to": "are due to", "kids": "children", "assistance": "help",
    "in addition to": "besides", "despite": "in spite of", "in spite of": "despite", "roughly": "about",
    "wounded": "injured", "hurt": "injured", "nearly": "almost", "almost": "nearly", "around": "about",
    "some": "about", "about": "around", "demonstrators": "protesters", "demonstrations": "protests",
    "in the wake of": "after", "at least": "no fewer than", "across the country": "nationwide",
    "in an effort to": "in an attempt to", "regarding": "about", "whilst": "while", "amongst": "among",
    "did not": "didn't", "was not": "wasn't", "were not": "weren't", "has not": "hasn't", "have not": "haven't",
    "had not": "hadn't", "will not": "won't", "cannot": "can't", "does not": "doesn't", "do not": "don't",
    "is not": "isn't", "are not": "aren't", "didn't": "did not", "wasn't": "was not", "won't": "will not",
    "can't": "cannot", "doesn't": "does not", "isn't": "is not", "didn’t": "did not", "wasn’t": "was not",
    "won’t": "will not", "can’t": "cannot", "doesn’t": "does not", "isn’t": "is not", "Mr": "", "Mrs": "", "Ms": "",
    "Mr.": "", "Mrs.": "", "Ms.": "", "the United States": "the US", "the U.S.": "the US",
    "the United Kingdom": "the UK", "colour": "color", "centre": "center", "defence": "defense", "favour": "favor",
    "programme": "program", "programmes": "programs", "neighbours": "neighbors", "neighbouring": "neighboring",
    "organised": "organized", "recognised": "recognized", "criticised": "criticized", "apologised": "apologized",
    "authorised": "authorized", "organisation": "organization", "organisations": "organizations",
    "metres": "meters", "kilometres": "kilometers", "tonnes": "metric tons", "travelled": "traveled",
    "cancelled": "canceled", "labelled": "labeled",
}  # fmt: skip
"""Words and phrases that mean the same wherever they stand in news, base and replacement. Tighter than the word
classes of resources/synonyms.txt, which only say which words may tell of one event ("kill", "dead")."""
_PHRASE = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, _PHRASES), key=len, reverse=True))})(?![\w-])")
_ONLY_COUNTS = frozenset(("at least", "nearly", "almost", "roughly", "approximately", "around", "some", "about"))
_SPANS = (FigureKind.DURATION, FigureKind.AGE)  # "over 40 years" may mean during them
_ONLY_AFTER = {"hurt": ("was", "were"), "wounded": ("was", "were", "and")}


def reworded(claim: Faithful, chance: Random, n_most: int = 3, kept: Pair | None = None) -> tuple[Edit, ...]:
    """Edits that say the same otherwise, drawn by chance; none touches a quotation or the stretch that is kept."""
    found: list[Edit] = []
    for rule in RULES:
        for edit in rule(claim):
            if claim.is_free(edit.start, edit.end) and not _touches(edit, found, kept):
                found.append(edit)
    chance.shuffle(found)
    return tuple(found[:n_most])


def reword_around(mutated: Mutated, claim: Faithful, chance: Random) -> Mutated:
    """The mutation with other words outside its wrong stretch, so that not only one word tells it from its twin."""
    if mutated.span is None:
        return mutated
    told = Faithful(mutated.text, claim.cited, claim.sources, claim.ways)  # without a day: no date is resolved anew
    edits = reworded(told, chance, 2, kept=mutated.span)
    return Mutated(apply(mutated.text, edits), moved(mutated.span, edits), mutated.code, mutated.cited)


def _touches(edit: Edit, found: list[Edit], kept: Pair | None) -> bool:
    taken = [(other.start, other.end) for other in found] + ([(kept[0] - 1, kept[1] + 1)] if kept else [])
    return any(edit.start < end and start < edit.end for start, end in taken)


# ----------------------------------------------------------------------------------------- the rules


def _numbers(claim: Faithful) -> Iterator[Edit]:
    """Number words from ten on as digits, digits below ten as words."""
    for figure in claim.mentions.figures:
        if figure.kind is FigureKind.COUNT and figure.low == figure.high:
            yield from _number(claim.text, figure)


def _number(text: str, figure: Figure) -> Iterator[Edit]:
    word = re.search(r"\b[a-z]+$", text[figure.start : figure.end])
    digit = re.search(r"(?<![\d.,])[2-9]$", text[figure.start : figure.end])
    after = text[figure.end : figure.end + 1]
    if after not in (" ", ".") or re.match(r" (?:to|or|in|out|and|of) ?\d| per", text[figure.end :]):
        return
    if re.search(r"\b(?:to|No\.|number) $", text[: figure.start]):
        return
    if word and VALUES.get(word.group(), 0) >= 10:
        yield Edit(figure.start + word.start(), figure.end, str(VALUES[word.group()]))
    elif digit and text[figure.end : figure.end + 2].strip().isalpha() and figure.start > 0:
        yield Edit(figure.start + digit.start(), figure.end, NUMBER_WORDS[int(digit.group())])


def _per_cent(claim: Faithful) -> Iterator[Edit]:
    for match in _PER_CENT.finditer(claim.text):
        yield Edit(match.start(), match.end(), " percent" if match[1] == "%" else "%")


def _months(claim: Faithful) -> Iterator[Edit]:
    for match in _ABBREVIATED.finditer(claim.text):
        yield Edit(match.start(), match.end(), f"{_SHORT_MONTHS[match[1]]} ")


def _saying(claim: Faithful) -> Iterator[Edit]:
    for match in _SAID_THAT.finditer(claim.text):
        yield Edit(match.start(), match.end(), "stated that" if match.group() == "said that" else "said that")


def _more_than(claim: Faithful) -> Iterator[Edit]:
    for figure in claim.mentions.figures:
        text = claim.text[figure.start : figure.end]
        if figure.kind in _SPANS or not re.match(r"(?:more than|over) [$£€]?\d", text):
            continue
        if figure.hedge is Hedge.MORE_THAN and text.startswith("more than "):
            yield Edit(figure.start, figure.start + 9, "over")
        elif figure.hedge is Hedge.MORE_THAN and text.startswith("over "):
            yield Edit(figure.start, figure.start + 4, "more than")


def _phrases(claim: Faithful) -> Iterator[Edit]:
    figures = {figure.start for figure in claim.mentions.figures}
    for match in _PHRASE.finditer(claim.text):
        word = match.group()
        before = re.findall(r"\w+", claim.text[: match.start()])[-1:]
        if word == "a number of" and re.match(
            r" (?:the|these|those|its|his|her|their|our)\b", claim.text[match.end() :]
        ):
            continue
        if word in _ONLY_COUNTS and match.start() not in figures:
            continue
        if word in _ONLY_AFTER and (not before or before[0] not in _ONLY_AFTER[word]):
            continue
        if _PHRASES[word]:
            yield Edit(match.start(), match.end(), _PHRASES[word])
        elif re.match(r" [A-Z][a-z]", claim.text[match.end() :]):  # a title before a name
            yield Edit(match.start(), match.end() + 1, "")


def _weekdays(claim: Faithful) -> Iterator[Edit]:
    """ "on Tuesday" as its date, where the article's own day resolves it to one of the six days before."""
    if claim.published is None or re.search(r"\b(?:will|next|plans?|expected|due|set to|until)\b", claim.text):
        return
    for match in _WEEKDAY.finditer(claim.text):
        for mention in claim.mentions.dates:
            day = mention.earliest
            if day is None or day != mention.latest or not mention.start <= match.start(1) < mention.end:
                continue
            if 0 <= (claim.published - day).days <= 6 and WEEKDAYS[day.weekday()] == match[1]:
                yield Edit(match.start(), match.end(), f"on {spelled(day)}")


def spelled(day: date) -> str:
    """A day as the summaries spell it.

    >>> spelled(date(2025, 6, 7))
    '7 June 2025'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


RULES: tuple[Rule, ...] = (_weekdays, _numbers, _per_cent, _months, _saying, _more_than, _phrases)
