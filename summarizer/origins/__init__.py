"""Who first wrote what: copies, later versions, translations and composites share an origin and corroborate once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from summarizer.model import CleanArticle, Origin, OriginKind, OriginMember, ReadSentence
from summarizer.origins.credits import Credits, names_outlet, read_credits
from summarizer.origins.translations import Parallel, find_parallels
from summarizer.origins.updates import is_update_of
from summarizer.origins.wording import Overlap, Prose, are_of_others, measure_overlaps, read_prose

__all__ = ["UPDATED_BY", "UPDATE_OF", "find_origins"]

_MIN_SHARED, _MIN_SHARE = 3, 0.3
"""Sentences that strangers must share, and their share of the shorter text. A press release printed by two newsrooms
gives one or two such sentences, a text that was taken over gives half and more."""
_RELATED_SHARED, _RELATED_SHARE = 1, 0.12
"""The same where a credit, an agency or one outlet ties the two together anyway."""
UPDATE_OF, UPDATED_BY = "an update, in new words, of", "told anew by the same outlet in"
"""How a reason begins where only what an outlet says of its own texts ties them together."""
_SAME = 2
"""From so many sentences on that are the same word for word, figures and all, no set phrases explain it."""
_FULL = 0.9
"""A text of so much of the fullest one's length counts as full, too."""
_COPY_SHARE = 0.8
"""From this share of its sentences on a text is a copy with cuts rather than a version of its own."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """All that was read about one article."""

    article: CleanArticle
    prose: Prose
    credits: Credits


@dataclass(frozen=True, slots=True)
class _Link:
    """Why two articles are of one origin. Overlaps are those of the first in the second, and back."""

    there: Overlap
    back: Overlap
    parallel: Parallel | None = None


def find_origins(articles: Sequence[CleanArticle], sentences: Sequence[ReadSentence]) -> tuple[Origin, ...]:
    """The origins behind the articles, each article under exactly one; in the order of their first article.

    Shared wording outside quotations makes one origin of two articles that name the same; credits and agencies lower
    what is asked for. An
    outlet's update of its own text is of its origin, however much was written anew.

    >>> text = "The dam above Orle broke late on Friday. Divers searched the lower town for the missing until dawn."
    >>> [origin.article_ids for origin in find_origins([CleanArticle("a", 1, text), CleanArticle("b", 2, text)], [])]
    [('a', 'b')]
    """
    of_article: dict[str, list[ReadSentence]] = defaultdict(list)
    for sentence in sentences:
        of_article[sentence.article_id].append(sentence)
    readings = {
        article.id: _Reading(article, read_prose(article, of_article[article.id]), read_credits(article))
        for article in articles
    }
    links, composites = _without_composites(readings, _find_links(readings, of_article))
    return tuple(
        _origin(number, [readings[article_id] for article_id in group], links, composites)
        for number, group in enumerate(_connected(list(readings), links), start=1)
    )


# ------------------------------------------------------------------------------------------- links


def _find_links(
    readings: dict[str, _Reading], of_article: dict[str, list[ReadSentence]]
) -> dict[tuple[str, str], _Link]:
    """The pairs that are of one origin, both ways round."""
    overlaps = measure_overlaps([reading.prose for reading in readings.values()])
    translated = {name for name, reading in readings.items() if reading.credits.is_translated}
    parallels = find_parallels([reading.article for reading in readings.values()], of_article, translated)
    links: dict[tuple[str, str], _Link] = {}
    articles = [reading.article for reading in readings.values()]
    updates = {(a.id, b.id) for a, b in permutations(articles, 2) if is_update_of(a, b)}
    for a, b in sorted({(min(pair), max(pair)) for pair in (*overlaps, *parallels, *updates)}):
        there = overlaps.get((a, b), Overlap(0, len(readings[a].prose.sentences)))
        back = overlaps.get((b, a), Overlap(0, len(readings[b].prose.sentences)))
        parallel = parallels.get((a, b))
        is_update = (a, b) in updates or (b, a) in updates
        is_worded_alike = _is_one_text(there, back, is_related=_are_related(readings[a], readings[b]))
        is_told_of_others = there.n_same < _SAME and _are_of_others(readings[a], readings[b])
        if is_update or parallel or (is_worded_alike and not is_told_of_others):
            links[a, b] = _Link(there, back, parallel)
            links[b, a] = _Link(back, there, parallel)
    return links


def _is_one_text(there: Overlap, back: Overlap, *, is_related: bool) -> bool:
    shorter = min(there, back, key=lambda overlap: (overlap.n_sentences, overlap.n_shared))
    n_shared, share = max(there.n_shared, back.n_shared), max(shorter.share, 0.0)
    if is_related:
        return n_shared >= _RELATED_SHARED and share >= _RELATED_SHARE
    if shorter.n_sentences < 2 * _MIN_SHARED:  # headline and lede: more than half of it must be shared
        return shorter.n_shared >= 1 and share > 0.5
    return n_shared >= _MIN_SHARED and share >= _MIN_SHARE


def _are_of_others(a: _Reading, b: _Reading) -> bool:
    """Whether two texts worded alike name others, and neither says that it was taken from the other."""
    if any(one.credits.taken_from and _credits(one, other) for one, other in ((a, b), (b, a))):
        return False
    return are_of_others(a.prose, b.prose)


def _without_composites(
    readings: dict[str, _Reading], links: dict[tuple[str, str], _Link]
) -> tuple[dict[tuple[str, str], _Link], frozenset[str]]:
    """The links without those by which a text that was put together of several would make one origin of them all, and
    which texts these are: each stays with the one of which it has most.
    """
    kept, composites = dict(links), set()
    for name, reading in readings.items():
        sources = [other for a, other in links if a == name and _is_source(readings[other], reading)]
        apart = [
            source for source in sources if all((source, other) not in links for other in sources if other != source)
        ]
        if len(apart) < 2:
            continue
        composites.add(name)
        most = max(apart, key=lambda other: (links[name, other].there.n_shared, links[other, name].there.share, other))
        for source in apart:
            if source != most:
                del kept[name, source], kept[source, name]
    return kept, frozenset(composites)


def _is_source(one: _Reading, text: _Reading) -> bool:
    """Whether `text` was written from `one`, as far as credits and times tell."""
    if _credits(one, text):
        return False
    first, second = one.article.published_at, text.article.published_at
    is_earlier = first is not None and second is not None and (first.tzinfo is None) == (second.tzinfo is None)
    return _credits(text, one) or (is_earlier and first < second)  # type: ignore[operator]


def _are_related(a: _Reading, b: _Reading) -> bool:
    """Whether one credits the other's outlet, one agency wrote both, or one outlet published both."""
    if _credits(a, b) or _credits(b, a):
        return True
    if a.credits.wire and a.credits.wire.casefold() == b.credits.wire.casefold():
        return True
    return bool(a.article.outlet) and a.article.outlet.casefold() == b.article.outlet.casefold()


def _credits(one: _Reading, other: _Reading) -> bool:
    return any(
        credited and names_outlet(credited, other.article)
        for credited in (one.credits.taken_from, one.credits.wire, *one.credits.agencies)
    )


def _connected(article_ids: list[str], links: dict[tuple[str, str], _Link]) -> list[list[str]]:
    """The articles that links tie together, groups in the order of their first article."""
    group_of = {article_id: [article_id] for article_id in article_ids}
    for a, b in links:
        if group_of[a] is not group_of[b]:
            joined = sorted(group_of[a] + group_of[b], key=article_ids.index)
            group_of.update(dict.fromkeys(joined, joined))
    unique = {id(group): group for group in group_of.values()}
    return sorted(unique.values(), key=lambda group: article_ids.index(group[0]))


# ----------------------------------------------------------------------------------------- members


def _origin(
    number: int, group: list[_Reading], links: dict[tuple[str, str], _Link], composites: frozenset[str]
) -> Origin:
    ordered = sorted(group, key=lambda reading: (reading.article.id in composites, _precedence(reading, group, links)))
    first = ordered[0]
    is_fullest = all(other.prose.n_words <= first.prose.n_words / _FULL for other in group)
    members = [_first_member(first, is_alone=len(group) == 1, is_fullest=is_fullest)]
    members += [_further_member(reading, first, ordered, links, composites) for reading in ordered[1:]]
    agencies = dict.fromkeys(agency for reading in ordered for agency in reading.credits.agencies)
    return Origin(f"origin-{number}", tuple(members), tuple(agencies))


def _precedence(reading: _Reading, group: list[_Reading], links: dict[tuple[str, str], _Link]) -> tuple[object, ...]:
    """Those that are not taken from another here before those that are, then the fullest; of equally full ones (within
    a tenth) the one that others credit, then the latest.
    """
    fullest = max(other.prose.n_words for other in group)
    is_full = reading.prose.n_words >= _FULL * fullest
    others = [other for other in group if other is not reading]
    is_derived = any(_is_taken_from(reading, other, links) for other in others)
    is_credited = any(_credits(other, reading) for other in group if other is not reading)
    is_taken = bool(reading.credits.taken_from) or reading.credits.is_translated
    published = reading.article.published_at
    moment = -published.timestamp() if published else 0.0
    return (is_derived, not is_full, is_taken, not is_credited, moment, -reading.prose.n_words, reading.article.id)


def _is_taken_from(reading: _Reading, other: _Reading, links: dict[tuple[str, str], _Link]) -> bool:
    """Whether a text credits the other's outlet, or is a longer one, by nobody's agency, around all that an agency had
    filed before."""
    if _credits(reading, other) or _credits(other, reading):
        return not _credits(other, reading)
    link = links.get((other.article.id, reading.article.id))
    is_by_agency = bool(other.credits.wire) and names_outlet(other.credits.wire, other.article)
    is_around = link is not None and link.there.share >= _COPY_SHARE and not reading.credits.wire
    return is_by_agency and is_around and _is_source(other, reading)


def _first_member(reading: _Reading, *, is_alone: bool, is_fullest: bool) -> OriginMember:
    credits = reading.credits
    if is_alone and credits.is_composite:
        reason = f"put together from {_listed(credits.agencies)}, whom it credits"
        if credits.is_translated:
            reason += "; its language shows a translation"
        return OriginMember(reading.article.id, OriginKind.COMPOSITE, reason)
    if is_alone and credits.is_translated:
        return OriginMember(reading.article.id, OriginKind.TRANSLATION, "its language shows a translation")
    shared = "the fullest text of this origin" if is_fullest else "the text that others of this origin take over"
    reason = "no other article shares its wording" if is_alone else shared
    if credits.wire:
        reason += f"; carries a text of {credits.wire}"
    elif credits.agencies:
        reason += f"; credits {_listed(credits.agencies)}"
    return OriginMember(reading.article.id, OriginKind.ORIGINAL, reason)


def _further_member(
    reading: _Reading,
    first: _Reading,
    group: list[_Reading],
    links: dict[tuple[str, str], _Link],
    composites: frozenset[str],
) -> OriginMember:
    """How a text relates to the fullest of its origin, or to the member nearest to it."""
    name = reading.article.id
    linked = [other for other in group if (name, other.article.id) in links]
    nearest = max(linked, key=lambda other: (links[name, other.article.id].there.n_shared, other is first))
    base = first if (name, first.article.id) in links else nearest
    link = links[name, base.article.id]
    kind, what = _relation(reading, base, link)
    if name in composites:
        kind, what = OriginKind.COMPOSITE, "put together from several texts, most of it from"
    reasons = [f"{what} {base.article.label}'s text"]
    if link.there.n_shared:
        reasons.append(
            f"{link.there.n_shared} of its {link.there.n_sentences} sentences share that text's wording"
            " outside quotations"
        )
    if link.parallel:
        reasons.append(
            f"{link.parallel.n_aligned} of its {link.parallel.n_sentences} sentences tell the same, in the same order"
        )
    if reading.credits.taken_from:
        reasons.append(f"credits {reading.credits.taken_from}")
    elif reading.credits.agencies:
        reasons.append(f"credits {_listed(reading.credits.agencies)}")
    return OriginMember(name, kind, "; ".join(reasons))


def _relation(reading: _Reading, base: _Reading, link: _Link) -> tuple[OriginKind, str]:
    if link.parallel and link.there.share < _COPY_SHARE:
        return OriginKind.TRANSLATION, "a translation of"
    own, other = reading.article.published_at, base.article.published_at
    if not (link.there.n_shared or link.back.n_shared or link.parallel):
        return OriginKind.VERSION, UPDATE_OF if is_update_of(reading.article, base.article) else UPDATED_BY
    if own and other and own != other and _is_rewritten(reading.article, base.article):
        return OriginKind.VERSION, "an earlier version of" if own < other else "a later version of"
    if link.there.share >= _COPY_SHARE:
        is_cut = link.there.n_sentences < 0.9 * link.back.n_sentences
        return OriginKind.COPY, "a copy, with cuts, of" if is_cut else "a copy of"
    if reading.credits.is_composite:
        return OriginKind.COMPOSITE, "a composite that takes over part of"
    if own and other and own != other:
        return OriginKind.VERSION, "an earlier version of" if own < other else "a later version of"
    if reading.credits.taken_from and reading.prose.n_words < base.prose.n_words:
        return OriginKind.VERSION, "republishes an earlier version of"
    return OriginKind.VERSION, "another version of"


def _is_rewritten(one: CleanArticle, other: CleanArticle) -> bool:
    """Whether one outlet has printed its text anew with changes: nobody copies himself, however much is the same."""
    is_one_outlet = bool(one.outlet) and one.outlet.casefold() == other.outlet.casefold()
    return is_one_outlet and (one.text != other.text or one.title != other.title)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
