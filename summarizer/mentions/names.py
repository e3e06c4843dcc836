"""Proper names with their kind and role: people, organisations, places.

`name_lines` finds runs of capitals, `name_starts` what of a run is no name, `roles` the roles before and after it,
`name_kinds` what it looks like, `name_settling` what the whole text tells of its kind; here they come together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from summarizer.mentions import lexicon
from summarizer.mentions.name_handles import find_handles
from summarizer.mentions.name_headlines import is_headline, proper_runs
from summarizer.mentions.name_hyphens import split_hyphens
from summarizer.mentions.name_kinds import kind_of
from summarizer.mentions.name_lines import (
    CALENDAR,
    CALENDAR_IN_NAMES,
    OWNED_PLACES,
    NameLine,
    is_lettered,
    is_surname_alone,
    known_kind,
    may_begin,
    of_two_trades,
    run_end,
    small_beginnings,
)
from summarizer.mentions.name_noes import PEOPLE_IN_LETTERS, is_no_name, is_the_guard
from summarizer.mentions.name_peoples import is_demonym
from summarizer.mentions.name_settling import Found, settle_kinds
from summarizer.mentions.name_starts import (
    is_shouted_word,
    name_start,
)
from summarizer.mentions.name_survey import survey
from summarizer.mentions.name_works import find_works
from summarizer.mentions.nouns import singular
from summarizer.mentions.roles import apposition, fits_gender, plain_role, role_before, role_cut, role_to
from summarizer.mentions.tokens import Line, Token
from summarizer.model import Name, NameKind

_OF_PARTY = frozenset(["Democratic", "Republican", "Tory", "Labour", "Conservative"])
_CHAMBERS = frozenset(["Senate", "House", "Congress", "Parliament"])
_LETTERS_AFTER = frozenset(["MP", "MSP", "MEP", "QC", "KC", "CBE", "OBE", "MBE", "MD", "PhD", "TD", "MLA", "MPP", "MS"])
"""What stands behind a name for an office or an honour: "Otto Kranz MSP"."""
_LED = frozenset(["Party", "League", "Front", "Movement", "Alliance", "Coalition", "Union", "Government", "Cabinet"])
_ENDS = lexicon.organisation_heads() | lexicon.name_cues("bodies-end")
_GUARDS = frozenset(["Police", "Guard", "Guards"])
_OFF_HEADLANDS = frozenset(["of", "off", "at", "near", "from", "to", "on", "beyond", "past"])
_SEATED = frozenset(["mayor", "bishop", "archbishop", "president", "governor", "premier", "ambassador", "consul"])
_PASSES = lexicon.title_words() & lexicon.name_cues("foreign-places")
_NUMBERED_HEADS = lexicon.name_cues("ordinal-heads")
_SIDES = frozenset(["North", "South", "East", "West", "Central"])
_LONGEST_KNOWN = 6


def find_names(text: str, lines: Sequence[Line]) -> tuple[tuple[Name, ...], ...]:
    """The names of every line, with the kinds that the whole text tells."""
    lines = [split_hyphens(line) for line in lines]
    titles = [dict(find_works(text, line)) for line in lines]
    headlines = [
        is_headline(text, line, inside, is_first=number == 0)
        for number, (line, inside) in enumerate(zip(lines, titles, strict=True))
    ]
    known = survey(lines, headlines)
    found, works = [], set[int]()
    for line, has_capitals, inside in zip(lines, headlines, titles, strict=True):
        if has_capitals:
            inside.clear()
        handles = dict(find_handles(text, line))
        works.update(line.tokens[first].start for first in inside)
        read = NameLine(text, line.tokens, known, has_capitals, _is_shouted(line))
        found.append(tuple(_names(read, handles, inside)))
    return settle_kinds(text, lines, found, known, works)


def _is_shouted(line: Line) -> bool:
    """Whether all its words are capitals: a heading."""
    words = [token.text for token in line.tokens if token.is_word]
    return len(words) > 2 and all(word.isupper() for word in words)


def _names(line: NameLine, handles: Mapping[int, int], works: Mapping[int, int]) -> Iterator[Found]:
    """The names of a line, handles and works among them, of which we are told the first and last tokens."""
    number = -1
    small, special = small_beginnings(), {*handles, *works}
    while (number := number + 1) < len(line.tokens):
        token = line.tokens[number]
        if not token.is_capital and token.lower not in small and token.text[:3] != "al-" and number not in special:
            continue  # most words
        if number in handles:
            last = handles[number]
            start, end = line.tokens[number].start, line.tokens[last].end
            yield Found(_handle(line.words(number, last), start, end), number, last)
            number = last
        elif number in works:
            last = works[number]
            words = line.words(number, last)
            yield Found(Name(line.tokens[number].start, line.tokens[last].end, words, NameKind.OTHER), number, last)
            number = last
        elif _is_attack(line.tokens, number):
            last = number + (3 if line.tokens[min(number + 3, len(line.tokens) - 1)].lower == "commission" else 2)
            yield from _name(line, number, last)
            number = last
        elif may_begin(line.tokens, number):
            last = run_end(line.tokens, number, line.known.alone)
            for start, stop in proper_runs(line, number, last) if line.is_headline else [(number, last)]:
                yield from _names_of_run(line, start, stop)
            number = last


def _handle(words: str, start: int, end: int) -> Name:
    """Who writes or is written to: mostly a person, but "@NASA"."""
    is_body = words[1:] in lexicon.organisations()
    return Name(start, end, words, NameKind.ORGANISATION if is_body else NameKind.PERSON)


def _is_attack(tokens: Sequence[Token], number: int) -> bool:
    """ "9/11", which is no date of every year."""
    if tokens[number].text != "9":
        return False
    following = [token.text for token in tokens[number + 1 : number + 4]]
    return following[:2] == ["/", "11"] and following[2:] != ["/"]


def _names_of_run(line: NameLine, first: int, last: int) -> Iterator[Found]:
    """The names in the run first..last: one, or those inside a role and then the one that has it."""
    tokens = line.tokens
    while last > first and tokens[last].lower in CALENDAR and tokens[last].lower not in CALENDAR_IN_NAMES:
        last -= 1
    while last > first and (is_shouted_word(line, last, first) or PEOPLE_IN_LETTERS.fullmatch(tokens[last].text)):
        last -= 1
    if tokens[last].text in _LETTERS_AFTER and last > first + 1 and tokens[first].text in lexicon.first_names():
        last -= 1  # "Ada Baker MP"
    first = name_start(line, first, last)
    if last == first + 1 and tokens[first].text in _OF_PARTY and tokens[last].text in _CHAMBERS:
        first = last  # "a Democratic Senate"
    if _is_party_described(line, first, last):
        return
    if last == first + 1 and _is_administration(line, first):
        last -= 1
    while last > first and _is_party_after_place(line, first, last):
        last -= 1
    if first > last:
        return
    owner = _person_after_body(tokens, first, last)
    if owner:
        yield from _names_of_run(line, first, owner - (2 if tokens[owner - 1].lower == "of" else 1))
        yield from _names_of_run(line, owner, last)
        return
    prefix = _known_prefix(line, first, last)
    if first <= prefix < last and tokens[prefix + 1].text in lexicon.first_names():
        yield from _name(line, first, prefix)
        yield from _name(line, prefix + 1, last, role_to(line.text, tokens, first, prefix))
        return
    if _is_seat(line, first, last):
        prefix = first
        yield from _name(line, first, prefix)
        yield from _name(line, prefix + 1, last, role_to(line.text, tokens, first, prefix))
        return
    cut = first if _has_no_role(line, first, last) else role_cut(tokens, first, last)
    if cut == first:
        yield from _name(line, first, last)
        return
    yield from _names_in_role(line, first, cut - 1)
    if cut <= last:
        yield from _name(line, cut, last, line.words(role_before(tokens, first), cut - 1))


def _is_administration(line: NameLine, first: int) -> bool:
    """ "the Moss Administration": who leads it is told of alone or in full elsewhere."""
    word = line.tokens[first].text
    is_told = word in line.known.alone or word in line.known.surnames
    return line.tokens[first + 1].text == "Administration" and is_told


def _is_party_described(line: NameLine, first: int, last: int) -> bool:
    """ "Presumptive Democratic nominee Ada Moss": an adjective before the word of a party."""
    if last != first + 1 or first > 1 or last + 1 >= len(line.tokens):
        return False
    if known_kind(line.tokens[first].text) or line.tokens[last].lower.endswith("s"):
        return False
    is_noun_next = line.tokens[last + 1].text.islower() and line.tokens[last].text in lexicon.demonyms()
    return is_noun_next and line.tokens[first].lower in lexicon.english_words()


def _is_party_after_place(line: NameLine, first: int, last: int) -> bool:
    """ "the South Carolina Democratic primary": the word of a party or people after a known place."""
    is_people = line.tokens[last].text in lexicon.demonyms() and not known_kind(line.words(first, last))
    return is_people and known_kind(line.words(first, last - 1)) in (NameKind.PLACE, NameKind.ORGANISATION)


def _is_seat(line: NameLine, first: int, last: int) -> bool:
    """Whether a full name follows the country of its office without a comma: "the consul of Ostmark Ada Moss"."""
    capitals = line.tokens[first : last + 1]
    if capitals[-1].text in _SIDES:  # "the MP for Tarn South East"
        return False
    if len(capitals) != 3 or not all(token.is_capital for token in capitals):
        return False
    is_known = capitals[0].text in line.known.alone or known_kind(capitals[0].text) is NameKind.PLACE
    return is_known and bool(role_to(line.text, line.tokens, first, first))


def _has_no_role(line: NameLine, first: int, last: int) -> bool:
    """Whether the run is one name, though a word of it is a role or title: "the Tarn Police", "the Col Marsan"."""
    tokens = line.tokens
    if known_kind(line.words(first, last)) or of_two_trades(tokens, first, last):
        return True
    if first == last and is_surname_alone(line, first):
        return True
    if first == last:
        return is_the_guard(line, first)
    if tokens[last].text == "Head":
        return last == first + 1 and first > 0 and tokens[first - 1].lower in _OFF_HEADLANDS
    if tokens[last].text in _GUARDS:
        return not is_demonym(line, last - 1) and singular(tokens[last - 1].lower) not in lexicon.roles()
    if tokens[last - 1].lower == "'s" and tokens[last].text in OWNED_PLACES:
        return last == first + 2
    return tokens[first].text in _PASSES and first > 0 and tokens[first - 1].lower == "the"


def _person_after_body(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where a full name begins after a body: "the Growers' League of Ada Moss", "the Tarn Railways Ada Moss"; or 0."""
    for number in range(first + 2, last):
        before = tokens[number - 1]
        is_led = before.lower == "of" and tokens[number - 2].text in _LED
        if tokens[number].text in lexicon.first_names() and (is_led or before.text in _ENDS):
            rest = tokens[number : last + 1]
            if len(rest) <= 3 and all(token.is_capital for token in rest) and rest[-1].text not in _ENDS:
                return number
    return 0


def _known_prefix(line: NameLine, first: int, last: int) -> int:
    """The last token of the longest known name that the run begins with, or -1."""
    stops = range(min(last, first + _LONGEST_KNOWN - 1), first - 1, -1)
    return next((stop for stop in stops if known_kind(line.words(first, stop))), -1)


def _names_in_role(line: NameLine, first: int, last: int) -> Iterator[Found]:
    """Names of organisations and places that stand inside a role: "NATO Secretary General"."""
    number = first
    while number <= last:
        begin, stop, kind = _name_in_role(line, number, last)
        if kind is not None:
            name = Name(line.tokens[begin].start, line.tokens[stop].end, line.words(begin, stop), kind)
            yield Found(name, begin, stop)
        number = stop + 1


def _name_in_role(line: NameLine, first: int, last: int) -> tuple[int, int, NameKind | None]:
    """(first token, last token, kind) of the longest name that begins at `first` in a role; no kind for none."""
    tokens = line.tokens
    if not tokens[first].is_word:
        return first, first, None
    is_seat = first > 1 and tokens[first - 1].lower == "of" and tokens[first - 2].lower in _SEATED
    if is_seat and tokens[first].is_capital:
        stop = next((k - 1 for k in range(first, last + 1) if not tokens[k].is_capital), last)
        if tokens[stop].lower not in lexicon.english_words():
            return first, stop, known_kind(line.words(first, stop)) or NameKind.PLACE
    for stop in range(last, first - 1, -1):
        kind = known_kind(line.words(first, stop))
        if kind is not None:
            return first, stop, kind
        if tokens[stop].text == "Press" and stop < last:
            continue  # "White House Press Secretary"
        if stop > first and _is_body(tokens[first : stop + 1]):
            begin = first
            while begin + 1 < stop and tokens[begin].text in lexicon.demonyms():
                begin += 1
            return begin, stop, NameKind.ORGANISATION if begin < stop else None
    return first, first, None


def _is_body(tokens: Sequence[Token]) -> bool:
    """Whether the words end as organisations do, and hold no role."""
    if tokens[-1].text not in lexicon.organisation_heads():
        return False
    following = [token.lower for token in tokens[1:]]
    return not any(
        singular(token.lower) in lexicon.roles() and after != "'"
        for token, after in zip(tokens, [*following, ""], strict=True)
    )  # "Nurses' Association"


def _name(line: NameLine, first: int, last: int, role: str = "") -> Iterator[Found]:
    """The tokens first..last as a name with its role before or in apposition, unless they are none."""
    tokens = line.tokens
    while last > first and not tokens[last].is_word and not tokens[last].text.isdigit():
        last -= 1
    words = line.words(first, last)
    if _ends_sentence(tokens[last].text) or is_lettered(tokens, last):
        words = words.rstrip(".")
    if is_no_name(line, first, last, words, role):
        return
    kind = kind_of(tokens[first : last + 1], words, role)
    if kind is NameKind.OTHER and line.is_headline and first == last and _is_common_in_headline(line, tokens[first]):
        return
    if not role and kind in (NameKind.PERSON, NameKind.OTHER):
        role = plain_role(line.text, tokens, first, last)
        if not role and (kind is NameKind.PERSON or first < last):
            role = apposition(line.text, tokens, last)
        role = role if fits_gender(words, role) else ""
        kind = NameKind.PERSON if role else kind
    begin = _ordinal_before(tokens, first, last)
    words = line.text[tokens[begin].start : tokens[first].start] + words
    yield Found(Name(tokens[begin].start, tokens[begin].start + len(words), words, kind, role), begin, last)


def _ordinal_before(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where the number of a court or a regiment begins, which is part of its name: "the 3rd Circuit"."""
    if first < 2 or tokens[first - 1].lower not in ("st", "nd", "rd", "th") or not tokens[first - 2].text.isdigit():
        return first
    is_tight = tokens[first - 2].end == tokens[first - 1].start
    at = first + 1 if tokens[first].text in ("U.S.", "US") and first < last else first
    has_head = tokens[at].text in _NUMBERED_HEADS
    return first - 2 if is_tight and has_head else first


def _ends_sentence(token: str) -> bool:
    """Whether the full stop that the last word keeps is a sentence's, not an abbreviation's."""
    return token[-1] == "." and len(token) > 3 and "." not in token[:-1] and token not in lexicon.places()


def _is_common_in_headline(line: NameLine, token: Token) -> bool:
    """Whether a lone word of a headline is a common one that no sentence writes with a capital."""
    is_common = token.lower in lexicon.common_words() or singular(token.lower) in lexicon.english_words()
    return is_common and token.text not in line.known.mid
