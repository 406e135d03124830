"""Originals: a span is found where it stands, marked, numbered, and brought into sight."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mhhs_desk.domain.spans import Span
from mhhs_desk.ui.original import Mark, Original, find, longest
from mhhs_desk.ui.theme import Look

TEXT = "One line.\nAccept.\nAnother\nline.\nAccept.\n"


def words(span: Span) -> str | None:
    place = find(TEXT, span)
    return TEXT[slice(*place)] if place else None


def test_words_are_found_over_a_line_break() -> None:
    assert words(Span("another line", line=3)) == "Another\nline"


def test_of_two_places_the_one_at_the_line_is_meant() -> None:
    assert find(TEXT, Span("Accept.", line=5)) == (TEXT.rindex("Accept."), TEXT.rindex("Accept.") + 7)
    assert find(TEXT, Span("Accept.", line=2)) == (10, 17)


def test_a_row_whose_words_are_lost_is_shown_by_its_line() -> None:
    assert words(Span("not in there", row=1)) == "One line."
    assert words(Span("not in there", line=99)) is None
    assert words(Span("not in there")) is None


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("We cannot\r\nlive with it.", "we cannot live", "We cannot\r\nlive"),
        ("A title\n• and its ask", "A title: and its ask", None),
        ("One title of two\n• and its ask", "One title of two: and its ask", "One title of two"),
        ("One two three. One two three four.", "One two three four but not that", "One two three four"),
        ("Nothing of it", "Something else", None),
        ("Nothing of it", "", None),
    ],
)
def test_the_words_a_place_begins_with_are_found_together(text: str, words: str, found: str | None) -> None:
    place = longest(text, words.split())
    assert (text[slice(*place)] if place else None) == found


def test_a_line_of_a_page_is_not_taken_for_one_of_the_text() -> None:
    assert words(Span("not in there at all", page=7, line=1)) is None
    assert words(Span("Another line: and an ask", page=7, line=1)) is None
    assert words(Span("One line. Accept. But nothing more", page=7, line=1)) == "One line.\nAccept."


def test_numbers_stand_after_the_places_and_do_not_belong_to_them(look: Look) -> None:
    original = Original(look)
    original.show_text(TEXT, [Mark(1, Span("Accept.", line=2)), Mark(2, Span("Another line.", line=3))])
    assert original.marked() == [(1, "Accept."), (2, "Another line.")]
    assert original.toPlainText().splitlines()[1] == "Accept.1"
    assert original.go_to(2) and not original.go_to(3)


def test_two_proposals_from_the_same_words_share_a_place(look: Look) -> None:
    original = Original(look)
    original.show_text(TEXT, [Mark(1, Span("Accept.", line=2)), Mark(2, Span("Accept.", line=2))])
    assert original.toPlainText().splitlines()[1] == "Accept.1 2"
    original.select([2])
    assert original.marked() == [(1, "Accept."), (2, "Accept.")]


def test_a_place_at_the_foot_is_brought_up_with_what_follows(qtbot: QtBot, look: Look) -> None:
    original = Original(look)
    qtbot.addWidget(original)
    original.resize(400, 300)
    original.show()
    lines = [f"Line {number} of many." for number in range(200)]
    original.show_text("\n".join(lines), [Mark(1, Span("Line 90 of many.", line=91))], numbered=False)
    assert original.go_to(1)
    assert original.cursorRect().top() < original.viewport().height() * 2 // 3
