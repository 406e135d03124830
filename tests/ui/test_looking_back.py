"""Looking back in the window: items over meetings, how positions fared, members, and the year on a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.papers import Fate
from mhhs_desk.domain.positions import Strength
from mhhs_desk.ui.controls import Link, Words
from mhhs_desk.ui.details import ChipRow
from mhhs_desk.ui.dialogs import files
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.looking_back import LookingBackPage
from mhhs_desk.ui.pages.members import MembersPage
from mhhs_desk.ui.shell import Place
from mhhs_desk.ui.tables import Table


@pytest.fixture
def back(window: MainWindow, story: Desk) -> LookingBackPage:
    """The day after PSG 1: item 1 carried and closed, item 2 deferred and gone on; one of two members told."""
    story._today = date(2021, 11, 11)
    story.positions.write(1, option="A", strength=Strength.DIVIDED, statement="We accept it. [J]")
    story.outcomes.write(1, option="A", ours=Fate.CARRIED, why="All seats agreed.")
    story.outcomes.write(2, ours=Fate.DEFERRED)
    story.close_meeting(story.meeting("PSG 1"))
    story.note_told(story.meeting("PSG 1"), [1])
    return opened(window)


def opened(window: MainWindow, part: str = "") -> LookingBackPage:
    window.go(Place("looking-back", None, part))
    assert window.frame
    page = window.frame.page()
    assert isinstance(page, LookingBackPage)
    return page


def cells(table: Table[Any], row: int) -> list[str]:
    return [str(table.index(row, column).data()) for column in range(table.columnCount())]


def said(page: LookingBackPage) -> str:
    """All that the pane beside the list says."""
    told = [one.text() for one in page.details.findChildren(Words)]
    told += [one.text() for one in page.details.findChildren(Link)]
    return " | ".join([*told, *(one.words for one in page.details.findChildren(ChipRow))])


def test_an_item_s_path_over_meetings_is_told_with_each_meeting_beside_it(back: LookingBackPage) -> None:
    assert cells(back.paths, 0)[:2] == ["M6 to a date not given", "PSG 1 → PSG 2"]
    assert cells(back.paths, 1) == ["The framework", "PSG 1", "divided", "Accept", "Carried"]
    assert back.count.text() == "2 items, 1 of them open"
    back.items.choose(lambda path: path.last.item.title == "The framework")
    assert "PSG 1, Wed 10 Nov 2021" in said(back) and "All seats agreed." in said(back)
    back.items.choose(lambda path: len(path.visits) == 2)
    assert "PSG 2, Wed 1 Dec 2021" in said(back) and "Deferred" in said(back)


def test_how_positions_fared_is_counted_by_forum_and_strength_and_so_few_give_no_percentage(
    back: LookingBackPage,
) -> None:
    back.tabs.choose("positions")
    assert back.fared.heading(0) is not None
    assert cells(back.fared, 1) == ["Divided", "1", "–", "–", "–", "–", "–", "1 of 1"]
    assert cells(back.fared, 2)[0] == "All of PSG"
    assert back.details.isHidden()


def test_how_consulted_each_member_was_is_told_with_its_meetings(back: LookingBackPage) -> None:
    back.tabs.choose("members")
    found = {cells(back.consulted, row)[0]: cells(back.consulted, row)[1:] for row in range(3)}
    assert found["Alder Energy"] == ["1 of 1 meeting", "4", "2 of 2 items", "1 of 1 meeting"]
    assert found["Bramble Power"] == ["1 of 1 meeting", "4", "0 of 2 items", "not heard"]
    assert found["Cobalt Gas"][-1] == "0 of 1 meeting"
    back.members.choose(lambda one: one.member.name == "Cobalt Gas")
    assert "not told" in said(back) and "Thu 4 Nov, 4 working days to answer" in said(back)


def test_the_year_is_shown_as_it_prints_for_the_rep_or_the_members_and_saved(
    qtbot: QtBot, window: MainWindow, back: LookingBackPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(window, "year").page
    qtbot.waitUntil(lambda: page.preview.pages() == 1)
    own = page.preview.data
    page.edition.setCurrentIndex(1)
    qtbot.waitUntil(lambda: page.preview.data != own)
    assert page.told.text() == "It names no member and no answer."
    monkeypatch.setattr(files, "ask_pdf", lambda parent, name: tmp_path / name)
    page.save_year()
    assert (tmp_path / "2021 members edition.pdf").read_bytes() == page.preview.data


def test_before_any_meeting_was_held_the_page_says_what_goes_there(window: MainWindow) -> None:
    page = opened(window)
    assert not page.empty.isHidden() and page.full.isHidden() and page.band.isHidden()


def test_it_is_reached_from_the_record_the_members_and_by_its_command(
    window: MainWindow, back: LookingBackPage
) -> None:
    assert window.shell
    window.go(Place("meetings", window.shell.desk.meeting("PSG 1").id, "record"))
    window.run("looking-back")
    assert window.shell.place == Place("looking-back")
    window.go(Place("members"))
    assert window.frame
    members = window.frame.page()
    assert isinstance(members, MembersPage)
    members.back.click()
    assert back.tabs.chosen() == "members" and back.isVisible()
