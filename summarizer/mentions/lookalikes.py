"""Numbers that count nothing: addresses, telephone numbers, aircraft, share indexes, list marks, chapter and verse."""

from __future__ import annotations

import re

_BOOKS = (
    "Genesis|Exodus|Leviticus|Numbers|Deuteronomy|Joshua|Judges|Samuel|Kings|Chronicles|Job|Psalms?|Proverbs|Isaiah"
    "|Jeremiah|Ezekiel|Daniel|Matthew|Mark|Luke|John|Acts|Romans|Corinthians|Galatians|Ephesians|Hebrews|James|Peter"
    "|Revelation|Quran|Surah?"
)
# addresses, telephone numbers, footnotes, dates in digits: numbers that count nothing
_OFF = re.compile(
    r"https?://\S+|www\.\S+|\[[\d,\s–-]+\]|\(\d\)(?= [A-Z])|\+?\(?\d{2,4}\)?[ -.]\d{3}[ -.]\d{4}\b"
    r"|\b\d{3}-\d{4}\b|@\w+|#\w+"
    r"|\b24/7\b|\b9/11\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b|\(0\)"
    r"|\b\d+/\d+/[A-Z]+\b|\b[Nn]o\.? ?\d+(?:[/-]\d+)+|\b\d(?:-\d){3,}\b|\b\d-\d-\d(?= (?:formation|system|shape))"
    r"|(?:(?<=[:;,.] )|(?<=[:;,.] and ))\(?\d\)(?= [a-z])|(?<=: )\d\.(?= [A-Z])"  # points of a list
    r"|(?<![\w.,])\d[A-Z]{1,2}(?=-| (?:[a-z]+|[A-Z][a-z]+)\b)(?<![CFMKBVLW])"  # "5G network"
    r"|(?<![\d.,-])0\d*-\d{3,}(?:-\d+)*\b(?!-)|\b00?[1-9]\d*(?: \d{2,4})+\b"
    rf"|\b(?:{_BOOKS}) \d{{1,3}}:\d{{1,3}}(?:[-–]\d+)?"  # chapter and verse
    r"|\b\d{13,}\b|(?<=[^\W\d_])\d\u2044\d(?=[^\W\d_])"  # an identifier; a letter in the wrong encoding
)
_LONG_NUMBER = re.compile(r"\d[\d ()/-]{2,}\d\b")
_PHONE_BEFORE = re.compile(r"\b(?:call|ring|dial|phone|tel\.?|telephone|hotline|fax)(?: on| at)?:? \+?$", re.I)
_LIST_MARK = re.compile(r"\s*(?:\(?\d{1,2}[.)/]|[-*•]\s*\d{1,2}[.)])\s+(?=[A-Z“\"'])")
_STREETS = "Street|St|Road|Rd|Lane|Avenue|Ave|Drive|Boulevard|Blvd|Square|Terrace|Crescent|Gardens|Close|Way|Row|Mews"
_AT = r"(?:(?<=\bat )|(?<=\bof )|(?<=\bin )|(?<=\bto )|(?<=\bfrom )|(?<=\bnear )|(?<=\boutside )|(?<=\binside ))"
_AIRCRAFT_BEFORE = (
    r"(?:(?<=\b[Aa] )|(?<=\b[Aa]n )|(?<=\b[Aa]nother )|(?<=\b[Tt]he )|(?<=\b[Ii]ts )|(?<=\b[Tt]heir )"
    r"|(?<=\bBoeing )|(?<=\bnew )|(?<=\bolder )|(?<=\bof ))"
)
_NAMED = re.compile(
    rf"{_AT}\d{{1,5}}[A-Za-z]? (?:[A-Z][\w’'-]+ ){{1,3}}(?:{_STREETS})\b(?! (?!is\b|was\b|has\b)[a-z]{{3,}}s\b)"
    rf"|\b\d{{1,4}}[A-Z] (?:[A-Z][\w’'-]+ ){{1,3}}(?:{_STREETS})\b"  # "221B Baker Street"
    rf"|{_AIRCRAFT_BEFORE}7[0-8]7-(?:\d{{1,3}}|MAX)(?:ER|LR|F)?\b|\b7[0-8]7s\b"
    r"|(?:(?<=\b[Aa] )|(?<=\banother ))7[0-8]7\b"
    r"|\b(?:Fortune|Forbes|Inc|Global|S&P|FTSE|Nikkei|DAX|CAC|Russell|Nasdaq|Dow|ASX|Stoxx|STOXX|IBEX|NIFTY|Nifty|OMX|BSE|CSI"
    r"|Indy|Daytona|Billboard Hot) \d{2,4}\b(?![.,]\d| (?:percent|per cent|points?|million|billion))"
    r"|\b[49]-[19]-1\b"  # 9-1-1
    r"|\b(?:911|999|112)(?= (?:calls?|callers?|operators?|dispatchers?|emergency|lines?|system|cent(?:er|re)s?)\b)"
    r"|(?:(?<=dialled )|(?<=dialed )|(?<=called )|(?<=calling )|(?<=call )|(?<=rang )|(?<=dial )|(?<=phoned ))"
    r"(?:911|999|112|000|111|101)\b(?! [a-z]+s\b)"
    r"|\b4x4s?\b"
)
"""Numbers within names of streets, aircraft and share indexes, and those that one dials in need."""


def find_lookalikes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where text[start:end], a line, has numbers that are no figures.

    >>> find_lookalikes("He lives at 221B Baker Street.", 0, 30)
    [(12, 29)]
    """
    found = [match.span() for pattern in (_OFF, _NAMED) for match in pattern.finditer(text, start, end)]
    for match in _LONG_NUMBER.finditer(text, start, end):
        if _PHONE_BEFORE.search(text[max(start, match.start() - 20) : match.start()]):
            found.append(match.span())
    mark = _LIST_MARK.match(text, start, end)
    if mark is not None:
        found.append(mark.span())
    return found
