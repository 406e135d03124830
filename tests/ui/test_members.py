"""Members: who was heard at which meeting, who never was, and from when to when each is a member."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.calls import Asked, Call
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Consent, Member
from mhhs_desk.ui.answer_line import AnswerLine
from mhhs_desk.ui.controls import Combo, Words
from mhhs_desk.ui.heard import chased_words, hearing_of, part_words
from mhhs_desk.ui.heard_cells import forms
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.page import Page
from mhhs_desk.ui.pages.consultation import ConsultationPane
from mhhs_desk.ui.pages.meetings import MeetingsPage
from mhhs_desk.ui.pages.members import MembersPage
from mhhs_desk.ui.pages.today import TodayPage
from mhhs_desk.ui.shell import Place
from tests.ui.conftest import DECISIONS

ALDER, BRAMBLE, COBALT = 1, 2, 3
P = TypeVar("P", bound=Page)


@pytest.fixture
def page(window: MainWindow) -> MembersPage:
    return at(window, Place("members"), MembersPage)


def at(window: MainWindow, place: Place, kind: type[P]) -> P:
    assert window.shell and window.frame
    window.shell.go(place)
    shown = window.frame.page()
    assert isinstance(shown, kind)
    return shown


def earlier(desk: Desk, *heard: int, label: str = "DAG 4", day: date = date(2021, 10, 13)) -> Meeting:
    """A meeting before PSG 1 with one item, about which all were asked and some members answered."""
    forum = next(forum.id for forum in desk.forums.all() if forum.code == "DAG")
    with desk.step(f"Tell of {label}"):
        meeting = desk.meetings.add(Meeting(forum_id=forum, label=label, day=day))
        item = desk.items.add(Item(meeting_id=meeting.id, number=1, title="An older item", options=DECISIONS))
        call = desk.calls.add(Call(meeting_id=meeting.id, channel="e-mail", sent_on=date(2021, 10, 8)))
        desk.asked.add_all(Asked(call_id=call.id, member_id=m.id, item_id=item.id) for m in desk.members.all())
        desk.feedback.add_all(Feedback(member_id=one, item_id=item.id, option="A") for one in heard)
    return meeting


def remind(desk: Desk, member: int) -> None:
    """Chase a member about all of PSG 1."""
    meeting = desk.meeting("PSG 1")
    with desk.step("Remind"):
        call = desk.calls.add(Call(meeting_id=meeting.id, channel="e-mail", sent_on=date(2021, 11, 8), reminder=True))
        items = desk.items.where("meeting_id = ?", meeting.id)
        desk.asked.add_all(Asked(call_id=call.id, member_id=member, item_id=item.id) for item in items)


def groups(page: MembersPage) -> list[str]:
    """The table as it is read: heads, and the members under them."""
    rows = (page.table.index(row, 0).data() for row in range(page.table.rowCount()))
    return [str(told) for told in rows]


def told(page: MembersPage) -> list[str]:
    return [words.text() for words in page.details.findChildren(Words)]


# The table


def test_the_never_heard_come_first_by_name(page: MembersPage) -> None:
    assert groups(page) == [
        "Never heard 1 member, over 1 meeting", "Bramble Power", "Heard 2 members", "Cobalt Gas", "Alder Energy",
    ]  # fmt: skip
    assert page.count.text() == "3 members · 1 never heard, over 1 meeting"


def test_a_cell_says_how_much_was_heard_when_it_was_asked_and_how_long_it_had(page: MembersPage, story: Desk) -> None:
    remind(story, BRAMBLE)
    (row,) = [n for n in range(page.table.rowCount()) if page.table.index(n, 0).data() == "Bramble Power"]
    assert page.table.headerData(1, page.view.horizontalHeader().orientation()) == "PSG 1, 10 Nov"
    assert page.table.index(row, 1).data() == (
        "Heard on 0 of 2 items (2 silent). Asked Thu 4 Nov by e-mail, 4 working days; chased Mon 8 Nov"
    )


def test_a_narrow_cell_says_less_and_never_nothing_but_what_does_not_fit(story: Desk) -> None:
    remind(story, BRAMBLE)
    bramble = hearing_of(story).records[1]
    assert list(forms(bramble.parts[0])) == [
        "asked 4 Nov, 4 working days, chased 8 Nov", "asked 4 Nov, 4 days, chased 8 Nov", "4 Nov, 4 days, chased 8 Nov",
        "4 Nov, 4 days, chased", "4 Nov, 4 days", "4 Nov", "",
    ]  # fmt: skip


def test_every_meeting_has_its_column_the_newest_at_the_right(page: MembersPage, story: Desk) -> None:
    earlier(story, BRAMBLE)
    assert [column.title for column in page.table.columns][:4] == ["Member", "DAG 4, 13 Oct", "PSG 1, 10 Nov", "Heard"]
    assert groups(page)[0] == "Heard 3 members"
    assert page.count.text().endswith("0 never heard, over 2 meetings")


def test_never_heard_looks_at_the_last_three_meetings_only(page: MembersPage, story: Desk) -> None:
    earlier(story, BRAMBLE, label="DAG 2", day=date(2021, 8, 11))
    for number, day in ((3, date(2021, 9, 8)), (4, date(2021, 10, 13))):
        earlier(story, ALDER, label=f"DAG {number}", day=day)
    assert groups(page)[:2] == ["Never heard 1 member, over the last 3 meetings", "Bramble Power"]
    assert page.table.records()[0].heard == 1  # at the oldest of the four that the table shows


def test_the_table_goes_back_as_far_as_one_chooses(page: MembersPage, story: Desk) -> None:
    for number in range(1, 8):
        earlier(story, label=f"DAG {number}", day=date(2021, number, 13))
    assert len(page.found.meetings) == 6 and page.span.isVisible()
    page.span.pick(12)
    page.span.activated.emit(2)
    assert len(page.found.meetings) == 8


def test_the_search_narrows_by_member_by_person_and_by_segment(page: MembersPage) -> None:
    page.search.setText("priya")
    assert [record.member.name for record in page.table.records()] == ["Alder Energy"]
    page.search.setText("non-domestic")
    assert [record.member.name for record in page.table.records()] == ["Cobalt Gas"]


def test_without_members_the_page_says_what_goes_there(bare: MainWindow, desk: Desk) -> None:
    bare.show_desk(desk)
    page = at(bare, Place("members"), MembersPage)
    assert page.full.isHidden() and not page.empty.isHidden()


# The pane


def test_the_pane_shows_each_answer_and_leads_to_its_item(page: MembersPage, window: MainWindow) -> None:
    assert window.shell
    window.shell.go(Place("members", COBALT))
    first, second = page.details.findChildren(AnswerLine)
    assert first.accessibleName() == "Item 1, The framework: Reject, red line"
    assert second.accessibleName() == "Item 2, M6 to a date not given: silent"
    assert "Asked Thu 4 Nov by e-mail, 4 working days; not chased" in second.toolTip()
    first.click()
    assert window.shell.place == Place("item", 1, "F02")


def test_the_pane_shows_every_meeting_the_newest_first(page: MembersPage, story: Desk, window: MainWindow) -> None:
    earlier(story)
    at(window, Place("members", BRAMBLE), MembersPage)
    assert [text for text in told(page) if "2021" in text] == ["PSG 1, Wed 10 Nov 2021", "DAG 4, Wed 13 Oct 2021"]
    assert "never heard, over 2 meetings" in told(page)


def test_the_parties_a_member_answers_for_stand_with_its_answers(
    page: MembersPage, story: Desk, window: MainWindow
) -> None:
    story.feedback.change(1, represents="Alder Retail")
    at(window, Place("members", ALDER), MembersPage)
    assert "Answered for Alder Retail." in told(page)


def test_consent_is_changed_in_the_pane_and_undone(page: MembersPage, window: MainWindow, story: Desk) -> None:
    assert window.shell
    window.shell.go(Place("members", ALDER))
    box = page.details.findChildren(Combo)[-1]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert story.members.get(ALDER).consent is Consent.KIND
    assert page.view.current().member.consent is Consent.KIND
    window.run("undo")
    assert story.members.get(ALDER).consent is Consent.NAMED


def test_escape_closes_the_pane(page: MembersPage) -> None:
    page.view.choose(lambda record: record.member.id == ALDER)
    assert page.details.isVisible()
    page.details.close_pane()
    assert page.details.isHidden() and page.view.current() is None


# From a day to a day


def leave(page: MembersPage, member: int, typed: str) -> None:
    """Type the last day of a member into the pane."""
    page.view.choose(lambda record: record.member.id == member)
    page.details.until.setText(typed)
    page.details.until.editingFinished.emit()


def test_a_member_that_left_is_counted_at_earlier_meetings_and_not_at_later_ones(
    page: MembersPage, story: Desk, window: MainWindow
) -> None:
    earlier(story)
    leave(page, BRAMBLE, "30 Oct 2021")
    assert story.members.get(BRAMBLE).until == date(2021, 10, 30)
    assert groups(page)[-2:] == ["Not a member today 1 member", "Bramble Power"]
    before, after = page.view.current().parts
    assert (before.counted, before.items, after.counted, after.items) == (True, 1, False, 0)
    assert story.view(story.meeting("PSG 1")).member_count == 2
    window.run("undo")
    assert groups(page)[:2] == ["Never heard 1 member, over 2 meetings", "Bramble Power"]


def test_the_keyboard_goes_on_from_a_day_that_was_kept(page: MembersPage, story: Desk, qtbot: QtBot) -> None:
    page.view.choose(lambda record: record.member.id == ALDER)
    page.details.since.setFocus()
    qtbot.waitUntil(page.details.since.hasFocus)
    QTest.keyClicks(page.details.since, "1 Jun 2021")
    QTest.keyClick(page.details.since, Qt.Key.Key_Tab)
    assert story.members.get(ALDER).since == date(2021, 6, 1)
    qtbot.waitUntil(page.details.until.hasFocus)
    assert page.details.since.text() == "1 Jun 2021"


def test_an_end_before_the_beginning_is_refused_and_a_day_that_is_none_is_told(page: MembersPage, story: Desk) -> None:
    story.members.change(ALDER, since=date(2021, 6, 1))
    leave(page, ALDER, "1 May 2021")
    assert page.details.refusal.text() == ("A membership that begins on Tue 1 Jun 2021 cannot end on Sat 1 May 2021.")
    leave(page, ALDER, "when it suits")
    assert page.details.refusal.text().startswith("“when it suits” is not a day.")
    assert story.members.get(ALDER).until is None


def test_an_answer_outside_its_dates_is_told_wherever_it_is_not_counted(
    page: MembersPage, story: Desk, window: MainWindow
) -> None:
    leave(page, COBALT, "1 Nov 2021")
    assert part_words(page.view.current().parts[0]) == "Not a member on the day; 1 answer not counted"
    assert "Not a member on the day. Its answer to item 1 is not counted." in told(page)
    (line,) = page.details.findChildren(AnswerLine)
    assert line.accessibleName() == "Item 1, The framework: Reject, red line"
    pane = consultation(window, story)
    assert pane.outside.text() == "1 answer of Cobalt Gas is not counted: not a member on Wed 10 Nov."


def consultation(window: MainWindow, desk: Desk) -> ConsultationPane:
    assert window.shell and window.frame
    window.shell.go(Place("meetings", desk.meeting("PSG 1").id, "consultation"))
    return window.frame.page().findChildren(ConsultationPane)[0]


# Who was never heard, elsewhere


def test_the_never_heard_are_named_on_today_with_what_was_done(window: MainWindow, story: Desk) -> None:
    page = at(window, Place("today"), TodayPage)
    assert (page.never.table.records(), page.since.text()) == (
        [(BRAMBLE, "Bramble Power", "asked 4 Nov")],
        "Over 1 meeting.",
    )
    remind(story, BRAMBLE)
    assert page.never.table.records() == [(BRAMBLE, "Bramble Power", "chased 8 Nov")]
    earlier(story, BRAMBLE)
    assert (page.never.table.records(), page.since.text()) == ([], "Every member was heard, over 2 meetings.")


def test_who_left_is_not_named_among_the_never_heard(story: Desk) -> None:
    (bramble,) = hearing_of(story).never
    assert chased_words(bramble) == "asked 4 Nov"
    story.members.save(replace(bramble.member, until=date(2021, 11, 8)))
    assert hearing_of(story).never == ()


def test_the_consultation_names_the_never_heard_apart_from_those_not_heard_yet(window: MainWindow, story: Desk) -> None:
    pane = consultation(window, story)
    heads = [pane.members.table.index(row, 0).data() for row in range(pane.members.table.rowCount())]
    assert heads == ["Never heard 1, over 1 meeting", "Bramble Power", "Heard 2", "Alder Energy", "Cobalt Gas"]
    earlier(story, BRAMBLE)
    heads = [pane.members.table.index(row, 0).data() for row in range(pane.members.table.rowCount())]
    assert heads[:2] == ["Not heard yet 1", "Bramble Power"]


def test_the_consultation_says_when_each_was_asked_and_chased_and_for_whom_it_answers(
    window: MainWindow, story: Desk
) -> None:
    remind(story, BRAMBLE)
    story.feedback.change(1, represents="Alder Retail")
    table = consultation(window, story).members.table
    assert [table.index(1, column).data() for column in range(4)] == ["Bramble Power", "4 Nov", "8 Nov", "4"]
    assert [table.index(row, len(table.columns) - 1).data() for row in (1, 3)] == ["itself", "Alder Retail"]


def test_of_many_never_heard_a_dozen_are_named_on_today_and_the_rest_counted(window: MainWindow, story: Desk) -> None:
    with story.step("Take in a list"):
        story.members.add_all(Member(name=f"Member {number:02d}") for number in range(20))
    page = at(window, Place("today"), TodayPage)
    assert len(page.never.table.records()) == 12
    assert page.since.text() == "9 more on the Members page. Over 1 meeting."


def test_the_foot_of_the_sidebar_counts_the_members_there_are_today(
    page: MembersPage, window: MainWindow, story: Desk
) -> None:
    leave(page, COBALT, "8 Nov 2021")
    assert window.frame
    told = [words.text() for words in window.frame.sidebar.findChildren(Words)]
    assert "PSG · 2 members" in told


def test_the_matrix_says_how_many_answers_it_leaves_out(page: MembersPage, window: MainWindow, story: Desk) -> None:
    leave(page, COBALT, "8 Nov 2021")
    matrix = at(window, Place("meetings", story.meeting("PSG 1").id, "matrix"), MeetingsPage).pane.matrix
    assert (
        matrix.told.text()
        == "2 of 4 cells answered · 1 member not heard · 1 answer not counted, of no member on the day"
    )
