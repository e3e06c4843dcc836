"""RSS and Atom: every item is an article, its publisher is kept, and hostile XML is refused."""

from __future__ import annotations

import contextlib
import re
import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.bundle import read_bundle, read_feed_source
from summarizer.bundle.formats import is_feed, name_format
from summarizer.errors import BundleError
from summarizer.model import Article, Bundle, Source
from summarizer.settings import Settings

SETTINGS = Settings()
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/"'
)


def rss(*items: str, channel: str = "<title>Sund Courier</title><language>en-gb</language>") -> Source:
    """A feed of these items."""
    inside = "".join(f"<item>{item}</item>" for item in items)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {SPACES}><channel>{channel}{inside}</channel>'
    return Source("desk/feed.xml", f"{text}</rss>".encode())


def read(*sources: Source) -> Bundle:
    """A bundle with the default settings."""
    return read_bundle(sources, SETTINGS)


def one(item: str) -> Article:
    """The article of the one item of a feed."""
    (article,) = read(rss(item)).articles
    return article


def refused(content: str) -> str:
    """Why a feed cannot be read."""
    with pytest.raises(BundleError) as caught:
        read(Source("feed.xml", content.encode()))
    ((_, detail),) = caught.value.problems
    return detail


def test_an_item_of_rss_with_all_that_it_says() -> None:
    article = one(
        "<title>Crane falls &amp;amp; blocks &lt;b&gt;Ebbe&lt;/b&gt;</title><media:title>A photo</media:title>"
        '<link>https://sund.example/crane</link><guid isPermaLink="false">sund-17</guid>'
        "<pubDate>Tue, 10 Mar 2026 08:15:00 +0100</pubDate><dc:creator>Mia Berg</dc:creator>"
        "<author>desk@sund.example (Lars Holm)</author><description>A teaser.</description>"
        "<content:encoded><![CDATA[<p>A crane fell in Ebbe.</p><p>Two people died.</p>]]></content:encoded>"
        '<source url="https://wire.example/rss">Interwire</source>'
    )
    assert (article.id, article.url, article.language) == ("sund-17", "https://sund.example/crane", "en-gb")
    assert article.title == "Crane falls &amp; blocks Ebbe", "cleaning decodes what was escaped twice"
    assert article.html == "<p>A crane fell in Ebbe.</p><p>Two people died.</p>"
    assert article.text == ""
    assert article.outlet == "Interwire", "the originating publisher, not whose feed it is"
    assert article.author == "Lars Holm, Mia Berg"
    assert article.published_at == datetime(2026, 3, 10, 8, 15, tzinfo=timezone(timedelta(hours=1)))
    assert article.source_name == "desk/feed.xml, item 1"


def test_an_author_is_a_name_and_no_address() -> None:
    """One that is as long as a book is none, and costs no more than its length."""
    body = "<description>It rained.</description>"
    assert one(f"<author>a.b@sund.example(Ada Moss)</author>{body}").author == "Ada Moss"
    assert one(f"<author>desk@sund.example</author><dc:creator>Bo Lind</dc:creator>{body}").author == "Bo Lind"
    assert one(f"<dc:creator>desk@sund.example (Bo Lind)</dc:creator>{body}").author == "Bo Lind"
    for piece in ("@", "a@a", "a@b(", "x "):
        began = time.process_time()
        article = one(f"<author>{piece * 60_000}</author><author>Ida Falk</author>{body}")
        assert article.author == "Ida Falk"
        assert time.process_time() - began < 5, piece


def test_an_item_that_says_little() -> None:
    """Without a source the feed's title is the outlet, an address as guid the link, plain text stays text."""
    article = one(
        "<guid>https://sund.example/b</guid><title>Fish &lt; 5 kg</title>"
        "<description>Weights &lt; 5 kg count.</description>"
    )
    assert (article.outlet, article.url) == ("Sund Courier", "https://sund.example/b")
    assert (article.text, article.html, article.title) == ("Weights < 5 kg count.", "", "Fish < 5 kg")
    named = one(
        "<title>Mayor quits - Ebbe Echo</title><source url='https://e.example'>Ebbe Echo</source>"
        "<description>x</description>"
    )
    assert (named.title, named.outlet, named.id) == ("Mayor quits", "Ebbe Echo", "feed")
    assert one("<source url='https://www.e.example/rss'/><description>x</description>").outlet == "e.example"
    assert (
        one("<description>It&amp;nbsp;rained &lt;i&gt;twice&lt;/i&gt;.</description>").html
        == "It&nbsp;rained <i>twice</i>."
    )


def test_atom() -> None:
    bundle = read(
        Source(
            "echo",
            b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Echo</title><id>urn:feed</id>
            <entry xml:lang="en"><id>urn:1</id><title type="html">Two &amp;lt;b&amp;gt;</title>
            <link rel="self" href="https://e.example/s"/>
            <link href="https://e.example/1"/><updated>2026-03-10T10:00:00Z</updated><published>2026-03-10T09:00:00Z</published>
            <author><name>Ada Moss</name><email>a@e.example</email></author><author><name>Bo</name></author>
            <summary>Less.</summary>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Rain &amp; <b>snow</b>.<br/></p></div>
            </content></entry>
            <entry><id>urn:2</id><title>Second</title><updated>2026-03-11T10:00:00Z</updated>
            <summary>It snowed.</summary>
            <source><title>Port News</title></source></entry></feed>""",
        )
    )
    first, second = bundle.articles
    assert first.html == "<div><p>Rain &amp; <b>snow</b>.<br></p></div>"
    assert (first.id, first.url, first.author) == ("urn:1", "https://e.example/1", "Ada Moss, Bo")
    assert (first.outlet, first.language, first.published_at) == ("Echo", "en", datetime(2026, 3, 10, 9, tzinfo=UTC))
    assert (second.outlet, second.language, second.text) == ("Port News", "de", "It snowed.")
    assert second.published_at == datetime(2026, 3, 11, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('<content type="application/pdf">JVBERi0xLjQK</content><summary>It rained.</summary>', "It rained."),
        ('<content type="image/png;x=y">iVBORw0KGgo</content><summary>It rained.</summary>', "It rained."),
        ('<content type="text/plain" mode="base64">SXQ=</content><summary>It rained.</summary>', "It rained."),
        ('<content type="text/plain">A &lt;b&gt; fell.</content><summary>It rained.</summary>', "A <b> fell."),
        ('<content type="text/html; charset=utf-8">Snow fell.</content><summary>It rained.</summary>', "Snow fell."),
        ('<content type="application/xhtml+xml"><p>Snow.</p></content><summary>It rained.</summary>', "<p>Snow.</p>"),
    ],
)
def test_content_that_is_a_file_is_no_text(content: str, text: str) -> None:
    (article,) = read(
        Source("a", f'<feed xmlns="http://www.w3.org/2005/Atom"><entry>{content}</entry></feed>'.encode())
    ).articles
    assert (article.text or article.html) == text


@pytest.mark.parametrize(
    "space",
    [
        "http://www.itunes.com/DTDs/Podcast-1.0.dtd",
        "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "http://search.yahoo.com/mrss",
        "http://www.google.com/schemas/play-podcasts/1.0/",
    ],
)
def test_extensions_are_known_however_they_are_written(space: str) -> None:
    item = f"<x:title xmlns:x='{space}'>Ad</x:title><title>Rain</title><description>It rained.</description>"
    assert one(item).title == "Rain"


def test_rss_1_has_its_items_beside_the_channel() -> None:
    (article,) = read(
        Source(
            "old.rdf",
            b"""<?xml version="1.0"?><!-- made by hand --><?xml-stylesheet href="x.xsl"?>
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
            xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel rdf:about="https://o.example"><title>Old Post</title></channel>
            <item rdf:about="https://o.example/1"><title>Rain</title><link>https://o.example/1</link>
            <dc:date>2026-03-10</dc:date><description>It rained.</description></item></rdf:RDF>""",
        )
    ).articles
    assert (article.id, article.outlet, article.text) == ("https://o.example/1", "Old Post", "It rained.")
    assert article.published_at == datetime(2026, 3, 10, tzinfo=UTC)


def test_items_without_text_are_counted_and_named() -> None:
    """They keep their numbers, as markers name articles by their place."""
    bundle = read(
        rss(
            "<title>Only a headline</title>",
            "<title>Rain</title><description>It rained.</description>",
            '<guid>pic</guid><description>&lt;img src="x.png"/&gt;</description>',
        )
    )
    assert [(article.number, article.title) for article in bundle.articles] == [(2, "Rain")]
    (notice,) = bundle.notices
    assert notice.code == "no-text"
    assert notice.message == 'desk/feed.xml: 2 items have no text and cannot be used: "Only a headline", "pic"'
    with pytest.raises(BundleError, match=r"no article may be used: desk/feed\.xml: one item has no text"):
        read(rss("<title>Only a headline</title>"))


def test_what_is_wrong_with_one_item_does_not_bar_the_others() -> None:
    """A date that is none is left out; a guid used again is a version's; a long one is hashed."""
    bundle = read(
        rss(
            "<guid>a</guid><pubDate>sometime</pubDate><description>It rained.</description>",
            "<guid>a</guid><description>It rained all day.</description>",
            f"<guid>{'x' * 400}</guid><description>It snowed.</description>",
        )
    )
    ids = [article.id for article in bundle.articles]
    assert ids[:2] == ["a", "feed"]
    assert ids[2].startswith("sha256:")
    assert [notice.code for notice in bundle.notices] == ["bad-date"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<rss><channel>\n<item><title>R & D</title></item></channel></rss>", ("line 2, column 17", "&amp;")),
        ("<rss><channel><item><title>Rain</item></channel></rss>", ("line 1, column 34", "mismatched tag")),
        ("<rss><channel><item><title>Rain", ("line 1", "send the whole file")),
        ("<rss><channel><item><title>a&nbsp;b</title></item></channel></rss>", ("&#160;",)),
        ("<rss><channel><item><dc:date>x</dc:date></item></channel></rss>", ("xmlns",)),
        ("<rss><channel><title>Post</title></channel></rss>", ("no items",)),
        ("<feed xmlns='http://www.w3.org/2005/Atom'><title>Post</title></feed>", ("no items",)),
        (f"<rss><channel><item>{'<b>' * 200}x{'</b>' * 200}</item></channel></rss>", ("nested",)),
        (
            '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item>&b;</item></channel></rss>',
            ("DOCTYPE",),
        ),
        (
            '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "file:///etc/hostname"><rss><channel><item/></channel></rss>',
            ("DOCTYPE", "take it out"),
        ),
        ("<newsItem><p>It rained.</p></newsItem>", ("NewsML",)),
    ],
)
def test_a_feed_that_cannot_be_read_says_where_and_what_to_do(content: str, told: tuple[str, ...]) -> None:
    detail = refused(content)
    assert detail.startswith("feed.xml: ")
    assert all(word in detail for word in told), detail


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("sitemap.xml", "<urlset><url><loc>https://s.example/a</loc></url></urlset>", "<urlset> is neither RSS nor"),
        ("upload", "<?xml version='1.0'?>\n<opml><head><title>Desk</title></head></opml>", "<opml> is neither RSS nor"),
        ("desk.txt", "<?xml version='1.0'?><urlset/>", "<urlset> is neither RSS nor Atom"),
        ("a.atom", "<entry><title>It rained.</title></entry>", "<entry> is neither RSS nor Atom"),
        ("a.rss", "It rained in Ebbe.", "not well-formed"),
        ("a.xml", "<n:newsMessage xmlns:n='urn:n'><n:p>It rained.</n:p></n:newsMessage>", "NewsML"),
        ("upload", "<n:newsItem xmlns:n='urn:n'><n:p>It rained.</n:p></n:newsItem>", "NewsML"),
        ("upload", '<!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><body/></nitf>', "NITF"),
        ("a.xml", "<RDF xmlns='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><Thing/></RDF>", "no items"),
    ],
)
def test_xml_that_is_no_feed_is_no_article(name: str, content: str, told: str) -> None:
    """Its tags would stand in summaries as words; whoever sends it is told what it is."""
    with pytest.raises(BundleError, match=re.escape(told)):
        read(Source(name, content.encode()))


def test_feeds_whose_elements_have_prefixes_or_none() -> None:
    rdf = (
        "<RDF xmlns='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:r='http://purl.org/rss/1.0/'>"
        "<r:channel><r:title>Old Post</r:title></r:channel><r:item><r:description>It rained.</r:description></r:item>"
        "</RDF>"
    )
    atom = "<a:{0} xmlns:a='http://www.w3.org/2005/Atom'>{1}</a:{0}>"
    entry = "<a:id>urn:1</a:id><a:title>Rain</a:title><a:content>It rained.</a:content>"
    for content in (rdf, atom.format("feed", f"<a:entry>{entry}</a:entry>"), atom.format("entry", entry)):
        (article,) = read(Source("upload", content.encode())).articles
        assert article.text == "It rained."
        assert article.outlet == ("Old Post" if content is rdf else "")


def test_pages_and_texts_that_look_like_xml_stay_articles() -> None:
    page = '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><p>It rained.</p></html>'
    for name in ("a.xml", "upload", "a.xhtml"):
        assert read(Source(name, page.encode())).articles[0].html == page
    for text in ("Entries <entry> closed in Ebbe on Monday.", "<feedback> said it rained.", "<RDFA> rose on Monday."):
        assert read(Source("upload", text.encode())).articles[0].text == text


def test_markup_in_a_text_is_no_feed() -> None:
    """Entities of a document type are never unfolded, wherever it is declared."""
    (article,) = read(Source("a.txt", b"RSS feeds were shut down in Ebbe on Monday.")).articles
    assert article.text.startswith("RSS feeds")


def test_comments_before_the_first_element_cost_no_more_than_their_length() -> None:
    """However many there are, and whatever opens in them and never ends."""
    for piece in ("<!---->", "<!-- a -->\n", "<?a?>", "<!--<!--", "<?<?", "<!DOCTYPE rss ["):
        for end in ("<p>x", "<rss", "-->", ""):
            began = time.process_time()
            name_format("upload", piece * 20_000 + end)
            assert is_feed(piece * 20_000 + end) in (True, False)
            assert time.process_time() - began < 5, piece
    assert name_format("upload", "<!---->" * 500 + "<p>x") == "html"
    assert name_format("upload", f"<?xml version='1.0'?><!-- {'a licence ' * 900} --><?x y?>\n<rss><channel>") == "feed"
    assert name_format("upload", "<!-- a --> Rain fell. --> <p>x") == "text"


def test_the_items_alone() -> None:
    """As the service hands them on: JSON that reads as the feed does, items without text too."""
    feed = rss("<title>Only a headline</title>", "<guid>b</guid><description>It rained.</description>")
    items = read_feed_source(feed, SETTINGS)
    again = read_bundle(items, SETTINGS)
    assert [(article.id, article.number) for article in again.articles] == [("b", 2)]
    assert [notice.code for notice in again.notices] == ["no-text"]
    with pytest.raises(BundleError, match="neither RSS nor Atom"):
        read_feed_source(Source("page", b"<html><p>It rained.</p></html>"), SETTINGS)


@given(
    st.lists(
        st.sampled_from((
            "<item>", "</item>", "<entry>", "<description>", "</description>", "<![CDATA[", "]]>",
            "<title>", "</title>", "&amp;", "&#0;", "&#x110000;", "&b;", "<guid/>", "<link href='x'/>", "Rain.",
            "\u0000", "\ud800", "<!--",
            "<pubDate>soon</pubDate>", "<a:b/>", "<content type='xhtml'><p>Snow.</p></content>", "</channel>",
        )),
        max_size=12,
    ),
    st.sampled_from(("rss", "feed", "rdf:RDF")),
)  # fmt: skip
def test_whatever_stands_in_a_feed_it_is_read_or_refused(pieces: list[str], root: str) -> None:
    """No other error than ours."""
    content = f"<{root}><channel>{''.join(pieces)}</channel></{root}>".encode("utf-8", "surrogatepass")
    with contextlib.suppress(BundleError):
        assert all(article.text or article.html for article in read(Source("feed.xml", content)).articles)
