"""A language model alone as system under test: the product's judge, without rules and without the embedded model.

The model is any that `summarizer.clients` reaches. A verdict whose quotation stands in no document does not count: its
sentence is "not_checked". A model that cannot be reached stops the run, which goes on later: nobody's silence is a
score.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from eval.cases import Case
from eval.systems import Answer, SentenceAnswer, failed
from eval.systems.own import combine, read_documents
from summarizer.clients import Client, build_client
from summarizer.errors import InputError, ReplyInvalid, ReplyRefused
from summarizer.judge import N_PER_CALL, Judged, ask, finding_of
from summarizer.model import Finding, Story, Verdict
from summarizer.report.wording import WORST_FIRST
from summarizer.sentences import sentence_spans
from summarizer.settings import Settings, from_environment


class JudgeSystem:
    """A language model that judges, by a client."""

    name = "judge"

    def __init__(self, client: Client, settings: Settings) -> None:
        self._client = client
        self._settings = settings

    def judge(self, cases: Sequence[Case]) -> list[Answer]:
        """One answer a case. Raises a `ClientError` when the model cannot be asked."""
        return [self._judge(case) for case in cases]

    def _judge(self, case: Case) -> Answer:
        places = sentence_spans(case.text)
        claims = [case.text[start:end] for start, end in places]
        if not claims:
            return failed("the text has no sentence")
        story, _ = read_documents(case.documents, is_raw=case.is_raw)
        judged: list[Judged] = []
        try:
            for start in range(0, len(claims), N_PER_CALL):
                judged.extend(ask(self._client, claims[start : start + N_PER_CALL], story, self._settings))
        except (ReplyInvalid, ReplyRefused) as error:
            return failed(str(error))
        told = [
            _told(row, finding_of(row, claim, story, self._settings), claim, place, story)
            for row, claim, place in zip(judged, claims, places, strict=True)
        ]
        return _answer(told)


def _told(row: Judged, finding: Finding | None, text: str, place: tuple[int, int], story: Story) -> SentenceAnswer:
    counts = finding is not None or row.verdict == Verdict.NOT_CHECKABLE.value
    verdict = row.verdict if counts else Verdict.NOT_CHECKED.value
    reason = row.reason if counts else "The passage that the judge quotes is in no document."
    codes = (finding.code.value,) if finding and finding.code else ()
    passages = finding.evidence if finding else ()
    evidence = tuple(story.article(span.article_id).text[span.start : span.end] for span in passages)
    return SentenceAnswer(text, *place, verdict, row.probability if counts else 0.0, codes, reason, evidence)


def _answer(told: Sequence[SentenceAnswer]) -> Answer:
    scored = [row for row in told if row.verdict != Verdict.NOT_CHECKABLE.value]
    if not scored:
        return Answer(0.5, Verdict.NOT_CHECKABLE.value, spans=(), sentences=tuple(told))
    worst = min(scored, key=lambda row: WORST_FIRST.index(Verdict(row.verdict)))
    spans = tuple((row.start, row.end) for row in told if Verdict(row.verdict).is_flag)
    codes = tuple(dict.fromkeys(code for row in scored for code in row.codes))
    score = combine([row.score or 0.0 for row in scored])
    return Answer(round(score, 4), worst.verdict, codes, spans, worst.reason, tuple(told))


def judge_from_environment() -> JudgeSystem:
    """The judge that the environment's settings name. Raises InputError when they name none."""
    settings = from_environment(os.environ)
    if not settings.llm_api_key.get_secret_value() and not settings.llm_base_url:
        hint = "Set OPENAI_API_KEY, or SUMMARIZER_LLM_BASE_URL for your own server, and SUMMARIZER_LLM_MODEL."
        raise InputError("The judge needs a language model.", hint=hint)
    return JudgeSystem(build_client(settings), settings)
