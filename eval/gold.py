"""The gold of an invented bundle: what its articles say, marked by hand, and sentences that are true or false of them.

`python -m eval gold [BUNDLE...]` says what is wrong with a bundle's `gold.json`, in words that name the place. How the
bundles were written and what each field means stands in `eval/bundles/PROTOCOL.md`.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarizer.errors import InputError
from summarizer.model import ErrorCode

BUNDLES = Path(__file__).parent / "bundles"

SPELLED_HEDGES = ("", "none", "exactly", "about", "nearly", "more than", "at least", "fewer than", "up to")


class _Gold(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class GoldArticle(_Gold):
    """One file of the bundle; `outlet` is "" where the page names none."""

    number: int = Field(ge=1)
    file: str
    outlet: str = ""
    published_at: datetime | None = None
    note: str = ""


class GoldOrigin(_Gold):
    """Articles that go back to one text."""

    articles: tuple[int, ...] = Field(min_length=1)
    kind: Literal["original", "wire", "version", "translation", "composite"]
    agencies: tuple[str, ...] = ()
    why: str = ""
    machine_translated: bool = False


class GoldEntity(_Gold):
    """A person, organisation or place under all the spellings that the articles use."""

    name: str
    kind: Literal["person", "organisation", "place"]
    role: str = ""
    spellings: tuple[str, ...] = Field(min_length=1)


class GoldEvidence(_Gold):
    """Where an article says it: a few words exactly as they stand there."""

    article: int
    anchor: str = Field(min_length=3)


class GoldFact(_Gold):
    """One checkable statement in our own words, with all the articles that make it.

    `is_key`: a summary that leaves it out is incomplete. `speaker`: the entity that it must be attributed to.
    """

    id: str
    text: str
    evidence: tuple[GoldEvidence, ...] = Field(min_length=1)
    is_key: bool = False
    speaker: str = ""

    @property
    def articles(self) -> tuple[int, ...]:
        """The articles that state it, ascending."""
        return tuple(sorted({part.article for part in self.evidence}))


class GoldFigure(_Gold):
    """A figure of a disagreement; `superseded_by` is the article whose later version replaces it."""

    value: float
    hedge: str = ""
    text: str = ""
    article: int
    speaker: str = ""
    superseded_by: int | None = None


class GoldClaim(_Gold):
    """One side of a disagreement that is not about a figure."""

    text: str
    article: int
    anchor: str
    speaker: str = ""


class GoldDisagreement(_Gold):
    """What the articles do not agree on: figures or claims, two at least."""

    subject: str
    figures: tuple[GoldFigure, ...] = ()
    claims: tuple[GoldClaim, ...] = ()


class GoldVariant(_Gold):
    """One wording of an utterance, as it stands in an article."""

    article: int
    words: str


class GoldQuotation(_Gold):
    """One utterance of one speaker, in all its wordings."""

    speaker: str
    about: str
    variants: tuple[GoldVariant, ...] = Field(min_length=1)


class GoldDate(_Gold):
    """A time expression as it stands, with the days that it means (inclusive)."""

    article: int
    text: str
    earliest: date
    latest: date


class GoldFaithful(_Gold):
    """A sentence in our own words that a careful reader of the articles accepts; an earlier one may lead up to it."""

    id: str
    text: str
    cited: tuple[int, ...] = ()


class GoldFaulty(GoldFaithful):
    """A sentence with one error. `wrong` is the part that is wrong, `twin` the faithful sentence it was made of."""

    code: ErrorCode
    why: str
    wrong: str = ""
    twin: str = ""


class Superseded(_Gold):
    """A figure that a later version of the same outlet replaced."""

    subject: str
    old: GoldFigure
    new: GoldFigure


class Apart(_Gold):
    """A figure that must not be mixed into a disagreement, though it looks as if it belonged there."""

    text: str
    article: int
    why: str


class Gold(_Gold):
    """All that is marked in a bundle. What is absent was not marked (see `PROTOCOL.md`)."""

    title: str
    split: Literal["dev", "test"] = "dev"
    topic: str = ""
    published_on: date | None = None
    articles: tuple[GoldArticle, ...] = Field(min_length=1)
    stories: tuple[tuple[int, ...], ...] = ()
    origins: tuple[GoldOrigin, ...] = ()
    entities: tuple[GoldEntity, ...] = ()
    facts: tuple[GoldFact, ...] = ()
    disagreements: tuple[GoldDisagreement, ...] = ()
    superseded: tuple[Superseded, ...] = ()
    not_in_the_disagreement: tuple[Apart, ...] = ()
    quotations: tuple[GoldQuotation, ...] = ()
    dates: tuple[GoldDate, ...] = ()
    furniture: tuple[str, ...] = ()
    hostile: tuple[str, ...] = ()
    summary: str = ""
    faithful: tuple[GoldFaithful, ...] = ()
    faulty: tuple[GoldFaulty, ...] = ()


class GoldBundle:
    """A bundle's folder with its gold."""

    def __init__(self, folder: Path, gold: Gold) -> None:
        self.folder = folder
        self.gold = gold

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    @cached_property
    def texts(self) -> dict[int, str]:
        """By article number, what a reader sees of each page, furniture included, with white space made single."""
        return {article.number: _seen(self.folder / article.file) for article in self.gold.articles}


def read_bundle_gold(folder: Path) -> GoldBundle:
    """A bundle's gold. Raises InputError that names the file, and the field where it is one.

    >>> read_bundle_gold(BUNDLES / "port-sarabi").gold.split
    'dev'
    """
    path = folder / "gold.json"
    try:
        return GoldBundle(folder, Gold.model_validate(json.loads(path.read_text("utf-8"))))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}", hint="Give the folder of a bundle.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = "/".join(map(str, first["loc"]))
        raise InputError(
            f"{path}: {where}: {first['msg']} ({error.error_count()} in all)", pointer=f"/{where}"
        ) from error
    except ValueError as error:
        raise InputError(f"{path} is no JSON: {error}") from error


def all_bundles(split: str = "", root: Path = BUNDLES) -> list[GoldBundle]:
    """The bundles of a folder, of one split ("dev" or "test") or all, by name."""
    found = [read_bundle_gold(path.parent) for path in sorted(root.glob("*/gold.json"))]
    return [bundle for bundle in found if split in ("", bundle.gold.split)]


# ------------------------------------------------------------------------------------ what is wrong


def problems_of(bundle: GoldBundle) -> list[str]:
    """What does not hold in a bundle: quoted words that no article has, unknown names, ids used twice.

    >>> problems_of(read_bundle_gold(BUNDLES / "port-sarabi"))
    []
    """
    try:
        texts = bundle.texts
    except (OSError, ValueError) as error:
        return [f"an article cannot be read: {error}"]
    problems = [*_misquoted(bundle.gold, texts), *_unknown(bundle.gold), *_badly_numbered(bundle.gold)]
    for row in bundle.gold.faulty:
        if row.wrong and row.wrong not in row.text:
            problems.append(f"faulty {row.id}: “{row.wrong}” is not in its text")
    return problems


def _misquoted(gold: Gold, texts: dict[int, str]) -> Iterator[str]:
    for where, article, words in _quoted(gold):
        if article not in texts:
            yield f"{where}: there is no article {article}"
        elif _plain(words) not in texts[article]:
            yield f"{where}: article {article} does not have “{words}”"
    for place, words in enumerate((*gold.furniture, *gold.hostile)):
        if not any(_plain(words) in text for text in texts.values()):
            yield f"furniture or hostile text {place + 1}: no article has “{words}”"
    for entity in gold.entities:
        for spelling in entity.spellings:
            if not any(_plain(spelling) in text for text in texts.values()):
                yield f"entity {entity.name}: no article has “{spelling}”"


def _quoted(gold: Gold) -> Iterator[tuple[str, int, str]]:
    """Everything that claims to stand in an article: where it is marked, the article, the words."""
    for fact in gold.facts:
        yield from ((f"fact {fact.id}", part.article, part.anchor) for part in fact.evidence)
    for disagreement in gold.disagreements:
        for figure in disagreement.figures:
            if figure.text:
                yield f"disagreement on {disagreement.subject}", figure.article, figure.text
        yield from ((f"disagreement on {disagreement.subject}", c.article, c.anchor) for c in disagreement.claims)
    for quotation in gold.quotations:
        yield from ((f"quotation of {quotation.speaker}", v.article, v.words) for v in quotation.variants)
    yield from ((f"date {number}", found.article, found.text) for number, found in enumerate(gold.dates, start=1))
    yield from (("not in the disagreement", found.article, found.text) for found in gold.not_in_the_disagreement)


def _unknown(gold: Gold) -> Iterator[str]:
    names = {entity.name for entity in gold.entities}
    for fact in gold.facts:
        if fact.speaker and names and fact.speaker not in names:
            yield f"fact {fact.id}: its speaker “{fact.speaker}” is none of the entities"
    ids = {row.id for row in gold.faithful}
    for row in gold.faulty:
        if row.twin and row.twin not in ids:
            yield f"faulty {row.id}: there is no faithful sentence {row.twin}"
    for disagreement in gold.disagreements:
        if max(len(disagreement.figures), len(disagreement.claims)) < 2:
            yield f"disagreement on {disagreement.subject}: it needs two figures or two claims"
        for figure in disagreement.figures:
            if figure.hedge not in SPELLED_HEDGES and figure.hedge != "no more than":
                yield f"disagreement on {disagreement.subject}: “{figure.hedge}” is no hedge of {SPELLED_HEDGES}"


def _badly_numbered(gold: Gold) -> Iterator[str]:
    numbers = [article.number for article in gold.articles]
    if numbers != list(range(1, len(numbers) + 1)):
        yield "articles are not numbered 1, 2, 3 …"
    known = set(numbers)
    for kind, rows in (("fact", gold.facts), ("faithful", gold.faithful), ("faulty", gold.faulty)):
        yield from (f"{kind} {id_}: the id is used twice" for id_ in _twice(row.id for row in rows))
    members = [number for origin in gold.origins for number in origin.articles]
    if gold.origins and sorted(members) != numbers:
        yield "origins do not hold each article once"
    for row in (*gold.faithful, *gold.faulty):
        is_meant = isinstance(row, GoldFaulty) and row.code is ErrorCode.UNKNOWN_CITATION
        if not is_meant and not known.issuperset(row.cited):
            yield f"{row.id}: cites an article that is not there"


def _twice(ids: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            yield id_
        seen.add(id_)


# ------------------------------------------------------------------------------- what a reader sees

_HIDDEN = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->|<[^>]+>", re.S | re.I)


def _seen(path: Path) -> str:
    raw = path.read_text("utf-8")
    if path.suffix == ".json":
        fields = json.loads(raw)
        raw = "\n".join(str(fields.get(name) or "") for name in ("title", "text", "html"))
    if path.suffix in (".html", ".json"):
        raw = html.unescape(_HIDDEN.sub("", raw))
    return _plain(raw)


def _plain(words: str) -> str:
    """White space made single; the reader sees no more of it."""
    return " ".join(words.split())
