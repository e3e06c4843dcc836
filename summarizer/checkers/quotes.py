"""Were these words said, in these words, by this speaker?

A quotation is looked for in all articles of the story, whatever is cited: word by word, blind to case, punctuation,
hyphens and kinds of quotation marks, with ellipses and bracketed insertions as gaps. What is not found is fabricated,
or altered when most of it stands in runs of the articles' own words. Single quoted words that nobody is said to have
said (scare quotes, titles of works) are only doubted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from summarizer.checkers.speakers import name_words, same_speaker
from summarizer.model import (
    Claim,
    CleanArticle,
    ErrorCode,
    Evidence,
    Finding,
    Quotation,
    ReadSentence,
    Severity,
    Span,
    Vote,
)

NAME = "quotes"

MIN_RUN = 3  # words in a row that are no chance: shorter runs ("of the") do not count as taken from an article
ALTERED_COVER = 0.5  # share of a quotation's words in such runs from which it is an altered one, not an invention
ALTERED_WORDS = 0.7  # or the share of its content words that one actual quotation holds, in any order
N_BEFORE_PRONOUN = 3  # sentences before a pronoun in which whoever is named may be meant
MIN_WHOLE_WORDS = 5  # words from which a quotation that begins with a capital is a statement, no catchword
MAX_WORDS_DOUBTED = 3  # quoted words without a speaker up to this many are scare quotes or titles
BUT = re.compile(r"\b(but|however|though|although|yet|nevertheless|only|until|unless|so far)\b", re.I)
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_GAP = re.compile(r"\[[^\]]*\]|\([^)]*…[^)]*\)|…|\.\.\.+|\. \. \.")
_FUNCTION_LIST = """
    a an the of in on at to for and or but if with from by than that this these those it its is are was were be been
    has have had he she they we i you his her their our your my as so not no do did does will would can could there
    """
_FUNCTION = frozenset(_FUNCTION_LIST.split())


@dataclass(frozen=True, slots=True)
class _Words:
    """A text as plain words: `joined` is " w1 w2 … ", `starts` where each begins in it, `spans` where in the text."""

    joined: str
    starts: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Match:
    """Where words of a quotation stand in an article."""

    article: CleanArticle
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.article.id, self.start, self.end)

    @property
    def text(self) -> str:
        return " ".join(self.article.text[self.start : self.end].split())


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """What is wrong with the claim's quotations, or worth knowing about them; nothing when it has none."""
    findings: list[Finding] = []
    for quotation in claim.mentions.quotations:
        if claim.start <= quotation.start < claim.end and _plain(quotation.words):
            findings.extend(_check_quotation(quotation, claim, evidence))
    return tuple(findings)


def _check_quotation(quotation: Quotation, claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    matches = _find(quotation.words, evidence.story.articles)
    if not matches:
        yield _absent(quotation, evidence)
        return
    quoted = [(match, source) for match in matches if (source := _source(match, evidence)) is not None]
    speaker = _speaker(quotation, claim)
    if not quoted:
        if speaker and len(_plain(quotation.words)) > MAX_WORDS_DOUBTED:
            yield _unquoted(quotation, matches[0], evidence)
        return
    swapped = _swapped(speaker, quotation, quoted, claim, evidence)
    if swapped is not None:
        yield swapped
        return
    yield from _variants(quotation, quoted, evidence)
    context = _lost_context(quotation, quoted, claim, evidence)
    if context is not None:
        yield context
    spans = tuple(match.span for match, _ in quoted)
    if _fills(quotation, claim):
        reason = f"The articles give these words{f' of {speaker}' if speaker else ''}."
        yield _finding(Vote.AFFIRM, None, reason, Severity.NOTE, evidence=spans, claimed=quotation.words)
    else:
        reason = f"“{_short(quotation.words)}” stands in the articles as quoted."
        yield _finding(Vote.NOTE, None, reason, Severity.NOTE, evidence=spans, claimed=quotation.words)


def _unquoted(quotation: Quotation, match: _Match, evidence: Evidence) -> Finding:
    """An objection to an article's own sentence as somebody's; a doubt about a few words of it, which somebody may have
    said all the same, and where the article has lost its quotation marks."""
    is_whole = quotation.words[:1].isupper() and len(_plain(quotation.words)) >= MIN_WHOLE_WORDS
    marked = is_whole and any(article is match.article for article, _ in _quotations(evidence))
    return _finding(
        Vote.OBJECT if marked else Vote.DOUBT,
        ErrorCode.QUOTE_FABRICATED if marked else ErrorCode.QUOTE_ALTERED,
        f"{match.article.label} has “{_short(quotation.words)}” in its own words, not as a quotation.",
        Severity.MAJOR if marked else Severity.MINOR,
        evidence=(match.span,),
        claimed=quotation.words,
    )


def _finding(
    vote: Vote,
    code: ErrorCode | None,
    reason: str,
    severity: Severity,
    *,
    evidence: tuple[Span, ...] = (),
    claimed: str = "",
    found: str = "",
    contradicts: bool = False,
) -> Finding:
    return Finding(NAME, vote, code, reason, severity, evidence, claimed, found, contradicts)


# ------------------------------------------------------------------------------- finding the words


def _plain(text: str) -> tuple[str, ...]:
    return tuple(_normal(match.group()) for match in _WORD.finditer(text))


def _normal(word: str) -> str:
    return anyascii(word).replace("'", "").lower()


@lru_cache(maxsize=512)
def _read(text: str) -> _Words:
    """The words of an article, kept: every quotation of a summary is looked for in it."""
    text_without_hyphens = re.sub(r"(?<=\w)[-‐‑](?=\w)", "\u00ad", text)
    pieces: list[str] = []
    starts: list[int] = []
    spans: list[tuple[int, int]] = []
    length = 1
    for match in re.finditer(r"[^\W_]+(?:[’'\u00ad][^\W_]+)*", text_without_hyphens):
        word = _normal(match.group().replace("\u00ad", ""))
        if word:
            pieces.append(word)
            starts.append(length)
            spans.append(match.span())
            length += len(word) + 1
    return _Words(f" {' '.join(pieces)} ", tuple(starts), tuple(spans))


def _segments(words: str) -> list[str]:
    """The stretches of a quotation between its gaps, as plain words joined by spaces."""
    return [plain for part in _GAP.split(words) if (plain := _read(part).joined.strip())]


def _find(words: str, articles: tuple[CleanArticle, ...]) -> list[_Match]:
    """Where all stretches of the quotation stand, in order and not far apart, the first place of each article."""
    segments = _segments(words)
    matches = []
    for article in articles:
        read = _read(article.text)
        for first in _places(read.joined, segments[0]) if segments else ():
            last = first
            for segment in segments[1:]:
                last = read.joined.find(f" {segment} ", last + 1, last + 1 + 400 + len(segment))
                if last < 0:
                    break
            if last >= 0:
                begin = bisect_right(read.starts, first + 1) - 1
                end = bisect_right(read.starts, last + len(segments[-1])) - 1
                matches.append(_Match(article, read.spans[begin][0], read.spans[end][1]))
    return matches


def _places(joined: str, segment: str) -> Iterator[int]:
    place = joined.find(f" {segment} ")
    while place >= 0:
        yield place
        place = joined.find(f" {segment} ", place + 1)


def _source(match: _Match, evidence: Evidence) -> tuple[ReadSentence, Quotation | None] | None:
    """The sentence and quotation that a match lies in; None when it lies in the article's own prose."""
    for sentence in evidence.story.sentences:
        if (
            sentence.article_id != match.article.id
            or not sentence.sentence.start <= match.start < sentence.sentence.end
        ):
            continue
        for quotation in sentence.mentions.quotations:
            if quotation.start <= match.start < quotation.end:
                return sentence, quotation
        if _is_between_marks(match):
            return sentence, None
    return None


def _is_between_marks(match: _Match) -> bool:
    """Whether an opened quotation mark precedes the match in its paragraph (quotations run over sentences)."""
    paragraph_start = match.article.text.rfind("\n", 0, match.start) + 1
    before = match.article.text[paragraph_start : match.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


# ------------------------------------------------------------------------------------- not found


def _absent(quotation: Quotation, evidence: Evidence) -> Finding:
    """The finding for words that stand nowhere as quoted: altered when most of them do, else fabricated."""
    near = _nearest(quotation.words, evidence)
    n_words = len(_plain(quotation.words))
    if near is not None:
        place, n_sources = near
        is_whole = quotation.words[:1].isupper() and n_words >= MIN_WHOLE_WORDS
        if quotation.speaker and is_whole and n_sources == 1 and _source(place, evidence) is None:
            return _unquoted(quotation, place, evidence)
        spliced = "joins two separate quotations" if n_sources > 1 else "is not in these words"
        return _finding(
            Vote.OBJECT,
            ErrorCode.QUOTE_ALTERED,
            f"The quotation “{_short(quotation.words)}” {spliced}; {place.article.label} has: “{_short(place.text)}”.",
            Severity.MAJOR,
            evidence=(place.span,),
            claimed=quotation.words,
            found=place.text,
            contradicts=False,
        )
    if not quotation.speaker and (quotation.is_scare or n_words <= MAX_WORDS_DOUBTED or _is_title(quotation.words)):
        return _finding(
            Vote.DOUBT,
            ErrorCode.QUOTE_FABRICATED,
            f"No article has “{_short(quotation.words)}” in these words.",
            Severity.MINOR,
            claimed=quotation.words,
        )
    return _finding(
        Vote.OBJECT,
        ErrorCode.QUOTE_FABRICATED,
        f"No article quotes anybody with “{_short(quotation.words)}”.",
        Severity.CRITICAL,
        claimed=quotation.words,
    )


def _is_title(words: str) -> bool:
    """Whether most longer words are capitalised, as in titles of works."""
    longer = [word for word in _WORD.findall(words) if len(word) > 3]
    return len(longer) > 1 and all(word[0].isupper() for word in longer)


def _nearest(words: str, evidence: Evidence) -> tuple[_Match, int] | None:
    """The place that holds most of a changed quotation and how many places it took; None when it is an invention."""
    target = _read(words).joined.split()
    runs = _runs(target, evidence.story.articles)
    covered = sum(length for length, _ in runs)
    if runs and covered >= max(MIN_RUN, ALTERED_COVER * len(target)):
        longest = max(runs, key=lambda run: run[0])[1]
        texts = {_quoted_around(match, evidence) for _, match in runs}
        return _widen(longest, evidence), len(texts) if covered >= 0.8 * len(target) else 1
    content = {word[:5] for word in target if word not in _FUNCTION}
    if len(content) >= 2:
        best: tuple[float, _Match] | None = None
        for article, quotation in _quotations(evidence):
            has = {word[:5] for word in _read(quotation.words).joined.split()}
            share = len(content & has) / len(content)
            if share >= ALTERED_WORDS and (best is None or share > best[0]):
                best = (share, _Match(article, quotation.start, quotation.end))
        if best is not None:
            return best[1], 1
    return None


def _runs(target: list[str], articles: tuple[CleanArticle, ...]) -> list[tuple[int, _Match]]:
    """The target cut into the longest runs of words that stand in some article, each with its first place."""
    runs = []
    at = 0
    while at < len(target):
        best: tuple[int, _Match] | None = None
        for article in articles:
            read = _read(article.text)
            length = MIN_RUN
            while at + length <= len(target):
                place = read.joined.find(f" {' '.join(target[at : at + length])} ")
                if place < 0:
                    break
                if best is None or length > best[0]:
                    begin = bisect_right(read.starts, place + 1) - 1
                    best = (length, _Match(article, read.spans[begin][0], read.spans[begin + length - 1][1]))
                length += 1
        if best is not None and any(word not in _FUNCTION for word in target[at : at + best[0]]):
            runs.append(best)
            at += best[0]
        else:
            at += 1
    return runs


def _quotations(evidence: Evidence) -> Iterator[tuple[CleanArticle, Quotation]]:
    articles = {article.id: article for article in evidence.story.articles}
    for sentence in evidence.story.sentences:
        for quotation in sentence.mentions.quotations:
            yield articles[sentence.article_id], quotation


def _quoted_around(match: _Match, evidence: Evidence) -> tuple[str, int]:
    source = _source(match, evidence)
    if source is not None and source[1] is not None:
        return match.article.id, source[1].start
    return match.article.id, match.start


def _widen(match: _Match, evidence: Evidence) -> _Match:
    """The whole quotation that a run of words lies in."""
    source = _source(match, evidence)
    if source is not None and source[1] is not None:
        inner = source[1]
        return _Match(match.article, inner.start, inner.end)
    return match


def _short(words: str, limit: int = 90) -> str:
    words = " ".join(words.split()).strip("“”\"' ").rstrip(",;")
    return words if len(words) <= limit else words[: limit - 1].rsplit(" ", 1)[0] + " …"


# ----------------------------------------------------------------------------------- the speaker


def _speaker(quotation: Quotation, claim: Claim) -> str:
    """Who the claim says said it: the quotation's own speaker, else that of the attribution it stands in."""
    if quotation.speaker:
        return quotation.speaker
    for attribution in claim.mentions.attributions:
        if attribution.content_start <= quotation.start < attribution.content_end:
            return attribution.speaker
    return ""


def _swapped(
    speaker: str,
    quotation: Quotation,
    quoted: list[tuple[_Match, tuple[ReadSentence, Quotation | None]]],
    claim: Claim,
    evidence: Evidence,
) -> Finding | None:
    """The objection that somebody else said it, when every article that has the words surely names another speaker."""
    if not name_words(speaker) or (len(_plain(quotation.words)) < 3 and len(quoted) > 1):
        return None
    others = []
    n_before = 0 if len(_plain(quotation.words)) > MAX_WORDS_DOUBTED else 2
    for match, (sentence, source) in quoted:
        if _is_named_near(speaker, sentence, match, evidence, n_before):
            return None
        named = source.speaker if source is not None and source.speaker else _attributed(sentence, match)
        is_another = same_speaker(speaker, named, evidence.facts) is False
        if not is_another or not _is_surely(named, sentence, claim, evidence):
            return None
        is_pronoun = name_words(named)[-1] not in _plain(sentence.text.replace("’s", ""))
        if is_pronoun and _is_named_near(speaker, sentence, match, evidence, N_BEFORE_PRONOUN):
            return None
        others.append((match, named))
    match, named = others[0]
    return _finding(
        Vote.OBJECT,
        ErrorCode.ATTRIBUTION_SWAPPED,
        f"{match.article.label} has {named} say “{_short(quotation.words)}”, not {speaker}.",
        Severity.CRITICAL,
        evidence=tuple(match.span for match, _ in others),
        claimed=speaker,
        found=named,
        contradicts=True,
    )


def _is_named_near(speaker: str, sentence: ReadSentence, match: _Match, evidence: Evidence, n_before: int) -> bool:
    """Whether the claim's speaker is named beside the words: then the reader of the article may have erred, not we."""
    start = sentence.sentence.start
    near = [sentence.text[: match.start - start], sentence.text[match.end - start :]]
    for other in evidence.story.sentences:
        if other.article_id == sentence.article_id and 0 < sentence.sentence.index - other.sentence.index <= n_before:
            near.append(other.text)
    return any(name_words(speaker)[-1] in _plain(text.replace("’s", "")) for text in near)


def _is_surely(named: str, sentence: ReadSentence, claim: Claim, evidence: Evidence) -> bool:
    """Whether the article's sentence itself names this speaker, or the one before has him say something, so that a
    pronoun means him; and the claim does not name him too."""
    last = name_words(named)[-1]
    if last in _plain(claim.text.replace("’s", "")):
        return False
    if last in _plain(sentence.text.replace("’s", "")):
        return True
    return any(
        last in name_words(attribution.speaker) and attribution.speaker in other.text
        for other in evidence.story.sentences
        if other.article_id == sentence.article_id and other.sentence.index == sentence.sentence.index - 1
        for attribution in other.mentions.attributions
    )


def _attributed(sentence: ReadSentence, match: _Match) -> str:
    for attribution in sentence.mentions.attributions:
        if attribution.content_start <= match.start < attribution.content_end:
            return attribution.speaker
    return ""


# ---------------------------------------------------------------------------- variants and context


def _variants(
    quotation: Quotation,
    quoted: list[tuple[_Match, tuple[ReadSentence, Quotation | None]]],
    evidence: Evidence,
) -> Iterator[Finding]:
    """A note when the articles give this utterance in several wordings, as translations do."""
    spans = [match.span for match, _ in quoted]
    for utterance in evidence.facts.utterances:
        own = [variant for variant in utterance.variants if any(_overlap(variant.span, span) for span in spans)]
        others = {_read(variant.words).joined: variant for variant in utterance.variants if variant not in own}
        for variant in own:
            others = {plain: other for plain, other in others.items() if _read(variant.words).joined not in plain}
            others = {plain: other for plain, other in others.items() if plain not in _read(variant.words).joined}
        if own and others:
            other = next(iter(others.values()))
            yield _finding(
                Vote.NOTE,
                ErrorCode.QUOTE_VARIANT,
                f"One of {len(others) + 1} wordings in the articles; {other.outlet or other.span.article_id} has: "
                f"“{_short(other.words)}”.",
                Severity.NOTE,
                evidence=(other.span,),
                claimed=quotation.words,
                found=other.words,
            )
            return


def _overlap(one: Span, other: Span) -> bool:
    return one.article_id == other.article_id and one.start < other.end and other.start < one.end


def _lost_context(
    quotation: Quotation,
    quoted: list[tuple[_Match, tuple[ReadSentence, Quotation | None]]],
    claim: Claim,
    evidence: Evidence,
) -> Finding | None:
    """A note when the articles set a "but" beside the quotation and the summary leaves that half out."""
    if BUT.search(claim.context):
        return None
    for match, (sentence, _) in quoted:
        around = _neighbour(sentence, evidence)
        rest = sentence.text[max(0, match.end - sentence.sentence.start) :]
        before = sentence.text[: match.start - sentence.sentence.start]
        turn = next((t for t in (rest, around) if re.match(r"[\s“”\".,]*(?:But|but|However|Yet)\b", t)), "")
        if not turn and re.search(r"\bbut (?:added|said|also|that|he|she)\b", before):
            turn = before
        if turn:
            return _finding(
                Vote.NOTE,
                ErrorCode.QUOTE_CONTEXT,
                f"{match.article.label} sets a “but” beside this quotation: “{_short(turn)}”.",
                Severity.NOTE,
                evidence=(sentence.sentence.span,),
                claimed=quotation.words,
                found=_short(turn),
            )
    return None


def _neighbour(sentence: ReadSentence, evidence: Evidence) -> str:
    for other in evidence.story.sentences:
        if other.article_id == sentence.article_id and other.sentence.index == sentence.sentence.index + 1:
            return other.text
    return ""


def _fills(quotation: Quotation, claim: Claim) -> bool:
    """Whether the claim is little more than this quotation and its speaker."""
    outside = claim.text[: max(0, quotation.start - claim.start)] + claim.text[max(0, quotation.end - claim.start) :]
    speaker = set(_plain(quotation.speaker))
    content = [word for word in _plain(outside) if word not in _FUNCTION and word not in speaker]
    return len(content) <= 3 and len(_plain(quotation.words)) >= 4
