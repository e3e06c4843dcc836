"""Who is sure of a thing, which needs no verb of saying: "The warden, Aster Pell, is adamant that there were six".

The reader of attributions knows verbs by which something is said; that somebody is certain of it says as much about
whose account it is. So does "according to" where no comma parts it from what is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.facts.view import StoryView
from summarizer.model import NameKind, ReadSentence

_OPENS = r"(?:^|[;:,]\s|\b(?:but|and|while|though|although|whereas)\s)"
_CERTAIN = re.compile(
    rf"{_OPENS}(?P<who>[^;:“”]{{2,90}}?),?"
    r" (?:is|are|was|were|remains?|remained|seems?|feels?|felt) (?:still |quite |absolutely |equally )?"
    r"(?:adamant|sure|certain|convinced|positive)"
    r"(?: that\b|(?= (?:there|it|he|she|they|the|no|nobody|nothing|a|an) ))"
    r"|(?:^|[;:]\s)According to (?P<teller>[^,;:“”]{2,60}?)"
    r"(?= (?:there|it|he|she|they|the) (?:is|are|was|were|had|has) )"
    rf"|{_OPENS}(?P<swearer>[^;:“”]{{2,90}}?),?"
    r" sw(?:ears?|ore)(?= (?:there|it|he|she|they|the|no|nobody|nothing) )",
    re.I,
)
_MAY_BE = re.compile(r"adamant|sure|certain|convinced|positive|according to|swears|swore")
"""Words of which a conviction has one: few sentences do, and in folded text they are found quickly."""
_UNSURE = re.compile(r"\b(?:not|never|nobody|no one|cannot|if|whether)\b|n[’']t\b", re.I)
_FOLLOWS = re.compile(r"[;“”]|[.!?…](?=\s|$)|,? \b(?:but|while|whereas)\b")
_LEAD = re.compile(r"^(?:but|and|while|though|although|whereas|yet|however)\b[ ,]*", re.I)


def sure_at(view: StoryView, read: ReadSentence, start: int, end: int) -> str:
    """Who is sure of what stands in [start, end) of the article; "" where nobody is said to be."""
    for match in _certainties(read.text):
        stop = _FOLLOWS.search(read.text, match.end())
        last = read.sentence.start + (stop.start() if stop else len(read.text))
        if read.sentence.start + match.end() <= start and end <= last:
            return _who(view, read, match)
    return ""


def sure_in(view: StoryView, read: ReadSentence) -> str:
    """Who is sure of something in a sentence, the first of several; "" where nobody is said to be."""
    return next((who for match in _certainties(read.text) if (who := _who(view, read, match))), "")


def _certainties(text: str) -> Iterator[re.Match[str]]:
    return _CERTAIN.finditer(text) if _MAY_BE.search(text.casefold()) else iter(())


def _who(view: StoryView, read: ReadSentence, match: re.Match[str]) -> str:
    """The name before the certainty, the speaker before him for a pronoun, else the words themselves."""
    group = next(name for name in ("who", "teller", "swearer") if match[name])
    words = _LEAD.sub("", match[group]).strip(" ,")
    if not words or _UNSURE.search(match[0]):
        return ""
    if words.casefold() in ("he", "she"):
        return view.last_speaker(read) or _subject_of(read, match.start(group))
    first, last = read.sentence.start + match.start(group), read.sentence.start + match.end(group)
    named = [
        name
        for name in read.mentions.names
        if first <= name.start and name.end <= last and name.kind is not NameKind.PLACE
    ]
    if named:
        return view.speaker(read, named[0].text)
    words = words.split(",")[0].strip()
    return "" if words.casefold() in _NO_SPEAKER else view.speaker(read, words)


def _subject_of(read: ReadSentence, end: int) -> str:
    """Whom a sentence begins with, for a pronoun later in it: "A baker on the quay saw it, though she swears …"."""
    subject = _SUBJECT.match(read.text[:end])
    return subject[1] if subject is not None else ""


_SUBJECT = re.compile(
    r"\W*((?:An?|One|The|His|Her|Its|Their) (?:[\w’'-]+ ){0,2}?[\w’'-]+)(?= (?:in|on|at|of|from|who|with)\b|,)"
)
_NO_SPEAKER = frozenset({"it", "they", "that", "this", "there", "what", "which", "who", "one", "we", "i", "you"})
