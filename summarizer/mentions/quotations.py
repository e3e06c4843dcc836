"""Where quotation marks open and close, in every style, over sentences and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)(?=[a-z])[^\n]+)*")
_CLOSERS = {
    '"': '"”“',
    "“": '”"“',
    "”": '”"',
    "„": '“”"‟',
    "«": "»",
    "»": "«",
    "‟": '”"',
    "‘": "’'",
    "'": "'’",
    "‹": "›",
    "``": "",
    "''": "",
}
_DOUBLE = re.compile(r"[\"“”„‟«»]|``|(?<!')''(?='[^\W_])|''(?!')")
"""Three apostrophes are two and one: "''He said: 'Never,'''"."""
_REOPENING = frozenset('"“„«')
_GAP = 40
"""Characters between two paragraphs, at most."""
_SINGLE_OPEN = re.compile(r"(?:(?<=^)|(?<=[\s(\[—–“\"-]))(?:‘|'|’)(?=[^\W_])")
_WRONG_CLOSE = re.compile(r"[.!?,…]['’](?=\s)")
_SAID = re.compile(r"(?:said|says|told|added|wrote) ")
"""Behind a mark that closes though it has the form of one that opens: "“We will go, “said Moss"."""
_ELISIONS = re.compile(r"['’‘](?:em|cause|til|tis|twas|round|bout|n|cos|d|s|re|ll|ve|\d0s|\d\d)\b", re.IGNORECASE)

_OF_SPEAKERS = frozenset(
    ["i", "we", "my", "our", "us", "i'm", "i’m", "we're", "we’re", "i've", "i’ve", "we've", "we’ve"]
)
"""Words that only somebody who speaks uses of himself."""
_FEWEST_OF_STATEMENT = 4
"""A term or a nickname in marks ("the “iron rule”") has fewer words."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """[start, end) of a quotation with its marks; [inner_start, inner_end) without them.

    `goes_on` when the paragraph ends without a closing mark and the next one opens with another: one utterance.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    goes_on: bool = False


def find_quoted(text: str) -> tuple[Quoted, ...]:
    """All outermost quotations of a text, in order; one not closed ends with its paragraph.

    >>> [(q.start, q.end) for q in find_quoted('He said "yes” and ‘no’.')]
    [(8, 13), (18, 22)]
    """
    found: list[Quoted] = []
    for paragraph in _PARAGRAPH.finditer(text):
        doubles = _doubles(text, paragraph.start(), paragraph.end())
        found.extend(doubles)
        found.extend(_singles(text, paragraph.start(), paragraph.end(), doubles))
    found.sort(key=lambda quoted: quoted.start)
    return tuple(found)


def _doubles(text: str, start: int, end: int) -> list[Quoted]:
    found: list[Quoted] = []
    opened: re.Match[str] | None = None
    inner = -1  # where a quotation inside the open one ends
    marks = list(_DOUBLE.finditer(text, start, end))
    for number, match in enumerate(marks):
        mark = match.group()
        if opened is not None and match.start() <= inner:
            continue
        if opened is None:
            if _may_open(text, match, end) or (mark == "”" and _opens_wrongly(text, match, end)):
                opened = match
            continue
        is_pair = mark == "''" and opened.group() in ("``", "''")
        if is_pair or (_are_mixed(opened, mark) and _closes_mixed(text, match, end)):
            found.append(Quoted(opened.start(), match.end(), opened.end(), match.start()))
            opened = None
            continue
        if mark == "“" and _is_nested(text, opened, marks[number:], end):
            inner = marks[number + 1].start()
            continue
        if mark in "“„«" and mark not in _closers(opened) and _may_open(text, match, end):
            continue  # nested in the same kind of marks: the outer one goes on
        if mark in "“" and _may_open(text, match, end) and not _may_close(text, match, end):
            # a new opening where the last one was never closed: end that one at the sentence before
            if opened.group() == "“":
                found.append(_unclosed(text, opened, match.start()))
                opened = match
            continue
        if mark in _closers(opened) and _may_close(text, match, end):
            found.append(Quoted(opened.start(), match.end(), opened.end(), match.start()))
            opened = None
    if opened is not None:
        last = len(text[opened.end() : end].rstrip()) + opened.end()
        if last > opened.end():
            following = text[end : end + _GAP].lstrip()[:2]
            goes_on = following[:1] in _REOPENING or following == "''"
            found.append(Quoted(opened.start(), last, opened.end(), last, goes_on=goes_on))
    return found


def _is_nested(text: str, opened: re.Match[str], marks: Sequence[re.Match[str]], end: int) -> bool:
    """Whether a “ within a quotation opens one inside it: the next ” is its own, and the outer one goes on behind that.

    An outer one of straight marks goes on to the next of them, or beyond the paragraph that it opens; one of “ to a
    second ”. Else a mark was left out.
    """
    before, following = text[marks[0].start() - 1], [match.group() for match in marks[1:3]]
    if not (before.isspace() or before in "([—–") or following[:1] != ["”"]:
        return False
    if opened.group() == "“":
        return following[1:] == ["”"]
    rest = next((match for match in marks[2:] if match.group() not in "“”"), None)
    if rest is None:
        return opened.start() == 0 or text[opened.start() - 1] == "\n"
    return opened.group() == rest.group() == '"' and not _may_open(text, rest, end)


def _are_mixed(opened: re.Match[str], mark: str) -> bool:
    """Whether one mark is two apostrophes and the other a sign of its own: "in good heart''."""
    return (mark == "''" and opened.group() in '"“”') or (opened.group() == "''" and mark in '"”')


def _closes_mixed(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a mark of the other kind closes: it stands behind a word, and the next mark opens again."""
    before, after = text[match.start() - 1], text[match.end() : match.end() + 1]
    if before.isspace() or before.isdigit() or (after and after.isalnum()):
        return False  # "6'2''" is a height
    following = _DOUBLE.search(text, match.end(), end)
    return following is None or (_may_open(text, following, end) and text[following.start() - 1] in " \t\n([—–")


def _opens_wrongly(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a closing mark stands where one opens: 'He says,” we won.”', '” … we won,” he says'."""
    before = text[match.start() - 1 : match.start()] if match.start() else "\n"
    closing = text.find("”", match.end(), end)
    opening = text.find("“", match.end(), end)
    return before in (",", ":", "\n") and closing > 0 and (opening < 0 or closing < opening)


def _unclosed(text: str, opened: re.Match[str], end: int) -> Quoted:
    """A quotation that another follows without its own end: up to a single mark that closes it, else all of it."""
    wrong = _WRONG_CLOSE.search(text, opened.end(), end)
    if wrong is not None:
        return Quoted(opened.start(), wrong.end(), opened.end(), wrong.end() - 1)
    last = len(text[opened.end() : end].rstrip()) + opened.end()
    return Quoted(opened.start(), last, opened.end(), last)


def _closers(opened: re.Match[str]) -> str:
    return _CLOSERS.get(opened.group(), "")


def _may_open(text: str, match: re.Match[str], end: int) -> bool:
    after = text[match.end()] if match.end() < end else ""
    before = text[match.start() - 1] if match.start() else ""
    if before == "=" or after in "<>":
        return after == ""  # an attribute of HTML: <a href="…">
    if match.group() in "“«" and after.isspace() and text[match.end() : end].strip():
        return True
    if not after or after.isspace() or after in ".,;:!?)]":
        return after == "." and text[match.end() : match.end() + 3] == "..."
    if match.group() in "“„«":
        return True
    return not before or before.isspace() or before in "([{—–-/‘'’…:," or (before in ".!?" and after.isupper())


def _may_close(text: str, match: re.Match[str], end: int) -> bool:
    before = text[match.start() - 1]
    after = text[match.end()] if match.end() < end else ""
    if match.group() == '"' and before.isspace():
        return not after or after.isspace() or after in ".,;:!?)"
    if match.group() == "“" and before.isspace():
        ended = text[max(0, match.start() - 2) : match.start()].rstrip()[-1:] in (",", ".", "!", "?")
        return ended and (not text[match.end() : end].strip() or _SAID.match(text, match.end(), end) is not None)
    if match.group() == "“":
        return not before.isspace() and (not after or not after.isalnum())
    return True


def _singles(text: str, start: int, end: int, doubles: list[Quoted]) -> list[Quoted]:
    found: list[Quoted] = []
    position = start
    while True:
        opened = _SINGLE_OPEN.search(text, position, end)
        if opened is None:
            return found
        position = opened.end()
        if any(d.start <= opened.start() < d.end for d in doubles) or _ELISIONS.match(text, opened.start()):
            continue
        closed = _single_close(text, opened, end, doubles)
        if closed < 0:
            continue
        found.append(Quoted(opened.start(), closed + 1, opened.end(), closed))
        position = closed + 1


def _single_close(text: str, opened: re.Match[str], end: int, doubles: list[Quoted]) -> int:
    """Where a single quotation closes: a mark after punctuation if there is one, else one no apostrophe; or -1."""
    fallback = -1
    closers = "'’" if opened.group() != "‘" else "’'"
    limit = min([end, *(d.start for d in doubles if d.start > opened.start())])
    for place in range(opened.end() + 1, limit):
        if text[place] not in closers:
            continue
        before, after = text[place - 1], text[place + 1] if place + 1 < end else ""
        if after.isalnum() or before.isspace():
            continue
        if before in ".,!?…":
            return place
        is_possessive = before == "s" and after.isspace() and text[place + 2 : place + 3].islower()
        if not is_possessive:
            return fallback if fallback >= 0 and text[fallback + 1 : place].count(" ") > 12 else place
        if fallback < 0:
            fallback = place
    if fallback >= 0 and opened.group() == "'" and text[opened.end() : fallback].count(" ") > 8:
        return -1
    return fallback


def is_statement(words: str) -> bool:
    """Whether the words between marks are more than a term or a title: several, and most without a capital."""
    inner = words.strip("\"“”„‘’'«»‹› ").split()
    if len(inner) > 1 and any(word.lower() in _OF_SPEAKERS for word in inner):
        return True
    long = [word for word in inner if len(word) > 3]
    if len(inner) < _FEWEST_OF_STATEMENT:
        return len(inner) > 1 and words.rstrip("\"“”‘’'«»‹› ")[-1:] in ("!", "?") and inner[0][:1].isupper()
    return (
        not long or sum(word[:1].isupper() for word in long) * 2 <= len(long) or words.rstrip("\"“”’'«»")[-1:] in ".!?"
    )
