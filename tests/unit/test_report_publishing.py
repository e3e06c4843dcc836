"""ninjs 3.1 and JSON-LD of a summary: only what those formats know, nothing that the summary does not say."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from summarizer import cli, pipeline
from summarizer.errors import InputError
from summarizer.model import Article, Report
from summarizer.report import FORMATS, news_record, render_report
from summarizer.report.record import summary_record

KNOWN = frozenset([  # the properties of ninjs 3.1 that a text can have
    "uri", "type", "representationType", "profile", "version", "firstCreated", "versionCreated", "contentCreated",
    "embargoedUntil", "pubStatus", "urgency", "copyrightHolder", "copyrightNotice", "usageTerms", "edNote",
    "language", "descriptions", "bodies", "headlines", "people", "organisations", "events", "objects", "places",
    "subjects", "infoSources", "title", "by", "slugline", "located", "renditions", "associations", "altIds",
    "trustIndicators", "standard", "genres", "expires", "rightsInfo", "digitalSourceType",
])  # fmt: skip
FIRST = Article(
    "https://tarn.example/mill",
    1,
    "Mayor Ada Moss said on Monday that fire had destroyed the old mill in Tarn. Two men died in the fire.",
    title="Fire destroys mill",
    url="https://tarn.example/mill?a=1&b=2",
    outlet="Tarn Gazette",
    author="Ivo Ost",
    published_at=datetime(2031, 5, 6, tzinfo=UTC),
)
SAID = "Mayor Ada Moss said fire had destroyed the old mill in Tarn. [1] Two men died. [1, 2]"
SECOND = Article("b", 2, "Fire destroyed the old mill in Tarn on Monday, and two men died.", outlet="Karvel Post")


def report(text: str = "") -> Report:
    articles = (FIRST, SECOND)
    return pipeline.verify(text, articles) if text else pipeline.summarize(articles)


def items(format: str, text: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(render_report(report(text), format))
    return found


def test_ninjs_holds_the_text_its_articles_and_whom_it_names() -> None:
    (item,) = items("ninjs", SAID)
    (summary,) = report(SAID).summaries
    assert item.keys() <= KNOWN
    plain, rich = item["bodies"]
    assert plain["value"].replace("\n\n", " ") == summary.text
    assert (plain["wordCount"], plain["charCount"]) == (len(plain["value"].split()), len(plain["value"]))
    assert rich["value"].startswith("<p>")
    assert 'href="https://tarn.example/mill?a=1&amp;b=2">[1]</a>' in rich["value"]
    first, second = item["associations"]
    assert KNOWN | {"name", "rel"} >= first.keys() | second.keys()
    assert (first["name"], first["uri"], first["by"]) == ("article-1", FIRST.url, "Ivo Ost")
    assert second["uri"].startswith("urn:uuid:")
    assert [person["name"] for person in item["people"]] == ["Ada Moss"]
    assert [outlet["name"] for outlet in item["infoSources"]] == ["Tarn Gazette", "Karvel Post"]
    assert (item["pubStatus"], item["standard"]["version"]) == ("usable", "3.1")
    assert item == items("ninjs", SAID)[0]  # the same report, the same name


def test_json_ld_cites_the_articles() -> None:
    (item,) = items("jsonld", SAID)
    assert (item["@context"], item["@type"]) == ("https://schema.org", "NewsArticle")
    first, second = item["citation"]
    assert (first["position"], first["url"], first["publisher"]["name"]) == (1, FIRST.url, "Tarn Gazette")
    assert "url" not in second
    assert {"@type": "Person", "name": "Ada Moss"} in item["mentions"]


def test_a_summary_of_ours_says_what_a_machine_had_to_do_with_it() -> None:
    assert items("ninjs")[0]["digitalSourceType"]["uri"] == "http://cv.iptc.org/newscodes/digitalsourcetype/composite"
    assert items("jsonld")[0]["digitalSourceType"] == "https://schema.org/CompositeDigitalSource"


def test_a_flagged_text_that_nobody_decided_on_is_withheld_and_says_why() -> None:
    (item,) = items("ninjs", "Nine men died <in> the fire. [1]")
    assert item["pubStatus"] == "withheld"
    assert (
        "0 of 1 sentences are supported by the articles. Contradicted: “Nine men died <in> the fire.”" in item["edNote"]
    )
    assert "Nine men died &lt;in&gt; the fire." in item["bodies"][1]["value"]
    assert "digitalSourceType" not in item
    (item,) = items("jsonld", "Nine men died in the fire. [1]")
    assert item["creativeWorkStatus"] == "Withheld"


def test_an_address_that_is_no_web_page_is_no_link() -> None:
    record = summary_record(report().summaries[0])
    record["story"]["articles"][0]["url"] = "javascript:alert(1)"
    assert "javascript" not in news_record(record, "ninjs")["bodies"][1]["value"]
    assert "url" not in news_record(record, "jsonld")["citation"][0]


def test_an_unknown_format_is_told() -> None:
    with pytest.raises(InputError, match="no format 'pdf'"):
        news_record(summary_record(report().summaries[0]), "pdf")
    assert render_report(Report(()), "ninjs") == "[]\n"


def test_the_command_line_knows_every_format() -> None:
    assert cli.FORMATS == FORMATS
