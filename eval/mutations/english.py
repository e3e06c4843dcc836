"""Word forms that the rules need: number words, months, past forms, and which small words stand where."""

from __future__ import annotations

import re


def listed(text: str) -> tuple[str, ...]:
    """The words of a list that is written as one text.

    >>> listed("a an the")
    ('a', 'an', 'the')
    """
    return tuple(text.split())


NUMBER_WORDS = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
VALUES = {word: value for value, word in enumerate(NUMBER_WORDS) if value > 1} | _TENS
"""Number words from two on, by their value; "one" is as often a pronoun."""

MONTHS = listed("January February March April May June July August September October November December")
WEEKDAYS = listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")

_PAST = dict(
    pair.split(":", 1)
    for pair in listed(
        "become:became begin:began bring:brought build:built buy:bought catch:caught come:came cut:cut deal:dealt "
        "do:did draw:drew drive:drove fall:fell feel:felt fight:fought find:found fly:flew get:got give:gave go:went "
        "grow:grew have:had hear:heard hit:hit hold:held keep:kept know:knew lay:laid lead:led leave:left lend:lent "
        "let:let lose:lost make:made meet:met pay:paid put:put read:read ride:rode rise:rose run:ran say:said see:saw "
        "seek:sought sell:sold send:sent set:set shut:shut sit:sat speak:spoke spend:spent stand:stood steal:stole "
        "strike:struck take:took teach:taught tell:told think:thought throw:threw undergo:underwent win:won "
        "withdraw:withdrew write:wrote shoot:shot sue:sued overcome:overcame hurt:hurt cost:cost split:split "
        "spread:spread"
    )
)
_DOUBLED = frozenset(listed("ban plan stop drop ship step cap equip commit admit permit submit refer transfer scrap"))
_NO_VERBS = frozenset(
    listed(
        "also not now be soon still then only never have always likely just first again too either even eventually "
        "instead probably almost both all once no it he she they we you i the a an this that at in on for of by"
    )
)


def past(verb: str) -> str:
    """The simple past of a verb's base form; "" for a word that is no verb.

    >>> [past(verb) for verb in ("close", "meet", "carry", "play", "stop", "also")]
    ['closed', 'met', 'carried', 'played', 'stopped', '']
    """
    if verb in _NO_VERBS or verb.endswith("ly") or not re.fullmatch(r"[a-z]{2,}", verb):
        return ""
    if verb in _PAST:
        return _PAST[verb]
    if verb in _DOUBLED:
        return verb + verb[-1] + "ed"
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + "ed"


_REGULAR = listed(
    "accept accuse add admit agree announce appear approve arrest arrive attack attend authorise ban block call cancel "
    "cause charge claim close collapse condemn confirm convict criticise damage decide declare demand deny deploy "
    "describe destroy discover dismiss earn end enter escape expect fail file fine follow force happen help identify "
    "impose improve include increase injure introduce invite involve issue join jump kill land launch lift move murder "
    "name need offer open order oppose own pass plan play pledge post promise propose protest prove publish push raise "
    "reach receive recover reduce refuse reject release remain remove repair replace rescue resign return reveal sack "
    "serve sign start stay stop suffer support surrender suspect suspend threaten test treat trigger turn urge use "
    "visit vote vow wait walk want warn welcome work wound"
)
_BASES = {past(base): base for base in _REGULAR} | {form: base for base, form in _PAST.items()}


def base_of(form: str) -> str:
    """The base of a past form; "" where it cannot be told.

    >>> base_of("met"), base_of("closed"), base_of("visited"), base_of("stopped"), base_of("red")
    ('meet', 'close', 'visit', 'stop', '')
    """
    return _BASES.get(form, "")
