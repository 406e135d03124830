"""What the columns of an export hold is told by their cells, and a table is found again where its cells fell apart."""

from __future__ import annotations

import pytest

from mhhs_desk.domain.findings import Findings
from mhhs_desk.intake import exports, fallen, letters
from mhhs_desk.intake.document import Line, Table
from mhhs_desk.intake.holdings import Holds, held
from mhhs_desk.intake.reading import read_bytes
from tests.intake.documents import workbook


def read(*rows: list[str]) -> Findings:
    return read_bytes(workbook(Sheet=list(rows)), "export.xlsx")


def told(found: Findings) -> list[tuple[str | None, str | None, str | None, str | None]]:
    return [(one.organisation, one.item, one.option, one.rationale) for one in found.responses]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["2024-03-01 10:00:00", "2024-03-02"], Holds.MARKS),
        (["en", "en", "en-GB"], Holds.MARKS),
        (["a@alder.example", "b@birch.example"], Holds.ADDRESSES),
        (["Yes", "No", "Don't know"], Holds.SCALE),
        (["Strongly agree", "Disagree", "Neutral"], Holds.SCALE),
        (["Ada Frost", "Ben Cole"], Holds.PEOPLE),
        (["Alder Energy", "Birch Networks"], Holds.FIRMS),
        (["Morning", "Afternoon"], Holds.SHORT),
        (["It costs too much for us.", "We have no view of it yet."], Holds.WORDS),
        ([], Holds.NOTHING),
    ],
)
def test_a_column_is_what_most_of_its_cells_are(cells: list[str], kind: Holds) -> None:
    assert held(cells) is kind


def test_names_before_the_first_question_say_who_answers_whatever_the_headings_are() -> None:
    found = read(
        ["Timestamp", "Who are you?", "On behalf of", "Is it right?"],
        ["2024-03-01 10:00:00", "Ada Frost", "Alder Energy", "Yes"],
        ["2024-03-02 10:00:00", "Ben Cole", "Birch Supply", "No"],
    )
    assert [(one.respondent, one.organisation, one.option) for one in found.responses] == [
        ("Ada Frost", "Alder Energy", "Y"),
        ("Ben Cole", "Birch Supply", "N"),
    ]


def test_a_heading_that_a_program_numbered_is_the_one_before_it_again() -> None:
    found = read(
        ["ID", "Start time", "Organisation2", "Is it right?", "Please explain", "Is it late?", "Please explain2"],
        ["1", "2024-03-01", "Alder Ltd", "Yes", "Clear.", "No", "In time."],
    )
    assert told(found) == [
        ("Alder Ltd", "Is it right?", "Y", "Clear."),
        ("Alder Ltd", "Is it late?", "N", "In time."),
    ]


def test_words_behind_a_choice_are_its_reason_whatever_their_heading() -> None:
    found = read(
        ["Organisation", "Do you agree?", "Your thoughts"],
        ["Alder", "No", "It would cost us a quarter of a year."],
        ["Birch", "Yes", "We have waited for it, and said so."],
    )
    assert [(one.option, one.rationale) for one in found.responses] == [
        ("N", "It would cost us a quarter of a year."),
        ("Y", "We have waited for it, and said so."),
    ]


def test_whoever_tried_the_form_out_and_the_row_of_totals_answer_nothing() -> None:
    found = read(
        ["Response ID", "Organisation", "Do you agree?"],
        ["1", "TEST - please ignore", "Yes"],
        ["2", "Alder", "No"],
        ["Total", "1", "Yes: 0"],
    )
    assert [one.organisation for one in found.responses] == ["Alder"]


def test_a_sign_up_asks_for_nobodys_view() -> None:
    rows = (
        ("Start time", "Organisation", "Which session will you attend?", "Would you like to receive the slides?"),
        ("2024-03-01", "Alder", "Morning", "Yes"),
        ("2024-03-02", "Birch", "Afternoon", "No"),
    )
    assert exports.export_of(Table(rows)) is None


def test_a_scale_for_each_of_several_things_answers_for_each() -> None:
    found = read(
        ["Timestamp", "Organisation", "How far do you agree? [Start in May]", "How far do you agree? [End in June]"],
        ["2024-03-01", "Alder", "Agree", "Disagree"],
        ["2024-03-02", "Birch", "Agree", "Neutral"],
    )
    assert [(one.item, one.option) for one in found.responses[:2]] == [("Start in May", "Y"), ("End in June", "N")]


def test_marks_in_a_grid_of_weeks_are_nobodys_answers() -> None:
    found = read(["Group", "Week 1", "Week 2"], ["PSG", "X", ""], ["DAG", "", "X"], ["Working group", "X", "X"])
    assert not found.responses


def test_a_figure_is_the_key_of_no_option() -> None:
    found = read(
        ["Timestamp", "Organisation", "Do you agree?", "How hard is it for you, from 1 to 5?"],
        ["2024-03-01", "Alder", "Yes", "4"],
    )
    assert [(one.option, one.rationale) for one in found.responses] == [("Y", None), (None, "4")]


def test_a_respondent_named_once_answers_the_rows_below_too() -> None:
    found = read(
        ["Organisation", "Question", "Response"],
        ["Alder", "1. Is it right?", "Yes"],
        ["", "2. Is it late?", "No"],
    )
    assert told(found)[1][:3] == ("Alder", "2", "N")


def test_cells_on_lines_of_their_own_are_a_table_again() -> None:
    words = ["Respondent", "Response", "Rationale", "Alder Energy", "Yes", "It is clear.", "Birch", "No", "Too dear."]
    (table,) = fallen.tables_of([Line(one, at) for at, one in enumerate([*words, "Regards"], 1)])
    assert table.rows[1:] == (("Alder Energy", "Yes", "It is clear."), ("Birch", "No", "Too dear."))


def test_lines_that_only_look_like_headings_are_no_table() -> None:
    assert not fallen.tables_of([Line(one, at) for at, one in enumerate(["Respondent", "Response", "We agree."], 1)])


@pytest.mark.parametrize(
    ("words", "firm"),
    [
        ("From Alder Supply:", "Alder Supply"),
        ("Our votes below on behalf of Alder Energy.", "Alder Energy"),
        ("Alder Supply votes:", "Alder Supply"),
        ("Our votes:", None),
        ("For item 3:", None),
        ("From the meeting of May we have two points.", None),
    ],
)
def test_a_message_says_for_whom_it_votes(words: str, firm: str | None) -> None:
    assert letters.votes_for(words) == firm
