"""Is anybody called what the articles never call him? The title before a name, or set after it between commas.

A language model that writes of several people gives one the office of another, or promotes a deputy. It objects where
the articles call the person something, and no sentence that names him has the head of the claim's title, nor one that
takes it in; or has that head only behind "vice" or "deputy", or never behind the claim's "prime".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from summarizer.checkers._alignment import cue_words, read_groups, stem, story_words
from summarizer.checkers._names import NAME, TOKEN, fold
from summarizer.checkers._offices import head_of
from summarizer.checkers._people import StoryPeople, story_people
from summarizer.checkers._verbs import is_past
from summarizer.mentions import lexicon
from summarizer.model import Claim, ErrorCode, Evidence, Finding, ReadSentence, Severity, Vote

_RANKS = frozenset({"vice", "deputy", "assistant", "lieutenant", "prime", "first", "under"})
"""Words that make another office of the one whose head follows."""
_ONCE = frozenset({"former", "ex", "then", "now", "once", "late", "future", "new"})
"""What somebody was or has become may stand in other words."""
_LOW = frozenset({"vice", "deputy", "assistant", "lieutenant", "under"})
_OPEN_HEADS = cue_words("open_title")
"""What many are beside what they are called, parties among it."""
_LONGEST = 4  # words of a title that is set after a name; more hold a clause
_BEFORE = re.compile(r"(?:[\w’'.&-]+ ){0,5}$")
_AFTER = re.compile(
    r"^, (?:(?:who is|the|an?|its|their|his|her|[A-Z][\w’'-]+[’']s?) )*(?P<role>[^,.;:()“”\"]{3,60})(?=[,.;])"
)
_INTRODUCED = re.compile(r"(?:^|[,;:.] |\b[Tt]he |[A-Z][\w.]*)$")
"""What stands before a title of one small word: "the moderator Ada Osk", and not "to one reporter Osk did"."""
_SHORT = {
    "Sen.": "senator", "Rep.": "representative", "Gov.": "governor", "Gen.": "general", "Col.": "colonel",
    "Capt.": "captain", "Sgt.": "sergeant", "Lt.": "lieutenant", "Sec.": "secretary", "Insp.": "inspector",
    "Prof.": "professor",
}  # fmt: skip
_LINKED = re.compile(r"\b(?:of|for|at|in|who|which|that|from|with|to|on|by)\b")


def check_titles(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """Objections to titles that the articles give to nobody of that name."""
    people = story_people(evidence)
    done: set[str] = set()
    for match in TOKEN.finditer(claim.text):
        person = people.by_word.get(fold(match[0])) if match[0][0].isupper() else None
        if person is None or person in done:
            continue
        done.add(person)
        words = _title_at(claim.text, match.start(), match.end(), people.spelled.get(person, frozenset()))
        head = words[-1] if words and not set(words) & _ONCE else ""
        if not head or head in _OPEN_HEADS | _RANKS:
            continue
        lines = [
            line.sentence for line in story_words(evidence.story).lines if _names(line.sentence.text, person, people)
        ]
        called = _called(lines, person, people)
        if not lines or not called:
            continue
        beside = [(line, theirs) for line, theirs in called if theirs.split()[-1] == head]
        told = _rank_told(words, head, lines, beside) or _head_told(head, lines, called)
        if told:
            sentence, theirs = told
            label = evidence.story.article(sentence.article_id).label
            mine = " ".join(words)
            yield Finding(
                NAME, Vote.OBJECT, ErrorCode.ROLE, f"The articles call {person} “{theirs}” ({label}), not “{mine}”.",
                Severity.MAJOR, (sentence.sentence.span,), mine, theirs, True,
            )  # fmt: skip
            return


def _title_at(text: str, start: int, end: int, own: frozenset[str]) -> tuple[str, ...]:
    """The words of the title that a name at [start, end) bears in a text, lower-cased; none where it bears none."""
    before = text[:start]
    while (last := re.search(r"[\w’'.-]+ $", before)) is not None and fold(last[0].strip()) in own:
        before = before[: last.start()]
    words: list[str] = []
    for word in reversed((_BEFORE.search(before) or [""])[0].split()):
        plain = _SHORT.get(word, word.strip(".").lower())
        is_part = plain in lexicon.roles() or plain in lexicon.role_modifiers() or word[:1].isupper() or plain in _RANKS
        if not is_part or word.endswith((",", ";", ":")):
            break
        words.insert(0, plain)
    if words and words[-1] in lexicon.roles():
        stands_before = before[: -len(words[0]) - 1]
        is_loose = (
            len(words) == 1 and before.rstrip()[-len(words[0]) :].islower() and not _INTRODUCED.search(stands_before)
        )
        return () if is_loose else tuple(words)
    after = _AFTER.match(text[end:])
    if after is None:
        return ()
    phrase = [word.strip(".").lower() for word in _LINKED.split(after["role"])[0].split()]
    is_title = 0 < len(phrase) <= _LONGEST and phrase[-1] in lexicon.roles() and not is_past(phrase[0])
    return tuple(phrase) if is_title else ()


def _names(text: str, person: str, people: StoryPeople) -> bool:
    return any(people.by_word.get(fold(token)) == person for token in TOKEN.findall(text) if token[0].isupper())


def _called(lines: list[ReadSentence], person: str, people: StoryPeople) -> list[tuple[ReadSentence, str]]:
    """What the articles call a person beside his name, each with its sentence."""
    found = []
    for line in lines:
        for match in TOKEN.finditer(line.text):
            if match[0][0].isupper() and people.by_word.get(fold(match[0])) == person:
                words = _title_at(line.text, match.start(), match.end(), people.spelled.get(person, frozenset()))
                if words and words[-1] not in _OPEN_HEADS:
                    found.append((line, " ".join(words)))
    return found


def _rank_told(
    words: tuple[str, ...], head: str, lines: list[ReadSentence], beside: list[tuple[ReadSentence, str]]
) -> tuple[ReadSentence, str] | None:
    """Another rank of the claim's office: the sentence that has it, and what it says. Beside the name, where it stands
    there, else anywhere in a sentence that names the person."""
    ranks_of = _RANKS if head == "minister" else _RANKS - {"first", "prime"}  # "the first justice whom Osk named"
    mine = frozenset(words) & ranks_of
    theirs = [(frozenset(told.split()) & ranks_of, line, told) for line, told in beside]
    for line in lines if not beside else ():
        for match in re.finditer(rf"((?:[\w’'-]+[ -]){{0,3}}){re.escape(head)}\b", line.text, re.I):
            ranks = frozenset(re.findall(r"[a-z]+", match[1].lower())) & ranks_of
            theirs.append((ranks, line, match[0].strip()))
    if not theirs:
        return None
    wrong = [one for one in theirs if one[0] != mine]
    if len(wrong) < len(theirs) or not (mine or any(ranks & _LOW for ranks, _, _ in theirs)):
        return None
    return wrong[0][1], wrong[0][2]


def _head_told(
    head: str, lines: list[ReadSentence], called: list[tuple[ReadSentence, str]]
) -> tuple[ReadSentence, str] | None:
    """What the articles call somebody who has the claim's office nowhere near his name."""
    near = {word for line in lines for word in re.findall(r"[a-z]+", line.text.lower())}
    stems = {stem(word) for word in near}
    alike = _alike().get(head, frozenset()) | {head}
    if alike & near or stem(head) in stems or head_of(head) in {head_of(word) for word in near}:
        return None
    others = [(line, words) for line, words in called if not _alike().get(words.split()[-1], frozenset()) & alike]
    return others[0] if len(others) == len(called) else None


@lru_cache(maxsize=1)
def _alike() -> Mapping[str, frozenset[str]]:
    """Role words with those that take them in, or that they take in."""
    table: dict[str, set[str]] = {}
    for file in ("role_kinds.txt", "offices.txt"):
        for wide, narrow in read_groups(file):
            for word in narrow:
                table.setdefault(wide, set()).add(word)
                table.setdefault(word, set()).update((wide, *narrow))
    return {word: frozenset(others) for word, others in table.items()}
