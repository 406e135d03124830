"""Bad input costs little time and little memory, is told in one line, and the rest is read."""

from __future__ import annotations

import io
import multiprocessing
import resource
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from mhhs_desk import words
from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.inbox import read_files
from mhhs_desk.intake import mails
from mhhs_desk.intake.reading import read_bytes
from tests.intake.documents import message, workbook
from tests.intake.office_documents import archive, changed, open_document, slides, word

GIGABYTE = 1024**3
ENTITIES = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 21))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{ENTITIES}]><x>&a20;</x>'
PLAIN = {
    "paper.docx": ("word/document.xml", word(lambda document: document.add_paragraph("x"))),
    "deck.pptx": ("ppt/slides/slide1.xml", slides(lambda slide: None)),
    "form.xlsx": ("xl/worksheets/sheet1.xml", workbook(A=[["x"]])),
    "paper.odt": ("content.xml", open_document("<text:p>x</text:p>")),
}


def told(data: bytes, name: str) -> FaultKind:
    """The kind of the one fault that a file gives, in no more than a few seconds."""
    begun = time.perf_counter()
    with pytest.raises(Fault) as raised:
        read_bytes(data, name)
    assert time.perf_counter() - begun < 5
    assert "\n" not in words.fault(raised.value)
    return raised.value.kind


@pytest.mark.parametrize("name", PLAIN)
def test_a_bomb_in_an_office_file_is_refused_before_it_is_unpacked(name: str) -> None:
    member, data = PLAIN[name]
    bomb = changed(data, member, lambda text: text + " " * 150_000_000)
    assert len(bomb) < 1_000_000
    assert told(bomb, name) is FaultKind.SWELLS


@pytest.mark.parametrize("name", PLAIN)
def test_a_bomb_that_lies_about_its_size_is_unreadable(name: str) -> None:
    member, data = PLAIN[name]
    swollen = changed(data, member, lambda text: text + " " * 3_000_000)
    with zipfile.ZipFile(io.BytesIO(swollen)) as package:
        size = package.getinfo(member).file_size
    lie = swollen.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lie != swollen
    assert told(lie, name) is FaultKind.UNREADABLE


@pytest.mark.parametrize("name", [name for name in PLAIN if name != "form.xlsx"])
def test_a_billion_laughs_are_not_laughed(name: str) -> None:
    member, data = PLAIN[name]
    assert told(changed(data, member, lambda text: LAUGHS), name) is FaultKind.UNREADABLE


def test_a_bomb_in_an_archive_is_refused_and_the_other_files_of_the_drop_are_read(tmp_path: Path) -> None:
    (tmp_path / "bomb.zip").write_bytes(archive({"zeros.txt": bytes(150_000_000), "good.txt": "x"}))
    (tmp_path / "good.txt").write_text("We agree.")
    found = [read_files(path) for path in sorted(tmp_path.iterdir())]
    assert [[fault.kind for fault in faults] for _, faults in found] == [[FaultKind.SWELLS], []]
    assert [one.findings.file for read, _ in found for one in read] == ["good.txt"]


def ending_in(rows: str) -> Callable[[str], str]:
    """Puts more rows at the end of a sheet."""
    return lambda text: text.replace("</sheetData>", f"{rows}</sheetData>")


def test_a_cell_at_the_far_end_of_a_sheet_is_refused_before_the_sheet_is_laid_out() -> None:
    _, data = PLAIN["form.xlsx"]
    ends = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "<row r='900000'><c r='ZZ900000'><v>1</v></c></row>"
    for end in (*ends, '<row r="5"><c r="A4294967295"><v>1</v></c></row>'):
        assert told(changed(data, "xl/worksheets/sheet1.xml", ending_in(end)), "form.xlsx") is FaultKind.SWELLS


def test_a_list_that_says_it_is_longer_than_it_can_be_is_refused() -> None:
    _, data = PLAIN["form.xlsx"]
    promised = changed(
        data, "xl/sharedStrings.xml", lambda text: text.replace('uniqueCount="1"', 'uniqueCount="4294967295"')
    )
    assert told(promised, "form.xlsx") is FaultKind.SWELLS


def test_an_empty_last_row_as_some_programs_write_it_does_no_harm() -> None:
    _, data = PLAIN["form.xlsx"]
    last = ending_in('<row r="1048576" customFormat="false" ht="12.8"></row>')
    found = read_bytes(changed(data, "xl/worksheets/sheet1.xml", last), "a.xlsx")
    assert found.text == "x"


def test_cells_repeated_over_a_whole_sheet_are_refused() -> None:
    facts = 'office:value-type="string" table:number-columns-repeated="16384"'
    cell = f"<table:table-cell {facts}><text:p>x</text:p></table:table-cell>"
    row = f'<table:table-row table:number-rows-repeated="100000">{cell}</table:table-row>'
    data = open_document(f'<table:table table:name="A">{row}</table:table>', "spreadsheet")
    assert told(data, "form.ods") is FaultKind.SWELLS


@pytest.mark.slow
def test_a_sheet_of_more_than_a_hundred_thousand_rows_is_read_so_far_with_a_doubt() -> None:
    head = [["Organisation", "Item", "Answer"]]
    found = read_bytes(workbook(Answers=head + [["Alder", 1, "Accept"]] * 100_050), "answers.xlsx")
    assert len(found.responses) == 99_999
    assert any("Only the first 100000 rows were read." in doubt.what for doubt in found.doubts)


def test_mails_nested_fifty_deep_are_read_to_a_depth_and_told() -> None:
    mail = message("M9: no.", "level 0")
    for level in range(1, 51):
        outer = message("M9: yes.", f"level {level}")
        outer.add_attachment(mail)
        mail = outer
    found = read_bytes(mail.as_bytes(), "m.eml")
    assert [one.option for one in found.responses] == ["Y"] * 6
    assert [doubt.what for doubt in found.doubts if "was not read" in doubt.what] == [
        "The attachment “level 44.eml” was not read (unknown kind: a file inside 5 others)."
    ]


def test_mails_nested_without_end_are_one_fault() -> None:
    head = b"From: a@alder.example\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n"
    assert told(head * 5000 + b"x", "m.eml") is FaultKind.UNREADABLE


def _read_in_a_gigabyte(path: Path, answers: multiprocessing.Queue[tuple[list[str], list[str]]]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (GIGABYTE, GIGABYTE))
    read, faults = read_files(path)
    answers.put(([doubt.what for one in read for doubt in one.findings.doubts], [fault.kind.value for fault in faults]))


@pytest.mark.slow
def test_five_hundred_megabytes_on_a_mail_are_refused_in_one_line_and_the_rest_is_read(tmp_path: Path) -> None:
    mail = message("M9: no.\n")
    mail.add_attachment(b"HERE", maintype="application", subtype="octet-stream", filename="film.bin")
    before, after = mail.as_bytes().split(b"SEVSRQ==")
    path = tmp_path / "large.eml"
    with path.open("wb") as file:
        file.write(before)
        for _ in range(680):
            file.write((b"QUJD" * 19 + b"\n") * 13_618)
        file.write(after)
    assert path.stat().st_size > 680 * 1024**2
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    child = context.Process(target=_read_in_a_gigabyte, args=(path, answers))
    child.start()
    doubts, faults = answers.get(timeout=60)
    child.join()
    assert (faults, child.exitcode) == ([], 0)
    assert doubts == [
        "The attachment “film.bin” was not read: it is too large (a file may have 48 MB, a message 70 MB)."
    ]


def test_a_part_that_is_too_large_is_left_out_and_those_after_it_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mails, "LARGEST_PART", 40_000)
    mail = message("M9: no.\n")
    form = workbook(Form=[["Organisation", "Alder"], ["Item", "Answer"], [1, "Accept"]])
    for name, data in (("film.bin", bytes(60_000)), ("form.xlsx", form)):
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    found = read_bytes(mail.as_bytes(), "m.eml")
    assert [(one.item, one.option) for one in found.responses] == [("M9", "N"), ("1", "A")]
    assert any("“film.bin” was not read: it is too large" in doubt.what for doubt in found.doubts)


def test_files_that_are_too_large_together_are_read_as_far_as_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mails, "LARGEST_PART", 70_000)
    monkeypatch.setattr(mails, "LARGEST_MESSAGE", 50_000)
    mail = message("M9: no.\n")
    for name in ("one.txt", "two.txt", "three.txt"):
        mail.add_attachment(b"word " * 5_000, maintype="application", subtype="octet-stream", filename=name)
    found = read_bytes(mail.as_bytes(), "m.eml")
    assert [name for name in ("one", "two", "three") if f"“{name}.txt” was not read" in str(found.doubts)] == [
        "two",
        "three",
    ]


@pytest.mark.parametrize("size", [7_000_000, 210_000])
def test_a_text_beyond_all_papers_is_refused_at_once(size: int) -> None:
    assert told((b"a" if size > 6_000_000 else b"a\n") * size, "pack.txt") is FaultKind.SWELLS


def test_a_web_page_of_a_hundred_thousand_pieces_on_one_line_is_read_in_time() -> None:
    begun = time.perf_counter()
    assert len(read_bytes(b"<html>" + b"<b>x" * 400_000, "page.html").text) == 400_000
    assert time.perf_counter() - begun < 10


@pytest.mark.parametrize("name", ["../../x.txt", "..\\x.txt", "a\x00b/x.txt", "\u202ex.txt", "x\r\n.txt"])
def test_an_attachment_whose_name_plays_tricks_is_only_a_name(name: str) -> None:
    mail = message("M9: no.\n").as_bytes()
    coded = "".join(f"%{byte:02X}" for byte in name.encode())
    named = f"Content-Type: text/plain\nContent-Disposition: attachment; filename*=utf-8''{coded}\n\nM9: no.\n"
    head = f"Content-Type: multipart/mixed; boundary=X\n\n--X\n\nhello\n--X\n{named}--X--\n"
    found = read_bytes(mail.split(b"Content-Type")[0] + head.encode(), "m.eml")
    assert "hello" in found.text
    assert {one.source.part for one in found.responses} <= {"x.txt"}


def test_a_formula_is_read_as_its_value_and_nothing_is_fetched() -> None:
    rows: list[list[object]] = [["Organisation", "Item", "Answer"], ['=WEBSERVICE("https://far.example")', 1, "Accept"]]
    assert "far.example" not in str(read_bytes(workbook(A=rows), "a.xlsx").responses)
