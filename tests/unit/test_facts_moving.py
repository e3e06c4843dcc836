"""Values that change by the hour or as votes are counted, and those of two sides, are no disagreement."""

from __future__ import annotations

import pytest

from summarizer.model import DisagreementKind
from tests.unit.test_facts_disagreements import disagreements


def differ(one: str, other: str) -> bool:
    return any(found.kind is DisagreementKind.FIGURE for found in disagreements(one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Typhoon Keela had winds of 150 kph and was 420 kilometers east of Las Palmas at 5 a.m., the bureau said.",
            "Typhoon Keela had winds of 165 kph and was 310 kilometers east of Las Palmas at 11 a.m., the bureau said.",
        ),
        (
            "The Badger Fire had burned 4,200 acres near Ebbe at noon, the forest service said.",
            "The Badger Fire had burned 9,100 acres near Ebbe by 5 p.m., the forest service said.",
        ),
        (
            "Odette had winds of 120 mph and was 140 miles from Ebbe on Tuesday afternoon, the bureau said.",
            "Odette had winds of 135 mph and was 110 miles from Ebbe at 7 p.m., the bureau said.",
        ),
        (
            "With 50% of votes counted, Kristian Lund had 51.8%, the election board said.",
            "With all votes counted, Kristian Lund had 53.2%, the election board said.",
        ),
        (
            "With all votes counted, Kristian Lund had 53.2%, the election board said.",
            "With all votes counted, Petra Aas had 43.9%, the election board said.",
        ),
        (
            "In the referendum 50.7% had voted no, the electoral court said.",
            "In the referendum 49.3% had voted yes, the electoral court said.",
        ),
        (
            "Jamal Orr was shot by police in Ebbe at about 11.30pm on Friday.",
            "Jamal Orr was shot by police in Ebbe on Friday and pronounced dead at 11.48pm.",
        ),
    ],
)
def test_values_of_two_hours_counts_or_sides_do_not_disagree(one: str, other: str) -> None:
    assert not differ(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The storm had winds of 150 kph as it passed Ebbe at 5 a.m., the bureau said.",
            "The storm had winds of 190 kph as it passed Ebbe at 5 a.m., the institute said.",
        ),
        (
            "With all votes counted, Kristian Lund had 53.2% in Osterby, the election board said.",
            "With all votes counted, Kristian Lund had 58.2% in Osterby, the election board said.",
        ),
        (
            "Fire broke out at the bakery in Ebbe at 2:10 a.m. on Monday.",
            "Fire broke out at the bakery in Ebbe at 3:30 a.m. on Monday.",
        ),
        (
            "The blast at noon on Monday killed 12 people in Ebbe.",
            "The blast at 2 p.m. on Monday killed 19 people in Ebbe.",
        ),
    ],
)
def test_values_of_one_hour_and_one_side_do(one: str, other: str) -> None:
    assert differ(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Otto Lund, who has died aged 92, painted blue canvases.", "The painter Otto Lund has died. He was 91."),
        ("Jon Reed, 24, signed for Ebbe on Monday.", "Jon Reed, a 25-year-old striker, signed for Ebbe on Monday."),
        (
            "The singer Ada Moss has died at the age of 78, her family said.",
            "Ada Moss, 79, died at her home on Monday, her manager said.",
        ),
        (
            "Judge Ingrid Salo found Edmund Castell, 58, guilty of taking bribes in Tarlow.",
            "Edmund Castell was sentenced in Tarlow on Thursday. The 59-year-old was convicted of taking bribes.",
        ),
    ],
)
def test_two_ages_of_one_person_disagree(one: str, other: str) -> None:
    assert differ(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Moss, 79, died at her home on Monday.", "Ada Moss was 24 when she won the prize in Ebbe."),
        ("Ada Moss, 79, died on Monday.", "Ada Moss and Ivo Lund sang together. He was 82."),
        ("Ada Moss, 79, died on Monday.", "Ada Moss died on Monday. Her sister Ina said so. She was 71 and ill."),
    ],
)
def test_ages_of_another_time_or_of_somebody_else_do_not(one: str, other: str) -> None:
    assert not differ(one, other)


FACES = "Ivo Moss faces up to 20 years in prison when he is sentenced in May. A jury convicted him on Monday."


@pytest.mark.parametrize(
    ("other", "is_told"),
    [
        ("A jury convicted Ivo Moss on Monday. He could be jailed for up to 25 years.", True),
        ("A jury convicted Ivo Moss on Monday. He could be jailed for up to 20 years.", False),
        ("A jury convicted Ivo Moss and Ada Lund on Monday. Ada Lund faces up to 25 years in prison.", False),
        ("A jury convicted Ivo Moss on Monday. The trial had lasted 25 years after the fraud.", False),
    ],
)
def test_two_longest_sentences_of_one_person_disagree(other: str, *, is_told: bool) -> None:
    found = [one for one in disagreements(FACES, other) if one.kind is DisagreementKind.FIGURE]
    assert bool(found) is is_told
    assert not is_told or (found[0].subject == "the longest possible sentence" and found[0].sureness >= 0.6)


@pytest.mark.parametrize(
    ("one", "other", "is_told"),
    [
        ("about 260,000", "some 310,000", True),
        ("some 85,000", "about 92,000", True),
        ("about 300,000", "some 310,000", False),
        ("about 12", "11", False),
    ],
)
def test_who_says_about_has_rounded_as_far_as_the_digits_show(one: str, other: str, *, is_told: bool) -> None:
    told = "Velt is recalling {} kettles because the handle can come off, the regulator said on Monday."
    assert differ(told.format(one), told.format(other)) is is_told
