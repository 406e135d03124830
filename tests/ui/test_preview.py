"""A paper is looked through: in any size, single or facing, its pages small at the side, and where one is is told."""

from __future__ import annotations

import io

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from mhhs_desk.ui.page_places import Fit, rows
from mhhs_desk.ui.paper_view import PaperView
from mhhs_desk.ui.preview import Preview
from mhhs_desk.ui.theme import Look

A4 = (595.28, 841.89)


def document(pages: int, size: tuple[float, float] = A4) -> bytes:
    """Pages that are each of another blue."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=size)
    for page in range(pages):
        canvas.setFillColorRGB(0, 0, (page + 1) / pages)
        canvas.rect(0, 0, *size, fill=1)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


@pytest.fixture
def view(qtbot: QtBot, look: Look) -> PaperView:
    made = PaperView(look, Preview(look))
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.preview.show_pdf(document(20))
    made.preview.setFocus()
    return made


def press(view: PaperView, key: Qt.Key) -> None:
    QTest.keyClick(view.preview, key, Qt.KeyboardModifier.ControlModifier)


def test_facing_the_first_page_stands_at_the_right_as_in_a_book() -> None:
    assert rows(4, True) == [(None, 0), (1, 2), (3, None)]
    assert rows(3, False) == [(0,), (1,), (2,)]
    assert rows(0, True) == []


def test_a_page_is_first_as_wide_as_there_is_room(view: PaperView) -> None:
    (page, *_), room = view.preview.places(), view.preview.viewport().width()
    assert page.width() == pytest.approx(room - 24, abs=1)
    assert view.sizes.currentText() == "Fit width"


def test_ctrl_plus_and_minus_go_through_the_sizes_and_ctrl_0_goes_back(view: PaperView) -> None:
    wide = view.preview.places()[0].width()
    view.preview.show_size(1.0)
    real = view.preview.places()[0].width()
    press(view, Qt.Key.Key_Plus)
    assert (view.preview.places()[0].width(), view.sizes.currentText()) == (round(real * 1.25), "125 %")
    press(view, Qt.Key.Key_Minus)
    press(view, Qt.Key.Key_Minus)
    assert view.sizes.currentText() == "75 %"
    press(view, Qt.Key.Key_0)
    assert view.preview.places()[0].width() == wide


def test_the_size_of_the_pages_has_an_end_at_either_side(view: PaperView) -> None:
    for key, end in ((Qt.Key.Key_Plus, "400 %"), (Qt.Key.Key_Minus, "25 %")):
        for _ in range(12):
            press(view, key)
        assert view.sizes.currentText() == end


def test_fit_page_shows_the_whole_of_it(view: PaperView) -> None:
    view.sizes.setCurrentIndex(view.sizes.findText("Fit page"))
    view.sizes.activated.emit(view.sizes.currentIndex())
    view.preview.go_to_page(3)
    assert view.preview.viewport().rect().contains(view.preview.places()[3])
    assert view.preview.fit is Fit.PAGE


@pytest.mark.parametrize("facing", [False, True])
def test_the_page_in_sight_stays_in_sight_in_another_size(view: PaperView, facing: bool) -> None:
    view.preview.go_to_page(11)
    view.preview.show_facing(facing)
    for zoom in (0.5, 1.5, 4.0):
        view.preview.show_size(zoom)
        assert view.preview.places()[11].intersects(view.preview.viewport().rect())


def test_facing_pages_lie_side_by_side_and_are_wholly_in_sight(view: PaperView) -> None:
    view.orders.setCurrentIndex(1)
    view.orders.activated.emit(1)
    first, second, third, fourth = view.preview.places()[:4]
    assert second.top() == third.top() > first.bottom()
    assert (first.left(), second.right() + 1) == (third.left(), third.left())
    assert third.right() < view.preview.viewport().width() and fourth.top() > third.bottom()


def test_where_one_is_is_told(view: PaperView) -> None:
    assert view.at.text() == "Page 1 of 20"
    QTest.keyClick(view.preview, Qt.Key.Key_End)
    assert view.at.text() == "Page 20 of 20"
    QTest.keyClick(view.preview, Qt.Key.Key_Home)
    view.preview.verticalScrollBar().setValue(view.preview.places()[6].top())
    assert view.at.text() == "Page 7 of 20"


def test_the_small_page_of_the_one_in_sight_is_marked_and_followed(view: PaperView) -> None:
    view.preview.go_to_page(8)
    assert view.thumbnails.current().told == "Page 9 of 20"
    box = view.thumbnails.visualRect(view.thumbnails.currentIndex())
    assert view.thumbnails.viewport().rect().contains(box)


def test_arrow_keys_and_a_click_among_the_small_pages_go_to_a_page(view: PaperView) -> None:
    view.thumbnails.setFocus()
    QTest.keyClick(view.thumbnails, Qt.Key.Key_Down)
    QTest.keyClick(view.thumbnails, Qt.Key.Key_Down)
    assert view.preview.page_in_sight() == 2
    at = view.thumbnails.visualRect(view.thumbnails.table.index(3, 0)).center()
    QTest.mouseClick(view.thumbnails.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert (view.preview.page_in_sight(), view.at.text()) == (3, "Page 4 of 20")


def test_going_to_the_last_page_that_fits_beside_others_marks_the_one_that_was_asked_for(view: PaperView) -> None:
    view.preview.show_size(0.25)
    view.thumbnails.setFocus()
    QTest.keyClick(view.thumbnails, Qt.Key.Key_End)
    assert view.thumbnails.current().number == 20


def test_among_facing_pages_the_arrow_keys_reach_every_page(view: PaperView) -> None:
    view.preview.show_facing(True)
    view.thumbnails.setFocus()
    passed = []
    for _ in range(4):
        QTest.keyClick(view.thumbnails, Qt.Key.Key_Down)
        passed.append(view.at.text())
    assert passed == [f"Page {number} of 20" for number in (2, 3, 4, 5)]


def test_a_small_page_is_read_out_by_its_number(view: PaperView) -> None:
    interface = QAccessible.queryAccessibleInterface(view.thumbnails)
    assert interface and interface.text(QAccessible.Text.Name) == "Pages"
    third = interface.child(2)
    assert third and third.text(QAccessible.Text.Name) == "Page 3 of 20"


def test_a_small_page_shows_its_page(view: PaperView) -> None:
    for row in (0, 1):
        at = view.thumbnails.visualRect(view.thumbnails.table.index(row, 0)).center()
        shown = view.thumbnails.viewport().grab().toImage().pixelColor(at)
        assert (shown.red(), shown.blue()) == (0, round(255 * (row + 1) / 20))


def test_other_bytes_are_shown_where_one_was(view: PaperView) -> None:
    view.preview.go_to_page(4)
    view.preview.show_pdf(document(10))
    assert view.at.text() == "Page 5 of 10"
    assert view.thumbnails.table.rowCount() == 10
    middle = view.preview.viewport().rect().center()
    assert view.preview.viewport().grab().toImage().pixelColor(middle).blue() == round(255 * 5 / 10)


def blue_in_the_middle(view: PaperView) -> int:
    middle = view.preview.viewport().rect().center()
    return view.preview.viewport().grab().toImage().pixelColor(middle).blue()


def test_some_pages_are_shown_from_other_bytes_and_the_place_stays(view: PaperView) -> None:
    view.preview.go_to_page(4)
    place = view.preview.verticalScrollBar().value()
    assert blue_in_the_middle(view) == round(255 * 5 / 20)
    view.preview.show_pages(document(10), [4])
    assert blue_in_the_middle(view) == round(255 * 5 / 10)
    assert (view.preview.verticalScrollBar().value(), view.at.text()) == (place, "Page 5 of 20")
    view.preview.go_to_page(8)
    assert blue_in_the_middle(view) == round(255 * 9 / 20)


def test_the_small_pages_are_those_of_the_paper(view: PaperView) -> None:
    view.preview.show_pages(document(1), [0])
    at = view.thumbnails.visualRect(view.thumbnails.table.index(0, 0)).center()
    assert view.thumbnails.viewport().grab().toImage().pixelColor(at).blue() == round(255 / 20)


def test_a_narrow_view_has_room_for_the_page_alone(qtbot: QtBot, look: Look) -> None:
    made = PaperView(look, Preview(look), 640)
    qtbot.addWidget(made)
    made.show()
    for width, shown in ((900, True), (500, False), (800, True)):
        made.resize(width, 700)
        assert [part.isVisible() for part in (made.thumbnails, made.orders, made.at)] == [shown] * 3
        assert made.sizes.isVisible()


@pytest.mark.parametrize("way", ["again", "its own", "others"])
def test_the_pages_of_other_bytes_go_when_the_paper_is_shown(view: PaperView, way: str) -> None:
    view.preview.show_pages(document(1), [0])
    assert blue_in_the_middle(view) == 255
    if way == "its own":
        view.preview.show_own_pages()
    else:
        view.preview.show_pdf(document(20 if way == "again" else 5))
    assert blue_in_the_middle(view) == round(255 / (5 if way == "others" else 20))


def test_another_size_keeps_the_pages_of_other_bytes(view: PaperView) -> None:
    view.preview.show_pages(document(1), [0])
    view.preview.show_size(0.5)
    first = view.preview.places()[0].center()
    assert view.preview.viewport().grab().toImage().pixelColor(first).blue() == 255


def test_a_narrower_view_shows_narrower_pages_and_the_same_one(view: PaperView) -> None:
    view.preview.go_to_page(9)
    view.resize(500, 700)
    assert view.preview.page_in_sight() == 9
    assert view.preview.places()[9].width() < view.preview.viewport().width() < 400
