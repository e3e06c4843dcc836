"""Who says what: every case of tests/cases/attributions.txt."""

from __future__ import annotations

import pytest

from tests.unit.mention_cases import Case, part, read_cases


@pytest.mark.parametrize("case", read_cases("attributions.txt"), ids=lambda case: case.text[:60])
def test_attributions_of_a_text(case: Case) -> None:
    """Every saying is found once, with its speaker, stance and what is said."""
    found = sorted((a for mentions in case.mentions() for a in mentions.attributions), key=lambda a: a.start)
    assert [(a.speaker.lower(), a.cue, a.stance.value) for a in found] == [
        ((part(row, 0) or "").lower(), row[1], row[2]) for row in case.expected
    ]
    for attribution, row in zip(found, case.expected, strict=True):
        content = part(row, 3)
        told = case.text[attribution.content_start : attribution.content_end]
        assert not content or told.startswith(content)
        assert attribution.is_anonymous is (part(row, 4) == "anonymous")
