"""The word lists, read once: what a word may be before we look at where it stands.

Every list is a plain text file under `resources/words` that people who do not program can extend.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

from summarizer.model import FigureKind, Hedge, Stance
from summarizer.resources import read_text


class SayingVerb(NamedTuple):
    """A verb of saying: what it does, and which constructions it takes (see verbs_of_saying.txt)."""

    lemma: str
    stance: Stance
    use: str

    @property
    def speaks(self) -> bool:
        """Whether it can carry a quotation before or after its subject."""
        return self.use in ("say", "state", "note")


class Unit(NamedTuple):
    """A unit of measurement as figures give it."""

    kind: FigureKind
    name: str


def _rows(name: str) -> Iterator[str]:
    for line in read_text(f"words/{name}.txt").splitlines():
        row = line.strip()
        if row and not row.startswith("#"):
            yield row


def _words(name: str) -> frozenset[str]:
    return frozenset(word for row in _rows(name) for word in row.split())


_PERSONS_ENDS = ("man", "woman", "girl", "boy", "person", "-in-law", "ologist", "ician", "year-old", "grapher")


@functools.cache
def _sections(name: str) -> dict[str, frozenset[str]]:
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for row in _rows(name):
        if row.startswith("[") and row.endswith("]") and len(row) > 4:
            current = sections.setdefault(row[1:-1], [])
        else:
            current.extend(row.split())
    return {section: frozenset(words) for section, words in sections.items()}


def grammar(section: str) -> frozenset[str]:
    """The words of a section of grammar.txt. Raises KeyError for one that is not there."""
    return _sections("grammar")[section]


def name_cues(section: str) -> frozenset[str]:
    """The words of a section of name_cues.txt. Raises KeyError for one that is not there."""
    return _sections("name_cues")[section]


@functools.cache
def english_words() -> frozenset[str]:
    """Words that English news has in small letters: one of them with a sentence's capital is no name by that.

    Without names that handles and addresses have in small letters, but for those that are words as well ("nice").
    """
    names = {name.lower() for name in (*places(), *first_names())} - grammar("lexicon-names-and-words")
    return frozenset(read_text("words.txt.gz").split()) - names - grammar("lexicon-no-words")


@functools.cache
def first_names() -> dict[str, str]:
    """First name → "m", "f" or "u"; a name in both lists is "u"."""
    found: dict[str, str] = {}
    for row in _rows("first_names"):
        gender, names = row.split(":", 1)
        for name in names.split():
            found[name] = gender if found.get(name, gender) == gender else "u"
    return found


@functools.cache
def titles() -> dict[str, str]:
    """Title as written → the gender it tells ("m", "f", "")."""
    found = {}
    for row in _rows("titles"):
        title, _, gender = row.partition("=")
        found[title.strip()] = gender.strip()
    return found


@functools.cache
def title_words() -> frozenset[str]:
    """Every single word of a title ("Lt.", "Gov.")."""
    return frozenset(word for title in titles() for word in title.split())


@functools.cache
def roles() -> frozenset[str]:
    """Head nouns of roles, lower-case singular."""
    return _words("roles")


@functools.lru_cache(maxsize=20_000)
def is_person_noun(word: str) -> bool:
    """Whether a lower-case singular noun means a person: a role, or by how it ends.

    >>> is_person_noun("nurse"), is_person_noun("schoolgirl"), is_person_noun("bridge")
    (True, True, False)
    """
    return word in roles() or word in grammar("phrases-anonymous") or word.endswith(_PERSONS_ENDS)


@functools.cache
def role_modifiers() -> frozenset[str]:
    """Words inside a role before its head."""
    return _words("role_modifiers")


@functools.cache
def demonyms() -> dict[str, str]:
    """Demonym, singular and plural → its country ("" for none)."""
    found = {}
    for row in _rows("demonyms"):
        word, _, country = row.partition(":")
        found[word] = country.strip()
        if not word.endswith(("sh", "ese", "ch", "ss")):
            found[word + "s"] = country.strip()
    return found


def _alternatives(name: str) -> frozenset[str]:
    return frozenset(part.strip() for row in _rows(name) for part in row.split("|"))


@functools.cache
def places() -> frozenset[str]:
    """Known places as written."""
    return _alternatives("places")


@functools.cache
def organisations() -> frozenset[str]:
    """Known organisations as written."""
    return _alternatives("organisations")


@functools.cache
def things() -> frozenset[str]:
    """Known programmes, laws, works, prizes, events and products as written."""
    return _alternatives("things")


@functools.cache
def names_with_small_words() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word → the known names of several words that hold one in small letters, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in (*places(), *organisations(), *things()):
        words = tuple(name.split())
        if any(word.islower() for word in words[1:]) or (words[0] == "al" and len(words) > 1):
            found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(rows, key=len, reverse=True)) for first, rows in found.items()}


@functools.cache
def names_with_small_beginning() -> frozenset[str]:
    """The first words of known names that begin with a small letter: "iPad", "al" of "al Qaeda"."""
    names = (name.split()[0] for name in (*places(), *organisations(), *things()) if name[0].islower())
    return frozenset(name for name in names if name == "al" or not name.islower())


@functools.cache
def lower_case_acronyms() -> dict[str, str]:
    """Lower-cased acronym → the acronym, for texts that lost their capitals ("nato"); none that is also a word."""
    words = grammar("lexicon-lower-case-acronyms-words")
    return {
        name.lower(): name
        for name in organisations()
        if name.isupper() and name.isalpha() and len(name) > 3 and name.lower() not in words
    }


@functools.cache
def organisation_heads() -> frozenset[str]:
    """Words that make a capitalised run an organisation."""
    return _words("organisation_heads")


@functools.cache
def place_heads() -> tuple[frozenset[str], frozenset[str]]:
    """(words at the end, words at the start) that make a capitalised run a place."""
    words = _words("place_heads")
    return frozenset(w for w in words if w[0] != "^"), frozenset(w[1:] for w in words if w[0] == "^")


@functools.cache
def common_words() -> frozenset[str]:
    """Lower-case words that open sentences and are no names."""
    return _words("common_words")


@functools.cache
def saying_verbs() -> dict[str, tuple[SayingVerb, ...]]:
    """Form → the verbs it may be, in the order of the list."""
    found: dict[str, tuple[SayingVerb, ...]] = {}
    for row in _rows("verbs_of_saying"):
        stance, use, forms = (part.strip() for part in row.split("|"))
        lemma = forms.split()[0]
        for form in forms.split():
            found[form] = (*found.get(form, ()), SayingVerb(lemma, Stance(stance), use))
    return found


@functools.cache
def saying_nouns() -> dict[str, Stance]:
    """Noun, singular and plural → its stance."""
    found = {}
    for row in _rows("nouns_of_saying"):
        stance, nouns = (part.strip() for part in row.split("|"))
        for noun in nouns.split():
            found[noun] = Stance(stance)
            found[noun + "s"] = Stance(stance)
    return found


@functools.cache
def hedges() -> tuple[tuple[Hedge, tuple[str, ...], tuple[str, ...]], ...]:
    """(hedge, phrases before a figure, phrases after it), lower-case."""

    def phrases(text: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in text.split(";") if part.strip())

    return tuple(
        (Hedge(name.strip()), phrases(before), phrases(after))
        for name, before, after in (row.split("|") for row in _rows("hedges"))
    )


@functools.cache
def units() -> dict[str, Unit]:
    """Unit word, lower-case, hyphens for spaces → unit."""
    found = {}
    for row in _rows("units"):
        kind, name, words = (part.strip() for part in row.split("|"))
        for word in words.split():
            found[word] = Unit(FigureKind(kind), name)
    return found


@functools.cache
def currencies() -> tuple[dict[str, str], dict[str, str]]:
    """(sign → currency, word → currency)."""
    signs, names = {}, {}
    for row in _rows("currencies"):
        unit, sign_list, words = (part.strip() for part in row.split("|"))
        signs.update(dict.fromkeys(sign_list.split(), unit))
        names.update(dict.fromkeys(words.split(), unit))
    return signs, names


@functools.cache
def currencies_of() -> dict[tuple[str, str], str]:
    """(whose, word), lower-case, hyphens for spaces → the currency of that country."""
    found = {}
    for row in _rows("currencies_of"):
        unit, countries, words = (part.strip() for part in row.split("|"))
        found.update({(country, word): unit for country in countries.split() for word in words.split()})
    return found


@functools.cache
def magnitudes() -> dict[str, float]:
    """Magnitude word → its value."""
    found = {}
    for row in _rows("magnitudes"):
        value, words = row.split("|")
        found.update(dict.fromkeys(words.split(), float(value)))
    return found


@functools.cache
def numerals() -> tuple[dict[str, float], dict[str, float]]:
    """(cardinal → value, ordinal → value) of the words up to ninety."""
    cardinals, ordinals = {}, {}
    for row in _rows("numerals"):
        value, cardinal, ordinal = (part.strip() for part in row.split("|"))
        cardinals[cardinal] = float(value)
        if ordinal:
            ordinals[ordinal] = float(value)
    return cardinals, ordinals


@functools.cache
def _english() -> frozenset[str]:
    return frozenset(read_text("words.txt.gz").split())


def is_english(word: str) -> bool:
    """Whether a lower-case word is a frequent one of English."""
    return word in _english()


@functools.cache
def singulars() -> dict[str, str]:
    """Irregular plural → singular."""
    return {row.split()[0]: row.split()[1] for row in _rows("irregular_plurals")}
