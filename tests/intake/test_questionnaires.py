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


def test_a_site_that_puts_the_kind_of_field_behind_a_question_asks_once() -> None:
    heads = [
        "Response ID",
        "What is your organisation? - Organisation",
        "Is it right? - Choice",
        "Is it right? - Your reasons",
    ]
    rows = [heads, ["A1", "Alder", "Yes", "Clear."], ["A2", "Birch", "Not Answered", ""]]
    found = read_bytes(workbook(Sheet=rows), "x.xlsx").responses
    assert [(one.organisation, one.item, one.option, one.rationale) for one in found] == [
        ("Alder", "Is it right?", "Y", "Clear.")
    ]


def test_respondents_across_and_questions_down_are_answers_each() -> None:
    rows = [["Question", "Alder", "Birch"], ["1. Is it right?", "Yes", "No"], ["2. Is it late?", "No", ""]]
    found = read_bytes(workbook(Sheet=rows), "x.xlsx").responses
    assert [(one.organisation, one.item, one.option) for one in found] == [
        ("Alder", "1", "Y"), ("Birch", "1", "N"), ("Alder", "2", "N"),
    ]  # fmt: skip


def test_what_a_table_of_supporters_is_about_is_the_change_in_the_title() -> None:
    blocks = ["P305: Final report", [["Organisation", "Response"], ["Alder", "Support"], ["Birch", "Oppose"]]]
    found = read_bytes(write("docx", blocks), "x.docx").responses
    assert [(one.organisation, one.item, one.option) for one in found] == [
        ("Alder", "P305", "A"),
        ("Birch", "P305", "X"),
    ]


def test_names_between_the_answers_to_each_question_are_those_of_respondents() -> None:
    said_by = "Alder Ltd (Supplier)\nYes. It is clear.\n\nBirch plc\nNo. It is dear.\n\n"
    text = (
        f"Responses to the consultation\n\nQuestion 1 - Is it right?\n\n{said_by}Question 2 - Is it late?\n\n{said_by}"
    )
    found = read_bytes(text.encode(), "x.txt").responses
    assert [(one.organisation, one.role, one.item, one.option) for one in found] == [
        ("Alder Ltd", "Supplier", "1", "Y"), ("Birch plc", None, "1", "N"),
        ("Alder Ltd", "Supplier", "2", "Y"), ("Birch plc", None, "2", "N"),
    ]  # fmt: skip


def test_the_questions_of_a_group_of_columns_stand_in_the_row_above() -> None:
    rows = [["", "Q1: Is it right?", "", "Q2: Is it late?", ""], ["Company", "Response", "Why", "Response", "Why"],
            ["Alder", "Yes", "Clear.", "No", "Soon."]]  # fmt: skip
    assert said(read_bytes(workbook(Sheet=rows), "x.xlsx")) == [("1", "Y", "Clear."), ("2", "N", "Soon.")]


def test_codes_of_questions_give_way_to_the_questions_below_them() -> None:
    rows = [
        ["ResponseId", "Q1", "Q2"],
        ["Response ID", "What is your organisation?", "Is it right?"],
        ["R1", "Alder", "Yes"],
    ]
    found = read_bytes(workbook(Sheet=rows), "x.xlsx").responses
    assert [(one.organisation, one.item, one.option) for one in found] == [("Alder", "Is it right?", "Y")]


def test_the_number_of_a_section_is_no_option() -> None:
    assert answers.answer_of("3.2 Load shaping").option is None
    assert answers.answer_of("3. the last one").option == "3"


def test_a_form_that_asks_for_names_in_sentences_is_told_from_its_questions() -> None:
    heads = ["Id", "Completion time", "Name", "Please provide your name", "Please provide the name of your company",
             "Which constituency do you belong to?", "Is it right?"]  # fmt: skip
    rows = [heads, ["1", "2024-01-02", "anonymous", "Ada Frost", "Alder", "Agents", "Yes"]]
    (one,) = read_bytes(workbook(Sheet=rows), "x.xlsx").responses
    assert (one.respondent, one.organisation, one.role, one.item) == ("Ada Frost", "Alder", "Agents", "Is it right?")


def test_labels_in_lines_of_their_own_are_told_from_what_stands_below_them() -> None:
    head = "Our response to the consultation\n\nOrganisation\nAlder\n\n"
    text = f"{head}Question 1\nIs it right?\n\nResponse\nYes\n\nReason\nClear.\n"
    (one,) = read_bytes(text.encode(), "x.txt").responses
    assert (one.organisation, one.item, one.title) == ("Alder", "1", "Is it right?")
    assert (one.option, one.rationale) == ("Y", "Clear.")


def test_a_grid_of_boxes_is_an_answer_for_each_of_its_rows() -> None:
    grid = [["Proposal", "Agree", "Disagree"], ["1. Raise charges", "", "X"], ["2. Free evenings", "X", ""]]
    blocks = [[["Your name", "Ada Frost"], ["Your organisation", "Alder"]], "Tick one box in each row.", grid]
    found = read_bytes(write("docx", blocks), "x.docx").responses
    assert [(one.organisation, one.item, one.option) for one in found] == [("Alder", "1", "N"), ("Alder", "2", "Y")]


def test_a_table_that_counts_the_answers_is_none() -> None:
    tally = [["Summary", "", ""], ["Yes", "No", "Neutral/Other"], ["2", "0", "0"]]
    blocks = ["Question 1: Is it right?", tally, [["Respondent", "Response"], ["Alder", "Yes"], ["Birch", "Yes"]]]
    found = read_bytes(write("docx", blocks), "x.docx").responses
    assert [(one.respondent, one.item, one.option) for one in found] == [("Alder", "1", "Y"), ("Birch", "1", "Y")]


def test_no_before_a_thing_is_not_the_answer_no() -> None:
    told = {
        words: answers.answer_of(words).option for words in ("No lead time.", "No. It is late.", "No It is late", "no")
    }
    assert told == {"No lead time.": None, "No. It is late.": "N", "No It is late": "N", "no": "N"}


def test_a_first_and_a_last_name_are_one_respondent() -> None:
    rows = [
        ["Submission ID", "First name", "Last name", "Company", "Q1 Is it right?"],
        ["1", "Ada", "Frost", "Alder", "Yes"],
    ]
    (one,) = read_bytes(workbook(Sheet=rows), "x.xlsx").responses
    assert (one.respondent, one.organisation, one.option) == ("Ada Frost", "Alder", "Y")


def test_questions_and_answers_of_nobody_that_choose_nothing_are_no_responses() -> None:
    rows = [["No.", "Question", "Answer"], ["1", "When does it begin?", "In the autumn."]]
    found = read_bytes(workbook(Sheet=rows), "faq.xlsx")
    assert not found.responses
    assert said(read_bytes(workbook(Sheet=[rows[0], ["1", "Is it right?", "Yes"]]), "f.xlsx")) == [("1", "Y", None)]


def test_an_answer_by_its_number_alone_is_no_question() -> None:
    said = "Q1: Yes. We agree.\n\nQ2: We have no comment.\n\n"
    text = f"Alder plc\nResponse to the consultation\n\n{said}Yours sincerely\nAda Frost\n"
    found = read_bytes(text.encode(), "x.txt").responses
    assert [(one.organisation, one.respondent, one.item, one.option) for one in found] == [
        ("Alder plc", "Ada Frost", "1", "Y"), ("Alder plc", "Ada Frost", "2", "0"),
    ]  # fmt: skip


def test_a_paper_that_puts_questions_to_a_meeting_is_no_letter() -> None:
    head = "Agenda\nPSG 1, 3 November 2021\n1. Welcome\n2. Rules\n\nResponses are sent on behalf of Alder plc.\n\n"
    text = f"{head}Question 1: Is it right?\nWe think so.\n"
    found = read_bytes(text.encode(), "x.txt")
    assert (len(found.agenda), found.responses) == (2, ())
