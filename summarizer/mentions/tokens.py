"""A text cut into words once, for all readers of sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_ABBREVIATIONS = (
    "Mr Mrs Ms Dr Prof Rev Fr Sen Sens Rep Reps Gov Govs Gen Maj Lt Brig Col Capt Cmdr Adm Sgt Cpl Pvt Pte"
    " Det Insp Supt Rs "
    "Atty Hon Pres Messrs St Jr Sr Inc Corp Co Ltd No vs approx Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec "
    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn "
    "Tex Va Vt Wash Wis Wyo"
)
_TOKEN = re.compile(
    r"[a-z][a-z\d]*(?![\w&.'’‑-])"  # most words, found fast
    r"|(?<=\$)(?:US|AU|A|NZ|HK|C|S)(?=\d)"  # $US5
    r"|(?:KSh|Ksh|TSh|Tsh|USh|Ush|Sh|Rs|RM|Tk|CFA|(?:EUR|USD|GBP|CHF|NOK|SEK|DKK|PLN|CZK|HUF|AUD|CAD|NZD|INR|JPY|KES"
    r"|NGN|ZAR|UGX|TZS|GHS))(?=\d)"  # EUR5, Sh4,500
    r"|[NRK](?=\d{1,3}(?:,\d{3})+\b|\d+(?:\.\d+)?(?:bn|m|tn)\b|\d+\.\d\d\b|\d+(?:\.\d+)? ?(?:thousand"
    r"|[mb]illion|trillion)\b|\d+(?:\.\d+)?-(?:[mb]illion|trillion)\b|\d{2,4} per\b)"  # N500,000, R4.5bn, R3-million
    r"|(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![\w]))?"  # U.S., a.m., N.J.
    r"|[A-Z]\.(?=\s+(?:[A-Z]\.\s+)?[A-Z][\w’'-]+)"  # an initial
    r"|[DRI]-(?:(?:[A-Z]\.){2,}|[A-Z][a-z]+\.?)(?=[,)])"  # a party and a state
    r"|(?:" + "|".join(_ABBREVIATIONS.split()) + r")\."
    r"|[^\W\d_](?:[^\W_]|&(?=[^\W\d_]))*(?:(?:[-‑]|['’](?![sS]\b))[^\W_]+)*"
    r"|\d+(?:[.,]\d+)*"
    r"|['’][sS]\b"
    r"|\.\.\.|--|\S"
)


class Token(NamedTuple):
    """A word, a number or a mark, at [start, end) of the text; `lower` has straight apostrophes.

    `quoted` is the number of the quotation when the token stands for a whole stretch of one, else -1.
    """

    start: int
    end: int
    text: str
    lower: str
    is_word: bool
    is_capital: bool
    quoted: int = -1


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence in words: [start, end) of the text and its tokens."""

    start: int
    end: int
    tokens: tuple[Token, ...]


def read_lines(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Line, ...]:
    """Each span of the text in tokens.

    >>> [token.text for token in read_lines("The U.S. isn't Putin's.", [(0, 23)])[0].tokens]
    ['The', 'U.S.', "isn't", 'Putin', "'s", '.']
    """
    return tuple(Line(start, end, tuple(_tokens(text, start, end))) for start, end in spans)


def _tokens(text: str, start: int, end: int) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        first = word[0]
        is_word = first.isalpha()
        lower = word.lower()
        if "’" in lower:
            lower = lower.replace("’", "'")
        found.append(Token(*match.span(), word, lower, is_word, is_word and first.isupper()))
    return found
