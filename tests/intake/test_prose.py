"""Answers in sentences: the item, the option, the condition, the red line, and how they may be shown."""

from __future__ import annotations

import pytest

from mhhs_desk.domain.findings import Findings, ResponseFound
from mhhs_desk.intake.reading import read_bytes
from tests.intake.documents import message, pdf


def read(body: str) -> Findings:
    return read_bytes(message(body, "Re: PSG 1").as_bytes(), "answer.eml")


def one(body: str) -> ResponseFound:
    (response,) = read(body).responses
    return response


@pytest.mark.parametrize(
    ("body", "item", "option"),
    [
        ("Item 3: option 1, because a second group doubles our travel.", "3", "1"),
        ("On the framework we are happy to accept, so long as the route is written down.", "framework", "W"),
        ("M5 to M9 is not enough time for us.", "M5 to M9 is not enough time for us.", "N"),
        ("Agenda item 2 - accept.", "2", "A"),
        ("3. Reject, it costs too much.", "3", "X"),
        ("Role of PSG Representatives: refer. Who pays?", "Role of PSG Representatives", "R"),
        ("As for M6, we are neutral.", "M6", "U"),
    ],
)
def test_a_sentence_names_its_item_and_its_option(body: str, item: str, option: str) -> None:
    response = one(body)
    assert (response.item, response.option) == (item, option)
    assert response.address == "ada@alder.example"


def test_an_answer_has_its_reason_without_the_name_of_its_option() -> None:
    assert (
        one("Item 3: option 1, because a second group doubles our travel.").rationale
        == "A second group doubles our travel."
    )


def test_labelled_parts_of_an_answer_go_where_they_belong() -> None:
    response = one(
        "PSG and IAG: option 2. Planning is daily work.\nRed line: no planning without us. Condition: we may speak.\n"
        "Evidence: high, our own plan.\n"
    )
    assert (response.rationale, response.condition) == ("Planning is daily work.", "we may speak")
    assert (response.red_line, response.evidence, response.evidence_basis) == (
        "no planning without us.",
        3,
        "our own plan",
    )


def test_answers_on_lines_of_their_own_are_kept_apart() -> None:
    found = read("Hello,\n\nItem 1: accept\nItem 2: reject, it is long\nand dear\nM9: no\n")
    assert [(r.item, r.option) for r in found.responses] == [("1", "A"), ("2", "X"), ("M9", "N")]
    assert [r.source.line for r in found.responses] == [3, 4, 6]


def test_a_red_line_in_a_sentence_is_kept_as_written() -> None:
    assert one("M9: no. We will not accept a test before 2024.").red_line == "We will not accept a test before 2024."
    assert one("M9: no, though it is not a red line for us.").red_line is None


@pytest.mark.parametrize(
    ("words", "consent"),
    [
        ("Please do not name us.", "kind"),
        ("Keep our name out of it, please.", "kind"),
        ("You may name us throughout.", "named"),
        ("Just count us.", "constituency"),
        ("All of this is for you only.", "rep"),
        ("I write in confidence.", "rep"),
    ],
)
def test_what_a_message_says_of_being_shown_holds_for_all_its_answers(words: str, consent: str) -> None:
    found = read(f"{words}\n\nItem 1: accept.\n\nM9: no.\n")
    assert [response.consent for response in found.responses] == [consent, consent]


def test_a_figure_between_us_marks_its_own_answer_only() -> None:
    found = read("M9: no. The quote is eighteen months; that is between us, under NDA.\n\nItem 1: accept.\n")
    assert [response.sensitive for response in found.responses] == [True, False]


def test_no_view_on_the_rest_is_a_nil_return_with_a_doubt() -> None:
    found = read("M9: no.\n\nNo view on the rest; we had no time.\n")
    assert [(response.item, response.option) for response in found.responses] == [("M9", "N"), (None, "0")]
    assert any("nil return" in doubt.what for doubt in found.doubts)


def test_a_member_that_recuses_itself_has_no_option_and_no_doubt() -> None:
    found = read("On PSG and IAG: we recuse ourselves. Our chairman has a conflict of interest.\n")
    assert [(response.item, response.recused, response.option) for response in found.responses] == [
        ("PSG and IAG", True, None)
    ]
    assert not found.doubts


def test_words_that_lean_both_ways_name_no_option() -> None:
    found = read("On the groups question we lean to the first one, though Bill would say the second.\n")
    assert [(response.item, response.option) for response in found.responses] == [("groups question", None)]
    assert found.doubts


@pytest.mark.parametrize(
    "body",
    [
        "Thank you for the papers.\n\nKind regards,\nAda\n",
        "We met last Wednesday.\n\nYes, it was good.\n",
        "Tel: 1234\nDate: today\n",
    ],
)
def test_words_about_no_item_are_no_answer(body: str) -> None:
    found = read(body)
    assert not found.responses
    assert any("Nothing was recognised" in doubt.what for doubt in found.doubts)


def test_a_pasted_note_and_a_letter_are_read_like_a_message() -> None:
    note = read_bytes(b"Dear rep,\n\nOn the rules we accept.\n\nM9: no, we need longer.\n", "note.txt")
    letter = read_bytes(pdf("Dear rep,\nM9: no, we need longer."), "letter.pdf")
    assert [(r.item, r.option) for r in note.responses] == [("rules", "A"), ("M9", "N")]
    assert [(r.item, r.option, r.source.page, r.source.line) for r in letter.responses] == [("M9", "N", 1, 2)]
