"""Quotations, their speakers and indirect speech on PolNeAR. `python -m eval.benchmarks.quotes --data DIR --show N`
lists misses, on the part to build on.

DIR holds `polnear_train.jsonl.gz` (to build on) and `polnear_devtest.jsonl.gz` (to report). What is measured:

- quotation span F1: a gold stretch that begins and ends with a quotation mark is found when at least 95 % of it is
  covered by quotations that reach at most 5 % beyond it; a quotation that we give is right when 90 % of it lies in
  gold content. PolNeAR leaves titles and scare quotes out, so those that we call scare quotes are not counted.
- speaker accuracy over all gold content with quotation marks and a source ("all": also half sentences and single words,
  'heralded it as a “breakthrough”'), and over quotations from mark to mark alone ("whole", the easier part): the head
  word of the speaker is the source's. The baseline gives every quotation the nearest name outside it.
- where the source is a pronoun ("he") or a role ("the president") the annotation names nobody, so nothing here can tell
  whether we put the right name in its place. One is right when the words that we took for the speaker's are the
  annotated ones, or the verb of saying is, and the name's first name, where we know it, fits the pronoun: an upper
  bound of the accuracy that a reader would find.
- indirect speech: attributions without quotation marks. PolNeAR counts far more than speech ("wants", "supported",
  "in my mind"); "indirect" is over all of it. "speech" is over what is said alone, by a definition that is not ours:
  the head of the cue, the annotated one or the one that we give, is a verb of communication of Levin's class 37
  (`eval.benchmarks.communication_verbs`) or "according to". Both are F1 over cue, content and speaker.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from eval.benchmarks import Benchmark, needed
from eval.benchmarks.communication_verbs import is_communication
from eval.figures import Figure, shown
from eval.metrics.intervals import Statistic, bootstrap_interval
from summarizer.mentions import find_mentions
from summarizer.mentions.lexicon import first_names
from summarizer.model import Attribution, Name, Quotation
from summarizer.sentences import sentence_spans

COVERED = 0.95
INSIDE = 0.90
_MARKS = "\"“”‘’'«»„"
_MALE, _FEMALE = frozenset({"he", "his", "him"}), frozenset({"she", "her", "hers"})
_PRONOUNS = (
    _MALE | _FEMALE | frozenset(["they", "it", "we", "i", "you", "who", "which", "that", "their", "his", "our", "my"])
)
_AFTER_HEAD = frozenset(["of", "for", "from", "in", "at", "with", "who", "which", "on"])


@dataclass(slots=True)
class Count:
    """Hits among what was given and what was to be found."""

    right: int = 0
    given: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """Share of the given that is right; 0 when nothing was given."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of the wanted that was found; 0 when nothing was wanted."""
        return self.found / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Scores:
    """All that the benchmark tells of an article."""

    spans: Count
    named: Count
    whole: Count
    pronouns: Count
    baseline: Count
    indirect: Count
    speech: Count


Measure = Callable[[Sequence[Scores]], "float | None"]


def read_records(path: Path) -> Iterator[dict[str, Any]]:
    """The articles of a gzip JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def measure(records: Iterable[dict[str, Any]], *, show: int = 0) -> list[Scores]:
    """The scores of each article; `show` prints that many misses of each kind."""
    by_article = []
    left = {"span": show, "extra": show, "speaker": show, "indirect": show, "invented": show}

    def tell(kind: str, *what: object) -> None:
        if left[kind] > 0:
            left[kind] -= 1
            print(kind.upper(), *what, sep=" | ", file=sys.stderr)

    for record in records:
        scores = Scores(Count(), Count(), Count(), Count(), Count(), Count(), Count())
        by_article.append(scores)
        text = record["text"]
        published = date.fromisoformat(record["date"]) if record.get("date") else None
        mentions = find_mentions(text, sentence_spans(text), published)
        quotations = [quotation for found in mentions for quotation in found.quotations]
        attributions = [attribution for found in mentions for attribution in found.attributions]
        names = [name for found in mentions for name in found.names]
        direct = [gold for gold in record["quotes"] if gold["has_quote_marks"]]
        _measure_spans(text, record["quotes"], direct, quotations, scores, tell)
        _measure_speakers(text, direct, quotations, attributions, names, scores, tell)
        _measure_indirect(text, record["quotes"], attributions, scores, tell)
    return by_article


def _stretches(text: str, gold: dict[str, Any]) -> list[tuple[int, int]]:
    """The gold content spans that are quotation from mark to mark."""
    found = []
    for start, end in gold["content_spans"]:
        words = text[start:end].strip().rstrip(".,;")
        if words[:1] in _MARKS and words[-1:] in _MARKS and len(words) > 3 and not _reopens(words):
            found.append((start, end))
    return found


def _reopens(words: str) -> bool:
    return any(mark in words[1:-1] for mark in '"”“')


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _measure_spans(
    text: str,
    golds: Sequence[dict[str, Any]],
    direct: Sequence[dict[str, Any]],
    quotations: Sequence[Quotation],
    scores: Scores,
    tell: Any,
) -> None:
    ours = [(quotation.start, quotation.end) for quotation in quotations]
    for gold in direct:
        for stretch in _stretches(text, gold):
            scores.spans.wanted += 1
            covered = sum(_overlap(stretch, own) for own in ours)
            beyond = sum(own[1] - own[0] for own in ours if _overlap(stretch, own)) - covered
            size = stretch[1] - stretch[0]
            if covered >= COVERED * size - 2 and beyond <= (1 - COVERED) * size + 2:
                scores.spans.found += 1
            else:
                tell("span", text[max(0, stretch[0] - 40) : stretch[1] + 40].replace("\n", "⏎"))
    contents = [(start, end) for gold in golds for start, end in gold["content_spans"]]
    for quotation in quotations:
        if quotation.is_scare or len(quotation.words) < 3:
            continue
        scores.spans.given += 1
        own = (quotation.start, quotation.end)
        inside = max((_overlap(own, content) for content in contents), default=0)
        inside = max(
            inside, sum(_overlap(own, content) for content in set(contents) if _overlap(own, content) < inside)
        )
        if inside >= INSIDE * (own[1] - own[0]):
            scores.spans.right += 1
        else:
            tell("extra", quotation.speaker, text[max(0, own[0] - 60) : own[1] + 50].replace("\n", "⏎"))


def head_word(phrase: str) -> str:
    """The word that a source is told by: the last before a comma or a preposition, lower-case, without 's.

    >>> [head_word(p) for p in ("Huma Abedin, vice chairwoman for Clinton", "the head of the bank", "Trump's")]
    ['abedin', 'head', 'trump']
    """
    words = phrase.replace("’", "'").split(",")[0].split()
    for number, word in enumerate(words):
        if number and word.lower() in _AFTER_HEAD:
            words = words[:number]
            break
    word = words[-1].lower().strip(".,:;'\"()") if words else ""
    return word.removesuffix("'s")


def _measure_speakers(
    text: str,
    direct: Sequence[dict[str, Any]],
    quotations: Sequence[Quotation],
    attributions: Sequence[Attribution],
    names: Sequence[Name],
    scores: Scores,
    tell: Any,
) -> None:
    for gold in direct:
        source = gold["speaker"] or ""
        if not source:
            continue
        content = (gold["content_spans"][0][0], gold["content_spans"][-1][1])
        own = [
            q for q in quotations if any(_overlap((q.start, q.end), tuple(span)) > 2 for span in gold["content_spans"])
        ]
        given = next((q.speaker for q in own if q.speaker), "")
        is_whole = len(_stretches(text, gold)) == len(gold["content_spans"])
        scores.whole.wanted += is_whole
        if source.lower() in _PRONOUNS:
            scores.pronouns.wanted += 1
            scores.pronouns.given += bool(given)
            if given and (_is_told_there(gold, own) or _is_cue(gold, attributions)) and _gender_fits(source, given):
                scores.pronouns.found += 1
                scores.whole.found += is_whole
                scores.pronouns.right += 1
            else:
                tell(
                    "speaker", source, given or "-", text[max(0, content[0] - 80) : content[1] + 60].replace("\n", "⏎")
                )
            continue
        scores.named.wanted += 1
        scores.named.given += bool(given)
        is_role = given[:1].isupper() and _is_lower(source)
        if _same_head(given, source) or (is_role and _is_told_there(gold, own)):
            scores.named.found += 1
            scores.whole.found += is_whole
            scores.named.right += 1
        else:
            tell("speaker", source, given or "-", text[max(0, content[0] - 80) : content[1] + 60].replace("\n", "⏎"))
        scores.baseline.wanted += 1
        nearest = _nearest(content, names)
        scores.baseline.given += bool(nearest)
        if _same_head(nearest, source):
            scores.baseline.found += 1
            scores.baseline.right += 1


def _same_head(given: str, source: str) -> bool:
    if not given:
        return False
    head = head_word(given)
    return head == head_word(source) or (
        head
        in [word.lower().replace("’", "'").strip(".,;:()").removesuffix("'s").rstrip("'") for word in source.split()]
        and given[:1].isupper()
    )


def _is_lower(source: str) -> bool:
    """Whether a source is told by a role alone: "the Republican candidate", no name at its end."""
    head = head_word(source)
    return any(word.strip(".,:;'\"()") == head for word in source.replace("’s", "").split())


def _is_told_there(gold: dict[str, Any], own: Sequence[Quotation]) -> bool:
    """Whether the words that name the speaker of our quotations are those of the annotated source."""
    told_at = next((q.told_at for q in own if q.speaker), (0, 0))
    return any(_overlap(told_at, tuple(span)) for span in gold["source_spans"])


def _gender_fits(pronoun: str, given: str) -> bool:
    """Whether the name may be the pronoun's; one whose first name tells nothing may."""
    other = given.lower()
    told = "m" if other in _MALE else "f" if other in _FEMALE else first_names().get(given.split()[0], "")
    if pronoun.lower() in _MALE:
        return told != "f"
    return told != "m" if pronoun.lower() in _FEMALE else True


def _is_cue(gold: dict[str, Any], attributions: Sequence[Attribution]) -> bool:
    return any(_overlap((a.start, a.end), tuple(span)) for a in attributions for span in gold["cue_spans"])


def _nearest(content: tuple[int, int], names: Sequence[Name]) -> str:
    outside = [name for name in names if name.end <= content[0] or name.start >= content[1]]
    if not outside:
        return ""
    return min(outside, key=lambda n: content[0] - n.end if n.end <= content[0] else n.start - content[1]).text


def _measure_indirect(
    text: str, golds: Sequence[dict[str, Any]], attributions: Sequence[Attribution], scores: Scores, tell: Any
) -> None:
    indirect = [gold for gold in golds if not gold["has_quote_marks"]]
    direct = [gold for gold in golds if gold["has_quote_marks"]]
    for gold in indirect:
        is_speech = is_communication(gold["cue"] or "")
        hit = any(_same_saying(gold, attribution) for attribution in attributions)
        scores.indirect.wanted += 1
        scores.indirect.found += hit
        if is_speech:
            scores.speech.wanted += 1
            scores.speech.found += hit
            if not hit:
                content = gold["content_spans"][0]
                tell(
                    "indirect",
                    gold["speaker"],
                    gold["cue"],
                    text[max(0, content[0] - 120) : content[1] + 60].replace("\n", "⏎"),
                )
    for attribution in attributions:
        if attribution.content_end <= attribution.content_start or any(_is_cue(gold, [attribution]) for gold in direct):
            continue
        right = any(_same_saying(gold, attribution) for gold in indirect)
        scores.indirect.given += 1
        scores.indirect.right += right
        if is_communication(attribution.cue):
            scores.speech.given += 1
            scores.speech.right += right
        if not right:
            tell(
                "invented",
                attribution.speaker,
                attribution.cue,
                text[max(0, attribution.start - 100) : attribution.end + 90].replace("\n", "⏎"),
            )


def _same_saying(gold: dict[str, Any], attribution: Attribution) -> bool:
    """The same cue, half the content in common, and the same speaker (any, where the source is a pronoun)."""
    if not _is_cue(gold, [attribution]):
        return False
    own = (attribution.content_start, attribution.content_end)
    common = sum(_overlap(own, tuple(span)) for span in gold["content_spans"])
    size = sum(end - start for start, end in gold["content_spans"])
    if common < 0.5 * min(size, max(own[1] - own[0], 1)):
        return False
    source = gold["speaker"] or ""
    if not source or source.lower() in _PRONOUNS:
        return True
    return _same_head(attribution.speaker, source)


def figures(by_article: Sequence[Scores]) -> list[Figure]:
    """The scores as figures; intervals resample articles."""
    found = []
    for key, label, statistic, n in (
        ("span_f1", "quotation spans, F1", _f1_of("spans"), _wanted(by_article, "spans")),
        (
            "speaker",
            "speaker, all quotations",
            _recall_of("named", "pronouns"),
            _wanted(by_article, "named", "pronouns"),
        ),
        ("speaker_whole", "speaker, whole quotations", _recall_of("whole"), _wanted(by_article, "whole")),
        ("speaker_named", "speaker, where a name stands", _recall_of("named"), _wanted(by_article, "named")),
        (
            "speaker_nearest",
            "the same, nearest name (baseline)",
            _recall_of("baseline"),
            _wanted(by_article, "baseline"),
        ),
        (
            "speaker_pronoun",
            "speaker, where a pronoun stands (at most)",
            _recall_of("pronouns"),
            _wanted(by_article, "pronouns"),
        ),
        ("indirect_f1", "indirect speech, beliefs and wishes, F1", _f1_of("indirect"), _wanted(by_article, "indirect")),
        (
            "speech_f1",
            "indirect speech with verbs of communication (Levin 37), F1",
            _f1_of("speech"),
            _wanted(by_article, "speech"),
        ),
    ):
        if n:
            low, high = bootstrap_interval(_drawn(statistic, by_article), len(by_article)) or (None, None)
            found.append(Figure(key, statistic(by_article), low, high, n, label=label, better="higher"))
    return found


def _drawn(measure_of: Measure, by_article: Sequence[Scores]) -> Statistic:
    return lambda at: measure_of([by_article[place] for place in at])


def _wanted(by_article: Iterable[Scores], *parts: str) -> int:
    return sum(getattr(scores, part).wanted for scores in by_article for part in parts)


def _recall_of(*parts: str) -> Measure:
    """The share found of what is wanted, over these parts of the articles' scores."""

    def recall(articles: Sequence[Scores]) -> float | None:
        wanted = _wanted(articles, *parts)
        found = sum(getattr(scores, part).found for scores in articles for part in parts)
        return found / wanted if wanted else None

    return recall


def _f1_of(part: str) -> Measure:
    """F1 over the articles' counts together."""

    def f1(articles: Sequence[Scores]) -> float | None:
        total = Count()
        for scores in articles:
            own: Count = getattr(scores, part)
            total.right, total.given = total.right + own.right, total.given + own.given
            total.found, total.wanted = total.found + own.found, total.wanted + own.wanted
        return total.f1 if total.wanted else None

    return f1


def _path(data: Path | None) -> Path:
    return needed(data, "quotes", "polnear_devtest.jsonl.gz")


BENCHMARK = Benchmark(
    name="quotes",
    title="Quotations and their speakers, PolNeAR devtest",
    about="Real US news with human annotation (PolNeAR, Newell et al. 2018); the rules were built on its train part.",
    measure=lambda data: figures(measure(read_records(_path(data)))),
    files=lambda data: [_path(data)],
    needs_data=True,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print misses and the figures; 2 when the data is absent."""
    parser = argparse.ArgumentParser(description="Quotations, speakers and indirect speech on PolNeAR.")
    parser.add_argument("--data", type=Path, required=True, help="folder with polnear_*.jsonl.gz")
    parser.add_argument("--part", choices=("train", "devtest"), default="train")
    parser.add_argument("--limit", type=int, default=0, help="only so many articles")
    parser.add_argument("--show", type=int, default=0, help="print so many misses of each kind")
    options = parser.parse_args(arguments)
    path = options.data / f"polnear_{options.part}.jsonl.gz"
    if not path.is_file():
        print(f"{path} is not there: give the folder that holds polnear_{options.part}.jsonl.gz", file=sys.stderr)
        return 2
    records = list(read_records(path))
    if options.limit:
        records = records[: options.limit]
    for figure in figures(measure(records, show=options.show)):
        print(f"{figure.name:45} {shown(figure)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
