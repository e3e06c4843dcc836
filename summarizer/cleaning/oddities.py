"""What a reader must know about an article: its language, that it is cut short, glued, translated by machine."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from summarizer.cleaning.lines import Workpiece
from summarizer.resources import read_text

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_ENGLISH = frozenset((
    "the", "of", "and", "to", "that", "was", "for", "with", "his", "they", "have", "from", "had", "were", "which",
    "their", "said", "has", "been", "would", "who", "will", "not", "but", "this", "are", "its", "she", "he", "it",
    "by", "as", "at", "be", "an", "or", "we", "you", "on", "is", "after", "than", "about", "more", "when", "could",
    "there", "into", "over", "what",
))  # fmt: skip
_ENGLISH_SHARE = 0.2  # of words: English news has 0.3 to 0.45, German or Spanish below 0.08
_MIN_WORDS = 12  # fewer tell no language
_SHORT_WORDS = 25
_MAX_WORD = 40
_LOOK = 40_000  # characters that are searched for signs of a machine
_GLUE = (
    "and", "with", "met", "said", "the", "that", "from", "was", "has", "had", "will", "were", "for", "who", "his",
    "her", "told", "in", "of", "to", "on", "by", "at", "is", "are", "but", "not", "have", "their", "they", "after",
    "when",
)  # fmt: skip
_CAMEL = re.compile(r"([^\W\d_]*[a-zà-ÿ]{3,})([A-Z][a-zà-ÿ]{2,})(?:[’']\w+)?\Z")
_CUES = (
    re.compile(r"\b[a-z]{3,20}\. (?:the|a|an|in|on|he|she|it|they|this)\b"),  # a sentence that begins small
    re.compile(r"[.,;:!?]\s+[.,;:](?:\s|\Z)|[a-z]\. -[a-z]"),  # stray punctuation
    re.compile(r"\[[a-zà-ÿ]{3,}\]"),  # a word left untranslated
    re.compile(r"\b(?:the The|of the of|the the|by the The|a the|an? an?|in in|of of|to to)\b"),
    re.compile(r"\b(?:this|last|next)?\s?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? the \d{1,2}(?:st|nd|rd|th)\b"),
    re.compile(r"\b(\w{1,20}(?: \w{1,20}){3,9}) \1\b"),  # a phrase twice in a row
    re.compile(r"\((?:…|\.\.\.)\)"),
    re.compile(
        r"\b[a-z]{2,20} the [A-Z][a-z]{2,20}(?:tion|ment|ing|ance|ence|ity|ness) of\b"
    ),  # a common noun with a capital
    re.compile(r"\b(?:heard by|same with|according to the assessment of|in function of|does not need to be)\b", re.I),
)
_MIN_CUES = 3


def detect_language(text: str) -> str:
    """The language of a text, "" where it is too short to tell; English is told without loading the classifier.

    >>> detect_language("The minister said that the talks with the union would go on for as long as they had to.")
    'en'
    """
    words = [word.lower() for word in _WORD.findall(text[:20_000])]
    if len(words) >= _MIN_WORDS and sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words):
        return "en"
    letters = sum(map(str.isalpha, text[:20_000]))
    if len(words) < _MIN_WORDS and letters < 60:
        return ""
    return _classify(text[:4_000])


@lru_cache(maxsize=256)
def _classify(text: str) -> str:
    import py3langid  # 0.3 s and 30 MB that English articles do not pay

    return str(py3langid.classify(text)[0])


def note_oddities(work: Workpiece, text: str) -> None:
    """Notices on a clean text: empty, short, cut short, words run together, translated by machine."""
    n_words = len(_WORD.findall(text))
    if n_words == 0:
        work.notice("empty", "nothing is left of the text once page furniture is taken out")
        return
    if n_words < _SHORT_WORDS:
        work.notice("short", f"the text has only {n_words} words")
    _note_truncation(work)
    glued = find_glued_words(text)
    if glued:
        work.notice("glued-words", "words run together: " + ", ".join(glued[:5]))
    n_cues = sum(bool(cue.search(text[:_LOOK])) for cue in _CUES) + bool(glued) + _has_odd_case(text[:_LOOK])
    if n_words >= 60 and n_cues >= _MIN_CUES:
        work.notice("machine-translated", f"{n_cues} signs of a machine translation")


def _note_truncation(work: Workpiece) -> None:
    last = work.lines[-1]
    if last.is_cut_short or (not last.is_sentence and len(last.words) >= 10 and last.text[-1] not in ":"):
        work.notice("truncated", "the text ends in the middle of a sentence")


def find_glued_words(text: str) -> list[str]:
    """Words that are two run together: "withdrawnand", "Scholzmet". Known by the article's own words and a word list.

    >>> find_glued_words("Olaf Scholz flew out. Scholzmet the press, and troops were withdrawnand counted.")
    ['Scholzmet', 'withdrawnand']
    """
    counts = Counter(word for word in _WORD.findall(text))
    known = _known_words()
    found = []
    for word in counts:
        match = _CAMEL.match(word) if len(word) <= _MAX_WORD else None
        if match is None:
            continue
        first, second = match.groups()
        is_name = first[0].isupper()  # YouTube, McDonald, NewsGuard
        if (
            first.lower() in known
            and not is_name
            and counts[match.group()] <= 1
            and (second in counts or second.lower() in known)
        ):
            found.append(match.group())
    for word, count in counts.items():
        if count > 1 or not 7 <= len(word) <= _MAX_WORD or word.lower() in known or not word.isalpha():
            continue
        for ending in _GLUE:
            stem = word[: -len(ending)]
            if not word.endswith(ending) or len(stem) < 4:
                continue
            is_own = counts[stem] >= 1 and len(ending) > 2 and (len(stem) >= 5 or word[0].isupper())
            if is_own or (stem in known and len(ending) > 2 and len(stem) >= 6):
                found.append(word)
                break
    return list(dict.fromkeys(found))


@cache
def _known_words() -> frozenset[str]:
    return frozenset(read_text("words.txt.gz").split())


def _has_odd_case(text: str) -> bool:
    """An acronym that stands in small letters beside its proper form: "the nato"."""
    acronyms = set(re.findall(r"\b[A-Z]{4,6}\b", text))
    return any(re.search(rf"\bthe {acronym.lower()}\b", text) for acronym in list(acronyms)[:30])
