"""A line as the readers of names see it, and where runs of capitals begin and end in it."""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from summarizer.mentions import lexicon
from summarizer.mentions.nouns import singular
from summarizer.mentions.tokens import Token
from summarizer.model import NameKind

CALENDAR = lexicon.grammar("names-calendar")
CALENDAR_IN_NAMES = frozenset(["may", "ii", "iii", "iv", "jr.", "sr.", "tv"])
_PARTICLES = lexicon.grammar("names-particles") - {"e"}
_PARTICLES_BEFORE_CAPITALS = frozenset(["do", "el", "la", "le", "y", "ten", "den"])
_PARTICLES_THAT_BEGIN = frozenset(["von", "van", "de", "bin", "der"])
_OF_HEADS = lexicon.grammar("names-of-heads")
_FOR_HEADS = frozenset(["centers", "center", "centre", "campaign", "institute", "agency", "organization", "fund"])
_AND_HEADS = frozenset([
    "department", "ministry", "office", "bureau", "institute", "centers", "centres", "committee", "secretary",
    "university", "agency", "authority",
])  # fmt: skip
_NO_CHAIN_HEADS = {"Service", "Services", "Police", "House", "Party", "Post", "Times"}
_BODY_HEADS = lexicon.organisation_heads() - _NO_CHAIN_HEADS | {"Annals", "Proceedings", "Bulletin", "Observatory"}
_OWNED_HEADS = lexicon.organisation_heads() | lexicon.name_cues("thing-heads")
SHRINES = lexicon.name_cues("shrines")
_COMMON_CAPITALS = lexicon.grammar("names-common-capitals")
_OWNERS = frozenset(
    ["person", "people", "child", "man", "woman", "maker", "grower", "shepherd", "miner", "veteran", "parent"]
)
NUMBERED_PLACES = frozenset(
    ["ward", "station", "route", "terminal", "sector", "zone", "highway", "pier", "block", "camp"]
)
_LETTERED = NUMBERED_PLACES | {"hall", "hangar", "stand", "building", "wing", "gate"}
SAINTS = frozenset(["St", "St.", "Saint"])
_NUMBERED = NUMBERED_PLACES | {"stream", "formula", "boeing", "falcon", "apollo"}
NUMBER_SIGNS = frozenset(["no", "no.", "nr", "nr."])
OWNED_PLACES = lexicon.name_cues("owned-places")
_UNIONS = lexicon.organisation_heads() | {"Guild", "Board"}
_BETWEEN_TWO = lexicon.name_cues("between-two")
_BODIES_ON = lexicon.name_cues("bodies-on")
_JOINED = lexicon.name_cues("joined-by-and")
_DISEASES = lexicon.name_cues("diseases")
_ARTICLES = frozenset(["the", "a", "an", "this", "that", "his", "her", "its", "their", "our"])
_VERBS_AFTER = lexicon.grammar("names-verbs-after")
_BEFORE_MONTHS = frozenset([
    "in", "since", "until", "till", "on", "of", "last", "this", "next", "by", "from", "to", "early", "late", "mid",
    "during", "before", "after", "for", "and", "through", "between", "-", "–",
])  # fmt: skip
_LONGEST_NUMBERED = 3
_LIKE_SURNAMES = lexicon.name_cues("heads-like-surnames")
_NICKNAMED = {"“": "”", '"': '"', "‘": "’", "'": "'"}
_GROUPS = lexicon.name_cues("bodies")
_PANELS = frozenset(["Committee", "Subcommittee", "Commission"])
_LED_BY = frozenset(["head", "director", "president", "founder", "chairman", "chairwoman", "chair", "leader"])
_DASHES = frozenset(["–", "‒"])


@dataclass(slots=True)
class Known:
    """What the whole text tells of its names."""

    mid: set[str] = field(default_factory=set)  # capitalised words seen where a sentence does not begin
    lower: set[str] = field(default_factory=set)
    pairs: set[tuple[str, str]] = field(default_factory=set)  # two such words side by side
    capitals: set[str] = field(default_factory=set)
    alone: set[str] = field(default_factory=set)  # those without another beside them, and after no dash
    surnames: set[str] = field(default_factory=set)  # what follows a given name: "Rick West", "Steve A. King"
    demonyms: dict[str, str] = field(default_factory=dict)  # "Karvelian" → "Karvelia", where the text has both


@dataclass(frozen=True, slots=True)
class NameLine:
    """The tokens of one line of a text; in a headline capitals tell nothing."""

    text: str
    tokens: Sequence[Token]
    known: Known
    is_headline: bool
    is_shouted: bool = False

    def words(self, first: int, last: int) -> str:
        """The text of the tokens first..last."""
        return self.text[self.tokens[first].start : self.tokens[last].end]


def is_surname_alone(line: NameLine, number: int) -> bool:
    """Whether a word that may be a title, a role or a common one is the surname of somebody told of in full."""
    token = line.tokens[number]
    if token.text not in line.known.surnames:
        return False
    before = line.tokens[number - 1] if number else None
    after = line.tokens[number + 1] if number + 1 < len(line.tokens) else None
    if after is not None and (after.is_capital or after.lower == "of"):
        return False
    if before is not None and before.is_word:
        return before.lower not in _ARTICLES and not before.is_capital
    return after is None or after.lower == "'s" or after.lower in _VERBS_AFTER or after.lower.endswith(("ed", "ly"))


def is_month_as_surname(line: NameLine, number: int) -> bool:
    """Whether a month's name that is somebody's surname does something here: "May told them", "“No,” May said"."""
    after = line.tokens[number + 1].lower if number + 1 < len(line.tokens) else ""
    before = line.tokens[number - 1].lower if number else ""
    does = after == "'s" or after in _VERBS_AFTER or after in lexicon.saying_verbs()
    return does and before not in _BEFORE_MONTHS and not before.isdigit() and is_surname_alone(line, number)


def known_kind(words: str) -> NameKind | None:
    """The kind of an organisation, a place or a thing that the word lists have."""
    words = words.replace("’", "'")
    if words in lexicon.organisations():
        return NameKind.ORGANISATION
    if words in lexicon.places():
        return NameKind.PLACE
    return NameKind.OTHER if words in lexicon.things() else None


@functools.cache
def small_beginnings() -> frozenset[str]:
    """The words in small letters with which a run may begin, but for "al-…", and the "9" of "9/11"."""
    names = (word.lower() for word in lexicon.names_with_small_beginning())
    return _PARTICLES_THAT_BEGIN | lexicon.lower_case_acronyms().keys() | {*names, "9"}


def may_begin(tokens: Sequence[Token], number: int) -> bool:
    """Whether a run may begin here: a capital, a known acronym in small letters, "al-…", or "… general von …"."""
    token = tokens[number]
    if not token.is_word:
        return False
    if token.is_capital or token.lower in lexicon.lower_case_acronyms() or _is_article_name(token):
        return True
    if token.text in lexicon.names_with_small_beginning():
        return token.text != "al" or (number + 1 < len(tokens) and known_until(tokens, number) > number)
    if token.lower not in _PARTICLES_THAT_BEGIN or not 0 < number < len(tokens) - 1:
        return False
    previous = tokens[number - 1]
    return tokens[number + 1].is_capital and not previous.is_capital and singular(previous.lower) in lexicon.roles()


def _is_article_name(token: Token) -> bool:
    return token.text.startswith("al-") and len(token.text) > 4


def run_end(tokens: Sequence[Token], first: int, alone: Collection[str] | None = None) -> int:
    """The last token of the run that begins at `first`, over particles, "of" and "&" where they join names.

    A dash joins what `alone`, the names of the text that stand by themselves, has not for its second part.
    """
    last = known_until(tokens, first + 1 if tokens[first].text == "The" and first + 1 < len(tokens) else first)
    last = last if last > first + 1 else first
    closed = 0
    for number in range(last + 1, len(tokens)):
        token = tokens[number]
        if number <= closed:
            continue
        if token.text in _NICKNAMED and (closed := _nickname_end(tokens, number)):
            continue
        if token.lower in NUMBER_SIGNS and number + 1 < len(tokens) and tokens[number + 1].text.isdigit():
            return number + 1  # "School No 12"
        if is_lettered(tokens, number):
            return number  # "Hall B"
        if token.is_capital or (token.text.startswith(("al-", "el-")) and len(token.text) > 4):
            is_suffix = token.lower in CALENDAR_IN_NAMES or token.lower == "st."
            if token.lower in CALENDAR and not (is_suffix and tokens[last].is_capital):
                break
            last = number
        elif token.text == "v" and number + 2 < len(tokens) and tokens[number + 1].text == ".":
            continue  # "Moss v. Quill": told at the full stop
        elif not (_joins(tokens, first, last, number) or _joins_dashed(tokens, number, alone)):
            is_number = token.text.isdigit() and (
                tokens[last].lower in _NUMBERED or _is_known_with(tokens, first, number)
            )
            return number if is_number and not _name_follows(tokens, number) else last
    return last


def _nickname_end(tokens: Sequence[Token], number: int) -> int:
    """The mark that closes a nickname between a given name and a surname, or 0: "Ada “Ace” Quill"."""
    if tokens[number - 1].text not in lexicon.first_names():
        return 0
    for stop in range(number + 2, min(number + 5, len(tokens) - 1)):
        if tokens[stop].text in _NICKNAMED[tokens[number].text]:
            return stop if tokens[stop + 1].is_capital else 0
        if not tokens[stop - 1].is_capital:
            return 0
    return 0


def known_until(tokens: Sequence[Token], first: int) -> int:
    """The last token of a known name with a word in small letters in it: "Game of Thrones"; `first` where none is."""
    for words in lexicon.names_with_small_words().get(tokens[first].text, ()):
        stop = first + len(words)
        if tuple(token.text for token in tokens[first:stop]) == words:
            return stop - 1
    return first


def _is_known_with(tokens: Sequence[Token], first: int, number: int) -> bool:
    """Whether a name is known with its number: "the S&P 500", "Channel 4"."""
    words = [token.text for token in tokens[first : number + 1] if token.text != "The"]
    return len(words) <= _LONGEST_NUMBERED and bool(known_kind(" ".join(words)))


def _joins_dashed(tokens: Sequence[Token], number: int, alone: Collection[str] | None) -> bool:
    """Whether a dash without spaces makes two sponsors or partners one name, and is none of a route or a match."""
    if alone is None or tokens[number].text not in _DASHES or number + 1 >= len(tokens):
        return False
    before, after = tokens[number - 1], tokens[number + 1]
    is_tight = before.end == tokens[number].start and after.start == tokens[number].end
    if not (is_tight and before.is_capital and after.is_capital) or after.text in alone:
        return False
    if before.lower in CALENDAR or known_kind(before.text) or known_kind(after.text):
        return False
    following = tokens[number + 2].lower if number + 2 < len(tokens) else ""
    return following not in _BETWEEN_TWO and not following.isdigit()


def is_lettered(tokens: Sequence[Token], number: int) -> bool:
    """Whether the token is the letter of a place: "Hall B"."""
    token = tokens[number]
    is_letter = token.is_capital and len(token.text.rstrip(".")) == 1
    return is_letter and number > 0 and tokens[number - 1].lower in _LETTERED


def _name_follows(tokens: Sequence[Token], number: int) -> bool:
    following = tokens[number + 1] if number + 1 < len(tokens) else None
    return following is not None and (following.is_capital or following.lower in _PARTICLES or following.lower == "e")


def _joins(tokens: Sequence[Token], first: int, last: int, number: int) -> bool:
    """Whether a small word or a mark goes on with the name in the tokens first..last."""
    word = tokens[number].lower
    if word in ("of", "for"):
        return _joins_of(tokens, first, last, number)
    if not _name_follows(tokens, number):
        return False
    if word == "v." or (word == "." and tokens[number - 1].text == "v"):
        return tokens[number + 1].is_capital and tokens[last].is_capital
    if word in ("on", "to", "against"):
        if tokens[last].text not in _BODIES_ON or last != number - 1:
            return False
        is_panel = word == "on" and tokens[last].text in _PANELS and not known_kind(tokens[number + 1].text)
        return is_panel or _is_common_noun(tokens[number + 1])
    if word in ("'", "’", "'s"):
        return _joins_owner(tokens, last, number)
    if word in _PARTICLES:
        return tokens[number + 1].is_capital or word not in _PARTICLES_BEFORE_CAPITALS
    if word == "the":
        return tokens[number - 1].lower in ("of", "for")
    if word == "and":
        if _is_portfolio_pair(tokens, first, last, number):
            return True
        has_head = any(token.lower in _AND_HEADS for token in tokens[first:last])
        is_persons = last > first and tokens[last - 1].text in lexicon.first_names()
        return (has_head and not is_persons) or _is_pair(tokens, first, last, number)
    return word == "&"


def _is_portfolio_pair(tokens: Sequence[Token], first: int, last: int, number: int) -> bool:
    """ "Health and Safety Executive", "Food and Drug Administration": two common words and the head of a body."""
    begin = first + 1 if tokens[first].text == "The" else first
    if begin != last or number + 2 >= len(tokens):
        return False
    if of_two_trades(tokens, last, number + 2):
        return True
    is_pair = all(_is_common_noun(token) or _is_trade(token) for token in (tokens[last], tokens[number + 1]))
    return is_pair and tokens[number + 2].text in lexicon.organisation_heads()


def _is_pair(tokens: Sequence[Token], first: int, last: int, number: int) -> bool:
    """ "Overseas Trade and Fisheries Dialogue", "Academy of Arts and Sciences": two common words, and one head."""
    after = tokens[number + 1]
    if last != number - 1 or not (_is_common(tokens[last]) and _is_common(after)):
        return False
    if number + 2 < len(tokens) and tokens[number + 2].text in _JOINED:
        return True
    is_of_body = any(
        token.text in _BODY_HEADS and following.lower == "of" for token, following in pairwise(tokens[first:last])
    )
    is_ended = number + 2 >= len(tokens) or not tokens[number + 2].is_capital
    return is_of_body and is_ended and after.lower.endswith("s")


def _is_common(token: Token) -> bool:
    return token.is_capital and token.lower in lexicon.english_words() and not known_kind(token.text)


def of_two_trades(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a run is the body of two trades: "Nurses and Midwives Council"."""
    is_long = last >= first + 3 and tokens[first + 1].lower == "and"
    if not is_long or _is_trade(tokens[last]) or tokens[last].text not in _UNIONS:
        return False
    pair = tokens[first], tokens[first + 2]
    return any(map(_is_trade, pair)) and all(token.is_capital and token.lower.endswith("s") for token in pair)


def _is_trade(token: Token) -> bool:
    """ "Nurses", "Bakers": what people do, in the plural and with a capital."""
    word = token.lower
    return token.is_capital and word.endswith("s") and singular(word) != word and singular(word) in lexicon.roles()


def _joins_of(tokens: Sequence[Token], first: int, last: int, number: int) -> bool:
    """ "Ministry of Health", "Ministry of the Environment of Karvelia", "Institute for Crops"."""
    has_article = number + 2 < len(tokens) and tokens[number + 1].lower == "the" and tokens[number + 2].is_capital
    if not (has_article or _name_follows(tokens, number)):
        return False
    head = tokens[last].lower
    if tokens[number].lower == "for":
        pair = tokens[last], tokens[number + 1]
        if not has_article and last == first and all(_is_common_noun(token) for token in pair):
            return True  # "Bridges for Health"
        return tokens[last].text in _BODY_HEADS or (not has_article and head in _FOR_HEADS)
    is_chain = any(
        token.text in _BODY_HEADS and following.lower in ("of", "for")
        for token, following in pairwise(tokens[first : last + 1])
    )
    if _is_named_of(tokens, first, last):
        return True
    if tokens[last].text in _LIKE_SURNAMES and last > first and tokens[last - 1].text in lexicon.first_names():
        return False  # "Jim Banks of Indiana"
    if has_article and singular(head) in lexicon.roles() and head != "sons":
        return False
    return head in _OF_HEADS or singular(head) in _OF_HEADS or tokens[last].text in _BODY_HEADS or is_chain


def _is_named_of(tokens: Sequence[Token], first: int, last: int) -> bool:
    """ "the Maid of Tarn": a common word has its capital from the name, where no sentence, role or quarter gives it."""
    begin = first if tokens[first].text != "The" else first + 1
    has_article = begin > first or (
        first > 0
        and (tokens[first - 1].text == "," or (tokens[first - 1].is_word and not tokens[first - 1].is_capital))
    )
    return begin == last and has_article and _is_common_noun(tokens[begin])


def _is_common_noun(token: Token) -> bool:
    """Whether English has the word in small letters and it is neither a role, a title nor a day."""
    word = token.lower
    if word not in lexicon.english_words() or word in _COMMON_CAPITALS or word in CALENDAR or known_kind(token.text):
        return False
    is_role = singular(word) in lexicon.roles() or token.text in lexicon.title_words()
    return not is_role and token.text not in lexicon.first_names()


def is_owned_place(tokens: Sequence[Token], owner: int, head: int) -> bool:
    """Whether a lane, a hill or the like is named by whoever owned it: "Weaver's Lane"."""
    if head >= len(tokens) or tokens[head].text not in OWNED_PLACES or tokens[owner].text in lexicon.places():
        return False
    return head + 1 == len(tokens) or not tokens[head + 1].is_capital


def _is_slogan_of(tokens: Sequence[Token], last: int, number: int) -> bool:
    """ "the group America's Promise", "head of Norway's Voice": a body named with its country."""
    if not (last > 0 and tokens[last].text in lexicon.places() and tokens[number].lower == "'s"):
        return False
    head, after = tokens[number + 1], tokens[number + 2] if number + 2 < len(tokens) else None
    if (after is not None and after.is_capital) or not _is_common_noun(head) or head.text in lexicon.demonyms():
        return False
    if head.text in lexicon.organisation_heads() or head.lower.endswith("s"):
        return False
    before = tokens[last - 1].lower
    return before in _GROUPS or (before == "of" and tokens[last - 2].lower in _LED_BY)


def _joins_owner(tokens: Sequence[Token], last: int, number: int) -> bool:
    """ "Teachers' Federation", "St Ada's Hospital": people of a sort or a saint, and a body or an event after them."""
    owner = tokens[last].lower
    if tokens[last].text in _DISEASES and tokens[number].lower == "'s":
        return True  # "Alzheimer's Society"
    if is_owned_place(tokens, last, number + 1) or _is_slogan_of(tokens, last, number):
        return True
    if last > 0 and tokens[last - 1].text in SAINTS:
        return tokens[number + 1].text in _OWNED_HEADS or tokens[number + 1].text in SHRINES
    is_plural = owner.endswith("s") and tokens[number].lower != "'s" and tokens[number + 1].text in _BODY_HEADS
    if not (is_plural or singular(owner) in lexicon.roles() or singular(owner) in _OWNERS):
        return False
    return any(token.text in _OWNED_HEADS for token in tokens[number + 1 : number + 4] if token.is_capital)
