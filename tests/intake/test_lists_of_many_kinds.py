"""Agendas, logs and minutes in forms that many bodies share: columns without headings, lists, fields, votes."""

from __future__ import annotations

from mhhs_desk.domain.findings import Findings
from mhhs_desk.intake.decisions import of_lines as decided
from mhhs_desk.intake.document import Line, Table, paragraphs
from mhhs_desk.intake.reading import read_bytes
from mhhs_desk.intake.sheets import gather
from mhhs_desk.intake.texts import lines_of
from tests.intake.documents import message
from tests.intake.written import write


def read(text: str) -> Findings:
    return read_bytes(text.encode(), "paper.txt")


def agenda(rows: list[list[str]]) -> list[tuple[str | None, str, str | None, int | None]]:
    gathered, _ = gather([Table(tuple(map(tuple, rows)))])
    return [(item.number, item.title, item.lead, item.minutes) for item in gathered["agenda"]]


def test_a_column_without_a_heading_holds_the_items() -> None:
    rows = [["", "Time", "", "Lead"], ["1", "10:00", "Welcome", "Chair"], ["2", "10:10", "Fees for 2020", "All"]]
    assert agenda(rows) == [("1", "Welcome", "Chair", 10), ("2", "Fees for 2020", "All", None)]


def test_a_table_without_headings_is_an_agenda_where_its_rows_have_times() -> None:
    rows = [["1", "Welcome", "Chair\n10:00-10:05"], ["2", "Fees", "AF\n10:05-10:30"], ["3", "AOB", "All\n10:30-10:35"]]
    assert agenda(rows)[1] == ("2", "Fees", "AF", 25)


def test_a_table_of_people_without_headings_is_no_agenda() -> None:
    assert agenda([["1", "Ada Frost", "Chair"], ["2", "Ben Shore", "Member"], ["3", "Cal Dunne", "Clerk"]]) == []


def test_a_break_across_a_table_ends_the_item_before_it() -> None:
    rows = [["Time", "Item", "Lead"], ["10:00", "Fees", "AF"], ["10:40", "Lunch", ""], ["11:00", "Rates", "BS"]]
    assert agenda(rows)[0] == (None, "Fees", "AF", 40)


def test_a_column_of_purposes_called_action_makes_no_actions() -> None:
    gathered, _ = gather([Table((("Item", "Title", "Lead", "Action"), ("1", "Fees", "AF", "Approval")))])
    assert gathered["actions"] == [] and gathered["agenda"][0].disposition == "approval"


def test_a_heading_over_rows_of_a_table_says_what_they_are_for() -> None:
    rows = (("No", "Item", "Lead"), ("For decision", "", ""), ("1", "Fees", "AF"), ("2", "Rates", "BS"))
    gathered, _ = gather([Table(rows)])
    assert [item.disposition for item in gathered["agenda"]] == ["approval", "approval"]


def test_initials_that_end_most_items_are_their_leads() -> None:
    found = read("Board\n\nAgenda\n1 Apologies TB\n2 Review of actions TB\n3 Fees for 2020 JV\n4 Codes under review RM")
    assert [(item.title, item.lead) for item in found.agenda][2] == ("Fees for 2020", "JV")


def test_a_programme_without_the_word_agenda_is_read_by_its_times() -> None:
    lines = ["09:00 - 09:30 Registration", "09:30 - 10:00 Opening - Ada Frost", "10:00 - 10:15 Break"]
    found = read("\n".join(["Harbour Assembly", *lines, "10:15 - 11:00 Fees", "11:00 - 11:30 Rates"]))
    assert [item.minutes for item in found.agenda] == [30, 30, 45, 30]


def test_opening_hours_are_no_agenda() -> None:
    assert read("Library\nMonday 09:00 - 17:00\n09:00 - 12:00 Reading room\n14:00 - 17:00 Archive").agenda == ()


def test_fields_after_an_action_are_its_own() -> None:
    log = "Harbour Board\nAction log\n\nHB-01  Draft the note   Owner: Ada Frost  Due: 3 May 2019  Status: Open\n"
    found = read(log + "HB-02  Send it on   Owner: All  Due: ongoing  Status: Closed").actions
    assert [(action.text, action.owner, action.due, action.status) for action in found] == [
        ("Draft the note", "Ada Frost", "2019-05-03", "Open"),
        ("Send it on", "All", None, "Closed"),
    ]


def test_a_reference_opens_an_action_only_where_somebody_is_to_do_something() -> None:
    found = read("Minutes of the Code Panel, 3 May 2019\n\nCP61/01: The Clerk to ask.\n\nCP61/02: a paper on fees.")
    assert [(action.ref, action.owner) for action in found.actions] == [("CP61/01", "Clerk")]


def test_the_points_under_a_resolution_are_what_was_resolved() -> None:
    lines = lines_of("Minutes\n\nRESOLVED:\n(a) that the fees be raised; and\n(b) that a notice be sent.\n\n2. FEES\n")
    assert [one.text for one in decided(lines)] == ["that the fees be raised", "that a notice be sent."]


def test_a_paragraph_that_begins_with_its_item_decides_on_that_item() -> None:
    lines = lines_of("Minutes\n\nItem 4: Fees for 2020. The PSG agreed to raise them.\n\nThe PSG agreed the rates.\n")
    assert [(one.item, one.text) for one in decided(lines)] == [
        ("4", "The PSG agreed to raise them."), (None, "The PSG agreed the rates."),
    ]  # fmt: skip


def test_a_vote_is_decided_only_with_its_result() -> None:
    lines = lines_of("Minutes\n\nVOTE: Accept the tool. Approved, 9 in favour.\n\nVOTE: Accept the other tool.\n")
    assert [one.text for one in decided(lines)] == ["Accept the tool. Approved, 9 in favour."]


def test_an_agenda_in_a_message_is_read_and_answers_nothing() -> None:
    body = "Dear all,\n\nAgenda\n\n1. Welcome\n2. Fees\n3. Any other business\n\nKind regards,\nAda Frost\n"
    found = read_bytes(message(body, subject="Harbour Board, 3 May 2021").as_bytes(), "mail.eml")
    assert [item.title for item in found.agenda] == ["Welcome", "Fees", "Any other business"]
    assert found.responses == ()


def test_lines_of_two_pages_are_no_paragraph_where_a_capital_begins() -> None:
    lines = [Line("ACTION: All to vote by 3 May 2021", 1, 1), Line("Next meeting", 1, 2)]
    assert [point.text for point in paragraphs(lines)] == ["ACTION: All to vote by 3 May 2021", "Next meeting"]


def test_lines_that_a_wide_page_runs_together_are_parted() -> None:
    rows = [["#", "Action", "Owner", "By when"], ["1", "Publish the standard", "Clerk", "3 May 2022"]]
    found = read_bytes(
        write("landscape", ["Harbour Board\nActions from the meeting of 8 February 2022", rows]), "a.pdf"
    )
    assert found.meeting is not None and found.meeting.date == "2022-02-08"


def test_the_end_of_a_meeting_is_taken_from_its_minutes() -> None:
    found = read(
        "Minutes of the Harbour Board\n3 May 2019 at 6.00 p.m.\n\nThe meeting closed at 7.10 p.m.\n\nAGREED fees."
    )
    assert found.meeting is not None and (found.meeting.start, found.meeting.end) == ("18:00", "19:10")


def test_a_list_set_in_columns_by_spaces_is_a_table() -> None:
    head = "Ferry Forum - action list\n\nItem  Action               Who    By\n"
    row = "2     Circulate minutes    LT     11/6/2014\n"
    found = read(head + row + "4.1   Obtain quotes        GM/LT  End July\n").actions
    assert [(one.ref, one.text, one.owner, one.due_words) for one in found] == [
        ("2", "Circulate minutes", "LT", "11/6/2014"),
        ("4.1", "Obtain quotes", "GM/LT", "End July"),
    ]


def test_an_action_of_the_text_and_of_the_table_at_its_end_is_one() -> None:
    said = "Notes of the Fee Workgroup\n\nNew Action 1101: Rail Office (RF) to seek an extension.\n\nAction Table\n\n"
    table = "Action Ref  Action                  Owner             Status\n"
    table += "1101        To seek an extension    Rail Office (RF)  Pending\n"
    found = read(said + table + "1102        To publish the draft    All               Pending\n").actions
    assert [(one.ref, one.status) for one in found] == [("1101", "Pending"), ("1102", "Pending")]


def test_a_numbered_section_of_actions_ends_at_the_next_section() -> None:
    found = read(
        "Minutes of the Fee Panel\n\n1. Actions from the last meeting\nAll are done.\n\n2. Boundaries\nAF spoke.\n"
    )
    assert found.actions == ()


def test_a_state_behind_a_dash_is_the_state_of_an_action() -> None:
    found = read("Actions\n\n- Staff to book the room - Open\n- Ada Frost to write it up - Done\n").actions
    assert [(one.text, one.status) for one in found] == [
        ("Staff to book the room", "Open"),
        ("Ada Frost to write it up", "Done"),
    ]


def test_a_number_beside_a_date_is_the_reference() -> None:
    head = ("Meeting date & action number", "Action", "Deadline", "Progress")
    rows = (
        head,
        ("20/07/2011\nA1", "Clerk to write", "June", "Complete"),
        ("20/07/2011", "All to reply", "June", "New"),
    )
    gathered, _ = gather([Table(rows)])
    assert [action.ref for action in gathered["actions"]] == ["A1", None]


def test_numbers_of_a_year_are_those_of_items() -> None:
    found = read("Tarn Council\n\nAGENDA\n19/01 Apologies\n19/02 Fees\n19/03 Date of next meeting - 3 May 2019\n")
    assert [(item.number, item.title) for item in found.agenda][:2] == [("19/01", "Apologies"), ("19/02", "Fees")]
