"""Text is broken between words and nowhere else, unless a word is wider than its line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.paper.text import (
    BODY,
    CHIP_ACCENT,
    CITE,
    FLAG,
    ITALICS,
    TITLE,
    Line,
    Run,
    clean,
    fitted,
    letters,
    lines,
    width_of,
)


def said(line: Line) -> str:
    return " ".join(piece.text for piece in line.pieces)


words = st.lists(st.text("abcdefgh-/ÄŵW.", min_size=1, max_size=60), min_size=1, max_size=12)


@given(words, st.floats(min_value=30, max_value=300))
def test_no_line_is_wider_than_its_measure_and_no_letter_is_lost(found: list[str], measure: float) -> None:
    styles = (BODY, ITALICS, TITLE)
    runs = [Run(styles[number % 3], f" {word}") for number, word in enumerate(found)]
    broken = lines(runs, measure)
    assert all(line.end <= measure + 0.01 for line in broken)
    assert "".join(piece.text for line in broken for piece in line.pieces).replace(" ", "") == "".join(found)


@given(words)
def test_a_piece_is_as_wide_as_its_letters(found: list[str]) -> None:
    for line in lines([Run(BODY, " ".join(found))], 120):
        for piece in line.pieces:
            assert abs(piece.width - letters(piece.style, piece.text)) < 0.01


def test_a_citation_and_a_month_are_never_broken() -> None:
    runs = [Run(BODY, "M4 moves from Oct-21 to Jan-22."), Run(CITE, " [F12]", "F12"), Run(CITE, " [F140]", "F140")]
    for measure in range(40, 200):
        shown = [said(line) for line in lines(runs, measure)]
        assert all(any(whole in line for line in shown) for whole in ("Oct-21", "Jan-22.", "[F12]", "[F140]"))


def test_what_follows_without_a_space_stays_with_its_word() -> None:
    measure = width_of(BODY, "word") + width_of(ITALICS, "stuck") + 1
    broken = lines([Run(BODY, "a word"), Run(ITALICS, "stuck"), Run(BODY, " on")], measure)
    assert [said(line) for line in broken] == ["a", "word stuck", "on"]
    assert broken[1].pieces[1].x == broken[1].pieces[0].width


def test_a_word_too_wide_is_cut_after_a_sign_where_there_is_one() -> None:
    first, second = lines([Run(BODY, "PMO/PPC/SI/IPA")], width_of(BODY, "PMO/PPC/SI/I"))
    assert (said(first), said(second)) == ("PMO/PPC/SI/", "IPA")


def test_lines_after_the_first_hang_where_a_chip_stands() -> None:
    broken = lines([Run(CHIP_ACCENT, "1"), Run(BODY, " PSG manages implementation")], 90, hang=18)
    assert [line.pieces[0].x for line in broken] == [0, 18]


def test_a_drawn_sign_takes_its_place_in_the_line() -> None:
    (line,) = lines([Run(BODY, "before "), Run(FLAG, ""), Run(BODY, " after")], 300)
    before, flag, after = line.pieces
    assert before.x + before.width < flag.x < flag.x + flag.width < after.x


def test_signs_that_cannot_be_set_are_turned_into_what_can() -> None:
    assert clean("a\u00adb\u200bc\tde\u0301 f\u2011g\x00h") == "abc d\u00e9 f-g h"


def test_one_line_is_cut_with_an_ellipsis() -> None:
    assert fitted(BODY, "short", 100) == "short"
    cut = fitted(BODY, "a long label that has no room", 60)
    assert cut.endswith("…")
    assert width_of(BODY, cut) <= 60
