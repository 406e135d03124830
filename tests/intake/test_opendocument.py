"""OpenDocument texts: paragraphs, lists with their numbers, tables, notes, comments, tracked changes."""

from __future__ import annotations

import pytest

from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.findings import Findings
from mhhs_desk.intake.reading import read_bytes
from tests.intake.office_documents import archive, open_document

NUMBERS = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-suffix="." '
    'style:num-format="1"/></text:list-style>'
)


def read(content: str, styles: str = "") -> Findings:
    return read_bytes(open_document(content, styles=styles), "paper.odt")


def lines(found: Findings) -> list[str]:
    return [line for line in found.text.split("\n") if line]


def item(words: str, more: str = "") -> str:
    return f"<text:list-item><text:p>{words}</text:p>{more}</text:list-item>"


def test_lists_have_their_numbers_and_points() -> None:
    inner = f"<text:list>{item('a point')}</text:list>"
    text = f'<text:h>Agenda</text:h><text:list text:style-name="L1">{item("Welcome")}{item("Rules", inner)}</text:list>'
    assert lines(read(text, NUMBERS)) == ["Agenda", "1. Welcome", "2. Rules", "• a point"]


def test_a_log_in_a_table_is_read_with_its_line() -> None:
    def row(*cells: str) -> str:
        made = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
        return f"<table:table-row>{made}</table:table-row>"

    rows = row("Action", "Owner", "Status") + row("Publish the plan", "PMO", "Open")
    found = read(f"<text:p>Log</text:p><table:table>{rows}</table:table><text:p>After</text:p>")
    (action,) = found.actions
    assert (action.text, action.owner) == ("Publish the plan", "PMO")
    assert found.text.split("\n")[(action.source.line or 0) - 1] == "Publish the plan\tPMO\tOpen"
    assert lines(found)[-1] == "After"


def test_a_comment_is_a_doubt_and_a_footnote_comes_last() -> None:
    comment = "<office:annotation><dc:creator>Ben Birch</dc:creator><text:p>Agreed?</text:p></office:annotation>"
    cited = "<text:note-citation>1</text:note-citation>"
    note = f"<text:note>{cited}<text:note-body><text:p>See 4.</text:p></text:note-body></text:note>"
    found = read(f"<text:p>M5 moves{note}{comment} to May.</text:p><text:p>End</text:p>")
    assert lines(found) == ["M5 moves to May.", "End", "Footnote: See 4."]
    comments = [doubt for doubt in found.doubts if doubt.what == "Comment by Ben Birch: “Agreed?”"]
    assert [doubt.source.line for doubt in comments if doubt.source] == [1]


def test_what_was_taken_out_is_not_read_and_told() -> None:
    region = "<text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region>"
    gone = f"<text:tracked-changes>{region}</text:tracked-changes>"
    found = read(f"{gone}<text:p>Kept</text:p>")
    assert lines(found) == ["Kept"]
    assert any(doubt.what.startswith("1 tracked change is") for doubt in found.doubts)


def test_a_cell_repeated_a_million_times_is_cut() -> None:
    cell = '<table:table-cell table:number-columns-repeated="999999"><text:p>x</text:p></table:table-cell>'
    found = read(f"<table:table><table:table-row>{cell}</table:table-row></table:table>")
    assert 0 < found.text.count("x") <= 1000


@pytest.mark.parametrize(
    "content",
    ["<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><x>&b;</x>", "<office:document-content", "<a>" * 5000],
)
def test_xml_that_declares_entities_or_is_broken_is_one_fault(content: str) -> None:
    data = archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
    with pytest.raises(Fault) as raised:
        read_bytes(data, "paper.odt")
    assert raised.value.kind is FaultKind.UNREADABLE
