"""Ruled tables of a PDF are read by where their words lie: a wrapped cell is one cell, on whichever page."""

from __future__ import annotations

from mhhs_desk.intake.pdfs import read
from tests.intake.documents import pdf
from tests.intake.written import write

HEAD = ["No.", "Action", "Owner"]
LONG = "Write to every supplier that has not yet told us when its systems will be ready, and ask for a date"


def test_a_wrapped_cell_is_one_cell() -> None:
    found = read(write("pdf", [[HEAD, ["1", LONG, "Programme (Ravi Sood)"]]], widths=[1, 4, 2]), "a.pdf")
    assert found.tables[0].rows[1] == ("1", LONG, "Programme (Ravi Sood)")


def test_a_row_knows_its_lines() -> None:
    found = read(write("pdf", ["Actions", [HEAD, ["1", LONG, "All"]]], widths=[1, 4, 2]), "a.pdf")
    words = " ".join(line.words for line in found.tables[0].lines[1])
    assert words.startswith("1") and "supplier" in words and found.tables[0].span(1).page == 1


def test_paragraphs_of_a_cell_stay_apart_and_its_wrapped_lines_do_not() -> None:
    title = "The long-term plan for storage that is connected to the networks"
    cell = f"{title}\nFor discussion"
    found = read(write("pdf", [[HEAD, ["1", cell, "All"]]], widths=[1, 3, 2]), "a.pdf")
    assert found.tables[0].rows[1][1] == cell


def test_names_below_each_other_stay_apart() -> None:
    found = read(write("pdf", [[HEAD, ["1", "Storage", "Ada Frost\nBen Shore"]]], widths=[1, 4, 1]), "a.pdf")
    assert found.tables[0].rows[1][2] == "Ada Frost\nBen Shore"


def test_a_table_that_goes_on_over_a_page_is_one() -> None:
    blocks = [[HEAD, ["1", "Book the hall", "All"]], "---", [HEAD, ["2", "Order chairs", "Ada Frost"]]]
    found = read(write("pdf", blocks, running="Board log"), "a.pdf")
    assert [row[0] for row in found.tables[0].rows] == ["No.", "1", "2"]
    assert found.tables[0].span(2).page == 2


def test_tables_with_words_between_them_are_two() -> None:
    blocks = [[HEAD, ["1", "Book the hall", "All"]], "Closed", [HEAD, ["2", "Order chairs", "All"]]]
    assert len(read(write("pdf", blocks), "a.pdf").tables) == 2


def test_a_cell_across_several_columns_stands_in_the_first() -> None:
    found = read(write("pdf", [[HEAD, ["For decision", "<", "<"], ["1", "Book the hall", "All"]]]), "a.pdf")
    assert found.tables[0].rows[1] == ("For decision", "", "")


def test_a_page_without_rules_has_no_table() -> None:
    assert read(pdf("No. Action Owner\n1 Book the hall All"), "a.pdf").tables == ()


def test_a_table_without_rules_is_read_by_its_headings() -> None:
    rows = [
        ["Ref", "Action", "Owner", "Due"],
        ["A1", LONG, "Programme team", "3 May 2022"],
        ["A2", "Ask", "All", "ASAP"],
    ]
    found = read(write("unruled", ["Harbour Board", rows], widths=[1, 5, 3, 2]), "a.pdf")
    assert found.tables[0].rows[1] == ("A1", LONG, "Programme team", "3 May 2022")
    assert [line.number for line in found.tables[0].lines[2]] == [len(found.lines)]


def test_prose_below_a_table_without_rules_is_none_of_its_rows() -> None:
    rows = [["Ref", "Action", "Owner"], ["A1", "Ask", "All"], ["A2", "Tell", "All"]]
    found = read(
        write("unruled", [rows, "The next meeting will be held in the long room of the old customs house."]), "a.pdf"
    )
    assert [row[0] for row in found.tables[0].rows] == ["Ref", "A1", "A2"]


def test_signs_of_words_are_not_torn_apart() -> None:
    rows = [["Item", "Title", "Lead"], ["1", "Minutes and illustrations", "Chair"], ["2", "Fees", "Will Fillis"]]
    found = read(write("unruled", [rows]), "a.pdf")
    assert found.tables[0].rows[1:] == (("1", "Minutes and illustrations", "Chair"), ("2", "Fees", "Will Fillis"))


def test_tables_that_touch_each_other_are_parted_where_their_columns_change() -> None:
    fields = [["Meeting number", "DAG 014"], ["Date", "10 August 2022"]]
    found = read(write("pdf", [fields, [HEAD, ["1", "Book the hall", "All"]]]), "a.pdf")
    assert [len(table.rows[0]) for table in found.tables] == [2, 3]
