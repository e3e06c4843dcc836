"""Fit the weights by which an answer is told to contradict a statement near it (`facts.contests`), on splits dev.

`python -m eval.benchmarks.contests DATA [--without STORY...]` prints the table of `resources/contests.txt`. A pair is a
contest where both passages hold marked words of two sides of one disagreement; one that only comes close is left out.
Real stories differ: there most of what answers is no contradiction. Readers judged 1,400 of their pairs
(`contests_real.jsonl`; PolNeAR's devtest part is held out), and the others are taken to be none, but for plain denials.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from eval.benchmarks.disagreements import MOST_CHARACTERS, real_stories
from eval.benchmarks.facts import read_stories, story_of
from eval.benchmarks.rivals import invented
from eval.marks import MarkedDisagreement, MarkedSide
from eval.training.contests import ContestedPair, table_of
from summarizer.facts.contests import contested
from summarizer.facts.denials import Opposed, find_denials
from summarizer.facts.negations import find_negations
from summarizer.facts.topics import Topics
from summarizer.facts.view import StoryView
from summarizer.model import Span, Story

LABELS = Path(__file__).with_name("contests_real.jsonl")
"""What readers judged of pairs of real news: story, claim and answer by article and offsets, and a label: `true` for
two sides of one question, `weak` where another sentence nearby is the other side, `false` for anything else."""
_HELD_OUT = "quotes/polnear_devtest:"
"""Stories that nothing is fitted on."""
_IS_CONTEST = {"true": True, "weak": None, "false": False}
_UNJUDGED = {"multinews": 150, "neus_val": 200}
"""Real stories whose pairs that nobody judged are taken to be none; they come far below those that somebody did."""
_CLOSE_BY = 150
"""Characters from marked words within which the marks do not tell whether one of both passages is of that side."""


def pairs_of(without: Collection[str] = ()) -> Iterator[ContestedPair]:
    """The pairs of our stories of split dev."""
    for number, (name, story, marked) in enumerate(invented()):
        if name.rpartition("/")[2] not in without:
            numbers = {article.id: article.number for article in story.articles}
            for pair, shown in _contested(story):
                yield ContestedPair(number, shown, _is_contest(pair, marked, numbers))


def judged_pairs(data: Path) -> Iterator[ContestedPair]:
    """The pairs of real stories that readers judged."""
    labels: dict[str, dict[tuple[Any, ...], str]] = {}
    for line in LABELS.read_text("utf-8").splitlines():
        row = json.loads(line)
        labels.setdefault(row["story"], {})[_place(*row["claim"][:2], *row["answer"][:2])] = row["label"]
    for number, (name, story) in enumerate(_judged_stories(data, labels), start=10_000):
        for pair, shown in _contested(story):
            place = _place(pair.claim.article_id, pair.claim.start, pair.denial.article_id, pair.denial.start)
            if place in labels[name]:
                is_held_out = name.startswith(_HELD_OUT)
                yield ContestedPair(number, shown, _IS_CONTEST[labels[name][place]], True, is_held_out)


def _place(*offsets: Any) -> tuple[Any, ...]:
    return offsets


def _judged_stories(data: Path, named: Collection[str]) -> Iterator[tuple[str, Story]]:
    yield from ((name, story) for name, story in real_stories(data) if name in named)
    clusters: dict[str, list[dict[str, Any]]] = {}
    for row in read_stories(data / "grouping" / "neus_train.jsonl.gz"):
        clusters.setdefault(f"grouping/neus_train:{row['cluster']}", []).append(
            {"text": f"{row['title'] or ''}\n\n{row['text']}"}
        )
    yield from ((name, story_of(articles, name)) for name, articles in clusters.items() if name in named)
    for part in ("train", "devtest"):
        for row in read_stories(data / "quotes" / f"polnear_{part}.jsonl.gz"):
            name = f"quotes/polnear_{part}:{row['id']}"
            if name in named:
                yield name, story_of([{"text": row["text"][:MOST_CHARACTERS]}], row["id"])


def unjudged_pairs(data: Path) -> Iterator[ContestedPair]:
    """The pairs of real stories that nobody judged, taken to be no contests."""
    for part, (name, n_stories) in enumerate(_UNJUDGED.items(), start=1):
        for number, row in enumerate(islice(read_stories(data / "stories" / f"{name}.jsonl.gz"), n_stories)):
            for _, shown in _contested(story_of(row["articles"], row["id"])):
                is_plain = shown["named"] and shown["other voice"]
                yield ContestedPair(1000 * part + number, shown, None if is_plain else False)


def _contested(story: Story) -> Iterator[tuple[Opposed, dict[str, float]]]:
    view, topics = StoryView(story), Topics(story)
    named = [*find_denials(view, topics), *find_negations(view, topics)]
    return ((pair, shown) for pair, shown in contested(view, topics, named) if shown)


def _is_contest(pair: Opposed, marked: Sequence[MarkedDisagreement], numbers: Mapping[str, int]) -> bool | None:
    claims = [disagreement for disagreement in marked if disagreement.kind == "claim"]
    if any(_stand_on_two_sides(pair, disagreement, numbers, (0, 0)) for disagreement in claims):
        return True
    comes_close = any(
        _stand_on_two_sides(pair, disagreement, numbers, reach)
        for disagreement in marked
        for reach in ((0, _CLOSE_BY), (_CLOSE_BY, 0))
    )
    return None if comes_close else False


def _stand_on_two_sides(
    pair: Opposed, disagreement: MarkedDisagreement, numbers: Mapping[str, int], reach: tuple[int, int]
) -> bool:
    sides = [
        {side.says for side in disagreement.sides if _holds(span, side, numbers, near)}
        for span, near in zip((pair.claim, pair.denial), reach, strict=True)
    ]
    return any(one != other for one in sides[0] for other in sides[1])


def _holds(span: Span, side: MarkedSide, numbers: Mapping[str, int], reach: int) -> bool:
    return numbers[span.article_id] == side.article and span.start - reach < side.end and side.start < span.end + reach


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Fit the weights of contests.")
    parser.add_argument("data", type=Path, help="folder of outside data, for real stories")
    parser.add_argument("--without", nargs="*", default=[], help="stories of dev that are left out")
    options = parser.parse_args()
    print(table_of([*pairs_of(options.without), *judged_pairs(options.data), *unjudged_pairs(options.data)]))


if __name__ == "__main__":
    main()
