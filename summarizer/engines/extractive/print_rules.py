"""What an editor would not print: is a sentence whole, clean, and told in the reporter's own neutral voice?

The rules are general and stand in `resources/drafting.txt`: furniture, captions, asides about the outlet, first person.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from summarizer.checkers.editorial import states_opinion
from summarizer.languages import ENGLISH, leans_on_others
from summarizer.resources.sections import read_sections
from summarizer.similarity import idf

MIN_WORDS = 6  # shorter ones are headings, cries and crumbs
MAX_WORDS = 60  # what a reader cannot follow, even when nothing shorter says it
UNKNOWN_IDF = 8.0  # of a word in fewer than about three of ten thousand articles
COMMON_IDF = 6.5  # of a word that every reader of news knows

MOST_AGED = 3  # people by name and age in a sentence: more are a list, which a table may hold

_AGED = re.compile(r"\b[A-Z][\w’'-]+, \d{1,3}(?=[,;.])")
_END = re.compile(r"[.!?][”\"’')\]]*$")
_GLUED_INSIDE = re.compile(r"\b[a-z]{3,}[A-Z][a-z]{2,}")
_GLUED_TAILS = ("and", "the", "has", "was", "met", "with", "that", "from", "said", "have", "were", "which", "will")
_ODD_MARKS = re.compile(r"\[[^\]]*\]|\(…\)|\(\.\.\.\)|\s[.,;](?:\s|$)|\. -|,,|\b([Tt]he|a|an|of|to|in|and) \1\b")
_ANY_QUOTE = re.compile(r"[“”\"„«»‘]|(?<!\w)'")
_SINGLE_QUOTED = re.compile(r"(?<!\w)[‘'](?=\w)[^‘’']{3,}(?:[’'](?=\w)[^‘’']+)*[’'](?!\w)")


@cache
def pattern(section: str, *, is_start: bool = False) -> re.Pattern[str]:
    """The patterns of a section of `resources/drafting.txt` as one; `is_start` anchors whole words at the beginning."""
    joined = "|".join(read_sections("drafting.txt")[section])
    return re.compile(
        rf"^(?:{joined})(?:\b|(?<=,))" if is_start else f"(?:{joined})",
        re.IGNORECASE if section in ("furniture", "aside") else 0,
    )


@lru_cache(maxsize=8192)
def is_printable(text: str, language: str = ENGLISH, n_least: int = MIN_WORDS) -> bool:
    """Whether a sentence may stand in a summary at all: whole, prose, not about the outlet, not of a first person.

    In another language than English only the shape of a sentence is known, and which words lean on what is before it.

    >>> is_printable("The minister said the leak had been sealed.")
    True
    >>> [is_printable(text) for text in ("Read more about the storm here.", "We took the road north that evening.")]
    [False, False]
    """
    first = text.lstrip("“\"‘'«")[:1]
    if not first.isalnum() or first.islower() or not _END.search(text) or text.endswith(("...", "…", "....")):
        return False
    if not n_least <= len(text.split()) <= MAX_WORDS * 1.4 or not has_paired_marks(text):
        return False
    if (
        pattern("furniture").search(text)
        or pattern("caption").search(text)
        or re.search(r"[a-z0-9][.!?][A-Z][a-z]", text)
    ):
        return False
    if len(_AGED.findall(text)) > MOST_AGED:
        return False
    if language != ENGLISH:
        return not leans_on_others(text, language)
    own = outside_quotes(text)
    own_words = [word for word in own.split() if word[0].isalnum()]
    n_shouted = sum(word.isupper() for word in own_words if len(word) > 3)
    return (
        len(own_words) >= 2
        and not own.rstrip().endswith("!")
        and "?" not in own
        and n_shouted <= len(own_words) / 3
        and not pattern("aside").search(own)
        and not pattern("first-person").search(own)
        and bool(pattern("verb").search(own))
    )


def blemish(text: str, told: str | None = None) -> float:
    """How much an editor would rather have another sentence, 0 (none) to 1: loaded words, garble, odd marks.

    `told` is what of it the outlet itself tells: loaded words of somebody who is named for them count there no more.

    >>> blemish("The union asked for talks.")
    0.0
    >>> blemish("The crews were leavingand a spokesman said that the work went on.") > 0.5
    True
    """
    own = outside_quotes(text)
    loss = (
        0.9 * has_glued_words(text)
        + 0.5 * bool(_ODD_MARKS.search(text))
        + 0.5 * is_loaded(own if told is None else told)
    )
    loss += (
        0.5 * bool(re.search(r"\.\.\.|…|\*", own))
        + 0.3 * bool(re.search(r"[;:]\s", own))
        + 0.2 * bool(re.search(r"\([^)]{12,}\)", own))
    )
    loss += 0.3 * bool(re.match(r"[A-Z]{4,} [a-z]", text))  # a tabloid's shout
    loss += 0.3 * ("„" in text)  # left over by a translator
    loss += 0.15 * (text.count("–") + text.count("—") + text.count(" - ") > 1)
    return min(1.0, loss)


@cache
def words_of(section: str) -> frozenset[str]:
    """The single words of a section of `resources/drafting.txt`."""
    return frozenset(word for line in read_sections("drafting.txt")[section] for word in line.split())


def is_loaded(own: str) -> bool:
    """Whether words judge or inflame; to be asked of a text without its quotations.

    >>> is_loaded("The minister slammed the appalling plan.")
    True
    """
    return pattern("loaded").search(own.lower()) is not None or judges(own)


def judges(own: str) -> bool:
    """Whether a word of the list judges that the checks hold against a summary: what they would flag is not printed.

    >>> judges("The minister called the appalling plan off."), judges("The minister called off the plan.")
    (True, False)
    """
    return bool(set(re.findall(r"[a-z-]+", own.lower())) & _loaded_words()) or states_opinion(own)


@cache
def _loaded_words() -> frozenset[str]:
    return frozenset(line for line in read_sections("loaded_words.txt")[""] if " " not in line)


def has_glued_words(text: str) -> bool:
    """Whether two words have run together, as careless translation leaves them.

    A name is none: "Marchand" is not "March and".

    >>> [has_glued_words(text) for text in ("crews leavingand sent", "the residentsKarvelia met", "a thousand islands")]
    [True, True, False]
    """
    if _GLUED_INSIDE.search(text):
        return True
    return any(_is_glued(word) for word in re.findall(r"\b[a-z]{7,}\b", text))


def _is_glued(word: str) -> bool:
    if idf(word.lower()) < UNKNOWN_IDF:
        return False
    for tail in _GLUED_TAILS:
        head = word[: -len(tail)]
        if word.endswith(tail) and len(head) >= 4 and (idf(head.lower()) < COMMON_IDF or tail in ("met", "said")):
            return True
    return False


@lru_cache(maxsize=4096)
def outside_quotes(text: str) -> str:
    """The text with all that stands between quotation marks blanked, lengths kept.

    >>> outside_quotes('He said “no” twice.')
    'He said      twice.'
    """
    if not _ANY_QUOTE.search(text):
        return text
    out, closers = [], ""
    for char in text:
        if closers:
            out.append(" ")
            if char in closers:
                closers = ""
        elif char in '“"„«”':
            closers = "»" if char == "«" else '”"“'
            out.append(" ")
        else:
            out.append(char)
    return _SINGLE_QUOTED.sub(lambda found: " " * len(found[0]), "".join(out))


def bare_title(title: str) -> str:
    """A title without the outlet's name, a rubric or a note on its state around it.

    >>> [bare_title(title) for title in ("Pier shut (corrected) | Brenna Post", "UPDATE 2-Pier shut, mayor says")]
    ['Pier shut', 'Pier shut, mayor says']
    """
    bare = re.sub(r"\s[|–—-]\s[^|–—-]{2,40}$", "", " ".join(title.split()))
    return _TITLE_NOTE.sub("", _TITLE_RUBRIC.sub("", bare)).rstrip(". ")


_TITLE_RUBRIC = re.compile(
    r"^(?:(?:UPDATE|CORRECTED|REFILE|WRAPUP|RPT)\b(?: \d+)?\s?[-–:]\s?|(?:Exclusive|Analysis|Factbox|Explainer|Timeline"
    r"|Insight|Focus|Interview|Column|Commentary|Newsmaker|Profile|Update|Breaking|Live|Soccer|Football|Tennis|Cricket|Rugby|Golf|Cycling"
    r"|Athletics|Swimming|Olympics|Boxing|Baseball|Basketball|Motor racing|Rallying|Sailing|Skiing)[-:]\s?(?=[A-Z]))",
    re.ASCII,
)
_TITLE_NOTE = re.compile(r"\s*[(\[](?:corrected|updated?|corrects?|adds|refiled)\b[^)\]]*[)\]]", re.IGNORECASE)


def has_paired_marks(text: str) -> bool:
    """Whether every quotation and bracket that is opened is closed.

    >>> has_paired_marks('“It is over, he said.')
    False
    """
    n_quotes = sum(char in '“”"„' for char in text)
    return n_quotes % 2 == 0 and text.count("(") == text.count(")")
