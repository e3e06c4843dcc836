"""A sentence made to stand alone: connectives dropped, an opening pronoun named, long asides cut, days told.

Nothing is reworded: words are taken out, or a pronoun or a relative day gives way to what it stands for. Where that is
not surely right there is no wording, and another sentence must tell it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from summarizer.engines.extractive.answers import FEW_WORDS, is_short_denial
from summarizer.engines.extractive.naming import (
    has_stray_pronoun,
    is_telegraphic,
    name_body,
    name_pronoun,
)
from summarizer.engines.extractive.persons import SINGULAR, family_of, has_person, may_be
from summarizer.engines.extractive.possessors import is_called, name_possessor
from summarizer.engines.extractive.print_rules import (
    MAX_WORDS,
    MIN_WORDS,
    blemish,
    is_printable,
    judges,
    outside_quotes,
    pattern,
)
from summarizer.languages import ENGLISH
from summarizer.model import DateMention, NameKind, Precision, ReadSentence
from summarizer.resources.sections import read_sections

LONG = 38  # words from which asides are cut: of the multinews sentences of 8 to 45 words, one in twenty is longer
NEEDS_CONTEXT = 0.35  # loss of "the announcement", "the man": a reader can follow, but wonders which
UNDATED = 0.5  # loss of "today" where nobody knows which day that was
TOO_LONG = 45  # words above which another sentence is preferred
_DATELINE = re.compile(
    r"^(?=[A-Z])(?:(?:[A-Z][\w.'’-]*+|and|de|of|the|\d{1,2})[,.]?\s?|\([^)]{2,30}\)[,:]?\s?){1,9}\s?"
    r"(?:—|–|--|(?<=\s)-|>>)\s*(?=[“\"A-Z])"
    r"|^(?:[A-Z][\w.]++,? ){1,4}\((?:CNN|AP|Reuters|AFP|BBC|UPI|dpa)\)\s*(?=[“\"A-Z])"
    r"|^\([A-Z]{2,8}\) |^\d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?)?\s*(?:—|–|--|-|:)?\s+(?=[“\"A-Z])"
)
_ALSO = re.compile(r"(?<!\bnot) also(?= (?!known|and\b))")
_INNER_CONNECTIVE = re.compile(
    r",? (?:however|meanwhile|though|too|nevertheless|moreover|in turn|for (?:his|her|their|its) part),(?= )"
)
_NEW_CLAUSE = re.compile(r" (?:the|a|an|his|her|its|their|he|she|it|they|there|this|that)\b")
_LONGEST_SUBJECT = 6  # words; behind more a ", however," may part two clauses, and cannot go
_SUBHEAD = re.compile(r"^[‘'][A-Z][\w-]*(?: [\w-]+){0,3}[’'] (?=[A-Z][a-z]* [a-z])")
""" "'Sold on' In an extraordinary press conference": a heading of quoted words that has run into the sentence."""
_END_CONNECTIVE = re.compile(r",? (?:however|though|too|as well|in turn)(?=\.$)")
_RELATIVE_CLAUSE = re.compile(
    r", (?:who|which|whose|where) [^,“”\"—–;:()]{12,140}(?:,(?= (?!and\b|or\b|but\b))|(?=\.$))"
)
_PARENTHESIS = re.compile(r" \((?![A-Z]{2,6}\))[^()“”\"]{8,120}\)|(?: –| —) [^–—“”\"]{8,120} [–—](?= [a-z])")
_KEPT_IN_ASIDES = re.compile(
    r"\b(?:not|no|never|den(?:y|ies|ied)|disput\w+|but|said|says|alleg\w+|claim\w+|accus\w+)\b|n[’']t\b|\d",
    re.IGNORECASE,
)
_DAY_WORD = re.compile(
    r"\b(?:earlier |later |late |early )?(?P<day>today|yesterday|tomorrow|tonight|last night|"
    r"this (?P<part>morning|afternoon|evening))\b(?P<s>[’']s)?",
    re.IGNORECASE,
)
_IS = frozenset({"is", "are", "remain", "remains", "has", "have"})
_STATES = re.compile(
    r"(?:hold|keep|know|mean|work|stand|serve|face|need|seem|appear|use|feature|star)s|(?:remain|include|live|contain)s?"
)
"""Verbs of what goes on: "Lund holds the post today" is of no day of the week."""
_UNNAMED_OWNER = re.compile(r"\b[Tt]he (?:country|nation|state)[’']s\b")
_UNNAMED_ROLE = re.compile(  # "the country's foreign minister, Ada Osk, said": who she is, the article tells elsewhere
    r"(?<=[,.”\"] )(?:the|The) (?:country|nation|city|state|town)[’']s "
    r"[a-z -]{4,40}, (?=[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}, (?:said|told|wrote|added))"
)
_NAME_COMMA_SAID = re.compile(r"(?<=[,.”\"] )((?:[A-Z][\w’'-]+ ){1,2}[A-Z][\w’'-]+),(?= (?:said|told|wrote|added)\b)")
_OF_THEM, _DOING_SO = re.compile(r"\bof them\b(?! who)"), re.compile(r"\bdo(?:es|ing)? so\b")
_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|dozens|hundreds|thousands|many|some|\d[\d,]*)"
    r"(?: [a-z-]+){0,3} (?:[a-z-]{2,}s|people|men|women|children|police)\b",
    re.IGNORECASE,
)
"""Of whom "of them" may be said later in the sentence: "two workers were held, one of them …"."""
_SUBORDINATE = re.compile(r"(?:While|Although|Though|When|If|As|Since|After|Before|Because|Once|Until|Unless)\b")
_PLAIN_SAYING = frozenset(["said", "says", "according", "told", "reported", "reports", "announced", "confirmed"])
_THE_FACT = re.compile(r"^The (?:fact|idea|notion|thought|possibility) that\b")
""" "And the fact that …": without a verb of its own it is no sentence, once the "And" is taken off."""
_OF_SOMEBODY_TOLD = re.compile(r"[“\"](?:They|He|She)\b")
"""How a quotation opens that is of somebody told before it: "They had complaints and went on selling"."""
_SPEAKING_EARLIER = re.compile(r"^(Speaking|Writing|Testifying) (?:earlier|later|afterwards|separately)\b")
_ADDED = re.compile(r"(?<=[a-z] )added(?= that\b)|(?<=[a-z] )added(?=[.,]?$)")  # nothing was said that it adds to
_SAYS_BEFORE_ADDED = re.compile(r"\b(?:said|told|says|warned|wrote|called|described)\b.*\badded\b")
_SAID_AFTER_STOP = re.compile(
    r"\.([”\"]) (?=(?:[A-Z][\w.’'-]* ){1,6}(?:said|told|added)\b)"
)  # “… today.” Gen. Osk said
_BARE_BEFORE_DAY = re.compile(r"\b(?:on|until|since|by|before|after|from|of|late|early|than)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wording:
    """How a sentence reads on its own; `loss` (0..1) is how much an editor would rather have another one."""

    text: str
    loss: float


def stand_alone(
    read: ReadSentence,
    before: Sequence[ReadSentence],
    published_on: date | None,
    *,
    language: str = ENGLISH,
    may_lean: bool = False,
    is_last_resort: bool = False,
    is_day_guessed: bool = False,
) -> Wording | None:
    """The sentence as it can stand alone, or None when it cannot.

    `before` are the sentences before it in its article, nearest last: where a pronoun's name is looked for. One that
    `may_lean` will stand right behind the one before it, as in its article, and may refer to it. As a last resort,
    where no sentence of a story can stand, one that refers to what is not there is given all the same. Where the
    article's day is only guessed, its "yesterday" is no day that could be printed.
    """
    text = without_connectives(_SUBHEAD.sub("", without_dateline(" ".join(read.text.split()))))
    is_of_block = any(cue.start == cue.end for cue in read.mentions.attributions)  # a statement without its marks
    is_asked = before[-1].text.rstrip().endswith("?") if before else _ANSWERS.match(text) is not None
    if is_asked and language == ENGLISH and is_fragment(text) and not is_last_resort:
        return None  # an answer without its question
    n_least = FEW_WORDS if is_short_denial(text) else MIN_WORDS
    if not is_printable(text, language, n_least) or is_of_block or _is_within_quotation(read):
        return None
    if language != ENGLISH:
        return Wording(text, 0.0) if len(text.split()) <= MAX_WORDS else None
    named = name_pronoun(_without_unnamed_role(text), read, before) or name_possessor(text, before)
    if named is None and not (may_lean or is_last_resort):
        return None
    text = _with_days(
        shortened(name_body(_without_added(named or text), before)),
        () if is_day_guessed else read.mentions.dates,
        published_on,
    )
    own = outside_quotes(text)
    voice = own if before else _in_own_voice(read)  # of what opens an article the matter counts for more than the tone
    if len(text.split()) > MAX_WORDS or (judges(voice) and not is_last_resort):
        return None
    if may_lean and not is_short_denial(text) and not _leans_only_back(text, own, before[-1]):
        return None
    if not (may_lean or is_last_resort) and _dangles(text, own, read):
        return None
    loss = blemish(text, voice) + NEEDS_CONTEXT * bool(pattern("needs-context").search(own))
    loss += UNDATED * bool(_DAY_WORD.search(own)) + 0.2 * (len(text.split()) > TOO_LONG)
    loss += 0.1 * text.startswith(("“", '"'))
    return Wording(text, min(1.0, loss))


def _is_within_quotation(read: ReadSentence) -> bool:
    """Whether all of a sentence is somebody's words, of which the marks stand in other sentences."""
    own = read.sentence
    is_whole = any(one.start <= own.start and one.end >= own.end for one in read.mentions.quotations)
    return is_whole and not re.search(r"[“”\"„«»‘]", read.text)


def is_fragment(text: str) -> bool:
    """Whether a text answers a question without a verb of its own, outside the clauses that lean on its nouns.

    >>> is_fragment("Everyone in Zone A and all who live on a boat."), is_fragment("Two men, who were ill, got home.")
    (True, False)
    """
    parts = [part for part in re.split(r"[,;:]", outside_quotes(text)) if not _CLAUSE_OF_NOUN.match(part)]
    return not any(pattern("verb").search(_CLAUSE_OF_NOUN.split(part)[0]) for part in parts)


_ANSWERS = re.compile(r"(?:Everyone|Everybody|Anyone|Anybody|All|Not|Until|Only|Yes|No|At|From|Between)\b")
"""How an answer may begin whose question was the heading of the article."""
_CLAUSE_OF_NOUN = re.compile(
    r"\s*\b(?:who|whom|whose|which|that|when|whenever|where|wherever|while|until|unless|if|because|as|once)\b", re.I
)


def _in_own_voice(read: ReadSentence) -> str:
    """The sentence without what somebody else is said to say: a word that judges there is not the outlet's."""
    text, offset = outside_quotes(read.text), read.sentence.start
    for cue in read.mentions.attributions:
        if cue.cue.split()[0].lower() not in _PLAIN_SAYING:
            continue
        start, end = cue.content_start - offset, cue.content_end - offset
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def typeset(text: str) -> str:
    """The text with curly quotation marks and apostrophes: articles mix them, one summary should not.

    >>> typeset('"They are gone," Lund said. It is "over”.'), typeset("It's the pilots' day.")
    ('“They are gone,” Lund said. It is “over”.', 'It’s the pilots’ day.')
    """
    text = re.sub(r'(?:^|(?<=[\s(\[—–‘-]))"(?=\S)', "“", text).replace('"', "”")
    return re.sub(r"(?<=\w)'(?=\w|\s|$)", "’", text)


def without_dateline(text: str) -> str:
    """The text without the place, day and agency before its first sentence.

    >>> without_dateline("BRENNA, May 4 (NPA) - The pier was closed on Monday.")
    'The pier was closed on Monday.'
    """
    return _DATELINE.sub("", text)


def _dangles(text: str, own: str, read: ReadSentence) -> bool:
    """Whether it refers to somebody or something that only the sentences before it name."""
    if pattern("dangling-start", is_start=True).match(text) or pattern("dangling-inside").search(own):
        return True
    if _OF_SOMEBODY_TOLD.match(text) and not re.search(r"\bagainst (?:the )?[A-Z]", own):
        return True
    if any(not _SEVERAL.search(own[: found.start()]) for found in _OF_THEM.finditer(own)):
        return True
    if any(len(pattern("verb").findall(own[: found.start()])) < 1 for found in _DOING_SO.finditer(own)):
        return True
    return is_telegraphic(own) or _has_unnamed_owner(own) or has_stray_pronoun(text, read)


def _leans_only_back(text: str, own: str, last: ReadSentence) -> bool:
    """Whether a sentence that leans can be read right behind the one before it: a "she" only behind one person."""
    if pattern("far-start", is_start=True).match(text) or is_telegraphic(own):
        return False
    if any(not pattern("taken-up").fullmatch(found[0]) for found in pattern("dangling-inside").finditer(own)):
        return False
    if SINGULAR.search(own):
        pronouns = {found[0].lower() for found in SINGULAR.finditer(own)}
        persons = [name.text for name in last.mentions.names if name.kind is NameKind.PERSON]
        people = {family_of(name) for name in persons if all(may_be(name, pronoun) for pronoun in pronouns)}
        known = {family_of(name) for name in persons if all(is_called(name, pronoun) for pronoun in pronouns)}
        return len(people) == 1 or len(known) == 1 or (not persons and has_person(outside_quotes(last.text)))
    return True


def _without_added(text: str) -> str:
    """The text with "said" for "added" where nothing is said before that it adds to, and “… .” X said mended."""
    if not _SAYS_BEFORE_ADDED.search(outside_quotes(text)):
        text = _ADDED.sub("said", text, count=1)
    return _SAID_AFTER_STOP.sub(r",\1 ", text)


def _without_unnamed_role(text: str) -> str:
    """The text without "the country's foreign minister" before a speaker's name, since nothing says which country.

    >>> _without_unnamed_role("“It is over,” the country's foreign minister, Ada Osk, said on Monday.")
    '“It is over,” Ada Osk said on Monday.'
    """
    cut = _UNNAMED_ROLE.sub("", text)
    return _NAME_COMMA_SAID.sub(r"\1", cut) if cut != text else text


def _has_unnamed_owner(own: str) -> bool:
    """Whether "the country's" stands where no name before it says which one."""
    found = _UNNAMED_OWNER.search(own)
    return bool(found and not re.search(r"(?:^|\s)(?!The\b|A\b|An\b)[A-Z]\w+", own[: found.start()]))


def without_connectives(text: str) -> str:
    """The text without the words that tie it to the sentence before it.

    >>> without_connectives("But the union, however, also called for talks.")
    'The union called for talks.'
    >>> without_connectives("Also on Tuesday, the court met.")
    'On Tuesday, the court met.'
    """
    for _ in range(2):
        cut = _opening_connective().sub("", text, count=1)
        text = cut[:1].upper() + cut[1:] if cut != text else text
    if _THE_FACT.match(text) and len(pattern("verb").findall(outside_quotes(text))) < 2:
        return ""
    for found_by in (_INNER_CONNECTIVE, _END_CONNECTIVE, _ALSO):
        own = outside_quotes(text)
        for found in reversed(list(found_by.finditer(own))):
            is_between_clauses = (
                found_by is _INNER_CONNECTIVE
                and _NEW_CLAUSE.match(own, found.end()) is not None
                and len(own[: found.start()].split()) > _LONGEST_SUBJECT
            )
            if not re.search(r"\bnot only\b|\b[Bb]ut$", own[: found.start()]) and not is_between_clauses:
                text = text[: found.start()] + text[found.end() :]
    return _SPEAKING_EARLIER.sub(r"\1", text)


@cache
def _opening_connective() -> re.Pattern[str]:
    sections = read_sections("drafting.txt")
    loose, tight = "|".join(sections["connective"]), "|".join(sections["connective-with-comma"])
    return re.compile(rf"^(?:(?:{loose})(?:,\s+|\s+(?=[A-Za-z“\"]))|(?:{tight}),\s+)")


def shortened(text: str) -> str:
    """A long sentence without its non-restrictive clauses and parentheses, as long as they carry no denial or figure.

    >>> shortened("The bridge, which links the two halves of the old town, is shut.")
    'The bridge, which links the two halves of the old town, is shut.'
    >>> rest = "the mayor waits, and what the harbour of the town has since had to say of it is in so many words"
    >>> shortened(f"While the bridge sags – as all its builders had feared – {rest} for every one of its sailors.")[:38]
    'While the bridge sags, the mayor waits'
    """
    for cuttable in (_RELATIVE_CLAUSE, _PARENTHESIS):
        while len(text.split()) > LONG:
            found = next((f for f in cuttable.finditer(text) if not _KEPT_IN_ASIDES.search(f[0])), None)
            if found is None or found.start() < 8:
                break
            head, tail = text[: found.start()], text[found.end() :]
            is_open = _SUBORDINATE.match(head) is not None and "," not in head and tail[:1] == " "
            text = f"{head},{tail}" if is_open else head + tail  # the dash had parted the clauses
    return text


def _with_days(text: str, dates: Sequence[DateMention], published_on: date | None) -> str:
    """The text with "today" and the like told as a day of the week where that is known, and else left out."""
    known = {
        mention.text.lower(): mention.earliest
        for mention in dates
        if mention.is_relative and mention.precision is Precision.DAY and mention.earliest == mention.latest
    }
    own = outside_quotes(text)
    for found in reversed(list(_DAY_WORD.finditer(own))):
        said = found["day"].lower()
        day = known.get(said) or _day_of(said, published_on)
        if day is None or _is_present(own[: found.start()]):
            dayless = _without_day(text, found.start(), found.end())
            if day is None or dayless != text:
                text = dayless
                continue
        part = found["part"] or ("night" if said in ("tonight", "last night") else "")
        named = f"{day:%A}" + (f" {part}" if part else "") + (found["s"] or "")
        before = own[: found.start()].rstrip()
        if not found["s"] and not _BARE_BEFORE_DAY.search(before):
            named = ("on " if before else "On ") + named
        text = text[: found.start()] + named + text[found.end() :]
    return text


def _is_present(head: str) -> bool:
    """Whether what is told of a day is told as going on: a day of the week would be read as one to come.

    >>> _is_present("Five of the crew are in hospital "), _is_present("The crew, who are safe, were found ")
    (True, False)
    >>> _is_present("Osk resigned, and Lund holds the post ")
    True
    """
    verbs = pattern("verb").findall(head)
    return bool(verbs) and (verbs[-1] in _IS or _STATES.fullmatch(verbs[-1]) is not None)


def _without_day(text: str, start: int, end: int) -> str:
    """The text without a relative day that nobody can date, where it is an adverb that can go without harm.

    >>> _without_day("Ada Osk said today that the pier is safe.", 13, 18)
    'Ada Osk said that the pier is safe.'
    """
    head, tail = text[:start].rstrip(), text[end:]
    if tail[:1] in "’'" or _BARE_BEFORE_DAY.search(head) or re.search(r"\b(?:is|are|was|were|not|only|until)$", head):
        return text
    if not head:
        rest = tail.lstrip(", ")
        return rest[:1].upper() + rest[1:]
    is_free = tail[:1] in ".," or re.search(r"\b(?:said|told|announced|reported|confirmed|urged|warned|wrote)$", head)
    return head + tail if is_free else text


def _day_of(said: str, published_on: date | None) -> date | None:
    if published_on is None:
        return None
    return published_on + timedelta(days={"yesterday": -1, "last night": -1, "tomorrow": 1}.get(said, 0))
