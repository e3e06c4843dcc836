"""Faithful sentences of a story: copied, shortened, attributed, joined and reworded by rules that lose no condition.

A faithful case that is not faithful poisons the benchmark, so what a rule drops may carry no hedge, negation,
condition or speaker, a figure that the outlets disagree about stands only with somebody's name to it, and a
sentence that tells of its own day ("today", "last week") is taken only where the day can be written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from random import Random

from eval.mutations.claims import Edit, Faithful, apply, embedded, raised
from eval.mutations.fitness import LONGEST, SHORTEST, STALE, is_fit, is_loaded, unquoted
from eval.mutations.ground import Ground
from eval.mutations.rewording import reworded, spelled
from eval.mutations.speech import speech_of
from summarizer.model import Entity, NameKind, Precision, ReadSentence, StatedFigure

MOST_BASES, MOST_JOINED = 60, 40
"""No more sentences and joins are tried a story: enough for three a code, and a story stays under a second."""
_KEPT = re.compile(
    r"\b(?:not|no|never|none|without|if|unless|until|may|might|could|would|should|allegedly|alleged|reportedly|"
    r"apparently|said|says|say|told|tell|according|claim|claims|claimed|but|except|only|although|though|even|despite|"
    r"whereas|however|believed?|suspected|likely|expected|adding|added|alleging|claiming|saying|warning|arguing|"
    r"insisting|quoted|reports?|reported|instead|rather|so far|both|all|each|respectively)\b|n['’]t\b|[“”\"]",
    re.IGNORECASE,
)
_TAILS = (
    re.compile(r", (?:which|where|whose) [^,;:]{12,}(?=\.$)"),
    re.compile(r", (?:while|as|after|before) (?!low|high|well|many|much|far|long|soon|part)[^,;:]{15,}(?=\.$)"),
    re.compile(
        r"(?<!ing), (?!including|during|following|according|starting|beginning|ending)[a-z]{3,}ing [^,;:]{12,}(?=\.$)"
    ),
    re.compile(r", an? [a-z][^,;:]{12,}(?=\.$)"),
    re.compile(r" \([^()]{3,60}\)(?=[^()]*$)"),
)
_APPOSITION = re.compile(
    r"(?<=[a-z]), (?:an?\b|the\b|\d\d,|\d\d\b) ?[^,;:“”\"]{0,60}, (?=(?:said|says|told|was|is|has|had) )"
)
_SUBORDINATE = re.compile(r"(?:While|Although|Though|If|When|As|After|Before|Because|Since|Unless|Once)\b")
_COMPARED = re.compile(r"\d|per ?cent|\b(?:half|third|twice|double)\b")
_TODAY = re.compile(
    r"(?<!of )(?<!until )(?<!since )(?<!by )(?<!from )\b(today|yesterday)\b(?!['’]| (?:morning|evening))"
)
_NO_JOIN = re.compile(r"\b(?:he|she|his|her|they|their|it|its|who)\b|[;:]", re.IGNORECASE)


def make_faithful(ground: Ground, chance: Random) -> tuple[Faithful, ...]:
    """Faithful sentences of a story in all the ways, no text twice, in an order drawn by chance."""
    bases = list(_bases(ground))
    chance.shuffle(bases)
    bases = bases[:MOST_BASES]
    made = [variant for base in bases for variant in _variants(base, ground, chance)]
    made += _joined(made, chance)
    made += _followed(made, ground, chance)
    unique = {claim.text: claim for claim in reversed(made) if not _needs_name(claim, ground)}
    chance.shuffle(kept := list(unique.values()))
    return tuple(kept)


def is_disputed(read: ReadSentence, ground: Ground) -> bool:
    """Whether a figure of the sentence is one that the outlets disagree about."""
    return any(_overlaps(read, stated) for d in ground.facts.disagreements for stated in d.figures)


def _overlaps(read: ReadSentence, stated: StatedFigure) -> bool:
    span = stated.span
    return span.article_id == read.article_id and span.start < read.sentence.end and read.sentence.start < span.end


def _is_superseded(read: ReadSentence, ground: Ground) -> bool:
    told = (*ground.facts.disagreements, *ground.facts.revisions)
    return any(stated.is_superseded and _overlaps(read, stated) for one in told for stated in one.figures)


def _needs_name(claim: Faithful, ground: Ground) -> bool:
    """Whether a disputed figure stands in the claim without anybody's name to it."""
    return not claim.mentions.attributions and any(is_disputed(read, ground) for read in claim.sources)


# ------------------------------------------------------------------------------------------- copied


def _bases(ground: Ground) -> Iterator[Faithful]:
    """The fit sentences, each once however many articles have it."""
    seen: set[str] = set()
    for read in ground.story.sentences:
        key = re.sub(r"\W+", "", read.text).casefold()
        if key in seen or not is_fit(read) or is_loaded(read.text) or _is_superseded(read, ground):
            continue
        seen.add(key)
        article = ground.story.article(read.article_id)
        published = ground.day_of(article.id)
        base = Faithful(read.text, (article.number,), (read,), ("copied",), published)
        if [d.earliest for d in base.mentions.dates] != [d.earliest for d in read.mentions.dates]:
            base = replace(base, published=None)  # the article was not written on the day that it gives as its own
        resolved = _resolved(base)
        if resolved is not None:
            yield resolved


def _resolved(base: Faithful) -> Faithful | None:
    """The sentence with "today" written as a date; None where it tells of its own day and that cannot be written."""
    edits = []
    for match in _TODAY.finditer(base.text):
        for mention in base.mentions.dates:
            day = mention.earliest
            inside = mention.start <= match.start(1) < mention.end
            if inside and day and day == mention.latest and mention.precision is Precision.DAY:
                edits.append(Edit(match.start(), match.end(), f"on {spelled(day)}"))
    if edits and base.is_free(edits[0].start, edits[0].end):
        text = apply(base.text, edits[:1])
        base = Faithful(text, base.cited, base.sources, ("resolved",), base.published)
    return None if STALE.search(unquoted(base.text)) else base


# ------------------------------------------------------------------------------- the other ways


def _variants(base: Faithful, ground: Ground, chance: Random) -> Iterator[Faithful]:
    """The sentence, its shortened and attributed forms, and each of them in other words."""
    forms = [base, *_shortened(base)]
    forms += [told for form in forms for told in _attributed(form, ground)]
    yield from forms
    for form in forms:
        edits = reworded(form, chance)
        if edits:
            yield _made(form, apply(form.text, edits), "reworded")


def _made(claim: Faithful, text: str, way: str) -> Faithful:
    ways = (*(done for done in claim.ways if done != "copied"), way)
    return Faithful(text, claim.cited, claim.sources, ways, claim.published)


def _shortened(base: Faithful) -> Iterator[Faithful]:
    """The sentence without a part that only adds: a relative clause, an apposition, a trailing clause, brackets."""
    if _SUBORDINATE.match(base.text):
        return  # the main clause may stand in the part that would go
    for pattern in (*_TAILS, _APPOSITION):
        match = pattern.search(base.text)
        if match is None or _KEPT.search(match.group()) or not base.is_free(match.start(), match.end()):
            continue
        if pattern is not _APPOSITION and _COMPARED.search(match.group()) and "(" not in match.group():
            continue  # a figure that stands beside another is often its measure
        if match.group().startswith(" (") and base.text.count("(") > 1:
            continue  # one of two brackets belongs to a list
        rest = " " if pattern is _APPOSITION else ""
        text = base.text[: match.start()] + rest + base.text[match.end() :]
        if len(text.split()) >= SHORTEST and not _KEPT_OPEN.search(base.text[: match.start()]):
            yield _made(base, text, "shortened")


_KEPT_OPEN = re.compile(
    r"\b(?:between|neither|either)\b[^,]*$|\b(?:of|like|such as|including|namely|by|with) [^,]*, [^,]*$", re.IGNORECASE
)


def _attributed(form: Faithful, ground: Ground) -> Iterator[Faithful]:
    """The outlet named before it, or the speaker moved to the front."""
    outlet = ground.story.article(form.sources[0].article_id).outlet
    speech = speech_of(form)
    if speech is not None and speech.form in ("tail", "inverted", "according"):
        inner = embedded(form, speech.content)
        if inner and speech.form == "according":
            yield _made(form, f"According to {speech.speaker}, {inner}.", "attributed")
        elif inner:
            yield _made(form, f"{raised(speech.speaker)} {speech.cue}{speech.when} that {inner}.", "attributed")
    inner = embedded(form, form.text)
    is_plain = not form.mentions.attributions and not form.quoted
    if outlet and inner and is_plain and len(inner.split()) <= LONGEST - 4:
        yield _made(form, f"According to {outlet}, {inner}", "attributed")


def _joined(made: Sequence[Faithful], chance: Random) -> list[Faithful]:
    """Two short sentences as one, cited to the articles of both; those of two articles first."""
    short = [
        claim for claim in made
        if len(claim.text.split()) <= 22 and not claim.quoted and not _NO_JOIN.search(claim.text)
        and not claim.text.startswith("According") and "attributed" not in claim.ways
    ]  # fmt: skip
    pairs = [
        (one, other) for one, other in combinations(short, 2)
        if one.sources[0] is not other.sources[0] and embedded(other, other.text)
    ]  # fmt: skip
    chance.shuffle(pairs)
    pairs.sort(key=lambda pair: pair[0].cited == pair[1].cited)
    used: set[str] = set()
    found: list[Faithful] = []
    for one, other in pairs:
        if used.isdisjoint((one.text, other.text)) and len(found) < MOST_JOINED:
            used.update((one.text, other.text))
            found.append(_join(one, other))
    return found


def _join(one: Faithful, other: Faithful) -> Faithful:
    """ "; " between them: an "and" would give the second sentence to the speaker of the first."""
    plain = not one.mentions.attributions and not other.mentions.attributions and "," not in one.text
    text = f"{one.text[:-1]}{', and ' if plain and ' and ' not in one.text else '; '}{embedded(other, other.text)}"
    cited = tuple(dict.fromkeys((*one.cited, *other.cited)))
    return Faithful(text, cited, (*one.sources, *other.sources), ("joined",))


def _followed(made: Sequence[Faithful], ground: Ground, chance: Random) -> list[Faithful]:
    """A sentence about one person, then what another of the same article said: what a pronoun can be got wrong in."""
    told = []
    for claim in made:
        speech = speech_of(claim)
        if speech and speech.form == "lead" and not claim.quoted and _speaker_of(claim, ground) is not None:
            told.append(claim)
    about = [claim for claim in made if not claim.mentions.attributions and not claim.quoted and _opens(claim, ground)]
    pairs = [(one, other) for one in about for other in told if one.cited == other.cited]
    chance.shuffle(pairs)
    return [
        Faithful(f"{one.text} {other.text}", one.cited, (*one.sources, *other.sources), ("followed",))
        for one, other in pairs[:MOST_JOINED]
        if ground.entity_of(_opens(one, ground)) is not _speaker_of(other, ground)
        and len(f"{one.text}{other.text}") < 320
    ]


def _speaker_of(claim: Faithful, ground: Ground) -> Entity | None:
    """The person who speaks in a claim that opens with its speaker."""
    speech = speech_of(claim)
    end = speech.speaker_span[1] if speech else 0
    named = [entity for name in claim.mentions.names if name.end <= end and (entity := ground.entity_of(name.text))]
    people = [entity for entity in named if entity in ground.people]
    return people[-1] if people else None


def _opens(claim: Faithful, ground: Ground) -> str:
    """The name of the person whom the claim begins with, when nobody else is named in it."""
    people = {
        entity.id: name
        for name in claim.mentions.names
        if (entity := ground.entity_of(name.text)) is not None and entity.kind is NameKind.PERSON
    }
    first = next(iter(people.values()), None)
    return first.text if first and len(people) == 1 and claim.text[: first.start].strip(" ") in ("", first.role) else ""
