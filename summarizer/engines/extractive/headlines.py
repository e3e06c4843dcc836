"""The headline: the article's title that says most of what happened, short and neutral, not the first sentence."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from summarizer.engines.extractive.freshness import is_of_deaths
from summarizer.engines.extractive.gist import NUMBER_WORDS, Gist
from summarizer.engines.extractive.print_rules import bare_title, blemish, outside_quotes, pattern, words_of
from summarizer.model import Story
from summarizer.resources.sections import read_sections
from summarizer.similarity import content_words, words

NEAR_ENOUGH = 0.3  # of a title's content words that stand in the lead, where no title tells enough of the gist
GIST_ENOUGH = 0.3  # of the gist that a title tells which speaks for itself
N_TITLE_WORDS = 16  # a headline that is longer wraps twice on the page
N_GOOD_WORDS = 10  # a headline that is longer is read as a sentence
DISPUTED = 0.6  # what is left of a title's worth that takes a side about a figure
STALE = 0.3  # of one with a figure that is overtaken
UNTOLD = 0.6  # of one with a figure that the summary does not give
OLDER = 0.6  # of one written on a day before the lead's: it may tell what was to come
QUOTING = 0.7  # of one with somebody's own words
COLOURED = 0.6  # of one that tells how somebody looked, or who mourns, or opens with a cry: "Guilty: …"
TOUCHED = 0.25  # of a title's content words that stand in the summary: with fewer it is of something else, or a slogan
SAME = 0.8  # of the words of the first sentence: a title that has more is that sentence


@dataclass(frozen=True, slots=True)
class Told:
    """What a headline must fit: the summary's sentences, the lead first, and what is not to be said above them.

    `passed_over` are ids of articles that a later version replaced, that a machine translated or that are in another
    language; `older` of those written on a day before the lead's; `disputed` are figures, as they stand, on which the
    articles do not agree, `stale` those that a later version or a correction has replaced.
    """

    sentences: Sequence[str]
    passed_over: Collection[str] = ()
    older: Collection[str] = ()
    disputed: Collection[str] = ()
    stale: Collection[str] = ()


def headlines(story: Story, gist: Gist, told: Told) -> tuple[str, ...]:
    """Neutral headlines, the best first: titles by how much of the gist they tell, then the lead's first clause.

    Each title is near to the lead or tells enough by itself; there is always one.
    """
    lead = told.sentences[0]
    worths: dict[str, float] = {}
    for article in story.articles:
        title = bare_title(article.title)
        if article.id not in told.passed_over:
            for wording in filter(_is_neutral, {title, _without_figures(title, told)}):
                worth = _worth(wording, gist, told) * (OLDER if article.id in told.older else 1.0)
                worths[wording] = max(worth, worths.get(wording, 0.0))
    ranked = sorted(((round(worth, 6), title) for title, worth in worths.items() if worth), reverse=True)
    fit = [
        title
        for _, title in ranked
        if (gist.share(title) >= GIST_ENOUGH or _nearness(title, lead) >= NEAR_ENOUGH) and not _is_same(title, lead)
    ]
    clause = _clause(lead)
    last = clause if not _is_same(clause, lead) or not ranked else ranked[0][1]
    return tuple(dict.fromkeys((*fit, last)))


def _without_figures(title: str, told: Told) -> str:
    """The title without a last part whose figures the lead does not give, or which are overtaken ("…, 12 dead")."""
    head, _, tail = title.rpartition(", ")
    is_to_go = not _figures(tail) <= _figures(told.sentences[0]) or _is_stale(tail, told)
    return head if head and is_to_go else title


def _is_stale(text: str, told: Told) -> bool:
    """Whether a text gives a figure that is overtaken."""
    return bool(_figures(text) & _figures(" ".join(told.stale)))


def _worth(title: str, gist: Gist, told: Told) -> float:
    """How good a headline a title is; 0 for one with a disputed figure that the lead gives otherwise."""
    lead = told.sentences[0]
    worth = gist.share(title) + 0.5 * _nearness(title, lead)
    worth *= min(1.0, math.pow(N_GOOD_WORDS / len(title.split()), 0.3))
    if _quotes(title):
        worth *= QUOTING
    if pattern("colour-title").search(outside_quotes(title)):
        worth *= COLOURED
    if _takes_side(title, told.disputed):
        worth *= DISPUTED if _figures(title) & _figures(lead) else 0.0
    if is_of_deaths(title) and is_of_deaths(lead) and _contradicts(_figures(title), _figures(lead)):
        worth = 0.0
    if _is_stale(title, told):
        worth *= STALE
    if not _figures(title) <= _figures(" ".join(told.sentences)):
        worth *= UNTOLD
    if _nearness(title, " ".join(told.sentences)) < TOUCHED:
        worth *= UNTOLD / 2
    return worth


def _quotes(title: str) -> bool:
    """Whether a title has somebody's words, and not only the name of a work.

    >>> _quotes("Minister: ‘we were wrong’"), _quotes("Singer of ‘Paper Moon’ dies at 78")
    (True, False)
    """
    own = outside_quotes(title)
    quoted = "".join(char for char, kept in zip(title, own, strict=True) if char != kept or char == " ")
    return own != title and any(word[:1].islower() and word not in _OF_TITLES for word in re.findall(r"\w+", quoted))


_OF_TITLES = frozenset({"a", "an", "the", "of", "in", "on", "at", "and", "or", "to", "for", "with", "from", "by"})


def _contradicts(figures: set[str], others: set[str]) -> bool:
    """Whether two texts on one toll give different ones."""
    return bool(figures and others and not figures & others)


def _nearness(title: str, lead: str) -> float:
    """The share of the title's content words that stand in the lead."""
    wanted = set(content_words(title))
    return len(wanted & set(content_words(lead))) / (1 + len(wanted))


def _takes_side(title: str, disputed: Collection[str]) -> bool:
    """Whether a title gives a figure that others give otherwise, and neither says whose it is nor a bound."""
    if re.search(r"\b(?:at least|more than|up to|says?|said|according)\b", title):
        return False
    return bool(set(words(title)) & {word for figure in disputed for word in words(figure)} - _NO_FIGURES)


_NO_FIGURES = words_of("beside-figures")


def _figures(text: str) -> set[str]:
    """The numbers of a text in digits, as far as words of one number go."""
    digits = {word: str(value) for value, word in enumerate(read_sections("drafting.txt")["units"][0].split(), start=1)}
    return {digits.get(word, word) for word in words(text) if word.isdigit() or word in NUMBER_WORDS}


def _is_same(title: str, lead: str) -> bool:
    """Whether a title is the first sentence itself."""
    of_title, of_lead = words(title), words(lead)
    return len(of_lead) > 0 and len(set(of_title) & set(of_lead)) > SAME * len(set(of_lead)) and len(of_title) > 9


_NO_HEADLINE = re.compile(
    r"[?!…/|]|\.\.\.|\b\d{1,2}:\d\d\b|\bStaff\b|\b[Hh]ighlights\b|\b[Aa]s it happened\b|"
    r"[:,] (?:the )?latest\b|^[A-Z][a-z]+ing (?!to\b)|^The \w+ that\b|: the (?:\w+ ){1,3}that\b|\bwhat (?:is|we) know|"
    r"\b(?:what|things|everything) (?:to (?:do|know|expect|watch)|you need|it means)\b|\bQ ?& ?A\b|: a guide\b|"
    r"\bat a glance\b|"
    r"\b(?:questions answered|explained|explainer|key (?:points|takeaways|questions)|in pictures|obituary)$|^LIVE\b|"
    r"^Not\b|\bmuch better\b|\bgoing to need\b|"
    r"^(?:By|Why|How|What|When|Where|Who|Watch|Opinion|Analysis|Live|Exclusive|Breaking|Editorial|Photos?|Video)\b|"
    r"\b(?:[Yy]ou|[Yy]our|I|[Ww]e|[Oo]ur|[Mm]y|[Tt]his|[Tt]hese|[Hh]ere|[Ss]ubscribe|[Pp]hoto)\b"
)


def _is_neutral(title: str) -> bool:
    own = outside_quotes(re.sub(r"[;:](?=\s)", ",", title))
    return (
        len(own.split()) >= 4
        and len(title.split()) <= N_TITLE_WORDS
        and not _NO_HEADLINE.search(own)
        and not pattern("dangling-start", is_start=True).match(own)
        and not _counts_nothing(own)
        and not blemish(_CHARGED_WITH.sub(" ", own))
    )


_CHARGED_WITH = re.compile(
    r"(?<=\b)(?:denies|denied|den(?:y|ying)|accuse[sd]? (?:[\w’'-]+ ){0,3}of|over|alleged) [a-z]+"
)
"""What somebody denies or is accused of has to be named: "denies bullying" judges nobody."""


def _counts_nothing(own: str) -> bool:
    """Whether a title opens with a number of nobody knows what: "Forty-six went away"."""
    first, _, rest = own.partition(" ")
    is_number = all(part.isdigit() or part in NUMBER_WORDS for part in first.lower().split("-"))
    return is_number and bool(re.match(pattern("verb").pattern, rest))


def _clause(lead: str) -> str:
    """The lead's first clause where that is a headline by itself, else the whole lead: a cut elsewhere may mislead.

    >>> _clause("The harbour of Port Sarabi was closed on Tuesday, while crews of the fire service measured the air.")
    'The harbour of Port Sarabi was closed'
    >>> _clause("Two men were held over the fire at the old mill and a third is sought, police said.")
    'Two men were held over the fire at the old mill and a third is sought, police said'
    """
    lead = _without_day(lead.rstrip("."))
    if len(lead.split()) <= N_GOOD_WORDS:
        return lead
    cuts = [found.start() for found in _CLAUSE.finditer(outside_quotes(lead))]
    for head, tail in ((lead[:cut].rstrip(","), lead[cut:]) for cut in cuts):
        is_whole = head.count(",") != 1 and pattern("verb").search(head) and not _UNFINISHED.search(head)
        if 6 <= len(head.split()) <= N_TITLE_WORDS and is_whole and not _SAID.search(tail) and _NAMES.search(head):
            return head
    return _without_asides(lead)


def _without_asides(lead: str) -> str:
    """The lead without what is only told besides, as far as it is longer than a headline; who says it stays.

    >>> _without_asides(
    ...     "Ada Osk, who led the port for twelve years, was named minister (the first from Lund) by the new "
    ...     "government, ending weeks of talks"
    ... )
    'Ada Osk was named minister by the new government, ending weeks of talks'
    """
    for aside in _ASIDES:
        own = outside_quotes(lead)
        for found in reversed(list(aside.finditer(own))):
            rest = lead[: found.start()] + lead[found.end() :]
            is_plain = not _SAID.search(found[0]) and not re.search(r"[\"“”‘’'](?!s\b)", found[0])
            is_cut = len(lead.split()) > N_TITLE_WORDS and is_plain
            if is_cut and len(rest.split()) >= 6 and pattern("verb").search(outside_quotes(rest)):
                lead = rest
    return lead


_ASIDES = (
    re.compile(r" \([^()]*\)"),
    re.compile(r" [–—-]{1,2} [^–—]*(?:$| [–—-]{1,2}(?= [a-z]))"),
    re.compile(r", (?:who|whom|whose|which|where) [^,]*(?:,|$)"),
    re.compile(r", (?:[a-z]{3,}ing|with) [^,]*$"),
)


def _without_day(lead: str) -> str:
    """The lead without the day of the week: a headline is read on its day."""
    own = outside_quotes(lead)
    found = list(_DAY.finditer(own))
    return lead[: found[0].start()] + lead[found[0].end() :] if len(found) == 1 else lead


_DAY = re.compile(
    r" (?:early |late )?on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?: (?:morning|afternoon|evening|night))?\b(?![’'])"
)
_CLAUSE = re.compile(r",? (?:while|although|though|but|amid|because|after|as|when|before)\b|; | [–—] ")
_UNFINISHED = re.compile(
    r"\b(?:between|both|either|not|no|n[’']t|never|nor|such|so|as|if|unless|once|since|to|of|in|for)$|n[’']t\b|\bnot\b"
)
_NAMES = re.compile(r"(?<=\s)[A-Z\d]")  # of what happened to whom or where: "A woman fell to her death" is any day's
_SAID = re.compile(r"\b(?:said|says?|told|according|alleg\w+|accus\w+|report(?:s|ed)|claim\w*)\b")
