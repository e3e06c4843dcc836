"""Sentences of several speakers, denials that go on, corrections, forecasts: what a reviewer's faithful ones met."""

from __future__ import annotations

import pytest

from summarizer.pipeline import verify

RALLY = [
    {
        "id": "local", "outlet": "Rovik Local", "published_at": "2031-03-04T08:00:00Z", "title": "Rally ends in clash",
        "text": "A supporter said the police had used spray without warning. Police spokesman Rune Vist denied this: "
        "“There were three warnings over loudspeakers.” Fans' coach Ina Asker, who is the lawyer of the club, said the "
        "club would sue. Asker's lawyer, Marko Wenn, said eight people had been treated for sore eyes.",
    },
    {
        "id": "wire", "outlet": "Rovik Wire", "published_at": "2031-03-04T11:00:00Z", "title": "Clash at Rovik rally",
        "text": "Lighting maker Lumet cut its full-year forecast on Tuesday after quarterly profit fell 18 percent. "
        "Union leader Per Nix said the pay offer was fragile. Economist Ola Peel said workers should wait for the "
        "spring talks. The statistician Jun Abaray said that longer contracts could explain part of the rise in pay. "
        "The costs came to 2.1 million crowns, not 2.4 million as the club had stated the day before. "
        "The new rule would not change the allocation of more than one seat. "
        "The stand's owner, Tor Aune, told the Post that 63 percent of fans had left early.",
    },
]  # fmt: skip


def flags(text: str) -> list[str]:
    return [s.reason for s in verify(text, RALLY).summaries[0].sentences if s.verdict.is_flag]


@pytest.mark.parametrize(
    "text",
    [
        "Vist said three warnings had been given over loudspeakers.",
        "Lumet's quarterly profit fell by 18 percent, the company said on Tuesday.",
        "Nix said the pay offer was fragile, Peel said workers should wait for the spring talks and Abaray said longer "
        "contracts could explain part of the rise in pay.",
        "The costs came to 2.1 million crowns, correcting the 2.4 million that the club had given a day earlier.",
        "The new rule would affect no more than one seat.",
        "Asker's lawyer said eight people had been treated for sore eyes.",
        "Tor Aune, the owner of the stand, said 63 percent of fans had left early.",
    ],
)
def test_faithful_sentences_of_these_kinds_are_not_flagged(text: str) -> None:
    assert flags(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Peel said longer contracts could explain part of the rise in pay.",
        "The costs came to 2.4 million crowns.",
    ],
)
def test_their_faulty_neighbours_still_are(text: str) -> None:
    assert flags(text) != []
