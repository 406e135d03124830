"""The matrix in a spreadsheet: letters and marks, the answers in full, and nothing that an edition may not show."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from mhhs_desk.desk import Desk, matrix_file, matrix_name
from mhhs_desk.domain.editions import edition_of
from mhhs_desk.domain.faults import Fault
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.matrix import Form
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Consent
from mhhs_desk.domain.papers import Edition
from tests.exchange.matrices import DECISIONS, SECRETS, fill
from tests.paper.views import TODAY, answer, item_view, view_of

Lines = list[list[object]]


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    return fill(desk)


def written(desk: Desk, meeting: Meeting, edition: Edition, form: Form, folder: Path) -> Path:
    target = folder / matrix_name(meeting, edition, form)
    return desk.matrix_job(meeting, edition, form, target)(lambda done, total: None)


def sheet(path: Path, name: str) -> Lines:
    return [list(line) for line in CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python()]


def comma(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))


def text_of(data: bytes, form: Form) -> str:
    """Everything that is in a file: of a workbook every part with its name."""
    if form is not Form.WORKBOOK:
        return data.decode("utf-8-sig")
    parts = zipfile.ZipFile(io.BytesIO(data))
    return "\n".join(name + parts.read(name).decode() for name in parts.namelist())


def test_the_matrix_sheet_holds_letters_marks_states_and_sums(desk: Desk, meeting: Meeting, tmp_path: Path) -> None:
    lines = sheet(written(desk, meeting, Edition.OWN, Form.WORKBOOK, tmp_path), "Matrix")
    rows = {line[0]: line[1:] for line in lines}
    assert rows["Member"] == ["Segment", "1 The framework", "2 One group or two", "Answered", "Objects"]
    assert rows["Alderwick Energy"] == ["Domestic", "A · stale", "2 · condition", 2, 0]
    assert rows["Brambleton Energy"] == ["Domestic", "X · red line", "not asked", 1, 1]
    assert rows["Cobaltine Energy"][1] == "nil return"
    assert rows["Dovetailer Energy"][1] == "X · confidential"
    assert rows["Fennelly Energy"][1] == "recused"
    first = [line[0] for line in lines].index("Counted")
    counted = {line[1]: line[2:4] for line in lines[first : first + 7]}
    assert counted == {"A": [2, 0], "X": [2, 0], "2": [0, 1], "answered": [4, 1], "nil return": [1, 0],
                       "not asked": [0, 5], "recused": [1, 0]}  # fmt: skip


def test_the_answers_sheet_holds_every_answer_in_full(desk: Desk, meeting: Meeting, tmp_path: Path) -> None:
    head, *lines = sheet(written(desk, meeting, Edition.OWN, Form.WORKBOOK, tmp_path), "Answers")
    told = [dict(zip(head, line, strict=True)) for line in lines]
    assert [one["Who"].split()[0] for one in told if isinstance(one["Who"], str)] == [
        "Alderwick", "Elmstead", "Brambleton", "Dovetailer", "Alderwick",
    ]  # fmt: skip
    first = told[0]
    assert (first["Reason"], first["Evidence"], first["Received"]) == ("=cmd()", "High", "2021-11-05 09:14")
    assert (told[1]["Sensitive"], told[3]["Consent"]) == ("Yes", "For the rep only")


@pytest.mark.parametrize("edition", [Edition.GROUP, Edition.MEMBERS])
@pytest.mark.parametrize("form", list(Form))
def test_nothing_that_is_withheld_is_in_any_part_of_an_export(
    desk: Desk, meeting: Meeting, tmp_path: Path, edition: Edition, form: Form
) -> None:
    data = text_of(written(desk, meeting, edition, form, tmp_path).read_bytes(), form)
    assert "Brambleton" in data
    assert not [secret for secret in SECRETS if secret.lower() in data.lower()]
    uids = [record.uid for record in (*desk.feedback.all(), *desk.members.all())]
    assert not [uid for uid in uids if uid in data]


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from("AX"), st.sampled_from(list(Consent)), st.booleans()), min_size=1, max_size=9),
    st.sampled_from([Edition.GROUP, Edition.MEMBERS]),
    st.sampled_from(list(Form)),
)
def test_whoever_answers_how_an_export_says_no_more_than_its_edition(drawn, edition: Edition, form: Form) -> None:
    item = Item(id=1, meeting_id=1, number=1, title="The framework", options=DECISIONS)
    answers = [
        answer(n, 1, n, option, f"word{n}x", consent=consent, sensitive=sensitive)
        for n, (option, consent, sensitive) in enumerate(drawn, 1)
    ]
    shown = edition_of(view_of(item_view(item, answers)), edition, [])
    data = text_of(matrix_file(shown, form, TODAY), form)
    told = {one.feedback.rationale for one in shown.answers()}
    named = {one.who for one in shown.answers()}
    for one in answers:
        assert one.feedback.rationale not in data or (one.feedback.rationale in told and form is not Form.MATRIX)
        assert one.who.split()[0] not in data or one.who in named
        assert not (one.feedback.sensitive or one.feedback.consent is Consent.REP) or one.who.split()[0] not in data


def test_outside_the_own_edition_states_are_not_told_apart(desk: Desk, meeting: Meeting, tmp_path: Path) -> None:
    lines = comma(written(desk, meeting, Edition.GROUP, Form.MATRIX, tmp_path))
    assert lines[0] == ["Member", "Segment", "1 The framework", "2 One group or two", "Answered"]
    assert ["Alderwick Energy", "Domestic", "A", "2 · condition", "2"] in lines
    assert ["Brambleton Energy", "Domestic", "X · red line", "none to show", "1"] in lines
    assert not {"silent", "recused", "not asked", "nil return"} & {cell for line in lines for cell in line}


def test_no_cell_of_a_csv_is_a_formula(desk: Desk, meeting: Meeting, tmp_path: Path) -> None:
    lines = comma(written(desk, meeting, Edition.OWN, Form.ANSWERS, tmp_path))
    cells = [cell for line in lines for cell in line]
    assert "'=cmd()" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_the_same_records_give_the_same_bytes(desk: Desk, meeting: Meeting, tmp_path: Path) -> None:
    path = written(desk, meeting, Edition.OWN, Form.WORKBOOK, tmp_path)
    before = path.read_bytes()
    assert written(desk, meeting, Edition.OWN, Form.WORKBOOK, tmp_path).read_bytes() == before


def test_a_cell_has_the_colour_of_its_option(desk: Desk, meeting: Meeting, tmp_path: Path) -> None:
    path = written(desk, meeting, Edition.OWN, Form.WORKBOOK, tmp_path)
    styles = zipfile.ZipFile(path).read("xl/styles.xml").decode()
    assert "FF16736A" in styles and "FF74290C" in styles


def test_a_folder_that_is_not_there_is_told(desk: Desk, meeting: Meeting, tmp_path: Path) -> None:
    with pytest.raises(Fault, match=r"missing|folder|x\.xlsx"):
        desk.matrix_job(meeting, Edition.OWN, Form.WORKBOOK, tmp_path / "none" / "x.xlsx")(lambda done, total: None)
