"""The whole story searched for what speaks of a claim: passages near in words and meaning, the cited articles' best."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from summarizer.model import Candidate, CheckedSentence, Claim, Evidence, Facts, Finding, ReadSentence, Story, Vote
from summarizer.similarity import Index, content_words, words
from summarizer.verification.decision import VERBATIM

N_CANDIDATES = 8
N_KEPT = 500  # checked sentences of a story: drafts of one story share most of theirs
N_CITED = 2  # of every cited article, its best sentences are always looked at
NEAR = 0.22
"""Similarity from which a passage speaks of the claim at all. Set by hand, below every faithful sentence of
`data/claims` (least .25 of 769); it is no test of support: 53 % of sentences about another story pass too."""

MIN_COPIED_WORDS = 6
COPIED = 0.97  # word-by-word similarity from which a sentence is an article's own, but for words without weight
_PRONOUN = re.compile(
    r"^(?:he|she|they|it|his|her|their|this|that|these|those|the (?:move|statement|decision))\b", re.I
)
_OPENING = re.compile(r"^(?:meanwhile|however|but|and|also|still|in addition|separately|later|earlier)\b,?\s*", re.I)


class Library:
    """A story's sentences, indexed once for all the claims of a draft."""

    def __init__(self, story: Story, facts: Facts) -> None:
        self._story, self._facts = story, facts
        self._index = Index([sentence.text for sentence in story.sentences])
        self._numbers = {article.id: article.number for article in story.articles}
        self._words = [words(sentence.text) for sentence in story.sentences]
        self.checked: dict[object, CheckedSentence] = {}

    def keep(self, key: object, checked: CheckedSentence) -> None:
        """Keep what was found of a sentence; the oldest goes when there are too many."""
        while len(self.checked) >= N_KEPT:
            self.checked.pop(next(iter(self.checked)))
        self.checked[key] = checked

    def evidence_for(self, claim: Claim) -> Evidence:
        """What the checkers may look at, nearest first; a claim that opens with a pronoun brings the one before."""
        query = claim.text
        if _PRONOUN.match(claim.text) and claim.previous:
            query = f"{claim.previous[-1]} {claim.text}"
        scores = self._index.scores(query)
        order = sorted(range(len(scores)), key=lambda row: (-float(scores[row]), row))
        chosen = order[:N_CANDIDATES]
        for number in claim.cited:
            own = [row for row in order if self._number(row) == number]
            chosen.extend(own[:N_CITED])
        candidates = [
            Candidate(self._story.sentences[row], float(scores[row]), self._number(row) in claim.cited)
            for row in dict.fromkeys(chosen)
        ]
        candidates.sort(key=lambda candidate: -candidate.similarity)
        return Evidence(tuple(candidates), self._story, self._facts)

    def _number(self, row: int) -> int:
        return self._numbers[self._story.sentences[row].article_id]

    def copied_from(self, claim: Claim) -> tuple[ReadSentence, ...]:
        """The article sentences that have this claim word for word, numbers and names included."""
        own = words(_OPENING.sub("", claim.text))
        if len(own) < MIN_COPIED_WORDS:
            return ()
        return tuple(
            sentence
            for sentence, other in zip(self._story.sentences, self._words, strict=True)
            if abs(len(own) - len(other)) <= 3 and _is_copy(own, other)
        )

    def verbatim(self, claim: Claim) -> tuple[Finding, ...]:
        """The finding that vouches for a sentence which an article has word for word."""
        sources = self.copied_from(claim)
        if not sources:
            return ()
        labels = dict.fromkeys(self._story.article(source.article_id).label for source in sources)
        spans = tuple(source.sentence.span for source in sources)
        reason = f"{_listed(list(labels))} {'has' if len(labels) == 1 else 'have'} this sentence word for word."
        return (Finding(VERBATIM, Vote.AFFIRM, None, reason, evidence=spans, score=1.0),)


_WEIGHTLESS = frozenset(("a", "an", "the", "that", "also", "on", "but", "and", "however", "meanwhile"))


def _is_copy(own: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two word lists are one, but for words that carry nothing."""
    if Indel.normalized_similarity(own, other) < COPIED - 0.1:
        return False
    left = [word for word in own if word not in _WEIGHTLESS]
    right = [word for word in other if word not in _WEIGHTLESS]
    return left == right


def _listed(labels: list[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"


def is_near(evidence: Evidence) -> bool:
    """Whether any passage speaks of the claim at all."""
    return any(candidate.similarity >= NEAR for candidate in evidence.candidates)


def is_checkable(text: str, claim: Claim) -> bool:
    """Whether a sentence makes a factual claim: questions, greetings, headings and remarks on the summary do not.

    A question that states its premise in a quotation is one all the same; an editor reads questions anyway. What only
    ends with a title or words that ask ("a report called “Who knew?”") is none.
    """
    bare = text.strip().strip("“”\"'")
    is_quoted = text.strip()[:1] in "“\"‘'"
    if not bare or (bare if is_quoted else text.strip()).endswith(("?", ":")):
        return False
    if not is_quoted and _META.search(bare):  # a summary's own "I have", not a speaker's
        return False
    content = content_words(bare)
    has_mention = bool(claim.mentions.figures or claim.mentions.names or claim.mentions.quotations)
    if _OF_ALL_OR_NONE.match(bare) and content and bare.endswith("."):
        return True  # "No one was missing": short, and a claim
    return len(content) >= 3 or (len(content) == 2 and (has_mention or bare.endswith(".")))


_OF_ALL_OR_NONE = re.compile(
    r"(?:no one|nobody|none|nothing|everyone|everybody|all|both|no [a-z]+) (?:of [\w ]{2,30} )?"
    r"(?:is|are|was|were|has|have|had|will|[a-z]+ed|died|fell|sank|left|won|lost)\b",
    re.I,
)


_META = re.compile(
    r"^(?:here (?:is|are)\b|this (?:summary|article|round-?up|text) |the following |"
    r"in (?:summary|short|conclusion)[.:]?$|"
    r"(?:good (?:morning|evening|afternoon)|hello|hi|dear|thank you|thanks(?! to)|welcome)\b|"
    r"(?:sources?|further reading|key points?)\b[^.]{0,20}$|i (?:hope|have|can|cannot|am)\b)",
    re.I,
)
