"""Whatever bytes arrive, there are findings or one fault, and nothing else."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from mhhs_desk.domain.faults import Fault
from mhhs_desk.intake.reading import read_bytes
from mhhs_desk.intake.telling import as_json, in_words
from tests.intake.documents import PACK_TEXT, message, pdf, workbook
from tests.intake.whole_files import whole_files

NAMES = st.sampled_from(
    ["a", "a.pdf", "a.txt", "a.xlsx", "a.csv", "a.eml", "a.xls", "a.docx", "a.odt", "a.pptx", "a.msg", "a.ics", "a.zip"]
)
BEGINNINGS = st.sampled_from(
    [
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
        "BEGIN:VCARD\r\n",
        "{\\rtf1 ",
        "<!DOCTYPE html>",
        "From a b 09:30:00\nFrom: a@b.c\nDate: x\n",
    ]
)
FORM = workbook(Form=[["Organisation", "Alder"], ["Item", "Answer", "Reason"], [1, "Accept", "Fine"]])
MAIL = message("On the rules: accept, so long as they are short.\n\nM9: no.\n\nNo view on the rest.\n")
MAIL.add_attachment(FORM, maintype="application", subtype="octet-stream", filename="form.xlsx")
WHOLE = [
    pdf("Agenda", "1. Rules\nApproval required"),
    PACK_TEXT.encode(),
    FORM,
    MAIL.as_bytes(),
    b"Organisation,Item,Answer\nAlder,1,Accept\n",
    *whole_files().values(),
]


def check_reads_or_faults(data: bytes, name: str) -> None:
    try:
        found = read_bytes(data, name)
    except Fault as fault:
        assert str(fault)
        return
    assert json.dumps(as_json(found))
    assert in_words(found)


@given(st.binary(max_size=400), NAMES)
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_findings_or_a_fault(data: bytes, name: str) -> None:
    check_reads_or_faults(data, name)


@given(st.text(max_size=400), NAMES)
@settings(max_examples=150, deadline=None)
def test_any_text_gives_findings_or_a_fault(text: str, name: str) -> None:
    check_reads_or_faults(text.encode("utf-8", "surrogatepass"), name)


@given(BEGINNINGS, st.text(max_size=400), NAMES)
@settings(max_examples=150, deadline=None)
def test_any_text_with_a_known_beginning_gives_findings_or_a_fault(begins: str, text: str, name: str) -> None:
    check_reads_or_faults((begins + text).encode("utf-8", "surrogatepass"), name)


@given(st.sampled_from(WHOLE), st.data())
@settings(max_examples=400, deadline=None)
def test_a_file_with_bytes_changed_or_lost_gives_findings_or_a_fault(whole: bytes, data: st.DataObject) -> None:
    changed = bytearray(whole)
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=8)):
        changed[place] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(1, len(whole)) | st.just(len(whole)))
    check_reads_or_faults(bytes(changed[:end]), "arrived")


LINES = st.sampled_from(
    [line for line in PACK_TEXT.splitlines() if line] + ["AGENDA", "1 10.00 - 9.00", "Action log", ""]
)


@given(st.lists(LINES, max_size=60))
@settings(max_examples=150, deadline=None)
def test_the_lines_of_a_pack_in_any_order_are_read(lines: list[str]) -> None:
    check_reads_or_faults("\n".join(["PSG", *lines]).encode(), "pack.txt")
