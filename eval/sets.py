"""What is measured on: a set by its spelling, as labelled texts or as stories to be summarized.

======================  =====================================================================================
spelling                what it is
======================  =====================================================================================
`sentences[:SPLIT]`     the gold sentences of our invented bundles, faithful and faulty (SPLIT: `dev`, `test`)
`sentences:FOLDER`      those of other bundles
`newsroom:SPLIT`        sentences of newcomers over invented stories (`eval/newsroom`)
`bundles[:SPLIT]`       our invented bundles, as stories to be summarized
`FOLDER`                bundles of one's own: each folder of articles (with a `gold.json` or without) is a story
`FILE`                  labelled records (JSON lines, CSV, Parquet): `eval.cases` says what they hold
`LOADER:PATH`           a public benchmark as its authors publish it (`eval.loaders` has the list)
======================  =====================================================================================
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.cases import Case, OddRecord, read_cases
from eval.fingerprint import fingerprint
from eval.gold import BUNDLES, Gold, GoldBundle, GoldDisagreement, all_bundles, read_bundle_gold
from eval.loaders import LOADERS, StoryRecord, read_set, read_story_set
from eval.marks import FILE as MARKS
from eval.metrics.coverage import Insight
from summarizer.bundle import read_bundle
from summarizer.citations import write_markers
from summarizer.cli import read_sources
from summarizer.errors import InputError
from summarizer.model import Article
from summarizer.settings import Settings

SPLITS = ("", "dev", "test")
NEWSROOM = Path(__file__).parent / "newsroom"
NEWSROOM_SPLITS = ("dev", "rewordings", "test")
NOT_READ = frozenset(["README.md", MARKS])
"""Files beside a story that nothing here reads: they change no figure of it."""


@dataclass(frozen=True, slots=True)
class KeyFact:
    """A statement that a summary may tell: the articles that hold it, whether it must, and whose word it is.

    `names` are the spellings of the speaker whom it must be attributed to; none where it may stand alone.
    """

    insight: Insight
    is_key: bool = True
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryCase:
    """Articles to be summarized as one story, with what a summary of them is judged by."""

    id: str
    articles: tuple[Article, ...]
    reference: str = ""
    facts: tuple[KeyFact, ...] = ()
    disagreements: tuple[GoldDisagreement, ...] = ()
    is_raw: bool = True


@dataclass(frozen=True, slots=True)
class NamedSet:
    """A set that was found: what it is called, what it is over, and the hash of what it was read from."""

    spelling: str
    kind: str  # "cases" or "stories"
    data_hash: str


def find_set(spelling: str) -> NamedSet:
    """The set of that spelling, unread. Raises InputError when there is none."""
    name, _, rest = spelling.partition(":")
    if name == "sentences":
        return NamedSet(spelling, "cases", _hash_of_bundles(_bundles(rest)))
    if name == "newsroom" and rest in NEWSROOM_SPLITS:
        return NamedSet(spelling, "cases", fingerprint(newsroom_files(rest)))
    if name == "bundles" and rest in SPLITS:
        return NamedSet(spelling, "stories", _hash_of_bundles(_bundles(rest)))
    if name in LOADERS:
        kind = "stories" if LOADERS[name].kind == "stories" else "cases"
        return NamedSet(spelling, kind, fingerprint(_files(Path(rest))))
    path = Path(spelling)
    if path.is_dir():
        return NamedSet(spelling, "stories", fingerprint(_files(path)))
    if path.is_file():
        return NamedSet(spelling, "cases", fingerprint([path]))
    hint = f"Give a file, a folder, sentences, newsroom:dev, bundles, or LOADER:PATH with one of {', '.join(LOADERS)}."
    raise InputError(f"There is no set {spelling!r}.", hint=hint)


def cases_of(spelling: str) -> Iterator[Case | OddRecord]:
    """The labelled texts of a set, one at a time; rows of a file that are no cases are told in their places."""
    name, _, rest = spelling.partition(":")
    if name == "sentences":
        return (case for bundle in _bundles(rest) for case in gold_cases(bundle))
    if name == "newsroom" and rest in NEWSROOM_SPLITS:
        return newsroom_cases(rest)
    if name in LOADERS:
        return iter(read_set(name, Path(rest)))
    return read_cases(Path(spelling))


def stories_of(spelling: str) -> Iterator[StoryCase]:
    """The stories of a set, one at a time."""
    name, _, rest = spelling.partition(":")
    if name == "bundles" and rest in SPLITS:
        return map(story_of_bundle, _bundles(rest))
    if name in LOADERS:
        return map(_story_of_record, read_story_set(name, Path(rest)))
    return stories_in(Path(spelling))


# ----------------------------------------------------------------------------------------- bundles


def articles_of(folder: Path) -> tuple[Article, ...]:
    """The articles of a bundle's folder as the product reads them, numbered in the order of their names."""
    settings = Settings()
    inner = folder / "articles"
    return read_bundle(read_sources([inner if inner.is_dir() else folder], settings), settings).articles


def gold_cases(bundle: GoldBundle) -> list[Case]:
    """The gold sentences of a bundle, cited as their writer said; `spans` mark what is wrong with a faulty one."""
    articles = articles_of(bundle.folder)
    cases = []
    for row in bundle.gold.faithful:
        cases.append(_gold_case(bundle, articles, row.id, _cited(row.text, row.cited), twin=row.id))
    for faulty in bundle.gold.faulty:
        text = _cited(faulty.text, faulty.cited)
        start = faulty.text.find(faulty.wrong) if faulty.wrong else -1
        spans = ((start, start + len(faulty.wrong)),) if start >= 0 else None
        case = _gold_case(bundle, articles, faulty.id, text, twin=faulty.twin)
        cases.append(
            Case(case.id, text, articles, 0, group=bundle.name, code=faulty.code.value, twin=case.twin, spans=spans,
                 is_raw=True)
        )  # fmt: skip
    return cases


def _gold_case(bundle: GoldBundle, articles: tuple[Article, ...], id_: str, text: str, *, twin: str) -> Case:
    return Case(
        id=f"{bundle.name}/{id_}",
        text=text,
        documents=articles,
        label=1,
        group=bundle.name,
        twin=f"{bundle.name}/{twin}" if twin else "",
        spans=(),
        is_raw=True,
    )


def _cited(text: str, numbers: Sequence[int]) -> str:
    return f"{text} {write_markers(numbers)}".strip()


def newsroom_cases(split: str) -> Iterator[Case]:
    """The newcomers' sentences of a split, each with the articles of its story, twins under one id."""
    articles: dict[str, tuple[Article, ...]] = {}
    lines = (NEWSROOM / split / "sentences.jsonl").read_text("utf-8").splitlines()
    for number, row in enumerate(map(json.loads, lines), start=1):
        name = row["story"]
        if name not in articles:
            articles[name] = articles_of(NEWSROOM / split / name)
        id_ = row.get("id", f"{name}-{number}")
        yield Case(
            id_,
            _cited(row["text"], row["cited"]),
            articles[name],
            row["label"],
            group=name,
            code=row["code"],
            twin=id_ if row["label"] else row.get("twin", ""),
            is_raw=True,
        )


def newsroom_files(split: str) -> list[Path]:
    """What a split of the newcomers' sentences is read from."""
    return _files(NEWSROOM / split)


def story_of_bundle(bundle: GoldBundle) -> StoryCase:
    """The bundle as a story to be summarized, with its gold facts and disagreements."""
    gold = bundle.gold
    return StoryCase(
        id=bundle.name,
        articles=articles_of(bundle.folder),
        reference=gold.summary,
        facts=tuple(
            KeyFact(Insight(fact.text, frozenset(fact.articles)), fact.is_key, _spellings(gold, fact.speaker))
            for fact in gold.facts
        ),
        disagreements=gold.disagreements,
    )


def _spellings(gold: Gold, speaker: str) -> tuple[str, ...]:
    """All that a speaker is called: of a person, the surname alone too."""
    named = next((entity for entity in gold.entities if entity.name == speaker), None)
    if named is None:
        return ()
    surnames = [spelling.split()[-1] for spelling in named.spellings] if named.kind == "person" else []
    return tuple(dict.fromkeys((named.name, *named.spellings, *surnames)))


def _bundles(rest: str) -> list[GoldBundle]:
    """Bundles of a split, or under a folder, that have gold sentences."""
    if rest in SPLITS:
        found = all_bundles(rest)
    else:
        folder = Path(rest)
        found = [read_bundle_gold(folder)] if (folder / "gold.json").is_file() else all_bundles(root=folder)
    kept = [bundle for bundle in found if bundle.gold.faulty]
    if not kept:
        raise InputError(f"There are no bundles with gold sentences in {rest or BUNDLES}.")
    return kept


def stories_in(folder: Path) -> Iterator[StoryCase]:
    """Each folder in it that holds articles as a story; where none does, the folder itself.

    Raises InputError when there is no such folder, or no article in it.
    """
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder.", hint="Give a folder of articles, or one of such folders.")
    inner = [
        path for path in sorted(folder.iterdir()) if path.is_dir() and path.name != "articles" and _holds_articles(path)
    ]
    found = inner or ([folder] if _holds_articles(folder) else [])
    if not found:
        raise InputError(f"No article is in {folder}.", hint="Articles are .txt, .html, .json or .jsonl files.")
    for path in found:
        if (path / "gold.json").is_file():
            yield story_of_bundle(read_bundle_gold(path))
        else:
            yield StoryCase(path.name, articles_of(path))


def _holds_articles(folder: Path) -> bool:
    """Whether articles lie in the folder, or in its folder `articles`."""
    inner = folder / "articles"
    files = (inner if inner.is_dir() else folder).iterdir()
    return any(
        path.suffix in (".txt", ".html", ".htm", ".json", ".jsonl") and path.name != "gold.json" for path in files
    )


def _story_of_record(record: StoryRecord) -> StoryCase:
    facts = tuple(KeyFact(insight) for insight in record.insights)
    return StoryCase(record.id, record.articles, record.reference, facts, is_raw=False)


def _hash_of_bundles(bundles: Iterable[GoldBundle]) -> str:
    return fingerprint(path for bundle in bundles for path in _files(bundle.folder))


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise InputError(f"{path} is not there.")
    if path.is_file():
        return [path]
    return [file for file in path.rglob("*") if file.is_file() and file.name not in NOT_READ]


def write_story(case: StoryCase) -> dict[str, object]:
    """The story as a record that `summarize` reads, with its reference."""
    fields = ("id", "title", "text", "html", "outlet")
    articles = [{name: value for name in fields if (value := getattr(article, name))} for article in case.articles]
    return {"id": case.id, "articles": articles, "reference": case.reference}
