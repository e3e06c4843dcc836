"""What differs between a sentence and its passages is marked; what is only worded otherwise is not."""

from __future__ import annotations

import pytest

from summarizer.report.differences import Piece, differences

Marked = tuple[str, ...]


@pytest.mark.parametrize(
    ("sentence", "passage", "own", "instead"),
    [
        ("Aid came by air.", "Aid came by rail and road, the mayor said.", ("air",), ("rail", "road")),
        ("Four of them have died.", "Four of them are in intensive care.", ("died",), ("intensive care",)),
        ("It closed the northern gate.", "It closed the southern gate.", ("northern",), ("southern",)),
        ("It has 250,000 troops there.", "More than 150,000 troops are there.", ("250,000",), ("150,000",)),
        ("Leak in Ebbe kills 61.", "In Ebbe, 9 years ago, a leak killed 14 dock workers.", ("61",), ("14",)),
        ("The leak was not sealed.", "Crews sealed the leak.", ("not",), ()),
        ("Crews sealed the leak.", "Crews could not seal the leak.", (), ("could not",)),
        ("The plant will close on Monday.", "The plant may close on Monday.", (), ("may",)),
        ("It was shut on Tuesday.", "It was shut on Friday.", ("Tuesday",), ("Friday",)),
        ("Crews shut it on Monday.", "Lund said Tuesday that crews had shut it in Ebbe.", ("Monday",), ("Tuesday",)),
    ],
)
def test_what_the_other_has_not_is_marked(sentence: str, passage: str, own: Marked, instead: Marked) -> None:
    told = differences(sentence, [passage])
    assert (told.own, told.instead) == (own, instead)


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("Nine people were killed.", "Police said 9 people had died."),
        ("The minister said the talks had failed.", "“The talks failed,” the minister added on Monday in Ebbe."),
        ("He recognised the harbour defence ministry.", "He recognizes the Defense Ministry of the harbor."),
        ("It was shut on Tuesday.", "It was shut today."),
        ("Some 1,400 walked out on the 14th.", "Around 1400 walked out on 14 May after lunch."),
        ("It began at 4 p.m.", "At 4 p.m. it began, Lund said in a statement that was sent to reporters at night."),
    ],
)
def test_other_words_for_the_same_are_not_marked(sentence: str, passage: str) -> None:
    told = differences(sentence, [passage])
    assert (told.own, told.instead) == ((), ())


def test_a_word_may_stand_beside_the_passage_and_a_figure_may_not() -> None:
    """The sentence before a passage says whom it means; which figure it gives, only the passage itself."""
    around = ["Davit Oreshvili has 12 aides."]
    assert differences("Oreshvili closed 12 gates.", ["The minister closed the gates."], around).own == ("12",)


def test_what_a_neighbour_denies_is_not_shared() -> None:
    """Beside "four of them in intensive care" stands that no deaths are known: "died" is marked all the same."""
    passage = "It treated 61 people, four of them in intensive care."
    told = differences("Four of them have died, Solheim said.", [passage], ["Solheim has no deaths to report."])
    assert (told.own, told.instead) == (("died",), ("intensive care",))


def test_what_one_of_several_passages_has_is_shared() -> None:
    told = differences("Ebbe has 9 cranes and 4 docks.", ["Ebbe has 9 cranes.", "Ebbe has 4 docks for ferries."])
    assert (told.own, told.instead) == ((), ())


def test_where_most_words_differ_names_and_figures_alone_are_marked() -> None:
    """A passage that is only the nearest tells of something else: to mark it all would tell nothing."""
    told = differences(
        "The harbour police arrested Lund and two smugglers after a chase through flooded streets.",
        ["Engineers said the dam holds."],
    )
    assert (told.own, told.instead) == (("Lund", "two"), ())


def test_the_pieces_are_the_text() -> None:
    """Nothing is lost or added, and words that follow one another are marked as one."""
    sentence, passage = "The old red bridge fell.", "The new iron bridge fell, they say."
    told = differences(sentence, [passage])
    assert told.sentence == (Piece("The "), Piece("old red", differs=True), Piece(" bridge fell."))
    assert "".join(piece.text for piece in told.passages[0]) == passage
    assert differences(sentence, []).sentence == (Piece(sentence),)
