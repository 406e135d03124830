"""The members' report: what they said, what we argued, what was decided, what is next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.editions import edition_of
from mhhs_desk.domain.papers import Edition, Fate, Outcome
from mhhs_desk.domain.view import View
from mhhs_desk.paper.report import report
from tests.paper.test_kinds import texts
from tests.paper.views import TODAY, framework, question, view_of

AFTER = date(2021, 11, 12)


def members_view() -> View:
    outcome = Outcome(id=1, item_id=1, option="W", decided_by="PSG", ours=Fate.IN_PART, text="With a timetable")
    action = Action(id=1, ref="ACT-01", text="Write the timetable", owner="PMO", forum_id=1, item_id=1)
    own = view_of(replace(framework(), outcome=outcome), question(), actions=(action,))
    return edition_of(own, Edition.MEMBERS, ())


def read(view: View, today: date) -> str:
    return " ".join(texts(report(view, today).data))


def test_it_goes_from_what_was_said_to_what_is_next() -> None:
    told = read(members_view(), AFTER)
    item = told[told.index("1 Governance Framework and PSG Terms of Reference Approval required") :]
    order = ["You said", "We argued", "We asked", "PSG decided", "With a timetable.", "Our position: carried in part.",
             "Next ACT-01 Write the timetable. PMO."]  # fmt: skip
    assert [item.index(part) for part in order] == sorted(item.index(part) for part in order)
    assert "The next PSG is on Wed 1 Dec 2021." in told


def test_before_the_meeting_nothing_is_said_to_be_argued_or_decided() -> None:
    own = view_of(framework())
    told = read(edition_of(own, Edition.MEMBERS, ()), TODAY)
    assert "PSG 1 meets on Wednesday 10 November 2021." in told
    assert "Nothing yet: PSG 1 is still to meet." in told
    assert "We argued" not in told


def test_an_outcome_that_is_not_on_record_is_told_as_such() -> None:
    told = read(members_view(), AFTER)
    assert "The outcome of 1 of 2 items is on record." in told
    assert "The outcome is not on record yet." in told


def test_it_tells_where_each_answer_stands_and_no_states_apart() -> None:
    told = read(members_view(), AFTER)
    assert "Each answer that may be shown is in the position paper, PSG1-SS-members." in told
    for state in ("silent", "ecused", "ot asked", "Never heard", "for the rep only"):
        assert state not in told
