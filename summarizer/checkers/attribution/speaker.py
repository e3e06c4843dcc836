"""Is it said by whom the claim says? Somebody else is a swap; one or two nameless people made a body, an upgrade."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.checkers._names import fold, place_names
from summarizer.checkers._offices import story_offices
from summarizer.checkers._people import story_people
from summarizer.checkers.attribution.findings import (
    CLOSE,
    MANY,
    MIN_SHARED,
    NAME,
    PRONOUN_BEFORE,
    SAYS,
    SAYS_ALL,
    objection,
)
from summarizer.checkers.speakers import are_apart, is_body, name_words, named_entity, same_speaker
from summarizer.checkers.statements import TURN, Statement, said_in, word_set
from summarizer.model import Attribution, Claim, ErrorCode, Evidence, Finding, NameKind, Severity, Vote
from summarizer.similarity import words

_ONE = re.compile(r"^(?:a|an|one|the|another)\s+(?:\w+[ -]){0,4}\w+$", re.I)
_UNNAMED = re.compile(
    r"\b(?:anonym\w*|unnamed|not (?:to be|be|being) (?:named|identified)|"
    r"(?:a|an|one) (?:[\w-]+ ){0,3}"
    r"(?:official|source|authority|diplomat|officer|aide|insider|person|employee|witness))\b",
    re.I,
)
_NAMELESS = re.compile(
    r"\b(?:from|by|citing|quoting|to) ((?:a|an|one|two|three|four|several|some) (?:[\w-]+ ){0,3}"
    r"(?:officials?|sources?|diplomats?|officers?|aides?|insiders?|people|persons?|employees?|witness(?:es)?))\b",
    re.I,
)
_ONE_OF = re.compile(r"(?:one|another) of\b|an? ", re.I)
_LEAST_LETTERS = 4  # of a word that may tell a speaker from others
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "who", "you", "one", "those", "some", "others"})
_AROUND = 3  # sentences around it in which a nameless body may be named
_STEM = 5  # letters
_BEFORE = 2  # sentences before it in which a pronoun finds whom it means


def swapped(
    attribution: Attribution, statements: Sequence[Statement], evidence: Evidence, around: Sequence[str] = ()
) -> Finding | None:
    """Somebody else says it in every article that has it, and the claim's speaker is nowhere near it.

    `around` are the speakers who in the claim say that the speaker says it: where an article has one of them, it may
    be the claim's own telling.
    """
    if not name_words(attribution.speaker) or not statements or statements[0].share < SAYS:
        return None
    mine = named_entity(attribution.speaker, evidence)
    if attribution.cue.lower().startswith("report") and (mine is None or mine.kind is not NameKind.PERSON):
        return None  # an outlet that we do not know as one may report what anybody says
    best = statements[0]
    is_sure = _is_sure(best, evidence) or _is_strange_to(attribution.speaker, best, evidence)
    is_telling = best.n_shared >= MIN_SHARED or (best.n_shared == MIN_SHARED - 1 and best.share >= SAYS_ALL)
    if not is_telling or not is_sure:
        return None
    if any(same_speaker(outer, best.attribution.speaker, evidence.facts) for outer in around):
        return None
    statements = [one for one in statements if one is best or one.n_shared > 1]  # with one word he speaks of the matter
    for statement in statements:
        speaker = statement.attribution.speaker
        same = same_speaker(attribution.speaker, speaker, evidence.facts)
        is_open = same is None and not _are_strangers(attribution.speaker, speaker, evidence)
        is_open = is_open and not _is_strange_to(attribution.speaker, statement, evidence)
        is_open = is_open and (statement is statements[0] or statement.sentence is not statements[0].sentence)
        reach = 2 * CLOSE if same else CLOSE
        if (same or is_open) and statement.share >= statements[0].share - reach:
            return None
    if any(_is_near(attribution.speaker, statement) for statement in statements):
        return None
    return objection(
        ErrorCode.ATTRIBUTION_SWAPPED,
        f"The articles have {_spoken(best.attribution.speaker)} say this ({best.label}), not {attribution.speaker}.",
        Severity.CRITICAL,
        best,
        attribution.speaker,
        contradicts=True,
    )


def body_swapped(attribution: Attribution, statements: Sequence[Statement], evidence: Evidence) -> Finding | None:
    """A body without a name ("the hospital") says what the articles have only a named person of another body say.

    The body must be one that the articles let say something else: else nobody knows what it is and whom it may mean.
    """
    speaker = attribution.speaker
    if not is_body(speaker) or not statements or statements[0].share < SAYS or statements[0].n_shared < MIN_SHARED:
        return None
    told = [statement for statement in statements if statement.share >= statements[0].share - CLOSE]
    if not all(
        _is_sure(statement, evidence) and _is_of_another_body(speaker, statement, evidence) for statement in told
    ):
        return None
    head = words(speaker)[-1:]
    speaks_elsewhere = any(
        words(other.speaker)[-1:] == head
        for sentence in evidence.story.sentences
        for other in sentence.mentions.attributions
    )
    if not speaks_elsewhere:
        return None
    best = statements[0]
    return objection(
        ErrorCode.ATTRIBUTION_SWAPPED,
        f"The articles have {_spoken(best.attribution.speaker)} say this ({best.label}), not {_spoken(speaker)}.",
        Severity.CRITICAL,
        best,
        speaker,
        contradicts=True,
    )


def _is_of_another_body(speaker: str, statement: Statement, evidence: Evidence) -> bool:
    """Whether a statement's speaker is a person with an office elsewhere, and its sentence does not know the body."""
    entity = named_entity(statement.attribution.speaker, evidence)
    if entity is None or entity.kind is not NameKind.PERSON:
        return False
    offices = " ".join((*(office.text for office in story_offices(evidence).get(entity.name, ())), *entity.roles))
    around = statement.sentence.text.replace(said_in(statement.sentence, statement.attribution), " ")
    return bool(offices) and not _share_a_stem(speaker, f"{offices} {around}")


def unheard(attribution: Attribution, statements: Sequence[Statement], evidence: Evidence) -> Finding | None:
    """A doubt where every article that has it lets somebody else say it, and the claim's speaker is nowhere near.

    Whether the two are one ("the company" and its head) nobody can tell; but nothing vouches for the claim's speaker.
    """
    if not statements or statements[0].share < SAYS or statements[0].n_shared < MIN_SHARED:
        return None
    own = {word for word in words(attribution.speaker) if len(word) >= _LEAST_LETTERS}
    named = named_entity(attribution.speaker, evidence)
    own |= set(name_words(named.name)[-1:]) if named is not None else set()
    if not own or MANY.search(attribution.speaker) or attribution.is_anonymous:
        return None
    if attribution.cue.lower().startswith("report") or own & _outlet_words(evidence):
        return None  # an outlet may report what anybody says
    for statement in statements:
        is_told = statement.share >= statements[0].share - CLOSE / 2
        same = same_speaker(attribution.speaker, statement.attribution.speaker, evidence.facts)
        if is_told and (same or own & _said_around(statement, evidence)):
            return None
    best = statements[0]
    if best.attribution.speaker.lower() in _PRONOUNS:
        return None  # nobody knows whom an article's "they" means
    theirs, ours = _spoken(best.attribution.speaker), _spoken(attribution.speaker)
    return Finding(
        NAME,
        Vote.DOUBT,
        ErrorCode.ATTRIBUTION_SWAPPED,
        f"{best.label} has {theirs} say this, and no article {ours}.",
        Severity.MAJOR,
        (best.span,),
        attribution.speaker,
        best.attribution.speaker,
    )


def _outlet_words(evidence: Evidence) -> frozenset[str]:
    return frozenset(word for article in evidence.story.articles for word in words(article.outlet))


def _said_around(statement: Statement, evidence: Evidence) -> set[str]:
    """The words of a statement's sentence and of those around it."""
    here = statement.sentence.sentence
    return {
        word
        for sentence in evidence.story.sentences
        if sentence.article_id == here.article_id and abs(sentence.sentence.index - here.index) <= _AROUND
        for word in words(sentence.text)
    }


def _are_strangers(claimed: str, speaker: str, evidence: Evidence) -> bool:
    """Whether claimed and real speaker have nothing to do with one another; of a person's body we must know."""
    states, other_states = _states_of(claimed, evidence), _states_of(speaker, evidence)
    if states and other_states and states.isdisjoint(other_states):
        return True
    mine, theirs = named_entity(claimed, evidence), named_entity(speaker, evidence)
    if mine is None or theirs is None:
        return False
    if mine.kind is not NameKind.PERSON and theirs.kind is NameKind.PERSON:
        offices = story_offices(evidence).get(theirs.name, ())
        return any(office.bodies for office in offices) and are_apart(claimed, speaker, evidence)
    return are_apart(claimed, speaker, evidence)


def _states_of(speaker: str, evidence: Evidence) -> frozenset[str]:
    """The states that a speaker stands for, by the words for them, or by a person's offices."""
    said = [speaker.lower().removeprefix("the ")]
    said += [fold(word) for word in speaker.split()]
    entity = named_entity(speaker, evidence)
    offices = story_offices(evidence).get(entity.name, ()) if entity is not None else ()
    said += [body for office in offices for body in office.bodies]
    return frozenset(place_names()[word] for word in said if word in place_names())


def _spoken(speaker: str) -> str:
    """A speaker as a sentence names one: "the company"."""
    is_bare = speaker[0].islower() and not speaker.startswith(("the ", "a ", "an ", "his ", "her ", "their ", "its "))
    if speaker.startswith(("A ", "An ", "The ")):
        return speaker[0].lower() + speaker[1:]
    return f"the {speaker}" if is_bare else speaker


def _is_strange_to(speaker: str, statement: Statement, evidence: Evidence) -> bool:
    """Whether a nameless body ("the hospital") says it, far from the claim's speaker and from any body of his."""
    source = statement.attribution.speaker
    entity = named_entity(speaker, evidence)
    if entity is None or not is_body(source):
        return False
    offices = [office for office in story_offices(evidence).get(entity.name, ()) if entity.kind is NameKind.PERSON]
    own = {name_words(spelling)[-1] for spelling in (entity.name, *entity.spellings) if name_words(spelling)}
    own |= {body for office in offices for body in office.bodies}
    if any(_share_a_stem(source, office.text) for office in offices):
        return False
    head = source.lower().split()[-1]
    here = statement.sentence.sentence
    for sentence in evidence.story.sentences:
        told = own & set(words(sentence.text))
        is_close = sentence.article_id == here.article_id and abs(sentence.sentence.index - here.index) <= _AROUND
        if told and (is_close or head in sentence.text.lower()):
            return False
    return True


def _share_a_stem(one: str, other: str) -> bool:
    """Whether two phrases have words of one stem (ministry, minister), or a short one in common (army)."""
    return any(
        a[:_STEM] == b[:_STEM]
        for a in words(one)
        for b in words(other)
        if min(len(a), len(b)) >= _STEM or (a == b and len(a) >= _LEAST_LETTERS)
    )


def _is_sure(statement: Statement, evidence: Evidence) -> bool:
    """Whether it is sure whom a statement means: named in its sentence, or the only person named shortly before."""
    named = name_words(statement.attribution.speaker)
    if not named:
        return False
    said = said_in(statement.sentence, statement.attribution)
    around = statement.sentence.text.replace(said, " ")
    before_cue = statement.sentence.text[: statement.attribution.start - statement.span.start]
    if named[-1] in words(around) and not PRONOUN_BEFORE.search(before_cue):
        return True
    people = story_people(evidence)
    meant = people.named(statement.attribution.speaker)
    shortly = people.named(around).union(
        *(
            people.named(sentence.text)
            for sentence in evidence.story.sentences
            if sentence.article_id == statement.sentence.article_id
            and 0 < statement.sentence.sentence.index - sentence.sentence.index <= _BEFORE
        )
    )
    return bool(meant) and shortly == meant


def _is_near(speaker: str, statement: Statement) -> bool:
    """Whether a speaker's last name stands in a statement's sentence, so that he may be who is meant.

    Not so where the sentence turns from him to the statement's own speaker: "Osk praised it, while Lund said …".
    """
    last = name_words(speaker)[-1]
    text, cue = statement.sentence.text, statement.attribution.start - statement.span.start
    own = name_words(statement.attribution.speaker)[-1:]
    turn = max((match.end() for match in TURN.finditer(text, 0, max(0, cue))), default=0)
    if turn and own and own[0] in words(text[turn:cue]) and last not in words(text[turn:]):
        return False
    return last in words(text) and last not in words(said_in(statement.sentence, statement.attribution))


_TOLD = re.compile(r"\b(?:told|informed) (?P<whom>(?:[Tt]he )?[A-Z][\w’'&.-]*(?: [A-Z][\w’'&.-]*)*)")


def _said_to(
    claim: Claim, attribution: Attribution, statements: Sequence[Statement], evidence: Evidence
) -> list[Statement]:
    """Of some statements those that are made to the very outlet to which the claim has its speaker talk: in a sentence
    that names it, or where there is none, shortly behind one."""
    told = _TOLD.match(claim.context, attribution.start)
    whom = told["whom"].removeprefix("the ").removeprefix("The ") if told else ""

    def made_within(reach: int) -> list[Statement]:
        return [
            statement
            for statement in statements
            if any(
                whom in sentence.text
                for sentence in evidence.story.sentences
                if sentence.article_id == statement.sentence.article_id
                and 0 <= statement.sentence.sentence.index - sentence.sentence.index <= reach
            )
        ]

    return made_within(0) or made_within(_BEFORE) if whom else []


def upgraded(
    attribution: Attribution, statements: Sequence[Statement], claim: Claim, evidence: Evidence
) -> Finding | None:
    """Nameless people become a named body, a plural or an authority."""
    best_share = statements[0].share if statements else 0.0
    near = [statement for statement in statements if statement.share >= max(SAYS, best_share - CLOSE)]
    near = _said_to(claim, attribution, near, evidence) or near
    if not near:
        return None
    claimed = attribution.speaker
    if MANY.search(claimed) and not _ONE_OF.match(claimed):
        is_upgrade = all(_is_one(claimed, statement, evidence) for statement in near)
    else:
        is_upgrade = is_body(claimed) and all(_is_nameless(claimed, statement) for statement in near)
    if not is_upgrade:
        return None
    source = _NAMELESS.search(near[0].sentence.text)
    return objection(
        ErrorCode.ATTRIBUTION_UPGRADED,
        f"{near[0].label} has only {source[1] if source else 'one unnamed source'} say this, the summary {claimed}.",
        Severity.MAJOR,
        near[0],
        claimed,
    )


def _is_one(claimed: str, statement: Statement, evidence: Evidence) -> bool:
    """Whether one unnamed person says what the claim has several or a body say."""
    source = statement.attribution
    around = statement.sentence.text.replace(said_in(statement.sentence, source), " ")
    named = name_words(source.speaker)
    if MANY.search(source.speaker):
        return False
    if _UNNAMED.search(around) or (source.is_anonymous and _ONE.match(source.speaker)):
        return True
    if same_speaker(claimed, source.speaker, evidence.facts) or named or not source.is_anonymous:
        return False
    return bool(name_words(claimed)) and not set(name_words(claimed)) & set(words(statement.sentence.text))


def _is_nameless(claimed: str, statement: Statement) -> bool:
    """Whether people without a name say it, to a reporter or to an outlet, and the claim's body is not among them."""
    around = statement.sentence.text.replace(said_in(statement.sentence, statement.attribution), " ")
    source = statement.attribution
    is_nameless = bool(_NAMELESS.search(around)) or (source.is_anonymous and not name_words(source.speaker))
    return is_nameless and not word_set(claimed) & word_set(statement.sentence.text)
