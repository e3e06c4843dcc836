"""Words for a disagreement that pick no side: what it is about, and how far apart the figures are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from summarizer.facts.matters import matter_of
from summarizer.facts.name_tables import place_key
from summarizer.facts.quantities import Quantity, counted_class
from summarizer.facts.view import StoryView
from summarizer.mentions import plural
from summarizer.model import FigureKind, Hedge, NameKind, StatedFigure
from summarizer.resources.tables import read_rows

_STATE_WORDS = {
    "dead": "killed", "hurt": "injured", "missing": "missing", "arrested": "arrested", "charged": "charged",
    "displaced": "displaced", "rescued": "rescued", "infected": "infected", "attending": "attending",
    "without power": "without power", "destroyed": "destroyed", "aboard": "aboard", "shot": "shot", "sold": "sold",
}  # fmt: skip
_THING_STATES = ("cancelled", "delayed", "destroyed", "missing", "sold")
_WITH_POINTS = re.compile(r"\b\d{1,3}(?:\.\d{3})+\b")
_ABOARD = re.compile(r"\b(?:aboard|on board|carrying)\b", re.I)
_WHERE = re.compile(
    r"\b(?:in|at|near|around|along|across|outside|inside|from|on|with)\s+(?:the\s+)?(?:[a-z]+\s+){0,2}?"
    r"([A-Z](?:[\w’'-]+|\.[A-Z]\.)(?:\s[A-Z][\w’'-]*)*)"
)
_NO_NOUNS = frozenset([
    "them", "odd", "other", "east", "west", "north", "south", "northeast", "northwest", "southeast", "southwest", "off",
])  # fmt: skip
"""What stands behind a figure and is not counted: "420 kilometers east of"."""
_TOLD_BY_KIND = frozenset([FigureKind.CLOCK, FigureKind.AGE, FigureKind.SCORE])
_VAGUE = 4.0
"""Times its lowest value that a figure may be which nobody has counted."""
_WHERE_REACH = 110
"""Characters after a figure in which its place is looked for."""


def subject_of(cluster: Sequence[Quantity], view: StoryView | None = None) -> str:
    """A short neutral noun phrase for what the figures count: "Russian troops around Ukraine", "the price"."""
    noun = _most(quantity.figure.counted for quantity in cluster if _names_something(quantity))
    state = _most(quantity.state for quantity in cluster if quantity.state)
    is_people = cluster[0].counted == "person"
    owner = _most(quantity.owner for quantity in cluster if quantity.owner)
    words = [_people_word(owner)] if owner else []
    if is_people and (not noun or counted_class(noun) != "person"):
        words.append("people")
    else:
        is_measured = all(quantity.figure.unit for quantity in cluster)  # "tonnes of diesel": a stuff, and no diesels
        if not noun:
            return matter_of(view, cluster)
        words.append(noun if is_measured else plural(noun))
    if is_people and state in _STATE_WORDS:
        evacuated = state == "displaced" and any("evacuat" in quantity.read.text.casefold() for quantity in cluster)
        is_there = state == "aboard" and not any(_ABOARD.search(quantity.read.text) for quantity in cluster)
        words.append("evacuated" if evacuated else "there" if is_there else _STATE_WORDS[state])
    elif state in _THING_STATES:
        words.append(state)
    where = _most(phrase for quantity in cluster if (phrase := _where(quantity)))
    if where and where.casefold() not in " ".join(words).casefold():
        words.append(where)
    return " ".join(word for word in words if word)


def _names_something(quantity: Quantity) -> bool:
    """Whether what a figure counts is a noun to print: not "them", and no part of a verb, "those polled"."""
    noun = quantity.figure.counted
    if not noun or noun in _NO_NOUNS or quantity.figure.kind in _TOLD_BY_KIND:
        return False
    return not re.search(r"(?:ed|ing)$", noun) or plural(noun) in quantity.read.text.casefold()


def wording_of(view: StoryView, subject: str, stated: Sequence[StatedFigure]) -> str:
    """One neutral sentence with the lowest and the highest figure and who gives them."""
    live = [figure for figure in stated if not figure.is_superseded]
    if len({(figure.figure.low, figure.figure.high) for figure in live}) < 2:
        live = list(stated)
    counted = [figure for figure in live if figure.figure.high < _VAGUE * max(figure.figure.low, 1.0)]
    if len({(figure.figure.low, figure.figure.high) for figure in counted}) > 1:
        live = counted  # "tens of thousands" is neither the lowest nor the highest
    low, high = live[0], live[-1]
    values = {(figure.figure.low, figure.figure.high) for figure in live}
    if len(values) == 2:
        return f"Reports differ on {subject}: {_said(view, low)} or {_said(view, high)}."
    hedged = any(figure.figure.hedge not in (Hedge.NONE, Hedge.EXACTLY) for figure in live)
    opening = "Estimates of" if hedged else "Figures for"
    highest = re.sub(r"^up to\b", "as many as", _said(view, high))
    return f"{opening} {subject} range from {_said(view, low)} to {highest}."


def revision_of(view: StoryView, subject: str, stated: Sequence[StatedFigure]) -> str:
    """One sentence with the figure that holds and those that it has replaced, and who replaced them."""
    by = {figure.superseded_by for figure in stated}
    live = [figure for figure in stated if not figure.is_superseded]
    live.sort(key=lambda figure: (figure.span.article_id in by, bool(figure.speaker)))
    gone: dict[tuple[float, str], StatedFigure] = {}
    for figure in sorted(stated, key=lambda figure: not figure.speaker):  # a notice has it of nobody
        if figure.is_superseded:
            gone.setdefault((figure.figure.low, figure.superseded_by), figure)
    old = [
        f"{_said(view, figure)}, {'corrected' if figure.is_corrected else 'replaced'} by "
        f"{view.outlet(figure.superseded_by) or 'a later report'}"
        for figure in gone.values()
    ]
    now = f"{subject[:1].upper()}{subject[1:]}: {_said(view, live[-1])}" if live else f"No figure of {subject} stands"
    return f"{now}; earlier figure{'s' if len(old) > 1 else ''}: {'; '.join(old)}."


def _said(view: StoryView, stated: StatedFigure) -> str:
    text = _with_commas(re.sub(r"\s+", " ", stated.figure.text).strip(), (stated.figure.low, stated.figure.high))
    if text[:1].isupper() and not text.isupper():
        text = text[0].lower() + text[1:]
    if stated.figure.kind is FigureKind.AGE:
        text = re.sub(r"[- ]years?[- ]olds?$", "", text)
    return f"{text} ({_who(view, stated)})"


def _with_commas(text: str, values: tuple[float, float]) -> str:
    """The text of a figure with commas for the points between thousands that some outlets write: "3.000"."""

    def of_number(found: re.Match[str]) -> str:
        is_grouped = float(found.group().replace(".", "")) in values
        return found.group().replace(".", ",") if is_grouped else found.group()

    return _WITH_POINTS.sub(of_number, text)


def _who(view: StoryView, stated: StatedFigure) -> str:
    if not stated.speaker:
        # An id is no name to print; a reader finds the article by the citation.
        return view.outlet(stated.span.article_id) or "a report"
    entity = view.names.entity_of(stated.speaker, stated.span.article_id)
    if entity is None or entity.kind is not NameKind.PERSON:
        return stated.speaker
    last = entity.name.split()[-1]
    alone = sum(other.kind is NameKind.PERSON and other.name.endswith(f" {last}") for other in view.names.entities)
    return last if alone == 1 else entity.name


def _most(texts: Iterable[str]) -> str:
    counted = Counter(texts)
    return max(counted, key=lambda text: (counted[text], -len(text), text)) if counted else ""


def _people_word(place: str) -> str:
    for row in read_rows("demonyms.txt"):
        if row[0].casefold() == place:
            return row[1]
    return ""


def _where(quantity: Quantity) -> str:
    """The phrase that names the quantity's place, as it stands, when it is short."""
    if not quantity.place:
        return ""
    after = quantity.read.text[quantity.figure.end - quantity.read.sentence.start :][:_WHERE_REACH]
    for match in _WHERE.finditer(after):
        phrase = re.sub(r"['’]s$", "", match.group())
        if place_key(match.group(1)) == quantity.place and len(phrase.split()) <= 4:
            return phrase
    return ""
