"""Sentences of two outlets that share nearly every word and exclude one another: "will sell", "will not sell".

No word of denial need answer the other, and both may be said by the same person: what he said is then what the outlets
disagree on. In 357 real stories two of 726 pairs of sentences that are as alike as this exclude one another.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from summarizer.facts.denials import Opposed
from summarizer.facts.opposites import told_apart
from summarizer.facts.topics import Topics, alike, heaviest
from summarizer.facts.view import StoryView
from summarizer.model import ReadSentence

_ALIKE = 0.6
"""How like the whole sentences must be."""
_HEAVY = 3
"""Words, the weightiest of a sentence, of which the other has one: no other can be so like it."""
_LONGEST = 60
"""Words of a sentence that is compared."""
_MEANWHILE = timedelta(hours=20)
"""Between two texts, after which the later one may tell of what has happened since."""
_MOST = 200
"""Sentences that one is compared with: in a text all of whose sentences are alike, all pairs take its square."""
_SURENESS = 0.9


def find_parallels(view: StoryView, topics: Topics) -> Iterator[Opposed]:
    """Pairs of sentences of two origins that cannot both be true, each once, in the order of the sentences.

    The voices are left out: that one person is reported to have said both is no reason to take neither seriously.
    """
    first: dict[str, ReadSentence] = {}  # what is said again and again is compared once
    for read in view.story.sentences:
        if len(read.text.split()) <= _LONGEST:
            first.setdefault(read.text, read)
    reads = {read.sentence.span: number for number, read in enumerate(first.values())}
    for number, read in enumerate(first.values()):
        topic = topics.whole(read)
        near = (one for one in topics.sentences_with(heaviest(topic, _HEAVY)) if one.sentence.span in reads)
        for other in islice(near, _MOST):
            if reads[other.sentence.span] >= number or _is_of_one_hand(view, read.article_id, other.article_id):
                continue
            if alike(topic, topics.whole(other)) < _ALIKE or not _is_of_one_time(view, read, other):
                continue
            apart = told_apart(read.text, other.text)
            if apart is not None and apart.excludes:
                yield Opposed(other.sentence.span, "", read.sentence.span, "", _SURENESS)


def _is_of_one_hand(view: StoryView, one: str, other: str) -> bool:
    """Whether two texts are of one outlet, or one is a later version of the other: then the later one holds. A copy
    that says the opposite has lost or gained a "not", and an editor must know."""
    if one == other or (view.outlet(one) and view.outlet(one) == view.outlet(other)):
        return True
    return view.later_version(one, other) or view.later_version(other, one)


def _is_of_one_time(view: StoryView, one: ReadSentence, other: ReadSentence) -> bool:
    """Whether both were written at about one time, as far as that is known."""
    first, second = (view.article(read.article_id).published_at for read in (one, other))
    if first is None or second is None or (first.tzinfo is None) != (second.tzinfo is None):
        return True
    return abs(first - second) <= _MEANWHILE
