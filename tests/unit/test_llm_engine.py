"""The language-model engine, end to end through the pipeline with prepared replies and with a real wire."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import Settings, summarize
from summarizer.clients.scripted import ScriptedClient
from summarizer.clients.structured import find_json
from summarizer.errors import ClientUnavailable, ReplyInvalid, ReplyRefused
from summarizer.model import Report, Summary, Verdict
from summarizer.pipeline import HEADLINE, LLM_FAILED
from tests.articles import BUNDLE
from tests.wire import Behaviour, cuts_the_stream, hangs, model_server, refuses, says, status

# The writer alone: the second reader of facts, who would ask the same client first, has tests of its own.
SETTINGS = Settings(
    engine="llm", llm_max_retries=1, llm_model="double-1", llm_timeout_s=5, use_second_reader=False, use_judge=False
)


def evidence_number(prompt: str, words: str) -> int:
    """The number that the prompt gives the evidence sentence with these words."""
    line = next(line for line in prompt.splitlines() if words in line and line.startswith("["))
    return int(line[1 : line.index("]")])


def reply_of(*sentences: tuple[str, list[int]]) -> str:
    written = [{"text": text, "evidence": numbers, "paragraph": 0} for text, numbers in sentences]
    return json.dumps({"title": "Bridge shut", "sentences": written})


def only(report: Report) -> Summary:
    (summary,) = report.summaries
    return summary


def test_a_good_reply_becomes_a_checked_summary() -> None:
    """What the model writes is cited by article, checked, and kept raw; a wrong sentence is withheld with a reason."""
    asking = ScriptedClient([ClientUnavailable(), ClientUnavailable()])
    summarize(BUNDLE, settings=SETTINGS, client=asking)
    prompt = asking.asked[0].messages[1].content
    weeks = evidence_number(prompt, "stay closed for at least three weeks")
    raw = reply_of(
        ("Mara Feld said the bridge would stay closed for at least three weeks.", [weeks]),
        ("The bridge will stay closed for at least nine weeks, Feld said.", [weeks]),
    )
    summary = only(summarize(BUNDLE, settings=SETTINGS, client=ScriptedClient([raw])))
    assert summary.engine == "llm"
    assert summary.title == "Bridge shut"
    assert [sentence.verdict for sentence in summary.sentences] == [Verdict.SUPPORTED]
    assert summary.sentences[0].citations
    assert [sentence.verdict for sentence in summary.withheld] == [Verdict.CONTRADICTED]
    assert summary.raw_reply == raw
    assert summary.template == "summary.v1"
    assert summary.usage.n_calls == 1


def test_the_record_holds_the_prompt_and_the_cost() -> None:
    """What the model was asked, word for word, with its parameters; the cost where the prices are known, else none."""
    client = ScriptedClient([reply_of(("The bridge was closed on Tuesday.", [1]))])
    priced = SETTINGS.model_copy(update={"llm_prompt_price": 2.0, "llm_completion_price": 8.0, "llm_temperature": 0.2})
    summary = only(summarize(BUNDLE, settings=priced, client=client))
    assert summary.prompt == client.asked[0].messages
    assert summary.settings["llm_temperature"] == 0.2
    usage = summary.usage
    cost = (2 * usage.n_prompt_tokens + 8 * usage.n_completion_tokens) / 1_000_000
    assert (summary.cost, summary.currency) == (pytest.approx(cost), "USD")
    client = ScriptedClient([reply_of(("The bridge was closed on Tuesday.", [1]))])
    assert only(summarize(BUNDLE, settings=SETTINGS, client=client)).cost is None
    failed = only(summarize(BUNDLE, settings=SETTINGS, client=ScriptedClient([ClientUnavailable()])))
    assert (failed.engine, failed.prompt) == ("extractive", ())


def test_a_headline_that_does_not_pass_is_withheld() -> None:
    """The story's own stands in, checked as well; the model's is shown apart with its reason."""
    raw = reply_of(("The bridge was closed on Tuesday.", [1])).replace("Bridge shut", "Bridge shut, 400 dead")
    summary = only(summarize(BUNDLE, settings=SETTINGS, client=ScriptedClient([raw])))
    assert summary.title == summary.story.title
    assert summary.title_check is not None
    assert (summary.title_check.text, summary.title_check.verdict) == (summary.title, Verdict.SUPPORTED)
    assert [(one.text, one.verdict) for one in summary.withheld] == [("Bridge shut, 400 dead", Verdict.UNSUPPORTED)]
    assert not [notice for notice in summary.notices if notice.code == HEADLINE]


def test_prose_around_the_json_is_tolerated() -> None:
    """A code fence and a greeting do not cost the reply."""
    raw = "Here you are:\n```json\n" + reply_of(("The bridge was closed on Tuesday.", [1])) + "\n```\nAnything else?"
    assert only(summarize(BUNDLE, settings=SETTINGS, client=ScriptedClient([raw]))).engine == "llm"


def test_half_characters_of_a_reply_are_replaced() -> None:
    """Lone surrogates, which JSON can spell and UTF-8 cannot, reach neither the summary nor the record."""
    raw = reply_of(("The bridge was closed \ud83d on Tuesday.", [1])).replace("Bridge shut", "Shut \ud800")
    summary = only(summarize(BUNDLE, settings=SETTINGS, client=ScriptedClient([raw])))
    sentences = [sentence.text for sentence in (*summary.sentences, *summary.withheld)]
    for text in (summary.title, summary.raw_reply, *sentences):
        text.encode()
    assert sentences == ["The bridge was closed \ufffd on Tuesday."]


@pytest.mark.parametrize("odd", ["9" * 5_000, "[" * 100_000, '{"title": ' * 5_000])
def test_json_that_python_cannot_read_is_no_reply(odd: str) -> None:
    """Numbers of thousands of digits and bottomless nesting are told as a reply that cannot be read."""
    with pytest.raises(ReplyInvalid):
        find_json('{"title": ' + odd)


def test_what_cannot_be_read_is_shown_to_the_model_once() -> None:
    """The second question carries the first reply and what is wrong with it; usage counts both."""
    client = ScriptedClient(["No JSON here.", reply_of(("The bridge was closed on Tuesday.", [1]))])
    summary = only(summarize(BUNDLE, settings=SETTINGS, client=client))
    assert summary.engine == "llm"
    assert summary.usage.n_calls == 2
    assert client.asked[1].messages[2].content == "No JSON here."
    assert "no JSON object" in client.asked[1].messages[3].content


def test_unknown_evidence_numbers_are_dropped_and_reported() -> None:
    """A number that names no evidence never becomes a citation."""
    raw = reply_of(("The bridge was closed on Tuesday.", [0, 999, -3]))
    summary = only(summarize(BUNDLE, settings=SETTINGS, client=ScriptedClient([raw])))
    (notice,) = [notice for notice in summary.notices if notice.code == "unknown-citation"]
    assert "3 evidence numbers" in notice.message


def test_articles_are_numbered_as_a_reader_meets_them() -> None:
    """Markers follow the order of reading, whatever place an article had in the bundle; each id keeps its text."""
    asking = ScriptedClient([ClientUnavailable(), ClientUnavailable()])
    summarize(BUNDLE, settings=SETTINGS, client=asking)
    prompt = asking.asked[0].messages[1].content
    ferry = evidence_number(prompt, "open a temporary ferry by Friday")  # only the second article has it
    raw = reply_of(("Brandt demanded that the council open a temporary ferry by Friday.", [ferry]))
    summary = only(summarize(BUNDLE, settings=SETTINGS, client=ScriptedClient([raw])))
    assert (summary.story.articles[0].number, summary.story.articles[0].id) == (1, "ledger")
    assert summary.sentences[0].cited_numbers == (1,)
    assert {citation.article_id for citation in summary.sentences[0].citations} == {"ledger"}


@pytest.mark.parametrize(
    "behaviours",
    [
        (refuses,),
        (says('{"title": "cut', "length"),),
        (says("nothing but prose"),),
        (says('{"title": "t", "sentences": []}'),),
        (says(""),),
        (cuts_the_stream,),
        (status(500),),
        (status(429, **{"retry-after": "0"}),),
        (status(429, **{"retry-after": "600"}),),
        (status(401),),
        (status(404),),
    ],
    ids=["refusal", "cut", "prose", "empty", "nothing", "cut stream", "500", "429", "429 long", "401", "404"],
)
def test_every_failure_ends_in_the_extractive_summary(behaviours: tuple[Behaviour, ...]) -> None:
    """Whatever the server does, there is a summary and a notice that says what happened."""
    with model_server(*behaviours) as server:
        settings = SETTINGS.model_copy(update={"llm_base_url": server.base_url})
        summary = only(summarize(BUNDLE, settings=settings))
    assert summary.engine == "extractive"
    assert summary.sentences
    (notice,) = [notice for notice in summary.notices if notice.code == LLM_FAILED]
    assert "sentences stand in" in notice.message


def test_a_hang_ends_at_the_time_out() -> None:
    """A server that never answers costs the time-out and no more."""
    with model_server(hangs) as server:
        update = {"llm_base_url": server.base_url, "llm_timeout_s": 0.3, "llm_max_retries": 0}
        summary = only(summarize(BUNDLE, settings=SETTINGS.model_copy(update=update)))
    assert summary.engine == "extractive"


@pytest.mark.parametrize("first", [status(500), status(429, **{"retry-after": "0"}), cuts_the_stream])
def test_what_passes_is_retried(first: Behaviour) -> None:
    """One bad answer and then a good one: the good one counts."""
    with model_server(first, says(reply_of(("The bridge was closed on Tuesday.", [1])))) as server:
        settings = SETTINGS.model_copy(update={"llm_base_url": server.base_url})
        summary = only(summarize(BUNDLE, settings=settings))
    assert summary.engine == "llm"
    assert summary.usage.n_calls == 2


def test_a_refusal_is_not_asked_again() -> None:
    """A model that declined is not pressed."""
    client = ScriptedClient([ReplyRefused(), "never"])
    assert only(summarize(BUNDLE, settings=SETTINGS, client=client)).engine == "extractive"
    assert len(client.asked) == 1


@given(st.text(max_size=200))
def test_find_json_never_fails_otherwise(text: str) -> None:
    """Any text gives a value or ReplyInvalid."""
    with contextlib.suppress(ReplyInvalid):
        find_json(text)
