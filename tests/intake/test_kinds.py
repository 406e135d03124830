"""Files are known by their content, and one that cannot be read gives one clear fault."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from mhhs_desk import words
from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.intake.reading import read, read_bytes
from tests.intake.documents import PACK_TEXT, message, pdf, workbook
from tests.intake.office_documents import open_document, slides, word
from tests.intake.outlook_files import compound, outlook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def archive(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "<x/>")
    return out.getvalue()


def fault_of(data: bytes, name: str) -> Fault:
    with pytest.raises(Fault) as raised:
        read_bytes(data, name)
    return raised.value


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Fault) as raised:
        read(tmp_path / "none.pdf")
    assert raised.value.kind is FaultKind.MISSING


def test_a_folder_is_said_to_be_a_folder(tmp_path: Path) -> None:
    with pytest.raises(Fault) as raised:
        read(tmp_path)
    assert raised.value.kind is FaultKind.A_FOLDER


def test_two_gigabytes_are_refused_before_a_byte_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)
    begun = time.perf_counter()
    with pytest.raises(Fault) as raised:
        read(path)
    assert raised.value.kind is FaultKind.TOO_LARGE
    assert time.perf_counter() - begun < 0.5


@pytest.mark.parametrize("data", [b"", b"\0\0\0\0", b" \r\n\t ", b"\xef\xbb\xbf"])
def test_a_file_without_a_word_is_empty(data: bytes) -> None:
    assert fault_of(data, "pack.txt").kind is FaultKind.EMPTY


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"Only some words, no page at all.", "pack.pdf"),
        (b"Only some words, no sheet at all.", "form.xlsx"),
        (pdf("PSG"), "form.xlsx"),
        (workbook(A=[["x"]]), "pack.pdf"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "pack.pdf"),
        (b"Words without a head of a message.", "answer.eml"),
        (archive("word/document.xml"), "form.xlsx"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(data: bytes, name: str) -> None:
    assert fault_of(data, name).kind is FaultKind.NOT_WHAT_IT_SAYS


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "a Word document of the old kind"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "a PowerPoint file of the old kind"),
        (b"<?xml version='1.0'?><plan><task/></plan>", "a data file (XML)"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a PNG picture"),
        (bytes(range(256)) * 8, "a binary file"),
    ],
)
def test_a_kind_that_is_not_read_is_named_with_what_is_read(data: bytes, kind: str) -> None:
    fault = fault_of(data, "arrived")
    assert fault.kind is FaultKind.UNKNOWN_KIND
    assert fault.facts["kind"] == kind
    assert "PDF" in str(fault.facts["reads"])


@pytest.mark.parametrize(("stream", "kin"), [("WordDocument", ".docx"), ("PowerPoint Document", ".pptx")])
def test_an_old_office_file_is_told_with_what_to_save_it_as(stream: str, kin: str) -> None:
    line = words.fault(fault_of(compound({stream: bytes(5000)}), "minutes.doc"))
    assert line == words.fault(fault_of(OLE + stream.encode("utf-16-le"), "minutes.doc"))
    assert f"Save it as {kin} or PDF." in line


def test_a_message_that_carries_a_protected_file_is_a_message_all_the_same() -> None:
    locked = compound({"EncryptedPackage": bytes(5000), "EncryptionInfo": bytes(100)})
    found = read_bytes(outlook("M9: no.", attachments=[("form.xlsx", locked)]), "answer.msg")
    assert found.responses
    assert any("“form.xlsx” was not read (encrypted" in doubt.what for doubt in found.doubts)


def test_a_pdf_with_a_password_is_encrypted() -> None:
    assert fault_of(pdf("PSG", password="secret"), "pack.pdf").kind is FaultKind.ENCRYPTED


def test_an_encrypted_office_file_is_encrypted() -> None:
    assert fault_of(OLE + "EncryptedPackage".encode("utf-16-le"), "form.xlsx").kind is FaultKind.ENCRYPTED


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\nand then nothing of the kind", "pack.pdf"),
        (pdf("PSG")[:300], "pack.pdf"),
        (workbook(A=[["x"]])[:900], "form.xlsx"),
        (archive("xl/workbook.xml"), "form.xlsx"),
        (OLE + "Workbook".encode("utf-16-le"), "form.xls"),
    ],
)
def test_a_broken_file_is_unreadable(data: bytes, name: str) -> None:
    assert fault_of(data, name).kind is FaultKind.UNREADABLE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman"])
def test_a_text_is_read_in_every_usual_encoding(encoding: str) -> None:
    found = read_bytes(PACK_TEXT.encode(encoding), "pack.txt")
    assert found.kind == "text"
    assert found.meeting is not None
    assert found.meeting.forum == "PSG"
    assert "• Who sits" in found.text


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf("PSG Rules"), "PDF"),
        (workbook(A=[["Organisation", "Segment"], ["Alder", "Domestic"]]), "workbook"),
        (b"Organisation;Segment;Role\nAlder;Domestic;Head\nBirch;Domestic;Head\n", "table"),
        (b"Organisation\tSegment\nAlder\tDomestic\n", "table"),
        (message("Hello").as_bytes(), "e-mail"),
        (outlook("Hello"), "e-mail"),
        (word(lambda document: document.add_paragraph("Hello")), "Word document"),
        (slides(lambda slide: None), "slides"),
        (open_document("<text:p>Hello</text:p>"), "OpenDocument text"),
        (b"BEGIN:VCARD\nORG:Alder\nEND:VCARD\n", "contact cards"),
        (b"{\\rtf1 Hello}", "rich text"),
        (b"<!DOCTYPE html><html><body>Hello</body></html>", "web page"),
        (b"Some words", "text"),
    ],
)
def test_a_file_without_an_ending_is_known_by_its_content(data: bytes, kind: str) -> None:
    assert read_bytes(data, "arrived").kind == kind


def test_a_table_pasted_as_text_is_a_table() -> None:
    pasted = "Organisation\tItem\tAnswer\nAlder\t1\tAccept\nBirch\t1\tReject\n"
    found = read_bytes(pasted.encode(), "Pasted text.txt")
    assert found.kind == "table"
    assert [(one.organisation, one.option) for one in found.responses] == [("Alder", "A"), ("Birch", "X")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_a_table_is_read_in_every_usual_encoding_and_separator(encoding: str, sign: str) -> None:
    rows = [["Organisation", "Item", "Answer", "Rationale"], ["Zoë’s Energy", "1", "Accept", "it’s “fine” – é"]]
    text = "".join(sign.join(row) + "\r\n" for row in rows)
    (answer,) = read_bytes(text.encode(encoding), "answers.csv").responses
    assert (answer.organisation, answer.option, answer.rationale) == ("Zoë’s Energy", "A", "it’s “fine” – é")


def test_a_web_page_is_read_as_its_words() -> None:
    page = b"<!DOCTYPE html><html><head><title>x</title></head><h1>PSG</h1><p>M9: no, we need longer.</p></html>"
    found = read_bytes(page, "note.html")
    assert found.text == "PSG\n\nM9: no, we need longer."
