"""Faithful sentences that are flagged as soon as one guard of a rule is taken out: each was seen so."""

from __future__ import annotations

import pytest

from summarizer.checkers import names
from summarizer.model import Claim, Mentions, Name, NameKind
from summarizer.pipeline import verify

QUAKE = (
    "The Institute of Geodynamics gave the magnitude of the quake off Lund as 6.7 and the depth as 11 kilometres.",
    "The quake off Lund reached magnitude 7.0, the Norlund Observatory said. It put the depth of the quake at about "
    "18 kilometres.",
)
RESULTS = (
    "Lighting maker Lumet cut its full-year forecast on Thursday after third-quarter operating profit fell 18 percent "
    "to 164 million crowns, missing analysts' expectations. Sales slipped 3 percent to 2.1 billion crowns.",
    "Lumet makes lamps in Lund.",
)
STRIKE = (
    "According to the traffic office, the number of cars rose by a third. Viktor Aune told the Post that 63 per cent "
    "of drivers had stayed away on Tuesday, fewer than on Monday.",
    "Viktor Aune is the head of Kall Transit.",
)
TRIAL = (
    "Miriam Falk, who led the trial, said walkers slept better. Her co-author, the statistician Jun Abaray, said that "
    "people who walk in the evening also sleep longer, which could explain part of the effect.",
    "Per Nix said the result was fragile. Ola Peel, who was not part of it, said people should move often.",
)
STAND = (
    "A 67-year-old woman was hurt in the collapse of the stand in Lund. She succumbed to her wounds at the hospital on "
    "Tuesday.",
    "The stand in Lund collapsed on Monday.",
)
MATCH = (
    "Coach Ola Brandt blamed the referee for the defeat of Lund. Captain Per Moll said the team had been tired.",
    "Tarn's coach, Ida Norby, said her side had deserved the win. Brandt blamed the referee.",
)


@pytest.mark.parametrize(
    ("articles", "text"),
    [
        (
            QUAKE,
            "The Institute of Geodynamics gave magnitude 6.7 and a depth of 11 kilometres, the Norlund Observatory 7.0 "
            "and about 18.",
        ),
        (
            RESULTS,
            "Lumet's third-quarter operating profit fell by 18 percent to 164 million crowns, the company said on "
            "Thursday.",
        ),
        (
            STRIKE,
            "Viktor Aune, the head of Kall Transit, said 63 percent of drivers stayed away on Tuesday, fewer than on "
            "Monday.",
        ),
        (
            TRIAL,
            "Nix said the result was fragile, Peel said people should move often and Abaray said longer sleep could "
            "explain part of the effect.",
        ),
        (STAND, "A 67-year-old woman died."),
        (MATCH, "Brandt blamed the referee and Norby said her side had deserved the win."),
    ],
)
def test_it_is_not_flagged(articles: tuple[str, ...], text: str) -> None:
    outlets = ("Morning Post", "Local")
    given = [
        {"id": f"a{number}", "outlet": outlet, "published_at": "2031-03-04T08:00:00Z", "text": told}
        for number, (outlet, told) in enumerate(zip(outlets, articles, strict=True))
    ]
    (sentence,) = verify(text, given).summaries[0].sentences
    assert not sentence.verdict.is_flag, sentence.reason


@pytest.mark.parametrize(
    ("text", "first", "second", "explains"),
    [
        ("Vigil's head, Ada Osk, said so.", "Vigil", "Ada Osk", True),
        ("Ada Osk, head of Vigil, said so.", "Ada Osk", "Vigil", True),
        ("Ada Osk accused Vigil of fraud.", "Ada Osk", "Vigil", False),
        ("Ada Osk, who met Vigil, said so.", "Ada Osk", "Vigil", False),
    ],
)
def test_a_name_may_only_say_whose_the_other_is(text: str, first: str, second: str, *, explains: bool) -> None:
    one, other = (Name(text.index(n), text.index(n) + len(n), n, NameKind.OTHER) for n in (first, second))
    assert names._explains(one, other, Claim(text, 0, len(text), text, Mentions())) is explains
