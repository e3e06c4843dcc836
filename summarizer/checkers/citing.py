"""Do the cited articles say it, or only others? And do as many independent outlets report it as the claim says?

What a sentence says is taken as its telling words (names, figures and rare words weigh most). A passage that has most
of them speaks of it; so a sentence that an uncited article covers well and no cited one does is a miscitation, and one
of whose halves only an uncited article covers is cited incompletely. A claim without any marker is not asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from summarizer.checkers._alignment import outlet_named
from summarizer.model import Claim, ErrorCode, Evidence, Finding, Origin, Severity, Span, Story, Vote
from summarizer.similarity import content_words, idf, word_similarity, words

NAME = "citing"

# Chosen on the 769 faithful sentences of `data/claims`, each cited once to the articles that hold its evidence and
# once to another: 4 rightly cited are objected to, 447 of 734 wrongly cited. Chosen and counted on the same sentences.
COVERED = 0.50  # weighted share of a claim's telling words from which an article says it
MISSING = 0.40  # share below which a cited article does not speak of it
GAP = 0.25  # what an uncited article must cover beyond the cited ones
PART = 0.32  # share of the claim that only an uncited article covers, from which a citation is incomplete
SAME_MEANING = 0.5  # word similarity from which a cited article says a word of the claim by another
MIN_TELLING = 3  # telling words from which a text can be looked up
N_SENTENCES = 2  # of one article may say a claim together

_SPEECH_LIST = """
tell told reporter journalist statement spokesman spokeswoman spokesperson announce report accord add ask conference
news official monday tuesday wednesday thursday friday saturday sunday today yesterday
"""
_SPEECH = frozenset(_SPEECH_LIST.split())
_SMALL = "zero one two three four five six seven eight nine ten"
_COUNTS = {word: n for n, word in enumerate(_SMALL.split())}
_COUNTS |= {"both": 2, "several": 3, "multiple": 3, "various": 3, "many": 4, "numerous": 4, "a dozen": 12}
_COUNT = rf"\d{{1,3}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))}"
_OUTLETS = (
    r"(?:news |media |independent |separate |major |other |different )*"
    r"(?:outlets?|organi[sz]ations?|sources|media|agencies|newspapers|broadcasters|publications|accounts|reports)"
)
_REPORT = (
    r"(?:all )?(?:have )?(?:independently |separately )?"
    r"(?:report|say|said|confirm|agree|write|wrote|carry|carried|publish|describe|state|put|give|gave|quote|cover)"
)
_MOST_REPORTS = 4
"""A claim that names more reports than so many times the articles speaks of other things."""
_CORROBORATION = re.compile(
    rf"\b(?:(?P<count>{_COUNT}) {_OUTLETS}[^.;]{{0,30}}? {_REPORT}"
    r"|(?:reported|confirmed|according to|carried|corroborated|covered)(?: independently| separately)?(?: by)?"
    rf" (?P<count2>{_COUNT}) {_OUTLETS}"
    rf"|(?P<all>all|every)(?: of)?(?: the)? {_OUTLETS}[^.;]{{0,30}}? {_REPORT})",
    re.I,
)


_DIFFER = re.compile(r"\b(?:differ\w*|disagree\w*|conflict\w*|clash\w*|var(?:y|ies|ied|ying)|contradict\w*)\b", re.I)
_JOINT = re.compile(r"(?:,\s+(?:and|but|while|whereas|although|though)|;)\s+")
_Cover = Mapping[int, tuple[frozenset[str], tuple[Span, ...]]]
"""For each article, the telling words that its best passages have, and these."""


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Findings on the claim's markers and on what it says of how many report it."""
    return (*_unknown(claim, evidence.story), *_cited(claim, evidence), *_corroboration(claim, evidence))


def _unknown(claim: Claim, story: Story) -> Iterable[Finding]:
    n = len(story.articles)
    numbers = ", ".join(str(article.number) for article in story.articles)
    for marker in claim.unknown_markers:
        yield Finding(
            NAME,
            Vote.OBJECT,
            ErrorCode.UNKNOWN_CITATION,
            f"The marker {marker} names none of the {n} articles ({numbers}).",
            Severity.MAJOR,
            claimed=marker,
        )


# ---------------------------------------------------------------------------------- what is cited


def _cited(claim: Claim, evidence: Evidence) -> Iterable[Finding]:
    numbers = {article.number for article in evidence.story.articles}
    cited = [number for number in claim.cited if number in numbers]
    if not cited:
        return
    text, outlet = outlet_named(claim.text, evidence.story)
    another = _another_outlet(outlet, cited, evidence) if outlet else None
    if another is not None:
        yield another
        return
    halves = _halves(text) or [text]
    misplaced = [told for half in halves if (told := _told_elsewhere(half, cited, evidence))]
    right = tuple(dict.fromkeys(number for cover in misplaced for number in cover))
    spans = tuple(span for cover in misplaced for article_spans in cover.values() for span in article_spans[:1])
    if len(misplaced) == len(halves):
        reason = (
            f"{_labels(cited, evidence.story)} {_do(cited)} not say this; "
            f"{_labels(right, evidence.story)} {_do(right)}."
        )
        yield _finding(ErrorCode.MISCITATION, reason, spans, right)
    elif misplaced:
        reason = f"Part of this is in {_labels(right, evidence.story)}, which is not cited."
        yield _finding(ErrorCode.INCOMPLETE_CITATION, reason, spans, right)
    else:
        yield from _incomplete(text, cited, evidence)


def share_told(text: str, article_id: str, evidence: Evidence) -> float:
    """The share (0..1) of a text's telling words that an article's best two sentences have, in the same words; 1 for a
    text that has none."""
    wanted = _telling_words(text)
    total = sum(wanted.values())
    return sum(wanted[word] for word in _covered(wanted, article_id, evidence)[0]) / total if total else 1.0


def _another_outlet(outlet: str, cited: Sequence[int], evidence: Evidence) -> Finding | None:
    """An objection to "according to the Harbour Express" with the number of another outlet that does not quote it."""
    own = tuple(article.number for article in evidence.story.articles if article.label == outlet)
    quoting = [a for a in evidence.story.articles if a.number in cited and outlet.casefold() in a.text.casefold()]
    if set(own) & set(cited) or quoting:
        return None
    reason = f"The sentence names {outlet} and cites {_labels(cited, evidence.story)}."
    return _finding(ErrorCode.MISCITATION, reason, (), own)


def _halves(text: str) -> list[str]:
    """The two sides of a sentence that says two things, each with telling words enough to be looked up; else none."""
    for match in _JOINT.finditer(text):
        sides = [text[: match.start()], text[match.end() :]]
        if all(len(_telling_words(side)) >= MIN_TELLING for side in sides):
            return sides
    return []


def _told_elsewhere(text: str, cited: Sequence[int], evidence: Evidence) -> dict[int, tuple[Span, ...]]:
    """The uncited articles that say a text, with their passages, where no cited one does; else none."""
    wanted = _telling_words(text)
    total = sum(wanted.values())
    if len(wanted) < MIN_TELLING:
        return {}
    cover = {article.number: _covered(wanted, article.id, evidence) for article in evidence.story.articles}
    shares = {number: sum(wanted[w] for w in found) / total for number, (found, _) in cover.items()}
    together = frozenset[str]().union(*(cover[number][0] for number in cited))
    cited_share = sum(wanted[word] for word in together) / total
    best = max((share for number, share in shares.items() if number not in cited), default=0.0)
    if best < COVERED or cited_share >= MISSING or best - cited_share < GAP:
        return {}
    enough = max(COVERED, best - 0.1)
    return {
        number: cover[number][1]
        for number in shares
        if number not in cited and shares[number] >= enough and _is_of_one(wanted, cover[number], evidence)
    }


def _is_of_one(wanted: Mapping[str, float], cover: tuple[frozenset[str], tuple[Span, ...]], evidence: Evidence) -> bool:
    """Whether one passage of an article has so much of a text by itself that it may tell it: two that share a word
    each with it, or one word alone, tell of somebody in it, and of something else."""
    found, spans = cover
    texts = (sentence.text for sentence in evidence.story.sentences if sentence.sentence.span in spans)
    best = max((sum(wanted[w] for w in _word_set(text) & wanted.keys()) for text in texts), default=0.0)
    return len(found) > 1 and best >= MISSING * sum(wanted.values())


def _incomplete(text: str, cited: Sequence[int], evidence: Evidence) -> Iterable[Finding]:
    """An objection when an uncited article has much of the claim that the cited ones do not say in any words."""
    wanted = _telling_words(text)
    total = sum(wanted.values())
    if len(wanted) < MIN_TELLING:
        return
    cover = {article.number: _covered(wanted, article.id, evidence) for article in evidence.story.articles}
    together = frozenset[str]().union(*(cover[number][0] for number in cited))
    cited_share = sum(wanted[word] for word in together) / total
    others = [number for number in cover if number not in cited]
    for number in sorted(others, key=lambda other: -sum(wanted[word] for word in cover[other][0])):
        extra = cover[number][0] - together
        share = sum(wanted[word] for word in extra) / total
        if share < PART or len(extra) < 3 or cited_share + share < COVERED:
            continue
        if sum(wanted[word] for word in extra - _in_other_words(extra, cited, cover, evidence)) / total < PART:
            continue
        missing = _as_written(text, extra)
        reason = f"Part of this ({missing}) is in {_labels((number,), evidence.story)}, which is not cited."
        yield _finding(ErrorCode.INCOMPLETE_CITATION, reason, _spans((number,), cover), (number,))
        return


def _in_other_words(stems: frozenset[str], cited: Sequence[int], cover: _Cover, evidence: Evidence) -> frozenset[str]:
    """The stems for which the cited articles' passages have a word of nearly the same meaning."""
    texts = {article.number: article.text for article in evidence.story.articles}
    passages = " ".join(texts[number][span.start : span.end] for number in cited for span in cover[number][1])
    there = words(passages)
    return frozenset(s for s in stems if any(word_similarity(s, other) >= SAME_MEANING for other in there))


def _finding(code: ErrorCode, reason: str, spans: tuple[Span, ...], suggested: tuple[int, ...]) -> Finding:
    return Finding(NAME, Vote.OBJECT, code, reason, Severity.MINOR, spans, suggested=suggested)


@lru_cache(maxsize=2048)
def _telling_words(text: str) -> Mapping[str, float]:
    """The content words of a claim with how much each tells; words of saying and reporting tell nothing."""
    return {word: idf(word) for word in content_words(text) if word not in _SPEECH}


@lru_cache(maxsize=16384)
def _word_set(text: str) -> frozenset[str]:
    return frozenset(content_words(text))


def _covered(
    wanted: Mapping[str, float], article_id: str, evidence: Evidence
) -> tuple[frozenset[str], tuple[Span, ...]]:
    """The telling words that the article's best few sentences have together, and where these stand."""
    rest = dict(wanted)
    found: set[str] = set()
    spans: list[Span] = []
    own = [sentence for sentence in evidence.story.sentences if sentence.article_id == article_id]
    for _ in range(N_SENTENCES):
        best = max(own, key=lambda s: sum(rest[w] for w in _word_set(s.text) & rest.keys()), default=None)
        gained = _word_set(best.text) & rest.keys() if best is not None else frozenset()
        if best is None or not gained or (spans and len(gained) < min(2, len(wanted) - 1)):
            break
        found |= gained
        spans.append(best.sentence.span)
        rest = {word: weight for word, weight in rest.items() if word not in gained}
    return frozenset(found), tuple(spans)


def _spans(numbers: Iterable[int], cover: _Cover) -> tuple[Span, ...]:
    return tuple(span for number in numbers for span in cover[number][1][:1])


def _as_written(text: str, stems: frozenset[str]) -> str:
    """The claim's own words for these stems, the first few."""
    written = [word for word in re.findall(r"[\w’'.,-]*\w", text) if set(content_words(word)) & stems]
    return ", ".join(f"“{word}”" for word in written[:3])


def _labels(numbers: Iterable[int], story: Story) -> str:
    labels = {article.number: article.label for article in story.articles}
    named = [f"{labels[number]} [{number}]" for number in numbers]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"


def _do(numbers: Sequence[int]) -> str:
    return "does" if len(numbers) == 1 else "do"


# ------------------------------------------------------------------------------- how many report it


def _corroboration(claim: Claim, evidence: Evidence) -> Iterable[Finding]:
    match = _CORROBORATION.search(claim.text)
    if (
        match is None
        or _DIFFER.search(claim.text)
        or any(_CORROBORATION.search(c.sentence.text) for c in evidence.candidates[:4])
    ):
        return
    n_articles = len(evidence.story.articles)
    count = (match.group("count") or match.group("count2") or "").lower()
    claimed = n_articles if match.group("all") else int(count) if count.isdigit() else _COUNTS.get(count, 0)
    if claimed > _MOST_REPORTS * n_articles:
        return  # "241 accounts that the hackers took over" are none of outlets
    tellers = _tellers(claim.text.replace(match.group(), " "), evidence)
    if claimed <= len(tellers):
        return
    copies = [member for origin in tellers for member in origin.members[1:]]
    because = f" ({copies[0].reason.rstrip('.')})" if copies and copies[0].reason else ""
    phrase = match.group().strip()
    origins = "independent origin has" if len(tellers) == 1 else "independent origins have"
    yield Finding(
        NAME,
        Vote.OBJECT,
        ErrorCode.FALSE_CORROBORATION,
        f"Of the {n_articles} articles, {len(tellers)} {origins} it{because}; “{phrase}” counts more.",
        Severity.MAJOR,
        claimed=phrase,
        found=str(len(tellers)),
    )


def _tellers(text: str, evidence: Evidence) -> list[Origin]:
    """The independent origins of which an article has a good part of a text; all of them where it is too short."""
    wanted = _telling_words(text)
    total = sum(wanted.values())
    if len(wanted) < 3:
        return list(evidence.story.origins)

    def tells(article_id: str) -> bool:
        return sum(wanted[word] for word in _covered(wanted, article_id, evidence)[0]) >= MISSING * total

    return [origin for origin in evidence.story.origins if any(tells(id_) for id_ in origin.article_ids)]
