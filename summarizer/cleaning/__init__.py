"""Articles to clean articles: prose without page furniture, with exact offsets to the original and a log of removals.

Removals have a reason each: `title`, `deck`, `label`, `subheading`, `dateline`, `byline`, `timestamp`, `caption`,
`photo-credit`, `credit`, `teaser`, `comments`, `page` (outside the article on its page), `injection`, `invisible`,
`masthead`, `markup`, `reference`, `recomposed`, and the sections of `resources/furniture.txt`, of which `facts` reads
`correction` again. Text credits are kept verbatim in `credits`; picture credits are not, because a picture's agency
did not write the text.

Cleaning is repeated until nothing more is found, so that cleaning a clean text changes nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import UTC, datetime
from urllib.parse import urlsplit

from summarizer.bundle.dates import find_date, read_date
from summarizer.cleaning.datelines import find_dateline, read_outlets
from summarizer.cleaning.furniture import (
    remove_captions,
    remove_furniture,
    remove_headings,
    remove_lead_ins,
    remove_repeated_deck,
    remove_sections,
    remove_trailing_credits,
)
from summarizer.cleaning.injections import remove_injections
from summarizer.cleaning.lines import Workpiece, split_lines
from summarizer.cleaning.mastheads import remove_mastheads
from summarizer.cleaning.mending import Mended, decode_entities, find_origin, mend_text, write_text
from summarizer.cleaning.oddities import detect_language, find_glued_words, note_oddities
from summarizer.cleaning.pages import Page, read_page
from summarizer.model import Article, Bundle, CleanArticle, Notice

__all__ = ["clean_articles", "find_glued_words"]

# Characters outside all marks: with fewer, the marks are wrong (a <nav> that is never closed).
_LEAST_LEFT = 200
_MAX_ROUNDS = 60  # each takes at least one line out, and two or three are the rule
_OF_ENCYCLOPEDIA = 5  # references to notes
_ENCYCLOPEDIA = re.compile(
    r"\A[^\n]{0,200}\bredirects here\. For other uses\b|^From Wikipedia, the free encyclopedia\b", re.M
)
_CONTACTED = re.compile(
    r"(?:\A|(?<=[.!?] ))(?P<outlet>[A-Z][\w.&’' ]{1,40}?)"
    r" (?:has |have )?(?:contacted|reached out to|approached) [^.!?]{3,100}"
    r" for (?:a |further )?(?:comment|response|statement)",
    re.M,
)


def clean_articles(bundle: Bundle) -> tuple[CleanArticle, ...]:
    """The articles of a bundle without page furniture, in order.

    >>> from summarizer.model import Article
    >>> bundle = Bundle((Article("a", 1, text="OSLO (Reuters) - Snow fell on Monday.\\n\\nShare on Facebook"),))
    >>> clean_articles(bundle)[0].text
    'Snow fell on Monday.'
    """
    return tuple(_clean(article) for article in bundle.articles)


def _clean(article: Article) -> CleanArticle:
    page = read_page(article.html) if article.html.strip() and not article.text.strip() else Page(text=article.text)
    mended = mend_text(page.text)
    work = Workpiece(mended.text, split_lines(mended.text), title=decode_entities(article.title) or page.title)
    _apply_marks(work, mended, page)
    if page.is_cut:
        work.notice("truncated", "the page is longer than can be read; its end was left out")
    if page.n_hidden:
        work.notice("hidden-text", f"{page.n_hidden} stretches of the page that no reader sees were left out")
    for _ in range(_MAX_ROUNDS):
        n_removed = len(work.removals)
        for step in _STEPS:
            step(work)
        if len(work.removals) == n_removed:
            break
    text, offsets, removals = write_text(work, mended)
    note_oddities(work, text)
    if sum(change.reason == "reference" for change in mended.changes) >= _OF_ENCYCLOPEDIA or _ENCYCLOPEDIA.search(text):
        work.notice("encyclopedia", "the text reads as an entry of an encyclopedia and not as a report")
    detected = detect_language(text)
    language = article.language or page.language.replace("_", "-") or detected
    told = detected or language.partition("-")[0].lower()
    if text and told not in ("", "en"):
        work.notice("other-language", f"the text is in another language than English ({told})")
    return CleanArticle(
        id=article.id,
        number=article.number,
        text=text,
        title=work.title,
        url=article.url or (page.url if page.url.startswith(("http://", "https://")) else ""),
        outlet=decode_entities(article.outlet) or page.outlet or _name_outlet(article, page, work),
        author=decode_entities(article.author) or page.author or work.author,
        published_at=article.published_at or _find_published(page, work),
        language=language,
        dateline_place=work.dateline_place,
        credits=tuple(dict.fromkeys(work.credits)),
        original=page.text,
        offsets=offsets,
        removals=removals,
        notices=tuple(Notice(notice.code, notice.message, article.id) for notice in work.notices),
    )


def _apply_marks(work: Workpiece, mended: Mended, page: Page) -> None:
    """Takes out what stands outside the article on its page, unless next to nothing were left."""
    starts = [start for start, _, _ in page.marks]
    reasons = []
    for line in work.lines:
        at = find_origin(mended, line.parts[0][0])[0]
        place = bisect_right(starts, at) - 1
        reasons.append(page.marks[place][2] if place >= 0 and at < page.marks[place][1] else "")
    left = sum(len(line.text) for line, reason in zip(work.lines, reasons, strict=True) if not reason)
    for index, (line, reason) in enumerate(zip(work.lines, reasons, strict=True)):
        if reason == "heading":
            is_title = not work.title or line.text.casefold() == work.title.casefold()
            work.title = work.title or line.text
            work.remove(index, "title" if is_title else "subheading")
        elif reason and left >= _LEAST_LEFT:
            work.remove(index, reason)
    work.sweep()


def _remove_dateline(work: Workpiece) -> None:
    for index, line in enumerate(work.lines[:3]):
        found = find_dateline(line.text)
        if found is None:
            if line.is_prose:
                return
            continue
        gone = work.cut(index, 0, found.length, "dateline")
        work.dateline_place = work.dateline_place or found.place
        work.outlet = work.outlet or found.outlet
        work.date_text = work.date_text or found.date_text
        if found.agency:
            work.credits.append(gone.rstrip(" -–—―:"))
        work.sweep()
        return


_STEPS = (
    remove_sections,
    remove_lead_ins,
    remove_furniture,
    remove_captions,
    _remove_dateline,
    remove_trailing_credits,
    remove_injections,
    remove_mastheads,
    remove_headings,
    remove_repeated_deck,
)


def _name_outlet(article: Article, page: Page, work: Workpiece) -> str:
    """The outlet by its own words, its address or its dateline."""
    names = {name for _, name in read_outlets()}
    for line in work.lines:
        match = _CONTACTED.search(line.text)
        if match and match["outlet"] in names:
            return match["outlet"]
    if work.outlet:
        return work.outlet
    try:
        host = (urlsplit(article.url or page.url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    for known, name in read_outlets():
        if host == known or host.endswith("." + known):
            return name
    return host


def _find_published(page: Page, work: Workpiece) -> datetime | None:
    if page.published and (read := read_date(page.published)):
        return read[0]
    found = find_date(work.date_text) if work.date_text else None
    if found is None:
        return None
    work.notice("date-from-text", "the date of publication was read from the text of the page")
    return found if found.tzinfo else found.replace(tzinfo=UTC)
