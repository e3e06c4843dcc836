"""Were these words said, in these words, by this speaker?

A quotation is looked for in all articles of the story, whatever is cited (`_verbatim`). What is not found is
fabricated, or altered when most of it stands in runs of the articles' own words. Single quoted words that nobody is
said to have said (scare quotes, titles of works) are only doubted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.checkers._verbatim import (
    FUNCTION_WORDS,
    WORD,
    Place,
    find_places,
    joined,
    nearest_place,
    plain,
    quotations_of,
    source_of,
)
from summarizer.checkers.speakers import name_words, same_speaker
from summarizer.model import (
    Claim,
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

N_BEFORE_PRONOUN = 3  # sentences before a pronoun in which whoever is named may be meant
MIN_WHOLE_WORDS = 5  # words from which a quotation that begins with a capital is a statement, no catchword
_SMALL_IN_TITLES = frozenset(["a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "with", "from", "by"])
MAX_WORDS_DOUBTED = 3  # quoted words without a speaker up to this many are scare quotes or titles
_TOLD = 0.4  # of the words that a cut takes off, from which the claim tells them all the same
_TAG_REACH = 120
_TAG = re.compile(r"[”\"’]?[^“”\".?!]{3,80}[“\"]")
"""Who said it, between two halves of one quotation."""
_TURNS = re.compile(
    r"[\s,;–—-]*(?P<turn>\b(?:but|if|unless|although|though|provided|except|only if|yet|however)\b)", re.I
)
"""How what follows in the same breath takes back or limits what was quoted."""
_TURNED = re.compile(
    r"\b(?:not|never|no|hardly|n[o’']t|nothing|cannot|far from)(?: (?:a|an|the|as|so|be|been|just|yet))?\s*$"
    r"|^\W*(?:if|unless|as long as|provided)\b[^.!?]*,\s*$",
    re.I,
)
"""How what stands right before it denies it, or makes it a condition's consequence."""
_LIMITS = re.compile(r"\s+(?:at|in|on|for|to|with|until|before|after|under|among)(?: [\w’'-]+){2,}", re.I)
"""What says where or when a denial holds: "we never leave anyone standing [at the roadside in the rain]"."""
_DENIES = re.compile(r"\b(?:not|never|no|den(?:y|ies|ied)|hardly|reject\w*|neither|nor)\b|n[’']t\b", re.I)
BUT = re.compile(r"\b(but|however|though|although|yet|nevertheless|only|until|unless|so far)\b", re.I)


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """What is wrong with the claim's quotations, or worth knowing about them; nothing when it has none."""
    findings: list[Finding] = []
    for quotation in claim.mentions.quotations:
        if claim.start <= quotation.start < claim.end and plain(quotation.words):
            findings.extend(_check_quotation(quotation, claim, evidence))
    return tuple(findings)


def _check_quotation(quotation: Quotation, claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    matches = find_places(quotation.words, evidence.story.articles)
    if not matches:
        yield _absent(quotation, evidence)
        return
    quoted = [(match, source) for match in matches if (source := source_of(match, evidence)) is not None]
    speaker = _speaker(quotation, claim)
    if not quoted:
        if speaker and len(plain(quotation.words)) > MAX_WORDS_DOUBTED and not _is_title(quotation.words):
            yield _unquoted(quotation, matches[0], evidence)
        return
    swapped = _swapped(speaker, quotation, quoted, claim, evidence)
    if swapped is not None:
        yield swapped
        return
    yield from _variants(quotation, quoted, evidence)
    context = _cut_short(quotation, quoted, claim) or _lost_context(quotation, quoted, claim, evidence)
    if context is not None:
        yield context
    spans = tuple(match.span for match, _ in quoted)
    if _fills(quotation, claim):
        reason = f"The articles give these words{f' of {speaker}' if speaker else ''}."
        yield _finding(Vote.AFFIRM, None, reason, Severity.NOTE, evidence=spans, claimed=quotation.words)
    else:
        reason = f"“{_short(quotation.words)}” stands in the articles as quoted."
        yield _finding(Vote.NOTE, None, reason, Severity.NOTE, evidence=spans, claimed=quotation.words)


def _unquoted(quotation: Quotation, match: Place, evidence: Evidence) -> Finding:
    """An objection to an article's own sentence as somebody's; a doubt about a few words of it, which somebody may have
    said all the same, and where the article has lost its quotation marks."""
    is_whole = quotation.words[:1].isupper() and len(plain(quotation.words)) >= MIN_WHOLE_WORDS
    marked = is_whole and any(article is match.article for article, _ in quotations_of(evidence))
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


# ------------------------------------------------------------------------------------- not found


def _absent(quotation: Quotation, evidence: Evidence) -> Finding:
    """The finding for words that stand nowhere as quoted: altered when most of them do, else fabricated."""
    near = nearest_place(quotation.words, evidence)
    n_words = len(plain(quotation.words))
    if near is not None:
        place, n_sources = near
        is_whole = quotation.words[:1].isupper() and n_words >= MIN_WHOLE_WORDS
        if quotation.speaker and is_whole and n_sources == 1 and source_of(place, evidence) is None:
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
    is_short = quotation.is_scare or n_words <= MAX_WORDS_DOUBTED
    if _is_title(quotation.words) or (is_short and not quotation.speaker):
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
    told = [word for word in WORD.findall(words) if word.lower() not in _SMALL_IN_TITLES]
    is_ended = words.rstrip("”\"’' ").endswith((".", "!"))
    return len(told) > 1 and all(word[0].isupper() for word in told) and not is_ended


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
    quoted: list[tuple[Place, tuple[ReadSentence, Quotation | None]]],
    claim: Claim,
    evidence: Evidence,
) -> Finding | None:
    """The objection that somebody else said it, when every article that has the words surely names another speaker."""
    if not name_words(speaker) or (len(plain(quotation.words)) < 3 and len(quoted) > 1):
        return None
    others = []
    n_before = 0 if len(plain(quotation.words)) > MAX_WORDS_DOUBTED else 2
    for match, (sentence, source) in quoted:
        if _is_named_near(speaker, sentence, match, evidence, n_before):
            return None
        named = source.speaker if source is not None and source.speaker else _attributed(sentence, match)
        is_another = same_speaker(speaker, named, evidence.facts) is False
        if not is_another or not _is_surely(named, sentence, claim, evidence):
            return None
        is_pronoun = name_words(named)[-1] not in plain(sentence.text.replace("’s", ""))
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


def _is_named_near(speaker: str, sentence: ReadSentence, match: Place, evidence: Evidence, n_before: int) -> bool:
    """Whether the claim's speaker is named beside the words: then the reader of the article may have erred, not we."""
    start = sentence.sentence.start
    near = [sentence.text[: match.start - start], sentence.text[match.end - start :]]
    for other in evidence.story.sentences:
        if other.article_id == sentence.article_id and 0 < sentence.sentence.index - other.sentence.index <= n_before:
            near.append(other.text)
    return any(name_words(speaker)[-1] in plain(text.replace("’s", "")) for text in near)


def _is_surely(named: str, sentence: ReadSentence, claim: Claim, evidence: Evidence) -> bool:
    """Whether the article's sentence itself names this speaker, or the one before has him say something, so that a
    pronoun means him; and the claim does not name him too."""
    last = name_words(named)[-1]
    if last in plain(claim.text.replace("’s", "")):
        return False
    if last in plain(sentence.text.replace("’s", "")):
        return True
    return any(
        last in name_words(attribution.speaker) and attribution.speaker in other.text
        for other in evidence.story.sentences
        if other.article_id == sentence.article_id and other.sentence.index == sentence.sentence.index - 1
        for attribution in other.mentions.attributions
    )


def _attributed(sentence: ReadSentence, match: Place) -> str:
    for attribution in sentence.mentions.attributions:
        if attribution.content_start <= match.start < attribution.content_end:
            return attribution.speaker
    return ""


# ---------------------------------------------------------------------------- variants and context


def _variants(
    quotation: Quotation,
    quoted: list[tuple[Place, tuple[ReadSentence, Quotation | None]]],
    evidence: Evidence,
) -> Iterator[Finding]:
    """A note when the articles give this utterance in several wordings, as translations do."""
    spans = [match.span for match, _ in quoted]
    for utterance in evidence.facts.utterances:
        own = [variant for variant in utterance.variants if any(_overlap(variant.span, span) for span in spans)]
        others = {joined(variant.words): variant for variant in utterance.variants if variant not in own}
        for words in (joined(variant.words) for variant in own):
            others = {each: other for each, other in others.items() if words not in each and each not in words}
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


def _cut_short(
    quotation: Quotation, quoted: list[tuple[Place, tuple[ReadSentence, Quotation | None]]], claim: Claim
) -> Finding | None:
    """An objection to a quotation that every article has with a condition, an opposite or a denial right beside it, in
    the same breath, of which the claim has nothing: "We respect the sentence [but do not share the acquittal]"."""
    lost = [(match, _turn_beside(match, own)) for match, (_, own) in quoted]
    around = claim.text.replace(quotation.words, " ")
    if not all(turn for _, turn in lost) or BUT.search(around) or _DENIES.search(around) or _is_title(quotation.words):
        return None
    match, turn = lost[0]
    own = frozenset(plain(around)) - FUNCTION_WORDS
    rest = [word for word in plain(turn) if word not in FUNCTION_WORDS]
    if sum(word in own for word in rest) > _TOLD * len(rest):
        return None
    return _finding(
        Vote.OBJECT,
        ErrorCode.QUOTE_CONTEXT,
        f"{match.article.label} has these words with “{_short(turn)}”; the summary cuts them off there.",
        Severity.MINOR,
        evidence=(match.span,),
        claimed=quotation.words,
        found=_short(turn),
    )


def _turn_beside(match: Place, own: Quotation | None) -> str:
    """What of an article's quotation stands beside a stretch of it and turns its sense; "" where nothing does."""
    if own is None or not (own.start <= match.start and match.end <= own.end):
        return ""
    text = match.article.text
    after, before = text[match.end : own.end], text[own.start : match.start]
    if not plain(after) and (tag := _TAG.match(text[own.end : own.end + _TAG_REACH])) is not None:
        after = text[own.end + tag.end() : own.end + tag.end() + _TAG_REACH].partition("”")[0].partition('"')[0]
    if (turn := _TURNS.match(after)) is not None:
        return after[turn.start("turn") :].strip(' “”".,')
    if (limit := _LIMITS.match(after)) is not None and _DENIES.search(match.text):
        return limit.group().strip()
    if (turn := _TURNED.search(before)) is not None:
        return f"{before[turn.start() :]}{match.text}".strip(' “”"')
    return ""


def _lost_context(
    quotation: Quotation,
    quoted: list[tuple[Place, tuple[ReadSentence, Quotation | None]]],
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
    speaker = set(plain(quotation.speaker))
    content = [word for word in plain(outside) if word not in FUNCTION_WORDS and word not in speaker]
    return len(content) <= 3 and len(plain(quotation.words)) >= 4
