"""Figures that an outlet has corrected, or a later report replaced: told as such in every form, never as a dispute."""

from __future__ import annotations

import json
from typing import Any

from service.schemas import FactsOut, StoryFactsOut
from summarizer import extract, summarize
from summarizer.report import counts_line, render_facts, render_report

FIRST = {
    "id": "first",
    "outlet": "Harbour Express",
    "published_at": "2031-03-04T08:00:00Z",
    "title": "Velmar works to cut 2,400 jobs",
    "text": "The Velmar steel works will cut 2,400 jobs by the end of the year, its owner Tavio said on Tuesday.",
}
CORRECTED = {
    "id": "second",
    "outlet": "Harbour Express",
    "published_at": "2031-03-04T12:00:00Z",
    "title": "Velmar works to cut 1,400 jobs",
    "text": "(Corrects number of jobs to 1,400 from 2,400)\n\nThe Velmar steel works will cut 1,400 jobs by the end of "
    "the year, its owner Tavio said on Tuesday. Unions called a strike for Friday.",
}
ELSEWHERE = {
    "id": "other",
    "outlet": "Meridian Post",
    "published_at": "2031-03-04T09:00:00Z",
    "text": "Tavio will cut 2,400 jobs at the Velmar steel works, it said on Tuesday.",
}
BUNDLE = [FIRST, CORRECTED, ELSEWHERE]


def facts_json() -> dict[str, Any]:
    record: dict[str, Any] = json.loads(render_facts(extract(BUNDLE), "json"))["stories"][0]
    return record


def test_the_record_has_the_revision_and_who_corrected_what() -> None:
    """Every figure of it says whether it holds, and which article has set it right."""
    (revision,) = facts_json()["revisions"]
    assert revision["subject"] == "jobs"
    told = {(one["text"], one["is_corrected"], one["superseded_by"]) for one in revision["figures"]}
    assert told == {("1,400", False, ""), ("2,400", True, "second")}
    assert facts_json()["disagreements"] == []


def test_clients_are_promised_what_the_record_has() -> None:
    """No key of the record is lost on its way through the shapes of the API."""
    record = json.loads(render_facts(extract(BUNDLE), "json"))
    shown = FactsOut.model_validate(record).model_dump(mode="json")["stories"][0]
    assert set(shown) == set(record["stories"][0]) == set(StoryFactsOut.model_fields)
    assert shown["revisions"] == record["stories"][0]["revisions"]


def test_readers_are_told_from_what_to_what_and_by_whom() -> None:
    """The terminal and the page say it in one line, above the table of who had which figure."""
    report = summarize(BUNDLE)
    assert "## Corrected: jobs\n\nCorrected from 2,400 to 1,400 by Harbour Express [" in render_report(report, "md")
    page = render_report(report, "html")
    assert "<h2>Corrected: jobs</h2>" in page
    assert "Corrected from <s>2,400</s> to <strong>1,400</strong> by <a " in page
    assert counts_line(report.summaries[0]).endswith("1 figure corrected.")
    assert "has corrected a figure" not in render_report(report, "md"), "once is enough"


def test_a_later_toll_is_no_correction() -> None:
    """What was right in the morning was not wrong: it is replaced by a later figure."""
    early = {
        "outlet": "Lakeshore Echo",
        "published_at": "2031-03-04T08:00:00Z",
        "title": "Thousands leave Velmar harbour",
        "text": "Some 3,000 people have been evacuated from the harbour of Velmar, police said. Smoke hung over the "
        "town on Tuesday and schools were closed. Trains passed Brenholt without a stop.",
    }
    late = early | {
        "published_at": "2031-03-04T18:00:00Z",
        "text": str(early["text"]).replace("3,000", "4,000") + " Rain is expected at night.",
    }
    shown = render_facts(extract([early, late]), "md")
    assert "## Replaced by a later figure: people" in shown
    assert "From Some 3,000 to Some 4,000 by Lakeshore Echo" in shown


def test_a_long_table_shows_a_few_of_each_value() -> None:
    """Of many outlets with one figure the first three stand, the rest is folded away; every other figure is seen."""
    told = "The Velmar works closed on Tuesday. {} workers lost their jobs, the {} reported, when the works closed."
    names = [f"Courier {number}" for number in range(16)]
    articles = [
        {"id": f"a{n}", "outlet": name, "text": told.format("About 900" if n else "More than 1,500", name)}
        for n, name in enumerate(names)
    ]
    page = render_report(summarize(articles), "html")
    table = page[page.index("<h2>The outlets disagree") :]
    shown, folded = table.split("more that say the same</summary>", 1)
    assert shown.count("About 900</th>") == 3
    assert shown.count("More than 1,500</th>") == 1
    assert folded.count("About 900</th>") >= 9
    assert '<th scope="col">Hedge</th>' in shown
