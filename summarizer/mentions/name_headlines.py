"""Headlines, in which capitals tell nothing: "Moss Wades In: Urges Ostmark to Go" has the names Moss and Ostmark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from summarizer.mentions import lexicon
from summarizer.mentions.name_lines import NameLine, known_kind
from summarizer.mentions.nouns import singular
from summarizer.mentions.tokens import Line

_HEADS = lexicon.organisation_heads() | lexicon.name_cues("bodies-end") | lexicon.place_heads()[0]
_LONGEST = 5
_ENDINGS = ("ed", "es", "ing", "d", "s", "er", "ers", "ly")


def is_headline(text: str, line: Line, works: Mapping[int, int], *, is_first: bool) -> bool:
    """Whether capitals tell nothing here: nearly all words have them, also without the titles of `works`.

    A sentence is none, but for the first (`is_first`) where it is a line of its own.
    """
    if not line.tokens:
        return False
    if line.tokens[-1].text == "." and not (is_first and "\n" in text[line.end : line.end + 2]):
        return False
    inside = {number for first, last in works.items() for number in range(first, last + 1)}
    words = [
        token
        for number, token in enumerate(line.tokens)
        if token.is_word and len(token.text) > 3 and number not in inside
    ]
    if len(words) < 4:
        return False
    return sum(token.is_capital for token in words) >= 0.8 * len(words)


def proper_runs(line: NameLine, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The first and last tokens of the parts of a run of a headline that are more than common words."""
    number = first
    while number <= last:
        stop = _proper_until(line, number, last)
        if stop < number:
            number += 1
            continue
        yield number, stop
        number = stop + 1


def _proper_until(line: NameLine, first: int, last: int) -> int:
    """The last token of the name that begins at `first`; before it where none does."""
    tokens, stop, number = line.tokens, first - 1, first
    while number <= last:
        known = _known_until(line, number, last)
        if known >= number:
            stop = known
        elif (_is_proper(line, number) and not _is_beside(line, number, stop)) or (
            stop >= first and tokens[number].text in _HEADS
        ):
            stop = number
        elif _joins(line, number, last, has_name=stop == number - 1 and stop >= first):
            stop = number + (2 if tokens[number].is_capital else 1)
        else:
            break
        number = stop + 1
    return stop


def _is_beside(line: NameLine, number: int, stop: int) -> bool:
    """Whether the word before ends a name that the text has elsewhere, but never this one: "Moss Wades"."""
    if stop != number - 1 or line.tokens[number].text in line.known.mid:
        return False
    return line.tokens[stop].text in line.known.mid and line.tokens[stop].text not in lexicon.first_names()


def _joins(line: NameLine, number: int, last: int, *, has_name: bool) -> bool:
    """Whether the head of a body and "of", or a small word within a name, goes before a proper word."""
    tokens = line.tokens
    if tokens[number].is_capital:
        is_head = tokens[number].text in _HEADS and number + 2 <= last and tokens[number + 1].lower in ("of", "for")
        return is_head and _is_proper(line, number + 2)
    return has_name and number < last and _is_proper(line, number + 1)


def _known_until(line: NameLine, first: int, last: int) -> int:
    """The last token of a name that is known or that the text has elsewhere, of two words or more."""
    if not line.tokens[first].is_capital:
        return first - 1
    for stop in range(min(last, first + _LONGEST), first, -1):
        if known_kind(line.words(first, stop)):
            return stop
    is_pair = first < last and (line.tokens[first].text, line.tokens[first + 1].text) in line.known.pairs
    return first + 1 if is_pair else first - 1


def _is_proper(line: NameLine, number: int) -> bool:
    """Whether a word is no common one, or the text has it with a capital that no sentence gives it."""
    token = line.tokens[number]
    if not token.is_capital:
        return False
    if token.text in line.known.mid or token.text in lexicon.title_words():
        return True
    if token.text.isupper() and len(token.text) > 1:
        return not is_common(token.lower)
    if known_kind(token.text) or token.text in lexicon.first_names() or token.text in lexicon.demonyms():
        return True
    return not is_common(token.lower)


def is_common(word: str) -> bool:
    """Whether a word in small letters, each of its parts, or what an ending was put to is a common one."""
    english = lexicon.english_words()
    if "-" in word:
        return all(is_common(part) for part in word.split("-") if part)
    word = word.partition("'")[0]
    if word in english or word in lexicon.common_words() or singular(word) in english:
        return True
    if singular(word) in lexicon.roles():
        return True
    return any(
        word.endswith(end) and len(word) > len(end) + 2 and {word[: -len(end)], word[: -len(end)] + "e"} & english
        for end in _ENDINGS
    )
