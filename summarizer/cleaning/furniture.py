"""What on a page is no prose: one question a function, each about the lines of one workpiece.

The words are data (`resources/furniture.txt`, `agencies.txt`); here stands what position, neighbours and shape tell.
The rule where the two are in doubt: a caption left in is better than a sentence of the story lost.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from summarizer.bundle.dates import find_date
from summarizer.cleaning.lines import Line, Workpiece
from summarizer.cleaning.mastheads import is_outlet, part_title
from summarizer.resources.sections import read_sections

_MAX_WORDS = 60  # a longer line is no furniture, whatever it says
_SPOKEN = re.compile(r"\b(?:said|says|told|according to|announced|reported|added|tweeted)\b", re.I)
# In these sections a whole sentence that only looks like furniture is rather the story's.
_SHAPED = frozenset(("timestamp", "byline", "share", "navigation", "teaser", "media-label", "truncation"))
_CAPTION_START = re.compile(
    r"(?:FILE\s*(?:PHOTO|IMAGE|PIC)?\s*[-–—:.]|FILE PHOTO\b"
    r"|(?:Photo|Picture|Image|Pictured|Caption|Main image|Main photo)\s*[:|]"
    r"|(?:Image|Media|Video) (?:copyright|caption|source)\b"
    r"|(?:In )?[Tt]his "
    r"(?:(?:undated|handout|still|combination|composite|file|satellite|aerial|image|video|frame|provided) ){0,3}"
    r"(?:photo|photograph|image|picture|photo combination|frame grab|screen ?grab|frame|handout|still)s?,? "
    r"(?:(?:grab |image )?"
    r"(?:taken|provided|released|made|issued|posted|obtained|shows|showing|from|by|supplied|captured)\b))"
)
_PHOTO_WORD = (
    r"(?:Photo(?:graph|graphy|graphs|s)?|Image|Pictures?|Illustration|Credit|Photo ?credit|Image ?credit|Pic|Graphic)"
)
_BULLETS = "-•*–—·‣▪►"
_CLOCK_OR_DAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|tomorrow|yesterday|morning|afternoon|evening|weekend"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter)\b",
    re.I,
)
_MAX_CAPTION = 110  # words; where somebody speaks in more than 35 it is a paragraph with a credit at its end
_MENU = re.compile(r"[A-Z]{3,}(?:[ '’&-]+[A-Z]{1,}){3,}")  # NEWS SPORT WHAT'S ON JOBS
_JOINING = re.compile(r"\b(?:AS|INTO|OF|FOR|IN|AFTER|BY|TO|WITH|THE|AT|IS|ARE|AND|OVER|FROM)\b")  # in no menu
_SINCE = re.compile(r"\b(?:since|founded|established|est\.) (?:in )?1[789]\d\d\W*$", re.I)
_MAX_TITLE_WORDS, _MAX_HEADING_WORDS = 25, 12


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    sections = read_sections("furniture.txt")
    return tuple((reason, re.compile("|".join(f"(?:{line})" for line in _numbered(lines)), re.I | re.S))
                 for reason, lines in sections.items() if reason and lines)  # fmt: skip


def _numbered(lines: tuple[str, ...]) -> list[str]:
    """Group names may stand in one pattern once only: the second "outlet" becomes "outlet2"."""
    seen = 0
    renamed = []
    for line in lines:
        seen += "(?P<outlet>" in line
        renamed.append(line.replace("(?P<outlet>", f"(?P<outlet{seen}>"))
    return renamed


@lru_cache(maxsize=8192)  # lines are looked at again in every round
def match_furniture(text: str) -> tuple[str, re.Match[str]] | None:
    """The kind of furniture a line is by its words alone, and the match; None for what may be prose.

    >>> match_furniture("Sign up for our newsletter")[0], match_furniture("Rain fell on Bergen.")
    ('newsletter', None)
    """
    words = text.split()
    if not words or len(words) > _MAX_WORDS:
        return None
    shown = " ".join(words)
    is_sentence = len(words) >= 8 and shown[-1] in '.!?”"'
    for reason, pattern in _patterns():
        match = pattern.fullmatch(shown)
        if match is None:
            continue
        if is_sentence and (reason in _SHAPED or (reason != "credit" and _SPOKEN.search(shown))):
            continue
        return reason, match
    return None


@cache
def _agency(section: str) -> str:
    sections = read_sections("agencies.txt")
    names = sections["photo"] + sections["text"] if section == "any" else sections[section]
    return "(?:" + "|".join(re.escape(name) for name in sorted(set(names), key=len, reverse=True)) + ")"


@cache
def _photo_tail() -> tuple[re.Pattern[str], ...]:
    """A picture's credit at the end of a caption; group "credit" is the credit, what stands before is the caption."""
    any_agency, photo_only = _agency("any"), _agency("photo")
    name = r"(?:[A-Z](?:[\w’'-]+|\.)?(?: (?:[A-Z](?:[\w’'-]+|\.)?|de|van|von|al|el|bin|la)){0,4})"
    chain = rf"{any_agency}(?:\s*(?:/|-|–|—|via|,|\||for)\s*(?:{any_agency}|{name})){{0,4}}"
    end = r"[\s.)\]]*\Z"
    before = r"(?:\A|(?<=[.!?…”\")])\s*|\s)"
    after_sentence = r"(?:\A|(?<=[.!?…”\")])\s*)"
    return (
        re.compile(rf"{before}(?P<credit>[(\[]?{name}\s*(?:/|\|)\s*{chain}){end}"),
        re.compile(rf"{after_sentence}(?P<credit>[(\[]?(?:{name}\s*(?:/|-|–|—|\||,|via)\s*)?{chain}){end}"),
        re.compile(rf"(?P<credit>[(\[]?{name}\s*,?\s*(?:via|for)\s+{any_agency}){end}"),
        re.compile(rf"(?:\A|\s|(?<=[.!?”\"]))(?P<credit>{photo_only}(?:\s*(?:/|-|–|via)\s*{name})?)[\s)\]]*\Z"),
        re.compile(
            rf"(?P<credit>[(\[](?:(?:\w+ ){{0,2}}(?:{_PHOTO_WORD}|photos?)|Courtesy|File|Supplied|Handout|Provided)\b"
            rf"[^()\[\]]{{0,80}}[)\]]){end}"
        ),
        re.compile(
            rf"(?P<credit>[(\[](?:{name}[\s/,–—-]+)?{any_agency}"
            rf"(?:[\s/,–—-]+(?:[A-Z][\w.’'-]*|via|for|of|and|[Ff]ile))*[)\]])[\s)\]]*\Z"
        ),
        re.compile(
            rf"{after_sentence}(?P<credit>{_PHOTO_WORD}(?:\s*[:|©]\s*|\s+(?:by|courtesy(?: of)?|from|via)\s+)"
            r"\S.{1,60})\Z"
        ),
        re.compile(
            rf"{after_sentence}(?P<credit>©\s*\S.{{1,60}}|Courtesy(?: of)? \S.{{1,50}}|[Ff]ile (?:photo|image|picture)"
            r"|Handout|Supplied)[\s.]*\Z"
        ),
    )


@cache
def _photo_triggers() -> frozenset[str]:
    """The words one of which every picture credit holds."""
    sections = read_sections("agencies.txt")
    words = {word for name in sections["photo"] + sections["text"] for word in re.findall(r"[\w.-]+", name)}
    photo = "photo photos photograph photographs photography image picture pictures illustration credit pic graphic"
    rest = "courtesy file supplied handout provided photocredit imagecredit"
    return frozenset({part for word in words for part in (word, word.strip("."))} | set(f"{photo} {rest}".split()))


@lru_cache(maxsize=8192)  # lines are looked at again in every round
def find_photo_credit(text: str) -> re.Match[str] | None:
    """The picture credit that a caption ends with.

    >>> find_photo_credit("Smoke over the port in March.Jane Roe / AFP - Getty Images")["credit"]
    'Jane Roe / AFP - Getty Images'
    >>> find_photo_credit("The film was sold to Reuters.") is None
    True
    """
    tail_start = max(0, len(text) - 160)
    tail = set(re.findall(r"[\w-]+|©", text[tail_start:]))
    if "©" not in tail and not tail & _photo_triggers() and not {word.lower() for word in tail} & _photo_triggers():
        return None
    for number, pattern in enumerate(_photo_tail()):
        match = pattern.search(text, tail_start)
        if match is None:
            continue
        is_agency_only = _is_text_credit(match["credit"])
        # "… world rankings. (ANI)" credits the text; "A boat leaves the port... (AP)" a picture
        ends_sentence = re.search(r"(?<!\.)[.!?][\"”’]?\s*\Z", text[: match.start("credit")])
        if not (is_agency_only and (number < 2 or ends_sentence)):
            return match
    return None


def _is_text_credit(credit: str) -> bool:
    """Whether only agencies that deliver texts are named, and no picture or person with them."""
    return bool(
        re.fullmatch(rf"[(\[]?{_agency('text')}(?:\s*(?:,|and|&|/)\s*{_agency('text')})*[)\]]?", credit.strip())
    )


def remove_furniture(work: Workpiece) -> None:
    """Lines that are furniture by their words, and with them the outlet, author or date that they name."""
    for index, line in enumerate(work.lines):
        found = match_furniture(line.text)
        if not any(char.isalnum() for char in line.text):
            work.remove(index, "ornament")  # * * *
            continue
        if found is None:
            continue
        reason, match = found
        if reason.startswith("section-"):
            continue
        if reason == "byline" and not work.author:
            work.author = _author_in(line.text)
            name, _, outlet = work.author.rpartition(", ")
            if name and is_outlet(outlet):
                work.author, work.outlet = name, work.outlet or outlet
        if reason in ("timestamp", "byline") and not work.date_text and find_date(line.text):
            work.date_text = line.text
        if reason == "media-label" and not work.outlet:
            work.outlet = next((name for name in match.groups() if name), "").strip()
        if reason == "truncation":
            work.notice("truncated", "the text ends where the page asks to read on elsewhere")
        if reason == "credit":
            work.credits.append(line.text)
        work.remove(index, reason)
    work.sweep()


_LEAD_IN = re.compile(
    r"(?:Continue reading the main story|Story continues below(?: (?:this )?advertisement)?"
    r"|Article continues (?:after|below)(?: sponsored content| this ad\w*)?|Skip Ad(?:vertisement)?|Advertisement"
    r"|Media playback is (?:un|not )supported on (?:this|your) device(?: Media caption)?)"
    r"\s+(?=[“\"‘']?[A-Z][\w’'-]* (?:[\w’'“\"-]+,? ){4})"
)
"""A label of the page that has run into the prose behind it."""


def remove_lead_ins(work: Workpiece) -> None:
    """Labels of the page at the head of a paragraph of prose: "Continue reading the main story Almost as soon as …"."""
    for index, line in enumerate(work.lines):
        found = _LEAD_IN.match(line.text)
        if found is not None and line.is_prose:
            work.cut(index, 0, found.end(), "navigation")


def remove_captions(work: Workpiece) -> None:
    """Captions and picture credits, with the picture's own heading when it stands right above."""
    for index, line in enumerate(work.lines):
        n_words = len(line.text.split())
        match = find_photo_credit(line.text)
        starts = _CAPTION_START.match(line.text)
        if match and n_words <= _MAX_CAPTION and not (n_words > 35 and _SPOKEN.search(line.text)):
            work.remove(index, "caption")
            above = work.lines[index - 1] if index else None
            if above and above.parts and not line.follows_blank and is_heading(above, 6):
                work.remove(index - 1, "caption")
        elif match:
            work.cut(index, match.start("credit"), len(line.text), "photo-credit")
        elif starts and n_words <= 70:
            work.remove(index, "caption")
    work.sweep()


def remove_trailing_credits(work: Workpiece) -> None:
    """Agencies and contributors at the end of the last paragraphs, kept as credits: ".”/NYT, AP and AFP"."""
    text_agency = _agency("text")
    some = rf"{text_agency}(?:(?:\s*(?:,|/|&)\s*|,?\s+(?:and|e|y|und|et)\s+){text_agency}){{0,5}}"
    tails = (
        re.compile(
            r"(?:\A|(?<=[.!?”\")’'])\s*)(?P<credit>\(?(?:Additional )?"
            r"(?:Reporting|Writing|Editing|Compiled|With (?:reporting|files|inputs?)) (?:by|from) [^()]{2,240}\)?)\Z"
        ),
        re.compile(
            rf"(?:\A|(?<=[.!?”\")’'…]))\s*(?P<credit>/\s*{some}|[—–-]\s?(?:With )?{some}"
            r"|[(\[](?:[Ww]ith (?:\w+ )?(?:inputs?|files|reports?|material) (?:from|by) |[Ss]ource: |[Vv]ia )?"
            rf"{some}[)\]]|(?:With (?:inputs from |files from )?)?{some})\.?\s*\Z"
        ),
    )
    for index in range(max(0, len(work.lines) - 2), len(work.lines)):
        for tail in tails:
            match = tail.search(work.lines[index].text, max(0, len(work.lines[index].text) - 300))
            if match:
                work.credits.append(match["credit"].strip())
                work.cut(index, match.start("credit"), len(work.lines[index].text), "credit")
    work.sweep()


def remove_sections(work: Workpiece) -> None:
    """Blocks of other stories and of readers' comments, from their heading to where the article's prose goes on."""
    index = 0
    while index < len(work.lines):
        section = _match_section(work.lines[index].text)
        if section:
            is_comments = section == "section-comments"
            stop = _comments_end(work, index) if is_comments else _section_end(work, index)
            reason = "comments" if is_comments else "teaser"
            for inner in range(index, stop):
                if _match_section(work.lines[inner].text) == "section-teasers":
                    reason = "teaser"
                work.remove(inner, reason)
            index = stop
        else:
            index += 1
    work.sweep()
    _remove_trailing_teasers(work)


@lru_cache(maxsize=8192)  # lines are looked at again in every round
def _match_section(text: str) -> str:
    """Which kind of section a heading opens, "" for none."""
    shown = " ".join(text.split())
    if len(shown) > 80:
        return ""
    return next((name for name, one in _patterns() if name.startswith("section-") and one.fullmatch(shown)), "")


def _comments_end(work: Workpiece, opener: int) -> int:
    """Readers write to the end, unless little of the article came before or two paragraphs are plainly its own."""
    before = [line for line in work.lines[:opener] if line.parts]
    n_chars = sum(len(line.text) for line in before)
    if sum(line.is_prose for line in before) < 3 or n_chars < 0.5 * sum(len(line.text) for line in work.lines):
        return opener + 1
    known = _vocabulary(before)
    for index in range(opener + 1, len(work.lines) - 1):
        pair = work.lines[index : index + 2]
        if all(_belongs(line, known) and len(line.words) >= 20 for line in pair):
            return index
    return len(work.lines)


def _section_end(work: Workpiece, opener: int) -> int:
    """The first line after a heading of other stories that is the article's own again."""
    known = _vocabulary([line for line in work.lines[:opener] if line.parts])
    rest = work.lines[opener + 1 :]
    for offset, line in enumerate(rest):
        if not line.is_sentence or len(line.words) < 8:
            continue
        follower = rest[offset + 1] if offset + 1 < len(rest) else None
        belongs = _belongs(line, known)
        if belongs and (follower is None or len(line.words) >= 20 or _belongs(follower, known)):
            return opener + 1 + offset
        run = rest[offset : offset + 3]
        if len(run) == 3 and all(one.is_sentence and len(one.words) >= 12 for one in run):
            return opener + 1 + offset
    return len(work.lines)


def _belongs(line: Line, known: frozenset[str]) -> bool:
    if not line.is_sentence or len(line.words) < 8:
        return False
    if len(known) < 30:
        return True
    content = [word.lower() for word in line.words if len(word) >= 5]
    names = [word.lower() for word in line.words[1:] if word[0].isupper() and len(word) > 2]
    shared = sum(word in known for word in content)
    shared_names = sum(word in known for word in names)
    return shared >= 0.3 * max(1, len(content)) and (not names or shared_names >= 0.3 * len(names))


def _vocabulary(lines: list[Line]) -> frozenset[str]:
    return frozenset(word.lower() for line in lines if line.is_prose for word in line.words if len(word) > 2)


def _remove_trailing_teasers(work: Workpiece) -> None:
    """Headings with cut-short first lines of other stories at the very end, where no heading announces them."""
    start = len(work.lines)
    while start and (work.lines[start - 1].is_cut_short or is_heading(work.lines[start - 1], _MAX_TITLE_WORDS)):
        start -= 1
    block = work.lines[start:]
    if start and sum(line.is_cut_short for line in block) >= 2 and any(is_heading(line, 25) for line in block):
        first = next(i for i, line in enumerate(block) if is_heading(line, 25))
        for index in range(start + first, len(work.lines)):
            work.remove(index, "teaser")
        work.sweep()


def is_heading(line: Line, max_words: int) -> bool:
    """Whether a line has the shape of a heading: short, a capital (or a figure) first, no sentence's end."""
    text = line.text.strip()
    words = text.split()
    if not words or len(words) > max_words or len(text) > 8 * max_words + 40:
        return False
    first = next((char for char in text if char.isalnum()), "")
    if not (first.isupper() or first.isdigit()) or text[0] in _BULLETS:
        return False
    return (
        not line.is_sentence and not line.is_cut_short and text[-1] not in ":;,–—-" and any(c.isalpha() for c in text)
    )


def remove_headings(work: Workpiece) -> None:
    """The title and what stands over the first sentence; headings between paragraphs."""
    first = next((index for index, line in enumerate(work.lines) if line.is_prose), None)
    if first is None:
        return
    if _goes_on(work.lines[first]):
        first = 0
    _remove_head(work, first)
    same = " ".join(work.title.split()).casefold()
    for index, line in enumerate(work.lines):
        if line.parts and same and " ".join(line.text.split()).casefold() == same:
            work.remove(index, "title")
    work.sweep()
    _remove_subheadings(work)
    work.sweep()


def _remove_head(work: Workpiece, first: int) -> None:
    head = [i for i in range(first) if is_heading(work.lines[i], _MAX_TITLE_WORDS) or _is_question(work.lines[i])]
    if head != list(range(first)):
        head = head[: next((n for n, i in enumerate(head) if i != n), len(head))]
    if not head:
        return
    ordered = sorted(head, key=lambda i: _is_page_head(work.lines[i].text))  # menus and slogans last
    best = next(
        (i for i in ordered if len(work.lines[i].words) >= 4), max(head, key=lambda i: len(work.lines[i].words))
    )
    if not work.title:
        work.title, outlet = part_title(work.lines[best].text)
        work.outlet = work.outlet or outlet
    for index in head:
        work.remove(index, "title" if index == best else "deck" if index > best else "label")
    work.sweep()


def _is_page_head(text: str) -> bool:
    """Whether a line over an article is rather its page's: a menu, a slogan.

    >>> _is_page_head("Sign in | Weather: Orle 25° | Subscribe"), _is_page_head("Rain in Orle")
    (True, False)
    """
    is_menu = bool(_MENU.fullmatch(text)) and not _JOINING.search(text)
    return is_menu or text.count(" | ") > 1 or bool(_SINCE.search(text))


def _is_question(line: Line) -> bool:
    return line.text.endswith(("?", "!")) and 4 <= len(line.words) <= 20 and not re.search(r"[.!?]\s", line.text)


def _remove_subheadings(work: Workpiece) -> None:
    lines = work.lines
    index = 0
    while index < len(lines):
        stop = index
        while stop < len(lines) and is_heading(lines[stop], _MAX_HEADING_WORDS):
            stop += 1
        is_between = 0 < index < stop < len(lines) and lines[stop].is_prose and not _goes_on(lines[stop])
        is_between = is_between and not lines[index - 1].is_open
        announced = index > 0 and lines[index - 1].text.rstrip().endswith(":")
        if is_between and stop - index <= 2 and not announced:
            for inner in range(index, stop):
                if not _says_something(lines[inner].text):
                    work.remove(inner, "subheading")
        index = max(stop, index + 1)


def _goes_on(line: Line) -> bool:
    """Whether a line begins in the middle of a sentence, as lines of a broken paragraph do."""
    first = next((char for char in line.text if char.isalnum()), "")
    return first.islower()


def _says_something(text: str) -> bool:
    """Whether a heading carries what the prose under it may not repeat: a score, figures, a day, a label."""
    figures = re.findall(r"\d[\d.,]*", text)
    return (
        len(figures) >= 2
        or ":" in text
        or bool(re.search(r"[$€£¥%°]", text))
        or (bool(_CLOCK_OR_DAY.match(text)) and len(text.split()) <= 4)
    )


def remove_repeated_deck(work: Workpiece) -> None:
    """A standfirst: a first sentence whose words nearly all come again in one sentence right below."""
    if len(work.lines) < 4:
        return
    deck = work.lines[0]
    words = {word.lower() for word in deck.words if len(word) > 3}
    figures = set(re.findall(r"\d+", deck.text))
    if not deck.is_sentence or not 8 <= len(deck.words) <= 45 or re.search(r"[.!?][”\"]?\s+[A-Z“\"]", deck.text):
        return
    for line in work.lines[1:9]:
        there = {word.lower() for word in line.words}
        if not figures <= set(re.findall(r"\d+", line.text)):
            continue
        if words and len(words & there) >= 0.85 * len(words) and len(line.words) >= len(deck.words) * 0.7:
            work.remove(0, "deck")
            work.sweep()
            return


def _author_in(text: str) -> str:
    match = re.match(
        r"(?:story |text |words |written |report |posted |article )?by:? (.+)", " ".join(text.split()), re.I
    )
    author = match[1] if match else ""
    author = re.split(r"\s*[|•·–—/]\s*|, (?=\w+ (?:News|Post|Times|Press)\b)", author)[0]
    author = re.split(
        r",? (?=(?:[\w-]+ ){0,3}(?:correspondent|reporter|editor|writer|columnist|staff)\b)", author, flags=re.I
    )[0]
    return author.strip(" ,")[:120]
