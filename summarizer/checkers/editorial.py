"""Does the summary judge, guess or take a side in its own voice?

Only the summary's own words are read: what stands in quotation marks or is told as somebody's statement may carry any
judgement. A word is no objection when at least half of the articles use it themselves; one outlet's headline frame
does not excuse it. `one_sided` is about a whole summary and only ever a note.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from summarizer.checkers._alignment import read_groups
from summarizer.checkers._loaded import loaded_key, loaded_words
from summarizer.checkers.speakers import name_words
from summarizer.model import Claim, ErrorCode, Evidence, Facts, Finding, Mentions, Severity, Story, Vote
from summarizer.similarity import content_words, idf, stem, word_similarity, words

NAME = "editorial"

EXCUSED_SHARE = 0.5  # of the articles use the word in their own voice: then it is the story's word
SAME_MEANING = 0.62  # word similarity from which an article's word says what the inference says
INFERRED = 0.5  # weighted share of an inference's words that an article sentence of the same drift must have
MIN_VOICES = 2  # speakers of one side, and
MIN_ATTRIBUTED = 3  # attributed sentences, from which hearing only one side is worth a note
NEAR_CHARS = 50  # before a name, in which a country word tells whom it speaks for
OTHER_SIDE_SHARE = 0.35  # of what the articles attribute is said by the others, so they could have been heard

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)")
_OPINION = re.compile(
    r"\b(?:(?:is|are|was|were|has been|have been|be) (?:clearly |simply |merely |just |only |obviously |plainly )?"
    r"(?:bluffing|posturing|scaremongering|fearmongering|grandstanding|stalling|lying about|playing (?:politics|games|"
    r"with fire)|to blame|desperate|a (?:bluff|sham|farce|disgrace|failure|liar|coward|joke))"
    r"|(?:bluffs?|bluffed) (?:its|his|her|their|about|over)"
    r"|of course|needless to say|no doubt|without (?:a |any )?doubt|undoubtedly|undeniably|unquestionably|obviously"
    r"|clearly|evidently|it is (?:clear|obvious|plain|undeniable) that|everyone knows|as everybody knows"
    r"|rightly|rightfully|wrongly|deservedly|unfairly|unjustly|foolishly|wisely)\b",
    re.I,
)
_CLEARLY_SEEN = re.compile(
    r"\b(?:clearly (?:visible|marked|labelled|labeled|audible|seen|defined|identified)|wrongly (?:convicted|accused|"
    r"identified|imprisoned|jailed|arrested|attributed|assumed|believed|copied|counted|entered|labelled|labeled"
    r"|addressed|added|reported|recorded|listed|billed|paid|diagnosed)|unfairly (?:dismissed|treated))\b"
    r"|\bwrongly(?=[.,;]| (?:from|into|on|in|as|at)\b)",  # how something was done: "copied a number wrongly"
    re.I,
)
_INFERENCE = re.compile(
    r"(?:,|—|–|\band\b|;)\s+(?:thus |thereby |clearly |further |a move |in a move |apparently |perhaps |possibly )?"
    r"(?P<cue>signall?ing|signifying|suggesting|indicating|implying|proving|demonstrating|foreshadowing|heralding|"
    r"confirming|(?:in )?(?:what is )?a (?:clear |sure |strong |likely )?(?:sign|signal|proof|indication|admission)"
    r"(?: that| of)?|(?:an|in an) (?:apparent |clear )?(?:attempt|effort|bid) to|marking (?:a|an|the)|"
    r"paving the way (?:for|to)|which (?:means|shows|proves|suggests|signals|indicates)|meaning that|"
    r"dealing a blow to|a blow to|a victory for)\s+(?P<rest>[^.;]+)",
    re.I,
)
_CONCLUSION = re.compile(
    r"^(?P<subject>.{3,80}?)\s+(?P<cue>(?:clearly |plainly |only |also )?"
    r"(?:shows?|showed|proves?|proved|means?|meant|demonstrates?|demonstrated|reveals?|signals?|signalled|signaled"
    r"|suggests?|suggested|indicates?|indicated|betrays?|confirms?) that)\s+(?P<rest>[^.;]+)",
    re.I,
)
_TELLING = re.compile(
    r"\b(?:stud(?:y|ies)|polls?|surveys?|data|figures?|images?|footage|pictures?|photo\w*|videos?|records?|documents?|research|"
    r"analys[ie]s|reports?|results?|tests?|statistics|evidence|readings?|e-?mails?|letters?|files?|papers?|maps?|charts?|logs|"
    r"said|says|told|argu\w+|claim\w*|insist\w*|believe\w*|according|he|she|they|who|officials?|minist\w+|spokes\w+|experts?|analysts?|scientists?|researchers?|sources?|police)\b",
    re.I,
)
"""Subjects that show things of their own accord, or say so: a reader takes their word for it."""
_DRIFT = """
    signal sign suggest indicate imply prove proof demonstrate show mean attempt effort bid pave mark blow victory may
    could might possible appear seem confirm evidence raise fear hope point
"""
_CUE_WORDS = frozenset(stem(word) for word in _DRIFT.split())
_ARGUED = re.compile(
    r"^That .{3,200}? (?:is|was|has been) (?:argued|claimed|alleged|maintained|said|held|contended) by\b"
)
"""What somebody argues, told before who does."""
_OUTLETS_SAY = re.compile(
    r"\b(?:one|another|the (?:first|second|third|other)|(?:one|another|a|the|some|two|most|all)(?: of the)? "
    r"(?:report|outlet|paper|newspaper|article|account|writer|columnist|observer|reviewer|headline)s?|reports|outlets|observers)"
    r" (?:speaks?|spoke|saw|sees?|calls?|called|finds?|found|has|have|had|writes?|wrote|talks?|talked)\b[^.;?]*",
    re.IGNORECASE,
)
"""What the outlets make of it, told as theirs: "one report speaks of a bombshell"."""
_DENIED = re.compile(r"\b(?:whether|no sign|not (?:a|any) sign|too early|unclear|not clear|if)\b", re.I)


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Loaded words, opinions and inferences that the claim states in its own voice."""
    own = own_voice(claim.text, claim.start, claim.mentions)
    unquoted = _QUOTED.sub(lambda match: " " * len(match[0]), claim.text)
    match = _INFERENCE.search(own) or _conclusion(unquoted)
    return (*_loaded(own, evidence), *_opinions(own, evidence), *_inferences(match, evidence))


def own_voice(text: str, start: int, mentions: Mentions) -> str:
    """A sentence with quoted and attributed words blanked, so that places stay."""
    kept = list(text)
    spans = [(match.start(), match.end()) for match in _QUOTED.finditer(text)]
    spans += [(q.start - start, q.end - start) for q in mentions.quotations]
    spans += [(a.content_start - start, a.content_end - start) for a in mentions.attributions]
    spans += [match.span() for pattern in (_ARGUED, _OUTLETS_SAY) for match in pattern.finditer(text)]
    for begin, end in spans:
        for place in range(max(0, begin), min(len(kept), end)):
            kept[place] = " "
    return "".join(kept)


# ---------------------------------------------------------------------------------- loaded words


def _loaded(own: str, evidence: Evidence) -> Iterable[Finding]:
    for word in loaded_words(own):
        users = _users(word, evidence.story)
        if len(users) >= EXCUSED_SHARE * len(evidence.story.articles):
            continue
        labels = {article.id: article.label for article in evidence.story.articles}
        who = f"only {' and '.join(labels[u] for u in users)} uses it" if users else "no article uses it itself"
        yield Finding(
            NAME,
            Vote.OBJECT,
            ErrorCode.LOADED_LANGUAGE,
            f"“{word}” judges in the summary's own voice; {who}.",
            Severity.MINOR,
            claimed=word,
        )


def _users(word: str, story: Story) -> tuple[str, ...]:
    """The articles that use a loaded word in their own voice."""
    key = loaded_key(word)
    users = []
    for sentence in story.sentences:
        if sentence.article_id in users or word[:4].lower() not in sentence.text.lower():
            continue
        own = own_voice(sentence.text, sentence.sentence.start, sentence.mentions)
        if any(loaded_key(found) == key for found in loaded_words(own)):
            users.append(sentence.article_id)
    return tuple(users)


# --------------------------------------------------------------------------- opinions, inferences


def states_opinion(own: str) -> bool:
    """Whether words that are told in nobody's name say what is only an opinion, as if it were so.

    >>> states_opinion("The deal is obviously dead."), states_opinion("The mark was clearly visible.")
    (True, False)
    """
    return _opinion(own) is not None


def _opinion(own: str) -> re.Match[str] | None:
    match = _OPINION.search(own)
    return None if match is None or _CLEARLY_SEEN.search(own, max(0, match.start() - 2)) else match


def _opinions(own: str, evidence: Evidence) -> Iterable[Finding]:
    match = _opinion(own)
    if match is None:
        return
    phrase = " ".join(match.group().split())
    users = {s.article_id for s in evidence.story.sentences if phrase.lower() in s.text.lower()}
    if len(users) >= EXCUSED_SHARE * len(evidence.story.articles) and users:
        return
    yield Finding(
        NAME,
        Vote.OBJECT,
        ErrorCode.OPINION_AS_FACT,
        f"“{phrase}” states an opinion as fact: say whose it is.",
        Severity.MINOR,
        claimed=phrase,
    )


def _inferences(match: re.Match[str] | None, evidence: Evidence) -> Iterable[Finding]:
    if match is None:
        return
    wanted = tuple(word for word in words(match.group("rest")) if content_words(word))
    if not wanted or any(_draws(sentence.text, wanted) for sentence in evidence.story.sentences):
        return
    phrase = f"{match.group('cue')} {match.group('rest')}".strip()
    yield Finding(
        NAME,
        Vote.OBJECT,
        ErrorCode.INFERENCE,
        f"No article draws this conclusion: “{phrase}”.",
        Severity.MINOR,
        claimed=phrase,
    )


def _conclusion(text: str) -> re.Match[str] | None:
    """The words of a sentence that makes a thing or a deed show something: a conclusion of the writer's."""
    match = _CONCLUSION.search(text)
    named = match is not None and re.search(r"\s[A-Z]", match.group("subject"))
    return None if match is None or named or _TELLING.search(match.group("subject")) else match


def _draws(sentence: str, wanted: Sequence[str]) -> bool:
    """Whether an article's sentence draws the same conclusion: a cue of its own and most of the words, no question."""
    has = _stems(sentence)
    if not has & _CUE_WORDS or _DENIED.search(sentence):
        return False
    total = sum(idf(stem(word)) for word in wanted)
    there = words(sentence)
    covered = sum(
        idf(stem(word))
        for word in wanted
        if stem(word) in has or any(word_similarity(word, other) >= SAME_MEANING for other in there)
    )
    return covered >= INFERRED * total


@lru_cache(maxsize=16384)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text))


# ------------------------------------------------------------------------------- the whole summary


def one_sided(claims: Sequence[Claim], story: Story, facts: Facts) -> tuple[Finding, ...]:
    """A note when the summary hears only one side, though the articles hear others.

    Speakers of one country are one side; those of none that the articles name are on no side.
    """
    sides_of = _Sides(story, facts)
    heard = [side for claim in claims for side in sides_of(claim.mentions)]
    sides = set(heard)
    n_attributed = sum(1 for claim in claims if _speakers(claim.mentions))
    if len(sides) != 1 or len(heard) < MIN_VOICES or n_attributed < MIN_ATTRIBUTED or len(_voices(claims)) < MIN_VOICES:
        return ()
    told = Counter(side for sentence in story.sentences for side in sides_of(sentence.mentions))
    others = {side: n for side, n in told.items() if side not in sides}
    if not told or sum(others.values()) < OTHER_SIDE_SHARE * sum(told.values()):
        return ()
    missing = ", ".join(side.title() for side, _ in Counter(others).most_common(3))
    return (
        Finding(
            NAME,
            Vote.NOTE,
            ErrorCode.ONE_SIDED,
            f"Only {next(iter(sides)).title()} is heard; the articles also hear {missing}.",
            Severity.NOTE,
            claimed=next(iter(sides)),
            found=missing,
        ),
    )


def _voices(claims: Sequence[Claim]) -> set[str]:
    return {name_words(s)[-1] for claim in claims for s in _speakers(claim.mentions) if name_words(s)}


def _speakers(mentions: Mentions) -> list[str]:
    speakers = [attribution.speaker for attribution in mentions.attributions if attribution.speaker]
    return list(dict.fromkeys(speakers or [q.speaker for q in mentions.quotations if q.speaker]))


class _Sides:
    """For whom a story's speakers speak: a country or people that their roles or the words around them name."""

    def __init__(self, story: Story, facts: Facts) -> None:
        self._story, self._facts = story, facts
        self._known: dict[str, str] = {}

    def __call__(self, mentions: Mentions) -> list[str]:
        return [side for speaker in _speakers(mentions) if (side := self._side(speaker))]

    def _side(self, speaker: str) -> str:
        if speaker not in self._known:
            named = name_words(speaker)
            roles = [speaker]
            for entity in self._facts.entities:
                if named and any(named[-1] == other[-1] for s in entity.spellings if (other := name_words(s))):
                    roles.extend(entity.roles)
            found = next((country for role in roles for country in _named_countries(role)), "")
            self._known[speaker] = found or (self._side_before(named[-1]) if named else "")
        return self._known[speaker]

    def _side_before(self, last_name: str) -> str:
        """The country named most often right before this name ("Kremlin spokesman Ivan Petrov")."""
        counts: Counter[str] = Counter()
        for sentence in self._story.sentences:
            place = sentence.text.lower().find(last_name)
            if place > 0:
                counts.update(list(_named_countries(sentence.text[max(0, place - NEAR_CHARS) : place]))[-1:])
        return counts.most_common(1)[0][0] if counts else ""


def _named_countries(text: str) -> Iterable[str]:
    for match in re.finditer(r"(?=\b([A-Z][\w.]+(?: [A-Z][\w.]+)?))", text):
        phrase = match.group(1).lower()
        country = _countries().get(phrase) or _countries().get(phrase.split(" ")[0])
        if country:
            yield country


@cache
def _countries() -> dict[str, str]:
    """Country names, demonyms, capitals and seats of government, to the country."""
    return {word: country for country, words_ in read_groups("places.txt") for word in (country, *words_)}
