"""Wrong quotations, opinions and loaded words in the summary's own voice, and sentences of another story.

Codes quote-altered, quote-fabricated, opinion-as-fact, loaded-language and extrinsic.
"""

from __future__ import annotations

import re
from functools import lru_cache
from random import Random

from eval.mutations.claims import Faithful, Mutated, raised, swap
from eval.mutations.fitness import is_fit, is_loaded
from eval.mutations.ground import Ground
from eval.mutations.speakers import EVALUATIVE
from eval.mutations.speech import speech_of
from summarizer.model import ErrorCode, ReadSentence
from summarizer.similarity import content_words

_ALTERED = {
    "can": "cannot", "cannot": "can", "will": "will not", "never": "always", "always": "never", "must": "may",
    "good": "bad", "bad": "good", "best": "worst", "worst": "best", "better": "worse", "worse": "better",
    "first": "last", "last": "first", "before": "after", "after": "before", "more": "less", "less": "more",
    "many": "few", "few": "many", "all": "some", "every": "hardly any", "right": "wrong", "wrong": "right",
    "strong": "weak", "weak": "strong", "safe": "unsafe", "dangerous": "harmless", "possible": "impossible",
    "impossible": "possible", "important": "trivial", "serious": "minor", "terrible": "mild", "great": "small",
    "huge": "small", "small": "large", "large": "small", "big": "small", "clear": "unclear", "difficult": "easy",
    "easy": "difficult", "happy": "unhappy", "sad": "glad", "proud": "ashamed", "love": "dislike", "win": "lose",
    "peace": "war", "war": "peace", "hope": "doubt", "friends": "rivals", "success": "failure", "failure": "success",
    "victory": "defeat", "defeat": "victory", "truth": "lie", "ready": "unready", "independent": "official",
    "should": "should not", "would": "would not", "new": "old", "young": "old", "old": "young", "true": "untrue",
    "everyone": "nobody", "everything": "nothing", "together": "apart", "support": "oppose", "oppose": "support",
    "accept": "reject", "reject": "accept", "believe": "doubt", "trust": "distrust", "improve": "worsen",
    "freedom": "security", "security": "prosperity", "justice": "revenge", "responsible": "blameless",
    "confident": "doubtful", "positive": "negative", "legal": "illegal", "public": "private", "full": "partial",
}  # fmt: skip
_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(_ALTERED)})(?![\w-]|['’])")
_BEHIND_MODAL = re.compile(r" (?:be|have|not|never|also|only|[a-z]{2,})\b")
_PERSONAL = re.compile(r"\b(?:I|we|my|our|me|us|you|your|I['’]\w+|we['’]\w+)\b|[“”\"‘]|n['’]t\b", re.IGNORECASE)
_WARM = re.compile(
    r"\b(?:best|right|fair|success|great|safe|illegal|proud|confident|good|bad|crisis|threat|clear|strong|weak|victory|"
    r"hero|fascinat\w+|complicated|perverse|clarity|conviction|importance|broader|courage|integrity|"
    r"brilliant|talented|inspir\w+|devastat\w+|beautiful|special|unique|cruel|stupid|shock\w*|amazing|brave|honest|love[ds]?)\b",
    re.IGNORECASE,
)
_HEDGED = re.compile(r"\b(?:he|she|they|his|her|their|it|would|had|this|that|these|those|here)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[A-Z][\w’'-]*(?: \S+){5,}")


def alter_quote(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:
    """A content word between the marks replaced, so that nobody said these words."""
    found = []
    for quotation in claim.mentions.quotations:
        if quotation.is_scare or len(quotation.words.split()) < 4:
            continue
        for match in _WORD.finditer(claim.text, quotation.start, quotation.end):
            modal = match.group() in ("can", "will", "should", "would", "must")
            if not modal or _BEHIND_MODAL.match(claim.text[match.end() :]):
                found.append(match)
    chance.shuffle(found)
    for match in found:
        if claim.text[match.end() :].lstrip().startswith(("not ", "n't")) or _is_fixed(claim.text, match):
            continue
        mutated = swap(claim, match.span(), _ALTERED[match.group()], ErrorCode.QUOTE_ALTERED)
        if not ground.states(mutated.text):
            return mutated
    return None


def _is_fixed(text: str, match: re.Match[str]) -> bool:
    """Whether the word belongs to a phrase in which its opposite would mean nothing."""
    after, before = text[match.end() :], text[: match.start()]
    return bool(
        re.match(r" (?:of all|time|place|of the|deal|the less|or less|than)\b", after)
        or (
            match.group() in ("believe", "every", "all")
            and re.match(r" (?:in|two|three|four|few|\d|that|the)\b", after)
        )
        or re.search(r"\b(?:at|no|once|the|of|for|any|not|after) $", before)
        or after[:1] == "-"
    )


def fabricate_quote(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:  # noqa: ARG001
    """A paraphrase put between quotation marks, as if the speaker had said these very words."""
    speech = speech_of(claim)
    if speech is None or speech.is_quoted or claim.quoted or speech.form in ("front", "according"):
        return None
    content = speech.content
    if len(content.split()) < 7 or _HEDGED.search(content) or ground.quotes(content):
        return None
    start, end = speech.content_span
    if speech.form == "lead":
        begin = speech.cue_span[1] + len(speech.when)
        return swap(claim, (begin, len(claim.text)), f": “{raised(content)}.”", ErrorCode.QUOTE_FABRICATED)
    return swap(claim, (start, end + 1), f"“{content},”", ErrorCode.QUOTE_FABRICATED)


def tell_opinion(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:  # noqa: ARG001
    """An evaluative quotation told in the summary's own voice."""
    speech = speech_of(claim)
    if speech is None or not speech.is_quoted or _PERSONAL.search(speech.content) or _HEDGED.match(speech.content):
        return None
    if not (EVALUATIVE.search(speech.content) or _WARM.search(speech.content)) or not _CLAUSE.match(speech.content):
        return None
    text = speech.content + "."
    return Mutated(text, (0, len(text)), ErrorCode.OPINION_AS_FACT)


# --------------------------------------------------------------------------------

_LOADED = {
    "criticised": ("slammed", "lambasted"), "criticized": ("slammed", "lambasted"), "condemned": ("lambasted",),
    "attack": ("onslaught", "rampage"), "attacks": ("outrages",), "killed": ("butchered", "slaughtered"),
    "supporters": ("minions", "sycophants"), "protesters": ("rabble",), "demonstrators": ("rabble",),
    "rejected": ("sneered at",), "speech": ("rant", "tirade"), "statement": ("rant",), "failure": ("fiasco",),
    "problems": ("shambles",), "protest": ("mayhem",), "protests": ("mayhem",), "critics": ("fanatical critics",),
    "large": ("staggering",), "significant": ("breathtaking",), "leader": ("strongman",), "allies": ("cronies",),
    "officials": ("hapless officials",), "damage": ("carnage",), "destroyed": ("obliterated",),
    "shooting": ("bloodbath",), "decision": ("disgraceful decision",), "plan": ("half-baked plan",),
    "plans": ("half-baked plans",), "campaign": ("shameful campaign", "circus"), "debate": ("circus",),
    "report": ("damning report", "bombshell report"),
    "storm": ("terrifying storm",), "death": ("heartbreaking death",), "police": ("heroic police",),
    "inquiry": ("witch hunt",), "investigation": ("witch hunt",), "ruling": ("outrageous ruling",),
    "said": ("fumed", "gloated", "railed"), "told": ("browbeat",), "announced": ("trumpeted",),
    "policy": ("ruinous policy",), "government": ("hapless government",), "win": ("glorious win",),
    "victory": ("triumphant victory",), "performance": ("abysmal performance",), "delay": ("scandalous delay",),
}  # fmt: skip
"""Plain words of news and what a partisan would write. Each is in resources/loaded_words.txt or holds one that is."""
_PLAIN = re.compile(rf"(?<![\w-])(?:{'|'.join(_LOADED)})(?![\w-]|['’])")
_VERBS = frozenset(("said", "told", "announced"))
_DETERMINER = r"(?:^|\b(?:the|an?|his|her|its|their|and|of|with|by|for|from|that|some|[a-z]+[’']s|said|say) )$"
_NO_NOUN = re.compile(r"\b(?:to|will|not|would|I|we|they) $")
_DRAWN, _COMPARED = 90, 12  # sentences looked at, and those among which the one most like this story is taken
_ALIEN = 0.25  # at most so much of another story's sentence may stand in any passage of this story


def load_language(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:
    """A plain word replaced by one that judges, outside quotations."""
    found = [m for m in _PLAIN.finditer(claim.text) if claim.is_free(*m.span()) and _fits(claim.text, m)]
    chance.shuffle(found)
    found.sort(key=lambda match: match.group() in _VERBS)
    for match in found:
        new = chance.choice(_LOADED[match.group()])
        if not any(new in line.text for line in ground.lines):
            return swap(claim, match.span(), new, ErrorCode.LOADED_LANGUAGE)
    return None


def _fits(text: str, match: re.Match[str]) -> bool:
    """Whether the word stands as the verb or noun that the loaded one replaces."""
    word, before, after = match.group(), text[: match.start()], text[match.end() :]
    if word in ("told", "announced"):
        return word == "announced" and bool(re.match(r" (?:that|a|an|the|it|its|plans)\b", after))
    if word == "said":
        return bool(re.match(r" that\b", after)) and not before.endswith(("is ", "was ", "been ", "are "))
    if word == "police":  # "police said", not "police officer" or "Metropolitan Police"
        return bool(re.match(r" (?:said|have|had|were|are|arrested)\b", after)) and not re.search(r"[A-Z]\w* $", before)
    compound = re.match(
        r" (?:officer|station|plan|report|centre|center|attack|campaign|leader|group|site|team)s?\b", after
    )
    if " " in _LOADED[word][0] and not re.search(_DETERMINER, before):
        return False  # an adjective would come between a noun and its own adjective
    return not _NO_NOUN.search(before) and not compound and not re.search(r"[A-Z]\w+ $", before)


def add_alien(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:
    """A sentence of another, similar story in the place of one of this story."""
    offers = list(_aliens(ground))
    chance.shuffle(offers)
    story = frozenset(stem for line in ground.lines for stem in line.stems)
    near = max(
        offers[:_COMPARED],
        key=lambda read: ground.share(frozenset(content_words(read.text)), story),
        default=None,
    )
    if near is None or near.text == claim.text:
        return None
    return Mutated(near.text, (0, len(near.text)), ErrorCode.EXTRINSIC)


@lru_cache(maxsize=1)
def _aliens(ground: Ground) -> tuple[ReadSentence, ...]:
    """Sentences of other stories that no article tells, from all over them; kept for the story at work."""
    offered = [read for other in ground.others for read in other.sentences]
    step = max(1, len(offered) // _DRAWN)
    return tuple(read for read in offered[::step] if _is_alien(read, ground))


def _is_alien(read: ReadSentence, ground: Ground) -> bool:
    """Fit to stand alone, and told in no article of this story."""
    if not is_fit(read) or is_loaded(read.text) or len(read.text.split()) < 10:
        return False
    return not any(ground.article_says(article.id, read.text, _ALIEN) for article in ground.story.articles)
