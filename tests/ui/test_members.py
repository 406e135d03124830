"""Members: who is there, who was heard, and how their answers may be shown."""

from __future__ import annotations

import pytest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.members import Consent
from mhhs_desk.ui.answer_line import AnswerLine
from mhhs_desk.ui.controls import Combo
from mhhs_desk.ui.heard import heard, looked_at, never
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.members import MembersPage
from mhhs_desk.ui.shell import Place


@pytest.fixture
def page(window: MainWindow) -> MembersPage:
    assert window.shell and window.frame
    window.shell.go(Place("members"))
    shown = window.frame.page()
    assert isinstance(shown, MembersPage)
    return shown


def test_a_member_who_was_asked_and_never_heard_is_named(story: Desk) -> None:
    records = heard(story, looked_at(story))
    assert [(record.member.name, record.answered, record.items) for record in records] == [
        ("Alder Energy", 2, 2), ("Bramble Power", 0, 2), ("Cobalt Gas", 1, 2),
    ]  # fmt: skip
    assert [member.name for member in never(records)] == ["Bramble Power"]


def test_members_stand_by_segment_with_what_is_not_known_in_words(page: MembersPage) -> None:
    model = page.table
    rows = [[str(model.index(row, column).data() or "") for column in range(4)] for row in range(model.rowCount())]
    assert rows[0][0] == "Domestic 2 members"
    assert rows[1] == ["Alder Energy", "Domestic", "Priya Lund", "2 of 2"]
    assert rows[2] == ["Bramble Power", "Domestic", "none given", "never heard"]


def test_the_pane_shows_each_answer_and_leads_to_its_item(page: MembersPage, window: MainWindow) -> None:
    assert window.shell
    window.shell.go(Place("members", 3))
    lines = page.details.findChildren(AnswerLine)
    assert [line.accessibleName() for line in lines[-2:]] == [
        "Item 1, The framework: Reject, red line",
        "Item 2, M6 to a date not given: silent",
    ]


def test_consent_is_changed_in_the_pane_and_undone(page: MembersPage, window: MainWindow, story: Desk) -> None:
    assert window.shell
    window.shell.go(Place("members", 1))
    box = page.details.findChildren(Combo)[-1]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert story.members.get(1).consent is Consent.KIND
    assert page.view.current().member.consent is Consent.KIND
    window.run("undo")
    assert story.members.get(1).consent is Consent.NAMED


def test_the_search_narrows_by_member_and_by_person(page: MembersPage) -> None:
    page.search.setText("priya")
    assert [record.member.name for record in page.table.records()] == ["Alder Energy"]


def test_escape_closes_the_pane(page: MembersPage) -> None:
    page.view.choose(lambda record: record.member.id == 1)
    assert page.details.isVisible()
    page.details.close_pane()
    assert page.details.isHidden() and page.view.current() is None


def test_without_members_the_page_says_what_goes_there(bare: MainWindow, desk: Desk) -> None:
    bare.show_desk(desk)
    assert bare.shell and bare.frame
    bare.shell.go(Place("members"))
    page = bare.frame.page()
    assert isinstance(page, MembersPage)
    assert page.full.isHidden() and not page.empty.isHidden()
