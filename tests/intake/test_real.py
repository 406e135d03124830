"""The real documents kept beside the project: the seed pack, and files nobody here wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from mhhs_desk.domain.faults import Fault
from mhhs_desk.domain.findings import Findings
from mhhs_desk.intake.reading import read
from mhhs_desk.intake.telling import as_json, in_words
from tests.intake.expectations import real

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def seed(shared: Path) -> Findings:
    return read(shared / "seed" / "psg-pack-2021-11.txt")


def test_the_seed_is_a_psg_without_a_date_and_a_number(seed: Findings) -> None:
    assert seed.meeting is not None
    assert (seed.meeting.forum, seed.meeting.label, seed.meeting.date) == ("PSG", None, None)
    told = [doubt.what for doubt in seed.doubts]
    assert "No date of the meeting is written." in told
    assert "No meeting number is written." in told


def test_the_seed_asks_four_approvals_and_one_question(seed: Findings) -> None:
    asked = [item.title for item in seed.agenda if item.disposition == "approval" and not item.options]
    question = next(item for item in seed.agenda if item.options)
    assert asked == ["PSG Terms of Reference", "Role of PSG Representatives", "PSG Forums", "Level 3 Governance Groups"]
    assert question.disposition == "approval"
    assert question.options == ("PSG manages implementation", "A separate IAG is stood up when appropriate")


def test_the_seed_changes_three_dates_for_information(seed: Findings) -> None:
    changed = {found.code: (found.plan, found.proposed) for found in seed.milestones if found.proposed_words}
    assert changed == {
        "M4": ("2021-10", "2022-01"),
        "PM2": ("2021-10/2021-11", "2022-05/2022-07"),
        "M6": ("2022-04", None),
    }
    assert [item.milestones for item in seed.agenda if item.disposition == "information"] == [
        ("M4",),
        ("PM2",),
        ("M6",),
    ]


def test_the_seed_asks_constituents_about_m5_and_m9_by_the_next_psg(seed: Findings) -> None:
    owed = {
        action.milestone: (action.owner, action.due, action.due_words) for action in seed.actions if action.milestone
    }
    assert owed == {"M5": ("Constituents", None, "Next PSG"), "M9": ("Constituents", None, "Next PSG")}
    assert [item.milestones for item in seed.agenda if item.disposition == "action"] == [("M5",), ("M9",)]
    assert (len(seed.agenda), len(seed.actions)) == (11, 9)


def test_the_seed_has_all_76_codes_and_dates_only_where_they_are_written(seed: Findings) -> None:
    codes = [found.code for found in seed.milestones]
    assert len(codes) == len(set(codes)) == 76
    assert len([code for code in codes if code.startswith("M") and code[1:].isdigit()]) == 16
    assert {found.code for found in seed.milestones if found.plan} == {"M4", "M5", "M6", "M9", "PM2"}
    assert [found.code for found in seed.milestones if found.name is None] == ["M16"]


def test_the_seed_announces_six_approvals(seed: Findings) -> None:
    assert [found.number for found in seed.future_approvals] == ["1", "2", "3", "4", "5", "6"]
    assert seed.future_approvals[3].title == "Meeting SLAs (5 days)"


def test_what_the_seed_lost_is_told_once(seed: Findings) -> None:
    told = [doubt.what for doubt in seed.doubts]
    assert len([what for what in told if "bars of the chart" in what]) == 1
    assert len([what for what in told if "lost its columns" in what]) == 1
    assert any("M16 has no name" in what for what in told)


def test_every_finding_of_the_seed_stands_on_the_line_it_names(seed: Findings, shared: Path) -> None:
    lines = (shared / "seed" / "psg-pack-2021-11.txt").read_text(encoding="utf-8").split("\n")
    parts = (seed.agenda, seed.actions, seed.milestones, seed.future_approvals)
    places = [found.source for part in parts for found in part]
    assert len(places) == 11 + 9 + 76 + 6
    for place in places:
        assert place.line
        assert " ".join(lines[place.line - 1].split())[:12] in place.text


def test_every_case_is_read_and_told(shared: Path) -> None:
    files = [path for path in sorted((shared / "cases").rglob("*")) if path.is_file()]
    unread = []
    for path in files:
        try:
            assert in_words(read(path)) and as_json(read(path))
        except Fault:
            unread.append(path.name)
    assert len(files) > 25
    assert unread == []


MAILS = {
    "email-no-utf8-2014-03-17.111517.eml": (
        None, "no-reply@accounts.google.com", "Google Account password changed", "2014-03-17T11:15",
    ),
    "email-replace-mime-encodings-error-2.eml": (
        "Someone Real", "email@domain.com", "RE: Random Expo Expo 2023", "2023-03-30T19:00",
    ),
    "fake-email-attachment.eml": (
        "Mallori Harrell", "mallori@unstructured.io", "Fake email with attachment", "2022-12-23T18:08",
    ),
    "fake-email-attachment.msg": (
        "Mallori Harrell", "mallori@unstructured.io", "Fake email with attachment", "2022-12-23T18:08",
    ),
    "fake-email-utf-16.eml": ("Matthew Robinson", "mrobinson@unstructured.io", "Test Email", "2022-12-16T22:04"),
    "fake-email-with-cc-and-bcc.msg": (
        "John", "johnjennings702@gmail.com", "Fake email with cc and bcc recipients", "2024-07-29T21:38",
    ),
    "mime-html-only.eml": (None, "sender@example.com", "Example HTML Only MIME Email", "2024-10-01T18:34"),
    "mime-multi-to-cc-bcc.eml": (None, "sender@example.com", "Example Plain-Text MIME Message", None),
    "mime-word-encoded-subject.eml": (None, "sender@example.com", "Simple email with ☸☿ Unicode subject", None),
    "rfc822-no-date.eml": (None, "sender@example.com", "Example Email Without Date Header", None),
    "simple-rfc-822.eml": (None, "sender@example.com", "Example RFC 822 Email", "2024-10-01T18:34"),
    "test-iso-8601-date.eml": (None, "sender@example.com", "Test a Z-suffix date", "2025-07-29T13:42"),
    "test_outlook_msg.msg": ("M. C. Kurtuluş", "muratcan.kurtulus@gmail.com", "Test Email Message", "2024-12-22T08:23"),
}  # fmt: skip
"""The messages: who sent each, from where, about what and when. None says anything of a meeting."""

OFFICE = {
    "chi_low_income_housing_trust_fund.ics": "calendar",
    "docx-tables.docx": "Word document",
    "fake-power-point-malformed.pptx": "slides",
    "fake-power-point-table.pptx": "slides",
    "group-shapes-nested.pptx": "slides",
    "test.pptx": "slides",
    "test.xlsx": "workbook",
}
"""The files of an office, none of which holds anything of a meeting to be prepared for."""


def nothing_in(found: Findings) -> bool:
    """Whether nothing is proposed of a file."""
    kinds = (found.agenda, found.actions, found.milestones, found.responses, found.decisions, found.members)
    return found.meeting is None and not any((*kinds, found.calls, found.future_approvals))


@pytest.mark.parametrize("name", MAILS)
def test_a_message_is_told_by_its_letterhead_and_nothing_is_made_of_it(shared: Path, name: str) -> None:
    found = read(shared / "cases" / "mail" / name)
    head = found.letterhead
    assert head is not None
    assert (head.sender, head.address, head.subject, head.sent) == MAILS[name]
    assert nothing_in(found)
    assert "Nothing was recognised in this file." in [doubt.what for doubt in found.doubts]


@pytest.mark.parametrize("name", OFFICE)
def test_a_file_of_another_office_is_read_and_nothing_is_made_of_it(shared: Path, name: str) -> None:
    found = read(shared / "cases" / "office" / name)
    assert found.kind == OFFICE[name]
    assert nothing_in(found) and found.text.strip() and found.doubts


def test_no_case_is_without_what_a_careful_person_finds_in_it(shared: Path) -> None:
    told = {Path(case.file).name for case in real(shared)} | {*MAILS, *OFFICE}
    apart = {"README.md", "agenda-items.csv", "n19_elexon_events_feed.ics"}
    assert {path.name for path in (shared / "cases").rglob("*") if path.is_file()} <= told | apart


def test_a_feed_of_one_event_is_that_meeting(shared: Path) -> None:
    found = read(shared / "cases" / "text" / "n19_elexon_events_feed.ics").meeting
    assert found is not None
    assert (found.forum, found.label, found.date) == ("P321 Workgroup", "Meeting 1", "2015-05-20")
    assert (found.start, found.end) == ("10:00", "16:00")


def test_a_committees_list_of_agenda_items_is_read_whole(shared: Path) -> None:
    found = read(shared / "cases" / "decks" / "agenda-items.csv")
    items = found.agenda
    assert (len(items), items[0].number, items[-1].title) == (58, "764", "CRA Compliance")
    assert [doubt.what for doubt in found.doubts] == ["The items are not in the order of their numbers."]


def test_the_boards_agendas_are_read_item_by_item(shared: Path) -> None:
    boards = shared / "cases" / "boards"
    told = {path.name: read(path) for path in sorted(boards.glob("agenda-*.pdf"))}
    assert [len(found.agenda) for found in told.values()] == [5, 6, 7]
    assert [found.meeting.date for found in told.values() if found.meeting] == [
        "2011-05-19",
        "2011-07-19",
        "2013-10-17",
    ]
    assert any("25 minutes by the clock and 45" in doubt.what for doubt in told["agenda-2011-04.pdf"].doubts)


def test_the_boards_action_logs_are_read_row_by_row(shared: Path) -> None:
    boards = shared / "cases" / "boards"
    assert [len(read(path).actions) for path in sorted(boards.glob("action-log-*.pdf"))] == [21, 39]
