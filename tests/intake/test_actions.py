"""Actions written out, in logs and in sheets, with the owner and the words of the due date."""

from __future__ import annotations

import pytest

from mhhs_desk.intake import action_logs, agenda_tables, dates
from mhhs_desk.intake.document import Table
from mhhs_desk.intake.reading import read_bytes
from tests.intake.documents import pdf, workbook


def test_an_action_written_out_has_its_reference_owner_and_due_date() -> None:
    text = "PSG 3 notes\n\nACTION 3.1: PMO to publish the plan by 12 January 2022.\n\nAction: Send papers (Ada Frost)\n"
    owed = read_bytes(text.encode(), "notes.txt").actions
    assert [(action.ref, action.owner, action.due) for action in owed] == [
        ("3.1", "PMO", "2022-01-12"),
        (None, "Ada Frost", None),
    ]


def test_the_rows_of_a_log_end_in_their_status() -> None:
    page = (
        "DESIGN BOARD Action Log as 19 July 2021\nMeeting date Action Deadline Progress\n"
        "11/01/2021 Design Team to work with\nthe Code Team on the next phase.\nOngoing On track\n"
        "08/06/2021 Ada Frost to present a proposal September Plan in place"
    )
    found = read_bytes(pdf(page), "log.pdf")
    assert [(action.owner, action.due_words, action.status) for action in found.actions] == [
        ("Design Team", "Ongoing", "On track"),
        ("Ada Frost", "September", "Plan in place"),
    ]
    assert found.actions[0].text == "Design Team to work with the Code Team on the next phase."
    assert any("columns are lost" in doubt.what for doubt in found.doubts)


def test_a_logs_headings_are_no_actions_and_give_their_lead() -> None:
    head = "Board Action Log\nAddress data – Lead HS\nMeet the agency about data New\n"
    page = head + "Secretariat\nSend letter to all Completed"
    owed = read_bytes(pdf(page), "log.pdf").actions
    assert [(action.text, action.owner, action.status) for action in owed] == [
        ("Meet the agency about data", "HS", "New"),
        ("Send letter to all", "Secretariat", "Completed"),
    ]


def test_a_sheet_of_actions_is_read_by_its_headings() -> None:
    rows = [
        ["Log of the group"],
        ["Ref", "Action", "Owner", "Due date", "Status"],
        ["A7", "Send", "PMO", "Next PSG", "Open"],
    ]
    (action,) = read_bytes(workbook(Log=rows), "log.xlsx").actions
    assert (action.ref, action.text, action.owner) == ("A7", "Send", "PMO")
    assert (action.due, action.due_words, action.status) == (None, "Next PSG", "Open")
    assert (action.source.sheet, action.source.row) == ("Log", 3)


def test_a_decision_is_taken_only_from_so_many_words() -> None:
    text = "PSG 3\n\nDECISION 2: The rules are approved.\n\nDecision-making criteria\n"
    assert [(found.item, found.text) for found in read_bytes(text.encode(), "notes.txt").decisions] == [
        ("2", "The rules are approved.")
    ]


def test_an_action_in_a_wrapped_paragraph_keeps_the_line_it_begins_on() -> None:
    said = "The group talked of fees for long.\nThey stay as they are. ACTION: Ada Frost to\ntell the members.\n"
    text = f"PSG 3 notes\n\n{said}"
    (action,) = read_bytes(text.encode(), "notes.txt").actions
    assert (action.source.line, action.owner) == (4, "Ada Frost")
    assert action.source.text.startswith("They stay")


def test_who_does_what_in_a_process_is_no_list_of_actions() -> None:
    process = Table((("Step", "Who", "What"), ("1", "Design team", "Gathers the artefacts"), ("2", "DAG", "Approves")))
    agreed = Table((("Who", "What", "When"), ("PMO", "Circulate the plan", "12 Nov 2021")))
    assert action_logs.of_table(process) == []
    assert [action.owner for action in action_logs.of_table(agreed)] == ["PMO"]


@pytest.mark.parametrize(
    "rows",
    [
        (("Step", "Action", "Owner", "Timescale"), ("1", "Check the form", "PMO", "1 May 2021")),
        (("Task", "Responsible", "Accountable", "Status"), ("Raise a fault", "Ada Frost", "PMO", "Open")),
        (("Risk", "Owner", "Due", "Status", "Action"), ("Late data", "PMO", "1 May 2021", "Open", "Ask for it")),
        (("Task", "Start", "End", "Owner"), ("Build", "1 May 2021", "1 June 2021", "PMO")),
        (("ID", "Description", "Owner", "Due", "Status"), ("D1", "The release is live", "PMO", "1 May 2021", "Open")),
    ],
    ids=("steps", "duties", "risks", "a plan", "dependencies"),
)
def test_owners_and_dates_alone_make_no_actions_and_no_agenda(rows: tuple[tuple[str, ...], ...]) -> None:
    table = Table(rows)
    assert action_logs.of_table(table) == []
    assert agenda_tables.of_table(table) == []


def test_a_closed_section_says_how_its_actions_stand_whatever_their_updates_tell() -> None:
    head = ("Ref", "Action", "Owner", "Due date", "Update")
    rows = (
        head,
        ("Open actions", "", "", "", ""),
        ("A1", "Send the plan", "PMO", "", "With the printer"),
        ("Closed actions", "", "", "", ""),
        ("A2", "Send the slides", "PMO", "", "Sent on 2 May"),
        ("A3", "Book a room", "PMO", "", "Superseded: done by mail"),
    )
    states = [action.status for action in action_logs.of_table(Table(rows))]
    assert states == ["With the printer", "Closed", "Closed"]


def test_a_sheets_name_says_how_its_actions_stand() -> None:
    rows = (("Ref", "Action", "Owner", "Due"), ("A1", "Send the plan", "PMO", ""))
    assert [action.status for action in action_logs.of_table(Table(rows, "Closed actions"))] == ["Closed"]


def test_a_month_before_its_day_takes_the_meetings_year_unless_it_may_be_a_year_itself() -> None:
    assert dates.day("by June 5", "2024-05-14") == "2024-06-05"
    assert dates.day("by June 15th", "2024-05-14") == "2024-06-15"
    assert dates.day("by June 25", "2024-05-14") is None


def test_a_reference_alone_makes_the_paragraph_above_it_an_action_once() -> None:
    text = "Minutes of the Code Panel\n\n2.1 Ada Frost asked the agent to check the costs.\n\nACTION 214/01\n"
    assert [(one.ref, one.text) for one in read_bytes(text.encode(), "m.txt").actions] == [
        ("214/01", "Ada Frost asked the agent to check the costs.")
    ]
    listed = text + "\nActions\n\n214/01 PMO to check the costs.\n"
    assert [one.text for one in read_bytes(listed.encode(), "m.txt").actions] == ["PMO to check the costs."]
