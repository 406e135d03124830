"""Outcomes: one stands for an item, a field at a time, and minutes never write over what we noted."""

from __future__ import annotations

import hashlib

import pytest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.options import Option
from mhhs_desk.domain.papers import Fate
from mhhs_desk.domain.sources import Source


@pytest.fixture
def item(desk: Desk) -> Item:
    meeting = desk.meetings.add(Meeting(forum_id=1, label="PSG 1"))
    return desk.items.add(Item(meeting_id=meeting.id, number=1, title="Role", options=(Option("A", "Accept"),)))


def source(desk: Desk) -> Source:
    sha256 = hashlib.sha256(b"minutes").hexdigest()
    desk.workspace.keep(sha256, b"minutes")
    return desk.sources.add(Source(name="minutes.txt", kind="text", sha256=sha256, size=7, arrived="2021-11-15"))


def test_an_outcome_is_written_a_field_at_a_time(desk: Desk, item: Item) -> None:
    desk.outcomes.write(item.id, option="A")
    desk.outcomes.write(item.id, ours=Fate.CARRIED, why="As we argued.")
    (one,) = desk.outcomes.all()
    assert (one.option, one.ours, one.why) == ("A", Fate.CARRIED, "As we argued.")


def test_an_outcome_in_which_nothing_is_said_any_more_is_off_the_record(desk: Desk, item: Item) -> None:
    desk.outcomes.write(item.id, option="A")
    desk.outcomes.write(item.id, option=None)
    assert desk.outcomes.all() == []
    desk.undo()
    assert desk.outcomes.of(item.id).option == "A"


def test_minutes_stand_beside_what_we_noted_and_never_over_it(desk: Desk, item: Item) -> None:
    desk.outcomes.write(item.id, option="A", ours=Fate.CARRIED)
    first = desk.outcomes.minuted(item.id, "The group accepted it.", source(desk).id, None)
    assert (first.option, first.text) == ("A", "The group accepted it.")
    desk.outcomes.write(item.id, text="Accepted, we noted.", source_id=None)
    desk.outcomes.minuted(item.id, "Deferred.", first.source_id or 0, None)
    assert [one.text for one in desk.outcomes.all()] == ["Accepted, we noted."]


def test_several_decisions_of_minutes_alone_are_all_kept(desk: Desk, item: Item) -> None:
    number = source(desk).id
    desk.outcomes.minuted(item.id, "The group accepted it.", number, None)
    desk.outcomes.minuted(item.id, "It is reviewed in a year.", number, None)
    assert [one.text for one in desk.outcomes.all()] == ["The group accepted it.", "It is reviewed in a year."]
    assert desk.outcomes.of(item.id).text == "It is reviewed in a year."
