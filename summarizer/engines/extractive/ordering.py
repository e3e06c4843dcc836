"""In which order, and in which paragraphs: the lead, then the development with its voices.

Sentences stand as high as any outlet has them (the first place of their evidence), those of the newest day first; one
speaker's sentences stand together, and so do the sides of a disagreement; what takes something as told waits for it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from summarizer.engines.extractive.antecedents import Need, Told
from summarizer.engines.extractive.candidate import Candidate
from summarizer.model import Span


def arrange(chosen: Sequence[Candidate], places: Mapping[Span, int], told: str = "") -> list[list[Candidate]]:
    """The chosen sentences in paragraphs, the lead first. `places` tells which sentence of its article a span is.

    `told` is what is said besides them, after the opening.
    """
    if not chosen:
        return []
    lead = chosen[0]
    behind = _behind_what(chosen)
    rest = [candidate for candidate in chosen[1:] if candidate.span not in behind]

    def order(candidate: Candidate) -> tuple[bool, int, int, str]:
        is_older = lead.is_of_newest_day and not candidate.is_of_newest_day
        return is_older, _place(candidate, places), candidate.index, candidate.text

    others = _by_speaker(sorted(rest, key=order))
    others = _beside_their_answers(_after_what_they_need(lead, others, told))
    opening = [lead]
    if others and not others[0].is_quotation and len(others) > 2:
        opening.append(others.pop(0))
    middle = [others] if len(others) <= 4 else [others[: (len(others) + 1) // 2], others[(len(others) + 1) // 2 :]]
    return [_with_followers(paragraph, chosen, behind) for paragraph in (opening, *middle) if paragraph]


def _behind_what(chosen: Sequence[Candidate]) -> dict[Span, Span]:
    """Of each sentence that stands right behind another, that one: what leans on it, or answers its accusation.

    Whoever goes from one to the next comes to a sentence that stands behind none, so that all are printed.
    """
    spans = {candidate.span for candidate in chosen}
    found = {c.span: c.follows for c in chosen[1:] if c.follows is not None and c.follows in spans}
    for candidate in chosen[1:]:
        accused = [one.span for one in chosen if candidate.replies(one) and one.follows != candidate.span]
        if accused:
            its_own = [span for span in accused if span in candidate.answer.to]
            found.setdefault(candidate.span, (its_own or accused)[0])
    for candidate in chosen:
        if _goes_round(candidate.span, found):
            del found[candidate.span]
    return found


def _goes_round(span: Span, behind: Mapping[Span, Span]) -> bool:
    """Whether a sentence would stand behind itself."""
    seen, at = {span}, behind.get(span)
    while at is not None and at not in seen:
        seen.add(at)
        at = behind.get(at)
    return at == span


def _with_followers(
    paragraph: Sequence[Candidate], chosen: Sequence[Candidate], behind: Mapping[Span, Span]
) -> list[Candidate]:
    """The paragraph with each sentence that leans on another right behind that one, as in its article."""
    out: list[Candidate] = []
    for candidate in paragraph:
        waiting = [candidate]
        while waiting:
            out.append(waiting.pop(0))
            waiting = [one for one in chosen if behind.get(one.span) == out[-1].span] + waiting
    return out


def _place(candidate: Candidate, places: Mapping[Span, int]) -> int:
    return min([candidate.index, *(places[span] for span in candidate.evidence if span in places)])


def _by_speaker(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The same order, but what one speaker says stands together, first the sentence that says who that is."""
    out: list[Candidate] = []
    for candidate in candidates:
        same = [i for i, other in enumerate(out) if candidate.speaker and other.speaker == candidate.speaker]
        at = same[-1] + 1 if same else len(out)
        out.insert(same[0] if same and _says_who(candidate) else at, candidate)
    return out


def _beside_their_answers(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The same order, but what tells the other side of a disagreement comes next."""
    out: list[Candidate] = []
    for candidate in candidates:
        answered = [i for i, other in enumerate(out) if candidate.answers(other)]
        out.insert(answered[0] + 1 if answered else len(out), candidate)
    return out


def _after_what_they_need(lead: Candidate, candidates: Sequence[Candidate], told: str) -> list[Candidate]:
    """The same order, but a sentence that takes something as told waits for one that tells it, if there is one."""
    needs = {need for candidate in candidates for need in candidate.needs}
    tells = {candidate.span: _answered(candidate.text, needs) for candidate in candidates}
    missing = needs - _answered(lead.text, needs) - _answered(told, needs)
    out: list[Candidate] = []
    waiting = list(candidates)

    def waits(candidate: Candidate) -> bool:
        wanted = missing.intersection(candidate.needs)
        return any(not wanted.isdisjoint(tells[other.span]) for other in waiting if other is not candidate)

    while waiting:
        following = next((candidate for candidate in waiting if not waits(candidate)), waiting[0])
        waiting.remove(following)
        missing -= tells[following.span]
        out.append(following)
    return out


def _answered(text: str, needs: Collection[Need]) -> set[Need]:
    """The needs that a text answers."""
    told = Told(needs)
    told.add(text)
    return {need for need in needs if told.answers([need])}


def _says_who(candidate: Candidate) -> bool:
    """Whether the sentence tells what its speaker is ("Ada Osk, who leads the union, said …")."""
    after_name = rf"\b{re.escape(candidate.speaker)}, (?:who|whose|an?|the|(?:[a-z]+ ){{1,3}}(?:of|at|for|with))\b"
    return bool(re.search(after_name, candidate.text, re.IGNORECASE))
