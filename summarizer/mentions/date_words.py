"""The words that tell time: months, weekdays and counts, and one grammar of the expressions made of them."""

from __future__ import annotations

import re


def _numbered(rows: str, first: int = 0) -> dict[str, int]:
    """Every word of every row of a list → the number of its row."""
    return {word: number for number, row in enumerate(rows.split(","), start=first) for word in row.split()}


MONTHS = _numbered(
    "january jan, february feb, march mar, april apr, may, june jun, july jul, august aug, september sept sep,"
    " october oct, november nov, december dec",
    first=1,
)
WEEKDAYS = _numbered(
    "monday mon, tuesday tues tue, wednesday wed, thursday thurs thu, friday fri, saturday sat, sunday sun"
)
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""Each season → its first month (meteorological, northern)."""
ORDINALS = _numbered("first 1st, second 2nd, third 3rd, fourth 4th final last", first=1)
COUNTS = _numbered(
    "zero, one a an, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen,"
    " sixteen, seventeen, eighteen, nineteen, twenty"
) | {
    "a couple of": 2,
    "twenty-one": 21,
    "twenty-four": 24,
    "thirty": 30,
    "thirty-six": 36,
    "forty": 40,
    "forty-eight": 48,
    "fifty": 50,
    "sixty": 60,
    "seventy-two": 72,
    "ninety": 90,
    "hundred": 100,
}
_DAY_WORDS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|"
    "sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first|twenty-second|twenty-third|twenty-fourth|"
    "twenty-fifth|twenty-sixth|twenty-seventh|twenty-eighth|twenty-ninth|thirtieth|thirty-first"
)
DAY_NUMBERS = {word: number for number, word in enumerate(_DAY_WORDS.split("|"), start=1)}

DECADES = _numbered("thirties, forties, fifties, sixties, seventies, eighties, nineties", first=3)
"""Each decade of the last century by its word → its tens."""
_DECADES = "|".join(DECADES)

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)(?:\.|\b))"
)
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:Mon|Tues|Tue|Wed|Thurs|Thu|Fri|Sat)\.)"
_SHORT_WEEKDAY = r"(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b"  # without a stop only beside a date: "Sat 10 May"
_WHICH_DAY = r"(?:(?i:this(?: past| coming)?|the(?: next| last| past| coming)?|next|last|past|coming) )?"
_DAY_NAMED = rf"(?:{_WHICH_DAY}(?P<wdN>{_WEEKDAY}|{_SHORT_WEEKDAY})(?: (?:next|last))?,? )?"
"""A weekday before its date, "next Friday, 9 January"; N is put in where it is used."""
_CENTURY = r"(?:1[5-9]|20)"
_YEAR = rf"(?:{_CENTURY}\d\d|2100)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_DAY_TH = _DAY + r"(?:st|nd|rd|th)?"
_WORD_COUNTS = "|".join(word for word in sorted(COUNTS, key=len, reverse=True) if word != "zero")
_COUNT = rf"(?:\d{{1,3}}|(?i:{_WORD_COUNTS}|half an?|a few|several)\b)"
_UNIT = r"(?:minute|hour|day|night|week|fortnight|month|year|decade|century|centurie)s?"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_ABOUT = r"(?:about|around|exactly|just|only|roughly|under|just under|just over|less than)"
_TO = r"(?: ?[-–—] ?| to | and | & | through )"
_YEAR_SAID = rf"(?:(?:of |in )?(?:the year )?{_YEAR}\b|(?:of )?(?i:last|this|next) year\b)"
_YEAR_OFF = r"(?: (?P<yearN>(?:of )?(?i:last|this|next) year)\b)"

_OUTLETS = (
    r"(?!\w| (?:Times|Telegraph|Mirror|Express|Mail|Post|Herald|Sun|World|Independent|Tribune|Journal|Night (?:Live|"
    r"Football|Lights|Fever)))"
)
_PART = (
    rf"(?i:late(?:r)?(?: in)?|early(?: in)?|mid(?:dle)?|(?:the )?(?:very )?(?:end|start|beginning|middle|close)s? of|"
    r"the (?:first|second) half of|the (?:first|second|third|fourth|last|final) week (?:of|in)"
    rf"|the (?:first|last|final|early|opening|closing|dying) (?:(?:few|{_COUNT}) )?(?:days|weeks|months) of)"
)
_DETERMINED = (
    r"(?i:last|next|this(?: past| coming)?|(?:the|that) (?:very )?same"
    r"|the (?:current|present|coming|past|previous|following)|that)"
)

_KINDS = (
    rf"(?P<iso>\b{_YEAR}-[01]\d-[0-3]\d)\b",
    # the last Sunday in May · the first weekend of October 2030
    rf"(?P<nth>\b[Tt]he (?:first|second|third|fourth|last|final)) (?P<nthd>{_WEEKDAY}|weekend) (?:of|in)"
    rf" (?:(?P<nthm>{_MONTH})(?!\w)(?:,? (?P<nthy>{_YEAR_SAID}))?|(?P<nthu>(?:the|this|next|last) month\b))",
    # the night from Monday to Tuesday
    rf"(?:(?<=[Nn]ight )|(?<=[Nn]ight from )|(?<=[Nn]ight of )|(?<=[Nn]ight between )){_WEEKDAY} (?:to|and|into|on) "
    rf"(?P<nightb>{_WEEKDAY})",
    rf"(?P<slash>\b\d{{1,2}}[/.]\d{{1,2}}[/.](?:{_YEAR}))\b",
    # Tuesday, Feb. 15, 2022 · February 15 · Feb. 15–17
    _DAY_NAMED.replace("N", "1") + rf"(?P<m1>\b{_MONTH})(?: (?:the )?|(?<=\.)(?=\d))(?P<d1>{_DAY})"
    r"(?:st|nd|rd|th)?(?!\d|[,.]\d|:\d)"
    rf"(?:(?:(?:, {_DAY_TH})+,? (?:and|&) |{_TO})(?P<d1b>{_DAY})(?:st|nd|rd|th)?(?![\d:]|[.,]\d| {_MONTH}| [a-z]+s\b))?"
    rf"(?:,? (?P<y1>{_YEAR})\b|" + _YEAR_OFF.replace("N", "1") + ")?",
    # Tuesday 15 February 2022 · the 15th of February · 15–17 February · Tuesday, day 15 of February
    _DAY_NAMED.replace("N", "2") + rf"(?:(?<![\d.,:])\b(?:[Tt]he (?:last |past |next )?)?(?:days? )?)"
    rf"(?:(?P<d2a>{_DAY_TH}), (?:{_DAY_TH}, )*)?(?P<d2>{_DAY})"
    rf"(?:st|nd|rd|th|\.)?(?:{_TO}(?:the )?(?P<d2b>{_DAY_TH})\.?)? (?:day )?(?:of )?(?:the month of )?"
    rf"(?P<m2>{_MONTH})(?![\w])(?:,?(?: of| in)? (?P<y2>{_YEAR})\b|" + _YEAR_OFF.replace("N", "2") + ")?",
    rf"(?:\b[Tt]he )?(?P<ord>(?i:{_DAY_WORDS})) (?:day )?of (?P<m3>{_MONTH})(?:,? (?P<y3>{_YEAR})\b)?",
    rf"(?:\b[Tt]he )?(?P<ordr>(?i:{_DAY_WORDS})) (?:day )?(?P<ofr>of (?:this|last|next) month\b)(?!['’]s)",
    # Monday, the 14th · Tuesday day 17 · the 15th · the 5th of next month
    rf"(?:(?i:this|the) )?(?P<wd3>{_WEEKDAY})(?:,? the |,? (?:the )?day |,? (?={_DAY}(?:st|nd|rd|th)\b))"
    rf"(?P<d3w>{_DAY_TH})\b(?!:| [a-z]+s\b)",
    rf"(?:(?i:this|the) )?(?P<wd4>{_WEEKDAY}) \((?P<d4w>{_DAY})\)",
    rf"(?<=[a-z] )[Tt]he (?P<d3>{_DAY})(?:st|nd|rd|th)\b(?P<of3> of (?:this|last|next) month)?(?![-\w])"
    r"(?=[,.;:)”\"’]|$| (?:and|but|when|he|she|they|it|to|that|in|at|for|with|as|on|by|or|after|before|because|is|was"
    r"|were|will|had|has|would|could|did|there|this|not|only|near|when|while|who|which|from|until|during|under)\b)",
    # late December · early 2023 · the third week of March · the end of the month
    rf"(?P<part>\b{_PART})[ -](?:the month of )?(?P<m4>{_MONTH})(?![\w])(?:,? (?P<y4>{_YEAR_SAID}))?",
    rf"(?P<part5>\b{_PART})[ -](?P<y5>{_YEAR})\b(?!-)",
    rf"(?P<part6>\b{_PART}) (?P<det6>{_DETERMINED}|the) (?P<unit6>week|month|year|decade)\b(?!-)",
    # March-April this year
    rf"(?P<mma>\b{_MONTH})(?:[-–/]| ?[–—] ?)(?P<mmb>{_MONTH})(?![\w-])(?:,? (?P<mmy>{_YEAR_SAID}))?",
    # February 2022 · March last year · March
    rf"(?P<m6>\b{_MONTH})(?:,? |-|/)(?P<y6>{_YEAR_SAID})",
    rf"(?:(?P<when7>\b(?i:next|last|this(?: past| coming)?|past|the (?:following|previous|coming))) )?"
    rf"(?P<m7>\b{_MONTH})(?!\w|-\w| \d)",
    # Tuesday · next Tuesday · the following Tuesday · Tuesday next week · Sunday week · a week on Tuesday
    rf"(?:(?P<when8>\b(?:(?!that \w+['’]s)"
    rf"{_DETERMINED}|(?i:past|coming|the (?:last|next)|(?:last|this|next) week(?:['’]s)?"
    rf"|(?:{_COUNT} weeks?|a fortnight) (?:on|from))))"
    rf" )?(?P<wd8>\b{_WEEKDAY})(?P<after8> (?:of |the )?(?:next|last|this|the following|the previous) week"
    r"| week\b(?! of)| fortnight| (?:just )?gone\b"
    rf"| (?:last|next)\b(?! (?:to|time|month|year|night|season|spring|summer|autumn|winter|{_MONTH})\b))?{_OUTLETS}",
    # the night before last · the week after next
    r"(?P<twice>\b[Tt]he (?P<twiceu>day|night|evening|weekend|week|month|year|spring|summer|autumn|fall"
    r"|winter) (?P<twiced>before last|after next))\b",
    r"(?P<near>\b(?i:(?:the )?day (?:before yesterday|after tomorrow)|yesterday|today|tomorrow|tonight|last night"
    r"|this (?:very )?(?:morning|afternoon|evening|noon|lunchtime|night)|(?:earlier|later) (?:on )?today|overnight))"
    r"\b(?! [Ss]how\b)",
    r"(?P<inday>\b(?:[Ee]arlier|[Ll]ater) in the (?:day|evening|afternoon|morning))\b",
    r"(?P<ends>\b(?:[Tt]he |[Tt]his )?(?P<endsu>week|month|year)['’]s end)\b",
    # last week · this summer · the same day · that night
    r"(?P<same>\b[Tt]he same (?:month|months|period|time|week|quarter)) (?P<samey>"
    + _YEAR_SAID
    + r"|a year (?:earlier|ago|before))",
    rf"(?P<rel>\b(?:{_DETERMINED}|(?i:the (?:last|next)|last|next))) (?P<relunit>day|date|night|morning|afternoon"
    rf"|evening|weekend|week|fortnight|month|year|decade|quarter|{_SEASON})\b(?!-|s\b)",
    # the day before · the night after: of what follows too, "the day before the vote"
    r"(?P<side>\b[Tt]he (?P<sideu>day|night|morning|afternoon|evening|weekend|week|month|year"
    rf"|{_SEASON})"
    r" (?P<sided>before|after))\b",
    # three weeks ago · an hour later · two days after the vote · three weeks from Thursday
    rf"(?P<agon>\b(?:(?i:about|around|almost|nearly|over|some|more than|just|only|exactly|barely|roughly|at least|less"
    rf" than|just over|just under) )?{_COUNT}(?P<agoh> and a half)?) (?P<agou>{_UNIT})(?: and a half)?"
    rf" (?P<agod>ago|away(?= from now\b|,|\.|;|$)|earlier|later|before|after|previously|beforehand|afterwards"
    r"|from now|from today|from tomorrow)\b",
    rf"(?<!\b[Ff]or )(?P<wfn>\b{_COUNT}) (?P<wfu>(?:day|week|fortnight|month)s?) from (?P<wfw>{_WEEKDAY})\b",
    rf"\b(?P<since>[Bb]efore) (?P<sincen>{_COUNT}) (?P<sinceu>(?:week|month|year)s?)\b"
    r"(?! (?:of|(?:are|is|were|was) (?:up|out|over|gone)|(?:had|have|has)(?! (?:the|an?|he|she|it|they|we)\b)"
    r"|pass\w*|up|out|later|ago|earlier|before|after)\b)",
    rf"\b(?P<wkn>{_COUNT}) weekends ago\b",
    r"(?P<centp>\b(?:[Tt]he )?(?:(?i:early|late|mid)[ -])?)(?P<cent>\b(?:\d{1,2}(?:st|nd|rd|th)"
    rf"|(?i:{_DAY_WORDS}))) [Cc]entur(?:y|ies)\b",
    r"\b(?P<sept>9/11)\b",
    r"(?P<vagu>\b(?:(?i:just|only) )?(?i:minutes|hours|days|weeks|months|years)) (?P<vagd>ago|earlier|later|before"
    r"|after|afterwards)\b",
    # over the past two weeks · within ten days · in three days' time
    rf"(?P<spand>\b(?i:(?:the|these|this) (?:last|past|next|coming)))"
    rf" (?:(?P<spann>{_COUNT}|couple(?: of)?) )?(?P<spanu>{_UNIT})\b",
    rf"\b[Ww]ithin (?:(?:the|a) (?:space|period) of )?(?P<withn>{_COUNT}) (?P<withu>{_UNIT})\b(?! (?:of|after|from)\b)",
    rf"\b[Ii]n (?P<timen>{_COUNT}) (?P<timeu>{_UNIT})(?:['’]s?|s['’])? time\b",
    rf"\b[Ii]n (?:{_ABOUT} )?(?P<aheadn>{_COUNT}) (?P<aheadu>(?:day|week|fortnight|month|year)s?)"
    r"\b(?!-|['’]| (?:of|after|from|ago|running|time|and|to|old)\b)",
    rf"\b[Ii]n (?P<spano>the coming|coming|recent|the recent) (?P<spanv>{_UNIT})\b",
    # throughout the week · the week's losses
    r"(?P<thru>(?:(?<=[Tt]hroughout )|(?<=[Dd]uring )|(?<=[Mm]uch of )|(?<=[Mm]ost of )|(?<=[Rr]est of )"
    r"|(?<=[Ee]arlier in ))[Tt]he week\b(?! (?:of|before|after|that|when|to|ending|ended)\b)|\b[Tt]he week(?=[’']s\b))",
    r"(?P<weekend>\b[Tt]he weekend|\b[Oo]ver the weekend|\b[Aa]ll weekend)\b(?! [a-z]+(?:er|ing|tion)\b)"
    r"(?:(?<=[Aa]t the weekend)|(?<=[Oo]ver the weekend)|(?! [a-z]+(?:er|ing|tion)s\b))",
    # the autumn · in spring · the summer of 2019 · last winter's
    rf"(?:(?P<part9>\b(?i:early|late|mid)(?: in)?)[ -])?(?P<the9>\b[Tt]he )?(?P<season>\b{_SEASON})\b"
    rf"(?! (?:term|school|camp|games|job|house|holidays?|season|sports?|clothes|time|tyres|coat|break"
    rf"|of (?!last|next|this|\d)))(?:,? (?:of )?(?P<seasony>{_YEAR_SAID}))?",
    rf"(?:\b[Tt]he )?(?P<half>\b(?i:first|second|last|third|fourth|final|1st|2nd|3rd|4th))[ -](?P<halfu>half|quarter)"
    rf"(?:,? (?:of |in )?(?P<halfy>{_YEAR}\b|(?:the|this|last|next) year\b))?",
    rf"\b(?P<qn>Q[1-4])(?: (?:of )?(?P<qy>{_YEAR}))?\b",
    rf"(?P<y9a>\b{_YEAR})"
    rf"(?: ?[-–—/] ?| to | until | till |(?<=[Bb]etween \d{{4}}) and )(?P<y9b>{_YEAR}|\d\d)\b(?![-–]\d)(?=[^\d%]|$)",
    rf"(?P<decade>\b(?:[Tt]he )?(?P<decp>(?i:early|late|mid)(?:-| )?)?(?:(?P<dec>{_CENTURY}\d0)['’]?s))\b",
    r"(?P<short>\b[Tt]he (?P<shop>(?i:early|late|mid)(?:-| ))?['‘’]?(?P<sho>[2-9]0)['’]?s)\b(?! degrees)",
    rf"(?P<nineties>\b[Tt]he (?P<ninp>(?i:early|late|mid)(?:-| ))?(?P<nin>(?i:{_DECADES})))\b(?! degrees)",
    rf"(?P<y9>(?<![\d.,$€£:/#-])\b{_YEAR})\b(?![-–]\d|[.,:]\d|%| ?(?:km|kg|m|ft|miles|feet|met(?:re|er)s?|tons|tonnes"
    rf"|acres|hectares|hours|hrs|GMT|UTC|people|troops|soldiers"
    rf"|dollars|euros|pounds|percent|per cent|units|homes|houses|jobs|cases|deaths)\b)",
    r"(?P<feast>\b(?:Christmas(?: Eve| Day)?|Boxing Day|New Year(?:['’]?s? (?:Eve|Day))?\b|Good Friday|Thanksgiving"
    r"|Easter(?: Sunday| Monday)?|Halloween|May Day|Ash Wednesday|Valentine['’]s Day|Palm Sunday|Maundy Thursday"
    r"|Whit (?:Sunday|Monday)|Ascension Day|All Saints['’] Day|Labor Day|Memorial Day)"
    rf"(?: (?P<feasty>{_YEAR}))?)\b",
    r"(?P<vague>\b(?i:recently|lately|soon|in recent (?:days|weeks|months|years|hours)|these days))\b",
)
_UNIT_WORDS = r"(?:minute|hour|day|night|week|fortnight|month|year|decade|centur)"
_COUNT_BEFORE_UNIT = rf"(?:{_WORD_COUNTS}|half an?|a few|several) (?:and a half )?{_UNIT_WORDS}"
_STARTS = "|".join(
    (
        r"\d",
        r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)",
        r"[Tt]h(?:is|at|ese) (?!is |the |he |it |a )",
        r"[Tt]he (?:\d|['‘’]|days? |night|morning|afternoon|evening|week|month|year|fortnight|very |end|start|beginning"
        rf"|middle|close|first|second|third|fourth|last|next|past|coming|current|present|previous|following|same"
        rf"|early|late|mid|final|{_SEASON}|(?i:{_DECADES})\b|[A-Z]\w+(?:day|\.)|1st|2nd|3rd|4th)",
        rf"[Tt]he (?i:{_DAY_WORDS}) (?:day )?of |[Tt]he (?i:{_DAY_WORDS}) [Cc]entur",
        r"(?:[Ll]a(?:st|te)|[Nn]ext|[Pp]ast|[Cc]oming|[Ee]arl|[Mm]id|[Ee]nds? of|[Ss]tarts? of|[Bb]eginnings? of"
        r"|[Cc]lose)",
        r"(?:[Tt]o(?:day|morrow|night)|[Yy]esterday|[Oo]vernight|[Oo]ver the w|[Rr]ecently|[Ss]oon|[Ll]ately)",
        r"[Aa]ll weekend",
        r"(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]inal)[- ](?:half|quarter|day of|of)",
        rf"(?i:{_DAY_WORDS}) of",
        r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)",
        r"(?:[Mm]inutes|[Hh]ours|[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears) ",
        rf"(?i:(?:(?:about|around|almost|nearly|over|some|more than|just|only|exactly|barely|roughly|at least|less than"
        rf"|just over|just under) )?(?:\d|{_COUNT_BEFORE_UNIT}))",
        r"(?:[Jj]ust|[Oo]nly) (?:minutes|hours|days|weeks|months|years)",
        rf"9/11|(?i:{_DAY_WORDS}|early|late|mid)[ -](?:[Cc]entur|(?:\d|{_DAY_WORDS}))",
        r"(?:[Ww]ithin|[Bb]efore) |(?:week|month|year)['’]s",
        rf"[Ii]n (?:{_ABOUT} )?(?:{_WORD_COUNTS}) {_UNIT_WORDS}|[Dd]ay (?:before y|after t)",
        r"[Ii]n (?:\d|(?:\w+ ){1,2}\w+['’]s? time|the coming|coming|recent|the recent)",
        r"Q\d|Christmas|Boxing|New Year|Good Friday|Easter|Halloween|Ash|Valentine|Thanksg"
        r"|Palm S|Maundy|Whit |Ascension|All Saints|Labor|Memorial",
    )
)
"""How an expression may begin: one look there instead of one for every kind at every word."""
EXPRESSION = re.compile(rf"\b(?={_STARTS})(?:" + "|".join(_KINDS) + ")")
TRIGGER = re.compile(
    r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)|day\b|days\b|tomorrow|night|"
    r"morning|afternoon|evening|week|month|year|decade|century|quarter|half\b|spring|summer|autumn|winter|fall\b|hour|"
    r"minute|\bdate\b|\brecent|\blately|\bsoon\b|christmas|easter|halloween|thanksgiving|(?:thir|for|fif|six|seven|eigh|nine)ties\b",
    re.IGNORECASE,
)
"""Without one of these a text holds no time expression: a quick look before the slow one."""
