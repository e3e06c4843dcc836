"""What the story is: the words that the articles' titles and first sentences agree on, and how much a text has of them.

Titles and leads are where editors have said already what happened. A word counts by how many independent origins open
with it, or with one of like meaning ("fell", "collapsed"), so a feature's scenic opening, which no other article
shares, counts for little; and by its rarity in news. A word that another origin has further down supports it by half.
Copies of one text are one voice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from summarizer.engines.extractive.print_rules import bare_title, is_printable, words_of
from summarizer.engines.extractive.wording import without_dateline
from summarizer.languages import ENGLISH, article_languages
from summarizer.model import Story
from summarizer.similarity import STOP_WORDS, idf, stem, word_vectors, words

ALIKE = 0.6  # cosine from which two words count as one in part, as in `facts.claims`: "soldiers" and "troops" are .86
ALONE = 0.08  # what a word weighs that one origin alone opens with, beside 1 of one that all open with
RAREST = 7.0  # idf above which a word is no rarer: a name that no other news has is not more than the event
BODY = 0.5  # what a word weighs in an origin that has it further down, beside 1 of one that opens with it
N_OF_BODY = 8  # sentences of an article that are looked at
NUMBER_WORDS = words_of("number-words")
_NUMBERS = frozenset(stem(word) for word in NUMBER_WORDS)
_DAYS = words_of("calendar-words")


class Gist:
    """The story's opening words with their weights; asked of every title and sentence.

    `openings` are each origin's titles and first sentences, `bodies` the first sentences after these.
    """

    def __init__(self, openings: Sequence[Sequence[str]], bodies: Sequence[Sequence[str]] = ()) -> None:
        voices = [_vocabulary(" ".join(texts)) for texts in openings]
        further = [frozenset(_vocabulary(" ".join(texts))) for texts in bodies] or [frozenset[str]()] * len(voices)
        spelled = {root: word for voice in voices for root, word in sorted(voice.items())}
        self._plain = [root for root in sorted(spelled) if _has_synonyms(root)]
        self._vectors = word_vectors([spelled[root] for root in self._plain])
        rows = {root: row for row, root in enumerate(self._plain)}
        near = self._vectors @ self._vectors.T
        held = [[rows[root] for root in sorted(voice) if root in rows] for voice in voices]
        self._weights: dict[str, float] = {}
        for root in sorted(spelled):
            support = 0.0
            for voice, places, body in zip(voices, held, further, strict=True):
                if root in voice:
                    support += 1.0
                    continue
                like = float(near[rows[root], places].max()) if root in rows and places else 0.0
                support += max(round(like, 3) if like >= ALIKE else 0.0, BODY * (root in body))
            agreed = (support - 1) / (len(voices) - 1) if len(voices) > 1 else 1.0
            self._weights[root] = min(idf(root), RAREST) * (ALONE + agreed)
        self._total = sum(self._weights.values())

    def share(self, text: str) -> float:
        """How much of the gist a text tells, 0..1.

        >>> gist = Gist([["Bridge collapse kills five"], ["Five die as bridge falls"]])
        >>> gist.share("Five people died when the bridge fell.") > gist.share("The mayor spoke to parents.")
        True
        """
        if not self._total:
            return 0.0
        found = _vocabulary(text)
        told = sum(self._weights[root] for root in sorted(found) if root in self._weights)
        others = [word for root, word in sorted(found.items()) if root not in self._weights and _has_synonyms(root)]
        if self._plain and others:
            near = (self._vectors @ word_vectors(others).T).max(axis=1)
            for root, value in zip(self._plain, near.tolist(), strict=True):
                if value >= ALIKE and root not in found:
                    told += self._weights[root] * round(value, 3)
        return told / self._total


def read_gist(story: Story, overtaken: Collection[str] = (), language: str = ENGLISH) -> Gist:
    """The gist of a story, from its articles in one language.

    `overtaken` are articles that a later version has replaced, which open nothing any more.
    """
    origins = {id_: origin.id for origin in story.origins for id_ in origin.article_ids}
    languages = article_languages(story)
    prose = _prose(story, language)
    openings: dict[str, list[str]] = defaultdict(list)
    bodies: dict[str, list[str]] = defaultdict(list)
    for article in sorted(story.articles, key=lambda article: article.id):
        if article.id not in overtaken and languages[article.id] in ("", language):
            origin, texts = origins.get(article.id, article.id), prose.get(article.id, [])
            openings[origin] += [text for text in (bare_title(article.title), *texts[:1]) if text]
            bodies[origin] += texts[1:N_OF_BODY]
    voices = [origin for origin in sorted(openings) if openings[origin]]
    if len(voices) == 1:  # nobody else to agree with but title and text
        texts = list(dict.fromkeys(openings[voices[0]]))
        return Gist([[text] for text in texts], [bodies[voices[0]]] * len(texts))
    return Gist([openings[origin] for origin in voices], [bodies[origin] for origin in voices])


def _prose(story: Story, language: str) -> dict[str, list[str]]:
    """Of each article the sentences that can be printed, in order: no note on a correction, no heading."""
    found: dict[str, list[str]] = defaultdict(list)
    for read in sorted(story.sentences, key=lambda read: (read.article_id, read.sentence.index)):
        if len(found[read.article_id]) < N_OF_BODY and is_printable(
            text := without_dateline(" ".join(read.text.split())), language
        ):
            found[read.article_id].append(text)
    return found


def _has_synonyms(root: str) -> bool:
    """Whether a word of like meaning may stand for this one: no number, no name."""
    return root.isalpha() and root not in _NUMBERS and idf(root) < RAREST


def _vocabulary(text: str) -> dict[str, str]:
    """The content words of a text by their stems; days of the week say nothing of what happened."""
    found: dict[str, str] = {}
    for word in words(text):
        if word not in STOP_WORDS and word not in _DAYS and len(word) > 1:
            found.setdefault(stem(word), word)
    return found
