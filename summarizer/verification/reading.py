"""Any text → Draft, and Draft → claims: blocks, sentences, markers, and the clauses that can be checked alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from summarizer.citations import Marker, strip_markers
from summarizer.mentions import find_mentions
from summarizer.model import Claim, Draft, DraftSentence, Mentions, Story
from summarizer.sentences import sentence_spans

GIVEN = "given"  # the engine of a draft that we did not write
MAX_CLAIM_CHARS = 1_500  # about 250 words: nobody's sentence, and some checkers compare each word with each
MAX_TITLE_WORDS = 20
MIN_CLAUSE_WORDS = 5  # a shorter stretch is seldom a statement of its own
N_PREVIOUS = 3  # sentences before a claim that its pronouns may point to

_BULLET = re.compile(r"^\s*(?:[-*•–▪◦‣·]|\(?\d{1,2}[.)])\s+(?=\S)")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(?=\S)")
_LABEL = re.compile(r"^\*\*(?P<title>[^*]+)\*\*$|^__(?P<other>[^_]+)__$")
_END = re.compile(r"[.!?…:;][\"”’')\]*_]*(?:\s*\[[^\]]*\])*\s*$")
_EMPHASIS = re.compile(r"(?<![\w*])(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?![\w*])")
_SPLIT = re.compile(r";\s+|,?\s+(?:while|whereas)\s+|,\s+(?:and|but|yet|though|although)\s+")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do|said|says|told|"
    r"made|took|went|came|began|left|found|saw|got|gave|held|met|won|lost|rose|fell|sent|put|set|cut|hit|led|"
    r"\w{3,}ed|wants?|remains?|calls?|plans?|warns?|denies|faces?|expects?|seeks?|says|continues?)\b"
)
_PARTICIPLE = re.compile(r"\w+ing\b")
_SUBJECT = re.compile(
    r"(?:the|a|an|its|his|her|their|it|he|she|they|there|some|many|most|no|both|officials|police)\b|[A-Z“\"]"
)


@dataclass(frozen=True, slots=True)
class ReadDraftSentence:
    """A sentence of a draft with all that is to be checked: the whole of it, and its clauses (none when it has one)."""

    draft: DraftSentence
    whole: Claim
    clauses: tuple[Claim, ...] = ()


# ----------------------------------------------------------------------------------- text → draft


def read_draft(text: str, title: str = "") -> Draft:
    """Any text as a draft: its sentences in order with the article numbers they cite, paragraphs and title kept.

    Without a `title` of its own, a first line without a full stop is the title; bullets and headings begin a paragraph
    of their own. Labels that look like markers but name no number stay in the sentence's text, for `verify` to report.

    >>> draft = read_draft("Dam holds\\n\\nRain fell [1]. The dam held, officials said. [2][3]")
    >>> draft.title, [(sentence.text, sentence.cited) for sentence in draft.sentences]
    ('Dam holds', [('Rain fell.', (1,)), ('The dam held, officials said.', (2, 3))])
    """
    blocks = list(_blocks(text))
    title, cited = _title(title)
    if not title and _has_title(blocks):
        title, cited = _title(_bare(blocks.pop(0)))
    sentences: list[DraftSentence] = []
    for paragraph, block in enumerate(blocks):
        found = [replace(sentence, paragraph=paragraph) for sentence in _sentences(_bare(block))]
        if not found and sentences:  # markers on a line of their own
            sentences[-1] = _with_markers(sentences[-1], strip_markers(_bare(block))[1])
        sentences.extend(found)
    return Draft(sentences=tuple(sentences), engine=GIVEN, title=title, title_cited=cited, raw=text)


def without_title(text: str) -> str:
    """The text below the title that `read_draft` finds in it; the text as it is where it finds none.

    >>> without_title("# Dam holds\\n\\nRain fell [1]. The dam held."), without_title("Rain fell.")
    ('Rain fell [1]. The dam held.', 'Rain fell.')
    """
    blocks = list(_blocks(text))
    if not _has_title(blocks):
        return text
    lines = _lines(text)
    n = next(n for n in range(len(lines)) if " ".join(filter(None, map(str.strip, lines[:n]))) == blocks[0])
    return "\n".join(lines[n:]).lstrip("\n")


def _title(written: str) -> tuple[str, tuple[int, ...]]:
    """A headline in one line without its markers, and the article numbers that these name."""
    title, markers = strip_markers(" ".join(written.split()))
    return title.strip(), _numbers(markers)


def _has_title(blocks: Sequence[str]) -> bool:
    return len(blocks) > 1 and _is_title(blocks[0])


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs; a bullet, a heading and a first line without a full stop are each a paragraph of their own."""
    lines: list[str] = []
    is_first = True
    every = _lines(text)
    for line, following in zip(every, [*every[1:], ""], strict=True):
        own = bool(_BULLET.match(line) or _HEADING.match(line) or _LABEL.match(line.strip()))
        if (own or not line.strip()) and lines:
            yield " ".join(lines)
            lines, is_first = [], False
        if not line.strip():
            continue
        if (
            _HEADING.match(line)
            or _LABEL.match(line.strip())
            or (is_first and not lines and _is_title(line) and not following.strip()[:1].islower())
        ):
            yield line.strip()
            is_first = False
        else:
            lines.append(line.strip())
    if lines:
        yield " ".join(lines)


def _is_title(block: str) -> bool:
    return not _END.search(block) and not _BULLET.match(block) and len(block.split()) <= MAX_TITLE_WORDS


def _bare(block: str) -> str:
    """A block without its bullet, heading sign and emphasis."""
    bare = _HEADING.sub("", _BULLET.sub("", block))
    return _EMPHASIS.sub(r"\2", bare).strip()


def _sentences(block: str) -> Iterator[DraftSentence]:
    clean, markers = strip_markers(block)
    spans = [(start, end) for start, end in sentence_spans(clean) if clean[start:end].strip()]
    if not spans:
        return
    lead = bool(markers) and markers[0].position == 0
    owned: list[list[Marker]] = [[] for _ in spans]
    for marker in markers:
        owned[_owner(marker.position, spans, lead)].append(marker)
    for (start, end), own in zip(spans, owned, strict=True):
        yield _with_markers(DraftSentence(clean[start:end].strip()), own)


def _with_markers(sentence: DraftSentence, markers: Sequence[Marker]) -> DraftSentence:
    """The sentence with what these markers cite, too."""
    labels = "".join(f" {marker.text}" for marker in markers if not marker.numbers)
    cited = dict.fromkeys((*sentence.cited, *_numbers(markers)))
    return replace(sentence, text=sentence.text + labels, cited=tuple(cited))


def _numbers(markers: Iterable[Marker]) -> tuple[int, ...]:
    """The article numbers that markers name, each once, in their order."""
    return tuple(dict.fromkeys(number for marker in markers for number in marker.numbers))


def _owner(position: int, spans: list[tuple[int, int]], lead: bool) -> int:
    """Which sentence a marker belongs to: the one it stands in or behind, or before which it stands when all lead."""
    for index, (start, end) in enumerate(spans):
        if start < position < end or (lead and position <= start) or (not lead and position == end):
            return index
    before = [index for index, (start, _) in enumerate(spans) if start < position]
    return before[-1] if before else 0


# --------------------------------------------------------------------------------- draft → claims


def read_claims(draft: Draft, story: Story) -> tuple[ReadDraftSentence, ...]:
    """Every sentence of a draft as claims over one context, so that pronouns and dates are read as a reader would."""
    known = {article.number for article in story.articles}
    texts, unknown = [], []
    for sentence in draft.sentences:
        clean, markers = strip_markers(sentence.text)
        texts.append(clean)
        missing = [f"[{number}]" for number in sentence.cited if number not in known]
        stray = [m.text for m in markers if not m.numbers or any(number not in known for number in m.numbers)]
        unknown.append(tuple(dict.fromkeys((*missing, *stray))))
    context, spans = _join(texts, draft)
    clause_spans = [_clauses(context, *span) if _is_readable(span) else [] for span in spans]
    days = [article.published_at.date() for article in story.articles if article.published_at]
    published = max((*days, *(day for day in story.written if day)), default=None)
    everything = [*(s for s in spans if _is_readable(s)), *(span for clauses in clause_spans for span in clauses)]
    mentions = dict.fromkeys(spans, Mentions())
    mentions.update(zip(everything, _mentions(context, everything, published), strict=True))
    read = []
    for index, (sentence, span) in enumerate(zip(draft.sentences, spans, strict=True)):
        inline = [number for marker in strip_markers(sentence.text)[1] for number in marker.numbers]
        cited = tuple(number for number in dict.fromkeys((*sentence.cited, *inline)) if number in known)
        previous = tuple(texts[max(0, index - N_PREVIOUS) : index])
        whole = _claim(context, span, mentions[span], cited, unknown[index], previous)
        clauses = tuple(_claim(context, part, mentions[part], cited, (), previous) for part in clause_spans[index])
        read.append(ReadDraftSentence(sentence, whole, clauses))
    return tuple(read)


def _is_readable(span: tuple[int, int]) -> bool:
    return span[1] - span[0] <= MAX_CLAIM_CHARS


def _mentions(context: str, spans: list[tuple[int, int]], published: date | None) -> tuple[Mentions, ...]:
    return tuple(find_mentions(context, spans, published)) if spans else ()


def _claim(
    context: str,
    span: tuple[int, int],
    mentions: Mentions,
    cited: tuple[int, ...],
    unknown: tuple[str, ...],
    previous: tuple[str, ...],
) -> Claim:
    start, end = span
    return Claim(context[start:end], start, end, context, mentions, cited, unknown, previous)


def _join(texts: list[str], draft: Draft) -> tuple[str, list[tuple[int, int]]]:
    """The draft's prose in one piece, and where each sentence stands in it."""
    context = ""
    spans = []
    for index, text in enumerate(texts):
        if index:
            same = draft.sentences[index].paragraph == draft.sentences[index - 1].paragraph
            context += " " if same else "\n\n"
        spans.append((len(context), len(context) + len(text)))
        context += text
    return context, spans


def _clauses(context: str, start: int, end: int) -> list[tuple[int, int]]:
    """The main clauses of a sentence where cutting is safe; none when it is not or there is only one.

    Safe means: outside quotation marks and brackets, each side long enough, with a subject and a verb of its own.
    """
    cuts = [start]
    for match in _SPLIT.finditer(context, start, end):
        left, right = context[cuts[-1] : match.start()], context[match.end() : end]
        is_joined = re.match(r",\s", match.group()) is not None and not re.search("while|whereas", match.group())
        if _is_enclosed(context[start : match.start()]) or not _is_clause(left) or _PARTICIPLE.match(right):
            continue
        if is_joined and not _SUBJECT.match(right):
            continue
        if _is_clause(right) and _VERB.search(" ".join(right.split()[:8])):
            cuts.append(match.end())
    if len(cuts) == 1:
        return []
    bounds = [*cuts[1:], end]
    return [(a, b) for a, b in ((a, _trim(context, a, b)) for a, b in zip(cuts, bounds, strict=True)) if a < b]


def _trim(context: str, start: int, end: int) -> int:
    """The end of a clause without the conjunction that follows it."""
    text = context[start:end]
    tail = re.search(r"(?:;|,?\s+(?:while|whereas)|,\s+(?:and|but|yet|though|although))\s+$", text)
    return start + (tail.start() if tail else len(text))


def _is_clause(text: str) -> bool:
    return len(text.split()) >= MIN_CLAUSE_WORDS and _VERB.search(text) is not None


def _is_enclosed(before: str) -> bool:
    """Whether a quotation or a bracket is open at the end of this text."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1 or before.count("(") > before.count(")")
