"""Kill notices: articles by which an outlet withdraws an earlier one of its own, and what that does to a story.

What agencies write is recognised: "KILL", "KILLS STORY", "STORY WITHDRAWN" or "RETRACTION" beside a headline, and above
an article "this story has been withdrawn", "Editors: please kill the story slugged …", "a kill is mandatory". That
somebody else has withdrawn something is news and no notice. Only an outlet's own articles are withdrawn: whoever writes
that another's must be killed kills nothing. Where it is not plain which one is meant, nothing is withdrawn, and that is
told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from summarizer import similarity
from summarizer.model import CleanArticle, Notice, Origin, OriginKind, OriginMember, Story
from summarizer.stories.titles import sentences_by_article, title_of

WITHDRAWN = "withdrawn"  # code of the notice that articles of a bundle are withdrawn
UNCERTAIN = "withdrawal-uncertain"  # code of the notice that an article withdraws one, but not plainly which

_CHARS_READ = 600
"""Of title and text: a notice says at its top that it is one."""
_SAME_HEADLINE = 0.75
"""Share of the rarer words of both headlines that must stand in both: one word of five may be another."""
_LEAST_ID_CHARS = 5
"""Shorter ids ("1", "a-2") stand in a text by chance."""
_MOST_NAMED = 5
_AROUND = ".,;:!?()[]<>“”\"‘’'"

_NOUN = r"(?:story|stories|article|report|item|dispatch|alert|piece|text)"
_GONE = r"(?:withdrawn|retracted|killed|removed|pulled|taken down)"
_EDGE = r"(?::|[,/|–—-]+(?=\s))"
_MARKS = (  # in a title; the rest of it is what is withdrawn
    re.compile(
        r"^\W*(?:(?:MANDATORY )?KILL(?:ED|S)?|WITHDRAWN|RETRACT(?:ION|ED))(?: (?:STORY|ADVISORY|NOTICE))?"
        rf"\s*{_EDGE}\s*(?P<rest>.*)$"
    ),
    re.compile(r"^(?P<rest>.+?)\s*(?:[,/|–—-]+|\()\s*(?:KILL(?:ED|S)?|WITHDRAWN|RETRACTED)\W*$"),
    re.compile(rf"^.*?\bKILLS (?:STORY|ARTICLE)\b\s*{_EDGE}?\s*(?P<rest>.*)$"),
    re.compile(r"^(?:(?:KILL|WITHDRAWN|RETRACTION)\W*)+(?P<rest>)$"),
    re.compile(r"^\W*(?:retraction|retracted)(?: notice)?\s*:\s*(?P<rest>.*)$", re.I),
    re.compile(
        rf"^\W*(?:advisory\s*{_EDGE}\s*)?(?:story|article) (?:withdrawn|retracted|killed|removed)"
        rf"(?:\s*{_EDGE}\s*(?P<rest>.*))?$",
        re.I,
    ),
)
_OPENING = re.compile(rf"(?:[^\n.!?]*\b{_NOUN}\b[^\n.!?]*[.!?]\s+)*[^\n.!?]*(?:[.!?\n]|$)", re.I)
"""The first sentence; and those after it, while they speak of a report. Further down, an outlet that names itself
("Interwire withdrew its report and apologised") tells news, beneath what has become of the matter."""
_ITSELF = re.compile(rf"\bthis {_NOUN} (?:has been|was|is|is being) {_GONE}\b", re.I)
_STATED = (
    re.compile(rf"\bthe (?:above|preceding|previous|earlier) {_NOUN} (?:has been|was|is) {_GONE}\b", re.I),
    re.compile(
        rf"\bthe {_NOUN} (?:headlined|slugged|titled|entitled)\b[^.!?\n]{{1,200}} (?:has been|is) {_GONE}\b", re.I
    ),
    re.compile(
        r"(?:^|\n\s*|(?<=[.!?])\s+|\b(?:editors|eds)\b\W{1,4}|\bplease )(?:please )?"
        r"(?:kill|disregard|do not (?:use|publish))"
        rf" (?:the|our|this|all versions of the)\b[^.!?\n]{{0,60}}?\b{_NOUN}\b",
        re.I,
    ),
    re.compile(r"\ba kill is mandatory\b|\bthis is a (?:mandatory )?kill\b", re.I),
)
_HEADLINE = re.compile(
    rf"\b(?:headlined|titled|entitled|headline:?|{_NOUN}),?\s+"
    r"(?:“([^”\n]{3,200})”|\"([^\"\n]{3,200})\"|‘([^\n]{3,200}?)’(?!\w)|'([^\n]{3,200}?)'(?!\w))",
    re.I,
)
_SLUG = re.compile(r"\b(?:slug|slugged)\b:?\s+[“\"‘']?([A-Za-z0-9][\w/-]+)", re.I)
_SLUG_PART = re.compile(r"[A-Za-z0-9]+")
_NO_SLUG = frozenset({"bc", "us", "ap", "afp", "kill", "advisory", "correction"})


@dataclass(frozen=True, slots=True)
class KillNotice:
    """What an article withdraws, as it names it: headlines, slugs, and all words of it that may be an id."""

    article_id: str
    outlet: str
    headlines: tuple[str, ...]
    slugs: tuple[str, ...]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """An earlier article that a notice may mean, of the same outlet, and its story."""

    article_id: str
    story_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The articles that a notice withdraws; where there is none, `doubt` says why."""

    article_ids: tuple[str, ...] = ()
    doubt: str = ""


def read_kill_notice(article: CleanArticle) -> KillNotice | None:
    """What the article withdraws; None where it is no kill notice.

    >>> read_kill_notice(CleanArticle("k", 1, "The bridge is open.", title="KILL: Bridge shut in Orle")).headlines
    ('Bridge shut in Orle',)
    >>> read_kill_notice(CleanArticle("k", 1, "Wolves kill sheep in Orle.", title="Wolves kill sheep"))
    """
    title, top = article.title.strip()[:_CHARS_READ], article.text[:_CHARS_READ]
    mark = next((found for mark in _MARKS if (found := mark.match(title))), None)
    is_of_itself = _is_said(_ITSELF, top)
    is_stated = any(_is_said(said, top) for said in _STATED) or _is_said(_said_by(""), top)
    opening = _OPENING.match(top)
    if not (mark or is_of_itself or is_stated or (opening and _is_said(_said_by(article.outlet), opening[0]))):
        return None
    named = ["".join(found) for found in _HEADLINE.findall(top)]
    rest = (mark["rest"] or "") if mark else ""
    if mark or (is_of_itself and not named):
        named.append(rest if mark else title)
    slugs = [*_SLUG.findall(top), *([rest] if re.fullmatch(r"[\w/-]+", rest) else [])]
    words = f"{article.title} {article.text}".split()
    return KillNotice(
        article.id,
        article.outlet,
        tuple(dict.fromkeys(name.strip() for name in named if name.strip())),
        tuple(dict.fromkeys(slugs)),
        frozenset(word.strip(_AROUND) for word in words),
    )


@lru_cache(maxsize=256)
def _said_by(outlet: str) -> re.Pattern[str]:
    """Where an outlet says that it withdraws an article: in its own name, or as "we"."""
    who = rf"(?:we|(?:the )?{re.escape(outlet)})" if outlet else "we"
    what = rf"(?:withdr[ae]w\w*|retract\w*) (?:the|this|its|our|an?) (?:\w+ ){{0,3}}?{_NOUN}"
    return re.compile(rf"\b{who}(?: (?:has|have|is|are|hereby))* {what}\b", re.I)


def _is_said(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the text says it itself: not somebody whom it quotes."""
    return any(not _is_quoted(text[: found.start()]) for found in pattern.finditer(text))


def _is_quoted(before: str) -> bool:
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def find_withdrawn(notice: KillNotice, earlier: Sequence[Standing]) -> Withdrawal:
    """Which of the outlet's earlier articles the notice means: by its id, else by its headline; else a doubt.

    Several of one headline are meant together where they are versions, in one story. A slug alone is no plain sign.

    >>> notice = KillNotice("k", "Post", ("Bridge shut in Orle",), (), frozenset())
    >>> find_withdrawn(notice, [Standing("a", "s", "Bridge in Orle shut"), Standing("b", "s", "Fire in Velm")])
    Withdrawal(article_ids=('a',), doubt='')
    """
    if not notice.outlet:
        return Withdrawal(doubt="it names no outlet, and only an outlet's own articles are withdrawn")
    stated = [one for one in earlier if len(one.article_id) >= _LEAST_ID_CHARS and one.article_id in notice.words]
    if stated:
        return Withdrawal(_ids(stated))
    same = [one for one in earlier if any(_is_same(named, one.title) for named in notice.headlines)]
    headlines = {frozenset(similarity.content_words(one.title)) for one in same}
    if len(same) == 1 or (len(headlines) == 1 and len({one.story_id for one in same}) == 1):
        return Withdrawal(_ids(same))
    if same:
        return Withdrawal(doubt=f"several articles of {notice.outlet} could be meant: {_listed(same)}")
    slugged = [one for one in earlier if any(_has_slug(one.title, slug) for slug in notice.slugs)]
    if slugged:
        return Withdrawal(doubt=f"it names a slug only, which could mean {_listed(slugged)}")
    return Withdrawal(doubt=f"no earlier article of {notice.outlet} has the id or the headline that it names")


def uncertainty(notice: KillNotice, withdrawal: Withdrawal) -> tuple[Notice, ...]:
    """What is to be told where a notice withdraws nothing for certain."""
    if not withdrawal.doubt:
        return ()
    told = "Nothing was marked as withdrawn, and the notice itself is no source."
    message = f"The article withdraws an earlier one, but {withdrawal.doubt}. {told}"
    return (Notice(UNCERTAIN, message, notice.article_id),)


def _ids(found: Iterable[Standing]) -> tuple[str, ...]:
    return tuple(one.article_id for one in found)


def _listed(found: Sequence[Standing]) -> str:
    more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
    return ", ".join(one.article_id for one in found[:_MOST_NAMED]) + more


def _is_same(one: str, other: str) -> bool:
    """Whether two headlines are nearly the same: most of the weight of their words is in both."""
    words, others = frozenset(similarity.content_words(one)), frozenset(similarity.content_words(other))
    if not words or not others:
        return False
    return _weight(words & others) >= _SAME_HEADLINE * _weight(words | others)


def _weight(words: Iterable[str]) -> float:
    return sum(similarity.idf(word) for word in sorted(words))


def _has_slug(title: str, slug: str) -> bool:
    parts = [part for part in _SLUG_PART.findall(slug) if part.lower() not in _NO_SLUG]
    wanted = set(similarity.content_words(" ".join(parts)))
    return len(wanted) > 1 and wanted <= set(similarity.content_words(title))


def find_killed(articles: Sequence[CleanArticle]) -> tuple[frozenset[str], tuple[Notice, ...]]:
    """Of articles handed over together: those that kill notices among them withdraw, these notices, and what to tell
    of each.

    A notice of which it is not plain what it means withdraws nothing; it is no source all the same. What came out after
    a notice stands.

    >>> told = CleanArticle("a", 1, "The bridge is shut.", title="Bridge shut in Orle", outlet="Post")
    >>> kill = CleanArticle("k", 2, "Do not use it.", title="KILL: Bridge shut in Orle", outlet="Post")
    >>> sorted(find_killed([told, kill])[0])
    ['a', 'k']
    """
    notices = {article.id: notice for article in articles if (notice := read_kill_notice(article)) is not None}
    gone = set(notices)
    told: list[Notice] = []
    by_id = {article.id: article for article in articles}
    for notice in notices.values():
        earlier = [
            Standing(article.id, "", article.title)
            for article in articles
            if article.id not in notices
            and article.outlet.casefold() == notice.outlet.casefold()
            and _is_before(article, by_id[notice.article_id])
        ]
        withdrawal = find_withdrawn(notice, earlier)
        told += uncertainty(notice, withdrawal)
        gone |= set(withdrawal.article_ids)
        for article_id in withdrawal.article_ids:
            name = by_id[article_id].title or article_id
            message = f'{notice.outlet} has withdrawn "{name}" ({notice.article_id}); it is not used'
            told.append(Notice(WITHDRAWN, message, article_id))
    return frozenset(gone), tuple(told)


def _is_before(article: CleanArticle, notice: CleanArticle) -> bool:
    if article.published_at is None or notice.published_at is None:
        return True
    return article.published_at <= notice.published_at


# -------------------------------------------------------------------------------------- the story


def mark_withdrawn(story: Story, withdrawn_by: Mapping[str, str], doubtful: Collection[str] = ()) -> Story:
    """The story with articles marked as withdrawn, each by the notice of that id; its headline is of those that stand.

    One whose outlet sent it again as canceled is its own notice.

    A notice is a further version under the origin of what it withdraws, and its words state nothing of the event, nor
    does what is withdrawn (`facts`). Either may be in another story: then the notice is of no origin, as are the
    `doubtful` ones, which withdraw nothing.
    """
    own = {article.id for article in story.articles}
    marked = {article_id: notice for article_id, notice in withdrawn_by.items() if article_id in own}
    notices = own & {*doubtful, *(notice for article_id, notice in withdrawn_by.items() if notice != article_id)}
    if not marked and not notices:
        return story
    withdraws = {notice: article_id for article_id, notice in marked.items() if notice in notices}
    origins = [
        replace(origin, members=members)
        for origin in story.origins
        if (members := _members(story, origin, marked, withdraws, notices))
    ]
    standing = [article for article in story.articles if article.id not in marked and article.id not in notices]
    return replace(
        story,
        title=title_of(standing or story.articles, sentences_by_article(story.sentences)),
        origins=tuple(origins),
        sentences=tuple(read for read in story.sentences if read.article_id not in notices),
    )


def _members(
    story: Story, origin: Origin, marked: Mapping[str, str], withdraws: Mapping[str, str], notices: Collection[str]
) -> tuple[OriginMember, ...]:
    kept = [
        replace(member, withdrawn_by=marked.get(member.article_id, ""))
        for member in origin.members
        if member.article_id not in notices
    ]
    here = {member.article_id for member in kept}
    for notice, article_id in withdraws.items():
        if article_id in here:
            reason = f"withdraws {story.article(article_id).label}'s text"
            kept.append(OriginMember(notice, OriginKind.VERSION, reason))
    return tuple(kept)
