"""What two spellings of a name have in common: skeletons that survive transliteration, given names, honorifics.

No similarity threshold separates Kyiv/Kiev from Putin/Putina, so two spellings are one only when their skeletons are
equal, or when a table of general knowledge says so.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

from summarizer.resources.tables import read_rows, read_words

_NUMBERED = re.compile(r"\w (?:Jr|Sr|II|III|IV)\b\.?,?$")
_PARTICLES = read_words("name_words.txt", "particles")
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"shch|tsch|tch|cz", "C"),  # Klitschko, Klychko
        (r"sch|sh", "S"),
        (r"ch", "C"),
        (r"zh", "J"),
        (r"ts|tz|dz(?=e$)|ds(?=e$)", "z"),
        (r"kh|gh", "h"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"qu", "kv"),  # Quist, Kvist
        (r"ck|q|c(?![eiy])", "k"),
        (r"x", "ks"),
        (r"(?<=[aeo])z$", "s"),  # Gomez, Gomes
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"(?<=[aou])e(?![aeiouy])", ""),  # Mueller, Müller
        (r"[yij]+", "i"),
        (r"i(?=[eou])", ""),  # Kovalyov, Kovalev; Medvedyev
        (r"^ie", "e"),
        (r"ee", "i"),
        (r"h$|(?<=[aeiou])h(?=[^aeiou])", ""),
        (r"(.)\1+", r"\1"),
    )
)
"""Transliteration habits of Cyrillic, Arabic and German names in English, French and German news."""


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """A name without what transliteration changes.

    >>> skeleton("Zelenskyy") == skeleton("Zelensky") == skeleton("Zelenski"), skeleton("Putin") == skeleton("Putina")
    (True, False)
    """
    plain = re.sub(r"[^a-z]", "", anyascii(re.sub(r"^[AaEe][lsdn]-", "", word)).lower())
    for pattern, sound in _SOUNDS:
        plain = pattern.sub(sound, plain)
    return plain


@cache
def _given_classes() -> tuple[dict[str, frozenset[int]], dict[str, str]]:
    classes: dict[str, set[int]] = {}
    genders: dict[str, set[str]] = {}
    for number, (gender, *forms) in enumerate(read_rows("given_names.txt")):
        for form in forms:
            classes.setdefault(form, set()).add(number)
            genders.setdefault(form, set()).add(gender)
    sure = {form: next(iter(found)) for form, found in genders.items() if len(found) == 1 and "-" not in found}
    return {form: frozenset(found) for form, found in classes.items()}, sure


def _plain(word: str) -> str:
    return re.sub(r"[^a-z]", "", anyascii(word).lower())


@lru_cache(maxsize=20_000)
def is_given_name(word: str) -> bool:
    """Whether the word is a known given name."""
    return _plain(word) in _given_classes()[0]


@lru_cache(maxsize=20_000)
def gender_of_given(word: str) -> str:
    """`m` or `f` for a given name that tells, else "".

    >>> gender_of_given("Hillary"), gender_of_given("Zxy")
    ('f', '')
    """
    return _given_classes()[1].get(_plain(word), "")


@lru_cache(maxsize=50_000)
def same_given_name(one: str, other: str) -> bool:
    """Whether two given names or initials can be one person's.

    >>> same_given_name("Dmytro", "Dmitry"), same_given_name("J.", "John"), same_given_name("Bill", "Hillary")
    (True, True, False)
    """
    left, right = _plain(one), _plain(other)
    if not left or not right:
        return False
    if len(left) == 1 or len(right) == 1:
        return left[0] == right[0]
    classes = _given_classes()[0]
    if left == right or classes.get(left, frozenset()) & classes.get(right, frozenset()):
        return True
    first, second = skeleton(one), skeleton(other)
    if first == second:
        return True
    if gender_of_given(one) and gender_of_given(other):
        known_apart = left in classes and right in classes
        if known_apart or gender_of_given(one) != gender_of_given(other):
            return False
    if (first[-1:] == "a") != (second[-1:] == "a"):
        return False  # Daniel, Daniela
    distance = OSA.distance(first, second)
    consonants = [re.sub(r"[aeiou]", "", name).replace("d", "t") for name in (first, second)]
    if len(consonants[0]) >= 3 and consonants[0] == consonants[1] and distance <= 2:
        return True
    return min(len(first), len(second)) >= 6 and distance == 1


@lru_cache(maxsize=50_000)
def same_surname(one: str, other: str) -> bool:
    """Whether two surnames are one: equal skeletons, or one slip in a long name that is no gendered ending.

    >>> same_surname("Zelenska", "Zelensky"), same_surname("Stoltenberg", "Stoltenburg"), same_surname("Lvov", "Lviv")
    (False, True, False)
    """
    first, second = skeleton(one), skeleton(other)
    if first == second:
        return bool(first)
    if min(len(first), len(second)) < 7 or first[0] != second[0] or first[-1] != second[-1]:
        return False
    return OSA.distance(first, second) == 1


@cache
def _honorifics() -> dict[str, str]:
    return {word: gender for gender, *words in read_rows("honorifics.txt") for word in words}


@cache
def _family_first() -> frozenset[str]:
    return frozenset(word for row in read_rows("family_first.txt") for word in row)


_NICKNAME = re.compile(r" (?:[“‘'\"]|'')[^“”‘’'\"]{1,30}(?:[”’'\"]|'') ")
"""In a name: "Ada “Ace” Quill"."""
_LONGEST = 80


@lru_cache(maxsize=50_000)
def without_honorifics(text: str) -> tuple[str, str]:
    """A person's name without the title words before it, and the gender that these tell (m, f or "").

    >>> without_honorifics("Mrs. Clinton"), without_honorifics("Maj. Gen. Igor Konashenkov")
    (('Clinton', 'f'), ('Igor Konashenkov', ''))
    """
    words = (_NICKNAME.sub(" ", text) if len(text) < _LONGEST else text).split()
    gender = ""
    while len(words) > 1:
        told = _honorifics().get(words[0].lower().strip(".,"))
        if told is None or words[1] == "of":  # "the Prince of Wales"
            break
        gender = gender or told.strip("-")
        words = words[1:]
    if len(words) > 1 and is_numbered(text):
        words = words[:-1]
    return " ".join(words).rstrip(","), gender


def is_numbered(text: str) -> bool:
    """Whether a name ends in what tells its bearer from others of the name: "Otto Kranz Jr.", "Otto Kranz III"."""
    return _NUMBERED.search(text) is not None


@lru_cache(maxsize=50_000)
def name_parts(text: str) -> tuple[tuple[str, ...], str]:
    """A person's given names and initials, and the surname with its particles; one word alone is a surname.

    >>> name_parts("Ursula von der Leyen"), name_parts("Biden"), name_parts("Jens Stoltenberg")
    ((('Ursula',), 'von der Leyen'), ((), 'Biden'), (('Jens',), 'Stoltenberg'))
    """
    words = text.split()
    if len(words) < 2:
        return (), text
    for place, word in enumerate(words[1:-1], start=1):
        if word.lower() in _PARTICLES and (word.islower() or word.lower() in ("bin", "van", "von")):
            return tuple(words[:place]), " ".join(words[place:])
    if words[0].lower() in _PARTICLES and len(words) == 2:
        return (), text
    return tuple(words[:-1]), words[-1]


def surnames_alone(text: str) -> tuple[str, ...]:
    """The single words by which a full name's bearer can be called alone, as skeletons.

    >>> surnames_alone("Xi Jinping") == (skeleton("Jinping"), skeleton("Xi"))
    True
    """
    given, surname = name_parts(text)
    found = [skeleton(surname)]
    last = surname.split()[-1]
    if last != surname:
        found.append(skeleton(last))
    words = text.split()
    if len(words) in (2, 3) and words[0].lower() in _family_first():
        found.append(skeleton(words[0]))
    if len(given) >= 2 and not is_given_name(given[-1]) and len(given[-1].strip(".")) > 2:
        found.append(skeleton(given[-1]))  # López in "Andrés Manuel López Obrador", Maduro in "Nicolás Maduro Moros"
        found.append(skeleton(given[-1] + surname))
    return tuple(dict.fromkeys(form for form in found if form))


def same_person(one: str, other: str) -> bool:
    """Whether two full names (honorifics gone) can be one person's.

    >>> same_person("Dmytro Kuleba", "Dmitro Kuleba"), same_person("Bill Clinton", "Hillary Clinton")
    (True, False)
    >>> same_person("Volodmyr Zelensky", "Volodymyr Zelenskyy"), same_person("George W. Bush", "George H. W. Bush")
    (True, False)
    """
    given, surname = name_parts(one)
    other_given, other_surname = name_parts(other)
    if not given or not other_given:
        return False
    longer, shorter = sorted((one.split(), other.split()), key=len, reverse=True)
    if 2 <= len(shorter) < len(longer) and longer[-len(shorter) :] == shorter:
        return True  # "Juan Pérez Molina", "Pérez Molina"
    if same_surname(surname, other_surname) or _is_glued(surname, other_surname):
        return same_given_name(given[0], other_given[0]) and _middles_agree(given[1:], other_given[1:])
    if given == other_given and _is_slip(surname, other_surname):
        return True
    fewer, more = sorted(({skeleton(word) for word in name.split()} for name in (one, other)), key=len)
    return len(fewer) >= 2 and fewer < more and same_given_name(given[0], other_given[0])


def _is_slip(one: str, other: str) -> bool:
    """Whether two surnames of one given name differ by one letter that is no gendered ending: "Ruiz", "Ruis"."""
    first, second = _plain(one), _plain(other)
    is_long = min(len(first), len(second)) >= 4
    is_near = OSA.distance(first, second) == 1 or OSA.distance(skeleton(one), skeleton(other)) == 1
    return is_long and (first[-1] == "a") == (second[-1] == "a") and is_near


def may_be_translated(one: str, other: str) -> bool:
    """Whether two full names may be one in a text and in a clumsy translation: both parts end or sound otherwise.

    Too loose for names of one article, which has sisters and fathers; for articles of which none has both.

    >>> may_be_translated("Henrike Solvane", "Henrik Solvan"), may_be_translated("Marko Dell", "Marla Dell")
    (True, False)
    """
    given, surname = name_parts(one)
    other_given, other_surname = name_parts(other)
    if len(given) != 1 or len(other_given) != 1:
        return False
    pairs = ((given[0], other_given[0]), (surname, other_surname))
    return all(_is_near(*pair) for pair in pairs)


def _is_near(one: str, other: str) -> bool:
    """Whether two words have their beginning in common, and all but a letter or the ending of it."""
    first, second = skeleton(one), skeleton(other)
    if first == second:
        return bool(first)
    shorter, longer = sorted((first.rstrip("e"), second.rstrip("e")), key=len)
    if len(shorter) < 4 or (first[-1] == "a") != (second[-1] == "a"):
        return False
    return shorter == longer or _plain(one)[:5] == _plain(other)[:5] or OSA.distance(shorter, longer) == 1


def _is_glued(one: str, other: str) -> bool:
    """Whether one surname is the other with the next word stuck to it, as badly copied pages have it ("Anvarmet")."""
    shorter, longer = sorted((one, other), key=len)
    rest = longer[len(shorter) :]
    return (
        len(shorter) > 3 and longer.startswith(shorter) and rest in ("met", "said", "told", "was", "has", "had", "is")
    )


def _middles_agree(middles: tuple[str, ...], others: tuple[str, ...]) -> bool:
    if not middles or not others:
        return True
    return len(middles) == len(others) and all(map(same_given_name, middles, others))
