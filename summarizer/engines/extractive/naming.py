"""Who is meant: a pronoun gives way to its name where that is sure, and so does an opening "The company".

Naming the wrong person is the worst that a cut of other people's sentences can do, so what is not sure is
left alone and its sentence is not printed. Two modules do it: `persons` tells whom a "he" or a "she" means that goes
on telling of somebody ("He had sold it"), `possessors` whose the lawyer or the daughter is who speaks for somebody
("His lawyer said so"); only the second names an owner of persons.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.engines.extractive.persons import (
    SINGULAR,
    family_of,
    has_person,
    is_only_object,
    is_somebodys,
    may_be,
    person_meant,
    role_heads,
    whole,
    without_person,
)
from summarizer.engines.extractive.print_rules import outside_quotes, pattern
from summarizer.mentions.lexicon import demonyms, english_words, titles
from summarizer.model import Name, NameKind, ReadSentence

_SAYING = "said|added|told|wrote|tweeted|explained|continued|warned|argued|noted|insisted|says"
_OPENING = re.compile(r"^(?:(?:On|In|At|Since|During) [^,“\"]{3,40}, )?(?P<pronoun>He|She|he|she|His|Her)\b(?=[ ’'])")
_TAG = re.compile(rf"(?<=[”\",] )(?P<pronoun>he|she)(?= (?:{_SAYING})\b)")
_SAYS = re.compile(rf"\b(?P<pronoun>he|she) (?:{_SAYING})\b", re.IGNORECASE)
_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "you", "his", "her", "who"})
_PLURAL = re.compile(r"\b(?:they|them|their|theirs|themselves)\b", re.IGNORECASE)


def name_pronoun(text: str, read: ReadSentence, before: Sequence[ReadSentence]) -> str | None:
    """The text with its opening pronoun, or that of “…,” he said, named; None when nobody can surely be named."""
    found = _OPENING.match(text) or _TAG.search(text)
    if not found:
        return text
    if found.re is _TAG and _names_person(text[: found.start()], read):
        return text if ":" in text[: found.start()] else None  # "Osk denied it: the barriers, he said": it is Osk
    sure = person_meant(before, found["pronoun"])
    says = any(_is_same(said["pronoun"], found["pronoun"]) for said in _SAYS.finditer(outside_quotes(text)))
    name = _resolved_speaker(read, before) if says else ""
    if name and (family_of(sure) != family_of(name) if sure else is_only_object(name, before)):
        return None
    if name and is_somebodys(name, before, found["pronoun"]):
        return None
    name = name or sure
    start, end = found.span("pronoun")
    if not name or not may_be(name, found["pronoun"]) or re.search(rf"\b{re.escape(family_of(name))}\b", text):
        return None
    if found["pronoun"] in ("His", "Her"):
        if _is_of_somebody(text[end:]):
            return None  # "Her client said": the sentence is about somebody else
        name += "’" if name.endswith("s") else "’s"
    return text[:start] + name + text[end:]


def _is_same(said: str, opening: str) -> bool:
    """Whether a "he" or "she" who speaks is of the gender of the sentence's pronoun: "His bill passed, he said"."""
    return (said.lower() == "he") == (opening.lower() in ("he", "his"))


def _names_person(head: str, read: ReadSentence) -> bool:
    """Whether a person is named in the sentence's own words before a pronoun."""
    own = outside_quotes(head)
    return any(name.text in own for name in read.mentions.names if name.kind is NameKind.PERSON)


def _is_of_somebody(tail: str) -> bool:
    """Whether what follows "His" is a person.

    >>> _is_of_somebody(" predecessor, Ada Osk, said"), _is_of_somebody(" old plan was dropped")
    (True, False)
    """
    nouns = re.findall(r"[a-z-]+", tail)[:2]
    return any(noun in role_heads() or whole("relation").fullmatch(noun) for noun in nouns)


def name_body(text: str, before: Sequence[ReadSentence]) -> str:
    """The text with the organisation's name for an opening "The company", where the article has told of only one."""
    found = _BODY.match(text)
    if not found or not before:
        return text
    bodies = [
        name
        for read in before
        for name in read.mentions.names
        if name.kind is NameKind.ORGANISATION and not read.text[name.end - read.sentence.start :].startswith(("’", "'"))
    ]
    first = next((name for name in before[0].mentions.names), None)
    is_about_it = (
        first is not None and first.kind is NameKind.ORGANISATION and first.start - before[0].sentence.start < 4
    )
    if not bodies or not is_about_it or {name.text for name in bodies} != {bodies[0].text} or bodies[0].text in text:
        return text
    return bodies[0].text + text[found.end() :]


_BODY = re.compile(
    r"^The (?:company|firm|bank|airline|manufacturer|carmaker|group|operator|retailer|drugmaker)(?= [a-z])"
)


def _resolved_speaker(read: ReadSentence, before: Sequence[ReadSentence]) -> str:
    """The one speaker that reading the sentence resolved its pronoun to, if surely a person; "" without."""
    speakers = {quotation.speaker for quotation in read.mentions.quotations}
    speakers |= {attribution.speaker for attribution in read.mentions.attributions}
    named = {speaker for speaker in speakers if speaker[:1].isupper() and speaker.lower() not in _PRONOUNS}
    if len(named) != 1:
        return ""
    speaker = named.pop()
    persons = {name.text for other in before for name in other.mentions.names if name.kind is NameKind.PERSON}
    return speaker if speaker in persons and speaker not in read.text else ""


def has_stray_pronoun(text: str, read: ReadSentence) -> bool:
    """Whether a pronoun outside the quotations has nobody before it in the sentence to stand for."""
    own = outside_quotes(text)
    persons = [name.text for name in read.mentions.names if name.kind is NameKind.PERSON or _may_be_person(name)]
    put_in = _put_in(text, read)
    if put_in and put_in not in persons:
        persons.append(put_in)
    taken: dict[str, bool] = {}  # who alone a pronoun before could mean, and whether that was a "he"
    for found in SINGULAR.finditer(own):
        head, tail, pronoun = text[: found.start()], own[found.end() :], found[0].lower()
        is_male = pronoun in ("he", "his", "him", "himself")
        fitting = [name for name in persons if _may_be_in(name, text, pronoun) and taken.get(name, is_male) == is_male]
        before = [name for name in fitting if name in head]
        others = [name for name in persons if name not in fitting]
        is_office = has_person(_without(others, own[: found.start()]))
        if len(before) == 1 and not is_office:
            taken[before[0]] = is_male
        is_ahead = "," in tail and len(head.split()) < 6 and any(name in tail for name in fitting)
        is_subject = pronoun == "him" and len(before) == 1 and _is_subject_of_all(before[0], head)
        if is_subject or not (before or is_office or is_ahead):
            return True
    for found in _PLURAL.finditer(own):
        head, tail = own[: found.start()], own[found.end() :]
        are_ahead = (  # "In their debate, Osk and Holt …"
            found[0].lower() == "their" and len(head.split()) < 4 and re.search(r",.* and ", tail)
        )
        if not are_ahead and (not _has_several(head) or _is_of_whom_others_saw(head, tail)):
            return True
        if found[0].lower() == "them" and head.strip() and not _NEW_CLAUSE.search(head) and _is_one_group(head):
            return True  # "Rights groups have called them dangerous": whoever does it is not whom it is done to
    return any(_is_stray_it(found, own, read) for found in re.finditer(r"\bits?\b", own))


def _is_of_whom_others_saw(head: str, tail: str) -> bool:
    """Whether "they" are those whom witnesses tell of, and not the witnesses.

    >>> _is_of_whom_others_saw("Witnesses said ", " threw stones"), _is_of_whom_others_saw("Witnesses said ", " saw it")
    (True, False)
    """
    return _WITNESSES_SAY.fullmatch(head) is not None and not _PERCEIVING.match(tail)


_WITNESSES_SAY = re.compile(
    r"(?:[\w ,]* )?(?:[Ww]itnesses|[Oo]nlookers|[Bb]ystanders|[Nn]eighbou?rs|[Oo]bservers|[Pp]assers-by)"
    r"(?: [\w ,]+)? (?:said|say|told [\w ]+|reported|recalled)(?: that)? "
)
_PERCEIVING = re.compile(
    r" (?:had |have |could |only |also |all |did not |didn[’']t |never )*"
    r"(?:saw|seen|see|heard|hear|felt|feel|watched|noticed|smelled|smelt|woke|feared?|thought|believed?|knew|know|tried|ran"
    r"|fled|were (?:woken|told|at|in|inside|outside|near|asleep|afraid|shocked|terrified))\b"
)


def _may_be_in(name: str, text: str, pronoun: str) -> bool:
    """Whether somebody may go by a pronoun by the given name and by the title before the name: "Mrs Osk"."""
    title = re.search(rf"\b([A-Z][a-z]+)\.? {re.escape(name)}", text)
    gender = titles().get(title[1], "") if title else ""
    is_male = pronoun in ("he", "his", "him", "himself")
    return may_be(name, pronoun) and gender in ("", "m" if is_male else "f")


def _without(names: Sequence[str], head: str) -> str:
    """A text without these persons and what it says that they are: "Minister Lena Marsh" is nobody else's "his"."""
    for name in names:
        while (at := head.rfind(name)) >= 0:
            head = without_person(head, at, at + len(name))
    return head


def _is_one_group(head: str) -> bool:
    """Whether a text before an object names several but once, as its subject."""
    words = head.split()
    are_plural = [bool(whole("plural").fullmatch(word) or re.fullmatch(r"[A-Z][a-z]{3,}s", word)) for word in words]
    return sum(one and not other for one, other in zip(are_plural, [*are_plural[1:], False], strict=True)) <= 1


def _has_several(head: str) -> bool:
    """Whether a text speaks of several: "police", "voters", "Residents", "Millions of Poles".

    >>> [_has_several(head) for head in ("Millions of Poles cast ", "Residents of Lund lost ", "Osk of Texas lost ")]
    [True, True, False]
    """
    if whole("plural").search(head):
        return True
    opening = re.match(r"[“\"]?([A-Z][a-z]{3,}s)\b", head)
    is_opened = opening is not None and opening[1].lower() in english_words()
    return is_opened or any(word in demonyms() for word in re.findall(r"\b[A-Z][a-z]+s\b", head))


def _is_stray_it(found: re.Match[str], own: str, read: ReadSentence) -> bool:
    """Whether an "it" or "its" has nothing before it in the sentence that it could stand for."""
    head, tail = own[: found.start()], own[found.end() :]
    if len(re.findall(r"[A-Za-z]{3,}", head)) < 2:
        return True
    if found[0] == "it" and _EXPLETIVE.match(tail):
        return False
    last, earlier = head.split()[-1], head.rstrip().rpartition(" ")[0]
    is_object = found[0] == "it" and pattern("verb").fullmatch(last) and not whole("says-that").fullmatch(last)
    if is_object and not pattern("verb").search(earlier) and "," not in earlier:
        return True  # of the only verb: its subject is something else
    if found[0] == "it" and _INFINITIVE.search(head):  # its subject is what the first verb's is
        verb = pattern("verb").search(head)
        head = head[verb.end() :] if verb else head
    things = [name.text for name in read.mentions.names if name.kind is not NameKind.PERSON]
    if any(thing in head for thing in things):
        return False
    nouns = [noun["noun"] for noun in _NOUN.finditer(head)]
    nouns += _heads_of_subjects(head) if found[0] == "its" else []
    return not any(map(_is_thing, nouns)) and not _BARE_SUBJECT.match(head)


def _heads_of_subjects(head: str) -> list[str]:
    """The last nouns of the phrases before verbs, which a noun before them only qualifies.

    >>> _heads_of_subjects("The electronics maker said ")
    ['maker']
    """
    found = re.findall(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Oo]ne)((?:\s[a-z-]+){2,4})", head)
    heads: list[str] = []
    for phrase in found:
        words = phrase.split()
        end = next((place for place, word in enumerate(words) if pattern("verb").fullmatch(word)), 0)
        heads += words[end - 1 : end] if end > 1 else []
    return heads


_INFINITIVE = re.compile(r"\bto (?!the\b|be\b|an?\b|say\b|make\b)[a-z]+ $")
_EXPLETIVE = re.compile(
    r" (?:is|was|will be|would be|has been|had been|may be|might be|could be|remains?|remained|seems|seemed|appears"
    r"|took)(?: [\w’'-]+){0,6}? (?:that|to|whether|who|when|how|if|for|clear|unclear|time)\b"
    r"| (?:is|was) (?:rain|snow)ing\b"
)
_NOUN = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne|[Ee]ach|[Ee]very|[Nn]o|[Aa]nother"
    r"|of|in|on|for|with|about|over|at|from|by|into)|[’']s)\s+"
    r"(?:(?!(?:to|and|that|who)\b)[\w-]+\s+){0,3}?(?P<noun>(?!(?:to|and|that|who)\b)[a-z-]{3,})\b(?! to [a-z]+ $)"
)
_BARE_SUBJECT = re.compile(
    r"[A-Z][a-z]+(?: [a-z]+)?(?<!s)(?<!Police) (?=(?:has|had|is|was|will|would|said|says|[a-z]+ed)\b)"
)


def _is_thing(noun: str) -> bool:
    """Whether "it" may stand for a noun: one thing, nobody.

    >>> _is_thing("bridge"), _is_thing("minister"), _is_thing("pickets")
    (True, False, False)
    """
    is_plural = noun.endswith("s") and not noun.endswith(("ss", "us", "is"))
    return not is_plural and not whole("person").fullmatch(noun) and noun not in _PRONOUNS


def _is_subject_of_all(name: str, head: str) -> bool:
    """Whether nothing but what the name is or does stands behind it: then a "him" means somebody else."""
    tail = head[head.rfind(name) + len(name) :]
    return not _NEW_CLAUSE.search(re.sub(r"^, (?:who|an?|the) [^,]*,", "", tail))


_NEW_CLAUSE = re.compile(r"[,;:—–]|\b(?:that|who|whom|when|after|before|as|because|while|if|and|but|said|says|told)\b")


def _may_be_person(name: Name) -> bool:
    """Whether a name of which the kind is not known looks like a person's: two or three words, all capitalised."""
    parts = name.text.split()
    return name.kind is NameKind.OTHER and len(parts) in (2, 3) and all(part[0].isupper() for part in parts)


def _put_in(text: str, read: ReadSentence) -> str:
    """The name, if any, that the text begins with and that this engine put in place of a pronoun."""
    opening = re.match(r"[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)*", text)
    if opening is None or opening[0] in " ".join(read.text.split()) or opening[0].startswith("The "):
        return ""
    return re.sub(r"[’']s?$", "", opening[0])


def is_telegraphic(own: str) -> bool:
    """Whether a text opens with an office or an occupation as if it were a name: "City engineer defended …".

    >>> [is_telegraphic(text) for text in ("City engineer denied it.", "The engineer left.", "Police left.")]
    [True, False, False]
    """
    found = _TELEGRAM.match(own)
    office = found["office"].lower() if found else ""
    return office in role_heads() and not office.endswith("s") and office != "police"


_TELEGRAM = re.compile(
    r"(?!(?:The|An?|His|Her|Its|Their|One|Each|Every|No|Any|Some|Another|This|That|Former)\b)"
    r"(?:[A-Z][\w’'-]*(?: [a-z-]+)? )?"
    r"(?P<office>[A-Z]?[a-z]+) (?:said|says|has|had|was|is|will|would|told|denies|wants|calls|sees|[a-z]+ed)\b"
)
