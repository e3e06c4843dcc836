"""Proper names with their kind and role: people, organisations, places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from summarizer.mentions import lexicon
from summarizer.mentions.nouns import singular
from summarizer.mentions.roles import (
    apposition,
    is_person_role,
    is_role_word,
    plain_role,
    role_before,
    role_cut,
    role_to,
)
from summarizer.mentions.tokens import Line, Token
from summarizer.model import Name, NameKind

_CALENDAR = lexicon.grammar("names-calendar")
_PARTICLES = lexicon.grammar("names-particles")
_OF_HEADS = lexicon.grammar("names-of-heads")
_AND_HEADS = frozenset(
    [
        "department",
        "ministry",
        "office",
        "bureau",
        "institute",
        "centers",
        "centres",
        "committee",
        "secretary",
        "university",
        "agency",
        "authority",
    ]
)
_VERBS_AFTER = lexicon.grammar("names-verbs-after")
_SAID = lexicon.grammar("names-said")
_SAID_OF = lexicon.grammar("names-said-of")
_PARTY = re.compile(r"(?:[DRI]|Ind|Lab|Con|LD|SNP)\.?$|[DRI]-[A-Z]")
_COMMON_CAPITALS = lexicon.grammar("names-common-capitals")
_SKIP_COMMON_WORDS = lexicon.grammar("names-skip-common-words")
_KIND_WORDS = lexicon.grammar("names-kind-words")
_KIND_WORDS_2 = lexicon.grammar("names-kind-words-2")
_KIND_WORDS_3 = lexicon.grammar("names-kind-words-3")


@dataclass(slots=True)
class _Known:
    """What the whole text tells of its names."""

    mid: set[str] = field(default_factory=set)  # capitalised words seen where a sentence does not begin
    lower: set[str] = field(default_factory=set)
    people: dict[str, str] = field(default_factory=dict)  # last word of a person's name → full name


@dataclass(slots=True)
class _Run:
    """Tokens first..last (inclusive) of a capitalised run in one line."""

    first: int
    last: int


def find_names(text: str, lines: Sequence[Line]) -> tuple[tuple[Name, ...], ...]:
    """The names of every line. Surnames alone take the kind that the full name has elsewhere in the text."""
    known = _survey(lines)
    found = [tuple(_line_names(text, line, known)) for line in lines]
    return tuple(tuple(_settle(name, known) for name in names) for names in found)


def _survey(lines: Sequence[Line]) -> _Known:
    known = _Known()
    for line in lines:
        is_headline = _is_headline(line)
        start = True
        for token in line.tokens:
            if token.is_word:
                if not token.is_capital:
                    known.lower.add(token.lower)
                elif not start and not is_headline:
                    known.mid.add(token.text)
                start = False
            elif token.text in '“„"«‘:.?!•-–—':
                start = start or token.text not in "-–—"
    return known


def _is_headline(line: Line) -> bool:
    """Whether capitals tell nothing here: nearly all words have them."""
    words = [t for t in line.tokens if t.is_word and len(t.text) > 3]
    if len(words) < 4 or line.tokens[-1].text == ".":
        return False
    return sum(t.is_capital for t in words) >= 0.8 * len(words)


def _line_names(text: str, line: Line, known: _Known) -> Iterator[Name]:
    is_headline = _is_headline(line)
    tokens = line.tokens
    number = 0
    while number < len(tokens):
        token = tokens[number]
        if not token.is_capital and not (
            token.lower in lexicon.lower_case_acronyms() or _is_particle_start(tokens, number)
        ):
            number += 1
            continue
        run = _run(tokens, number)
        yield from _names_of_run(text, tokens, run, known, is_headline)
        number = run.last + 1


def _is_particle_start(tokens: Sequence[Token], number: int) -> bool:
    token = tokens[number]
    if token.text.startswith("al-") and len(token.text) > 4:
        return True
    return (
        token.lower in ("von", "van", "de", "bin", "der")
        and number + 1 < len(tokens)
        and tokens[number + 1].is_capital
        and number > 0
        and not tokens[number - 1].is_capital
        and tokens[number - 1].is_word
        and tokens[number - 1].lower not in ("the",)
        and singular(tokens[number - 1].lower) in lexicon.roles()
    )


def _run(tokens: Sequence[Token], first: int) -> _Run:
    """The capitalised run that begins at `first`, over particles, "of" and "&" where they join names."""
    last = first
    number = first + 1
    while number < len(tokens):
        token = tokens[number]
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        if token.is_capital or (token.text.startswith(("al-", "el-")) and len(token.text) > 4):
            if token.lower in _CALENDAR and not (
                token.lower in ("may", "ii", "iii", "iv", "jr.", "sr.", "st.") and tokens[last].is_capital
            ):
                break
            last = number
        elif following is None or not (following.is_capital or following.lower in _PARTICLES):
            if (
                token.text.isdigit()
                and last >= first
                and tokens[last].lower in ("stream", "formula", "boeing", "falcon", "apollo")
            ):
                last = number
            break
        elif token.lower in _PARTICLES and token.lower not in ("e",):
            if token.lower in ("do", "el", "la", "le", "y", "ten", "den") and not following.is_capital:
                break
        elif token.text == "&":
            pass
        elif token.lower == "of" or (
            token.lower == "for"
            and tokens[last].lower
            in ("centers", "center", "centre", "campaign", "institute", "agency", "organization", "fund")
        ):
            if singular(tokens[last].lower) not in _OF_HEADS and tokens[last].lower not in _OF_HEADS:
                break
            if following.text in lexicon.demonyms() and False:
                break
        elif (token.lower == "the" and tokens[number - 1].lower == "of") or (
            token.lower == "and" and last > first and any(t.lower in _AND_HEADS for t in tokens[first:last])
        ):
            pass
        else:
            break
        number += 1
    return _Run(first, last)


def _names_of_run(text: str, tokens: Sequence[Token], run: _Run, known: _Known, is_headline: bool) -> Iterator[Name]:
    first, last = run.first, run.last
    while last > first and (
        tokens[last].lower in _CALENDAR and tokens[last].lower not in ("may", "ii", "iii", "iv", "jr.", "sr.")
    ):
        last -= 1
    first = _skip_common(tokens, first, last, known, is_headline)
    if first > last:
        return
    prefix = _known_prefix(text, tokens, first, last)
    if first <= prefix < last and tokens[prefix + 1].text in lexicon.first_names():
        yield from _emit(text, tokens, first, prefix, "", known, is_headline)
        role = role_to(text, tokens, first, prefix)
        yield from _emit(text, tokens, prefix + 1, last, role, known, is_headline)
        return
    whole = text[tokens[first].start : tokens[last].end]
    if whole in lexicon.organisations() or whole in lexicon.places():
        yield from _emit(text, tokens, first, last, "", known, is_headline)
        return
    cut = role_cut(tokens, first, last)
    if cut > first:
        role_first, name_first = first, cut
        yield from _inside_role(text, tokens, role_first, cut - 1)
        if name_first <= last:
            role_start = role_before(tokens, role_first)
            role = text[tokens[min(role_start, role_first)].start : tokens[cut - 1].end]
            yield from _emit(text, tokens, name_first, last, role, known, is_headline)
        return
    yield from _emit(text, tokens, first, last, "", known, is_headline)


def _known_prefix(text: str, tokens: Sequence[Token], first: int, last: int) -> int:
    """The last token of the longest known name that the run begins with, or -1."""
    for stop in range(min(last, first + 5), first - 1, -1):
        words = text[tokens[first].start : tokens[stop].end]
        if words in lexicon.organisations() or words in lexicon.places():
            return stop
    return -1


def _skip_common(tokens: Sequence[Token], first: int, last: int, known: _Known, is_headline: bool) -> int:
    """The first token of the run that is not just a common word with a sentence's capital, a demonym or a weekday."""
    demonyms = lexicon.demonyms()
    while first <= last:
        token = tokens[first]
        if first < last and _is_known(tokens, first, last):
            break
        if (
            (token.lower in _CALENDAR and not (token.lower in ("may", "st.") and first < last))
            or (token.text in demonyms and not _demonym_in_name(tokens, first, last))
            or (
                token.lower.split("-")[0] in ("pro", "anti", "non", "ex", "former", "then", "mid", "post", "pre")
                and "-" in token.text
            )
            or ("-" in token.text and token.text.rsplit("-", 1)[1] in _SKIP_COMMON_WORDS)
            or (_begins(tokens, first) and _is_common_start(tokens, first, last, known, is_headline))
            or (is_headline and token.lower in lexicon.common_words() and token.text not in known.mid)
            or (token.lower in _COMMON_CAPITALS and first == last and not _is_the_west(tokens, first))
        ):
            first += 1
        else:
            break
        while first <= last and not tokens[first].is_capital:
            first += 1
    return first


def _is_known(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the run begins with a known name of two words or more."""
    words = [token.text for token in tokens[first : min(last + 1, first + 5)]]
    return any(
        " ".join(words[:stop]) in table
        for stop in range(len(words), 1, -1)
        for table in (lexicon.organisations(), lexicon.places())
    )


def _is_the_west(tokens: Sequence[Token], number: int) -> bool:
    """ "the West" as a party to politics."""
    return tokens[number].text == "West" and number > 0 and tokens[number - 1].lower == "the"


def _demonym_in_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """ "American Airlines", "British Museum", "Republican Party" keep the demonym; "Russian President X" does not."""
    if first == last:
        return False
    following = tokens[first + 1]
    if first + 1 == last and following.text in lexicon.places():
        return False
    if " ".join(t.text for t in tokens[first + 1 : last + 1]) in lexicon.places():
        return False
    if tokens[first].text in ("Latin", "Saudi", "Northern", "Eastern", "Southern", "Western") and following.text in (
        "America",
        "Arabia",
        "Ireland",
        "Europe",
        "Africa",
        "Cape",
        "Australia",
        "Sahara",
        "Union",
        "Command",
    ):
        return True
    if singular(following.lower) in lexicon.roles() or following.lower in lexicon.role_modifiers():
        heads = tokens[last].text in lexicon.organisation_heads()
        return heads and singular(tokens[last].lower) not in lexicon.roles()
    return any(
        t.text in lexicon.organisation_heads() or t.text in lexicon.place_heads()[0]
        for t in tokens[first + 1 : last + 1]
    )


def _begins(tokens: Sequence[Token], number: int) -> bool:
    if number == 0:
        return True
    return tokens[number - 1].text in "“„\"«‘'•:;.?!…(—–-*"


def _is_common_start(tokens: Sequence[Token], first: int, last: int, known: _Known, is_headline: bool) -> bool:
    token = tokens[first]
    word = token.lower
    following = tokens[first + 1] if first + 1 < len(tokens) else None
    if token.text.isupper() and len(token.text) > 1 and word not in ("the", "a", "in", "on", "of", "and"):
        return False
    if token.text in lexicon.titles() or token.text in lexicon.title_words():
        return False
    if word == "the" or word == "a" or word == "an":
        return True
    if first < last and any(
        f"{token.text} {tokens[first + 1].text}" in table for table in (lexicon.organisations(), lexicon.places())
    ):
        return False
    if (
        following is not None
        and first == last
        and following.lower in _SAID
        and not word.endswith("s")
        and word not in _SAID_OF
    ):
        return word in ("the", "a", "he", "she", "it", "they", "we", "i", "you", "one", "who", "this", "that", "which")
    if word in lexicon.common_words():
        if token.text in lexicon.first_names() and first < last:
            return False
        if first < last and singular(word) in lexicon.roles() and not is_headline:
            return word.endswith("s") and word != "boss"
        return not (
            token.text in known.mid
            and word not in known.lower
            and first == last
            and word not in ("the", "in", "on", "but", "and")
        )
    if (
        token.text in known.mid
        or token.text in lexicon.places()
        or token.text in lexicon.organisations()
        or token.text in lexicon.first_names()
    ):
        return False
    if word in known.lower:
        return True
    if first < last:
        return (
            word.endswith(("ing", "ly"))
            and word not in ("king", "beijing", "sterling")
            and tokens[first + 1].is_capital
        )
    if following is not None and (following.text in ("'s", "’s") or following.lower in _VERBS_AFTER):
        return word.endswith(("ing", "ly", "ers", "ists", "tion", "ment", "ness", "ians"))
    return True


def _inside_role(text: str, tokens: Sequence[Token], first: int, last: int) -> Iterator[Name]:
    """Names of organisations and places that stand inside a role: "NATO Secretary General"."""
    number = first
    while number <= last:
        for stop in range(last, number - 1, -1):
            words = text[tokens[number].start : tokens[stop].end]
            if words in lexicon.organisations() or words in lexicon.places():
                kind = NameKind.ORGANISATION if words in lexicon.organisations() else NameKind.PLACE
                yield Name(tokens[number].start, tokens[stop].end, words, kind)
                number = stop
                break
            if (
                stop > number
                and tokens[stop].text in lexicon.organisation_heads()
                and not any(singular(t.lower) in lexicon.roles() for t in tokens[number : stop + 1])
            ):
                begin = number
                while begin < stop and tokens[begin].text in lexicon.demonyms():
                    begin += 1
                if begin < stop:
                    yield Name(
                        tokens[begin].start,
                        tokens[stop].end,
                        text[tokens[begin].start : tokens[stop].end],
                        NameKind.ORGANISATION,
                    )
                number = stop
                break
        number += 1


def _emit(
    text: str, tokens: Sequence[Token], first: int, last: int, role: str, known: _Known, is_headline: bool
) -> Iterator[Name]:
    """The run as one name (or several where it holds known ones), with its role before or in apposition."""
    while last > first and not tokens[last].is_word and not tokens[last].text.isdigit():
        last -= 1
    words = (
        text[tokens[first].start : tokens[last].end].rstrip(".")
        if tokens[last].text[-1] == "."
        and len(tokens[last].text) > 3
        and "." not in tokens[last].text[:-1]
        and tokens[last].text not in lexicon.places()
        else text[tokens[first].start : tokens[last].end]
    )
    if _PARTY.match(words) or len(words) < 2 or words.lower() in _CALENDAR:
        return
    if (words.lower() in _COMMON_CAPITALS and not _is_the_west(tokens, first)) or (
        first == last and is_role_word(tokens[first].lower) and not role
    ):
        return
    if first == last and not role and tokens[first].text in lexicon.demonyms():
        return
    if first == last and tokens[first].text in ("Jr.", "Sr.", "No.", "Inc.", "Ltd.", "Co.", "Corp."):
        return
    kind = _kind(tokens, first, last, words, role)
    is_attested = all(t.text in known.mid for t in tokens[first : last + 1] if t.is_capital)
    is_common = first == last and tokens[first].lower in lexicon.common_words()
    if is_headline and kind is NameKind.OTHER and is_common and not is_attested:
        return
    if not role and kind in (NameKind.PERSON, NameKind.OTHER):
        found_role = plain_role(text, tokens, first)
        if found_role:
            role = found_role
            kind = NameKind.PERSON
        else:
            role = apposition(text, tokens, first, last, kind)
            if role and kind is NameKind.OTHER and last > first:
                kind = NameKind.PERSON
    if kind is NameKind.PERSON:
        known.people.setdefault(tokens[last].text, words)
        if role == "":
            role = apposition(text, tokens, first, last, kind)
    yield Name(tokens[first].start, tokens[first].start + len(words), words, kind, role)


def _kind(tokens: Sequence[Token], first: int, last: int, words: str, role: str) -> NameKind:
    organisations, places = lexicon.organisations(), lexicon.places()
    if words.isupper() and words not in organisations and words.title() in places:
        return NameKind.PLACE
    head, opening = tokens[last].text, tokens[first].text
    if role and is_person_role(role):
        return NameKind.PERSON
    if words in places and not (words in organisations and words in ("West", "East")):
        return NameKind.PLACE
    if words in organisations or words.lower() in lexicon.lower_case_acronyms():
        return NameKind.ORGANISATION
    ends, begins = lexicon.place_heads()
    if first < last:
        if opening in lexicon.first_names() and head not in _KIND_WORDS:
            return NameKind.PERSON
        if head in lexicon.organisation_heads() or any(t.text in _KIND_WORDS_3 for t in tokens[first : last + 1]):
            return NameKind.ORGANISATION
        if head in ends or opening in begins:
            return NameKind.PLACE
        if opening in _KIND_WORDS_2 and last - first == 1:
            return NameKind.PLACE
        capitals = [t for t in tokens[first : last + 1] if t.is_capital]
        if 2 <= len(capitals) <= 4 and (
            re.fullmatch(r"[A-Z]\.?", capitals[1].text) or capitals[0].text.count(".") >= 2
        ):
            return NameKind.PERSON
        if any(t.text == "&" for t in tokens[first : last + 1]):
            return NameKind.ORGANISATION
        if last - first == 1 and _person_context(tokens, first, last):
            return NameKind.PERSON
        return NameKind.OTHER
    if words.isupper() and 2 <= len(words.strip("s")) <= 6 and words.isalpha():
        return NameKind.ORGANISATION
    if opening in lexicon.first_names():
        return NameKind.PERSON
    return NameKind.OTHER


def _person_context(tokens: Sequence[Token], first: int, last: int) -> bool:
    following = tokens[last + 1].lower if last + 1 < len(tokens) else ""
    previous = tokens[first - 1].lower if first > 0 else ""
    before = tokens[first - 2].lower if first > 1 else ""
    if previous in ("the",):
        return False
    if following in (
        "said",
        "says",
        "told",
        "added",
        "wrote",
        "argued",
        "insisted",
        "who",
        "explained",
        "joked",
        "recalled",
        "tweeted",
    ):
        return True
    return previous in ("said", "says", "added") and before in (",", "”", '"', "”,")


def _settle(name: Name, known: _Known) -> Name:
    """A surname alone is a person where its full name is one."""
    if name.kind is NameKind.OTHER and " " not in name.text and name.text in known.people:
        return Name(name.start, name.end, name.text, NameKind.PERSON, name.role)
    return name
