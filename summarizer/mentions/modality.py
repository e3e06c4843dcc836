"""How firmly a sentence states its main event: negation and certainty, with the words that carry them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.mentions import lexicon
from summarizer.mentions.tokens import Line
from summarizer.model import Attribution, Certainty, Modality, Quotation

_LEVELS = (
    (
        Certainty.ALLEGED,
        r"allegedly|reportedly|purportedly|supposedly|apparently|seemingly|ostensibly|alleged|apparent|suspected|purported|"
        r"(?:is|are|was|were) (?:said|alleged|rumou?red|reported|accused|suspected|believed|thought"
        r"|understood) (?:to|of)\b|"
        r"accused of|suspected of|on suspicion of|appears? to(?! be continued)|appeared to|seems? to|seemed"
        r" to|so-called|unconfirmed",
    ),
    (
        Certainty.POSSIBLE,
        r"(?-i:may|May(?= (?:be|not|have|also)\b))|might|could(?!(?: not|n['’]t) be (?:\w+ly )?\w+(?:ed|en)\b)"
        r"|possibly|perhaps|maybe|probably|potentially"
        r"|(?<!more )(?<!less )(?<!as )likely|unlikely|(?<!not )(?<!n't )(?<!n’t )possible|conceivably|"
        r"(?:remains?|is|are|was|were) (?:distinctly |still |very )?possible|can (?:lead|mean|cause)"
        r"|potential|would have|would(?! not (?:say|comment|confirm|give|name|speak|discuss|elaborate|answer|reveal"
        r"|disclose|be drawn)\b)(?! (?:like|love|prefer|rather)\b)",
    ),
    (
        Certainty.EXPECTED,
        r"will|won['’]t|shall|'ll|’ll|(?:is|are|was|were) (?:(?!more |less )\w+ )?(?:due|set|scheduled|expected|slated"
        r"|poised|bound|about|going|likely) to|"
        r"(?:is|are|was|were) to(?= [a-z]+\b)|expected to|(?:is|are) going to|scheduled (?:to|for)|due"
        r" (?:to(?= (?!the|an?|his|her|its|their|this|that|these|those|such|lack|what|high|low|bad|poor"
        r"|[a-z]+(?:tion|ment|ness|ity|age|ing|s)\b)[a-z]+ )|on|in)",
    ),
    (
        Certainty.PLANNED,
        r"(?:plan|plans|planned|planning|intend|intends|intended|intending|aim|aims|aimed|hope|hopes|hoped|want|wants"
        r"|wanted|seek|seeks|sought|vow|vows|vowed|pledge|pledges|pledged|promise|promises|promised|agree|agrees|agreed"
        r"|decide|decides|decided|prepare|prepares|prepared|preparing|propose|proposes|proposed|threaten|threatens"
        r"|threatened|try|tries|tried|trying|ready|willing|move|moving|consider|considering|mulling|attempt|attempts"
        r"|attempted|urge|urged|ordered|offered|offers) to\b|"
        r"plans for|intention to|decision to|proposal to|plan to|would (?:like|love|prefer|rather)\b|"
        r"(?:considering|mulling|weighing|planning|intending|proposing|threatening|hoping)\b",
    ),
    (
        Certainty.UNDERWAY,
        r"(?:begin|begins|began|begun|beginning|start|starts|started|starting|continue|continues|continued|continuing)"
        r" to\b|(?:is|are|was|were|been|'s|’s|'re|’re) (?:already |now |still |also |partially |currently |slowly )?"
        r"(?!during|including|following|according|planning|considering|mulling|weighing|intending|proposing|threatening"
        r"|hoping|seeking|aiming|preparing|trying|missing|outstanding|interesting|surprising|lacking|pending|existing"
        r"|alarming|disappointing|misleading|shocking|confusing|promising|encouraging|willing|nothing|something|anything"
        r"|everything|outgoing|ongoing|overwhelming|frightening|annoying|embarrassing|worrying|striking|morning|evening"
        r"|king\b)"
        r"[a-z]{2,}ing\b",
    ),
)
_CERTAINTY = re.compile(
    r"(?<![\w-])(?:" + "|".join(rf"(?P<{level.value}>{pattern})(?![\w-])" for level, pattern in _LEVELS) + ")",
    re.IGNORECASE,
)
_HEARSAY = re.compile(
    r"(?<![\w-])(?:allegedly|reportedly|apparently|apparent|alleged|suspected|purported(?:ly)?)(?![\w-])", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
_ADJECTIVES = frozenset(["alleged", "apparent", "suspected", "purported", "potential", "so-called"])
_RANK = {
    level: rank
    for rank, level in enumerate(
        (
            Certainty.FACT,
            Certainty.UNDERWAY,
            Certainty.PLANNED,
            Certainty.EXPECTED,
            Certainty.POSSIBLE,
            Certainty.ALLEGED,
        )
    )
}
_WEAKEST = frozenset([Certainty.UNDERWAY, Certainty.PLANNED])
_PAST_CUE = re.compile(r"(?:said|told|wrote|\w+ed|thought|knew|swore|made clear)\b", re.I)
"""After these "would" is the "will" of what was said."""
_UNSAID = re.compile(r"\b(?:(?:would|did|could|will|does|do|can) not|\w+n['’]t|refus\w+ to|declin\w+ to) $", re.I)
"""Before a verb of saying: nothing is said, and that is the event."""
_CONDITION = re.compile(r"\b(?:if|unless|were to|without|otherwise)\b", re.I)
_HELD = re.compile(r"\b(?:arrest|detain|held|hold|question|charg|custody|remand|search|jail)\w*[^,;]{0,40}$", re.I)
"""Before "on suspicion of": the arrest itself is a fact."""
_NEGATION = re.compile(
    r"(?<![\w-])(?:not(?! only| just| least)|never|no longer|neither|nor|nobody|nothing|none|no one|cannot|\w+n['’]t|"
    r"no(?= (?:immediate |clear |such |new |further |\w+ )?(?:sign|signs|evidence|indication|plan|plans"
    r"|intention|reason|doubt|word|"
    r"confirmation|proof|deal|agreement|casualties|injuries|deaths|survivors|change|decision|progress|choice|link|one|troops|"
    r"charges|comment|response|need|basis|truth|risk|danger|threat|\w+s)\b)|"
    r"fail(?:s|ed|ing)? to|refus(?:e|es|ed|ing) to|declin(?:e|es|ed|ing) to|without(?= \w+ing\b)|rul(?:e|es"
    r"|ed|ing) out|unable to|yet to|"
    r"stopped short of|far from|hardly|barely)(?![\w-])",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"(?:,? (?:that|which|who|whom|whose|where)\b|,? (?:although|though|while|because|since|unless|until|if"
    r"|after|before|when|as|whether|"
    r"despite|amid|in case|so that|given|even though|including)\b|,? (?:but|and) (?=(?:he|she|it|they|the"
    r"|that|an?|its|his|her|[A-Z]\w+) )|; | — | – |: )"
)
_RELATIVE = re.compile(r",? (?:which|who|whose|whom|where) [^,.;]*,(?= )")
_ALWAYS_SUBORDINATE = lexicon.grammar("modality-always-subordinate")
_LEADING = re.compile(
    r"(?:(?:But|And|Yet) )?(?:[Ww]hile|While|Although|Though|If|When|After|Before|As|Because|Since|Despite"
    r"|Unless|Until|Once|With|Amid|Following|Given|In|On|At|By|"
    r"During|For|Under|Without|with|when|if|after|before|although|despite|amid|Speaking|Asked"
    r"|Responding)\b[^,]{3,160}, "
)
_AUXILIARY_END = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|may|might|must|should|to|not|be|been)\s*$"
)
_VERB_HINT = re.compile(
    r"(?<![\w-])(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|may|might|must|should|\w+n['’]t|\w{3,}ed)(?![\w-])"
)


def find_modality(
    text: str, line: Line, attributions: Sequence[Attribution], quotations: Sequence[Quotation]
) -> Modality:
    """Negation and certainty of the sentence's main event.

    A reporting clause is transparent: "he said they may leave" is as possible as "they may leave". Words inside
    quotations count only where nothing but the reporting clause stands outside them.
    """
    told, is_reported = _told(text, line, attributions, quotations)
    region = _region(text, line, told, quotations)
    if not region.strip():
        return Modality()
    clause = _main_clause(region)
    certainty, cues = _certainty(clause, is_reported and not _CONDITION.search(region))
    if certainty is Certainty.FACT:
        hearsay = _HEARSAY.search(region)
        if hearsay is not None:
            certainty, cues = Certainty.ALLEGED, [*cues, hearsay.group()]
    negation = _NEGATION.search(clause)
    is_negated = negation is not None and not _is_object_negation(negation)
    if negation is not None and is_negated:
        cues.append(negation.group())
    return Modality(is_negated, certainty, tuple(cues))


def _certainty(clause: str, is_reported: bool) -> tuple[Certainty, list[str]]:
    """The strongest doubt that a clause tells, and all words that do; in what somebody said, "would" is "will"."""
    certainty = Certainty.FACT
    cues: list[str] = []
    for match in _CERTAINTY.finditer(clause):
        level, word = Certainty(str(match.lastgroup)), match.group().lower()
        if word == "would" and is_reported:
            level = Certainty.EXPECTED
        if certainty is not Certainty.FACT and (level in _WEAKEST or word == "would"):
            continue
        if word == "on suspicion of" and _HELD.search(clause[: match.start()]):
            continue
        if word in _ADJECTIVES and not _is_near_subject(clause, match.start()):
            continue
        cues.append(match.group())
        if _RANK[level] > _RANK[certainty]:
            certainty = level
    return certainty, cues


def _is_near_subject(clause: str, start: int) -> bool:
    """Whether the adjective qualifies the sentence's subject or verb, not some later noun."""
    verb = _VERB_HINT.search(clause)
    return verb is None or start < verb.end() + 60


def _is_object_negation(match: re.Match[str]) -> bool:
    word = match.group().lower()
    return word in ("without", "lack", "lacks", "lacked", "far from", "nor", "hardly", "barely") and match.start() > 60


def _region(text: str, line: Line, told: tuple[int, int] | None, quotations: Sequence[Quotation]) -> str:
    """The words that tell the main event: what is attributed, else the sentence; quotations inside blanked out."""
    start, end = told or (line.start, line.end)
    outside = text[start:end]
    may_be_predicate = told is not None and _is_clause(text, start, end, quotations)
    bare = outside
    for quotation in quotations:
        first, last = max(quotation.start, start) - start, min(quotation.end, end) - start
        before = text[start : max(start, quotation.start)]
        is_predicate = may_be_predicate and (not _VERB_HINT.search(before) or _AUXILIARY_END.search(before))
        if first < last and not is_predicate:  # else the US has “not yet verified” it
            bare = bare[:first] + " " * (last - first) + bare[last:]
    n_words = len(_WORD.findall(bare))
    if n_words >= 4 or (n_words >= 2 and _VERB_HINT.search(bare)):
        return re.sub(r"\s{2,}", " … ", bare)
    return outside.strip("\"“”‘’' ")


def _told(
    text: str, line: Line, attributions: Sequence[Attribution], quotations: Sequence[Quotation]
) -> tuple[tuple[int, int] | None, bool]:
    """What the sentence's own reporting clause tells, if it has one, and whether it was told in the past."""
    for attribution in attributions:
        start, end = max(line.start, attribution.content_start), min(line.end, attribution.content_end)
        if not attribution.speaker or end <= start or _UNSAID.search(text[line.start : attribution.start]):
            continue
        if _is_main(text, line, attribution) and _is_clause(text, start, end, quotations):
            is_promise = text[start : start + 3] == "to " and line.start <= attribution.start < start
            first = attribution.start if is_promise else start  # "promised to pay": the verb is of the event
            return (first, end), _PAST_CUE.match(attribution.cue) is not None
    return None, False


def _is_clause(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> bool:
    """Whether what is told is nothing but quotation, or has a verb outside it.

    "it a “threat that may come”" is neither.
    """
    outside, place = "", start
    for quotation in quotations:
        if quotation.start < end and place < quotation.end:
            outside += text[place : max(place, quotation.start)] + " "
            place = quotation.end
    outside += text[place:end]
    return not re.search(r"\w", outside) or _VERB_HINT.search(outside) is not None or not outside[:2].strip()


def _is_main(text: str, line: Line, attribution: Attribution) -> bool:
    """Whether the attribution is the sentence's own frame, not an aside inside it."""
    if attribution.content_start < attribution.start:
        return True
    before = text[line.start : attribution.start]
    return (
        not re.search(r"(?<![\w-])(?:which|who|after|as|because|although|while|when|if|since)(?![\w-])", before)
        or len(before.split()) > 25
    )


def _main_clause(region: str) -> str:
    """The region's first main clause, leading subordinate ones skipped."""
    rest = _RELATIVE.sub("", region)
    leading = _LEADING.match(rest)
    if leading is not None and len(rest) - leading.end() > 6:
        rest = rest[leading.end() :]
    for match in _SUBORDINATE.finditer(rest):
        before = rest[: match.start()]
        n_words = len(before.split())
        opener = match.group().strip(", ").partition(" ")[0]
        if (opener in _ALWAYS_SUBORDINATE and n_words >= 3) or n_words > 8 or _VERB_HINT.search(before):
            return before
    return rest
