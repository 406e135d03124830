"""Looking back on a desk: paths, how positions fared, how consulted members were, and a year that fits one page."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings

from mhhs_desk.desk import Desk
from mhhs_desk.domain.calls import Asked, Call
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Consent, Member
from mhhs_desk.domain.options import Option
from mhhs_desk.domain.papers import Edition, Fate
from mhhs_desk.domain.positions import Strength
from mhhs_desk.looking_back import render_year
from tests.conftest import Run
from tests.editions_worlds import Words, World, worlds
from tests.test_editions_bytes import EXAMPLES, ORDERS, OWN_NUMBER, met, opened, withheld
from tests.whole_pdf import read_from, told_by

OPTIONS = (Option("A", "Accept"), Option("X", "Reject"))
TODAY = date(2021, 12, 24)


@pytest.fixture
def looking(desk: Desk) -> Desk:
    """Two PSGs of 2021: an item that was deferred and then carried; two members, one of whom nobody asked."""
    desk._today = TODAY
    first, second = desk.meetings.add_all(
        Meeting(forum_id=1, label=f"PSG {n}", day=day) for n, day in ((1, date(2021, 11, 10)), (2, date(2021, 12, 1)))
    )
    role, dates, again = desk.items.add_all(
        [
            Item(meeting_id=first.id, number=1, title="Role", options=OPTIONS),
            Item(meeting_id=first.id, number=2, title="Dates", options=OPTIONS),
            Item(meeting_id=second.id, number=1, title="Role", options=OPTIONS, follows=1),
        ]
    )
    for item, strength in ((role, Strength.DIVIDED), (dates, Strength.CONSENSUS), (again, Strength.CONSENSUS)):
        desk.positions.write(item.id, option="A", strength=strength)
    desk.outcomes.write(role.id, ours=Fate.DEFERRED)
    desk.outcomes.write(again.id, option="A", ours=Fate.CARRIED)
    alder, _ = desk.members.add_all(Member(name=name) for name in ("Alder", "Bramble"))
    call = desk.calls.add(Call(meeting_id=first.id, channel="e-mail", sent_on=date(2021, 11, 4)))
    desk.asked.add_all(Asked(call_id=call.id, member_id=alder.id, item_id=item.id) for item in (role, dates))
    desk.feedback.add(Feedback(member_id=alder.id, item_id=role.id, option="A", consent=Consent.REP))
    desk.note_told(first, [alder.id])
    return desk


def test_an_item_s_path_is_told_with_each_meeting_s_option_strength_and_fate(looking: Desk) -> None:
    (dates,) = (path for path in looking.paths(2021) if path.last.item.title == "Dates")
    (role,) = (path for path in looking.paths() if path.last.item.title == "Role")
    assert [(one.meeting.label, one.strength, one.fate) for one in role.visits] == [
        ("PSG 1", Strength.DIVIDED, Fate.DEFERRED), ("PSG 2", Strength.CONSENSUS, Fate.CARRIED)
    ]  # fmt: skip
    assert (role.is_open, dates.is_open, looking.paths(2022), looking.years()) == (False, True, [], [2021])
    later = looking.meetings.add(Meeting(forum_id=1, label="PSG 3", day=date(2022, 1, 5)))
    looking.items.add(Item(meeting_id=later.id, number=1, title="Still to come", options=OPTIONS))
    assert "Still to come" not in [path.last.item.title for path in looking.paths()]


def test_how_consulted_each_member_was_is_told_over_the_meetings(looking: Desk) -> None:
    alder, bramble = looking.consulted(2021)
    assert (alder.asked, alder.heard, alder.told, alder.answered, alder.notice) == (1, 1, 1, (1, 3), 4)
    assert (bramble.asked, bramble.heard, bramble.answered, bramble.notice) == (0, 0, (0, 3), None)


def test_a_year_of_the_members_edition_names_nobody_and_counts_nothing_that_is_for_the_rep_alone(looking: Desk) -> None:
    own, members = (looking.year(2021, edition) for edition in (Edition.OWN, Edition.MEMBERS))
    assert [one.heard for one in own.rounds] == [1, 0]
    assert [one.heard for one in members.rounds] == [0, 0]
    assert len(own.consulted) == 2 and members.consulted == ()
    text = " ".join(read_from(render_year(members, Edition.MEMBERS).data))
    assert "Alder" not in text and "What became" not in text
    assert "2021: what became of our positions" in text


def test_the_own_edition_of_a_year_counts_as_the_view_of_each_meeting_does(looking: Desk) -> None:
    for one in looking.year(2021).rounds:
        view = looking.view(one.meeting)
        assert (one.heard, one.members, one.notice) == (view.heard_count, view.member_count, view.notice)
        assert [visit.item for visit in one.visits] == [item.item for item in view.items]


def test_a_year_says_how_positions_fared_by_strength_and_what_is_still_open(looking: Desk) -> None:
    text = " ".join(" ".join(read_from(render_year(looking.year(2021), Edition.OWN).data)).split())
    assert "2 meetings of PSG were held by Fri 24 Dec 2021. We took an option on 3 of 3 items." in text
    assert "Of 1 that were decided 1 was carried." in text and "%" not in text
    assert "Dates. PSG 1. We say: Accept." in text
    assert "Alder 1 of 2 1 of 3 4 1 of 1" in text


def test_however_much_there_was_a_year_is_one_page(looking: Desk) -> None:
    with looking.step("A busy year"):
        looking.members.add_all(Member(name=f"Member number {n}") for n in range(300))
        for forum in (1, 2, 3):
            for month in range(1, 13):
                meeting = looking.meetings.add(
                    Meeting(forum_id=forum, label=f"Forum {forum}, {month}", day=date(2020, month, 10 + forum))
                )
                items = looking.items.add_all(
                    Item(meeting_id=meeting.id, number=n, title=f"A long title of an item {n} " * 4, options=OPTIONS)
                    for n in range(1, 4)
                )
                for item in items:
                    looking.positions.write(item.id, option="A", strength=Strength.MAJORITY)
    made = looking.year(2020)
    assert (len(made.rounds), len(made.open)) == (36, 108)
    data = render_year(made, Edition.OWN).data
    assert len(pypdf.PdfReader(io.BytesIO(data)).pages) == 1
    assert re.search(r"And \d+ members more\.", " ".join(read_from(data)))
    assert render_year(looking.year(2019), Edition.OWN).pages == 1


def test_the_same_year_gives_the_same_bytes(looking: Desk) -> None:
    assert render_year(looking.year(2021), Edition.OWN).data == render_year(looking.year(2021), Edition.OWN).data


@settings(max_examples=EXAMPLES, deadline=None)
@given(worlds(), ORDERS)
def test_nothing_that_is_withheld_is_in_the_bytes_of_a_year_for_members(world: World, order: list[int]) -> None:
    words = Words(world)
    with opened(words, order) as (desk, meeting):
        desk._today = date(2021, 12, 31)
        assert meeting.day and meeting.day.year == 2021
        data = render_year(desk.year(2021, Edition.MEMBERS), Edition.MEMBERS).data
        assert met(withheld(words, desk), told_by(data)) == set()
        assert not [text for text in read_from(data) if OWN_NUMBER.search(text)]


def test_the_command_prints_a_year(looking: Desk, tmp_path: Path, run: Run) -> None:
    path, out = looking.path, tmp_path / "year.pdf"
    looking.close()
    assert run("year", path, "--out", out, "--today", "2021-12-24") == (
        0, f"{out}: 2021, 2 meetings, 1 page, own edition.\n", ""
    )  # fmt: skip
    assert out.read_bytes().startswith(b"%PDF")
    code, said, _ = run("year", path, "--out", out, "--year", "2030", "--edition", "members")
    assert (code, said) == (0, f"{out}: 2030, 0 meetings, 1 page, members’ edition.\n")
    assert run("year", path, "--out", tmp_path / "no" / "year.pdf")[0] == 2
