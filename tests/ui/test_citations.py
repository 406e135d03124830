"""A citation in a paper opens the original it rests on, at its place, at every zoom, by mouse and by keyboard."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.members import Consent
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.spans import Span
from mhhs_desk.inbox import ReadFile
from mhhs_desk.intake.reading import read_bytes
from mhhs_desk.ui.citations import Citation
from mhhs_desk.ui.cited_paper import CitedPaper
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.papers import PapersPage
from mhhs_desk.ui.pages.source import SourcePage
from mhhs_desk.ui.shell import Place
from tests.intake.documents import message

ZOOMS = (None, 1.0, 1.7, "facing")
"""As wide as there is room; as large as on paper; larger than the window is wide; facing as large as on paper."""


@dataclass
class Shown:
    """The Papers page with the paper of a story in which F01 came by mail and F02 was noted by hand."""

    window: MainWindow
    page: PapersPage
    desk: Desk

    @property
    def paper(self) -> CitedPaper:
        return self.page.preview

    @property
    def place(self) -> Place:
        assert self.window.shell
        return self.window.shell.place

    def cited(self, number: int, entry: bool = False) -> Citation:
        return next(c for c in self.paper.citations() if (c.number, c.entry) == (number, entry))

    def point(self, citation: Citation) -> QPoint:
        """Where a citation lies in the view, once it has been brought into sight."""
        self.paper.go_to(citation.page, citation.box.topLeft() - QPointF(40, 60))
        return self.paper.where(citation).center().toPoint()

    def click(self, citation: Citation) -> None:
        QTest.mouseClick(self.paper.viewport(), Qt.MouseButton.LeftButton, pos=self.point(citation))


@pytest.fixture
def shown(window: MainWindow, story: Desk, qtbot: QtBot) -> Shown:
    data = message("Morgan,\n\nthe rules are clear enough.\n\nPriya").as_bytes()
    (receipt,) = story.take_in([ReadFile(read_bytes(data, "priya.eml"), data)])
    story.set_aside(receipt.source.id)
    story.feedback.change(1, source_id=receipt.source.id, span=Span("the rules are clear enough.", line=3))
    story.positions.write(1, "Write", option="A", statement="We accept. [F01]\nOne does not. [F02]")
    window.resize(1280, 800)
    window.run("print")
    page = window.frame.page() if window.frame else None
    assert isinstance(page, PapersPage)
    qtbot.waitUntil(lambda: bool(page.preview.data))
    return Shown(window, page, story)


def original(shown: Shown) -> SourcePage:
    page = shown.window.frame.page() if shown.window.frame else None
    assert isinstance(page, SourcePage)
    return page


def zoomed(paper: CitedPaper, zoom: float | str | None) -> None:
    if isinstance(zoom, float):
        paper.show_size(zoom)
    elif zoom:
        paper.show_facing(True)
        paper.show_size(1.0)


@pytest.mark.parametrize("zoom", ZOOMS)
def test_a_click_on_a_citation_opens_its_original_with_the_words_marked(shown: Shown, zoom: float | str | None) -> None:
    zoomed(shown.paper, zoom)
    shown.click(shown.cited(1))
    assert shown.place == Place("source", shown.desk.feedback.get(1).source_id, "feedback-1")
    assert original(shown).view.text.marked() == [(1, "the rules are clear enough.")]


@pytest.mark.parametrize("zoom", ZOOMS)
def test_a_click_on_a_source_entry_opens_it_too(shown: Shown, zoom: float | str | None) -> None:
    zoomed(shown.paper, zoom)
    shown.click(shown.cited(1, entry=True))
    assert shown.place == Place("source", shown.desk.feedback.get(1).source_id, "feedback-1")


@pytest.mark.parametrize("zoom", ZOOMS)
def test_a_citation_lies_where_its_ink_is(shown: Shown, zoom: float | str | None, qtbot: QtBot) -> None:
    zoomed(shown.paper, zoom)
    shown.point(shown.cited(1))
    box = shown.paper.where(shown.cited(1)).toRect()

    def inks() -> set[bool]:
        """Whether each dark spot of the box is of the accent."""
        image = shown.paper.viewport().grab(box).toImage()
        spots = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        return {spot.blue() > spot.red() + 30 for spot in spots if spot.lightness() < 140}

    qtbot.waitUntil(lambda: bool(inks()))
    assert inks() == {True}


def test_a_source_entry_is_as_high_as_its_lines_and_as_wide_as_the_text(shown: Shown) -> None:
    first, second = shown.cited(1, entry=True), shown.cited(2, entry=True)
    assert first.page == second.page
    assert first.box.bottom() <= second.box.top()
    assert 11 <= second.box.height() <= 25
    assert first.box.width() > 400


def test_over_a_citation_the_hand_is_shown_and_elsewhere_the_arrow(shown: Shown) -> None:
    for citation in (shown.cited(1), shown.cited(1, entry=True)):
        at = shown.point(citation)
        QTest.mouseMove(shown.paper.viewport(), at)
        assert shown.paper.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
        QTest.mouseMove(shown.paper.viewport(), at - QPoint(0, 60))
        assert shown.paper.viewport().cursor().shape() is Qt.CursorShape.ArrowCursor


def test_back_leads_to_the_same_place_of_the_paper(shown: Shown) -> None:
    shown.point(shown.cited(1, entry=True))
    at = shown.paper.verticalScrollBar().value()
    assert at > 0
    shown.click(shown.cited(1, entry=True))
    assert shown.window.shell
    shown.window.shell.back()
    assert shown.window.frame and shown.window.frame.page() is shown.page
    assert shown.paper.verticalScrollBar().value() == at


def test_an_answer_noted_by_hand_is_opened_with_its_item(shown: Shown) -> None:
    shown.click(shown.cited(2))
    assert shown.place == Place("item", 1, "F02")


def test_an_issued_paper_opens_originals_and_back_leads_to_it(shown: Shown) -> None:
    paper = shown.desk.issue(shown.desk.meeting(), Edition.OWN)
    shown.page.list.choose(lambda known: known.id == paper.id)
    shown.click(shown.cited(1))
    assert shown.place.page == "source"
    assert shown.window.shell
    shown.window.shell.back()
    assert shown.place == Place("papers", paper.id)
    assert shown.page.list.current() == paper


def edition(shown: Shown, which: Edition, qtbot: QtBot) -> None:
    before = shown.paper.data
    shown.page.edition.setCurrentIndex(shown.page.edition.findData(which))
    shown.page.edition.activated.emit(shown.page.edition.currentIndex())
    qtbot.waitUntil(lambda: shown.paper.data not in (b"", before))


def test_where_the_edition_does_not_show_a_source_a_quiet_line_says_so(shown: Shown, qtbot: QtBot) -> None:
    for number in (1, 2, 3):
        shown.desk.feedback.change(number, consent=Consent.KIND)
    shown.desk.members.change(3, segment="Domestic")
    said: list[tuple[str, bool]] = []
    assert shown.window.shell
    shown.window.shell.said.connect(lambda line, refused: said.append((line, refused)))
    edition(shown, Edition.GROUP, qtbot)
    before = shown.place
    shown.click(shown.cited(1))
    assert shown.place == before
    assert said == [("The group edition does not show where V01 comes from.", False)]


def test_an_answer_that_is_gone_is_said_to_be_gone(shown: Shown) -> None:
    shown.desk.issue(shown.desk.meeting(), Edition.OWN)
    shown.page.list.choose(lambda known: True)
    shown.desk.positions.write(1, "Write", statement="We accept.")
    shown.desk.feedback.remove(1)
    said: list[str] = []
    assert shown.window.shell
    shown.window.shell.said.connect(lambda line, _: said.append(line))
    shown.click(shown.cited(1))
    assert said == ["F01 is not among the answers that stand."]


def test_tab_goes_through_the_citations_in_sight_and_enter_opens_one(shown: Shown, qtbot: QtBot) -> None:
    shown.point(shown.cited(1))
    shown.paper.setFocus()
    inside = shown.paper.in_sight()
    assert len(inside) > 1
    passed = []
    for _ in inside:
        QTest.keyClick(shown.paper, Qt.Key.Key_Tab)
        passed.append(shown.paper.chosen)
    assert passed == inside
    QTest.keyClick(shown.paper, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert shown.paper.chosen == inside[-2]
    chosen = inside[-2]
    QTest.keyClick(shown.paper, Qt.Key.Key_Return)
    original_of = shown.desk.feedback.get(chosen.number).source_id
    assert shown.place.page == ("source" if original_of else "item")


def test_after_the_last_citation_in_sight_tab_leaves_the_paper(shown: Shown) -> None:
    shown.point(shown.cited(1))
    shown.paper.setFocus()
    for _ in range(1 + len(shown.paper.in_sight())):
        QTest.keyClick(shown.paper, Qt.Key.Key_Tab)
    assert shown.paper.chosen is None
    assert not shown.paper.hasFocus()


def test_a_chosen_citation_is_framed_and_read_out(shown: Shown) -> None:
    shown.point(shown.cited(1))
    shown.paper.setFocus()
    before = shown.paper.viewport().grab(shown.paper.where(shown.cited(1)).adjusted(-4, -4, 4, 4).toRect()).toImage()
    for _ in range(1 + shown.paper.in_sight().index(shown.cited(1))):
        QTest.keyClick(shown.paper, Qt.Key.Key_Tab)
    after = shown.paper.viewport().grab(shown.paper.where(shown.cited(1)).adjusted(-4, -4, 4, 4).toRect()).toImage()
    assert before != after
    assert shown.paper.accessibleDescription() == "Citation F01, Alder Energy, item 1. Enter opens the original."


def test_the_bytes_of_a_paper_say_nothing_of_this(shown: Shown) -> None:
    assert shown.paper.citations()
    assert shown.paper.data == shown.desk.render(shown.desk.meeting()).data
