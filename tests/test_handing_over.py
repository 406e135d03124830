"""Handing over: what goes out, what the other side may do with it, and how the work on it comes back."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mhhs_desk import handing_words, words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.bringing_back import Comparison, Side, What
from mhhs_desk.domain.choosing import all_of, first_choices, follow, unchosen
from mhhs_desk.domain.faults import Fault, FaultKind, Refused
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.handing import Handing, Mode
from mhhs_desk.domain.members import Consent, Member
from mhhs_desk.domain.papers import Edition
from mhhs_desk.handing_over import Returned, look, take_over
from mhhs_desk.store import keys
from tests.handing_worlds import EDITS, PASSPHRASE, TODAY, answer, expected, remove_item, rows_of, tell
from tests.store.test_history import image

edits = st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 11)), max_size=7)


class Sides:
    """A desk that went out, open, and the one that was made of it."""

    def __init__(self, folder: Path, meeting: str | None = None, mode: Mode = Mode.TAKE_OVER) -> None:
        self.folder, self.number = folder, 0
        self.ours = Desk.create(folder / "ours.mhhs", "Small Supplier", "PSG", "Morgan Hale")
        tell(self.ours)
        out = folder / "out.mhhs-handover"
        about = self.ours.meeting(meeting) if meeting else None
        self.handing = self.ours.hand_over(out, "Priya Nand", mode, about, PASSPHRASE)
        take_over(out, PASSPHRASE, folder / "theirs.mhhs")
        self.theirs = Desk.open(folder / "theirs.mhhs", TODAY)

    def returned(self) -> Returned:
        self.number += 1
        path = self.folder / f"back {self.number}.mhhs-handover"
        self.theirs.hand_over(path, "Morgan Hale", Mode.TAKE_OVER, None, PASSPHRASE)
        return self.ours.returned_job(path, PASSPHRASE)(lambda done, total: None)

    def compared(self) -> tuple[Returned, Handing, Comparison]:
        returned = self.returned()
        return returned, *self.ours.compare_returned(returned)

    def close(self) -> None:
        self.ours.close()
        self.theirs.close()


@pytest.fixture
def sides(tmp_path: Path) -> Iterator[Sides]:
    made = Sides(tmp_path)
    yield made
    made.close()


@pytest.fixture
def one_meeting(tmp_path: Path) -> Iterator[Sides]:
    made = Sides(tmp_path, "PSG 1")
    yield made
    made.close()


def whats(comparison: Comparison) -> list[tuple[str, What]]:
    return [(one.table, one.what) for one in comparison.differences]


# Any edits on either side


@settings(max_examples=12, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(meeting=st.sampled_from([None, "PSG 1"]), here=edits, there=edits, sides_taken=st.data())
def test_whatever_either_side_did_nothing_is_lost_or_doubled_when_it_comes_back(meeting, here, there, sides_taken):
    with tempfile.TemporaryDirectory() as name:
        sides = Sides(Path(name), meeting)
        try:
            for edit, number in there:
                edit(sides.theirs, number, "there")
            for edit, number in here:
                edit(sides.ours, number, "here")
            _bring_back(sides, sides_taken)
        finally:
            sides.close()


def _bring_back(sides: Sides, data: st.DataObject) -> None:
    desk = sides.ours
    returned, handing, comparison = sides.compared()
    before, rows = image(desk), rows_of(desk)
    choices = first_choices(comparison)
    for one in comparison.differences:
        for spot in one.spots:
            side = data.draw(st.sampled_from([None, Side.THEIRS, Side.OURS]))
            if side:
                try:
                    choices = follow(comparison, choices, (spot, side))
                except Refused as refused:
                    assert refused.why == "something hangs on it" and words.refusal(refused)
    choices = all_of(comparison, data.draw(st.sampled_from(list(Side))), choices)
    assert unchosen(comparison, choices) == []
    try:
        desk.bring_work_back(handing, returned, comparison, choices)
    except Refused as refused:
        assert refused.why == "two in one place" and image(desk) == before
        choices = all_of(comparison, Side.OURS)
        desk.bring_work_back(handing, returned, comparison, choices)
    _is_as_chosen(desk, comparison, choices, rows)
    after, steps = image(desk), len(desk.past())
    _is_not_doubled(sides, returned)
    assert desk.check() == []
    while len(desk.past()) > steps and image(desk) != after:
        desk.undo()
    desk.undo()
    assert image(desk) == before


def _is_as_chosen(desk: Desk, comparison: Comparison, choices, rows) -> None:
    """Every record that differed says what was chosen, and every other one what it said."""
    after = rows_of(desk)
    told = {}
    for one in comparison.differences:
        uid = one.here if one.what is What.SAME_PLACE else one.uid
        told[one.table, uid] = expected(comparison, one, choices)
    for table, of in after.items():
        left = {uid: row for uid, row in of.items() if (table, uid) not in told}
        assert left == {uid: row for uid, row in rows[table].items() if (table, uid) not in told}
    for (table, uid), row in told.items():
        found = after[table].get(uid)
        assert (found is None) == (row is None), (table, uid)
        if found is not None:
            cut = {name for name in row if row[name] is None and found[name] is not None}  # one meeting leaves it out
            assert _plain(found, after, cut) == _plain(row, after, cut)


def _plain(row, after, cut) -> dict[str, object]:
    """A record without what was left out; a citation of an answer that is not there cites nothing."""

    def cited(match: re.Match[str]) -> str:
        return match[0] if match[1] in after["feedback"] else "[F?]"

    found = {name: value for name, value in row.items() if name not in cut}
    return {
        name: re.sub(r"\[F:?([^\]]+)\]", cited, value) if isinstance(value, str) else value
        for name, value in found.items()
    }


def _is_not_doubled(sides: Sides, returned: Returned) -> None:
    """The same file once more brings nothing new: all that is left are differences that were chosen to stay."""
    desk = sides.ours
    rows = rows_of(desk)
    handing, again = desk.compare_returned(returned)
    assert {one.what for one in again.differences} <= {
        What.ADDED_HERE, What.CHANGED_HERE, What.REMOVED_HERE, What.SAME_PLACE,
    }  # fmt: skip
    desk.bring_work_back(handing, returned, again, first_choices(again))
    assert rows_of(desk) == rows
    assert len(desk.handings.all()) == 1
