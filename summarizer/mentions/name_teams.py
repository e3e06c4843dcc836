"""Teams by what stands around them: "X beat Y 2–1", "the captain of X"; a town's name is its team's there."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.mentions.name_appositions import BODY, Place, Vote
from summarizer.mentions.nouns import singular

_TEAM_ROLES = frozenset([
    "captain", "coach", "striker", "goalkeeper", "keeper", "defender", "midfielder", "winger", "quarterback", "batsman",
    "bowler", "skipper",
])  # fmt: skip
_PLAYED = frozenset(
    ["scored", "plays", "played", "playing", "captained", "goals", "debut", "appearances", "caps", "tries"]
)
_SCORES = frozenset(["wickets", "wicket", "runs", "goals", "points", "innings", "lengths", "nil"])
_MATCH_VERBS = frozenset(["beat", "lost", "drew", "won", "defeated", "held", "thrashed", "led", "trail", "trailed"])
_MATCH_WORDS = frozenset(["beat", "defeated", "to", "with", "against", "over", "by", "beating"])
_PLAYS = frozenset(["play", "host", "visit", "travel"])  # a name in the singular with a plural: "Brenna host Holt"
_RESULTS = frozenset(["win", "victory", "defeat", "draw", "match", "loss", "lost", "drew", "tie"])
_TEAM_PEOPLE = frozenset(["fan", "striker", "goalkeeper", "midfielder", "defender", "winger"])


def in_match(place: Place) -> Iterator[Vote]:
    """ "X beat Y 2–1": teams."""
    if is_team(place):
        yield BODY, 0.6  # a hint: the town of the team may bear the name elsewhere


def is_team(place: Place) -> bool:
    """Whether the name stands in the result of a match: "X beat Y 2–1"."""
    if place.after() in _TEAM_ROLES or (place.before() == "for" and _PLAYED & {place.before(k) for k in (2, 3, 4)}):
        return True
    if place.before() == "of" and singular(place.before(2)) in _TEAM_PEOPLE:
        return True
    if place.before() in ("against", "with") and place.before(2) in ("match", "game", "fixture"):
        return True
    if place.before() in ("", ";", "while", "when") and place.after() in _PLAYS:
        return True
    is_winner = place.after() in _MATCH_VERBS
    is_loser = place.before() in _MATCH_WORDS and (place.after().isdigit() or place.before(2) in _RESULTS)
    if not is_winner and not is_loser:
        return False
    words = [token.lower for token in place.tokens[max(0, place.first - 8) : place.last + 8]]
    return not _SCORES.isdisjoint(words) or any(
        one.isdigit() and other.isdigit() and dash in ("-", "–", "—")
        for one, dash, other in zip(words, words[1:], words[2:], strict=False)
    )
