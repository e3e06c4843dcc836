"""A time expression in its text: the words around it, and the dates that were read before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from summarizer.mentions.date_bounds import Bounds
from summarizer.mentions.date_tense import Tense, read_tense
from summarizer.mentions.quotations import Quoted
from summarizer.model import Precision

_FINENESS = (Precision.MINUTE, Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR)
_SAME_SCENE = 3
"""So many sentences back a date still governs what is told; further off, only hours and days are told from it."""
_HOUR_BY_HOUR = re.compile(r"^\W*(?:[01]?\d|2[0-3])[.:h][0-5]\d\b", re.MULTILINE)
_N_ENTRIES = 3


class Seen(NamedTuple):
    """An expression that was read: where it stands, in which sentence, and what it means."""

    start: int
    end: int
    line: int
    bounds: Bounds
    told: Expression
    is_quoted: bool

    @property
    def days(self) -> tuple[date, date] | None:
        """Its first and last day, if it was resolved."""
        bounds = self.bounds
        return (bounds.earliest, bounds.latest) if bounds.earliest is not None and bounds.latest is not None else None

    @property
    def tense(self) -> Tense:
        """Which way it lies."""
        return self.told.tense


@dataclass
class Scene:
    """A text as it is read: its quotations, and the expressions so far, in order."""

    text: str
    quoted: Sequence[Quoted] = ()
    seen: list[Seen] = field(default_factory=list)

    @cached_property
    def is_live(self) -> bool:
        """Whether it was written hour by hour: its paragraphs open with the time of day."""
        return len(_HOUR_BY_HOUR.findall(self.text)) >= _N_ENTRIES

    def is_quoted(self, at: int) -> bool:
        """Whether somebody else's words stand there, whose "today" is their own."""
        return any(quoted.start <= at < quoted.end for quoted in self.quoted)


@dataclass(slots=True)
class Expression:
    """A match of EXPRESSION in the sentence [start, end) of the text, told on the day `published`.

    `last` is the expression that was read before it. Which way it lies is only read when somebody asks.
    """

    match: re.Match[str]
    start: int
    end: int
    published: date | None
    line: int
    scene: Scene
    last: Seen | None
    _tense: Tense | None = None

    def words(self, group: str) -> str:
        """A part of the match in lower case without spaces around; "" for one that is not there."""
        return (self.match[group] or "").strip().lower()

    def number(self, group: str) -> int:
        """A part of the match that is digits, or a day as "15th"; 0 for one that is not there."""
        return int((self.match[group] or "0").rstrip("sthndr"))

    def before(self, length: int) -> str:
        """So many characters of the sentence before the expression, or fewer."""
        return self.match.string[max(self.start, self.match.start() - length) : self.match.start()]

    def after(self, length: int) -> str:
        """So many characters of the sentence after the expression, or fewer."""
        return self.match.string[self.match.end() : min(self.end, self.match.end() + length)]

    @property
    def tense(self) -> Tense:
        """Which way it lies by the verbs around it; without any, as the date before it in this or the last sentence."""
        if self._tense is None:
            self._tense = read_tense(self.match.string, self.match.start(), self.match.end(), self.start, self.end)
            if self._tense is Tense.UNTOLD and self.last and self.last.line >= self.line - 1:
                self._tense = self.last.tense
        return self._tense

    @property
    def is_ahead(self) -> bool:
        """Whether it is to come."""
        return self.tense in (Tense.FUTURE, Tense.PRESENT)

    def joined_to(self) -> Seen | None:
        """The date before it that it makes a range or list with: "Monday and Tuesday", "from 1 May to 3 June"."""
        last = self.last
        if last is None:
            return None
        between = self.match.string[last.end : self.match.start()]
        return last if last.line == self.line and _JOIN.fullmatch(between) else None

    def apposed_to(self) -> Seen | None:
        """The date right before it that it tells again: "on Monday, two days after the flood"."""
        last = self.last
        if last is None:
            return None
        between = self.match.string[last.end : self.match.start()]
        return last if last.line == self.line and re.fullmatch(r",? \(?|, (?:just|only) ", between) else None

    def day_of(self, event: str) -> date | None:
        """The day with which something was named before, "the vote" in "they vote on 3 May", or None."""
        for seen in reversed(self.scene.seen):
            is_day = seen.days is not None and seen.bounds.precision is Precision.DAY and seen.days[0] == seen.days[1]
            sentence = self.match.string[seen.told.start : min(seen.told.end, self.match.start())]
            if is_day and re.search(rf"\b{re.escape(event)}s?\b", sentence):
                return seen.bounds.earliest
        return None

    def of_clause(self) -> Seen | None:
        """The day told before in the same clause, which it tells again: "on Friday in Orl, three weeks after …"."""
        last = self.last
        if last is None or last.line != self.line or last.bounds.precision is not Precision.DAY:
            return None
        between = self.match.string[last.end : self.match.start()]
        is_apart = _OTHER_CLAUSE.search(between) is not None or last.is_quoted != self.scene.is_quoted(
            self.match.start()
        )
        return last if between.endswith((", ", " – ", " — ")) and not is_apart else None

    def anchor(self, precision: Precision) -> tuple[date, date] | None:
        """The days of the date that governs here and is fine enough: the last one told in the text's own voice.

        None where the sentence has only a coarser one ("in 1997 … three weeks later"). A day is looked for in the
        whole text before, a week or month a few sentences back.
        """
        wanted = _FINENESS.index(precision)
        for seen in reversed(self.scene.seen):
            if seen.days is None or seen.bounds.precision not in _FINENESS:
                continue
            is_pointed_at = seen.line >= self.line - 1 and self.match.group().lower().startswith(("that ", "the same "))
            if wanted == _FINENESS.index(Precision.YEAR) and self.match.string[: seen.start].endswith("since "):
                continue  # "the warmest since 1901": only compared with
            is_other_voice = seen.is_quoted != self.scene.is_quoted(self.match.start())
            if is_other_voice and seen.line != self.line and not is_pointed_at:
                continue
            is_to_come = seen.tense in (Tense.FUTURE, Tense.PRESENT)
            if is_to_come and seen.line != self.line and not (self.is_ahead or is_pointed_at):
                continue
            is_fine = _FINENESS.index(seen.bounds.precision) <= wanted
            if is_fine and (seen.line >= self.line - _SAME_SCENE or wanted <= 1):
                return seen.days
            if not is_fine and seen.line == self.line and not is_other_voice:
                return None
        return (self.published, self.published) if self.published else None


_OTHER_CLAUSE = re.compile(r"[;:.“”\"]|\b(?:and|but|while|who|which|when|after|before|that|where|because|as|since)\b")
_JOIN = re.compile(
    r"(?:'s|’s)?,?\s?(?:and|or|to|until|till|through|[-–—]|,)\s?(?:(?:on|the|in|late|early) )*|"
    r" (?:night|morning|evening|afternoon|noon|(?:at )?\d{1,2}(?:[.:]\d\d)? ?(?:[ap]\.?m\b\.?)?)?"
    r" ?(?:and|or|to|until|till) (?:on )?(?:the )?"
)
