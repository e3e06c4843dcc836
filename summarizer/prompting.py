"""Story and facts → Prompt: which evidence fits the token budget, numbered, fenced and put into a template.

Tokens are counted by tiktoken when its table is on disk (`TIKTOKEN_CACHE_DIR`), else by a proven upper bound
(`token_bound`). tiktoken is never let onto the network, where it would wait without a time-out.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import os
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from summarizer.clients.langchain import format_messages
from summarizer.errors import BudgetExceeded, InputError
from summarizer.model import (
    Brief,
    CleanArticle,
    EvidenceLine,
    Facts,
    Message,
    OriginKind,
    Prompt,
    ReadSentence,
    Span,
    Story,
)
from summarizer.resources import read_text
from summarizer.settings import Settings

ENCODING = "o200k_base"
ENCODING_URL = f"https://openaipublic.blob.core.windows.net/encodings/{ENCODING}.tiktoken"
# What a chat adds per message beside its text (role and separators); OpenAI's cookbook counts 3, other servers up to 7.
N_TOKENS_PER_MESSAGE = 8


@dataclass(frozen=True, slots=True)
class Template:
    """A published prompt: its front matter, its messages with variables, and the hash of the file."""

    name: str
    messages: tuple[Message, ...]
    sha256: str


def render_prompt(
    story: Story, facts: Facts, brief: Brief, settings: Settings, *, template_name: str | None = None
) -> Prompt:
    """The prompt for one story. Without a template name, evidence only: the embedded engine needs no messages.

    With one, evidence that does not fit the token budget is dropped, the least important first, and counted.
    Raises `BudgetExceeded` when not even one evidence sentence fits, `InputError` for an unknown template.
    """
    evidence = _ranked_evidence(story, facts)
    prompt = Prompt(brief=brief, story=story, facts=facts, evidence=evidence)
    if template_name is None or not evidence:
        return prompt
    template = read_template(template_name)
    count, is_exact = token_counter()
    budget = settings.llm_context_tokens - settings.llm_reply_tokens
    frame = _render(template, replace(prompt, evidence=()))
    n_left = budget - sum(count(message.content) + N_TOKENS_PER_MESSAGE for message in frame)
    kept = _fitting(evidence, n_left, count)
    if not kept:
        raise BudgetExceeded(f"A budget of {budget} tokens holds no evidence sentence of story {story.id}.")
    prompt = replace(prompt, evidence=kept, n_dropped=len(evidence) - len(kept))
    messages = _render(template, prompt)
    return replace(
        prompt,
        messages=messages,
        template=template.name,
        template_sha256=template.sha256,
        n_tokens=sum(count(message.content) + N_TOKENS_PER_MESSAGE for message in messages),
        is_token_count_exact=is_exact,
    )


def article_lines(story: Story) -> Iterator[tuple[CleanArticle, list[str]]]:
    """The articles but for copies, each with its lines: who published it when, its sentences under its number."""
    copies = {m.article_id for origin in story.origins for m in origin.members if m.kind is OriginKind.COPY}
    sentences: dict[str, list[ReadSentence]] = defaultdict(list)
    for read in story.sentences:
        sentences[read.article_id].append(read)
    for article in story.articles:
        if article.id not in copies and sentences[article.id]:
            day = f", {article.published_at:%Y-%m-%d}" if article.published_at else ""
            head = f"Article {article.number}, {' '.join(article.label.split())}{day}:"
            # A line break in an article cannot make a line of the prompt.
            lines = [f"[{article.number}] {' '.join(read.text.split())}" for read in sentences[article.id]]
            yield article, [head, *lines]


@lru_cache(maxsize=8)
def read_template(name: str) -> Template:
    """The published template of that name ("summary.v1"). Raises `InputError` when there is none.

    >>> [message.role for message in read_template("summary.v1").messages]
    ['system', 'user']
    """
    file = importlib.resources.files("prompts").joinpath(f"{name}.md")
    if not name.replace(".", "").replace("-", "").replace("_", "").isalnum() or not file.is_file():
        raise InputError(f"There is no prompt template named {name!r}.", hint="See the folder prompts/ for the names.")
    raw = file.read_bytes()
    _, front, body = raw.decode("utf-8").split("+++\n", 2)
    front_matter = tomllib.loads(front)
    messages = []
    for part in ("\n" + body).split("\n# ")[1:]:
        role, _, content = part.partition("\n")
        messages.append(Message(role.strip(), content.strip()))
    sha256 = hashlib.sha256(raw).hexdigest()
    return Template(f"{front_matter['name']}.v{front_matter['version']}", tuple(messages), sha256)


def _ranked_evidence(story: Story, facts: Facts) -> tuple[EvidenceLine, ...]:
    """Every sentence of the story once: those of facts first, in the facts' order, then the rest as they stand.

    One with a figure that is corrected or replaced is no evidence for what holds, unless there is no other.
    """
    numbers = {article.id: article.number for article in story.articles}
    stale = [stated.span for one in facts.revisions for stated in one.figures if stated.is_superseded]
    current = [read for read in story.sentences if not any(_holds(read.sentence.span, span) for span in stale)]
    at_span = {read.sentence.span: read for read in current or story.sentences}
    ranked: dict[object, EvidenceLine] = {}
    for fact in facts.facts:
        for span in (fact.lead, *fact.evidence):
            if span in at_span and span not in ranked:
                ranked[span] = EvidenceLine(numbers[span.article_id], at_span[span], fact.id)
    for span, read in at_span.items():
        if span not in ranked:
            ranked[span] = EvidenceLine(numbers[span.article_id], read)
    return tuple(ranked.values())


def _holds(span: Span, inner: Span) -> bool:
    return span.article_id == inner.article_id and span.start <= inner.start and inner.end <= span.end


def _fitting(evidence: Sequence[EvidenceLine], n_left: int, count: Callable[[str], int]) -> tuple[EvidenceLine, ...]:
    """The most important lines that fit, one that is too long for what is left passed over for shorter ones."""
    kept = []
    for line in evidence:
        n_tokens = count(f"[{len(evidence)}] {line.sentence.text}\n")
        if n_tokens <= n_left:
            n_left -= n_tokens
            kept.append(line)
    return tuple(kept)


def _render(template: Template, prompt: Prompt) -> tuple[Message, ...]:
    """The messages of a prompt: evidence grouped by article, numbered by place in `prompt.evidence` from 1."""
    brief, story = prompt.brief, prompt.story
    by_article: dict[int, list[str]] = {article.number: [] for article in story.articles}
    for number, line in enumerate(prompt.evidence, start=1):
        by_article[line.article_number].append(f"[{number}] {_one_line(line.sentence.text)}")
    labels = {article.number: _one_line(article.label) for article in story.articles}
    evidence = "\n".join(
        line
        for number, lines in by_article.items()
        if lines
        for line in (f"Article {number}, {labels[number]}:", *lines)
    )
    variables = {
        "n_words": str(brief.n_words),
        "language": brief.language,
        "style": brief.style,
        "articles": "\n".join(_article_lines(story)),
        "disagreements": "\n".join(f"- {d.wording}" for d in prompt.facts.disagreements) or "- none found",
        "evidence": evidence,
        "fence": fence_around(evidence),
    }
    return format_messages(template.messages, variables)


def fence_around(text: str) -> str:
    """The word that fences untrusted text in a prompt: made of all that it fences, so that no article can know it when
    it is written."""
    return "EVIDENCE-" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def _article_lines(story: Story) -> Iterable[str]:
    """One line an article: outlet, day, and whose copy it is."""
    leader = {member.article_id: origin.article_ids[0] for origin in story.origins for member in origin.members}
    numbers = {article.id: article.number for article in story.articles}
    for article in story.articles:
        day = f", {article.published_at:%Y-%m-%d}" if article.published_at else ""
        first = leader.get(article.id, article.id)
        copy = f" (same origin as {numbers[first]})" if first != article.id and first in numbers else ""
        yield f"{article.number}. {_one_line(article.label)}{day}{copy}"


def _one_line(text: str) -> str:
    """The text on one line: a line break in an article cannot make a line of the prompt."""
    return " ".join(text.split())


def token_counter() -> tuple[Callable[[str], int], bool]:
    """A function that counts tokens, and whether it is exact (tiktoken's table is on disk) or an upper bound."""
    folder = os.environ.get("TIKTOKEN_CACHE_DIR", "")
    table = Path(folder) / hashlib.sha1(ENCODING_URL.encode(), usedforsecurity=False).hexdigest()
    if folder and table.is_file():
        import tiktoken

        encoding = tiktoken.get_encoding(ENCODING)
        return (lambda text: len(encoding.encode_ordinary(text))), True
    return token_bound, False


def token_bound(text: str) -> int:
    """No fewer tokens than o200k_base or cl100k_base give; in news prose 1.75 times as many (wikinews, mean).

    Both encodings cut the text into pieces first, and a piece that is in their table is one token: so is a space with
    one of the listed words, where no letter, mark or apostrophe follows, and so are up to three digits. Everything
    else costs at most a token a byte, since byte-level BPE never gives more.

    >>> token_bound("It was on the table.")  # the first word has no space before it
    7
    """
    n_tokens, end = 0, 0
    for found in _CHEAP.finditer(text):
        digits = found.group(2)
        if digits is None and found.group(1) not in _one_token_words():
            continue
        n_tokens += len(text[end : found.start()].encode("utf-8", "replace"))
        n_tokens += 1 if digits is None else -(-len(digits) // 3)
        end = found.end()
    return n_tokens + len(text[end:].encode("utf-8", "replace"))


# A space and a word, or a run of digits. What follows the word must not be able to join it in one piece, and a digit
# run must stand between characters that are no digits in any script.
_CHEAP = re.compile(r" ([A-Za-z][a-z]*)(?=[\x00-\x26\x28-\x40\x5b-\x60\x7b-\x7f]|$)|(?<!\d)([0-9]+)(?!\d)")


@lru_cache(maxsize=1)
def _one_token_words() -> frozenset[str]:
    """The 8,000 commonest words of news text that are one token, with a space before them, in both encodings."""
    return frozenset(read_text("one_token_words.txt").split())
