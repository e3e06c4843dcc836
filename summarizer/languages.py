"""In which language a text is written, told from its small words or its script; a summary is in one language.

The rules of the embedded engine and of the checkers are English. In another language the engine only knows which words
open a sentence that leans on the one before it, and no checker may object to a word because no article has it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache

from summarizer.model import OriginKind, Story
from summarizer.resources.sections import read_sections

ENGLISH = "en"
N_CLEAR = 2  # different small words of a language from which a text may be in it: one may be of a name
_NAMES = {
    "fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch",
    "da": "Danish", "no": "Norwegian", "sv": "Swedish", "pl": "Polish", "tr": "Turkish", ENGLISH: "English",
}  # fmt: skip
_OTHERS = {
    "ja": "Japanese", "zh": "Chinese", "ko": "Korean", "ar": "Arabic", "fa": "Persian", "he": "Hebrew", "hi": "Hindi",
    "ru": "Russian", "uk": "Ukrainian", "bg": "Bulgarian", "sr": "Serbian", "el": "Greek", "cs": "Czech",
    "fi": "Finnish", "hu": "Hungarian", "ro": "Romanian", "th": "Thai", "vi": "Vietnamese",
    "cjk": "Chinese or Japanese script", "hiragana": "Japanese", "katakana": "Japanese", "hangul": "Korean",
}  # fmt: skip
"""Names of what no rule here knows; of scripts, too."""


@lru_cache(maxsize=8192)
def language_of(text: str) -> str:
    """The code of the language, the name of a script other than Latin, or "" where the text is too short to tell.

    >>> language_of("The pier was closed on Monday."), language_of("Le quai a été fermé lundi.")
    ('en', 'fr')
    >>> language_of("Пристань закрыта."), language_of("Brenna Post, 12:40")
    ('cyrillic', '')
    """
    letters = Counter(unicodedata.name(char, "").split(" ")[0].lower() for char in text[:400] if char.isalpha())
    script = max(sorted(letters), key=lambda name: letters[name], default="latin")
    if script != "latin":
        return script
    found = re.findall(r"[^\W\d_]+", text[:1].lower() + text[1:])
    small = {word for word in found if word.islower()}
    counts = {code: len(small & known) for code, known in _small_words().items()}
    best = max(sorted(counts), key=lambda code: (counts[code], code == ENGLISH))
    return best if counts[best] >= N_CLEAR else ""


def name_of(code: str) -> str:
    """What a reader calls the language.

    >>> name_of("fr"), name_of("ja"), name_of("cyrillic"), name_of("xh")
    ('French', 'Japanese', 'Cyrillic script', 'another language (xh)')
    """
    is_script = len(code) > 3
    return {**_OTHERS, **_NAMES}.get(code, f"{code.capitalize()} script" if is_script else f"another language ({code})")


def is_written(code: str) -> bool:
    """Whether the embedded engine writes summaries in the language: it knows which words lean on a sentence before."""
    return code in _NAMES


def named_language(story: Story, code: str) -> str:
    """What a reader calls the language that most articles are in, by what these say where only its script is known."""
    said = {article.language[:2].lower() for article in story.articles if language_of(article.text) in ("", code)}
    return name_of(said.pop() if len(said) == 1 and said != {""} and not is_written(code) else code)


def is_foreign(text: str, of_article: str, main: str) -> bool:
    """Whether a sentence of an article in one language may not stand in a summary in another.

    What is too short to tell by itself is in the language of its article.
    """
    return (language_of(text) or of_article or main) != main


def article_languages(story: Story) -> dict[str, str]:
    """The language of each article by its id; "" where nobody can tell."""
    return {article.id: language_of(article.text) or article.language[:2].lower() for article in story.articles}


def is_all_in(story: Story, code: str = ENGLISH) -> bool:
    """Whether no article is in another language, as far as one can tell: only then does a word that none has mean that
    none tells of it."""
    return all(other in ("", code) for other in article_languages(story).values())


def is_comparable(text: str, story: Story) -> bool:
    """Whether every article is in the text's language (English where that is too short to tell), as far as one can
    tell: only then does it mean something that no passage comes near."""
    return is_all_in(story, language_of(text) or ENGLISH)


def main_language(story: Story) -> str:
    """The language that most articles are in, copies left out; English where it is one of several as frequent."""
    copies = {m.article_id for origin in story.origins for m in origin.members if m.kind is OriginKind.COPY}
    languages = article_languages(story)
    counts = Counter(code for id_, code in languages.items() if code and id_ not in copies)
    return max(sorted(counts), key=lambda code: (counts[code], code == ENGLISH), default=ENGLISH)


def leans_on_others(text: str, code: str) -> bool:
    """Whether a sentence in a language other than English opens with a word that points back.

    >>> leans_on_others("Elle a été blessée.", "fr"), leans_on_others("Onze personnes ont été blessées.", "fr")
    (True, False)
    """
    opening = re.match(r"\W*([^\W\d_]+)", text)
    return opening is not None and opening[1].lower() in _dangling(code)


@cache
def common_words(code: str) -> frozenset[str]:
    """Words of a language that mark no event: its small ones, days, months, who says so. None of English.

    >>> "mittwoch" in common_words("de"), common_words("en")
    (True, frozenset())
    """
    return frozenset() if code == ENGLISH else _words(code) | _dangling(code) | _words_of("news_words.txt", code)


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {code: _words(code) for code in _NAMES}


@cache
def _dangling(code: str) -> frozenset[str]:
    return _words(f"{code}-dangling")


def _words(section: str) -> frozenset[str]:
    return _words_of("function_words.txt", section)


def _words_of(name: str, section: str) -> frozenset[str]:
    lines = read_sections(name).get(section, ())
    return frozenset(word for line in lines for word in line.split())
