"""Findings as plain data have one shape, whatever the file."""

from __future__ import annotations

import json

from mhhs_desk.intake.reading import read_bytes
from mhhs_desk.intake.telling import as_json, in_words
from tests.intake.documents import PACK_TEXT, message, workbook

KEYS = {"file", "sha256", "kind", "meeting", "agenda", "actions", "milestones", "responses", "decisions", "doubts"}


def test_every_kind_of_file_is_told_in_the_same_keys() -> None:
    table = workbook(Answers=[["Organisation", "Item", "Answer"], ["Alder", 1, "Accept"]])
    for data in (PACK_TEXT.encode(), table, message("M9: no.").as_bytes()):
        told = as_json(read_bytes(data, "arrived"))
        assert set(told) == KEYS | {"letterhead", "future_approvals", "members", "calls"}
        assert json.loads(json.dumps(told)) == told


def test_what_is_not_known_is_null_and_a_source_is_a_place() -> None:
    told = as_json(read_bytes(PACK_TEXT.encode(), "pack.txt"))
    assert told["meeting"]["date"] is None
    item = next(item for item in told["agenda"] if item["title"] == "PSG Rules")
    assert {"number", "title", "disposition", "lead", "minutes", "paper_ref", "ask", "source"} <= set(item)
    assert set(item["source"]) == {"line", "text"}
    assert item["lead"] is None


def test_an_answer_is_told_with_its_row() -> None:
    table = workbook(Answers=[["Organisation", "Item", "Answer"], ["Alder", 1, "Accept"]])
    (told,) = as_json(read_bytes(table, "list.xlsx"))["responses"]
    assert (told["organisation"], told["item"], told["option"]) == ("Alder", "1", "A")
    assert told["source"] == {"sheet": "Answers", "row": 2, "text": "Alder | 1 | Accept"}


def test_the_findings_in_words_name_the_file_and_the_place() -> None:
    words = in_words(read_bytes(PACK_TEXT.encode(), "pack.txt"))
    assert words.startswith("pack.txt: text\n")
    assert "line 8" in words


def test_a_long_place_does_not_run_into_the_words() -> None:
    mail = message("Dear Morgan,\n\nSee the note.\n")
    mail.add_attachment(b"Nothing in particular.", "text", "plain", filename="a-note-with-a-long-name.txt")
    words = in_words(read_bytes(mail.as_bytes(), "note.eml"))
    assert "part a-note-with-a-long-name.txt  Nothing was recognised" in words
