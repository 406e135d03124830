"""Questions are told from what only asks for more, answers from what was printed, and forms from other papers."""

from __future__ import annotations

import pytest

from mhhs_desk.domain.findings import Findings
from mhhs_desk.intake import answers, exports
from mhhs_desk.intake.document import Table
from mhhs_desk.intake.questions import asked_in, asks_for_more
from mhhs_desk.intake.reading import read_bytes
from tests.intake.documents import workbook
from tests.intake.written import write


def said(found: Findings) -> list[tuple[str | None, str | None, str | None]]:
    return [(one.item, one.option, one.rationale) for one in found.responses]


@pytest.mark.parametrize(
    ("words", "before", "told"),
    [
        ("Question 2: Do you agree? Please explain.", "", ("2", "Do you agree?")),
        ("Q3a. Is it right?", "", ("3a", "Is it right?")),
        ("Do you agree?", "4.", ("4", "Do you agree?")),
        ("Question 5", "", ("5", "")),
        ("Legal text: Are you content with it?", "", ("Legal text", "Are you content with it?")),
    ],
)
def test_a_question_has_its_number_and_its_words(words: str, before: str, told: tuple[str, str]) -> None:
    asked = asked_in(words, before)
    assert asked is not None
    assert (asked.number, asked.words) == told


@pytest.mark.parametrize(
    "words", ["Please explain your answer", "If no, why not?", "Q1 is easy", "We agree.", "1. Welcome"]
)
def test_what_asks_nothing_new_is_no_question(words: str) -> None:
    assert asked_in(words) is None


def test_words_that_only_ask_to_explain_belong_to_the_answer_before() -> None:
    assert all(
        map(asks_for_more, ("Rationale", "Why do you say this?", "Please give your reasons", "If yes, please explain"))
    )
    assert not any(map(asks_for_more, ("Do you have any comments?", "Working Group comments", "Is it right?")))


@pytest.mark.parametrize(
    "words", ["Yes / No", "Yes/No/Neutral (delete as appropriate)", "Insert here", "Yes No", "—", ""]
)
def test_what_was_printed_in_a_cell_is_not_filled_in(words: str) -> None:
    assert not answers.is_filled(words)


def test_a_box_that_is_ticked_is_the_answer_and_what_stands_below_its_reason() -> None:
    words = answers.ticked("☐ Yes\n☒ No\nThe date is too near.")
    assert answers.parted(words) == ("No", "The date is too near.")
    assert not answers.is_filled(answers.ticked("☐ Yes ☐ No"))


def test_a_reason_begins_after_the_choice_and_no_sentence_is_cut_at_its_first_word() -> None:
    assert answers.parted("Yes, it is clear.") == ("Yes", "It is clear.")
    assert answers.parted("No change is wanted.") == ("No change is wanted.", "No change is wanted.")


def test_a_list_of_names_and_accounts_is_no_export_of_answers() -> None:
    rows = (("Name", "Account name", "Appointed by"), ("Ada Frost", "adaf", "Members"), ("Ben Cole", "benc", "Board"))
    assert exports.export_of(Table(rows)) is None


def test_a_reason_goes_to_the_question_whose_number_it_has() -> None:
    heads = ["Organisation", "Q1. Do you agree?", "Q2. Is it in time?", "Q1 - rationale", "Q2 - rationale"]
    rows = [heads, ["Alder", "Yes", "No", "Clear.", "Late."]]
    assert said(read_bytes(workbook(Sheet=rows), "x.xlsx")) == [("1", "Y", "Clear."), ("2", "N", "Late.")]


def test_a_second_row_of_heads_is_nobodys_answer() -> None:
    rows = [
        ["Respondent ID", "Organisation", "Do you agree?"],
        ["", "Open-Ended Response", "Response"],
        ["1", "Alder", "Yes"],
    ]
    assert [(one.organisation, one.option) for one in read_bytes(workbook(Sheet=rows), "x.xlsx").responses] == [
        ("Alder", "Y")
    ]


def test_a_question_stands_over_the_table_of_those_who_answer_it() -> None:
    blocks = [
        "Question 1: Do you agree with the change?",
        [["Respondent", "Response", "Rationale"], ["Alder", "Yes", "Clear."], ["Birch", "No", "Dear."]],
    ]
    found = read_bytes(write("docx", blocks), "x.docx").responses
    assert [(one.respondent, one.item, one.option) for one in found] == [("Alder", "1", "Y"), ("Birch", "1", "N")]


def test_a_form_cut_off_before_its_answers_is_a_doubt_with_its_place() -> None:
    text = "Respondent: Ada Frost\nCompany Name: Alder\nNo. of Parties Represented: 1\nRole of Respondent: Supp"
    found = read_bytes(text.encode(), "form.txt")
    assert not found.responses
    assert [(doubt.source.line, doubt.what) for doubt in found.doubts if doubt.source] == [
        (1, "The form of Ada Frost of Alder begins here, but no answer of it could be read.")
    ]


def test_a_form_in_word_without_an_answer_is_a_doubt_with_its_place() -> None:
    head = [["Respondent", "Ada Frost"], ["Company name", "Alder"], ["Parties represented", "Alder"]]
    blocks = [head, "Question 1: Do you agree?"]
    found = read_bytes(write("docx", blocks), "form.docx")
    assert not found.responses
    assert [doubt.source.line for doubt in found.doubts if doubt.source and "Ada Frost of Alder" in doubt.what] == [1]


def test_the_numbered_paragraphs_of_a_consultation_are_nobodys_answers() -> None:
    head = "Response to the consultation\nName: Ada Frost\nOrganisation: Alder\n\n"
    text = f"{head}Question 1: Do you agree?\n\n1.2 We think so.\n"
    assert not read_bytes(text.encode(), "paper.txt").responses
