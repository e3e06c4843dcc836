"""How much of a story cleaning keeps and how much furniture it takes out, on pages with known truth.

`python -m eval.benchmarks.cleaning --pages DIR` reads other text or HTML pages, without truth, and lists what was
removed, for the eye.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from eval.benchmarks import Benchmark
from eval.figures import Figure
from eval.metrics.intervals import wilson_interval
from summarizer.bundle import read_bundle
from summarizer.cleaning import clean_articles
from summarizer.model import CleanArticle, Source
from summarizer.settings import Settings

CASES = Path(__file__).parents[2] / "tests" / "cases" / "cleaning"


@dataclass(frozen=True, slots=True)
class PageCase:
    """A page with the paragraphs of its story and what else cleaning should recognise."""

    name: str
    page: str
    story: tuple[str, ...]
    expected: dict[str, str]

    def clean(self) -> CleanArticle:
        """The page, read and cleaned."""
        source = Source(f"{self.name}.{'html' if self.page.startswith('<') else 'txt'}", self.page.encode("utf-8"))
        return clean_articles(read_bundle([source], Settings()))[0]


@dataclass(frozen=True, slots=True)
class PageScore:
    """Of one page: paragraphs of the story, how many came through whole, furniture lines, how many are gone."""

    name: str
    n_story: int
    n_kept: int
    n_furniture: int
    n_removed: int


def read_page_cases(folder: Path = CASES) -> list[PageCase]:
    """The pages of a folder, by name."""
    cases = []
    for path in sorted(folder.glob("*.txt")):
        head, _, rest = path.read_text(encoding="utf-8").partition("--- page\n")
        page, _, story = rest.partition("--- story\n")
        fields = (line.partition(":") for line in head.splitlines() if ":" in line)
        expected = {name.strip(): value.strip() for name, _, value in fields}
        cases.append(PageCase(path.stem, page, tuple(story.splitlines()), expected))
    return cases


def score_page(case: PageCase) -> PageScore:
    """Paragraphs kept whole, and lines of the page outside the story that are gone."""
    article = case.clean()
    paragraphs = set(article.text.split("\n\n"))
    wholes = " ".join(" ".join(case.story).split())
    lines = {" ".join(line.split()) for line in article.original.splitlines() if line.strip()}
    furniture = {line for line in lines if line not in wholes and not any(part in line for part in case.story)}
    return PageScore(
        case.name,
        len(case.story),
        sum(part in paragraphs for part in case.story),
        len(furniture),
        sum(line not in article.text for line in furniture),
    )


def measure(_: Path | None = None) -> list[Figure]:
    """The share of the stories' paragraphs kept whole, and of the furniture's lines removed."""
    scores = [score_page(case) for case in read_page_cases()]
    kept, story = sum(score.n_kept for score in scores), sum(score.n_story for score in scores)
    removed, furniture = sum(score.n_removed for score in scores), sum(score.n_furniture for score in scores)
    counts = {
        "story_recall": (kept, story, "paragraphs of stories kept whole"),
        "furniture_removed": (removed, furniture, "lines of furniture removed"),
    }
    return [
        Figure(key, hits / n, *wilson_interval(hits, n), n, label=label, better="higher")
        for key, (hits, n, label) in counts.items()
    ]


BENCHMARK = Benchmark(
    name="cleaning",
    title="Cleaning of pages (dev)",
    about="Invented pages with known truth, which the rules were made with.",
    measure=measure,
    files=lambda _: sorted(CASES.glob("*.txt")),
    measure_again=measure,
)


def main() -> None:
    """Lists what is removed from pages of one's own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=Path, required=True, help="a folder of pages")
    _show(parser.parse_args().pages)


def _show(folder: Path) -> None:
    sources = [Source(path.name, path.read_bytes()) for path in sorted(folder.iterdir()) if path.is_file()]
    for article in clean_articles(read_bundle(sources, Settings())):
        print(f"== {article.id}: {article.title or '(no title)'} | {article.outlet or '(no outlet)'}")
        for removal in article.removals:
            print(f"   {removal.reason:16} {' '.join(removal.text.split())[:100]}")
        for notice in article.notices:
            print(f"   notice {notice.code}: {notice.message}")


if __name__ == "__main__":
    main()
