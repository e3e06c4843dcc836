"""What the findings on attribution have in common."""

from __future__ import annotations

import re

from summarizer.checkers.statements import Statement
from summarizer.model import ErrorCode, Finding, Severity, Stance, Vote

NAME = "attribution"

# Weighted shares of what is said. Set by hand while reading what the contrast pairs bring; not fitted.
SAYS = 0.55  # an article's statement that says what the claim says
SAYS_ALL = 0.8  # share from which even two words shared are no accident
MIN_SHARED = 3  # words shared: two are often a common phrase
CLOSE = 0.2  # shares that differ by less may both be meant
STATES = 0.6  # a sentence that states the whole claim

DISPUTABLE = frozenset({Stance.CLAIMED, Stance.ESTIMATED, Stance.DENIED, Stance.WARNED})
MANY = re.compile(
    r"\b(?:officials|sources|experts|analysts|officers|diplomats|authorities|leaders|ministers|aides|lawmakers|scientists|"
    r"researchers|doctors|witnesses|investigators|prosecutors|residents|critics|advisers|advisors|commanders)\b",
    re.I,
)
PRONOUN_BEFORE = re.compile(r"\b(?:he|she|they|it|who|we|i)\s+(?:\w+ly\s+)?$", re.I)


def objection(
    code: ErrorCode, reason: str, severity: Severity, statement: Statement, claimed: str, *, contradicts: bool = False
) -> Finding:
    """An objection that shows the statement it rests on."""
    found = statement.attribution.speaker or statement.attribution.cue
    return Finding(NAME, Vote.OBJECT, code, reason, severity, (statement.span,), claimed, found, contradicts)
