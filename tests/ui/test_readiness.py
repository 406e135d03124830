"""The Readiness tab: what stops before what warns, the way to each place, and which gates this desk asks."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.gates import SEVERITIES, GateSetting
from mhhs_desk.domain.items import Touch
from mhhs_desk.domain.meetings import Attending
from mhhs_desk.ui.gate_rows import GateDelegate
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.hand_over import HandOverPage
from mhhs_desk.ui.pages.item import ItemPage
from mhhs_desk.ui.pages.meetings import MeetingsPage
from mhhs_desk.ui.pages.readiness import ReadinessPane
from mhhs_desk.ui.pages.reference import ReferencePage
from mhhs_desk.ui.pages.today import TodayPage
from mhhs_desk.ui.shell import Place
from mhhs_desk.ui.todo import gate_place


@pytest.fixture
def pane(window: MainWindow, story: Desk) -> ReadinessPane:
    assert window.shell and window.frame
    window.resize(1440, 900)
    window.shell.go(Place("meetings", story.meeting().id, "readiness"))
    shown = window.frame.page()
    assert isinstance(shown, MeetingsPage)
    return shown.pane.readiness


def groups(pane: ReadinessPane) -> dict[str, list[str]]:
    """The gates under their headings."""
    found: dict[str, list[str]] = {}
    table = pane.gates.table
    for row in range(table.rowCount()):
        if heading := table.heading(row):
            found[heading.text] = []
        elif record := table.record(row):
            found[list(found)[-1]].append(record.id)
    return found


def test_what_stops_comes_first_and_what_is_late_is_only_noted(pane: ReadinessPane) -> None:
    found = groups(pane)
    assert list(found) == ["Stops", "Noted", "Met"]
    assert found["Stops"] == ["read", "positions", "actions", "printed"]
    assert found["Noted"] == ["late"]
    assert pane.told.text() == (
        "Not ready: 4 gates are open, 1 is noted. A paper can be printed all the same."
    )  # fmt: skip


def test_a_gate_that_is_switched_off_is_shown_as_not_asked_and_undo_asks_it_again(
    pane: ReadinessPane, story: Desk
) -> None:
    pane.edit.click()
    line = pane.settings.lines["printed"]
    line.tick.click()
    assert groups(pane)["Not asked"] == ["printed"] and "printed" not in groups(pane)["Stops"]
    assert pane.told.text().startswith("Not ready: 3 gates are open, 1 is noted, 1 is not asked.")
    pane.shell.undo()
    assert line.tick.isChecked() and "Not asked" not in groups(pane)
    assert story.gate_settings.all() == []


def test_a_limit_is_kept_left_empty_or_refused(pane: ReadinessPane, story: Desk) -> None:
    pane.edit.click()
    limit = pane.settings.lines["coverage"].limit
    assert limit and limit.placeholderText() == "50"
    limit.setText("90")
    QTest.keyClick(limit, Qt.Key.Key_Return)
    assert "coverage" in groups(pane)["Stops"]
    limit.setText("101")
    limit.editingFinished.emit()
    assert pane.settings.refusal.text() == "The limit is a number from 1 to 100; left empty, it is 50."
    assert limit.text() == "90"
    limit.setText("")
    limit.editingFinished.emit()
    assert "coverage" in groups(pane)["Met"]
    assert [(one.code, one.least) for one in story.gate_settings.all()] == [("coverage", None)]


def test_leaving_a_limit_as_it_is_makes_no_step(pane: ReadinessPane, story: Desk) -> None:
    pane.edit.click()
    limit = pane.settings.lines["asked"].limit
    assert limit
    before = story.undoable()
    limit.editingFinished.emit()
    assert story.undoable() == before


def test_enter_on_a_gate_that_is_not_asked_leads_to_its_tick(pane: ReadinessPane, story: Desk) -> None:
    story.set_gate(GateSetting(code="inbox", asked=False))
    pane.gates.choose(lambda row: row.id == "inbox")
    QTest.keyClick(pane.gates, Qt.Key.Key_Return)
    assert pane.settings.isVisible() and pane.settings.lines["inbox"].tick.hasFocus()
    assert list(pane.settings.lines) == list(SEVERITIES)


def test_every_gate_leads_to_the_place_where_it_is_mended(window: MainWindow, story: Desk) -> None:
    first, second = story.feedback.all()[:2]
    story.feedback.change(first.id, reviewed=None)
    story.items.change(1, paper_version="v1.0")
    story.feedback.change(second.id, paper_version="v0.9")
    story.meetings.change(story.meeting().id, attending=None)
    story.positions.write(1, option="A", statement="We accept.")
    meeting = story.meeting()
    places = {gate.code: gate_place(gate, meeting) for gate in story.ready(meeting) if gate.open or gate.noted}
    forum = meeting.forum_id
    assert places == {
        "read": Place("item", 2),
        "late": Place("reference", forum, "forums"),
        "positions": Place("item", 1),
        "cited": Place("item", 1),
        "sensitive": Place("item", 1, first.code),
        "stale": Place("item", 1, second.code),
        "actions": Place("actions", 2),
        "attending": Place("meetings", meeting.id, "facts"),
        "printed": Place("papers"),
    }
    assert window.shell
    for place in places.values():
        window.shell.go(place)
        assert window.shell.place == place


def test_an_alternate_who_is_not_approved_leads_to_the_approval(window: MainWindow, story: Desk) -> None:
    seat = story.seats.first("ours")
    assert seat and window.shell and window.frame
    story.seats.change(seat.id, alternate="Robin Vale")
    story.meetings.change(story.meeting().id, attending=Attending.ALTERNATE)
    gate = next(one for one in story.ready(story.meeting()) if one.code == "attending")
    window.shell.go(gate_place(gate, story.meeting()))
    page = window.frame.page()
    assert isinstance(page, HandOverPage) and page.alternate.name.text() == "Robin Vale"
    story.seats.change(seat.id, alternate_approved=date(2021, 11, 8))
    assert next(one for one in story.ready(story.meeting()) if one.code == "attending").met


def test_the_gate_of_an_item_leads_to_the_answer_that_was_not_looked_over(window: MainWindow, story: Desk) -> None:
    last = story.feedback.all()[1]
    story.feedback.change(last.id, reviewed=None)
    assert window.shell and window.frame
    window.resize(1440, 900)
    window.shell.go(Place("item", 1))
    page = window.frame.page()
    assert isinstance(page, ItemPage)
    (gate,) = (one for one in page.position.gates.gates if one.code == "sensitive")
    assert (gate.met, gate.reason) == (False, "1 answer not looked over for passages to hold back")
    page.position.gates.go("sensitive")
    assert page.answers.list.current().answer.feedback.code == last.code


def test_the_route_follows_the_thresholds_as_they_are_looked_at(window: MainWindow, story: Desk) -> None:
    assert window.shell and window.frame
    window.shell.go(Place("item", 1))
    page = window.frame.page()
    assert isinstance(page, ItemPage)
    told = page.ask.route.sentence
    assert told.text().endswith("whether Ofgem must be asked is not known: no threshold is looked at yet.")
    for row in page.ask.thresholds:
        row.set.emit(row.code, Touch.NOT_TOUCHED, "")
    assert told.text() == (
        "Approval: PSG decides by consensus [R1]; without consensus the SRO decides; Ofgem need not be asked: no "
        "threshold is touched."
    )
    page.ask.thresholds[0].set.emit(page.ask.thresholds[0].code, Touch.TOUCHED, "It changes the model.")
    assert told.text().endswith("Ofgem must be asked [R5]: it touches adherence to the TOM.")
    named = [link.accessibleName() for link in page.ask.route.rules]
    assert named == ["Rule R1, How PSG decides", "Rule R5, Referral to Ofgem"]
    page.ask.route.rules[1].click()
    shown = window.frame.page()
    assert isinstance(shown, ReferencePage) and shown.view.current().code == "R5"


def test_a_command_and_a_gate_of_today_that_is_not_asked_lead_to_what_this_desk_asks(
    window: MainWindow, story: Desk
) -> None:
    story.set_gate(GateSetting(code="read", asked=False))
    assert window.frame and window.shell
    page = window.frame.page()
    assert isinstance(page, TodayPage)
    page.gates.choose(lambda gate: gate.code == "read")
    QTest.keyClick(page.gates, Qt.Key.Key_Return)
    shown = window.frame.page()
    assert isinstance(shown, MeetingsPage) and shown.pane.readiness.settings.isVisible()
    assert shown.pane.part == "readiness"
    shown.pane.readiness.settings.close_pane()
    window.run("gates")
    assert shown.pane.readiness.settings.isVisible()


def test_today_shows_what_does_not_stop_as_such(window: MainWindow, story: Desk) -> None:
    story.set_gate(GateSetting(code="read", asked=False))
    assert window.frame
    page = window.frame.page()
    assert isinstance(page, TodayPage)
    shown = page.gates.table.records()
    assert [gate.code for gate in shown if not gate.asked] == [shown[-1].code] == ["read"]
    told = [GateDelegate(page.look).words(gate) for gate in shown]
    assert told[-1] == "Papers read, not asked: Not asked of this desk."
    assert any(line.startswith("Papers in time, noted: 1 of 5 working days lost: in Thu 4 Nov") for line in told)
    assert page.met.text() == "8 of 12"
    assert page.sentence.text() == "PSG 1 is tomorrow. 3 of its 12 gates are open."
