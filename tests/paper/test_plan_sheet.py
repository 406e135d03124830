"""The plan on paper: every dated code on the axis and in the table, the others listed, the same bytes each time."""

from __future__ import annotations

import pytest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.plan import Scope
from mhhs_desk.planning import Shown
from tests.paper.test_kinds import texts
from tests.whole_pdf import told_by


@pytest.fixture
def shown(sample: Desk) -> Shown:
    return Shown(None, sample.proposed_plans()[0], Scope.ALL)


def test_the_milestones_print_on_one_page(sample: Desk, shown: Shown) -> None:
    paper = sample.plan_paper(Shown(None, shown.proposal))
    (page,) = texts(paper.data)
    assert "In force on Tue 9 Nov 2021, against PSG 1 proposal. 5 codes with a date, 12 without." in page


def test_every_code_stands_once_with_its_date_or_among_those_without(sample: Desk, shown: Shown) -> None:
    told = " ".join(texts(sample.plan_paper(shown).data)).split()
    dated = {row.milestone.code for row in sample.plan(shown).rows}
    for stone in sample.milestones.all():
        assert told.count(stone.code) >= (2 if stone.code in dated else 1), stone.code


def test_a_date_that_is_not_given_is_not_placed(sample: Desk, shown: Shown) -> None:
    told = " ".join(texts(sample.plan_paper(shown).data))
    assert "M6: Apr-22 to TBC. A date that is not given is not placed." in told
    assert "M6 Code change and detailed design Apr-22 TBC not known Level 1: Ofgem if 3" in told


def test_the_axis_says_in_words_what_it_shows(sample: Desk, shown: Shown) -> None:
    told = " ".join(told_by(sample.plan_paper(shown).data))
    assert "M5: plan Apr-22, no change." in told and "M6: plan Apr-22, proposed TBC, cannot be measured." in told


def test_the_same_plan_gives_the_same_bytes_and_an_empty_one_prints(sample: Desk, shown: Shown) -> None:
    assert sample.plan_paper(shown).data == sample.plan_paper(shown).data
    for stone in sample.milestone_dates.all():
        sample.milestone_dates.remove(stone.id)
    assert "0 codes with a date" in " ".join(texts(sample.plan_paper(shown).data))
