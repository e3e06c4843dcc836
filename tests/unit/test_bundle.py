"""Every format is read, and every problem is found, named and given its remedy."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from summarizer.bundle import read_bundle
from summarizer.errors import BundleError, InputError, LimitExceeded
from summarizer.model import Article, Bundle, Source
from summarizer.settings import Settings

SETTINGS = Settings()


def read(*sources: Source | Article | Mapping[str, object] | str) -> Bundle:
    """A bundle with the default settings."""
    return read_bundle(sources, SETTINGS)


def problems(*sources: Source | Article | Mapping[str, object] | str) -> dict[str, str]:
    """The problems of a bundle that cannot be read, by pointer."""
    with pytest.raises(BundleError) as caught:
        read(*sources)
    return dict(caught.value.problems)


def as_json(value: object, name: str = "upload.json") -> Source:
    """A JSON file."""
    return Source(name, json.dumps(value).encode())


def test_formats_side_by_side() -> None:
    """Text, HTML, JSON, JSON Lines, mappings, articles and strings stand in one bundle, numbered in order."""
    bundle = read(
        Source("one.txt", b"It rained."),
        Source("two.html", b"<html><p>It snowed.</p></html>"),
        as_json({"articles": [{"id": "three", "text": "It froze."}]}),
        as_json([{"id": 4, "text": "It thawed."}]),
        as_json({"id": "five", "headline": "Sun", "body": "It shone."}),
        Source("six.jsonl", b'{"id": "six", "text": "a"}\n\n{"id": "seven", "text": "b"}\n'),
        {"id": "eight", "text": "c"},
        Article("nine", 1, text="d"),
        "It blew.",
    )
    names = ["one", "two", "three", "4", "five", "six", "seven", "eight", "nine", "article-10"]
    assert [article.id for article in bundle.articles] == names
    assert [article.number for article in bundle.articles] == list(range(1, 11))
    assert bundle.articles[1].html
    assert bundle.articles[4].title == "Sun"


def test_same_file_name_twice() -> None:
    """Ids made from file names are made unique; they never take an id that somebody gave."""
    bundle = read(Source("a/x.txt", b"One."), Source("b/x.txt", b"Two."), {"id": "x-2", "text": "Three."})
    assert [article.id for article in bundle.articles] == ["x", "x-3", "x-2"]


def test_content_decides_where_the_name_does_not() -> None:
    """A file without a telling name is read by what is in it; brackets alone make no JSON."""
    assert read(Source("upload", b'{"text": "It rained."}')).articles[0].text == "It rained."
    assert read(Source("upload", b"<!doctype html><p>It rained.")).articles[0].html
    assert read(Source("upload", b"[Updated] It rained.")).articles[0].text == "[Updated] It rained."
    assert read(Source("x.json", b'{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}')).articles[1].id == "b"


@pytest.mark.parametrize(
    "content",
    [
        "Zoë’s café".encode("utf-8-sig"),
        "Zoë’s café".encode("utf-16"),
        "Zoë’s café is open".encode("utf-16-le"),
        "Zoë’s café".encode("cp1252"),
        "Zoë’s café".encode().decode("cp1252").encode(),
    ],
    ids=["utf-8-bom", "utf-16-bom", "utf-16", "windows-1252", "mojibake"],
)
def test_encodings(content: bytes) -> None:
    """Whatever the encoding, the words are the same; what was guessed or mended is noted."""
    bundle = read(Source("a.txt", content))
    assert bundle.articles[0].text.startswith("Zoë’s café")


def test_guesses_are_noted() -> None:
    """A guessed encoding and mended mojibake are told."""
    assert [notice.code for notice in read(Source("a.txt", b"caf\xe9 noir")).notices] == ["encoding"]
    assert [notice.code for notice in read(Source("a.txt", "Itâ€™s".encode())).notices] == ["mended-text"]


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 x", b"PK\x03\x04zip", b"\x89PNG\r\n", b"text\x00with nul", b"\x01\x02" * 50]
)
def test_binary_files(content: bytes) -> None:
    """A binary file is named as what it is."""
    assert "a.txt" in problems(Source("a.txt", content))[""]


def test_every_problem_at_once() -> None:
    """All problems are told in one error, each with its pointer, the article and the remedy."""
    found = problems(
        as_json(
            {
                "articles": [
                    {"id": "a", "text": "x", "published_at": "soon"},
                    {"id": "a", "text": "y"},
                    {"text": 5},
                    {"id": "d", "title": "no text"},
                    "a string",
                    {"id": "f", "text": "  "},
                    {"id": ["g"], "text": "z"},
                ]
            }
        )
    )
    assert set(found) == {
        "/articles/0/published_at",
        "/articles/1/id",
        "/articles/2/text",
        "/articles/3/text",
        "/articles/4",
        "/articles/5/text",
        "/articles/6/id",
    }
    assert "2022-02-15" in found["/articles/0/published_at"]
    assert '"a"' in found["/articles/0/published_at"]


@pytest.mark.parametrize(
    "text",
    [
        '{"text": NaN}',
        '{"text": "x"',
        '[{"text": "x"},]',
        '{"text": "x", "id": ' + "9" * 5000 + "}",
        '{"text": "a", "text": "b"}',
        '{"text": "a\\u0000b"}',
        "[]",
        "{}",
        "null",
        '{"articles": {}}',
        '{"articles": []}',
    ],
)
def test_weird_json_is_an_input_error(text: str) -> None:
    """No JSON makes a traceback: it is read, or it is the caller's error."""
    with pytest.raises(InputError):
        read(Source("x.json", text.encode()))


def test_lone_surrogates_are_mended() -> None:
    """Half a character becomes a replacement character, and the text can be written as UTF-8."""
    article = read(Source("x.json", b'{"text": "a \\ud83d b"}')).articles[0]
    assert article.text == "a \ufffd b"
    article.text.encode()


@pytest.mark.parametrize(
    ("value", "expected", "is_noted"),
    [
        ("2022-02-15T18:30:00Z", datetime(2022, 2, 15, 18, 30, tzinfo=UTC), False),
        ("Tue, 15 Feb 2022 18:30:00 +0000", datetime(2022, 2, 15, 18, 30, tzinfo=UTC), False),
        ("2022-02-15", datetime(2022, 2, 15, tzinfo=UTC), True),
        ("2022-02-15 18:30", datetime(2022, 2, 15, 18, 30, tzinfo=UTC), True),
        ("Feb. 15, 2022", datetime(2022, 2, 15, tzinfo=UTC), True),
        (date(2022, 2, 15), datetime(2022, 2, 15, tzinfo=UTC), False),
    ],
)
def test_dates(value: object, expected: datetime, is_noted: bool) -> None:
    """The usual spellings are read; without a zone it is UTC, and that is noted."""
    bundle = read({"text": "x", "published_at": value})
    assert bundle.articles[0].published_at == expected
    assert bool(bundle.notices) == is_noted


@pytest.mark.parametrize("value", ["soon", "2022-13-45", 1644949800, True, "0001-01-01", "9999-12-31T23:59:59-12:00"])
def test_bad_dates(value: object) -> None:
    """What is no date is a problem at its field."""
    assert "/articles/0/published_at" in problems({"text": "x", "published_at": value})


def test_older_spellings() -> None:
    """Aliases serve where our own field is absent, and our own field wins."""
    article = read(
        {
            "headline": "Rain",
            "content": "<p>It rained.</p>",
            "source": {"id": None, "name": "Ebbe Post"},
            "authors": ["Ona Rey", "Bo Lind"],
            "date": "2022-02-15T00:00:00Z",
            "published_at": "2022-02-16T00:00:00Z",
            "lang": "en_GB",
        }
    ).articles[0]
    assert (article.title, article.html, article.outlet) == ("Rain", "<p>It rained.</p>", "Ebbe Post")
    assert (article.author, article.language) == ("Ona Rey, Bo Lind", "en-GB")
    assert article.published_at == datetime(2022, 2, 16, tzinfo=UTC)


def test_unknown_fields_and_bad_addresses_are_notices() -> None:
    """What can be left out is left out, and told."""
    bundle = read({"text": "x", "colour": "red", "url": "javascript:alert(1)"})
    assert {notice.code for notice in bundle.notices} == {"unknown-field", "bad-url"}
    assert bundle.articles[0].url == ""


@pytest.mark.parametrize(
    ("limit", "sources"),
    [
        ({"max_articles": 1}, ["a", "b"]),
        ({"max_article_chars": 100}, ["a" * 101]),
        ({"max_source_bytes": 1000}, [Source("a.txt", b"a" * 1001)]),
        ({"max_bundle_bytes": 1000}, ["a" * 600, "b" * 600]),
        ({"max_json_depth": 3}, [Source("a.json", b'{"articles": [{"x": [1], "text": "y"}]}')]),
    ],
)
def test_limits_name_the_setting(limit: dict[str, int], sources: list[Source | str]) -> None:
    """An input over a limit is refused with the setting's name and value."""
    with pytest.raises(LimitExceeded) as caught:
        read_bundle(sources, Settings(**limit))
    name, value = next(iter(limit.items()))
    assert f"{name} = {value}" in str(caught.value)
    assert caught.value.hint


def test_long_ids() -> None:
    """An id has one line of at most 200 characters."""
    assert read({"id": "i" * 200, "text": "x"}).articles[0].id == "i" * 200
    assert "/articles/0/id" in problems({"id": "i" * 201, "text": "x"})
    assert "/articles/0/id" in problems({"id": "a\nb", "text": "x"})


def test_nothing_at_all() -> None:
    """An empty bundle is an error that says what to do."""
    assert "at least one" in problems()["/articles"]


NOW = datetime(2031, 5, 6, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"embargoed": "2031-05-07T00:00:00Z"}, "embargoed"),
        ({"embargo": "2031-05-07T00:00:00Z"}, "embargoed"),
        ({"embargoed": "until further notice"}, "embargoed"),
        ({"pubStatus": "withheld"}, "withheld"),
        ({"pubstatus": "canceled"}, "canceled"),
        ({"pub_status": "stat:canceled"}, "canceled"),
        ({"expires": "2031-05-06T11:59:00Z"}, "expired"),
    ],
)
def test_what_may_not_be_used_is_left_out_and_told(fields: dict[str, object], code: str) -> None:
    """Embargo, status and expiry are honoured; the others keep their numbers, so that markers still name them."""
    bundle = read_bundle([{"text": "It snowed."} | fields, {"text": "It rained."}], SETTINGS, now=NOW)
    assert [(article.text, article.number) for article in bundle.articles] == [("It rained.", 2)]
    assert [notice.code for notice in bundle.notices] == [code]
    with pytest.raises(BundleError, match="may be used"):
        read_bundle([{"text": "It snowed."} | fields], SETTINGS, now=NOW)


@pytest.mark.parametrize(
    "fields",
    [
        {"embargoed": "2031-05-06T11:00:00Z"},
        {"pubStatus": "usable"},
        {"expires": "2031-06-01T00:00:00Z"},
        {"embargo": None},
    ],
)
def test_what_may_be_used_is_read_without_a_word(fields: dict[str, object]) -> None:
    """An embargo that is over and an expiry to come say nothing to a reader."""
    bundle = read_bundle([{"text": "It snowed."} | fields], SETTINGS, now=NOW)
    assert len(bundle.articles) == 1
    assert bundle.notices == ()


def test_ninjs() -> None:
    """IPTC ninjs 3: bodies and headlines are lists; ninjs 1 spells its fields small and in one word."""
    third = {
        "uri": "urn:ebbe:1",
        "versionCreated": "2031-05-06T10:00:00Z",
        "headlines": [{"role": "short", "value": "Snow"}, {"role": "main", "value": "Snow falls in Ebbe"}],
        "bodies": [{"contentType": "text/plain", "value": "It snowed in Ebbe."}],
        "infoSources": [{"name": "Ebbe Post"}],
        "by": "Ona Rey",
    }
    first = {"headline": "Rain", "body_text": "It rained.", "versioncreated": "2031-05-06T10:00:00Z"}
    one, other = read(third, first).articles
    assert (one.id, one.title, one.text) == ("urn:ebbe:1", "Snow falls in Ebbe", "It snowed in Ebbe.")
    assert (one.outlet, one.author) == ("Ebbe Post", "Ona Rey")
    assert one.published_at == other.published_at == datetime(2031, 5, 6, 10, tzinfo=UTC)
    assert (other.title, other.text) == ("Rain", "It rained.")


def test_markup_in_a_text_is_read_as_a_page() -> None:
    """Tags in "text" are no words; a stray sign, or a tag that the text is about, is left alone."""
    page = "<p>It rained &amp; snowed in Ebbe.</p>\n<p>Nobody minded.</p><script>alert(1)</script>"
    bundle = read({"text": page})
    assert (bundle.articles[0].html, bundle.articles[0].text) == (page, "")
    assert [notice.code for notice in bundle.notices] == ["markup"]
    for text in ("If a < b, then b > a.", "The tag <p> opens a paragraph.", "He wrote “<3” and left."):
        assert read({"text": text}).articles[0].text == text


def test_a_text_without_a_word_is_no_article() -> None:
    """Dots and dashes are told as what they are, not summarized to nothing."""
    assert "no words" in problems({"text": "..."})["/articles/0/text"]


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ({"expires": "rubbish"}, "unread-expiry"),
        ({"expires": 5}, "unread-expiry"),
        ({"pubStatus": "weird"}, "unknown-status"),
        ({"pubstatus": 5}, "unknown-status"),
        ({"pubStatus": "stat:usable", "expires": "2031-01-01"}, ""),
        ({"pubStatus": "http://cv.iptc.org/newscodes/pubstatusg2/usable", "expires": None}, ""),
    ],
)
def test_what_is_said_of_use_and_cannot_be_read_is_told(field: dict[str, object], code: str) -> None:
    """It bars nothing, but whoever sent it meant something by it."""
    bundle = read_bundle([{"id": "a", "text": "It rained in Bergen."} | field], SETTINGS)
    assert [(notice.code, notice.article_id) for notice in bundle.notices] == ([(code, "a")] if code else [])
    assert len(bundle.articles) == 1


def test_a_status_may_be_the_address_of_a_code() -> None:
    withheld = {"text": "It rained.", "pubStatus": "http://cv.iptc.org/newscodes/pubstatusg2/withheld"}
    with pytest.raises(BundleError, match="withholds it"):
        read_bundle([withheld], SETTINGS)


def test_notices_name_their_article_by_its_id() -> None:
    """Also by an id that was made up; of one that is left out and has none, the message says which it was."""
    bundle = read_bundle(
        [{"id": "a", "text": "It rained.", "url": "x"}, {"text": "It snowed.", "url": "x"}, {"pubStatus": "withheld"}],
        SETTINGS,
    )
    assert [(notice.code, notice.article_id) for notice in bundle.notices] == [
        ("bad-url", "a"),
        ("bad-url", "article-2"),
        ("withheld", ""),
    ]
    assert "article" not in bundle.notices[0].message
    assert bundle.notices[2].message.startswith("article 3 of the bundle: ")


def test_ninjs_is_known_in_either_spelling() -> None:
    """Its uri is its id, and nothing of it is an unknown field; versions of one uri are articles of their own."""
    new = {
        "uri": "urn:a",
        "type": "text",
        "standard": {"name": "ninjs", "version": "3.1"},
        "genres": [{"name": "News"}],
        "headlines": [{"value": "Rain"}],
        "bodies": [{"value": "It rained."}],
    }
    old = {"uri": "urn:b", "type": "text", "headline": "Snow", "body_text": "It snowed.", "versioncreated": DAY}
    old |= {"genre": [{"name": "News"}], "representationtype": "complete"}
    bundle = read_bundle([new, old, old | {"body_text": "It snowed a lot."}, new], SETTINGS)
    assert [article.id for article in bundle.articles] == ["urn:a", "urn:b", "article-3", "article-4"]
    assert [article.title for article in bundle.articles] == ["Rain", "Snow", "Snow", "Rain"]
    assert bundle.notices == ()
    told = [notice.message for notice in read({**new, "edNote": "Not for print."}, {"text": "x", "genre": []}).notices]
    assert ["edNote" in told[0], "genre" in told[1]] == [True, True], "what is no describing word of ninjs is told"


DAY = "2031-01-01T08:00:00Z"
RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><item><title>Rain</title><description>It rained in Bergen.'
    "</description></item></channel></rss>"
)


@pytest.mark.parametrize("field", ["text", "html"])
def test_a_feed_in_an_article_is_no_article(field: str) -> None:
    with pytest.raises(BundleError) as caught:
        read_bundle([{field: RSS}], SETTINGS)
    assert caught.value.problems == (
        (
            f"/articles/0/{field}",
            "article 1 of the bundle: a feed holds articles and is none; "
            "hand it over as a file, or its items as articles",
        ),
    )


def test_a_text_that_cannot_be_read_is_one_problem() -> None:
    """It is not said to be empty as well."""
    with pytest.raises(BundleError) as caught:
        read_bundle([{"text": "It rained\x00 in Bergen."}], SETTINGS)
    assert [pointer for pointer, _ in caught.value.problems] == ["/articles/0/text"]
    assert "NUL" in caught.value.problems[0][1]


def test_a_text_that_is_too_long_is_pointed_at() -> None:
    with pytest.raises(LimitExceeded) as caught:
        read_bundle([{"text": "It rained."}, {"text": "It rained. " * 50}], Settings(max_article_chars=200))
    assert caught.value.pointer == "/articles/1/text"


def test_a_page_beside_a_text_is_not_read_and_that_is_told() -> None:
    """Whoever sends both learns which one counted; ninjs has one text in several forms."""
    both = {"id": "a", "text": "It rained.", "html": "<p>It snowed.</p>"}
    bundle = read(both)
    assert [(notice.code, notice.article_id) for notice in bundle.notices] == [("unread-html", "a")]
    assert '"html"' in bundle.notices[0].message
    ninjs = {
        "uri": "urn:a",
        "headlines": [{"value": "Rain"}],
        "bodies": [
            {"value": "<p>It rained.</p>", "contentType": "text/html"},
            {"value": "It rained.", "contentType": "text/plain"},
        ],
    }
    for one in (both | {"html": " "}, both | {"text": " \n"}, ninjs):
        assert read(one).notices == ()


def test_a_date_that_is_yet_to_come_is_told() -> None:
    """By whoever's clock is handed over; two days ahead may be a zone or a wrong clock."""
    for given, is_told in (
        ("2031-05-09T12:00:01Z", True),
        (datetime(2032, 1, 1, tzinfo=UTC), True),
        (date(2032, 1, 1), True),
        ("2031-05-09T11:59:00Z", False),
        ("2031-05-01", False),
    ):
        article = {"id": "a", "text": "It rained.", "published_at": given}
        bundle = read_bundle([article], SETTINGS, now=datetime(2031, 5, 7, 12, tzinfo=UTC))
        told = [notice.article_id for notice in bundle.notices if notice.code == "future-date"]
        assert told == (["a"] if is_told else []), given
        assert "future-date" not in {notice.code for notice in read(article).notices}


@pytest.mark.parametrize("blank", ["", " ", "\t\n", None])
def test_a_blank_field_is_one_that_is_left_out(blank: str | None) -> None:
    fields = dict.fromkeys(("id", "published_at", "title", "url", "outlet", "author", "language", "html"), blank)
    bundle = read({"text": "It rained.", **fields})
    assert bundle.notices == ()
    assert bundle.articles[0].published_at is None


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("March 10, 2026 5:30 pm EST", "2026-03-10T22:30:00+00:00"),
        ("July 10, 2026 at 5:30 p.m. ET", "2026-07-10T21:30:00+00:00"),
        ("January 10, 2026 at 5:30 p.m. (PT)", "2026-01-11T01:30:00+00:00"),
        ("10 March 2026 17:30 CET", "2026-03-10T16:30:00+00:00"),
        ("2026-03-10 17:30 CEST", "2026-03-10T15:30:00+00:00"),
        ("10 Aug 2026, 8:15 BST", "2026-08-10T07:15:00+00:00"),
        ("Tue, 10 Mar 2026 8:15 PM GMT", "2026-03-10T20:15:00+00:00"),
        ("Tue, 10 Mar 2026 08:15:00 EST", "2026-03-10T13:15:00+00:00"),
    ],
)
def test_times_with_a_zone_by_name(written: str, instant: str) -> None:
    """Half days and zones count, as offsets do."""
    bundle = read({"text": "x", "published_at": written})
    (article,) = bundle.articles
    assert article.published_at is not None
    assert article.published_at.astimezone(UTC).isoformat() == instant
    assert bundle.notices == ()


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("10 Mar 2026 8:15 PM", "2026-03-10T20:15:00+00:00"),
        ("2026-03-10 8:15 PM", "2026-03-10T20:15:00+00:00"),
        ("2026-3-10", "2026-03-10T00:00:00+00:00"),
        ("10 March 2026 17:30 IST", "2026-03-10T17:30:00+00:00"),  # three zones are called so
    ],
)
def test_times_without_a_zone_are_told(written: str, instant: str) -> None:
    bundle = read({"text": "x", "published_at": written})
    assert bundle.articles[0].published_at == datetime.fromisoformat(instant)
    assert [notice.code for notice in bundle.notices] == ["no-zone"]
