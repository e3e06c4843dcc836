"""The product on one page: the steps in order. `summarize`, `verify`, `extract` and `group` are what everybody calls.

bytes → Bundle → CleanArticle → ReadSentence → Story → Facts → Prompt → Draft → Summary → Report

With a language model configured, it reads the articles after the rules and adds to the facts (`second_reader`); with an
embedding model, what articles mean counts in telling stories apart. One that fails costs its own part, with a notice.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

import summarizer
from summarizer import verification
from summarizer.bundle import read_bundle
from summarizer.citations import strip_markers
from summarizer.classifier import ClassifierJudge
from summarizer.cleaning import clean_articles
from summarizer.clients import Client, build_client, build_embedder
from summarizer.clients.embedding import Embedder
from summarizer.engines import Engine
from summarizer.engines.extractive import ExtractiveEngine
from summarizer.engines.llm import LlmEngine
from summarizer.errors import BudgetExceeded, ClientError, InputError, LimitExceeded
from summarizer.facts import extract_facts, left_out
from summarizer.judge import Judge, JudgesSentences
from summarizer.model import (
    Article,
    Brief,
    Bundle,
    CheckedSentence,
    CleanArticle,
    Draft,
    FactReport,
    Facts,
    FactSheet,
    GroupReport,
    Notice,
    Report,
    Source,
    Story,
    Summary,
    Verdict,
)
from summarizer.prompting import render_prompt
from summarizer.second_reader import Reading, SecondReader
from summarizer.sentences import split_sentences
from summarizer.settings import Settings, cost_of, deciding_settings, sha256_of
from summarizer.stories import EMBEDDING_FAILED, as_one_story, failure_notice, find_killed, group_stories

Articles = Bundle | Iterable[Source | Article | Mapping[str, object] | str]
Progress = Callable[[str], None]

# A drafted sentence with one of these verdicts did not pass: it is kept apart with its reason, never printed as news.
WITHHELD = frozenset({Verdict.CONTRADICTED, Verdict.UNSUPPORTED, Verdict.NOT_CHECKED})
LLM_FAILED = "llm-failed"  # code of the notice that an extractive summary stands in for a language model's
LONGER = "longer-than-asked"  # code of the notice that a summary has more words than were asked for,
LENGTH_SLACK = 0.25  # by more than this share
HEADLINE = "headline"  # code of the notice that the headline is flagged
FAILURES = frozenset({LLM_FAILED, EMBEDDING_FAILED})  # codes of notices that a model was asked for and of no use


def summarize(
    articles: Articles,
    brief: Brief | None = None,
    settings: Settings | None = None,
    *,
    client: Client | None = None,
    embedder: Embedder | None = None,
    progress: Progress | None = None,
) -> Report:
    """One cited, checked summary for each story in the articles.

    Articles are texts, mappings with the fields of an article, `Source`s (raw bytes) or a `Bundle`. Raises
    `InputError` naming the article and field that cannot be used. A language model that fails is no error: the
    extractive summary stands in, with a notice of code "llm-failed".

    With engine "llm" or a `client`, that model also reads the articles a second time for facts, before it writes
    (`settings.use_second_reader`); what it was good for is told in a notice of code "second-reading". With
    `settings.embedding_model` or an `embedder`, that model helps to tell stories apart; where it fails, a notice of
    code "embedding-failed" says so.
    """
    brief, settings, tell = brief or Brief(), settings or Settings(), progress or _silent
    bundle = _without_killed(_bundle(articles, settings, tell))
    stories, unread = _stories(bundle, embedder or build_embedder(settings), tell)
    engine, reader = _engine(settings, client), _second_reader(settings, client)
    judge = _judge(settings, client)
    summaries = []
    for number, story in enumerate(stories, start=1):
        tell(f"Writing and checking summary {number} of {len(stories)}")
        summaries.append(summarize_story(story, brief, settings, engine, reader=reader, judge=judge))
    return _report(summaries, (*bundle.notices, *unread), settings)


def summarize_story(
    story: Story,
    brief: Brief | None = None,
    settings: Settings | None = None,
    engine: Engine | None = None,
    *,
    reader: SecondReader | None = None,
    judge: JudgesSentences | None = None,
) -> Summary:
    """The summary of one story, by the embedded engine and from the rules' facts alone unless others are given."""
    brief, settings, engine = brief or Brief(), settings or Settings(), engine or ExtractiveEngine()
    reading = read_facts(story, reader)
    facts = reading.facts
    failure: tuple[Notice, ...] = ()
    try:
        prompt = render_prompt(story, facts, brief, settings, template_name=engine.template)
        draft = engine.draft(prompt)
    except (ClientError, BudgetExceeded) as error:
        hint = f" {error.hint}" if error.hint else ""
        message = f"The language model did not write this summary: {error}{hint} The articles' own sentences stand in."
        failure = (Notice(LLM_FAILED, message),)
        prompt = render_prompt(story, facts, brief, settings)
        draft = ExtractiveEngine().draft(prompt)
    draft, story = _in_reading_order(draft, story)
    asked = None if failure else judge  # a model that has just failed is not waited for once more
    share = settings.max_unsupported_share
    checked = verification.verify(draft, story, facts, asked, max_unsupported_share=share)
    checked = _with_own_headline(checked, draft.other_titles, share)
    summary = _withhold(checked)
    return replace(
        verification.numbered_as_read(summary),
        notices=(
            *failure,
            *reading.notices,
            *summary.notices,
            *_told_of_headline(summary),
            *_told_of_length(summary, brief),
        ),
        usage=reading.usage + summary.usage,
        template=prompt.template,
        template_sha256=prompt.template_sha256,
        brief=brief,
        prompt=prompt.messages,
    )


def verify(
    text: str,
    articles: Articles,
    settings: Settings | None = None,
    *,
    title: str = "",
    client: Client | None = None,
    progress: Progress | None = None,
) -> Report:
    """Any summary, ours or not, checked sentence by sentence against all the articles together.

    `text` may carry citation markers ("[2]"), which name articles by their place in the bundle; without a `title`, a
    first line that reads like one is the summary's headline. Nothing is withheld: every sentence comes back in place
    with its verdict. Raises `InputError` for an empty text. With engine "llm" or a `client`, a language model reads the
    articles a second time for facts, which the checks then know too.
    """
    settings, tell = settings or Settings(), progress or _silent
    check_text(text, settings, pointer="/text")
    bundle = _without_killed(_bundle(articles, settings, tell))
    story = read_story(bundle, settings)
    tell("Checking the summary")
    reader, judge = _second_reader(settings, client), _judge(settings, client)
    draft = verification.read_draft(text, title)
    return _report([verify_draft(draft, story, settings, reader=reader, judge=judge)], bundle.notices, settings)


def verify_draft(
    draft: Draft,
    story: Story,
    settings: Settings | None = None,
    *,
    reader: SecondReader | None = None,
    judge: JudgesSentences | None = None,
) -> Summary:
    """A draft checked against one story, everything kept in place."""
    reading = read_facts(story, reader)
    share = (settings or Settings()).max_unsupported_share
    summary = verification.verify(draft, story, reading.facts, judge, max_unsupported_share=share)
    return replace(
        summary,
        notices=(*reading.notices, *summary.notices, *_told_of_headline(summary)),
        usage=reading.usage + summary.usage,
    )


def read_facts(story: Story, reader: SecondReader | None = None) -> Reading:
    """What a story's articles state, by rules; with a second reader, also what a language model adds to it."""
    facts = _facts_of(story)
    return reader.read(story, facts) if reader is not None else Reading(facts)


_FACTS: dict[int, tuple[Story, Facts]] = {}  # of the last few stories, by identity
_N_KEPT = 4


def _facts_of(story: Story) -> Facts:
    """The story's facts, extracted once for one object."""
    known = _FACTS.get(id(story))
    if known is not None and known[0] is story:
        return known[1]
    if len(_FACTS) >= _N_KEPT:
        _FACTS.clear()
    facts = extract_facts(story)
    _FACTS[id(story)] = story, facts
    return facts


def extract(
    articles: Articles,
    settings: Settings | None = None,
    *,
    summary: str | None = None,
    client: Client | None = None,
    embedder: Embedder | None = None,
    progress: Progress | None = None,
) -> FactReport:
    """What the articles of each story state, without writing anything: facts, figures, quotations, disagreements.

    With a `summary`, ours or not, also what it leaves out. A summary is of all the articles together, as in `verify`:
    they are read as one story then. With engine "llm" or a `client`, a language model reads the articles after the
    rules; an embedding model helps as in `summarize`. Raises `InputError` for an empty summary, `LimitExceeded` for one
    too long.
    """
    settings, tell = settings or Settings(), progress or _silent
    if summary is not None:
        check_text(summary, settings, pointer="/summary")
    bundle = _without_killed(_bundle(articles, settings, tell))
    stories: tuple[Story, ...]
    unread: tuple[Notice, ...] = ()
    if summary is None:
        stories, unread = _stories(bundle, embedder or build_embedder(settings), tell)
    else:
        stories = (read_story(bundle, settings),)
    tell("Extracting the facts")
    told = None if summary is None else [sentence.text for sentence in verification.read_draft(summary).sentences]
    reader = _second_reader(settings, client)
    sheets = tuple(_fact_sheet(story, told, reader) for story in stories)
    return FactReport(sheets, notices=(*bundle.notices, *unread), version=summarizer.__version__)


def _fact_sheet(story: Story, told: list[str] | None, reader: SecondReader | None) -> FactSheet:
    reading = read_facts(story, reader)
    missing = None if told is None else left_out(reading.facts, told)
    return FactSheet(story, reading.facts, missing, reading.notices, reading.usage)


def group(
    articles: Articles,
    settings: Settings | None = None,
    *,
    embedder: Embedder | None = None,
    progress: Progress | None = None,
) -> tuple[Story, ...]:
    """The stories that the articles tell, each with its articles and their origins, the largest first."""
    return group_report(articles, settings, embedder=embedder, progress=progress).stories


def group_report(
    articles: Articles,
    settings: Settings | None = None,
    *,
    embedder: Embedder | None = None,
    progress: Progress | None = None,
) -> GroupReport:
    """The stories of `group`, with what a reader must know: of the articles, and of an embedding model that failed."""
    settings, tell = settings or Settings(), progress or _silent
    bundle = _without_killed(_bundle(articles, settings, tell))
    stories, unread = _stories(bundle, embedder or build_embedder(settings), tell)
    return GroupReport(stories, notices=(*bundle.notices, *unread), version=summarizer.__version__)


def check_text(text: str, settings: Settings, *, pointer: str) -> None:
    """Raises `InputError` for somebody's summary that has no words, `LimitExceeded` for one that is too long."""
    if not text.strip():
        raise InputError("The summary is empty.", pointer=pointer, hint="Give the text of a summary.")
    words, markers = strip_markers(text)
    if not any(map(str.isalnum, words)):
        told = f"nothing but markers ({', '.join(marker.text for marker in markers[:3])})" if markers else "no words"
        raise InputError(f"The summary has {told}.", pointer=pointer, hint="Give the text of a summary.")
    if len(text) > settings.max_summary_chars:
        raise LimitExceeded(
            f"The summary has {len(text)} characters, the limit max_summary_chars is {settings.max_summary_chars}.",
            pointer=pointer,
            hint="Raise max_summary_chars or split the text.",
        )


def read_story(articles: Articles, settings: Settings | None = None) -> Story:
    """All the articles as one story, ungrouped: what a summary is verified against.

    The same articles give the same object while they are among the last few, so that an edited summary is checked
    again without reading them again.
    """
    return _one_story(_bundle(articles, settings or Settings(), _silent).articles)


@functools.lru_cache(maxsize=_N_KEPT)
def _one_story(articles: tuple[Article, ...]) -> Story:
    clean = _cleaned(articles)
    return as_one_story(clean, split_sentences(clean))


@functools.lru_cache(maxsize=_N_KEPT)
def _cleaned(articles: tuple[Article, ...]) -> tuple[CleanArticle, ...]:
    return clean_articles(Bundle(articles))


def _stories(bundle: Bundle, embedder: Embedder | None, tell: Progress) -> tuple[tuple[Story, ...], tuple[Notice, ...]]:
    """The stories of a bundle, by words alone with a notice where the embedding model fails."""
    clean = _cleaned(bundle.articles)
    tell("Grouping the articles into stories")
    sentences = split_sentences(clean)
    try:
        return group_stories(clean, sentences, embedder), ()
    except ClientError as error:
        return group_stories(clean, sentences), (failure_notice(error),)


def _bundle(articles: Articles, settings: Settings, tell: Progress) -> Bundle:
    bundle = articles if isinstance(articles, Bundle) else read_bundle(articles, settings, now=datetime.now(UTC))
    tell(f"Cleaning and reading {len(bundle.articles)} articles")
    return bundle


def _without_killed(bundle: Bundle) -> Bundle:
    """The bundle without articles that a kill notice in it withdraws, and without the notice; told by notices."""
    gone, told = find_killed(_cleaned(bundle.articles))
    if not told:
        return bundle
    kept = tuple(article for article in bundle.articles if article.id not in gone)
    if not kept:
        raise InputError(
            "; ".join(notice.message for notice in told), pointer="/articles", hint="No other article is left."
        )
    return replace(bundle, articles=kept, notices=(*bundle.notices, *told))


def _engine(settings: Settings, client: Client | None) -> Engine:
    """The engine that the settings name; a client that is handed over is used without building one."""
    if settings.engine == "llm" or client is not None:
        return LlmEngine(client or build_client(settings), settings)
    return ExtractiveEngine()


def _second_reader(settings: Settings, client: Client | None) -> SecondReader | None:
    """The language model as second reader of facts: where one is configured or handed over, unless the settings say."""
    is_wanted = settings.use_second_reader
    if is_wanted is None:
        is_wanted = settings.engine == "llm" or client is not None
    return SecondReader(client, settings) if is_wanted else None


def _judge(settings: Settings, client: Client | None) -> JudgesSentences | None:
    """Who gives a second opinion on every sentence: the entailment model that is named, else the language model under
    the same terms as the second reader."""
    if settings.entailment_model:
        return ClassifierJudge(settings.entailment_model)
    is_wanted = settings.use_judge
    if is_wanted is None:
        is_wanted = settings.engine == "llm" or client is not None
    return Judge(client, settings) if is_wanted else None


def _in_reading_order(draft: Draft, story: Story) -> tuple[Draft, Story]:
    """The draft and the story with the articles numbered as a reader meets them, those not cited last."""
    cited = [number for sentence in draft.sentences for number in sentence.cited]
    met = dict.fromkeys((*cited, *(article.number for article in story.articles)))
    new = {old: place for place, old in enumerate(met, start=1)}
    articles = sorted((replace(a, number=new[a.number]) for a in story.articles), key=lambda a: a.number)
    sentences = tuple(replace(s, cited=tuple(sorted(new[n] for n in s.cited))) for s in draft.sentences)
    return replace(draft, sentences=sentences), replace(story, articles=tuple(articles))


def _with_own_headline(summary: Summary, others: Iterable[str], max_unsupported_share: float) -> Summary:
    """The summary with another headline where the one that was written did not pass, which is withheld.

    That is the first of the `others` that is supported, else the first without a flag, else the story's; an outlet's
    own stays where none of the others will do: it was not made up here, and an editor sees its flag.
    """
    failed, story = summary.title_check, summary.story
    if failed is None or summary.flagged_title is None:
        return summary

    def check(title: str) -> CheckedSentence:
        return verification.check_title(title, story, summary.facts, max_unsupported_share=max_unsupported_share)

    withheld = (*summary.withheld, failed)
    passing = [one for one in map(check, others) if not one.verdict.is_flag]
    if passing:
        best = next((one for one in passing if one.verdict is Verdict.SUPPORTED), passing[0])
        return replace(summary, title=best.text, title_check=best, withheld=withheld)
    if failed.verdict not in WITHHELD or summary.is_title_an_articles:
        return summary
    if not story.title:
        return replace(summary, title="", title_check=None, withheld=withheld)
    return replace(summary, title=story.title, title_check=check(story.title), withheld=withheld)


def _told_of_length(summary: Summary, brief: Brief) -> tuple[Notice, ...]:
    """That a summary is much longer than was asked for: no sentence is cut, and the shortest that leads may be long."""
    n_words = len(summary.text.split())
    if n_words <= brief.n_words * (1 + LENGTH_SLACK):
        return ()
    return (Notice(LONGER, f"The summary has {n_words} words; {brief.n_words} were asked for. No sentence is cut."),)


def _told_of_headline(summary: Summary) -> tuple[Notice, ...]:
    """That a headline is flagged, or unclear and not an outlet's own: it is printed above all else, and no sentence."""
    check = summary.title_check
    is_unclear = check is not None and check.verdict is Verdict.UNCLEAR and not summary.is_title_an_articles
    if check is None or not (summary.flagged_title is not None or is_unclear):
        return ()
    return (Notice(HEADLINE, f"The headline is {check.verdict.value.replace('_', ' ')}: {check.reason}"),)


def _withhold(summary: Summary) -> Summary:
    """The summary without the sentences that did not pass; these are kept beside it."""
    passed = tuple(sentence for sentence in summary.sentences if sentence.verdict not in WITHHELD)
    withheld = tuple(sentence for sentence in summary.sentences if sentence.verdict in WITHHELD)
    if not withheld:
        return summary
    missing = left_out(summary.facts, [sentence.text for sentence in passed])
    return replace(summary, sentences=passed, withheld=(*summary.withheld, *withheld), left_out=missing)


def _report(summaries: Iterable[Summary], notices: tuple[Notice, ...], settings: Settings) -> Report:
    """The report, each summary with what it was made by: kept apart from the report, it says so still."""
    version, sha256 = summarizer.__version__, sha256_of(settings)
    told = tuple(
        replace(
            summary,
            version=version,
            settings_sha256=sha256,
            settings=deciding_settings(settings),
            cost=cost_of(summary.usage, settings),
            currency=settings.llm_currency,
        )
        for summary in summaries
    )
    return Report(told, notices=notices, version=version)


def _silent(_message: str) -> None:
    """Progress that nobody watches."""
