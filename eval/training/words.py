"""The list of English words that cleaning knows glued words by: `python -m eval.training.words --data DIR`.

Writes `summarizer/resources/words.txt.gz`: the words that stand in small letters in five or more texts of the stories
and grouping sets and of the faithfulness training sets. Words only: no counts, no text.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+")
_MIN_TEXTS = 5
_TARGET = Path(__file__).parents[2] / "summarizer" / "resources" / "words.txt.gz"


def main() -> None:
    """Counts and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of development data")
    texts = set(_texts(parser.parse_args().data))
    counts = Counter(word for text in texts for word in {word for word in _WORD.findall(text) if word.islower()})
    words = sorted(word for word, n in counts.items() if n >= _MIN_TEXTS and len(word) > 1 and word.isascii())
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", fileobj=buffer, mode="wb", mtime=0) as packed:
        packed.write("\n".join(words).encode())
    _TARGET.write_bytes(buffer.getvalue())
    print(f"{len(texts)} texts, {len(words)} words, {len(buffer.getvalue())} bytes")


def _texts(data: Path) -> Iterator[str]:
    files = [data / "stories" / "multinews.jsonl.gz"]
    files += sorted((data / "grouping").glob("*.gz")) + sorted((data / "faithfulness" / "train").glob("*.gz"))
    for path in files:
        with gzip.open(path, "rt", encoding="utf-8") as rows:
            for row in rows:
                record = json.loads(row)
                articles = record.get("articles", [record])
                yield from (text for article in articles for name in ("text", "doc") if (text := article.get(name)))


if __name__ == "__main__":
    main()
