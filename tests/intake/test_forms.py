"""Answers in workbooks: a filled form, a collated list, an export of a web form; and lists of members."""

from __future__ import annotations

from mhhs_desk.domain.findings import Findings
from mhhs_desk.intake import sheets
from mhhs_desk.intake.document import Table
from mhhs_desk.intake.reading import read_bytes
from tests.intake.documents import workbook

HEAD: list[list[object]] = [
    ["Response form"],
    ["Organisation", "Alder Energy"],
    ["Respondent", "Ada Frost"],
    ["E-mail", "Ada@alder.example"],
    ["Confidential (yes / no / part)", "no"],
    [],
]
COLUMNS: list[object] = ["Item", "Question", "Answer", "Rationale", "Condition", "Red line", "Strength of evidence"]


def form(*rows: list[object], confidential: str = "no") -> Findings:
    head: list[list[object]] = [*HEAD[:4], ["Confidential (yes / no / part)", confidential], []]
    return read_bytes(workbook(Form=[*head, COLUMNS, *rows], Choices=[["Accept"], ["Reject"]]), "form.xlsx")


def test_a_form_gives_an_answer_for_each_row_that_is_filled_in() -> None:
    found = form(
        [1, "PSG Rules", "Accept subject to additional work", "Too long", "Ten pages", "", "High"],
        [2, "PSG Days", "", "", "", "", ""],
        [3, "Second group", "Option 1", "No people", "", "No third group", ""],
    )
    first, second = found.responses
    assert (first.organisation, first.respondent, first.address) == ("Alder Energy", "Ada Frost", "ada@alder.example")
    assert (first.item, first.title, first.option, first.condition) == ("1", "PSG Rules", "W", "Ten pages")
    assert (first.rationale, first.evidence, first.confidential) == ("Too long", 3, "no")
    assert (second.item, second.option, second.red_line) == ("3", "1", "No third group")
    assert (second.source.sheet, second.source.row) == ("Form", 10)
    assert not found.doubts


def test_what_is_confidential_is_kept_for_the_rep() -> None:
    assert form([1, "Rules", "Accept"], confidential="Yes").responses[0].consent == "rep"
    part = form([1, "Rules", "Accept"], confidential="part")
    assert part.responses[0].consent == "rep"
    assert any("Which part is confidential" in doubt.what for doubt in part.doubts)


def test_an_answer_that_is_not_clear_keeps_its_words_and_has_a_doubt() -> None:
    found = form([3, "Second group", "PSG does it all", "Cheaper"])
    assert (found.responses[0].option, found.responses[0].answer) == (None, "PSG does it all")
    assert any("“PSG does it all”" in doubt.what for doubt in found.doubts)


def test_a_form_left_blank_gives_no_answer_and_a_doubt() -> None:
    found = form([1, "Rules", ""], [2, "Days", ""])
    assert not found.responses
    assert any("no answer filled in" in doubt.what for doubt in found.doubts)


def test_a_form_may_return_nil_for_everything() -> None:
    rows: list[list[object]] = [*HEAD[:4], ["Nil return", "Yes"], COLUMNS, [1, "Rules", ""]]
    found = read_bytes(workbook(Form=rows), "form.xlsx")
    assert [(response.item, response.option) for response in found.responses] == [(None, "0")]


COLLATED = [
    [
        "Organisation",
        "Respondent",
        "E-mail",
        "Item",
        "Answer",
        "Reason",
        "Red line",
        "Evidence",
        "Basis",
        "Consent",
        "Received",
    ],
    [
        "Alder Energy",
        "Ada",
        "ada@alder.example",
        "PSG Rules",
        "Accept",
        "Short",
        "",
        "Normal",
        "Our log",
        "named",
        "2021-11-05 09:14",
    ],
    [
        "Birch Power",
        "Ben",
        "ben@birch.example",
        "M9 Enough time?",
        "No",
        "Far off",
        "Yes",
        "",
        "",
        "by kind",
        "2021-11-06",
    ],
    ["Cedar", "Cy", "cy@cedar.example", "PSG Rules", "Recused", "Conflict", "", "", "", "who knows", ""],
]


def test_a_collated_list_gives_an_answer_a_row() -> None:
    first, second, third = read_bytes(workbook(Answers=COLLATED), "list.xlsx").responses
    assert (first.organisation, first.item, first.option, first.received) == (
        "Alder Energy",
        "PSG Rules",
        "A",
        "2021-11-05T09:14",
    )
    assert (first.evidence, first.evidence_basis, first.consent) == (2, "Our log", "named")
    assert (second.option, second.red_line, second.consent, second.received) == ("N", "Far off", "kind", "2021-11-06")
    assert (third.option, third.recused, third.consent) == (None, True, "rep")


def test_a_consent_that_is_not_clear_is_the_strictest_with_a_doubt() -> None:
    found = read_bytes(workbook(Answers=COLLATED), "list.xlsx")
    assert [doubt.source.row if doubt.source else None for doubt in found.doubts if "who knows" in doubt.what] == [4]


QUESTIONS = "Q1. PSG Rules,Why?,Role of PSG Reps,Why?,M9 Enough time?,Why?,Any red lines?,May you be named?"
WEB_FORM = f"""Submitted,Organisation,Name,E-mail,{QUESTIONS}
2021-11-05 08:47,Alder,Ada,ada@alder.example,Accept,Short,No view,,No,Far off,No test before 2024,Yes
05/11/2021 13:05,Birch,Ben,ben@birch.example,,,,,Neutral,,,No
"""


def test_a_web_forms_export_gives_an_answer_a_question_with_the_why_beside_it() -> None:
    found = read_bytes(WEB_FORM.encode(), "export.csv")
    told = [(r.organisation, r.item, r.title, r.option, r.rationale, r.red_line, r.consent) for r in found.responses]
    assert told == [
        ("Alder", "1", "PSG Rules", "A", "Short", None, "named"),
        ("Alder", "Role of PSG Reps", None, "0", None, None, "named"),
        ("Alder", "M9 Enough time?", None, "N", "Far off", "No test before 2024", "named"),
        ("Birch", "M9 Enough time?", None, "U", None, None, "kind"),
    ]
    assert [response.received for response in found.responses][::3] == ["2021-11-05T08:47", "2021-11-05T13:05"]
    assert found.responses[-1].source.row == 3


def test_a_table_is_read_whatever_parts_its_cells() -> None:
    semicolons = WEB_FORM.replace(",", ";").encode("utf-16")
    tabs = WEB_FORM.replace(",", "\t").encode("cp1252")
    assert [len(read_bytes(data, "export.csv").responses) for data in (semicolons, tabs)] == [4, 4]


def test_blank_lines_between_the_rows_of_a_table_do_no_harm() -> None:
    rows = ["Organisation;Item;Answer", *["Alder;1;Accept"] * 50, "Birch;1;Reject"]
    found = read_bytes("\n\n".join(rows).encode(), "answers.csv")
    assert len(found.responses) == 51


def test_a_list_of_members_is_read_by_its_headings() -> None:
    rows = [
        ["Members of the constituency"],
        ["Organisation", "Mail domain", "Segment", "Contact", "E-mail", "Role", "Consent"],
        ["Alder Energy", "alder.example, alder.test", "Domestic", "Ada Frost", "Ada@alder.example", "Head", "by kind"],
        ["", "", "", "", "", "", ""],
    ]
    (member,) = read_bytes(workbook(Members=rows), "members.xlsx").members
    assert (member.organisation, member.domains) == ("Alder Energy", ("alder.example", "alder.test"))
    assert (member.segment, member.contact, member.address) == ("Domestic", "Ada Frost", "ada@alder.example")
    assert (member.role, member.consent, member.source.row) == ("Head", "kind", 3)


def test_a_sheet_of_which_nothing_is_known_is_a_doubt() -> None:
    found = read_bytes(workbook(Sums=[["Alpha", "Beta"], [1, 2]]), "sums.xlsx")
    assert [doubt.what for doubt in found.doubts] == ["Nothing was recognised in the sheet “Sums”."]


def test_a_head_in_a_table_of_its_own_names_who_answers_below() -> None:
    head = Table((("Respondent:", "Ada Frost"), ("Company name:", "Alder"), ("Role of respondent:", "Supplier")))
    asked = Table(
        (
            ("Q", "Question", "Response", "Rationale"),
            ("1", "Is it right?", "Yes", "It is."),
            ("2", "And?", "Yes / No", ""),
        )
    )
    gathered, strange = sheets.gather([head, asked])
    (answer,) = gathered["responses"]
    told = (answer.respondent, answer.organisation, answer.role, answer.option)
    assert told == (
        "Ada Frost",
        "Alder",
        "Supplier",
        "Y",
    )
    assert not strange
