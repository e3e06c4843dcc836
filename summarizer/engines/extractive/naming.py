"""Who is meant: a pronoun gives way to its name where that is sure, and a family name is introduced in full.

Naming the wrong person is the worst that a cut of other people's sentences can do, so what is not sure is
left alone and its sentence is not printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from summarizer.engines.extractive.print_rules import outside_quotes, pattern
from summarizer.model import Name, NameKind, ReadSentence

_SAYING = "said|added|told|wrote|tweeted|explained|continued|warned|argued|noted|insisted|says"
_OPENING = re.compile(r"^(?:(?:On|In|At|Since|During) [^,“\"]{3,40}, )?(?P<pronoun>He|She|he|she|His|Her)\b(?=[ ’'])")
_TAG = re.compile(rf"(?<=[”\",] )(?P<pronoun>he|she)(?= (?:{_SAYING})\b)")
_SAYS = re.compile(rf"\b(?:he|she) (?:{_SAYING})\b", re.IGNORECASE)
_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "you", "his", "her", "who"})
_SINGULAR = re.compile(r"\b(?:he|she|him|his|hers?|himself|herself)\b", re.IGNORECASE)
_PLURAL = re.compile(r"\b(?:they|them|their|theirs|themselves)\b", re.IGNORECASE)
_N_LOOKED_BACK = 3  # sentences; further back a pronoun's name is anybody's guess


def name_pronoun(text: str, read: ReadSentence, before: Sequence[ReadSentence]) -> str | None:
    """The text with its opening pronoun, or that of “…,” he said, named; None when nobody can surely be named."""
    found = _OPENING.match(text) or _TAG.search(text)
    if not found:
        return text
    says = _SAYS.search(outside_quotes(text))
    name = _resolved_speaker(read) if says else ""
    name = name or _only_person(before, found["pronoun"].lower())
    if not name:
        return None
    start, end = found.span("pronoun")
    if found["pronoun"] in ("His", "Her"):
        name += "’" if name.endswith("s") else "’s"
    return text[:start] + name + text[end:]


def _resolved_speaker(read: ReadSentence) -> str:
    """The one speaker that reading the sentence resolved its pronoun to, "" without."""
    speakers = {quotation.speaker for quotation in read.mentions.quotations}
    speakers |= {attribution.speaker for attribution in read.mentions.attributions}
    named = {speaker for speaker in speakers if speaker[:1].isupper() and speaker.lower() not in _PRONOUNS}
    own_words = {name.text for name in read.mentions.names}
    resolved = {speaker for speaker in named if speaker not in own_words and speaker not in read.text}
    return resolved.pop() if len(named) == 1 and resolved else ""


def _only_person(before: Sequence[ReadSentence], pronoun: str) -> str:
    """The one person whom the sentence before is about, going back over sentences about that same pronoun."""
    for read in reversed(before[-_N_LOOKED_BACK:]):
        persons = [name for name in read.mentions.names if name.kind is NameKind.PERSON]
        unclear = [name for name in read.mentions.names if name.kind is NameKind.OTHER and " " in name.text]
        own = outside_quotes(read.text)
        if persons:
            full = max((name.text for name in persons), key=lambda text: (len(text), text))
            family = _family(full)
            is_one = all(_family(name.text) == family for name in persons)
            is_about_another = re.search(rf"\b{re.escape(family)}[’']", own) or _whole("relation").search(own)
            return full if is_one and not unclear and not is_about_another else ""
        if unclear or not re.match(rf"(?:[“\"].*[”\"] )?{pronoun}\b", read.text, re.IGNORECASE):
            return ""
    return ""


def has_stray_pronoun(text: str, names: Sequence[Name]) -> bool:
    """Whether a pronoun outside the quotations has nobody before it in the sentence to stand for."""
    own = outside_quotes(text)
    known = [name.text for name in names if name.kind is not NameKind.PLACE]
    for found in _SINGULAR.finditer(own):
        head, tail = own[: found.start()], own[found.end() :]
        is_named = any(name in text[: found.start()] for name in known) or bool(_whole("person").search(head))
        is_named = is_named or bool(
            re.search(r"[a-z,.] [A-Z][a-z]+|^[A-Z][a-z]+ [A-Z]|^[A-Z]\w+(?:[’']s)? (?:\w+ )?$", head)
        )
        is_ahead = "," in tail and len(head.split()) < 6 and any(name in tail for name in known)
        if not is_named and not is_ahead:
            return True
    for found in _PLURAL.finditer(own):
        if not _whole("plural").search(own[: found.start()]):
            return True
    first = re.search(r"\b(?:it|its)\b", own)
    return bool(first and len(re.findall(r"[A-Za-z]{3,}", own[: first.start()])) < 2)


@cache
def _whole(section: str) -> re.Pattern[str]:
    return re.compile(rf"\b{pattern(section).pattern}\b", re.IGNORECASE if section != "plural" else 0)


def _family(name: str) -> str:
    words = [
        word for word in re.sub(r"[’']s$", "", name).split() if word not in ("Jr.", "Sr.", "Jr", "Sr", "II", "III")
    ]
    return words[-1] if words else name


class Introductions:
    """Gives each person who is first met under a family name alone the full name, and the title, of the same article.

    Made from the names that the articles hold; asked sentence by sentence, in the order of the summary.
    """

    def __init__(self, sentences: Sequence[ReadSentence]) -> None:
        self._full: dict[tuple[str, str], set[str]] = {}
        self._titles: dict[tuple[str, str], str] = {}
        self._known: set[str] = set()
        self._families: set[str] = set()
        for read in sentences:
            for name in read.mentions.names:
                words = name.text.split()
                if name.kind is not NameKind.PERSON or not 2 <= len(words) <= 4 or name.text.isupper():
                    continue
                key = (read.article_id, _family(name.text))
                self._families.add(key[1])
                self._full.setdefault(key, set()).add(re.sub(r"[’']s$", "", name.text))
                at = name.start - read.sentence.start
                head = read.text[:at]
                if name.role and name.role[:1].isupper() and head.rstrip().endswith(name.role):
                    self._titles.setdefault(key, name.role)

    def introduce(self, text: str, article_id: str) -> str:
        """The sentence with the people in it introduced who were not met before."""
        for (article, family), fulls in sorted(self._full.items()):
            if article == article_id and family not in self._known:
                text = self._introduced(text, article, family, fulls)
        self._known |= self._families & set(re.findall(r"[\w’'-]+", re.sub(r"[’']s\b", "", text)))
        return text

    def _introduced(self, text: str, article: str, family: str, fulls: set[str]) -> str:
        own = outside_quotes(text)
        bare = re.search(rf"(?:(?:Mr|Mrs|Ms|Miss)\.? )?\b{re.escape(family)}\b(?![-’'](?!s\b)| [A-Z])", own)
        full = min(fulls, key=lambda name: (-len(name), name))
        if not bare or full in text or len({name.split()[0] for name in fulls}) > 1:
            return text
        before = own[: bare.start()].rstrip()
        if re.search(r"(?:^|\s)(?:[A-Z][\w’'.-]*|the)$", before):  # another given name, a title, a house
            return text
        title = self._titles.get((article, family), "")
        return text[: bare.start()] + (f"{title} {full}" if title else full) + text[bare.end() :]
