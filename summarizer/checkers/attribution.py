"""Is it said by whom the claim says, in the way that the claim says, and is a statement still told as one?

What the claim lets somebody say is compared with what the articles let people say, by the share of its telling words.
Somebody else saying it, everywhere, is a swap; one unnamed official become a named body, or a plural, is an upgrade;
a statement that can be disputed told as fact, though every article tells it as somebody's, is a dropped attribution.
Facts that any article also states in its own voice need nobody to say them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from summarizer.checkers.speakers import name_words, same_speaker
from summarizer.checkers.statements import (
    Statement,
    find_statements,
    said_in,
    share_of,
    soft_share,
    telling_words,
    word_set,
)
from summarizer.model import (
    Attribution,
    Certainty,
    Claim,
    ErrorCode,
    Evidence,
    Finding,
    NameKind,
    ReadSentence,
    Severity,
    Stance,
    Vote,
)
from summarizer.similarity import content_words, words

NAME = "attribution"

# Weighted shares of what is said. Set by hand while reading what the contrast pairs bring; not fitted.
SAYS = 0.55  # an article's statement that says what the claim says
MIN_SHARED = 3  # words shared: two are often a common phrase
CLOSE = 0.2  # shares that differ by less may both be meant
STATES = 0.6  # a sentence that states the whole claim
STATES_ALIKE = 0.66  # the same, like words counted
WITHIN = 0.6  # of the words it shares with the claim stand in what is attributed, so that it is somebody's statement

_DENIALS = re.compile(
    r"\b(?:no|not|never|none|neither|nor|without|den(?:y|ies|ied|ying)|reject\w*|dismiss\w*|refus\w+|disput\w+|refut\w+|"
    r"rul(?:e|es|ed|ing) out|skeptic\w*|sceptic\w*|unclear|yet to)\b|n[’']t\b",
    re.I,
)
_DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying|ial)|reject\w*|dismiss\w*|refut\w+|disput\w+)\b", re.I)
_CONFIRMS = re.compile(r"\bconfirm\w*|\backnowledg\w*|\badmit\w*|\bverif\w+", re.I)
_MANY = re.compile(
    r"\b(?:officials|sources|experts|analysts|officers|diplomats|authorities|leaders|ministers|aides|lawmakers|scientists|"
    r"researchers|doctors|witnesses|investigators|prosecutors|residents|critics|advisers|advisors|commanders)\b",
    re.I,
)
_ONE = re.compile(r"^(?:a|an|one|the|another)\s+(?:\w+[ -]){0,4}\w+$", re.I)
_UNNAMED = re.compile(
    r"\b(?:anonym\w*|unnamed|not (?:to be|be|being) (?:named|identified)|"
    r"(?:a|an|one) (?:[\w-]+ ){0,3}"
    r"(?:official|source|authority|diplomat|officer|aide|insider|person|employee|witness))\b",
    re.I,
)
_PRONOUN_BEFORE = re.compile(r"\b(?:he|she|they|it|who|we|i)\s+(?:\w+ly\s+)?$", re.I)
_RELATIVE = re.compile(r"(?<=.{15})\b(?:that|which|who|where|when)\b")
_BESIDE = re.compile(r"(?:Alongside|Together with|Along with|With|Beside|Next to|Like|Unlike)\b[^,]*,\s*$")
_DISPUTABLE = frozenset({Stance.CLAIMED, Stance.ESTIMATED, Stance.DENIED, Stance.WARNED})
_FIRM = frozenset({Stance.SAID, Stance.CONFIRMED, Stance.CLAIMED, Stance.OTHER})


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Findings on who says what in the claim; on a claim that nobody says, whether somebody should."""
    findings: list[Finding] = []
    attributions = [a for a in claim.mentions.attributions if claim.start <= a.start < claim.end]
    for attribution in attributions:
        content = claim.context[max(attribution.content_start, claim.start) : min(attribution.content_end, claim.end)]
        telling = telling_words(content, attribution.speaker)
        if len(telling) < 2:
            continue
        statements = find_statements(content, telling, evidence)
        finding = (
            _stance(attribution, content, statements, evidence)
            or _swapped(attribution, statements, evidence)
            or _upgraded(attribution, statements, evidence)
        )
        if finding is not None:
            findings.append(finding)
    if not attributions and not claim.mentions.quotations:
        findings.extend(_dropped(claim, evidence))
    findings.extend(_misread_pronoun(claim, evidence))
    return tuple(findings)


def _object(
    code: ErrorCode, reason: str, severity: Severity, statement: Statement, claimed: str, *, contradicts: bool = False
) -> Finding:
    found = statement.attribution.speaker or statement.attribution.cue
    return Finding(NAME, Vote.OBJECT, code, reason, severity, (statement.span,), claimed, found, contradicts)


# ------------------------------------------------------------------------------------ the speaker


def _swapped(attribution: Attribution, statements: Sequence[Statement], evidence: Evidence) -> Finding | None:
    """Somebody else says it in every article that has it, and the claim's speaker is nowhere near it."""
    if not name_words(attribution.speaker) or not statements or statements[0].share < SAYS:
        return None
    if statements[0].n_shared < MIN_SHARED or not _is_named(statements[0]):
        return None
    for statement in statements:
        same = same_speaker(attribution.speaker, statement.attribution.speaker, evidence.facts)
        if same or (same is None and statement.share >= statements[0].share - CLOSE):
            return None
    if any(_is_near(attribution.speaker, statement) for statement in statements):
        return None
    best = statements[0]
    return _object(
        ErrorCode.ATTRIBUTION_SWAPPED,
        f"{best.label} has {best.attribution.speaker} say this, not {attribution.speaker}.",
        Severity.CRITICAL,
        best,
        attribution.speaker,
        contradicts=True,
    )


def _is_named(statement: Statement) -> bool:
    """Whether the sentence itself names its speaker: a resolved pronoun is no proof of anything."""
    named = name_words(statement.attribution.speaker)
    said = said_in(statement.sentence, statement.attribution)
    if _PRONOUN_BEFORE.search(statement.sentence.text[: statement.attribution.start - statement.span.start]):
        return False
    return bool(named) and named[-1] in words(statement.sentence.text.replace(said, " "))


def _is_near(speaker: str, statement: Statement) -> bool:
    """Whether a speaker's last name stands in a statement's sentence, so that he may be who is meant."""
    last = name_words(speaker)[-1]
    return last in words(statement.sentence.text) and last not in words(
        said_in(statement.sentence, statement.attribution)
    )


def _upgraded(attribution: Attribution, statements: Sequence[Statement], evidence: Evidence) -> Finding | None:
    """One unnamed person become a named body or a plural."""
    best_share = statements[0].share if statements else 0.0
    near = [statement for statement in statements if statement.share >= max(SAYS, best_share - CLOSE)]
    if not near or (attribution.is_anonymous and not _MANY.search(attribution.speaker)):
        return None
    claimed = attribution.speaker
    if not _MANY.search(claimed):
        return None
    for statement in near:
        source = statement.attribution
        around = statement.sentence.text.replace(said_in(statement.sentence, source), " ")
        is_one = bool(_UNNAMED.search(around)) or (source.is_anonymous and bool(_ONE.match(source.speaker)))
        is_one = is_one and not _MANY.search(source.speaker)
        named = name_words(source.speaker)
        if not is_one and (same_speaker(claimed, source.speaker, evidence.facts) or named or not source.is_anonymous):
            return None
        if _MANY.search(source.speaker) and not named:
            return None
        if not is_one and (not name_words(claimed) or set(name_words(claimed)) & set(words(statement.sentence.text))):
            return None
    best = near[0]
    return _object(
        ErrorCode.ATTRIBUTION_UPGRADED,
        f"{best.label} has only one unnamed source say this, the summary {claimed}.",
        Severity.MAJOR,
        best,
        claimed,
    )


# ------------------------------------------------------------------------------------- the stance


def _stance(
    attribution: Attribution, content: str, statements: Sequence[Statement], evidence: Evidence
) -> Finding | None:
    """Confirmed what was not, or denied what was said."""
    own = [s for s in statements if same_speaker(attribution.speaker, s.attribution.speaker, evidence.facts)]
    if attribution.stance is Stance.CONFIRMED:
        return _unconfirmed(attribution, content, own, statements, evidence)
    if not own or own[0].share < SAYS:
        return None
    best = own[0]
    source = best.attribution.stance
    is_denied = any(s.attribution.stance is Stance.DENIED or _DENIALS.search(s.sentence.text) for s in own)
    speaker = set(content_words(attribution.speaker))
    texts = [candidate.sentence.text for candidate in evidence.candidates]
    is_denied = is_denied or any(_DENIES.search(text) and speaker & word_set(text) for text in texts)
    if attribution.stance is Stance.DENIED and not is_denied and source in _FIRM:
        return _object(
            ErrorCode.PREDICATE,
            f"{best.label} has {best.attribution.speaker} say this, the summary deny it.",
            Severity.CRITICAL,
            best,
            attribution.cue,
            contradicts=True,
        )
    if (
        attribution.stance in (Stance.SAID, Stance.PROMISED)
        and source is Stance.DENIED
        and not _DENIALS.search(content)
        and all(s.attribution.stance is Stance.DENIED for s in own if s.share >= SAYS)
    ):
        return _object(
            ErrorCode.PREDICATE,
            f"{best.label} has {best.attribution.speaker} deny this, the summary say it.",
            Severity.CRITICAL,
            best,
            attribution.cue,
            contradicts=True,
        )
    return None


def _unconfirmed(
    attribution: Attribution,
    content: str,
    own: Sequence[Statement],
    statements: Sequence[Statement],
    evidence: Evidence,
) -> Finding | None:
    """A confirmation that no article has: contradicted when the speaker doubted it, upgraded when it was only said."""
    if any(s.attribution.stance is Stance.CONFIRMED or _CONFIRMS.search(s.sentence.text) for s in statements):
        confirmed = [s for s in statements if _CONFIRMS.search(s.sentence.text)]
        if not confirmed or any(not _DENIALS.search(s.sentence.text) for s in confirmed):
            return None
    about = own or _speaking_of(attribution, content, evidence)
    doubted = [s for s in about if _DENIALS.search(said_in(s.sentence, s.attribution) or s.sentence.text)]
    if doubted and not _DENIALS.search(content):
        return _object(
            ErrorCode.PREDICATE,
            f"{doubted[0].label} has {doubted[0].attribution.speaker} doubt this, not confirm it.",
            Severity.CRITICAL,
            doubted[0],
            attribution.cue,
            contradicts=True,
        )
    soft = [s for s in own if s.share >= SAYS and s.attribution.stance in _DISPUTABLE]
    if soft:
        return _object(
            ErrorCode.ATTRIBUTION_UPGRADED,
            f"{soft[0].label} has {soft[0].attribution.speaker} say “{soft[0].attribution.cue}”, not confirm it.",
            Severity.MINOR,
            soft[0],
            attribution.cue,
        )
    return None


def _speaking_of(attribution: Attribution, content: str, evidence: Evidence) -> list[Statement]:
    """What the same speaker says near this, where too few words are shared to be sure: the nearest candidates only."""
    labels = {article.id: article.label for article in evidence.story.articles}
    telling = telling_words(content, attribution.speaker)
    found = []
    for candidate in evidence.candidates:
        sentence = candidate.sentence
        for source in sentence.mentions.attributions:
            is_own = same_speaker(attribution.speaker, source.speaker, evidence.facts)
            if is_own and word_set(sentence.text) & telling.keys():
                found.append(Statement(sentence, source, candidate.similarity, 1, labels[sentence.article_id]))
    return found


# ---------------------------------------------------------------------------------------- dropped


def _dropped(claim: Claim, evidence: Evidence) -> Iterable[Finding]:
    """A claim in the summary's own voice that every article tells as somebody's statement."""
    telling = telling_words(claim.text)
    if len(telling) < 3 or re.search(r"\b(?:according to|reportedly|allegedly|alleged)\b", claim.text, re.I):
        return
    figures = {word for word in telling if word[0].isdigit()}
    near = {candidate.sentence for candidate in evidence.candidates}
    stating = [
        sentence
        for sentence in evidence.story.sentences
        if figures <= word_set(sentence.text) and _states(claim.text, telling, sentence, is_near=sentence in near)
    ]
    if not stating:
        return
    statements = []
    for sentence in stating:
        held = _holder(sentence, telling)
        if held is None or _is_told(held, claim):
            return  # an article's own voice, or the claim does tell whose it is
        statements.append(held)
    labels = {article.id: article.label for article in evidence.story.articles}
    best = max(zip(stating, statements, strict=True), key=lambda pair: share_of(telling, pair[0].text))
    statement = Statement(best[0], best[1], 1.0, len(telling), labels[best[0].article_id])
    speaker = statement.attribution.speaker or "somebody"
    reason = f"{statement.label} has this only as said by {speaker}; the summary tells it as fact."
    if _is_disputable(claim, statements, figures, evidence):
        yield _object(ErrorCode.ATTRIBUTION_DROPPED, reason, Severity.MINOR, statement, claim.text)
    else:
        yield Finding(
            NAME, Vote.NOTE, ErrorCode.ATTRIBUTION_DROPPED, reason, Severity.NOTE, (statement.span,), found=speaker
        )


def _states(said: str, telling: Mapping[str, float], sentence: ReadSentence, *, is_near: bool) -> bool:
    """Whether a sentence states the claim, in its own words or, for one of the nearest, in like words."""
    if share_of(telling, sentence.text) >= STATES:
        return True
    return is_near and soft_share(said, telling, sentence.text)[0] >= STATES_ALIKE


def _holder(sentence: ReadSentence, telling: Mapping[str, float]) -> Attribution | None:
    """The attribution that holds most of the words shared with the claim; None when the sentence states them itself."""
    shared = word_set(sentence.text) & telling.keys()
    total = sum(telling[word] for word in shared)
    for attribution in sentence.mentions.attributions:
        said = said_in(sentence, attribution)
        relative = _RELATIVE.search(said)
        taken_for_granted = word_set(said[relative.start() :]) if relative else frozenset()
        held = sum(telling[word] for word in shared & word_set(said))
        granted = sum(telling[word] for word in shared & taken_for_granted)
        if total and held >= WITHIN * total and granted < WITHIN * total:
            return attribution
    return None


def _is_told(statement: Attribution, claim: Claim) -> bool:
    """Whether the claim names the speaker all the same ("Officials put the number at …")."""
    return bool(word_set(statement.speaker) & word_set(claim.text))


def _is_disputable(claim: Claim, statements: Sequence[Attribution], figures: set[str], evidence: Evidence) -> bool:
    """Whether a reader must know who says it: an estimate, an allegation, a figure in dispute, a forecast."""
    if any(statement.stance in _DISPUTABLE for statement in statements):
        return True
    if claim.mentions.modality.certainty is Certainty.EXPECTED:
        return True
    return any(
        figures & word_set(stated.figure.text)
        for disagreement in evidence.facts.disagreements
        for stated in disagreement.figures
    )


# --------------------------------------------------------------------------------------- pronouns


def _misread_pronoun(claim: Claim, evidence: Evidence) -> Iterable[Finding]:
    """A "he" that a reader takes for somebody of the sentence before, where the articles have another do it."""
    pronoun = re.search(r"\b(?:He|She|he|she)\b", claim.text)
    if pronoun is None or not claim.previous:
        return
    before = claim.text[: pronoun.start()]
    if _people(before, evidence) and not _BESIDE.match(before):
        return
    people = _people(claim.previous[-1], evidence) - set(words(claim.text))
    telling = {word: weight for word, weight in telling_words(claim.text).items() if word not in people}
    if not people or len(telling) < MIN_SHARED:
        return
    near = [
        (soft_share(claim.text, telling, candidate.sentence.text), candidate.sentence)
        for candidate in evidence.candidates
    ]
    near = [(share, sentence) for share, sentence in near if share[0] >= STATES and share[1] >= MIN_SHARED]
    if not near:
        return
    others = []
    for _, sentence in near:
        around = " ".join(
            other.text
            for other in evidence.story.sentences
            if other.article_id == sentence.article_id and 0 <= sentence.sentence.index - other.sentence.index <= 2
        )
        if people & set(words(around)):
            return
        others.append((sentence, sorted(_people(sentence.text, evidence) - set(words(claim.text)))))
    sentence, named = others[0]
    if named:
        label = evidence.story.article(sentence.article_id).label
        claimed = " or ".join(sorted(name.title() for name in people))
        found = " or ".join(name.title() for name in named)
        yield Finding(
            NAME,
            Vote.OBJECT,
            ErrorCode.COREFERENCE,
            f"“{pronoun.group()}” reads as {claimed}; in {label} it is {found}.",
            Severity.MAJOR,
            (sentence.sentence.span,),
            pronoun.group(),
            found,
            contradicts=True,
        )


def _people(text: str, evidence: Evidence) -> set[str]:
    """The last names of the story's persons that a text names."""
    present = set(words(text))
    return {
        last
        for entity in evidence.facts.entities
        if entity.kind is NameKind.PERSON
        for spelling in (entity.name, *entity.spellings)
        if (parts := name_words(spelling)) and (last := parts[-1]) in present
    }
