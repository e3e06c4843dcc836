"""Mutations: one invented story; each family makes the error that it says, and nothing that may be true."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import replace

import pytest

from eval.cases import Case, read_case, write_case
from eval.mutations import Faithful, Ground, mutate_story
from eval.mutations.faithful import make_faithful
from eval.mutations.figures import change_number
from eval.mutations.names import change_person, change_place
from eval.mutations.predicates import change_negation, change_predicate
from eval.mutations.sourcing import cite_half, cite_wrongly
from eval.mutations.speakers import swap_speaker
from eval.mutations.times import move_date
from eval.mutations.voice import fabricate_quote
from summarizer.citations import strip_markers
from summarizer.model import ErrorCode, Story
from summarizer.pipeline import read_story

EARLY = {
    "id": "early",
    "outlet": "Harbour Gazette",
    "published_at": "2031-05-06T08:00:00Z",
    "title": "Ferry Marelda aground off Stennet Point",
    "text": (
        "The ferry Marelda ran aground off Stennet Point today in thick fog.\n\n"
        "Some 380 people were evacuated from the ferry to Corley, the coastguard said.\n\n"
        "The police in Corley would not say whether anybody had been questioned about the grounding.\n\n"
        "The ferry was built in 2009 and could carry 900 passengers, the Marelda Line said.\n\n"
        "Divers from Corley were called to the wreck this morning."
    ),
}
LATE = {
    "id": "late",
    "outlet": "Harbour Gazette",
    "published_at": "2031-05-06T20:00:00Z",
    "title": "Ferry Marelda aground off Stennet Point: captain held",
    "text": (
        "The ferry Marelda ran aground off Stennet Point on Tuesday with a full load of lorries and cars.\n\n"
        "Some 420 people were evacuated from the ferry to Corley, the coastguard said.\n\n"
        "Captain Ruben Alder, who had sailed the route for 21 years, was arrested in Corley after the ferry hit the "
        "rocks.\n\n"
        "The ferry was built in 2009 and could carry 900 passengers, the Marelda Line said.\n\n"
        "Mayor Ingrid Vassall said that the harbour should have been closed before the storm arrived.\n\n"
        "“The crew made the right choice on a terrible night,” said Tomas Brenk, a spokesman for the Marelda Line.\n\n"
        "“Nobody on the bridge was asleep or drunk, and the record is clear,” Tomas Brenk said.\n\n"
        "The Marelda Line plans to replace the ferry with a larger vessel built in Norvik.\n\n"
        "Repairs to the pier were postponed because the tide stayed high."
    ),
}
NEXT = {
    "id": "next",
    "outlet": "Lowland Times",
    "published_at": "2031-05-07T19:00:00Z",
    "title": "Minister orders inquiry into Marelda grounding",
    "text": (
        "Transport Minister Paula Quint ordered an inquiry on Wednesday into the grounding of the Marelda.\n\n"
        "Investigators found that the radar had allegedly been switched off before the collision.\n\n"
        "The hospital in Dunmere treated 61 people for cold and shock, four of them in intensive care.\n\n"
        "More than 2,400 tonnes of fuel were pumped from the tanks in Dunmere, according to the coastguard.\n\n"
        "An official said that the lighthouse at Stennet Point may have been dark for two hours.\n\n"
        "Paula Quint said that the inquiry was to hear every officer of the watch and both pilots.\n\n"
        "Union leader Maria Oslin condemned the arrest and said the pilots would strike on Friday.\n\n"
        "Maria Oslin visited the families of the crew at the harbour hotel on Wednesday.\n\n"
        "Paula Quint said that more than 500 people had been evacuated from the ferry.\n\n"
        "The government accused the operator of a cover-up and will not pay for the salvage."
    ),
}
ELSEWHERE = {
    "id": "elsewhere",
    "outlet": "Upland Star",
    "text": (
        "The orchestra of Vellin opened its season with a symphony by a local composer on Saturday.\n\n"
        "Its conductor, Hanne Roth, told the audience that the hall had been restored with private gifts."
    ),
}
SEEDS = range(6)
Pair = tuple[Case, Case]

EXPECTED = {
    "number": (r"(?:420|500|2,400|900|61|21|two)\b", r"."),
    "number-hedge": (r"(?:[Mm]ore than|[Oo]ver) 2,400", r"(?:[Ll]ess than|[Ee]xactly) 2,400"),
    "number-scope": (
        r"\bpeople\b",
        r"\b\d+ (?:children|women|soldiers|police officers|tourists|foreigners|students)\b",
    ),
    "arithmetic": (r"61 people.*four of them", r"in all\."),
    "entity": (
        r"Maria Oslin visited|Paula Quint ordered",
        r"(?!Maria Oslin visited).*visited|(?!.*Quint ordered).*ordered",
    ),
    "role": (
        r"Captain Ruben|leader Maria|Minister Paula|Mayor Ingrid",
        r"(?:[A-Z]\w+|spokesman|leader) (?:Ruben|Maria|Paula)",
    ),
    "place": (r"Dunmere|Corley|Stennet Point", r"(?:in|at|to|off) (?:Dunmere|Corley|Stennet Point)"),
    "date": (r"Wednesday|Friday|2031|2009|Tuesday", r"day\b|\d{4}"),
    "stale-date": (r"on 6 May 2031", r"\btoday\b"),
    "negation": (r"will not|won't|postponed|evacuated", r"will pay|not (?:be )?(?:postponed|evacuated)"),
    "modality": (r"allegedly|plans to|may have", r"had been switched|Line replaced|will have"),
    "predicate": (r"postponed|condemned|accused of|arrested", r"brought forward|welcomed|cleared of|released"),
    "attribution-swapped": (r"Vassall (?:said|stated)", r"(?:Quint|Brenk|Oslin) (?:said|stated)"),
    "attribution-dropped": (r"Vassall (?:said|stated) that", r"^The harbour should have been closed"),
    "attribution-upgraded": (r"[Aa]n official", r"[Ss]everal officials"),
    "quote-altered": (r"right choice|terrible|is clear", r"wrong choice|mild|unclear"),
    "quote-fabricated": (r"(?:said|stated) that", r"(?:said|stated)[^“]*: “[A-Z]"),
    "discourse": (r"\b(?:before|after|because)\b", r"\b(?:before|after|although)\b"),
    "coreference": (r"Maria Oslin.*\. Paula Quint", r"Maria Oslin.*\. She (?:said|stated)"),
    "miscitation": (r"\[\d\]", r"\[[123]\]$"),
    "incomplete-citation": (r"\[\d, \d\]", r"\[\d\]$"),
    "unknown-citation": (r"\[[123]", r"\[[4-9]\]$"),
    "false-corroboration": (r"^[A-Z]", r"^(?:Several|Multiple|Three) (?:outlets|news)"),
    "conflict-flattened": (r"\bsaid\b|\bstated\b|According", r"^(?!.*(?:said|stated|According)).*evacuated"),
    "superseded": (r"\b420\b", r"\b380\b"),
    "extrinsic": (r".", r"Vellin|Hanne Roth"),
    "loaded-language": (r".", r"fumed|gloated|railed|terrifying|hapless|witch hunt|scandalous"),
    "opinion-as-fact": (r"“", r"^(?!.*[“”])(?:The crew|Nobody)"),
}
"""What a faithful text and its twin look like, by code: patterns that a twin pair of each must hold once at least."""
MISSING = {"incomplete-citation", "attribution-dropped", "conflict-flattened"}
"""Codes whose error is something left out, so that no stretch is marked; modality and negation may be either."""


@pytest.fixture(scope="module")
def story() -> Story:
    """The invented story: an early and a late version of one outlet's text, and another outlet the day after."""
    return replace(read_story([EARLY, LATE, NEXT]), id="ferry")


@pytest.fixture(scope="module")
def runs(story: Story) -> list[tuple[Case, ...]]:
    """The cases of some seeds."""
    others = [read_story([ELSEWHERE])]
    return [mutate_story(story, n_per_code=4, seed=seed, others=others) for seed in SEEDS]


@pytest.fixture(scope="module")
def pairs(runs: list[tuple[Case, ...]]) -> dict[str, list[Pair]]:
    """The twins by the code of the mutation, the faithful one first."""
    found: dict[str, list[Pair]] = defaultdict(list)
    for cases in runs:
        faithful = {case.twin: case for case in cases if case.label == 1}
        for case in cases:
            if case.label == 0:
                found[case.code].append((faithful[case.twin], case))
    return found


def _ground(*texts: str) -> Ground:
    return Ground(read_story([{"outlet": f"Outlet {number}", "text": text} for number, text in enumerate(texts)]))


def _claim(ground: Ground, at: int = 0) -> Faithful:
    read = ground.story.sentences[at]
    return Faithful(read.text, (ground.story.article(read.article_id).number,), (read,))


# ------------------------------------------------------------------------------------ what is made


@pytest.mark.parametrize("code", EXPECTED)
def test_each_family_makes_its_error(pairs: dict[str, list[Pair]], code: str) -> None:
    """Every code that the package promises is made, from a sentence that has it right to one that has it wrong."""
    before, after = EXPECTED[code]
    assert any(re.search(before, f.text) and re.search(after, m.text) for f, m in pairs[code]), pairs[code]


def test_nothing_else_is_made(pairs: dict[str, list[Pair]]) -> None:
    """Only the codes of the table, each of them an error code."""
    assert set(pairs) == set(EXPECTED) <= {code.value for code in ErrorCode}


def test_the_span_marks_what_differs(pairs: dict[str, list[Pair]]) -> None:
    """The marked stretch is not what the faithful twin has; a missing thing marks nothing, a faithful text is clean."""
    whole = n_marked = 0
    for code, twins in pairs.items():
        for faithful, mutated in twins:
            assert faithful.spans == ()
            if mutated.spans is None:
                assert code in MISSING | {"modality", "negation"}
                continue
            ((start, end),) = mutated.spans
            assert 0 <= start < end <= len(mutated.text)
            assert not re.match(rf"{re.escape(mutated.text[start:end])}(?!\w)", faithful.text[start:])
            head, tail = mutated.text[:start], mutated.text[end:]
            whole += faithful.text.startswith(head.rstrip()) and faithful.text.endswith(tail)
            n_marked += 1
    assert whole > 0.5 * n_marked  # the others are reworded around the error
    unmarked = {code for code, twins in pairs.items() if any(mutated.spans is None for _, mutated in twins)}
    assert unmarked >= MISSING


def test_twins_pair_up_and_ids_are_unique(runs: list[tuple[Case, ...]]) -> None:
    """Of each twin name one case is faithful and one is not; they share documents and group."""
    for cases in runs:
        assert len({case.id for case in cases}) == len(cases)
        by_twin: dict[str, list[Case]] = defaultdict(list)
        for case in cases:
            by_twin[case.twin].append(case)
            assert case.group == "ferry"
            assert str(case.id).startswith("ferry/")
            assert (case.label == 1) == (case.code == "")
        for twins in by_twin.values():
            assert sorted(case.label or 0 for case in twins) == [0, 1]
            assert twins[0].documents == twins[1].documents
        assert [document.number for document in cases[0].documents] == [1, 2, 3]


def test_no_mutation_is_a_sentence_of_an_article(story: Story, pairs: dict[str, list[Pair]]) -> None:
    """Except where the citation is the error, what is labelled wrong stands in no article."""
    stated = {re.sub(r"\W+", "", read.text) for read in story.sentences}
    for code, twins in pairs.items():
        if "citation" not in code:
            for _, mutated in twins:
                assert re.sub(r"\W+", "", strip_markers(mutated.text)[0]) not in stated


def test_cases_may_go_without_markers(story: Story) -> None:
    """For checkers that do not know them: no text has one, what is wrong is still marked, and twins still differ."""
    cases = mutate_story(story, has_markers=False)
    assert len(cases) > 10
    assert all(strip_markers(case.text) == (case.text, ()) for case in cases)
    assert not {"miscitation", "incomplete-citation", "unknown-citation"} & {case.code for case in cases}
    for right, wrong in zip(cases[::2], cases[1::2], strict=True):
        assert right.text != wrong.text
        assert all(0 <= start < end <= len(wrong.text) for start, end in wrong.spans or ())


def test_at_most_so_many_of_a_code(story: Story) -> None:
    """The number asked for is not passed."""
    for seed in SEEDS:
        made = Counter(case.code for case in mutate_story(story, n_per_code=1, seed=seed) if case.label == 0)
        assert set(made.values()) == {1}


def test_some_mutations_differ_in_more_than_the_error(pairs: dict[str, list[Pair]]) -> None:
    """Overlap alone does not tell the twins apart: here and there another word is changed, too."""
    changed = [
        (faithful, mutated)
        for code in ("number", "negation", "role", "place")
        for faithful, mutated in pairs[code]
        if mutated.spans and not faithful.text.startswith(mutated.text[: mutated.spans[0][0]])
    ]
    assert changed
    assert any(case.text not in LATE["text"] + NEXT["text"] for case, _ in pairs["number"])


def test_a_case_can_be_written_and_read(runs: list[tuple[Case, ...]]) -> None:
    """What is made is a record that any checker reads."""
    for case in runs[0]:
        again = read_case(write_case(case))
        assert isinstance(again, Case)
        assert (again.text, again.label, again.spans, again.code) == (case.text, case.label, case.spans, case.code)
        assert [d.text for d in again.documents] == [d.text for d in case.documents]


# -------------------------------------------------------------------------------------- the same again


def test_the_same_seed_gives_the_same_cases(story: Story) -> None:
    """And another seed other ones."""
    assert mutate_story(story, seed=3) == mutate_story(story, seed=3)
    assert [case.text for case in mutate_story(story, seed=3)] != [case.text for case in mutate_story(story, seed=4)]


def test_the_hash_seed_of_python_changes_nothing() -> None:
    """No order of a set decides anything."""
    code = (
        "from tests.evaluation.test_mutations import EARLY, LATE, NEXT, mutate_story, read_story\n"
        "print([(c.text, c.code, c.spans) for c in mutate_story(read_story([EARLY, LATE, NEXT]))])"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1] != b"[]\n"


# ------------------------------------------------------------------------------- what is not made


def test_nothing_is_made_of_nothing() -> None:
    """A story without a sentence that could stand in a summary gives no cases."""
    assert mutate_story(read_story(["It rained."])) == ()


def test_one_article_without_names_or_figures_gives_no_swaps() -> None:
    """No name, place, figure, date or second article: none of their codes."""
    text = "The bakers of the old quarter opened a new oven beside the market hall in the spring."
    codes = {case.code for case in mutate_story(read_story([text]), n_per_code=5)}
    assert codes == {"", "predicate"}


def test_a_lower_bound_is_never_lowered(pairs: dict[str, list[Pair]]) -> None:
    """ "More than 900" would follow from "more than 2,400"."""
    for faithful, mutated in pairs["number"]:
        old, new = (re.search(r"(?:more than|over) ([\d,]+)", case.text) for case in (faithful, mutated))
        if old and new:
            assert int(new[1].replace(",", "")) >= int(old[1].replace(",", ""))


def test_a_figure_that_another_article_gives_is_not_taken() -> None:
    """The other outlet's 148 hurt may be right: 184 may become 814 or 1,840, but never 148."""
    ground = _ground(
        "The fire in the harbour depot injured 184 workers of the night shift.",
        "The harbour depot fire injured 148 workers of the night shift, doctors said.",
    )
    texts = {m.text for seed in range(40) if (m := change_number(_claim(ground), ground, random.Random(seed)))}
    assert texts
    assert not any("148" in text for text in texts)


def test_a_place_is_not_exchanged_with_one_that_stands_beside_it() -> None:
    """Corley in Lowmark: what happened in one happened in the other."""
    told = (
        "The tunnel was flooded in Corley on Sunday. Nobody was hurt by the water. Ducks live in Corley in Lowmark. "
        "The trains were stopped for hours. There was a dance in Lowmark. Bread is baked in Lowmark."
    )
    near, apart = _ground(told), _ground(told.replace("Corley in Lowmark", "Corley"))
    assert "Lowmark" in {entity.name for entity in near.places}
    assert change_place(_claim(near), near, random.Random(1)) is None
    mutated = change_place(_claim(apart), apart, random.Random(1))
    assert mutated is not None
    assert mutated.code is ErrorCode.PLACE
    assert "Lowmark" in mutated.text


def test_a_person_who_did_the_same_is_not_put_in() -> None:
    """Both ministers signed: each of the two sentences is true of either."""
    ground = _ground(
        "Minister Paula Quint signed the harbour treaty in the evening. Ingrid Vassall, the mayor, spoke of rain.",
        "Ingrid Vassall signed the harbour treaty in the evening, too.",
    )
    assert change_person(_claim(ground), ground, random.Random(1)) is None


def test_a_speaker_who_says_it_too_is_not_put_in() -> None:
    """The swapped-in speaker said nothing near it anywhere in the story."""
    said = "Paula Quint said that the harbour would stay closed for a week."
    alone = _ground(said, "Maria Oslin said that the pilots were angry about the arrest.")
    both = _ground(said, "Maria Oslin said that the harbour should stay closed for a week.")
    assert swap_speaker(_claim(both), both, random.Random(1)) is None
    mutated = swap_speaker(_claim(alone), alone, random.Random(1))
    assert mutated is not None
    assert mutated.text.startswith("Maria Oslin said")


def test_what_another_outlet_denies_is_not_turned_round() -> None:
    """Where the outlets disagree on what happened, the opposite may be true."""
    one = "The council approved the harbour plan on Monday."
    alone, disputed = _ground(one), _ground(one, "The council rejected the harbour plan on Monday, a member said.")
    told = change_predicate(_claim(alone), alone, random.Random(1))
    assert told is not None
    assert told.text == "The council rejected the harbour plan on Monday."
    assert change_predicate(_claim(disputed), disputed, random.Random(1)) is None


def test_a_negation_that_another_outlet_has_is_not_made() -> None:
    """ "Was closed" is not denied when another article says that it was not."""
    one = "The harbour bridge was closed to lorries on Monday."
    alone, disputed = _ground(one), _ground(one, "The harbour bridge was never closed to lorries on Monday.")
    told = change_negation(_claim(alone), alone, random.Random(1))
    assert told is not None
    assert "was not closed" in told.text
    assert change_negation(_claim(disputed), disputed, random.Random(1)) is None


def test_words_that_were_said_are_no_fabricated_quotation() -> None:
    """A paraphrase that another outlet has as a quotation is not put between marks."""
    one = "Mayor Ingrid Vassall said that the harbour wall should be raised by two metres."
    alone = _ground(one)
    quoted = _ground(one, "“The harbour wall should be raised by two metres,” Ingrid Vassall said.")
    made = fabricate_quote(_claim(alone), alone, random.Random(1))
    assert made is not None
    assert "said: “The harbour wall" in made.text
    assert fabricate_quote(_claim(quoted), quoted, random.Random(1)) is None


def test_a_day_that_another_outlet_gives_is_not_taken() -> None:
    """It may be the right one."""
    one = "The old bridge was closed on Monday after the flood in the valley."
    alone, other = _ground(one), _ground(one, one.replace("Monday", "Thursday"))
    days = [
        {m.text for seed in range(30) if (m := move_date(_claim(ground), ground, random.Random(seed)))}
        for ground in (alone, other)
    ]
    assert any("Thursday" in text for text in days[0])
    assert days[1]
    assert not any("Thursday" in text for text in days[1])


def test_an_article_that_says_it_is_no_wrong_source() -> None:
    """Cited to the second outlet, which has it too, the sentence would be right; only the third is wrong."""
    one = "The old bridge over the Tarn was closed to lorries because of cracks in a cable."
    ground = _ground(
        one,
        "Cracks in a cable closed the old bridge over the Tarn to lorries.",
        "A concert of the youth orchestra drew hundreds of guests to the castle.",
    )
    made = {m.cited for seed in range(20) if (m := cite_wrongly(_claim(ground), ground, random.Random(seed)))}
    assert made == {(3,)}


def test_an_article_that_says_it_in_other_words_is_no_wrong_source() -> None:
    """Nearness in meaning counts as saying it."""
    ground = _ground(
        "The lifeless body of the prisoner was discovered by guards in a cell at dawn.",
        "The inmate was found dead by wardens in his prison cell in the early morning.",
        "A concert of the youth orchestra drew hundreds of guests to the castle.",
    )
    assert not ground.article_says(ground.story.articles[1].id, ground.story.sentences[0].text, 0.35)
    made = {m.cited for seed in range(20) if (m := cite_wrongly(_claim(ground), ground, random.Random(seed)))}
    assert made == {(3,)}


def test_half_a_citation_is_enough_where_one_article_has_both() -> None:
    """Otherwise it is missing."""
    one, two = "The old bridge over the Tarn was closed to lorries.", "The youth orchestra played in the castle yard."
    apart, both = _ground(one, two), _ground(f"{one} {two}", f"{two} {one}")
    claims = []
    for ground in (apart, both):
        first, last = ground.story.sentences[0], ground.story.sentences[-1 if ground is apart else 2]
        claims.append(Faithful(f"{one[:-1]}; the{two[3:]}", (1, 2), (first, last), ("joined",)))
    made = cite_half(claims[0], apart, random.Random(1))
    assert made is not None
    assert made.cited in ((1,), (2,))
    assert cite_half(claims[1], both, random.Random(1)) is None


def test_people_of_one_surname_are_not_exchanged() -> None:
    """Saad and Paul Halim may be one person told in two ways."""
    told = (
        "Saad Halim opened the theatre in the old harbour hall. Rain fell on the hills. {} Halim spoke to the guests."
    )
    same, other = _ground(told.format("Paul")), _ground(told.format("Paul").replace("Paul Halim", "Paul Osman"))
    assert change_person(_claim(same), same, random.Random(1)) is None
    mutated = change_person(_claim(other), other, random.Random(1))
    assert mutated is not None
    assert mutated.text.startswith("Paul Osman opened")


# ------------------------------------------------------------------------------- faithful sentences


def test_there_are_faithful_sentences_of_every_way(story: Story) -> None:
    """Copied, shortened, attributed, joined and reworded, and each text once."""
    made = [claim for seed in SEEDS for claim in make_faithful(Ground(story), random.Random(seed))]
    assert {way for claim in made for way in claim.ways} >= {"copied", "shortened", "attributed", "joined", "reworded"}
    once = make_faithful(Ground(story), random.Random(0))
    assert len({claim.text for claim in once}) == len(once)


def test_what_carries_a_condition_is_not_cut() -> None:
    """A tail with a hedge or a negation stays; one that only adds may go."""
    kept = _ground("The captain was taken to the harbour office, which may not charge anybody without new proof.")
    cut = _ground("The captain was taken to the harbour office, which stands beside the old town gate.")
    texts = [[claim.text for claim in make_faithful(ground, random.Random(0))] for ground in (kept, cut)]
    assert not any(text.endswith("harbour office.") for text in texts[0])
    assert "The captain was taken to the harbour office." in texts[1]


def test_a_disputed_figure_stands_only_with_its_source() -> None:
    """Told as the outlet's own or the speaker's, never as settled."""
    ground = _ground(
        "Some 420 people were evacuated from the ferry to Corley on Tuesday.",
        "More than 900 people were evacuated from the ferry to Corley on Tuesday, the coastguard said.",
    )
    texts = [claim.text for claim in make_faithful(ground, random.Random(0))]
    assert ground.facts.disagreements
    assert any("420" in text for text in texts)
    assert all(re.search("said|stated|According to", text) for text in texts)


def test_a_figure_that_a_later_version_replaced_is_not_used(story: Story) -> None:
    """The early version's 380 is nowhere told as faithful."""
    texts = [claim.text for seed in SEEDS for claim in make_faithful(Ground(story), random.Random(seed))]
    assert any("420" in text for text in texts)
    assert not any("380" in text for text in texts)


def test_a_day_that_cannot_be_written_out_is_left_alone() -> None:
    """ "Today" becomes a date where the article is dated; else the sentence is not used."""
    text = "The ferry Marelda ran aground off Stennet Point today with lorries on board."
    dated = read_story([{"outlet": "Post", "text": text, "published_at": "2031-05-06T08:00:00Z"}])
    texts = [claim.text for claim in make_faithful(Ground(dated), random.Random(0))]
    assert any("on 6 May 2031" in text for text in texts)
    assert not any("today" in text for text in texts)
    assert make_faithful(Ground(read_story([text])), random.Random(0)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "He told the council that the bridge would be closed for the whole of the week.",
        "What did the council know about the bridge before it was closed on Monday?",
        "Photo: the bridge was closed by the council of the old town on Monday.",
        "“It was closed for the whole of the week and nobody told a single one of us.”",
    ],
)
def test_a_sentence_that_needs_its_context_is_not_used(text: str) -> None:
    """Pronouns without a noun, questions, captions and words without a speaker make no cases."""
    assert mutate_story(read_story([text])) == ()
