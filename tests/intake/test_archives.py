"""Archives and mailboxes: each file in them is one of its own, and what cannot be read is told by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.inbox import read_files
from mhhs_desk.intake.reading import apart, read_bytes
from tests.intake.documents import message, pdf, workbook
from tests.intake.office_documents import archive

FORM = workbook(Form=[["Organisation", "Alder"], ["Item", "Answer"], [1, "Accept"], [2, "Reject"]])


def drop(tmp_path: Path, name: str, data: bytes) -> tuple[list[str], list[tuple[str, FaultKind]]]:
    """The names of what was read of a file, and the faults of the rest."""
    path = tmp_path / name
    path.write_bytes(data)
    read, faults = read_files(path)
    return [one.findings.file for one in read], [
        (fault.name.removeprefix(f"{tmp_path}/"), fault.kind) for fault in faults
    ]


def mailbox(*bodies: str) -> bytes:
    head = b"From ada@alder.example Fri Nov  5 09:30:00 2021\n"
    return b"\n".join(head + message(body, "Re: PSG 1").as_bytes() for body in bodies)


def test_each_paper_of_an_archive_is_a_file_of_its_own(tmp_path: Path) -> None:
    data = archive({"form.xlsx": FORM, "papers/letter.pdf": pdf("Dear rep"), "__MACOSX/._form.xlsx": b"\0\x05"})
    assert drop(tmp_path, "papers.zip", data) == (["papers.zip/form.xlsx", "papers.zip/letter.pdf"], [])


def test_what_cannot_be_read_of_an_archive_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    data = archive(
        {"inner.zip": archive({"x.txt": "x"}), "broken.pdf": b"%PDF-1.7\n", "empty.txt": b"", "good.txt": "We agree"}
    )
    read, faults = drop(tmp_path, "papers.zip", data)
    assert read == ["papers.zip/good.txt"]
    assert faults == [
        ("papers.zip/inner.zip", FaultKind.UNKNOWN_KIND),
        ("papers.zip/broken.pdf", FaultKind.UNREADABLE),
        ("papers.zip/empty.txt", FaultKind.EMPTY),
    ]


@pytest.mark.parametrize(
    "name", ["../../x.txt", "/etc/x.txt", "..\\..\\x.txt", "C:\\x.txt", "a\u202e/x.txt", "x.txt\x01"]
)
def test_names_that_play_tricks_are_only_names(tmp_path: Path, name: str) -> None:
    read, faults = drop(tmp_path, "papers.zip", archive({name: "We agree"}))
    assert (read, faults) == (["papers.zip/x.txt"], [])
    assert [path.name for path in tmp_path.iterdir()] == ["papers.zip"]


def test_files_of_one_name_are_told_apart_by_their_folder(tmp_path: Path) -> None:
    read, _ = drop(tmp_path, "papers.zip", archive({"Alder/form.txt": "a", "Birch/form.txt": "b"}))
    assert read == ["papers.zip/Alder form.txt", "papers.zip/Birch form.txt"]


def test_too_many_files_and_an_archive_of_nothing_are_refused_as_a_whole(tmp_path: Path) -> None:
    many = archive({f"{number}.txt": "x" for number in range(201)})
    assert drop(tmp_path, "many.zip", many) == ([], [("many.zip", FaultKind.SWELLS)])
    assert drop(tmp_path, "none.zip", archive({"folder/": ""})) == ([], [("none.zip", FaultKind.EMPTY)])


def test_a_file_with_a_password_in_an_archive_is_told(tmp_path: Path) -> None:
    data = bytearray(archive({"secret.txt": "x", "open.txt": "y"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert drop(tmp_path, "papers.zip", bytes(data)) == (
        ["papers.zip/open.txt"],
        [("papers.zip/secret.txt", FaultKind.ENCRYPTED)],
    )


def test_each_message_of_a_mailbox_is_a_source_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "replies.mbox"
    path.write_bytes(mailbox("M9: no.\n", "M9: yes.\n>From here on it is fine.\n"))
    read, faults = read_files(path)
    assert not faults
    assert [one.findings.file for one in read] == ["replies.mbox/message 1", "replies.mbox/message 2"]
    assert [one.findings.responses[0].option for one in read] == ["N", "Y"]
    assert all(one.findings.letterhead and one.findings.letterhead.address == "ada@alder.example" for one in read)
    assert "\nFrom here on" in read[1].findings.text


def test_a_mailbox_of_one_message_is_that_message() -> None:
    found = read_bytes(mailbox("M9: no.\n"), "reply.eml")
    assert [one.option for one in found.responses] == ["N"]


def test_an_archive_on_a_message_is_read_as_parts_of_it() -> None:
    mail = message("The forms.")
    data = archive({"form.xlsx": FORM, "inner.zip": archive({"x.txt": "x"})})
    mail.add_attachment(data, maintype="application", subtype="zip", filename="forms.zip")
    found = read_bytes(mail.as_bytes(), "m.eml")
    assert [one.source.part for one in found.responses] == ["forms.zip / form.xlsx"] * 2
    assert any("“inner.zip” was not read" in doubt.what for doubt in found.doubts)


def test_a_mailbox_in_an_archive_comes_apart_too() -> None:
    parts = list(apart(archive({"replies.mbox": mailbox("M9: no.\n", "M9: yes.\n")}), "papers.zip"))
    assert [name for name, _ in parts] == ["papers.zip/replies.mbox/message 1", "papers.zip/replies.mbox/message 2"]
    assert not any(isinstance(content, Fault) for _, content in parts)
