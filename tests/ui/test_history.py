"""History: what each step changed in words, the past of one record, and what was removed and comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.holder import Holder
from mhhs_desk.domain.items import Disposition
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Consent, Member
from mhhs_desk.domain.positions import Strength
from mhhs_desk.domain.word_diff import GONE, NEW, SAME, pieces
from mhhs_desk.ui.change_view import ChangeView
from mhhs_desk.ui.changes import in_words, merged, read_out
from mhhs_desk.ui.controls import Link
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.history import AT_ONCE, REMOVED, HistoryPage, Older
from mhhs_desk.ui.pages.item import ItemPage
from mhhs_desk.ui.record_words import RecordWords
from mhhs_desk.ui.shell import Place
from mhhs_desk.ui.steps import PAST


@pytest.fixture
def page(window: MainWindow) -> HistoryPage:
    return shown(window, Place("history"))


def shown(window: MainWindow, place: Place) -> HistoryPage:
    assert window.shell and window.frame
    window.shell.go(place)
    page = window.frame.page()
    assert isinstance(page, HistoryPage)
    return page


def rows(page: HistoryPage) -> list[str]:
    """The rows of the list without their times."""
    return [page.list._delegate.words(row).split(", ", 1)[1] for row in page.list.table.records()]


def last(desk: Desk) -> list[str]:
    """The last step, read out."""
    known = RecordWords(desk)
    return [read_out(in_words(change, known)) for change in merged(desk.changes_of(desk.past(1)[0].id))]


def runs(view: ChangeView, struck: bool) -> list[str]:
    """The runs of text that are struck, or underlined."""
    found, block = [], view.document().begin()
    while block.isValid():
        at = block.begin()
        while not at.atEnd():
            shape = at.fragment().charFormat()
            if shape.fontStrikeOut() if struck else shape.fontUnderline():
                found.append(at.fragment().text())
            at += 1
        block = block.next()
    return found


def test_every_step_stands_there_the_newest_first_undone_and_redone_told_apart(
    page: HistoryPage, window: MainWindow, story: Desk
) -> None:
    story.actions.close(1, on=story.today)
    window.run("undo")
    window.run("redo")
    assert rows(page) == [
        "Did again: Close ACT-01", "Took back: Close ACT-01", "Close ACT-01", "Tell the story", "Set up the desk",
    ]  # fmt: skip
    heading = page.list.table.heading(0)
    assert heading and heading.detail == "5 steps"


def test_the_chosen_step_says_what_it_changed_in_the_reps_words(page: HistoryPage, story: Desk) -> None:
    with story.step("Show F01 by kind"):
        story.feedback.change(1, consent=Consent.KIND)
    assert page.list.choose(lambda row: row.name == "Show F01 by kind")
    told = "Answer of Alder Energy on item 1, changed. May be shown: was Named, now By kind"
    assert page.changes.accessibleDescription() == told
    assert runs(page.changes, struck=True) == ["Named"]
    assert runs(page.changes, struck=False) == ["By kind"]


def test_fields_are_told_by_name_with_days_links_lists_and_yes_or_no_in_words(story: Desk) -> None:
    with story.step("Put F01 right"):
        story.feedback.change(1, member_id=2, option="X", sensitive=True, received="2021-11-08T09:14", evidence=3)
    assert last(story) == [
        "Answer of Bramble Power on item 1, changed. Member: was Alder Energy, now Bramble Power. "
        "Option: was Accept, now Reject. Evidence: was not given, now High. "
        "When it came: was not given, now Mon 8 Nov 2021 09:14. Commercially sensitive: was no, now yes"
    ]
    with story.step("Edit ACT-01"):
        story.actions.change(1, due=date(2021, 12, 1), due_words=None)
    assert last(story) == [
        "Action ACT-01, changed. Due: was not given, now Wed 1 Dec 2021. Due, in words: was Next PSG, now not given"
    ]
    with story.step("Change the domains"):
        story.members.change(1, domains=("alder.example", "alder.test"), since=date(2021, 9, 1))
    assert last(story) == [
        "Member Alder Energy, changed. Mail domains: was alder.example, now alder.example, alder.test. "
        "Member since: was not given, now Wed 1 Sep 2021"
    ]


def test_the_same_value_of_two_kinds_has_the_words_of_its_own_kind(story: Desk) -> None:
    with story.step("Keep Alder Energy to the rep"):
        story.members.change(1, consent=Consent.REP)
    assert last(story) == [
        "Answer of Alder Energy on item 1, changed. May be shown: was Named, now For the rep only",
        "Answer of Alder Energy on item 2, changed. May be shown: was Named, now For the rep only",
        "Member Alder Energy, changed. Consent: was Named, now For the rep only",
    ]


def test_a_record_that_a_step_wrote_twice_stands_there_once(story: Desk) -> None:
    story.positions.write(1, "Write the position on item 1", option="A", strength=Strength.MAJORITY, ask="Wait. [J]")
    assert last(story) == [
        "Position on item 1, added. Item: Item 1, The framework. Option: Accept. Strength: Majority with dissent. "
        "Ask of the group: Wait. [J]"
    ]


def test_every_kind_of_record_has_words_and_no_field_shows_its_column(sample: Desk) -> None:
    known = RecordWords(sample)
    every = [in_words(change, known) for step in sample.past() for change in sample.changes_of(step.id)]
    kinds = {change.kind for change in every}
    assert {"feedback", "proposal", "call", "asked", "recusal", "milestone_date", "seat", "setting"} <= kinds
    labels = {field.label for change in every for field in change.fields}
    assert not [label for label in labels if "_" in label or label != label.strip() or label == ""]
    assert not [change.title for change in every if "not known" in change.title or "_" in change.title.split(":")[0]]
    values = {field.after for change in every for field in change.fields}
    assert not [value for value in values if value.startswith(('["', "[[", '{"'))]


def test_what_a_new_record_says_is_not_said_twice(page: HistoryPage, story: Desk) -> None:
    story.actions.tell(2, "Asked again.", story.today)
    page.list.choose(lambda row: row.name == "Update ACT-02")
    assert page.changes.toPlainText().count("Asked again.") == 1


def test_items_of_several_meetings_are_told_apart(story: Desk) -> None:
    forum = story.meeting().forum_id
    later = story.meetings.add(Meeting(forum_id=forum, label="PSG 2"))
    assert RecordWords(story).called("feedback", 2) == "Answer of Cobalt Gas on item 1"
    story.add_item(later, "The budget", Disposition.APPROVAL)
    assert RecordWords(story).called("feedback", 2) == "Answer of Cobalt Gas on item 1 of PSG 1"


def test_a_text_is_compared_word_by_word(page: HistoryPage, story: Desk) -> None:
    story.positions.write(1, "Write", ask="Ask the group to wait for the costs. [J]")
    story.positions.write(1, "Write again", ask="Ask the group to wait for all of the costs. [J]")
    page.list.choose(lambda row: row.name == "Write again")
    assert (runs(page.changes, struck=True), runs(page.changes, struck=False)) == ([], ["all of"])
    assert "Ask the group to wait for all of the costs. [J]" in page.changes.toPlainText()


def test_a_word_that_only_moved_to_the_end_of_a_text_is_not_called_changed() -> None:
    found = pieces("Wait for the vote and the costs.", "Wait for the vote and the")
    assert [(piece.kind, piece.text.strip()) for piece in found] == [
        (SAME, "Wait for the vote and the"),
        (GONE, "costs."),
    ]


def test_texts_that_share_little_are_shown_whole_and_long_runs_are_shortened() -> None:
    assert [piece.kind for piece in pieces("One two three four", "Red green blue grey")] == [GONE, NEW]
    long = "word " * 400
    found = pieces(f"{long}old end", f"{long}new end")
    assert [piece.kind for piece in found] == [SAME, GONE, NEW, SAME]
    assert len(found[0].text) < 120 and "…" in found[0].text


def test_a_bulk_step_shows_fifty_records_and_how_many_more(page: HistoryPage, story: Desk) -> None:
    with story.step("Keep many"):
        story.members.add_all(Member(name=f"Member {number:03d}") for number in range(130))
    page.list.choose(lambda row: row.name == "Keep many")
    assert page.moment.text().endswith("130 records")
    text = page.changes.toPlainText()
    assert "Member 049" in text and "Member 050" not in text
    assert text.rstrip().endswith("and 80 more.")


def test_the_search_narrows_by_words(page: HistoryPage, story: Desk) -> None:
    story.actions.close(1, on=story.today)
    page.search.setText("act-01")
    assert rows(page) == ["Close ACT-01"]
    page.search.setText("nowhere")
    assert page.list.table.rowCount() == 0
    assert "Nothing holds “nowhere”." in page.changes.toPlainText()


def test_the_last_steps_are_shown_and_older_ones_when_asked_for(page: HistoryPage, story: Desk, qtbot: QtBot) -> None:
    heard = story.workspace.listeners[:]
    for number in range(AT_ONCE + 20):
        story.workspace.listeners[:] = heard if number == AT_ONCE + 19 else []  # the page is told once, of the last
        with story.step(f"Step {number}"):
            story.actions.change(1, text=f"Text {number}")
    found = page.list.table.records()
    assert len(found) == AT_ONCE + 1 and isinstance(found[-1], Older)
    assert page.count.text() == f"the last {AT_ONCE}"
    page.list.choose(lambda row: isinstance(row, Older))
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert len(page.list.table.records()) == AT_ONCE + 22
    assert page.list.current().name == "Step 19"


def test_a_removed_record_is_brought_back_with_one_button(page: HistoryPage, window: MainWindow, story: Desk) -> None:
    with story.step("Remove the answer of Cobalt Gas (F02)"):
        story.feedback.remove(2)
    page.which.setCurrentIndex(page.which.findData(REMOVED))
    assert rows(page) == ["removed " + page.list._delegate.words(page.list.current()).split("removed ", 1)[1]]
    assert page.step.text() == "Answer of Cobalt Gas on item 1"
    assert page.moment.text().endswith("by “Remove the answer of Cobalt Gas (F02)”")
    assert page.back.isVisible() and page.back.isEnabled() and bool(page.back.property("primary"))
    page.back.click()
    assert story.feedback.get(2).red_line == "Not without a vote."
    assert story.past(1)[0].name == "Bring back answer of Cobalt Gas on item 1"
    assert page.stack.currentWidget() is page.empty
    window.run("undo")
    assert page.stack.currentWidget() is not page.empty and story.feedback.count() == 2


def test_what_cannot_come_back_says_why_beside_the_button(page: HistoryPage, story: Desk) -> None:
    with story.step("Remove a member"):
        story.members.add(Member(name="Dunlin Power"))
    story.undo()
    story.members.add(Member(name="Dunlin Power"))
    page.which.setCurrentIndex(page.which.findData(REMOVED))
    page.back.click()
    assert page.refusal.text().startswith("Something of the same name has taken its place since.")
    assert page.refusal.isVisible()


def test_a_desk_that_only_reads_brings_nothing_back_and_says_why(
    page: HistoryPage, story: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with story.step("Remove the answer"):
        story.feedback.remove(2)
    monkeypatch.setattr(story.workspace, "holder", Holder("Robin", "LAPTOP", 1, "2021-11-09T10:00:00"))
    page.which.setCurrentIndex(page.which.findData(REMOVED))
    assert not page.back.isEnabled() and "Robin on LAPTOP" in page.refusal.text()


def test_the_past_of_a_record_shows_only_its_steps_and_leads_back(
    window: MainWindow, story: Desk, qtbot: QtBot
) -> None:
    story.actions.close(2, on=story.today)
    page = shown(window, Place("history", 2, "action"))
    assert rows(page) == ["Close ACT-02", "Tell the story"]
    assert page.about.text() == "Action ACT-02" and page.search.isHidden() and page.which.isHidden()
    assert "Name the alternate" in page.changes.toPlainText() and "ACT-03" not in page.changes.toPlainText()
    page.go_to.click()
    assert window.shell and window.shell.place == Place("actions", 2)
    window.back()
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Escape)
    assert window.shell.place == Place("history") and len(page.list.table.records()) == 3


def test_a_long_past_is_written_as_far_as_it_is_read(window: MainWindow, story: Desk) -> None:
    for number in range(120):
        with story.step(f"Step {number}"):
            story.actions.change(1, text=f"Text {number}")
    page = shown(window, Place("history", 1, "action"))
    text = page.changes.toPlainText()
    assert "Step 70" in text and "Step 69" not in text and "and 71 older steps." in text
    page.list.choose(lambda row: row.name == "Step 60")
    text = page.changes.toPlainText()
    assert "Step 60" in text and "and 21 older steps." in text
    assert page.changes.verticalScrollBar().value() > 0


def test_the_past_of_an_answer_says_whose_it_is_and_when_it_came(window: MainWindow, story: Desk) -> None:
    story.feedback.change(2, received="2021-11-08T17:20")
    page = shown(window, Place("history", 2, "feedback"))
    assert page.about.text() == "Answer of Cobalt Gas on item 1"
    assert "Cobalt Gas, received Mon 8 Nov 2021 17:20 · F02" in page.changes.toPlainText()


def test_the_past_of_a_removed_record_can_still_be_read(window: MainWindow, story: Desk) -> None:
    with story.step("Remove the answer"):
        story.feedback.remove(2)
    page = shown(window, Place("history", 2, "feedback"))
    assert rows(page) == ["Remove the answer", "Tell the story"]
    assert page.about.text() == "Answer of Cobalt Gas on item 1" and page.go_to.isHidden()


@pytest.mark.parametrize(("place", "wanted"), [
    (Place("members", 1), Place("history", 1, "member")), (Place("actions", 2), Place("history", 2, "action")),
])  # fmt: skip
def test_the_details_of_a_record_lead_to_its_past(window: MainWindow, place: Place, wanted: Place) -> None:
    assert window.shell and window.frame
    window.shell.go(place)
    link = next(link for link in window.frame.page().findChildren(Link) if link.text() == PAST and link.isVisible())
    link.click()
    assert window.shell.place == wanted


def test_a_position_and_an_answer_lead_to_their_past(window: MainWindow, story: Desk) -> None:
    assert window.shell and window.frame
    window.shell.go(Place("item", 1, "F02"))
    page = cast(ItemPage, window.frame.page())
    assert page.position.past.isHidden()
    story.positions.write(1, "Write", ask="Wait. [J]")
    page.position.past.click()
    assert window.shell.place == Place("history", 1, "position")
    window.back()
    page.answers.open_row(page.answers.list.current())
    page.answers.opened.past.click()
    assert window.shell.place == Place("history", 2, "feedback")


def test_it_is_reached_by_its_key_and_lights_no_row_of_the_sidebar(window: MainWindow) -> None:
    window.run("history")
    assert window.shell and window.frame and window.shell.place == Place("history")
    assert window.frame.sidebar.nav.current() is None
    window.frame.sidebar.nav.choose(lambda row: row.id == "today")
    assert window.frame.page().name == "today"


def test_enter_goes_to_the_changes_and_escape_back_to_the_steps(page: HistoryPage, qtbot: QtBot) -> None:
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.changes.hasFocus()
    qtbot.keyClick(page.changes, Qt.Key.Key_Escape)
    assert page.list.hasFocus()


def test_a_step_kept_while_it_is_open_shows_at_once(page: HistoryPage, story: Desk) -> None:
    chosen = page.list.current()
    story.actions.add(replace(story.actions.get(1), id=0, uid="", ref="ACT-09"))
    assert rows(page)[0] == "Add action" and page.list.current() == chosen


def test_a_long_step_is_read_from_its_beginning(bare: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    bare.show_desk(desk)
    page = shown(bare, Place("history"))
    qtbot.wait(100)
    bar = page.changes.verticalScrollBar()
    assert (bar.value(), bar.maximum() > 1000) == (0, True)
