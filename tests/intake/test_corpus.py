"""Documents in the manner of many boards, councils and committees, each read as a careful person would read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.expectations import Case, differences, own, real


@pytest.mark.parametrize("case", own(), ids=lambda case: case.name)
def test_a_document_is_read_as_a_careful_person_would(case: Case) -> None:
    assert differences(case) == []


@pytest.mark.real
def test_the_real_documents_are_read_as_they_were_by_hand(shared: Path) -> None:
    told = {case.name: wrong for case in real(shared) if (wrong := differences(case))}
    assert told == {}
