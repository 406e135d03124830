"""Word documents: their words in order, numbers of lists, tables in their place, and what is not settled in them."""

from __future__ import annotations

from typing import Any

import pytest

from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.findings import Findings
from mhhs_desk.intake.reading import read_bytes
from tests.intake.office_documents import W, body, changed, word


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    made = "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl>{made}</w:tbl>"


def read(data: bytes) -> Findings:
    return read_bytes(data, "paper.docx")


def lines(data: bytes) -> list[str]:
    return [line for line in read(data).text.split("\n") if line]


def test_paragraphs_and_tables_come_in_their_order() -> None:
    found = lines(body(paragraph("Before") + table(("one", "two"), ("three", "four")) + paragraph("After")))
    assert found == ["Before", "one\ttwo", "three\tfour", "After"]


def test_a_log_in_a_table_is_read_row_by_row_with_its_place() -> None:
    rows = (("Action", "Owner", "Due", "Status"), ("Publish the plan", "PMO", "10/11/2021", "Open"))
    found = read(body(paragraph("Actions") + table(*rows)))
    (action,) = found.actions
    assert (action.text, action.owner, action.due) == ("Publish the plan", "PMO", "2021-11-10")
    line = action.source.line
    assert line is not None
    assert found.text.split("\n")[line - 1].startswith("Publish the plan")


def test_an_agenda_in_a_table_below_its_heading_is_read_once_and_promises_nothing_more() -> None:
    rows = (("Item", "Title", "Time"), ("1", "Welcome", "10:00 - 10:10"), ("2", "Programme rules", "10:10 - 10:40"))
    day = paragraph("PSG 4") + paragraph("Wednesday 2 February 2022, 10:00 to 12:00")
    found = read(body(day + paragraph("Agenda") + table(*rows)))
    assert [(item.number, item.title, item.minutes) for item in found.agenda] == [
        ("1", "Welcome", 10),
        ("2", "Programme rules", 30),
    ]
    assert found.meeting is not None and found.meeting.date == "2022-02-02"
    assert not found.doubts


def test_a_response_form_in_a_table_is_read_and_its_rows_are_read_once() -> None:
    head = (("Organisation", "Alder"),)
    rows = (("Item", "Answer", "Rationale"), ("1", "Accept", "We agree"), ("2", "Reject", "Too soon"))
    found = read(body(paragraph("Our response") + table(*head, *rows)))
    assert [(one.organisation, one.item, one.option) for one in found.responses] == [
        ("Alder", "1", "A"),
        ("Alder", "2", "X"),
    ]


def test_lists_have_the_numbers_that_word_shows() -> None:
    def write(document: Any) -> None:
        for words in ("Welcome", "Rules"):
            document.add_paragraph(words, style="List Number")
        document.add_paragraph("A point", style="List Bullet")

    assert lines(word(write)) == ["1. Welcome", "2. Rules", "• A point"]


def test_tracked_changes_are_read_as_if_accepted_and_told_once() -> None:
    inserted, deleted = (
        "<w:ins><w:r><w:t>twelve</w:t></w:r></w:ins>",
        "<w:del><w:r><w:delText>six</w:delText></w:r></w:del>",
    )
    found = read(body(paragraph("Testing takes ", deleted, inserted, " months.")))
    assert "Testing takes twelve months." in found.text
    told = [doubt.what for doubt in found.doubts if "tracked" in doubt.what]
    assert told == ["2 tracked changes are not yet accepted: what was put in is read, what was taken out is not."]


def test_a_comment_is_a_doubt_with_its_author_and_its_line() -> None:
    def write(document: Any) -> None:
        document.add_paragraph("Opening")
        run = document.add_paragraph().add_run("M5 moves to May.")
        document.add_comment(run, text="Is this agreed?", author="Ben Birch")

    found = read(word(write))
    comment = next(doubt for doubt in found.doubts if doubt.what == "Comment by Ben Birch: “Is this agreed?”")
    assert comment.source is not None and comment.source.text == "M5 moves to May."
    assert "Is this agreed" not in found.text


def test_words_in_a_text_box_are_read_once() -> None:
    inner = f"<w:txbxContent>{paragraph('In the box')}</w:txbxContent>"
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    either = f"<mc:Choice Requires='w'>{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback>"
    boxed = f"<w:r><mc:AlternateContent {space}>{either}</mc:AlternateContent></w:r>"
    assert lines(body(paragraph("Beside", boxed))) == ["Beside", "In the box"]


def test_a_field_that_still_asks_is_no_answer_and_an_old_list_gives_its_choice() -> None:
    shown = "<w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent>"
    asks = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{shown}</w:sdt>"
    entries = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Yes"/><w:listEntry w:val="No"/></w:ddList>'
    choice, tick = (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{field}</w:ffData></w:fldChar></w:r>'
        for field in (entries, "<w:checkBox><w:checked/></w:checkBox>")
    )
    assert lines(body(paragraph("Name:", asks) + paragraph("Agreed: ", choice) + paragraph("Confidential ", tick))) == [
        "Name:",
        "Agreed: No",
        "Confidential ☒",
    ]


def test_merged_cells_keep_the_columns_in_their_place() -> None:
    spread = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("wide")}</w:tc>'
    wide = f"<w:tr>{spread}<w:tc>{paragraph('third')}</w:tc></w:tr>"
    log = "<w:tbl>" + wide + table(("Action", "Owner", "Status"), ("Write", "PMO", "Open"))[7:]
    (action,) = read(body(log)).actions
    assert (action.text, action.owner, action.status) == ("Write", "PMO", "Open")


def test_headers_are_left_out_and_footnotes_come_last() -> None:
    def write(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "OFFICIAL"
        document.add_paragraph("Body")

    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{paragraph("See paper 4.")}</w:footnote></w:footnotes>'
    relation = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" '
        'Target="footnotes.xml"/></Relationships>'
    )
    data = changed(
        word(write),
        "word/_rels/document.xml.rels",
        lambda text: text.replace("</Relationships>", relation),
        {"word/footnotes.xml": notes},
    )
    assert lines(data) == ["Body", "Footnote: See paper 4."]


def test_a_document_with_macros_is_read_as_its_plain_kin() -> None:
    plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    data = changed(
        body(paragraph("Kept words")),
        "[Content_Types].xml",
        lambda text: text.replace(plain, "application/vnd.ms-word.document.macroEnabled.main+xml"),
        {"word/vbaProject.bin": b"Sub AutoOpen()"},
    )
    assert read_bytes(data, "paper.docm").text.strip() == "Kept words"


@pytest.mark.parametrize(
    "document",
    [
        "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><x>&b;</x>",
        "<w:document",
        "",
    ],
)
def test_xml_that_declares_entities_or_is_broken_is_one_fault(document: str) -> None:
    with pytest.raises(Fault) as raised:
        read(changed(body(paragraph("x")), "word/document.xml", lambda text: document))
    assert raised.value.kind is FaultKind.UNREADABLE
