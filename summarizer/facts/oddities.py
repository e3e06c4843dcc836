"""What is odd about an article beside the others: it alone says the opposite, or contradicts what it says itself.

Not a disagreement to be shown as one: a slip of one text (a lost "not", a verb turned round in translation) against all
others, of which an editor must know before using that article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from summarizer.checkers.predicates import forms_of
from summarizer.facts.negations import denied_words
from summarizer.facts.topics import Topics, alike
from summarizer.facts.view import StoryView
from summarizer.model import Disagreement, DisagreementKind, NameKind, Notice, Oddity, ReadSentence
from summarizer.resources import read_text

ALONE, OPPOSITE, ITSELF = "stands-alone", "opposite-of-others", "contradicts-itself"
"""Codes of the notices."""

_GOVERNING = re.compile(
    r"\b([a-z]+)\s+(?:(?:from|of)\s+[a-z]+ing\s+)?(?:(?:from|the|of|its|their|to|into|with)\s+){0,2}$"
)
_REACH = 40
"""Characters between a verb and the name that it governs: "withdraw from NATO", "join the Free Port Union"."""
_OTHERS = 2
"""Independent origins that must say otherwise."""
_SAME_SENTENCE = 0.6
"""How like two sentences of one article must be, one of them negated, to contradict one another."""


def find_oddities(
    view: StoryView, topics: Topics, disagreements: Sequence[Disagreement]
) -> tuple[tuple[Notice, ...], tuple[Oddity, ...]]:
    """The notices, each with the article that it is about, in the order of the articles; and what one of them alone
    says, for those who read a summary that repeats it."""
    alone = [*_alone(view, disagreements), *_opposites(view)]
    found = [*(notice for notice, _ in alone), *_against_itself(view, topics)]
    order = {article.id: place for place, article in enumerate(view.story.articles)}
    notices = sorted(dict.fromkeys(found), key=lambda notice: (order[notice.article_id], notice.code, notice.message))
    oddities = sorted(dict.fromkeys(odd for _, odd in alone), key=lambda o: (order[o.span.article_id], o.span.start))
    return tuple(notices), tuple(oddities)


def _alone(view: StoryView, disagreements: Sequence[Disagreement]) -> Iterator[tuple[Notice, Oddity]]:
    """Articles that alone give a figure where several origins give one and the same other."""
    for disagreement in disagreements:
        if disagreement.kind is not DisagreementKind.FIGURE:
            continue
        origins: dict[tuple[float, float], set[str]] = defaultdict(set)
        for stated in disagreement.figures:
            origins[stated.figure.low, stated.figure.high].add(stated.origin)
        most = max(origins, key=lambda value: (len(origins[value]), value))
        if len(origins) != 2 or len(origins[most]) < _OTHERS:
            continue
        agreed = next(s.figure.text for s in disagreement.figures if (s.figure.low, s.figure.high) == most)
        for stated in disagreement.figures:
            value = stated.figure.low, stated.figure.high
            if value != most and origins[value] <= {stated.origin} and stated.origin not in origins[most]:
                notice = Notice(
                    ALONE,
                    f"{view.label(stated.span.article_id)} alone says {stated.figure.text} ({disagreement.subject}); "
                    f"{len(origins[most])} other origins say {agreed}.",
                    stated.span.article_id,
                )
                others = tuple(s.span for s in disagreement.figures if (s.figure.low, s.figure.high) == most)
                yield notice, Oddity(stated.figure.text, stated.span, others, stated.figure, (most,))


@cache
def opposed_forms() -> Mapping[str, frozenset[str]]:
    """Every form of a verb → the forms of its opposites, from the table of antonyms."""
    table: dict[str, set[str]] = defaultdict(set)
    for line in read_text("antonyms.txt").splitlines():
        head, colon, rest = line.partition("#")[0].partition(":")
        for word in rest.split(",") if colon else ():
            if " " in word.strip():
                continue
            one, other = forms_of(head.strip()), forms_of(word.strip())
            for form in one:
                table[form] |= other
            for form in other:
                table[form] |= one
    return {form: frozenset(others) for form, others in table.items()}


def _opposites(view: StoryView) -> Iterator[tuple[Notice, Oddity]]:
    """Articles of which the verb before a name is the opposite of the one that all others have there."""
    told: dict[str, dict[str, list[tuple[str, ReadSentence]]]] = defaultdict(lambda: defaultdict(list))
    for read in view.story.sentences:
        for name in read.mentions.names:
            entity = view.names.bearer_of(name, read.article_id)
            if entity is None or entity.kind is NameKind.PERSON:
                continue
            match = _GOVERNING.search(read.text[: name.start - read.sentence.start][-_REACH:])
            if match and match[1] in opposed_forms():
                told[entity.id][read.article_id].append((match[1], read))
    entities = {entity.id: entity for entity in view.names.entities}
    for entity_id, by_article in told.items():
        for article_id, verbs in by_article.items():
            for verb, read in verbs:
                others = _who_says(view, by_article, article_id, opposed_forms()[verb])
                same = _who_says(view, by_article, article_id, frozenset({verb}))
                if len(others) >= _OTHERS and not same:
                    said = _around(read, verb)
                    notice = Notice(
                        OPPOSITE,
                        f"{view.label(article_id)} says “{said}”, where {len(others)} other origins say "
                        "the opposite: it may be a slip of this text.",
                        article_id,
                    )
                    spans = tuple(
                        other.sentence.span
                        for rows in by_article.values()
                        for word, other in rows
                        if word in opposed_forms()[verb]
                    )
                    names = entities[entity_id].spellings
                    yield notice, Oddity(said, read.sentence.span, spans, verb=verb, names=names)


def _who_says(
    view: StoryView,
    by_article: Mapping[str, Sequence[tuple[str, ReadSentence]]],
    article_id: str,
    verbs: Collection[str],
) -> set[str]:
    """The origins of other articles that have one of the verbs."""
    return {
        view.origin(other)
        for other, told in by_article.items()
        if view.origin(other) != view.origin(article_id) and any(verb in verbs for verb, _ in told)
    }


def _around(read: ReadSentence, verb: str) -> str:
    found = re.search(rf"(?:\S+\s+){{0,3}}\b{verb}\b(?:\s+\S+){{0,4}}", read.text)
    return " ".join((found.group() if found else read.text).split()).strip(' ,.;:“”"')


def _against_itself(view: StoryView, topics: Topics) -> Iterator[Notice]:
    """Articles that say and deny nearly the same sentence in their own voice."""
    by_article: dict[str, dict[str, ReadSentence]] = defaultdict(dict)
    for read in view.story.sentences:
        if not read.mentions.quotations and not read.text.rstrip().endswith("?"):
            by_article[read.article_id].setdefault(read.text, read)
    for article_id, reads in by_article.items():
        denied = {text: words for text in reads if (words := denied_words(text))}
        for text, words in denied.items():
            read = reads[text]
            for other in (one for each, one in reads.items() if each not in denied):
                topic, other_topic = topics.whole(read), topics.whole(other)
                if words & other_topic.weights.keys() and alike(topic, other_topic) >= _SAME_SENTENCE:
                    yield Notice(
                        ITSELF,
                        f"{view.label(article_id)} says both “{_short(other.text)}” and “{_short(read.text)}”.",
                        article_id,
                    )


def _short(text: str, n_words: int = 16) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= n_words else " ".join(words[:n_words]) + " …"
