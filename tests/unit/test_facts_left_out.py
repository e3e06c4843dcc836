"""What a summary leaves out: neither what it tells in other words, nor nothing of a speaker because he is named."""

from __future__ import annotations

from summarizer import extract, verify
from summarizer.facts import extract_facts, left_out
from summarizer.facts.claims import read_story
from summarizer.facts.ranking import _quality, _wording
from summarizer.facts.view import StoryView
from summarizer.model import CleanArticle, ErrorCode, Fact, Facts, Notice, QuotationVariant, Span, Utterance
from summarizer.sentences import split_sentences
from summarizer.stories import as_one_story
from tests.unit.test_report_revisions import BUNDLE

ARTICLES = [
    {
        "id": "echo",
        "outlet": "Lakeshore Echo",
        "published_at": "2031-03-05T08:00:00Z",
        "text": (
            "Nearly 150 people were made homeless when the Tarn burst its banks in Brenholt on Tuesday, said Pia Rand, "
            "who heads the town's rescue service. The water stood 70 centimetres high in Mill Lane, residents said. "
            "Three schools and the hospital lost power. Rand asked the army for boats and for a field kitchen. "
            "Mayor Otto Velm refused to say why the warning came at noon. "
            "Repairs to the dyke will cost 4.6 million talers, the council estimated."
        ),
    },
    {
        "id": "post",
        "outlet": "Meridian Post",
        "published_at": "2031-03-05T09:00:00Z",
        "text": (
            "The river Tarn flooded Brenholt on Tuesday. Rescue chief Pia Rand was photographed with a dog. "
            "Mayor Otto Velm said that the dyke had been inspected in May."
        ),
    },
]


def missing(summary: str) -> str:
    """The facts left out, one a line."""
    found = extract(ARTICLES, summary=summary).sheets[0].left_out
    assert found is not None
    return "\n".join(fact.text for fact in found)


def test_what_is_told_in_other_words_is_not_listed() -> None:
    """The same figure of the same thing, with a name that both have."""
    told = missing(
        "According to Pia Rand, almost 150 persons lost their homes. The dyke's repair is put at 4.6 million."
    )
    assert "150 people" not in told
    assert "4.6 million" not in told


def test_another_statement_of_a_named_speaker_is_listed() -> None:
    """That the summary names her, with her office, tells nothing else that she said."""
    told = missing("Pia Rand, head of the rescue service of Brenholt, was seen with a dog. Mayor Otto Velm was there.")
    assert "asked the army for boats" in told
    assert "refused to say" in told
    assert "inspected in May" in told


def test_a_small_number_of_another_thing_tells_nothing() -> None:
    """Three schools are not three boats; and another figure is another fact."""
    told = missing("Three boats came to Brenholt on Tuesday. Nearly 15 people were in them, said Pia Rand.")
    assert "Three schools" in told
    assert "150 people" in told


def test_a_corrected_figure_is_no_omission() -> None:
    """Where the summary has the right one, nobody is asked to put the wrong one in."""
    told = "The Velmar steel works will cut 1,400 jobs this year, Tavio said. Unions called a strike."
    left_out = extract(BUNDLE, summary=told).sheets[0].left_out
    assert left_out is not None
    assert not [fact.text for fact in left_out if "2,400" in fact.text]


def test_an_empty_story_leaves_nothing_out_and_a_copied_one_neither() -> None:
    whole = " ".join(str(article["text"]) for article in ARTICLES)
    assert missing(whole) == ""


def test_what_is_quoted_in_one_wording_is_told_in_all() -> None:
    """Two outlets translate one utterance: a summary with one wording leaves neither out, one with none leaves one."""
    quick = "“We trust what we weigh, not what we hear,” harbour master Odo Bram said."
    slow = "“In our port there is a rule: one believes the scales and never the ear,” declared the chief of the port."
    other = "The grain terminal has been closed since Monday."
    spans = {text: Span(f"a{place}", 0, len(text)) for place, text in enumerate((quick, slow, other))}
    found = [Fact(text, span, text, (span,), 1, 1, 0.5, "Odo Bram") for text, span in spans.items()]

    def variant(text: str) -> QuotationVariant:
        words = text[text.index("“") + 1 : text.index("”")]
        return QuotationVariant(words, Span(spans[text].article_id, text.index("“"), text.index("”") + 1), "Ledger")

    facts = Facts(facts=tuple(found), utterances=(Utterance("u", "Odo Bram", (variant(quick), variant(slow))),))
    told = ["“We trust what we weigh, not what we hear,” Odo Bram said."]
    assert [fact.text for fact in left_out(facts, told)] == [other]
    assert [fact.text for fact in left_out(facts, ["Rain fell."])] == [quick, other]


def test_plain_counts_corroborate_only_where_they_are_equal() -> None:
    """205 people aboard are not 208; what is rounded may be told of what it rounds."""

    def n_origins(one: str, other: str) -> int:
        text = "The ferry Halcyon left Norl with {} people aboard on Tuesday, the harbour said."
        articles = tuple(
            CleanArticle(id_, n, text.format(said)) for n, (id_, said) in enumerate((("a", one), ("b", other)), 1)
        )
        facts = extract_facts(as_one_story(articles, split_sentences(articles)))
        return facts.facts[0].n_articles

    assert n_origins("205", "208") == 1
    assert n_origins("205", "205") == 2
    assert n_origins("more than 10,100", "10,000") == 2


def test_the_wording_that_is_shown_is_a_readable_one() -> None:
    """No piece torn out of a longer quotation, and no machine's translation, where another outlet has it whole."""
    whole = "Mayor Ada Osk said that the pier in Norl would stay shut until divers had seen the pillars."
    torn = 'The pier in Norl will stay shut until divers have seen the pillars," Mayor Ada Osk said.'
    machine = Notice("machine-translated", "4 signs of a machine translation", "b")
    articles = (CleanArticle("a", 1, f"{torn} {whole}"), CleanArticle("b", 2, whole, notices=(machine,)))
    view = StoryView(as_one_story(articles, split_sentences(articles)))
    of_torn, of_whole, of_machine = read_story(view)
    assert _quality(of_torn) < 0.6 * _quality(of_whole)
    assert _wording(view, of_machine) < _wording(view, of_whole) == 1.0


def test_nothing_is_omitted_that_another_articles_wording_tells() -> None:
    """What corroborates a fact tells it, too; a few words of it do not."""
    texts = (
        "The council of Norl shut the old pier on Tuesday after divers found cracks in three of its pillars.",
        "Norl's council closed the old pier on Tuesday because three of its pillars had cracks, divers found.",
        "Cracks that divers found in three pillars led the council of Norl to shut the old pier on Tuesday.",
    )
    rest = (
        "Ferries go from Brenna.",
        "Mayor Ada Osk asked the state for help.",
        "Anglers were sent home by the police.",
    )
    articles = [
        {"outlet": f"Outlet {n}", "text": f"{text} {more}"}
        for n, (text, more) in enumerate(zip(texts, rest, strict=True))
    ]

    def omitted(summary: str) -> list[str]:
        return [f.found for f in verify(summary, articles).summaries[0].findings if f.code is ErrorCode.OMISSION]

    assert [text for text in omitted("Ferries go from Brenna.") if "pier" in text]
    assert [text for text in omitted("The pier is old.") if "pier" in text]
    assert not [found for text in texts for found in omitted(text) if "pier" in found]


def test_the_main_news_with_other_details_is_not_omitted() -> None:
    """Two outlets open with one thing, and each says more of it: the summary has one of them whole."""
    vowed = (
        "Lieutenant Governor Ada Osk, who will be the first woman to lead Norl, on Sunday vowed to keep her office "
        "honest after Governor Odo Bram resigned following an inquiry by lawyers into the harassment of clerks."
    )
    aims = (
        "Lieutenant Governor Ada Osk on Sunday said she aims to lead an honest office when she becomes the first woman "
        "to govern Norl, following the resignation of Governor Odo Bram over claims of misconduct."
    )
    articles = [{"outlet": "Echo", "text": vowed}, {"outlet": "Post", "text": aims}]
    for summary in (vowed, aims):
        (checked,) = verify(summary, articles).summaries
        assert not [finding for finding in checked.findings if finding.code is ErrorCode.OMISSION]


def test_a_firm_does_not_name_itself_in_what_it_says() -> None:
    text = "Velmar Steel shut its works in Norl. “We have read the study of the Tarn Institute,” the company said."
    (said,) = extract([text]).sheets[0].facts.utterances
    assert said.speaker == "Velmar Steel"
