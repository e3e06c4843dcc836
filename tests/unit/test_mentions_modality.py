"""How firmly a sentence states its event: every case of tests/cases/modality.txt."""

from __future__ import annotations

import pytest

from tests.unit.mention_cases import Case, part, read_cases


@pytest.mark.parametrize("case", read_cases("modality.txt"), ids=lambda case: case.text[:60])
def test_modality_of_a_sentence(case: Case) -> None:
    """Certainty and negation are those of the main event, and the words that carry them are named."""
    (mentions,) = case.mentions()
    (row,) = case.expected
    modality = mentions.modality
    assert (modality.certainty.value, modality.is_negated) == (row[0], part(row, 1) == "negated"), modality.cues
    assert bool(modality.cues) is (row[0] != "fact" or modality.is_negated)
