"""Claims that somebody denies: what was claimed beside who says that it is not so.

A denial is the plainest sign of a disagreement: "X says that …. Y denies it." What it denies is the claim of somebody
else that stands just before it, or, where it says itself what it denies, the sentence that tells most of the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from summarizer.facts.convictions import sure_in
from summarizer.facts.topics import Topic, Topics, held, shared
from summarizer.facts.view import StoryView
from summarizer.model import NameKind, ReadSentence, Span

_DENIAL = re.compile(
    r"\b(?:(?:den(?:y|ies|ied|ying)|disput(?:es?|ed|ing)|reject(?:s|ed|ing)?|refut(?:es?|ed|ing)|contradict(?:s|ed|ing)?|"
    r"disagree[sd]?|dismiss(?:es|ed)?)\b"
    r"|call(?:s|ed|ing) (?:(?:that|this|these|those)(?: \w+){0,2}?|it|them|the [\w’' -]{3,40}?"
    r"|\w+[’']s [\w -]{3,30}?) (?:“|\"|‘|')?"
    r"(?:un(?!derst)\w+|false|nonsense|a lie|lies|wrong|absurd|baseless|wishful|invented|a fairy tale|a fantasy"
    r"|propaganda|ridiculous)"
    r"|(?:that|it|this) (?:is|was) (?:not true|untrue|false|a lie|nonsense|wrong)\b|untrue\b"
    r"|would not hear of\b|sa(?:ys|id) otherwise\b"
    r"|(?:does|do|did) not (?:accept|believe)\b(?! that (?:this|it) (?:will|would))"
    r"|(?:have|had|having|wants?|wanted) none of (?:it|this|that)\b|beg(?:s|ged)? to differ\b"
    r"|no(?:t a word of)? truth (?:in|to|of) (?:it|this|that)\b|not according to\b"
    r"|no such (?!worr|qualm|doubt|question|problem|trouble|praise|luck|difficult|reservation|concern|scruple)"
    r"(?:\w+ )?(?:\w+)\b|nothing of the (?:kind|sort)\b|never happened\b)",
    re.I,
)
_NO_DENIAL = re.compile(
    r"\b(?:not|never|neither|nor|without|cannot|could|[a-z]+n['’]t) (?:\w+ ){0,2}$"
    r"|\b(?:was|were|been|be|being|is|are) (?:\w+ly )?$",
    re.I,
)
_NOT_OF_CLAIMS = re.compile(
    r"\W*(?:\w+\W+){0,3}?(?:bail|entry|access|visas?|permission|permit|offers?|bid|appeals?|plans?|motions?|requests?|applications?"
    r"|proposals?|deal|demands?|amendments?|invitation|budget|bill|resolution|ceasefire|terms|compromise|treatment|asylum)\b",
    re.I,
)
POINTS_BACK = re.compile(
    r"\W*(?:that|this|it|them|both|(?:the|this|that|these|those|his|her|their|its|such) (?:\w+ )?"
    r"(?:claims?|charges?|allegations?|accusations?|reports?|rumou?rs?|story|version|account|figures?|counts?|numbers?|thought|idea"
    r"|suggestions?|criticism|forecast|findings?))\b(?! (?:\w+ ){0,3}(?:was|were|had|has|is|are)\b)|\W*[.,:;]|\W*$",
    re.I,
)
_NOT_OF_CLAIMS_AT_ALL = re.compile(
    r"\b(?:demands?|proposals?|offers?|appeals?|requests?) (?:are|is|was|were|for|to|that)\b", re.I
)
CLAIMS_NOTHING = re.compile(
    r"\b(?:g[ia]ves?|has|had|tells?|told) (?:us |me )?(?:a different|another|quite another|(?:his|her|its|their) own) "
    r"(?:account|story|version)\b"
    r"|\b(?:would|will|did|does|do|could|has|have|had)(?: not|n['’]t) (?:immediately |yet |publicly )?"
    r"(?:comment|answer|reply|respond|say|said|commented|answered|replied|responded)\b"
    r"|\breturn(?:ed)? (?:\w+ ){0,2}(?:calls?|messages?|emails?|requests?)\b"
    r"|\bnever (?:replied|responded|answered)\b|\bno (?:immediate )?(?:comment|response|reply|answer)\b"
    r"|\b(?:could not|couldn['’]t) (?:immediately )?be (?:reached|contacted)\b|\breserves? the right\b"
    r"|\bwants? to know\b|\bdeclin\w+ to\b",
    re.I,
)
"""A sentence that says that an account follows, or that somebody is silent, claims nothing."""
_INSISTS = re.compile(
    r"\b(?:insist(?:s|ed|ing)?|adamant|counter(?:s|ed)|retort(?:s|ed)?|swears?|swore|hit back|beg(?:s|ged)? to differ"
    r"|on the contrary|the opposite is true|tells? it (?:otherwise|differently)|far from"
    r"|never (?:\w+ed|said|told|did|had|was))\b"
)
"""Words with which somebody holds against another account; looked for in folded text."""
_SAME_RETORT = 0.15
_COUNT = re.compile(
    r"\W*(?:his|her|their|its|the|\w+[’']s) (?:counts?|accounts?|figures?|numbers?|tolls?|estimates?)\b", re.I
)
_REACH_OF_COUNTS = 6
_LEAST_TOLD = 4
"""Content words of a clause that tells a claim."""
_LEAST_WORDS = 6
"""Words of a sentence of the outlet's own that tells enough to be denied."""
_THE_SAME = re.compile(r"\b(?:described|gave|told|confirmed) the same\b", re.I)
_REACH = 3
"""Sentences back in which a denial's claim stands."""
_SAME, _SAME_UNNAMED = 0.15, 0.3
"""How much a denial that says what it denies must share with a claim just before it, of somebody and of the outlet."""
_SAME_AFAR = 0.4
"""How much of what is denied a claim elsewhere must tell."""
_OTHER_SENSE = re.compile(
    r"disput(?:es?|ed|ing) (?:over|between|with|about|in|at|is|was|and|where|among|involving|of)\b"
    r"|den(?:y|ies|ied|ying) (?:[A-Z][\w’'-]+|him|her|them|us|you|me) "
    r"(?:the|a|an|any|his|her|their)\b|deny it\b[.!”\"]",
)
_OF_A_PERSON = re.compile(r"(?:contradict|disput)\w+ (?:him|her|them)\b(?! \w+ (?:was|were|had|has|is|are)\b)", re.I)
_BEFORE_A_NOUN = re.compile(
    r"\b(?:in|under|beyond|the|a|an|this|that|any|no|of|another|its|their|his|her) (?:[\w’'-]+ ){0,3}$", re.I
)
_DISPUTED = re.compile(
    r"\s+(that|the|an?|any|his|her|its|their|it|this|these|those|how|whether|what|both|claims?|reports?|accounts?|figures?)\b",
    re.I,
)
"""After the verb "dispute", and seldom after the noun."""
_IN_PASSING = re.compile(r"\b(?:who|which|whom|whose) (?:\w+ ){0,3}$", re.I)
"""Before a denial that is only what is known of somebody: "a producer who denies the charges"."""
_OF_COURTS = re.compile(r"\b(?:jury|jurors|judges?|courts?|justices?|tribunal|panel)\b[^,;.]*$", re.I)
_LEGAL = re.compile(r"\bclaims?\b", re.I)
"""Words by which a denial is none: "disputes over", "denying Moss the votes", a court that rejects a claim."""
_TURN = re.compile(
    r",? (?:but|although|though|while|which|whereas|something (?:that )?)\s*(?:[^,;]{0,60})$"
    r"|(?:,| [–—-]+) (?:an?|the) (?:version|claim|account|statement|view|charge) (?:that|which)?[^,;]{0,60}$",
    re.I,
)
"""What turns, in one sentence, from a claim to who denies it."""
_OF_A_CLAIM = re.compile(
    r"(?:\W+[\w’']+){0,5}?\W+(?:claims?|charges?|allegations?|accusations?|reports?|rumou?rs?|story|version|accounts?|figures?|counts?"
    r"|numbers?|thought|suggestions?|criticism|forecast|findings?|that|it)\b",
    re.I,
)
"""What "reject" and "dismiss" must have for an object to be denials: offers, plans and people are rejected too."""
_POINTING = ("no such", "call", "not according", "have none", "had none", "having none", "want", "beg", "no truth")
"""Words of denial that are of what has just been told, whatever follows them."""
_NEGATED_ITSELF = ("no such", "no truth", "not ", "have none", "had none", "that", "it ", "untrue")
"""Words of denial that a negation before them does not turn round, or that are negations themselves."""
_VOICED = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_OF_WHAT = re.compile(
    r"\b(?!(?:says?|insists?|claims?|adds?|tells?|thinks?|shows?|means?|was|is|has)\b)[a-z]+s"
    r"(?: (?:of|for|in|at)(?: [\w’'-]+){1,3})? that $"
)
"""Before a clause that only tells which things are meant."""
_NEGATED = re.compile(r"\b(?:not|never|no|nobody|none|nor|without|[a-z]+n['’]t)\b((?: [\w’'-]+){1,4})")
"""A negation and the few words after it."""
_ANYBODYS = re.compile(r"\b(?:wrongdoing|guilt|any (?:role|part|involvement|link|blame))\b", re.I)


_CLAUSE = re.compile(r"\s*(?:that |(?:it|he|she|they|this|the [\w’'-]+|its [\w’'-]+) \w+|(?:ever )?[a-z]+ing\b)", re.I)
"""What a denial says by itself that it denies: a clause ("denied it was planning a strike"), or what one is doing."""
_CLAUSE_END = re.compile(r"[,;:—–]|\b(?:but|while|although|though|despite|amid|and said|saying)\b")
_OF_CHARGES = re.compile(
    r"[^.;]{0,40}\b(?:allegations?|accusations?|charges?|claims?|wrongdoing|involvement|responsibility|reports?)\b",
    re.I,
)
_POINTS_ONLY = re.compile(
    r"\s*that(?:\W*$|[,.;:]| (?:on|in|at|and|but|to|by|with|when|while|as|too|also|yesterday|today|was|is)\b)",
    re.I,
)
"""A "that" which no clause follows: "denied that on Monday"."""
_LEAST_DENIED = 2
"""Content words of a clause that says what is denied."""


@dataclass(frozen=True, slots=True)
class Opposed:
    """Two statements that cannot both be true: [start, end) spans of the sentences that make them, and whose."""

    claim: Span
    claimed_by: str
    denial: Span
    denied_by: str
    sureness: float = 1.0


def find_denials(view: StoryView, topics: Topics) -> Iterator[Opposed]:
    """Every claim with what denies it or insists on another account, in the order of the denials."""
    for reads in view.by_article().values():
        for place, read in enumerate(reads):
            for match in denials_in(read):
                found = _claim_of(view, topics, reads, place, match)
                if found is not None:
                    yield found
                    break
            else:
                found = _retort(view, topics, reads, place)
                if found is not None:
                    yield found


def is_denial(text: str) -> bool:
    """Whether a text says that what somebody said is not so.

    >>> is_denial("The ministry denies it."), is_denial("The ministry did not deny it.")
    (True, False)
    """
    return any(not _NO_DENIAL.search(text[: match.start()]) for match in _DENIAL.finditer(text))


def denials_in(read: ReadSentence) -> Iterator[re.Match[str]]:
    """The words of a sentence that deny a claim of somebody else."""
    for match in _DENIAL.finditer(read.text):
        before, after = read.text[: match.start()], read.text[match.end() :]
        if _NO_DENIAL.search(before) and not match.group().casefold().startswith(_NEGATED_ITSELF):
            continue
        if _is_noun(match.group().casefold(), before, after):
            continue
        if match.group().casefold().startswith("never") and _OF_WHAT.search(before):
            continue  # "prosecutions that never happened"
        if _OTHER_SENSE.match(match.group() + after) or (_OF_COURTS.search(before) and _LEGAL.search(after)):
            continue
        if _NOT_OF_CLAIMS.match(after) and not re.match(r"\W*(?:that|this|it)\b", after):
            continue
        if match.group().casefold().startswith(("reject", "dismiss", "disagree")) and not _OF_A_CLAIM.match(after):
            continue
        yield match


def denied_topics(read: ReadSentence, topics: Topics) -> list[Topic]:
    """What each denial of a sentence says in a clause of its own that it denies: only a claim of that can be meant."""
    found = (_own_topic(match, read.text[match.end() :], topics) for match in denials_in(read))
    return [topic for topic in found if topic is not None]


def _own_topic(match: re.Match[str], after: str, topics: Topics) -> Topic | None:
    """What a denial says itself that it denies; None where it points back to what somebody else has said."""
    is_pointing = match[0].casefold().startswith(_POINTING) or _POINTS_ONLY.match(after)
    if is_pointing or not _CLAUSE.match(after) or _OF_CHARGES.match(after):
        return None
    topic = topics.of(_CLAUSE_END.split(after, maxsplit=1)[0])
    return topic if len(topic.weights) >= _LEAST_DENIED else None


def _is_noun(word: str, before: str, after: str) -> bool:
    """Whether "dispute" is a quarrel, or "disputed" what it is about: "a trade dispute", "the disputed vote"."""
    if not word.startswith("disput") or not _BEFORE_A_NOUN.search(before):
        return False
    disputed = _DISPUTED.match(after)
    return disputed is None or (word == "dispute" and disputed[1].casefold() == "that")


def _retort(view: StoryView, topics: Topics, reads: Sequence[ReadSentence], place: int) -> Opposed | None:
    """The claim of somebody else right before, on the same matter, against which a sentence insists on its own."""
    read = reads[place]
    if not _INSISTS.search(read.text.casefold()):
        return None
    own = voice_of(view, read)
    for back in range(1, _REACH + 1):
        if not own or place - back < 0:
            break
        other = reads[place - back]
        claimer = voice_of(view, other)
        likeness = shared(topics.whole(read), topics.whole(other))
        if claimer and claimer != own and likeness >= _SAME_RETORT:
            return Opposed(other.sentence.span, claimer, read.sentence.span, own)
    return None


def _claim_of(
    view: StoryView, topics: Topics, reads: Sequence[ReadSentence], place: int, match: re.Match[str]
) -> Opposed | None:
    """What a denial denies: a claim in its own sentence, just before it, or the sentence that tells the same."""
    read = reads[place]
    denier = voice_at(view, read, match.start())
    after = read.text[match.end() :]
    if _ANYBODYS.search(after[:60]):
        return None
    points_back = bool(POINTS_BACK.match(after)) and _own_topic(match, after, topics) is None
    points_back = points_back or match.group().casefold().startswith(_POINTING)
    points_back = points_back or bool(_OF_A_PERSON.match(match.group() + after))
    denied = topics.of(after if not points_back else "")
    turn = _TURN.search(read.text[: match.start()]) if points_back else None
    if turn is not None and len(topics.of(read.text[: turn.start()]).weights) >= _LEAST_TOLD:
        claim = Span(read.article_id, read.sentence.start, read.sentence.start + turn.start())
        return Opposed(claim, voice_of(view, read), Span(read.article_id, claim.end, read.sentence.end), denier)
    is_count = bool(_COUNT.match(after))
    for back in range(1, (_REACH_OF_COUNTS if is_count else _REACH) + 1):
        if place - back < 0:
            break
        other = reads[place - back]
        claimer = voice_of(view, other)
        is_told = claimer or len(other.text.split()) >= _LEAST_WORDS
        if (is_count and not other.mentions.figures) or _THE_SAME.search(other.text) or not is_told:
            continue
        if CLAIMS_NOTHING.search(other.text):
            continue
        if points_back and back == 1 and other.text.rstrip("”\"’' ").endswith("?"):
            return None  # it answers a question
        if claimer and denier and claimer == denier:
            continue
        if not claimer and points_back and back > 1:
            continue
        if _NOT_OF_CLAIMS_AT_ALL.search(other.text) and match.group().casefold().startswith(("reject", "dismiss")):
            return None
        if not points_back and _says_no(other.text, denied.weights.keys() & topics.whole(other).weights.keys()):
            continue
        if points_back or shared(denied, topics.whole(other)) >= (_SAME if claimer else _SAME_UNNAMED):
            first = place - back
            goes_back = points_back and first > 0 and is_one_passage(view, reads[first - 1], other)
            claim = passage(view, reads, first - goes_back, back - 1 + goes_back, claimer)
            return Opposed(claim, claimer, passage(view, reads, place, 1, denier), denier)
    best: tuple[float, ReadSentence] | None = None
    if denied.total and not _IN_PASSING.search(read.text[: match.start()]):
        of_names = topics.of(" ".join(name.text for name in read.mentions.names)).weights.keys()
        for other in topics.sentences_with(denied.weights):
            likeness = held(denied, topics.whole(other))  # of a short sentence a name alone would be much
            if likeness < _SAME_AFAR or (best is not None and likeness <= best[0]):
                continue
            if (denied.weights.keys() & topics.whole(other).weights.keys()) <= of_names:
                continue  # of the same people, not the same deed
            if other is read or other.text == read.text or _DENIAL.search(other.text):
                continue
            claimer = voice_of(view, other)
            if not (claimer and claimer == denier):
                best = likeness, other
    if best is None or _says_no(best[1].text, denied.weights.keys() & topics.whole(best[1]).weights.keys()):
        return None  # what tells most of the same says no, too
    return Opposed(best[1].sentence.span, voice_of(view, best[1]), passage(view, reads, place, 1, denier), denier)


def _says_no(text: str, words: Collection[str]) -> bool:
    """Whether a text negates what it has in common with a denial: "does not want war" denies nothing of a denied war.

    >>> _says_no("Moss said he doesn't want war.", {"war"}), _says_no("Moss wants war, not talks.", {"war"})
    (True, False)
    """
    negated = " ".join(match[1] for match in _NEGATED.finditer(text.casefold()))
    return any(re.search(rf"\b{re.escape(word)}", negated) for word in words)


def is_one_voice(names: Mapping[str, str], one: str, other: str) -> bool:
    """Whether two keys are of one speaker, or one is a word of the other's name: "the commission"."""
    if not one or not other or one == other:
        return bool(one) and one == other
    words, others = (set(_VOICED.findall(names.get(key, key).casefold())) for key in (one, other))
    return words <= others or others <= words


def is_one_passage(view: StoryView, before: ReadSentence, read: ReadSentence) -> bool:
    """Whether the sentence before belongs to the same claim: of the same paragraph and the same voice."""
    is_one = before.sentence.paragraph == read.sentence.paragraph and not is_denial(before.text)
    return is_one and voice_of(view, before) == voice_of(view, read) != ""


def passage(view: StoryView, reads: Sequence[ReadSentence], place: int, n_more: int, speaker: str = "") -> Span:
    """The sentence, and so many after it in its paragraph where nobody else than `speaker` begins to speak."""
    first = last = reads[place]
    for other in reads[place + 1 : place + 1 + n_more]:
        voice = voice_of(view, other)
        is_other = bool(voice) and voice not in (speaker, voice_of(view, last))
        if other.sentence.paragraph != first.sentence.paragraph or is_other:
            break
        last = other
    return Span(first.article_id, first.sentence.start, last.sentence.end)


def voice_at(view: StoryView, read: ReadSentence, offset: int) -> str:
    """Whose words or deed stands at an offset of the sentence: the speaker around it, else the name before it."""
    for attribution in read.mentions.attributions:
        if attribution.speaker and attribution.start - read.sentence.start <= offset <= attribution.content_end:
            return view.names.speaker_key(view.speaker(read, attribution.speaker), read.article_id)
    before = [
        name
        for name in read.mentions.names
        if name.end - read.sentence.start <= offset and name.kind is not NameKind.PLACE
    ]
    if before:
        return view.names.speaker_key(before[-1].text, read.article_id)
    return voice_of(view, read)


def voice_of(view: StoryView, read: ReadSentence) -> str:
    """Who speaks in a sentence, the first of several; "" for the outlet itself."""
    key = read.article_id, read.sentence.start
    if key not in view.voices:
        view.voices[key] = _voice_of(view, read)
    return view.voices[key]


def _voice_of(view: StoryView, read: ReadSentence) -> str:
    for quotation in read.mentions.quotations:
        if quotation.speaker and not quotation.is_scare:
            return view.names.speaker_key(view.speaker(read, quotation.speaker), read.article_id)
    for attribution in read.mentions.attributions:
        if attribution.speaker:
            return view.names.speaker_key(view.speaker(read, attribution.speaker), read.article_id)
    sure = sure_in(view, read)
    return view.names.speaker_key(sure, read.article_id) if sure else ""
