"""The editors' page in a real browser, with the service behind it."""

from __future__ import annotations

import json
import shutil
import threading
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn

from service.app import create_app
from service.storage import Job, Storage
from summarizer.settings import Settings
from tests.articles import COUNCIL, HANDBALL, LEDGER

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a running service."""
    app = create_app(Settings(database=str(tmp_path / "jobs.sqlite3")))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium of this machine."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture
def faults() -> list[str]:
    """What the pages complained about: faults of the script and things that their policy forbade."""
    return []


def opened(browser: Browser, url: str, faults: list[str], **options: Any) -> Page:
    page = browser.new_page(**options)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(url)
    return page


def written(address: str, asked: dict[str, Any]) -> str:
    """The address of the page of a text that is checked."""
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{address}/v1/verifications", json.dumps(asked).encode(), headers)
    with urllib.request.urlopen(request) as answer:
        return f"{address}{json.load(answer)['page']}"


@pytest.fixture
def checked(address: str) -> str:
    """The address of a page with two sentences that are wrong and one that is not."""
    text = (
        "The bridge will stay closed for at least nine weeks, Feld said. The bridge was shut on Tuesday. "
        "“Nobody will miss this bridge at all,” Brandt said."
    )
    return written(address, {"text": text, "articles": [COUNCIL, LEDGER]})


def test_an_editor_checks_a_summary(address: str, tmp_path: Path, browser: Browser, faults: list[str]) -> None:
    """Paste, drop, check; go to the flag by key; see its reason and the passage lit up in the article."""
    dropped = tmp_path / "ledger.json"
    dropped.write_text(json.dumps(LEDGER), "utf-8")
    page = opened(browser, address, faults)
    page.fill("#pasted", str(COUNCIL["text"]))
    page.set_input_files("#files", str(dropped))
    page.fill("#summary", "The bridge was shut on Tuesday. It will stay closed for at least nine weeks, Feld said.")
    page.click("button[type=submit]")
    page.wait_for_selector(".sentence.look")
    page.keyboard.press("n")
    flagged = page.locator(".sentence.open")
    assert "nine" in flagged.locator(".reason").inner_text()
    assert "three weeks" in flagged.locator(".against mark").first.inner_text()
    assert "three weeks" in page.locator(".articles .lit-against").first.inner_text()
    page.keyboard.press("Escape")
    assert page.locator(".sentence.open").count() == 0
    page.goto(address)
    assert page.locator("text=check, succeeded").count() == 1
    assert faults == []


def test_the_form_says_how_many_articles_it_reads(address: str, browser: Browser, faults: list[str]) -> None:
    """While one types; two articles pasted without dashes are offered to be parted, and that can be undone."""
    page = opened(browser, address, faults)
    told = page.locator(".reading")
    council, ledger = (f"{one['title']}\nBy Pia Rand\n\n{one['text']}" for one in (COUNCIL, LEDGER))
    page.fill("#pasted", council)
    page.wait_for_selector(".reading:has-text('Read as 1 article.')")
    assert not told.locator("button").is_visible()
    page.fill("#pasted", f"{council}\n\n{ledger}")
    page.wait_for_selector(".reading:has-text('Read as 1 article. It looks like 2.')")
    told.locator("button").click()
    assert page.input_value("#pasted") == f"{council}\n\n---\n\n{ledger}"
    assert told.inner_text() == "Read as 2 articles."
    assert not told.locator("button").is_visible()
    page.keyboard.press("Control+z")
    page.wait_for_selector(".reading:has-text('It looks like 2.')")
    page.fill("#pasted", "It rained in Ebbe on Monday. " * 200)
    page.wait_for_selector(".reading:has-text('Read as 1 article. If it is several, put a line of --- between')")
    page.fill("#pasted", "One.\n---\nTwo.\n===\nThree.")
    page.wait_for_selector(".reading:has-text('Read as 3 articles.')")
    assert faults == []


DROP = """(files) => {
  const data = new DataTransfer();
  files.forEach(([name, text]) => data.items.add(new File([text], name, { type: "text/plain", lastModified: 1 })));
  const dropped = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
  document.querySelector("h1").dispatchEvent(dropped);
  return dropped.defaultPrevented;
}"""


def test_files_add_up_and_good_ones_stay_when_one_is_bad(address: str, browser: Browser, faults: list[str]) -> None:
    """Dropped anywhere, in several batches; the bad one is named in the list, taken out of it, and the rest is sent."""
    page = opened(browser, address, faults)
    council = ["council.txt", str(COUNCIL["text"])]
    assert page.evaluate(DROP, [council]), "the browser does not open it"
    assert page.evaluate(DROP, [council, ["scan.txt", "%PDF-1.4"]])
    page.set_input_files("#files", [{"name": "l.txt", "mimeType": "text/plain", "buffer": LEDGER["text"].encode()}])
    files = page.locator(".files li")
    assert [name.split(" ")[0] for name in files.all_inner_texts()] == ["council.txt", "scan.txt", "l.txt"]
    page.fill("#summary", "The bridge was shut on Tuesday.")
    page.click("button[type=submit]")
    page.wait_for_selector(".error:has-text('1 of 3 files')")
    assert page.locator(".error").evaluate("it => it === document.activeElement")
    assert "chosen again" not in page.locator(".error").inner_text()
    assert files.locator("visible=true").nth(1).get_attribute("class") == "unread"
    assert "a PDF" in files.nth(1).inner_text()
    page.get_by_role("button", name="Remove scan.txt").click()
    assert files.count() == 2
    assert page.input_value("#summary") == "The bridge was shut on Tuesday."
    page.click("button[type=submit]")
    page.wait_for_selector("article.summary")
    assert "2 articles" in page.locator(".counts").inner_text()
    assert [fault for fault in faults if "422" not in fault] == []


def test_a_form_without_files_is_sent_by_keys_alone(address: str, browser: Browser, faults: list[str]) -> None:
    """Tab from field to field and Enter on the button are enough, and no file has to be chosen."""
    page = opened(browser, address, faults)
    page.keyboard.press("Tab")  # the link that skips to the form
    page.keyboard.press("Tab")
    page.keyboard.insert_text(str(COUNCIL["text"]))
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("article.summary")
    assert faults == []


def test_keys_and_the_list_of_the_worst_lead_to_what_needs_a_reader(
    checked: str, browser: Browser, faults: list[str]
) -> None:
    """n and p go on from where the reader is, and stop when their box is unticked; a link of the list opens its own."""
    page = opened(browser, checked, faults)
    buttons = page.locator(".sentence .handle")
    focused = "document.activeElement.id"
    ids = [buttons.nth(place).get_attribute("id") for place in range(3)]
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate(focused) == ids[1]
    page.keyboard.press("n")
    assert page.evaluate(focused) == ids[2]
    page.keyboard.press("p")
    assert page.evaluate(focused) == ids[0]
    page.uncheck(".keys-on")
    page.keyboard.press("n")
    assert page.evaluate(focused) not in ids
    page.click(".worst summary")
    page.click(f".worst a[href='#{ids[2]}']")
    assert page.evaluate(focused) == ids[2]
    assert page.locator(".sentence.open").count() == 1
    assert faults == []


def test_a_fact_leads_to_its_sentence_by_keys_alone(checked: str, browser: Browser, faults: list[str]) -> None:
    """The link behind a fact that was left out brings the sentence into view in its article."""
    page = opened(browser, checked, faults, viewport={"width": 1400, "height": 700})
    link = page.locator(".left-out li a").first
    link.focus()
    page.keyboard.press("Enter")
    target = page.locator(f"[id='{str(link.get_attribute('href'))[1:]}']")  # an id that begins with a digit
    assert target.evaluate("sentence => sentence.matches('.articles .s.aim') && sentence === document.activeElement")
    box = target.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 700
    assert page.locator(".timeline time").all_inner_texts()[:2] == ["1974", "6 May 2031"]
    assert faults == []


def test_what_is_pressed_has_a_name_of_its_own(checked: str, browser: Browser, faults: list[str]) -> None:
    """Read out of their places, no two buttons that insert, and no two links to different passages, sound alike."""
    page = opened(browser, checked, faults)
    names = [" ".join(str(one.text_content()).split()) for one in page.locator(".insert").all()]
    assert len(set(names)) == len(names) > 1
    links = page.locator("a.where, .left-out a.num, .everything li a.num").all()
    named: dict[str, set[str | None]] = {}
    for link in links:
        named.setdefault(str(link.text_content()), set()).add(link.get_attribute("href"))
    assert [name for name, targets in named.items() if len(targets) > 1] == []


@pytest.mark.parametrize("width", [400, 1400])
def test_a_link_and_a_key_lead_back_from_an_article(
    checked: str, browser: Browser, faults: list[str], width: int
) -> None:
    """To the link that led there, in sight; beside each other or below one another."""
    page = opened(browser, checked, faults, viewport={"width": width, "height": 600})
    page.keyboard.press("n")
    link = page.locator(".open .where").first
    for way in ("key", "button"):
        link.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.matches('.s.aim')")
        if way == "key":
            page.keyboard.press("b")
        else:
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.textContent") == "Back to the text"
            page.keyboard.press("Enter")
        assert link.evaluate("it => it === document.activeElement")
        assert link.evaluate("(it) => { const b = it.getBoundingClientRect(); return b.top >= 0 && b.bottom <= 600; }")
        assert page.locator(".back").count() == 0
    assert faults == []


@pytest.mark.parametrize("link", [".where", ".left-out li a", ".timeline a", ".origins a", ".everything table a"])
def test_a_link_into_the_articles_leaves_the_page_where_it_is(
    address: str, browser: Browser, faults: list[str], link: str
) -> None:
    """The panel scrolls to the passage; the reader's place in the summary stays."""
    long = COUNCIL | {"text": f"{COUNCIL['text']}\n\n" + "\n\n".join(f"Nobody crossed on day {n}." for n in range(60))}
    asked = {"text": "The bridge was shut for nine weeks, Feld said.", "articles": [long, LEDGER]}
    page = opened(browser, written(address, asked), faults, viewport={"width": 1400, "height": 600})
    page.keyboard.press("n")
    page.evaluate("document.querySelectorAll('.summary details').forEach((list) => { list.open = true; })")
    page.locator(".desk").evaluate("desk => desk.scrollIntoView()")  # where all of the panel is in the window
    for each in page.locator(link).filter(visible=True).all()[:3]:
        each.scroll_into_view_if_needed()
        before = page.evaluate("window.scrollY")
        each.click()
        assert page.evaluate("window.scrollY") == before
        target = page.locator(f"[id='{str(each.get_attribute('href'))[1:]}']")
        assert target.evaluate("(it) => { const b = it.getBoundingClientRect(); return b.top >= 0 && b.top < 600; }")
        assert page.locator(".aim").count() == 1
        assert target.evaluate("it => it.matches('.aim')")
        assert page.url.endswith(str(each.get_attribute("href")))
    assert faults == []


def test_a_key_for_what_is_not_there_says_so(address: str, browser: Browser, faults: list[str]) -> None:
    """Where nothing is flagged, n and p tell it to those who see and to those who hear."""
    asked = {"text": "The Oberlund bridge was closed on Tuesday.", "articles": [COUNCIL]}
    page = opened(browser, written(address, asked), faults)
    spoken = page.locator("[role=status].spoken")
    assert spoken.inner_text() == ""
    for key in ("n", "p"):
        page.keyboard.press(key)
        assert spoken.inner_text() == "No sentence needs a look."
    assert faults == []


HEADLINED = {
    "text": "# Bridge to stay closed for at least nine weeks, Feld says\n\nThe Oberlund bridge was closed Tuesday.",
    "articles": [COUNCIL],
}


def test_a_flagged_headline_is_reached_and_reported_like_a_sentence(
    address: str, browser: Browser, faults: list[str]
) -> None:
    """The key goes to it, its passage stands below it, and a report of it is kept."""
    page = opened(browser, written(address, HEADLINED), faults)
    assert "Headline contradicted. 1 sentence: 1 supported." in page.locator(".counts").inner_text()
    page.keyboard.press("n")
    headline = page.locator("h1 .handle")
    assert headline.evaluate("it => it === document.activeElement")
    opened_one = page.locator(".headline.open")
    assert "three weeks" in opened_one.locator(".against mark").first.inner_text()
    assert "three weeks" in page.locator(".articles .lit-against").first.inner_text()
    opened_one.locator(".report-this").click()
    assert page.locator("#report-sentence").evaluate("it => it.selectedOptions[0].text").startswith("Headline: Bridge")
    page.locator("input[name=kind]").first.check()
    page.fill("#reporter", "Pia Rand")
    page.locator(".report button[type=submit]").click()
    page.wait_for_selector("text=1 reported")
    assert page.locator("h1 .badge.reported").count() == 1
    assert faults == []


def test_what_differs_is_underlined_while_a_sentence_is_open(checked: str, browser: Browser, faults: list[str]) -> None:
    """In the sentence and in its passage, with a legend that a screen reader hears in words."""
    page = opened(browser, checked, faults)
    own = page.locator(".sentence .handle .differs").first
    assert own.inner_text() == "nine"
    assert "underline" not in own.evaluate("it => getComputedStyle(it).textDecorationLine")
    page.keyboard.press("n")
    assert "underline" in own.evaluate("it => getComputedStyle(it).textDecorationLine")
    theirs = page.locator(".sentence.open .passage .differs").first
    assert theirs.inner_text() == "three"
    assert "underline" in theirs.evaluate("it => getComputedStyle(it).textDecorationLine")
    legend = page.locator(".sentence.open .legend").inner_text()
    assert "In the sentence: nine. In the passages: three." in legend
    assert faults == []


def test_the_summary_is_selected_with_the_mouse(checked: str, browser: Browser, faults: list[str]) -> None:
    """Dragging over a sentence selects its words and opens nothing; a click and the keys open it."""
    page = opened(browser, checked, faults)
    sentence = page.locator(".sentence .handle").nth(1)
    box = sentence.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 2, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 100, box["y"] + 8, steps=4)
    page.mouse.up()
    assert page.evaluate("getSelection().toString()").startswith("The bridge")
    assert page.locator(".sentence.open").count() == 0
    sentence.click()
    assert page.locator(".sentence.open").count() == 1
    for key in ("Enter", " "):
        before = page.locator(".sentence.open").count()
        sentence.press(key)
        assert page.locator(".sentence.open").count() == 1 - before
    assert faults == []


def test_the_text_is_copied_with_its_markers_and_without(address: str, browser: Browser, faults: list[str]) -> None:
    """Headline and paragraphs, and nothing of what the page says about them; what is flagged in it is told."""
    asked = {
        "text": "# Bridge shut\n\nThe Oberlund bridge was closed on Tuesday.\n\nBrandt sank nine ferries.",
        "articles": [COUNCIL],
    }
    page = opened(browser, written(address, asked), faults)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for name, markers in (("Copy text", ""), ("Copy text with markers", " [1]")):
        page.get_by_role("button", name=name, exact=True).click()
        page.wait_for_function("() => document.querySelector('.spoken').textContent.startsWith('Copied')")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert (
            copied == f"Bridge shut\n\nThe Oberlund bridge was closed on Tuesday.{markers}\n\nBrandt sank nine ferries."
        )
    assert page.locator(".spoken").inner_text() == "Copied. Still to look at in it: 1."
    assert faults == []


def test_the_link_that_skips_moves_the_focus_to_the_summary(checked: str, browser: Browser, faults: list[str]) -> None:
    """Past the forms: the next stop of the Tab key is in the summary."""
    page = opened(browser, checked, faults)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "summary"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article.summary') !== null")
    assert faults == []


def test_a_table_is_a_stop_for_keys_only_while_it_scrolls(checked: str, browser: Browser, faults: list[str]) -> None:
    """In a wide window the figures fit and the Tab key passes them; in a narrow one their rows are blocks, each cell
    with its heading. What is wider all the same says so, and the Tab key stops there."""
    from playwright.sync_api import expect

    page = opened(browser, checked, faults, viewport={"width": 1400, "height": 700})
    box = page.locator(".disagreement .scroll").first
    for width, display in ((1400, "table-cell"), (1000, "block"), (320, "block")):
        page.set_viewport_size({"width": width, "height": 700})
        expect(box.locator("td").first).to_have_css("display", display)
        expect(box).to_have_js_property("tabIndex", -1)
        assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
    assert "Outlet:" in box.locator("td.outlet").first.evaluate("td => getComputedStyle(td, '::before').content")
    box.evaluate("box => { box.firstElementChild.style.width = '3000px'; }")
    page.set_viewport_size({"width": 1400, "height": 700})
    expect(box).to_have_js_property("tabIndex", 0)
    assert "scroll sideways" in box.evaluate("box => getComputedStyle(box, '::before').content")
    assert box.get_attribute("aria-label")
    assert faults == []


@pytest.mark.parametrize("width", [320, 1000, 1400])
def test_a_long_word_breaks(address: str, browser: Browser, faults: list[str], width: int) -> None:
    """In a headline, a sentence, an article, a label and a table: nothing runs out of the window."""
    word = "Donau" + "dampfschiff" * 17
    article = {
        "outlet": f"Post {word}",
        "title": f"Accident in {word}",
        "text": f"Twelve people were hurt in {word} on Monday, the mayor of {word} said. “{word} is ours,” she said.",
    }
    asked = {"title": word, "text": f"Fifteen people were hurt in {word}.", "articles": [article, LEDGER]}
    page = opened(browser, written(address, asked), faults, viewport={"width": width, "height": 700})
    page.keyboard.press("n")
    page.evaluate("document.querySelectorAll('details').forEach((list) => { list.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert faults == []


@pytest.mark.parametrize("width", [320, 400, 1400])
def test_nothing_runs_out_of_a_narrow_window(checked: str, browser: Browser, faults: list[str], width: int) -> None:
    """The page never scrolls sideways, not even at 1280 pixels zoomed by four."""
    page = opened(browser, checked, faults, viewport={"width": width, "height": 700})
    page.keyboard.press("n")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_narrow_window_begins_with_the_text(checked: str, browser: Browser, faults: list[str]) -> None:
    """On a telephone the headline and the first sentence are in the first sight, and evidence opens where it is."""
    page = opened(browser, checked, faults, viewport={"width": 390, "height": 844})
    tops = [page.locator(one).first.evaluate("it => it.getBoundingClientRect().top") for one in ("h1", ".sentence")]
    assert tops[0] < 150
    assert tops[1] < 500
    sentence = page.locator(".sentence.look").first
    sentence.locator(".handle").click()
    above, below = sentence.locator(".handle").bounding_box(), sentence.locator(".passage").first.bounding_box()
    assert above is not None
    assert below is not None
    assert below["y"] - above["y"] < 400
    page.set_viewport_size({"width": 2560, "height": 1300})
    assert page.locator("main").evaluate("it => it.offsetWidth") > 1700
    assert faults == []


def test_print_shows_the_evidence_of_what_needs_a_reader(checked: str, browser: Browser, faults: list[str]) -> None:
    """On paper, where nothing can be opened, the passages stand below each sentence that needs a reader."""
    page = opened(browser, checked, faults)
    passage = page.locator(".look .passage").first
    assert not passage.is_visible()
    page.emulate_media(media="print")
    assert passage.is_visible()


@pytest.mark.parametrize("has_script", [True, False])
def test_print_has_the_summary_and_no_controls(checked: str, browser: Browser, has_script: bool) -> None:
    """On paper stand the summary, its flags and sources; all facts, also of closed lists, where that is asked for."""
    page = browser.new_page(java_script_enabled=has_script)
    page.goto(checked)
    fact, unfolded = page.locator(".everything details li").first, page.locator(".left-out li").first
    assert not fact.is_visible()
    assert unfolded.is_visible()
    page.emulate_media(media="print")
    assert [fact.is_visible(), unfolded.is_visible()] == [False, False]
    assert page.locator(".origins li").first.is_visible()
    assert page.locator(".disagreement table").first.is_visible()
    assert not page.locator("summary").filter(visible=True).count()
    for control in (
        ".keys",
        ".how",
        ".where",
        "details.decide",
        "details.edit",
        "details.report",
        "details.export",
        "nav",
    ):
        assert page.locator(control).count()
        assert [one.is_visible() for one in page.locator(control).all()] == [False] * page.locator(control).count()
    assert not page.locator(".insert, .report-this, .skip, .spoken, .copying, .printing").filter(visible=True).count()
    page.emulate_media(media="screen")
    page.check(".print-all")
    page.emulate_media(media="print")
    assert [fact.is_visible(), unfolded.is_visible()] == [True, True]
    page.emulate_media(media="screen")
    page.uncheck(".print-all")
    page.locator(".everything details > summary").first.click()
    page.emulate_media(media="print")
    assert [fact.is_visible(), unfolded.is_visible()] == [True, False], "what is unfolded is asked for"


def test_a_browser_whose_styles_open_no_list_prints_them_too(checked: str, browser: Browser, faults: list[str]) -> None:
    page = opened(browser, checked, faults)
    is_open = "document.querySelector('.everything details').open"
    for is_asked in (True, False):
        page.set_checked(".print-all", is_asked)
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert page.evaluate(is_open) == is_asked
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert not page.evaluate(is_open)
    assert faults == []


def test_an_editor_puts_a_fact_in_and_checks_again(checked: str, browser: Browser, faults: list[str]) -> None:
    """The button behind a fact adds it to the text; the edited text is checked, and its page says of what it is one."""
    page = opened(browser, checked, faults)
    assert not page.locator(".edit textarea").is_visible()
    before = page.locator(".sentence").count()
    page.locator(".insert").first.click()
    assert page.input_value(".edit textarea").endswith("]")
    page.click(".edit button[type=submit]")
    page.wait_for_selector("text=Edited from")
    assert page.locator(".sentence").count() == before + 1
    assert faults == []


def test_inserting_leaves_the_reader_in_place_and_happens_once(
    browser: Browser, checked: str, faults: list[str]
) -> None:
    """The page stays where it is, the button says what was done, and gives way again when the fact is taken out."""
    page = opened(browser, checked, faults, viewport={"width": 1000, "height": 500})
    button = page.locator(".insert").last
    button.scroll_into_view_if_needed()
    before = button.bounding_box()
    button.click()
    page.wait_for_selector(".edit .live li")  # what opens above makes the page longer
    after = button.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) < 2
    assert button.inner_text().startswith("Inserted")
    assert page.locator(".spoken[role=status]").inner_text().startswith("Inserted")
    text = page.input_value(".edit textarea")
    button.click(force=True)
    assert page.input_value(".edit textarea") == text
    page.locator(".edit textarea").fill("Nothing.")
    assert str(button.text_content()).startswith("Insert into the text: ")
    assert faults == []


def test_a_fact_goes_where_the_cursor_is_and_can_be_undone(checked: str, browser: Browser, faults: list[str]) -> None:
    """Behind the sentence that the cursor is in, the next one behind it; Ctrl+Z takes it out again."""
    page = opened(browser, checked, faults)
    page.locator(".edit summary").first.click()
    field = page.locator(".edit textarea")
    field.fill("One sank. [1] Two swam.\n\nThree flew.")
    field.click()
    field.press("Control+Home")
    for _ in range(5):
        field.press("ArrowRight")
    first, second = page.locator(".insert").all()[:2]
    facts = [str(one.get_attribute("data-text")) for one in (first, second)]
    first.click()
    one = f"One sank. [1] {facts[0]} Two swam.\n\nThree flew."
    assert field.input_value() == one
    assert page.locator(".spoken").inner_text() == "Inserted where the cursor was."
    second.click()
    assert field.input_value() == f"One sank. [1] {facts[0]} {facts[1]} Two swam.\n\nThree flew."
    field.press("Control+z")
    assert field.input_value() == one
    assert not second.inner_text().startswith("Inserted")
    assert faults == []


def test_an_edited_sentence_is_unchecked_at_once_and_checked_at_the_next_pause(
    browser: Browser, checked: str, faults: list[str]
) -> None:
    page = opened(browser, checked, faults)
    page.locator(".edit summary").first.click()
    page.wait_for_selector(".live li")
    field = page.locator(".edit textarea").first
    n_before = page.locator(".live li").count()
    field.fill(field.input_value() + " Nine hundred whales swam under the bridge.")
    page.locator(".live li").nth(n_before).wait_for()
    assert page.locator(".live li").last.locator(".badge").inner_text() != "✓ supported"
    field.fill(field.input_value().replace("whales", "seals"))
    assert "not checked" in page.locator(".live p").first.inner_text()
    page.wait_for_selector(".live li:has-text('seals')")
    assert "not checked" not in page.locator(".live p").first.inner_text()
    headline = page.locator(".edit input[name=title]").first
    headline.fill("Nine hundred whales swam under the bridge")
    page.wait_for_selector(".live li:first-child:has-text('Headline: Nine hundred whales')")
    headline.fill("Bridge")
    page.wait_for_function("() => !document.querySelector('.live').textContent.includes('Headline:')")
    assert faults == []


def test_the_report_button_of_a_sentence_opens_the_form_for_it(
    browser: Browser, checked: str, faults: list[str]
) -> None:
    page = opened(browser, checked, faults)
    second = page.locator(".sentence").nth(1)
    second.locator(".handle").click()
    second.locator(".report-this").click()
    assert page.locator("#report-sentence").input_value() == second.locator(".handle").get_attribute("id")
    page.locator("input[name=kind]").last.check()  # it is supported: no flag of it can be wrong
    page.fill("#reporter", "Pia Rand")
    page.locator(".report button[type=submit]").click()
    page.wait_for_selector("text=1 reported")
    confirmed = page.locator("[role=status]:has-text('Reported')")
    assert str(second.locator(".handle").text_content()).startswith(confirmed.locator("q").inner_text())
    assert "It has an error, and is not flagged" in confirmed.inner_text()
    assert confirmed.evaluate("it => it === document.activeElement"), "it is read out"
    assert page.locator(".badge.reported").count() == 1
    assert second.locator(".handle .badge.reported").inner_text() == "reported"
    page.goto(checked)
    assert confirmed.count() == 0
    assert page.locator(".badge.reported").count() == 1
    assert faults == []


def test_a_decision_loses_no_edit_without_a_word(browser: Browser, checked: str, faults: list[str]) -> None:
    """Asked and refused, the page stays with what was typed; nothing is decided."""
    page = opened(browser, checked, faults)
    asked: list[str] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    page.locator("details.edit > summary").first.click()
    page.locator(".edit textarea").first.fill("Typed, not yet checked.")
    page.locator("details.decide > summary").click()
    page.locator(".decide input[name=author]").fill("Pia Rand")
    page.locator(".decide button[value=held]").click()
    page.wait_for_timeout(300)
    assert len(asked) == 1
    assert "edit" in asked[0]
    assert page.locator(".edit textarea").first.input_value() == "Typed, not yet checked."
    assert faults == []


@pytest.mark.parametrize("field", ["textarea", "input[name=title]"])
def test_an_edit_of_one_story_loses_none_of_another_without_a_word(
    browser: Browser, address: str, faults: list[str], field: str
) -> None:
    """Two stories on a page have an edit form each; one that is sent asks before it throws the other's text away."""
    body = json.dumps({"articles": [COUNCIL, HANDBALL]}).encode()
    headers = {"Content-Type": "application/json", "Prefer": "wait=20"}
    with urllib.request.urlopen(urllib.request.Request(f"{address}/v1/summaries", body, headers)) as answer:
        path = json.load(answer)["page"]
    page = opened(browser, f"{address}{path}", faults)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    first, second = page.locator("details.edit").all()
    for edit in (first, second):
        edit.locator("summary").click()
    second.locator(field).fill("Typed, not yet checked.")
    first.locator("button[type=submit]").click()
    page.wait_for_timeout(300)
    assert ["another text" in message for message in asked] == [True]
    assert second.locator(field).input_value() == "Typed, not yet checked."
    second.locator("button[type=submit]").click()
    page.wait_for_selector("text=Edited from")
    assert len(asked) == 1, "its own text is not lost"
    assert faults == []


@pytest.mark.parametrize("field", ["author", "reason"])
@pytest.mark.parametrize("has_script", [True, False])
def test_enter_in_a_field_decides_nothing(browser: Browser, checked: str, field: str, has_script: bool) -> None:
    """Only a button that was chosen decides, with script and without; a typed name and Enter approve nothing."""
    page = browser.new_page(java_script_enabled=has_script)
    page.goto(checked)
    page.locator("details.decide > summary").click()
    page.locator(".decide input[name=author]").fill("Pia Rand")
    page.locator(".decide input[name=reason]").fill("Known.")
    page.locator(f".decide input[name={field}]").press("Enter")
    page.wait_for_timeout(300)
    assert page.url == checked
    page.reload()
    assert page.locator(".decision").count() == 0
    page.locator("details.decide > summary").click()
    page.locator(".decide input[name=author]").fill("Pia Rand")
    page.locator(".decide button[value=held]").click()
    page.wait_for_selector(".decision.d-held")


def test_a_withdrawal_is_asked_about_with_its_reason(browser: Browser, checked: str, faults: list[str]) -> None:
    """Without a reason the field says so; with one it is asked, and refused or done. Approve looks unlike it."""
    page = opened(browser, checked, faults)
    asked: list[str] = []
    answers = iter([False, True])

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        (dialog.accept if next(answers) else dialog.dismiss)()

    page.on("dialog", answer)
    page.locator("details.decide > summary").click()
    colours = "(it) => getComputedStyle(it).backgroundColor"
    shown = [page.locator(f".decide button[value={one}]").evaluate(colours) for one in ("approved", "withdrawn")]
    assert shown[0] != shown[1]
    page.fill("#author", "Chief")
    withdraw = page.locator(".decide button[value=withdrawn]")
    withdraw.click()
    assert page.locator("#reason").evaluate("it => it.validationMessage") == "A withdrawal needs a reason."
    page.fill("#reason", "libel risk")
    withdraw.click()
    assert page.locator(".decision").count() == 0
    withdraw.click()
    page.wait_for_selector(".decision.d-withdrawn")
    assert [message.endswith("libel risk") for message in asked] == [True, True]
    assert faults == []


def test_the_editors_name_stands_there_the_next_time(browser: Browser, checked: str, faults: list[str]) -> None:
    page = opened(browser, checked, faults)
    assert page.input_value("#author") == ""
    page.locator("details.decide > summary").click()
    page.fill("#author", "Pia Rand")
    page.locator(".decide button[value=held]").click()
    page.wait_for_selector(".decision.d-held")
    assert [page.input_value(field) for field in ("#author", "#reporter")] == ["Pia Rand", "Pia Rand"]
    assert faults == []


def test_a_stale_page_is_told_what_was_decided_meanwhile(browser: Browser, checked: str, faults: list[str]) -> None:
    """Two editors: what the second one's page did not show is told before anything is decided."""
    first, second = (opened(browser, checked, faults) for _ in range(2))
    first.on("dialog", lambda dialog: dialog.accept())
    for page, author in ((first, "Chief"), (second, "Night desk")):
        page.locator("details.decide > summary").click()
        page.fill("#author", author)
    first.fill("#reason", "libel risk")
    first.locator(".decide button[value=withdrawn]").click()
    first.wait_for_selector(".decision.d-withdrawn")
    second.fill("#reason", "Known.")
    second.locator(".decide button[value=approved]").click()
    told = second.locator(".error").inner_text()
    assert told.startswith("This text was withdrawn by Chief just now: libel risk.")
    assert second.locator(".decision.d-withdrawn").count() == 1
    second.locator(".decide button[value=approved]").click()
    second.wait_for_selector(".decision.d-approved")
    assert [fault for fault in faults if "409" not in fault] == []


def test_a_page_that_waits_keeps_the_focus_and_cancels(
    browser: Browser, address: str, tmp_path: Path, faults: list[str]
) -> None:
    """It tells how far the job is without a reload, so that its button can be reached by keys."""
    storage = Storage(str(tmp_path / "jobs.sqlite3"))
    storage.add(Job("0199-waits", "summary", {"articles": [COUNCIL]}, "hash", datetime.now(UTC)))
    page = opened(browser, f"{address}/jobs/0199-waits", faults)
    cancel = page.get_by_role("button", name="Cancel")
    cancel.focus()
    storage.start("0199-waits")
    storage.note_progress("0199-waits", "reading the articles")
    page.wait_for_selector("[role=status]:has-text('reading the articles')")
    assert cancel.evaluate("it => it === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Cancelled')")
    storage.close()
    assert faults == []
