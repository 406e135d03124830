"""Originals at their place: a citation opens the mail, the page or the row it rests on, and Esc leads back."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QTextCursor
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.spans import Span
from mhhs_desk.inbox import ReadFile
from mhhs_desk.intake.reading import read_bytes
from mhhs_desk.store.search import Hit
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.marked_paper import FOUND
from mhhs_desk.ui.opened import opened
from mhhs_desk.ui.pages.history import HistoryPage
from mhhs_desk.ui.pages.item import ItemPage
from mhhs_desk.ui.pages.source import SourcePage
from mhhs_desk.ui.palette import place_of as place_of_hit
from mhhs_desk.ui.sheet_view import letters
from mhhs_desk.ui.shell import Place
from tests.intake.documents import message, pdf, workbook

LETTER = pdf(
    "Dear Morgan,\nnothing to see on this page.", "We cannot live with the move\nof M6 to a date not given.\nBo Elm"
)
ROWS = [["Member", "Answer"], ["Alder", "Accept"], ["Bramble Power", "Reject"], ["Cobalt", "Accept"]]


def answer(desk: Desk, name: str, data: bytes, span: Span) -> Feedback:
    """An answer that came from a place in a file."""
    (receipt,) = desk.take_in([ReadFile(read_bytes(data, name), data)])
    desk.set_aside(receipt.source.id)
    item, member = desk.items.all()[0], desk.members.all()[1]
    return desk.feedback.add(
        Feedback(member_id=member.id, item_id=item.id, option="X", source_id=receipt.source.id, span=span)
    )


def open_answer(qtbot: QtBot, window: MainWindow, made: Feedback) -> SourcePage:
    """Go to the original of an answer, and wait until it is shown."""
    assert window.shell and window.frame
    shell = window.shell
    shell.go(Place("source", made.source_id, f"feedback-{made.id}"))
    page = window.frame.page()
    assert isinstance(page, SourcePage)
    qtbot.waitUntil(lambda: page.job is None)
    return page


def item_page(window: MainWindow) -> ItemPage:
    page = window.frame.page() if window.frame else None
    assert isinstance(page, ItemPage)
    return page


def test_a_message_is_shown_as_text_with_the_words_marked(qtbot: QtBot, window: MainWindow, story: Desk) -> None:
    data = message("Morgan,\n\nwe cannot accept this.\n\nBo").as_bytes()
    page = open_answer(qtbot, window, answer(story, "bo.eml", data, Span("we cannot accept this.", line=3)))
    assert page.view.stack.currentWidget() is page.view.text
    assert page.view.text.marked() == [(1, "we cannot accept this.")]
    assert not page.view.note.isVisibleTo(page)
    assert "Answer of Bramble Power on item 1" in page.view.under.text()


def test_a_pdf_is_shown_at_its_page_with_the_words_marked(qtbot: QtBot, window: MainWindow, story: Desk) -> None:
    window.resize(1200, 900)
    span = Span("We cannot live with the move of M6 to a date not given.", page=2, line=1)
    page = open_answer(qtbot, window, answer(story, "letter.pdf", LETTER, span))
    paper = page.view.paper
    assert page.view.stack.currentWidget() is paper
    assert (paper.page, len(paper.marked)) == (1, 2)
    qtbot.waitUntil(lambda: paper.verticalScrollBar().value() > 0)
    corner = paper.places()[1]
    scale = paper.scale(1, corner)
    box = paper.marked[0].boundingRect()
    inside = QPoint(round(corner.x() + box.left() * scale) - 1, round(corner.y() + box.center().y() * scale))
    qtbot.waitUntil(lambda: near(paper.viewport().grab().toImage().pixelColor(inside), FOUND))


def test_words_at_the_foot_of_a_page_are_brought_into_sight(qtbot: QtBot, window: MainWindow, story: Desk) -> None:
    window.resize(1200, 800)
    letter = pdf("\n".join([*(f"Line {number} says nothing." for number in range(40)), "We cannot live with it."]))
    page = open_answer(qtbot, window, answer(story, "letter.pdf", letter, Span("We cannot live with it.", page=1)))
    paper = page.view.paper

    def sighted() -> bool:
        top = paper.places()[0].y() + paper.marked[0].boundingRect().top() * paper.scale(0, paper.places()[0])
        return 0 <= top <= paper.viewport().height() - 20

    qtbot.waitUntil(sighted)
    window.resize(1700, 800)
    qtbot.waitUntil(sighted)
    assert paper.verticalScrollBar().value() > 0


def near(one: QColor, other: QColor) -> bool:
    return all(abs(a - b) < 40 for a, b in ((one.red(), other.red()), (one.blue(), other.blue())))


def test_where_the_words_are_not_on_the_page_it_says_so(qtbot: QtBot, window: MainWindow, story: Desk) -> None:
    made = answer(story, "letter.pdf", LETTER, Span("Something else entirely", page=2))
    page = open_answer(qtbot, window, made)
    assert page.view.paper.marked == []
    assert page.view.note.text() == "Page 2 is shown: the words of this place were not found on it."


def test_a_workbook_is_shown_as_cells_with_the_row_marked(qtbot: QtBot, window: MainWindow, story: Desk) -> None:
    data = workbook(First=[["Nothing here"]], Answers=ROWS)
    span = Span("Bramble Power | Reject", sheet="Answers", row=3)
    page = open_answer(qtbot, window, answer(story, "answers.xlsx", data, span))
    sheets = page.view.sheets
    assert page.view.stack.currentWidget() is sheets
    assert (sheets.which.currentText(), sheets.sheet.marked) == ("Answers", 2)
    assert sheets.sheet.index(2, 0).data(Qt.ItemDataRole.BackgroundRole) == window.look.theme.colour("found")
    assert sheets.sheet.index(1, 0).data(Qt.ItemDataRole.BackgroundRole) is None


def test_a_table_of_text_is_shown_as_cells(qtbot: QtBot, window: MainWindow, story: Desk) -> None:
    data = "\n".join(";".join(row) for row in [*ROWS, ["Max", "Accept"]]).encode()
    page = open_answer(qtbot, window, answer(story, "answers.csv", data, Span("Bramble Power | Reject", row=3)))
    assert page.view.sheets.sheet.marked == 2
    assert page.view.sheets.sheet.index(2, 1).data() == "Reject"


def letter_on_a_mail() -> bytes:
    mail = message("Our letter is attached.")
    mail.add_attachment(LETTER, maintype="application", subtype="pdf", filename="letter.pdf")
    return mail.as_bytes()


def test_what_hangs_on_a_message_is_shown_itself(qtbot: QtBot, window: MainWindow, story: Desk) -> None:
    span = Span("We cannot live with the move", page=2, part="letter.pdf")
    page = open_answer(qtbot, window, answer(story, "mail.eml", letter_on_a_mail(), span))
    assert page.view.stack.currentWidget() is page.view.paper
    assert (page.view.paper.page, len(page.view.paper.marked)) == (1, 1)
    assert page.view.parts.currentText() == "letter.pdf"
    page.view.parts.setCurrentIndex(0)
    page.view.parts.activated.emit(0)
    assert page.view.stack.currentWidget() is page.view.text
    assert "Our letter is attached." in page.view.text.toPlainText()


def test_where_an_attachment_cannot_be_had_the_message_is_shown(qtbot: QtBot, window: MainWindow, story: Desk) -> None:
    span = Span("We cannot live", page=2, part="another.pdf")
    page = open_answer(qtbot, window, answer(story, "mail.eml", letter_on_a_mail(), span))
    assert page.view.stack.currentWidget() is page.view.text
    assert "“another.pdf” could not be taken out of it" in page.view.note.text()


def test_a_file_that_hangs_on_what_hangs_on_a_message_is_found() -> None:
    outer = message("See below.")
    outer.add_attachment(letter_on_a_mail(), maintype="application", subtype="octet-stream", filename="inner.eml")
    found = opened(outer.as_bytes(), "outer.eml", "inner.eml / letter.pdf")
    assert (found.name, found.pdf, found.held, found.lost) == ("letter.pdf", LETTER, ("inner.eml",), "")


def test_esc_and_back_lead_to_where_one_was(qtbot: QtBot, window: MainWindow, story: Desk) -> None:
    assert window.shell
    made = answer(story, "letter.pdf", LETTER, Span("Bo Elm", page=2))
    window.shell.go(Place("item", made.item_id))
    page = open_answer(qtbot, window, made)
    qtbot.keyClick(page.view.paper, Qt.Key.Key_Escape)
    assert window.shell.place == Place("item", made.item_id)


def test_a_citation_in_a_position_opens_what_it_cites(qtbot: QtBot, window: MainWindow, story: Desk) -> None:
    assert window.shell and window.frame
    made = answer(story, "letter.pdf", LETTER, Span("Bo Elm", page=2))
    window.shell.go(Place("item", made.item_id))
    editor = item_page(window).position.editors["statement"].edit
    editor.setPlainText(f"We object [{made.code}].")
    cursor = editor.document().find(made.code)
    cursor.setPosition(cursor.selectionStart() + 1)
    qtbot.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=editor.cursorRect(cursor).center())
    assert window.shell.place == Place("source", made.source_id, f"feedback-{made.id}")


def test_a_citation_is_opened_from_the_keyboard(qtbot: QtBot, window: MainWindow, story: Desk) -> None:
    assert window.shell and window.frame
    by_hand = story.feedback.all()[0]
    window.shell.go(Place("item", by_hand.item_id))
    editor = item_page(window).position.editors["statement"].edit
    editor.setPlainText(f"We agree [{by_hand.code}].")
    cursor = editor.textCursor()
    cursor.setPosition(editor.toPlainText().index(by_hand.code) + 1, QTextCursor.MoveMode.MoveAnchor)
    editor.setTextCursor(cursor)
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.shell.place == Place("item", by_hand.item_id, by_hand.code)
    assert editor.toPlainText() == f"We agree [{by_hand.code}]."


def test_an_answer_leads_to_its_original(qtbot: QtBot, window: MainWindow, story: Desk) -> None:
    assert window.shell and window.frame
    made = answer(story, "letter.pdf", LETTER, Span("Bo Elm", page=2))
    window.shell.go(Place("item", made.item_id, made.code))
    answers = item_page(window).answers
    qtbot.keyClick(answers.list, Qt.Key.Key_Return)
    answers.opened.whole.click()
    assert window.shell.place == Place("source", made.source_id, f"feedback-{made.id}")


def test_a_source_that_is_found_opens_itself_once_it_is_filed(window: MainWindow, story: Desk) -> None:
    assert window.shell
    made = answer(story, "letter.pdf", LETTER, Span("Bo Elm", page=2))
    assert made.source_id
    hit = Hit("source", made.source_id, "letter.pdf", "")
    assert place_of_hit(window.shell, hit) == Place("source", made.source_id)


def test_the_past_of_an_answer_leads_to_its_original(window: MainWindow, story: Desk) -> None:
    assert window.shell and window.frame
    made = answer(story, "letter.pdf", LETTER, Span("Bo Elm", page=2))
    window.shell.go(Place("history", made.id, "feedback"))
    page = window.frame.page()
    assert isinstance(page, HistoryPage)
    assert page.original.isVisibleTo(page)
    page.original.click()
    assert window.shell.place == Place("source", made.source_id, f"feedback-{made.id}")


def test_columns_are_named_by_letters() -> None:
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
