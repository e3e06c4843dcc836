"""Names: every case of tests/cases/names.txt."""

from __future__ import annotations

import pytest

from tests.unit.mention_cases import Case, part, read_cases


@pytest.mark.parametrize("case", read_cases("names.txt"), ids=lambda case: case.text[:60])
def test_names_of_a_text(case: Case) -> None:
    """The names are those of the case, in order, of its kinds and with its roles; nothing else is one."""
    found = [name for mentions in case.mentions() for name in mentions.names]
    assert [(name.text, name.kind.value, name.role) for name in found] == [
        (row[0], row[1], part(row, 2) or "") for row in case.expected
    ]
