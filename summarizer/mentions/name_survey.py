"""What the whole text tells of its words before names are read: capitals no sentence gives, surnames, peoples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.mentions import lexicon
from summarizer.mentions.name_lines import NUMBER_SIGNS, Known
from summarizer.mentions.name_peoples import derived_demonyms
from summarizer.mentions.name_starts import MARKERS
from summarizer.mentions.tokens import Line, Token

_NO_NOUNS, _VERBS_AFTER = lexicon.grammar("phrases-not-noun"), lexicon.grammar("names-verbs-after")
_SENTENCE_MARKS = frozenset([*'“„"«»‘:.?!•—–|*-', "--"])
_IN_LANGUAGES = frozenset([
    "said", "spoke", "speak", "speaking", "sang", "wrote", "written", "read", "shouted", "answered", "fluent",
    "broadcast", "printed", "prayed", "sign", "letter", "poem", "song", "text", "book", "speech", "is", "was",
    "sentence", "word", "words", "phrase",
])  # fmt: skip


def survey(lines: Sequence[Line], headlines: Sequence[bool]) -> Known:
    """Which words the text has in small letters, and which with a capital that no sentence gives them."""
    known, located = Known(), set[str]()
    for line, has_capitals in zip(lines, headlines, strict=True):
        begins, earlier = True, ""
        known.alone.update(_alone(line.tokens))
        located.update(_located(line.tokens))
        known.surnames.update(_surnames(line.tokens))
        for number, token in enumerate(line.tokens):
            mid = ""
            if token.is_word:
                if not token.is_capital:
                    known.lower.add(token.lower)
                else:
                    known.capitals.add(token.text)
                    if not begins and not has_capitals and not _is_number_sign(line.tokens, number):
                        mid = token.text
                        known.mid.add(mid)
                        if earlier:
                            known.pairs.add((earlier, mid))
                begins = begins and token.text in MARKERS
            elif token.text in _SENTENCE_MARKS:
                begins = True
            earlier = mid
    known.demonyms.update(derived_demonyms(known.capitals, known.pairs, located))
    return known


def _alone(tokens: Sequence[Token]) -> Iterator[str]:
    """The capitals that have no other beside them and follow no dash."""
    beside = False
    for number, token in enumerate(tokens, start=1):
        if token.is_capital and not beside:
            after = tokens[number] if number < len(tokens) else None
            if after is None or not (after.is_capital or after.text == "–"):
                yield token.text
        beside = token.is_capital or token.text == "–"


def _surnames(tokens: Sequence[Token]) -> Iterator[str]:
    """The capitals after a given name, or after that and an initial."""
    names = lexicon.first_names()
    for number, (given, second) in enumerate(pairwise(tokens), start=2):
        if second.is_capital and given.is_capital and given.text in names:
            if len(second.text) > 2:
                yield second.text
            elif number < len(tokens) and tokens[number].is_capital:
                yield tokens[number].text


def _located(tokens: Sequence[Token]) -> Iterator[str]:
    """The lone names after "in", "near" or "outside" without a noun of theirs, but for languages: "sang in Norish"."""
    for number, token in enumerate(tokens[1:-1], start=1):
        following = tokens[number + 1]
        if token.is_capital and tokens[number - 1].lower in ("in", "near", "outside") and not following.is_capital:
            is_noun = following.is_word and following.lower not in _NO_NOUNS and following.lower not in _VERBS_AFTER
            if not is_noun and tokens[number - 2].lower not in _IN_LANGUAGES:
                yield token.text


def _is_number_sign(tokens: Sequence[Token], number: int) -> bool:
    """ "Colony No 4" makes "No" no name."""
    return tokens[number].lower in NUMBER_SIGNS and number + 1 < len(tokens) and tokens[number + 1].text.isdigit()
