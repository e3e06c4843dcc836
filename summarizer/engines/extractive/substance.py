"""How little a sentence tells: set phrases, general truths, colour, a passer-by's remark, an empty quotation.

A short summary has no room for them. What they have in common is that nobody else takes them up: whether a word or a
quotation belongs to the matter is asked of the story's other sentences.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache

from summarizer.engines.extractive.print_rules import outside_quotes, pattern, words_of
from summarizer.languages import ENGLISH
from summarizer.model import NameKind, Precision, ReadSentence, Story
from summarizer.similarity import content_words, idf, stem, words

GENERAL, COLOUR, PASSER_BY, EMPTY = 0.6, 0.4, 0.4, 0.4  # of a sentence's worth, which each takes away
PLAIN = 2.3  # idf from which a word says what a sentence is about: "people" and "said" have less
N_TAKEN_UP = 2  # other sentences that must have a word of a quotation, if it is about the matter
QUOTED = 0.45  # share of a sentence's characters that are quoted from which it is a quotation and little besides
ASKED = 0.3  # the same where somebody from the street is asked
_BLANK = re.compile(r" {3,}")  # a quotation, as `outside_quotes` leaves it


class Substance:
    """Tells of each sentence how little it tells; built once for a story and the language of its summary."""

    def __init__(self, story: Story, language: str = ENGLISH) -> None:
        self._is_english = language == ENGLISH
        origins = {id_: origin.id for origin in story.origins for id_ in origin.article_ids}
        self._origin = {article.id: origins.get(article.id, article.id) for article in story.articles}
        told: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        for read in story.sentences:
            own = frozenset(content_words(read.text))
            for word in own:
                told[word][self._origin[read.article_id]][read.article_id] += 1
        # how many sentences of each origin have a word: of copies, one text's
        self._told: Mapping[str, Mapping[str, int]] = {
            word: {origin: max(counts.values()) for origin, counts in found.items()} for word, found in told.items()
        }

    def says_nothing(self, text: str) -> bool:
        """Whether a sentence could stand in any story."""
        return self._is_english and bool(pattern("says-nothing").search(outside_quotes(text)))

    def loss(self, text: str, read: ReadSentence) -> float:
        """What of a sentence's worth is lost because it tells little, 0..1."""
        if not self._is_english:
            return 0.0
        own = outside_quotes(text)
        if self._is_general(own, read):
            return GENERAL
        quoted = " ".join(text[run.start() : run.end()] for run in _BLANK.finditer(own))
        if len(quoted) > ASKED * len(text) and _is_of_passer_by(own) and not _witness().search(text):
            return PASSER_BY
        if len(quoted) > QUOTED * len(text) and self._is_empty(quoted):
            return EMPTY
        return COLOUR if self._is_colour(own, read) else 0.0

    def _is_general(self, own: str, read: ReadSentence) -> bool:
        """Whether it tells how things are, of nobody and no day."""
        is_of_a_day = any(mention.precision is Precision.DAY for mention in read.mentions.dates)
        if read.mentions.attributions or is_of_a_day or _tells_of_past(own):
            return False
        if any(name.kind is NameKind.PERSON for name in read.mentions.names):
            return False
        opens_with_name = any(
            name.start - read.sentence.start < 3 and (name.kind is not NameKind.OTHER or " " in name.text)
            for name in read.mentions.names
        )
        is_particular = opens_with_name or pattern("particular", is_start=True).match(own)
        return not is_particular and bool(pattern("generic").search(own))

    def _is_empty(self, quoted: str) -> bool:
        """Whether of what is quoted nothing is what the story is about."""
        return not re.search(r"\d", quoted) and not self._is_taken_up(quoted)

    def _is_taken_up(self, text: str) -> bool:
        """Whether a word that says something stands in other sentences, too: two at least, for one may be a twin."""
        return any(idf(word) >= PLAIN and self._n_elsewhere(word) >= N_TAKEN_UP for word in set(content_words(text)))

    def _is_colour(self, own: str, read: ReadSentence) -> bool:
        if read.mentions.figures or read.mentions.attributions or read.mentions.quotations:
            return False
        colours = {stem(word) for word in words(own) if word in words_of("scenery")}
        origin = self._origin[read.article_id]
        return any(not set(self._told.get(word, ())) - {origin} for word in colours)

    def _n_elsewhere(self, word: str) -> int:
        """In how many sentences but one a word stands."""
        return sum(self._told.get(word, {}).values()) - 1


def _tells_of_past(own: str) -> bool:
    return bool(re.search(r"\b(?:was|were|had|said|told|did)\b|\b(?!need)[a-z]{2,}ed\b(?! (?:by|as|to|for)\b)", own))


def _is_of_passer_by(own: str) -> bool:
    who = pattern("ordinary").pattern
    return bool(
        re.search(
            rf"\b(?:said|says|told) (?:(?:one|an?|another) )?(?:[a-z-]+ ){{0,2}}?{who}\b"
            rf"|, (?:one|an?) (?:[a-z0-9-]+ ){{0,3}}?{who}\b|\b{who} [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)? (?:said|says)\b",
            own,
        )
    )


@cache
def _witness() -> re.Pattern[str]:
    return re.compile(rf"\b{pattern('witness').pattern}\b")
