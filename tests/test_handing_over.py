"""Handing over: what goes out, what the other side may do with it, and how the work on it comes back."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mhhs_desk import words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.bringing_back import Comparison, Side, What
from mhhs_desk.domain.choosing import all_of, first_choices, follow, unchosen
from mhhs_desk.domain.faults import Fault, FaultKind, Refused
from mhhs_desk.domain.handing import Handing, Mode
from mhhs_desk.domain.members import Consent, Member
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.sources import SourceState
from mhhs_desk.handing_over import look, take_over
from mhhs_desk.store import keys
from mhhs_desk.store.handing_files import Returned
from tests.handing_worlds import EDITS, PASSPHRASE, TODAY, answer, expected, remove_item, rows_of, tell
from tests.store.test_history import image

GIVEN = "another one of ours"
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


@settings(max_examples=6, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
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
        if found is not None and row is not None:
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


# What goes out


def test_the_whole_desk_goes_with_its_history_and_comes_back_open_at_the_same_place(sides: Sides) -> None:
    assert rows_of(sides.theirs) == rows_of(sides.ours)
    names = [step.name for step in sides.theirs.past()]
    assert names[:2] == ["Take over the whole desk from Morgan Hale", "Tell the story"]
    assert sides.theirs.undoable() is None and sides.theirs.check() == []


def test_one_meeting_takes_along_what_it_needs_and_nothing_of_another(one_meeting: Sides) -> None:
    theirs = one_meeting.theirs
    assert [meeting.label for meeting in theirs.meetings.all()] == ["PSG 1"]
    assert len(theirs.members.all()) == 3 and len(theirs.items.all()) == 2 and len(theirs.feedback.all()) == 4
    assert {item.title for item in theirs.items.all()} == {"Item 1 of PSG 1", "Item 2 of PSG 1"}
    assert [step.name for step in theirs.past()] == ["Take over PSG 1 from Morgan Hale"]
    assert theirs.check() == []
    new = answer(theirs, theirs.members.all()[0].id, theirs.items.all()[0].id, "Once more.")
    assert new.id == one_meeting.ours.feedback.next_id()


def test_no_trace_of_another_meeting_is_in_what_one_meeting_takes_along(tmp_path: Path) -> None:
    sides = Sides(tmp_path, "PSG 1")
    sides.theirs.close()
    with Desk.open(tmp_path / "theirs.mhhs") as theirs:
        told = b"".join(
            str(row).encode() for table in ("item", "feedback", "position", "change", "step", "search", "original")
            for row in theirs.workspace.rows(f"SELECT * FROM {table}")
        )  # fmt: skip
    assert b"Item 1 of PSG 1" in told and b"of PSG 2" not in told
    sides.ours.close()


def test_the_page_tells_what_it_is_and_nothing_of_what_is_in_it(sides: Sides) -> None:
    page = look(sides.folder / "out.mhhs-handover").page
    for told in ("Small Supplier", "Morgan Hale", "Priya Nand", "the whole desk, to work on", "MHHS Desk 0.1.0"):
        assert told in page
    assert not [name for name in ("Alder", "Bramble", "Cobalt", "Item 1") if name in page]


def test_a_weak_passphrase_nobody_and_a_name_that_is_taken_are_refused_before_anything_is_made(desk: Desk) -> None:
    out = desk.path.with_name("out.mhhs-handover")
    with pytest.raises(Refused, match="passphrase too short"):
        desk.hand_over(out, "Priya Nand", Mode.BRIEFING, None, "short")
    with pytest.raises(Refused, match="nobody to hand over to"):
        desk.hand_over(out, " ", Mode.BRIEFING, None, PASSPHRASE)
    with pytest.raises(Fault) as caught:
        desk.hand_over(desk.path, "Priya Nand", Mode.BRIEFING, None, PASSPHRASE)
    assert caught.value.kind is FaultKind.EXISTS and not out.exists() and desk.handings.all() == []


def test_a_file_that_cannot_be_noted_is_not_left_behind(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    out = desk.path.with_name("out.mhhs-handover")
    made = desk.hand_over_job(out, "Priya Nand", Mode.BRIEFING, None, PASSPHRASE)(lambda done, total: None)
    assert out.exists()
    monkeypatch.setattr(desk.workspace, "keep", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        desk.handed(made)
    assert not out.exists() and desk.handings.all() == []


# What the other side may do with it


def test_a_briefing_is_read_and_printed_and_takes_no_step(tmp_path: Path) -> None:
    sides = Sides(tmp_path, mode=Mode.BRIEFING)
    desk = sides.theirs
    with pytest.raises(Fault) as caught:
        desk.members.add(Member(name="Damson Heat"))
    assert "is a briefing from Morgan Hale: it is read only." in words.fault(caught.value)
    printed = desk.issue(desk.meeting("PSG 1"), Edition.OWN, tmp_path / "paper.pdf")
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF") and printed.id == 0
    assert desk.papers.all() == [] and len(desk.members.all()) == 3
    with pytest.raises(Fault) as caught:
        desk.hand_over(tmp_path / "on.mhhs-handover", "Somebody", Mode.BRIEFING, None, PASSPHRASE)
    assert caught.value.kind is FaultKind.BRIEFING
    sides.close()


def test_a_file_to_work_on_may_be_opened_as_a_briefing_and_one_to_read_as_nothing_else(sides: Sides) -> None:
    read = sides.folder / "read.mhhs"
    take_over(sides.folder / "out.mhhs-handover", PASSPHRASE, read, briefing=True)
    with Desk.open(read) as desk:
        assert desk.briefing == "Morgan Hale" and not desk.writes and desk.check() == []


def test_a_briefing_can_still_be_encrypted_and_stays_read_only(tmp_path: Path) -> None:
    sides = Sides(tmp_path, mode=Mode.BRIEFING)
    sides.theirs.encrypt("another long passphrase")
    with pytest.raises(Fault) as caught:
        sides.theirs.members.add(Member(name="Damson Heat"))
    assert caught.value.kind is FaultKind.BRIEFING and sides.theirs.encrypted
    sides.close()


def test_what_is_taken_over_has_a_key_of_its_own(sides: Sides) -> None:
    out, over = sides.folder / "out.mhhs-handover", sides.folder / "over.mhhs"
    key = take_over(out, PASSPHRASE, over, "another long passphrase")
    assert key and key.id == keys.key_id(over) != look(out).file
    assert keys.find(over).open("another long passphrase") == key
    with Desk.open(over, key=key) as desk:
        assert desk.encrypted and len(desk.members.all()) == 3


def test_a_wrong_passphrase_writes_nothing(sides: Sides) -> None:
    before = {path.name for path in sides.folder.iterdir()}
    with pytest.raises(Refused) as caught:
        take_over(
            sides.folder / "out.mhhs-handover", "wrong horse battery", sides.folder / "over.mhhs", "a long own one"
        )
    assert "out.mhhs-handover" in words.refusal(caught.value)
    assert {path.name for path in sides.folder.iterdir()} == before


def test_a_name_that_is_taken_is_never_written_over(sides: Sides) -> None:
    with pytest.raises(Fault) as caught:
        take_over(sides.folder / "out.mhhs-handover", PASSPHRASE, sides.ours.path, None)
    assert caught.value.kind is FaultKind.EXISTS


# What comes back


def test_what_one_side_alone_did_is_taken_as_it_usually_is(sides: Sides) -> None:
    ours, theirs = sides.ours, sides.theirs
    first, second, *_ = theirs.feedback.all()
    theirs.feedback.save(replace(first, rationale="Said otherwise."))
    answer(theirs, theirs.members.all()[2].id, theirs.items.all()[0].id, "Cobalt too.")
    theirs.feedback.remove(second.id)
    ours.members.change(ours.members.all()[0].id, note="Called on Monday.")
    returned, handing, comparison = sides.compared()
    assert sorted(whats(comparison)) == [
        ("feedback", What.ADDED_THERE), ("feedback", What.CHANGED_THERE), ("feedback", What.REMOVED_THERE),
        ("member", What.CHANGED_HERE),
    ]  # fmt: skip
    ours.bring_work_back(handing, returned, comparison, first_choices(comparison))
    said = {one.rationale for one in ours.feedback.all()}
    assert {"Said otherwise.", "Cobalt too."} <= said and len(ours.feedback.all()) == 8
    assert ours.members.all()[0].note == "Called on Monday."
    assert (
        ours.handings.get(handing.id).back == ours.today and ours.past(1)[0].name == "Bring back the work of Priya Nand"
    )


def test_what_both_sides_changed_waits_for_a_choice_field_by_field(sides: Sides) -> None:
    item = sides.ours.items.all()[0]
    sides.ours.items.change(item.id, ask="Ours asks.", lead="PMO")
    sides.theirs.items.change(item.id, ask="Theirs asks.", minutes=20)
    returned, handing, comparison = sides.compared()
    (one,) = comparison.differences
    choices = first_choices(comparison)
    assert one.what is What.CHANGED_BOTH and unchosen(comparison, choices) == [one]
    assert {spot[2]: side for spot, side in choices.items()} == {"lead": Side.OURS, "minutes": Side.THEIRS}
    with pytest.raises(Refused, match="not chosen"):
        sides.ours.bring_work_back(handing, returned, comparison, choices)
    choices[one.table, one.uid, "ask"] = Side.THEIRS
    sides.ours.bring_work_back(handing, returned, comparison, choices)
    after = sides.ours.items.get(item.id)
    assert (after.ask, after.lead, after.minutes) == ("Theirs asks.", "PMO", 20)


def test_an_answer_that_was_cited_there_is_cited_here_under_its_own_number(sides: Sides) -> None:
    ours, theirs = sides.ours, sides.theirs
    item = theirs.items.all()[0]
    answer(ours, ours.members.all()[2].id, item.id, "Ours heard it first.")
    there = answer(theirs, theirs.members.all()[1].id, item.id, "Theirs heard this.")
    theirs.positions.write(item.id, "Write", statement=f"As one said [{there.code}].")
    returned, handing, comparison = sides.compared()
    ours.bring_work_back(handing, returned, comparison, first_choices(comparison))
    here = next(one for one in ours.feedback.all() if one.rationale == "Theirs heard this.")
    position = ours.positions.first("item_id = ?", item.id)
    assert here.code != there.code and position and position.statement == f"As one said [{here.code}]."


def test_an_answer_is_not_taken_without_its_item(sides: Sides) -> None:
    new = sides.theirs.items.add(replace(sides.theirs.items.all()[0], id=0, uid="", number=9, title="A new item"))
    answer(sides.theirs, sides.theirs.members.all()[0].id, new.id, "On the new one.")
    _, _, comparison = sides.compared()
    item, said = (next(one for one in comparison.differences if one.table == of) for of in ("item", "feedback"))
    without = follow(comparison, first_choices(comparison), (item.spots[0], Side.OURS))
    assert without[said.spots[0]] is Side.OURS
    assert follow(comparison, without, (said.spots[0], Side.THEIRS))[item.spots[0]] is Side.THEIRS


def test_what_was_removed_there_stays_while_something_here_hangs_on_it(sides: Sides) -> None:
    item = sides.theirs.items.all()[0]
    remove_item(sides.theirs, item)
    answer(sides.ours, sides.ours.members.all()[2].id, item.id, "Late, but here.")
    returned, handing, comparison = sides.compared()
    gone = next(one for one in comparison.differences if one.table == "item")
    choices = first_choices(comparison)
    assert choices[gone.spots[0]] is Side.OURS
    with pytest.raises(Refused, match="something hangs on it"):
        follow(comparison, choices, (gone.spots[0], Side.THEIRS))
    sides.ours.bring_work_back(handing, returned, comparison, choices)
    assert sides.ours.items.get(item.id) == item and sides.ours.check() == []


def test_what_both_sides_made_of_one_meaning_is_told_and_not_merged_silently(sides: Sides) -> None:
    for desk in (sides.ours, sides.theirs):
        desk.note("Cobalt / item 1 / A / We are content", desk.meeting("PSG 1"))
        desk.members.add(Member(name="Damson Heat", note=desk.path.name))
    returned, handing, comparison = sides.compared()
    told = dict(whats(comparison))
    assert (told["source"], told["feedback"], told["member"]) == (What.DOUBLE, What.DOUBLE, What.SAME_PLACE)
    assert {one.table for one in unchosen(comparison, first_choices(comparison))} == {"source", "feedback", "member"}
    choices = all_of(comparison, Side.OURS, first_choices(comparison))
    sides.ours.bring_work_back(handing, returned, comparison, choices)
    assert (
        len(sides.ours.members.all()) == 4
        and len(sides.ours.sources.all()) == 1
        and len(sides.ours.feedback.all()) == 9
    )


def test_two_wordings_of_one_number_are_two(sides: Sides) -> None:
    for desk in (sides.ours, sides.theirs):
        made = desk.wordings.begin(desk.items.all()[0].id)
        desk.wordings.write(made.id, desk.path.name)
    returned, handing, comparison = sides.compared()
    sides.ours.bring_work_back(handing, returned, comparison, first_choices(comparison))
    assert {one.number: one.text for one in sides.ours.wordings.all()} == {1: "ours.mhhs", 2: "theirs.mhhs"}


def test_originals_come_along(sides: Sides) -> None:
    taken = sides.theirs.note("Cobalt / item 1 / A / We are content", sides.theirs.meeting("PSG 1"))
    source = sides.theirs.sources.get(taken.source_id or 0)
    returned, handing, comparison = sides.compared()
    sides.ours.bring_work_back(handing, returned, comparison, first_choices(comparison))
    assert sides.ours.workspace.original(source.sha256).startswith(b"Cobalt") and sides.ours.check() == []


def test_what_was_held_back_or_shown_less_freely_here_holds_for_answers_that_come_back(sides: Sides) -> None:
    ours, theirs = sides.ours, sides.theirs
    member, item = ours.members.all()[0], ours.items.all()[1]
    answer(theirs, member.id, item.id, "Alder Energy speaks. It costs 4m.")
    ours.members.save(replace(member, consent=Consent.KIND))
    known = next(one for one in ours.feedback.all() if one.member_id == member.id)
    ours.feedback.hold_back(known.id, "speaks", TODAY)
    returned, handing, comparison = sides.compared()
    ours.bring_work_back(handing, returned, comparison, first_choices(comparison))
    new = next(one for one in ours.feedback.all() if "4m" in one.rationale)
    assert new.held_back == ("speaks",) and new.consent is Consent.KIND


def test_a_file_that_did_not_go_out_from_here_is_not_brought_back(sides: Sides, tmp_path: Path) -> None:
    returned = sides.returned()
    with Desk.create(tmp_path / "other.mhhs", "Large Supplier", "PSG", "Sam Okoro") as other:
        with pytest.raises(Refused) as caught:
            other.compare_returned(returned, "back.mhhs-handover")
        assert "did not go out from this workspace" in words.refusal(caught.value)


def test_work_that_goes_on_and_comes_back_again_shows_only_what_is_new(sides: Sides) -> None:
    sides.theirs.members.change(1, note="First")
    returned, handing, comparison = sides.compared()
    sides.ours.bring_work_back(handing, returned, comparison, first_choices(comparison))
    sides.theirs.members.change(2, note="Second")
    _, _, again = sides.compared()
    assert whats(again) == [("member", What.CHANGED_THERE)]
    assert (again.differences[0].theirs or {})["note"] == "Second"


def test_a_removed_answer_that_is_put_back_is_cited_again(sides: Sides) -> None:
    gone = sides.theirs.feedback.all()[0]
    sides.theirs.feedback.remove(gone.id)
    returned, handing, comparison = sides.compared()
    choices = {spot: Side.OURS for one in comparison.differences for spot in one.spots}
    sides.ours.bring_work_back(handing, returned, comparison, choices)
    assert sides.ours.feedback.get(gone.id) == gone


# The alternate


def test_the_alternate_is_named_and_approved_by_steps_and_the_gate_asks_for_it(desk: Desk) -> None:
    tell(desk)
    meeting = desk.meeting("PSG 1")
    desk.meetings.change(meeting.id, attending="alternate")
    seat = desk.seat_of(meeting)
    assert seat
    assert desk.not_approved("Priya Nand", meeting) == (
        "The seat has no alternate. The constituency approves one before Priya Nand speaks for it."
    )
    seat = desk.name_alternate(seat, "Priya Nand", None, "")
    assert desk.past(1)[0].name == "Name Priya Nand as alternate at PSG"
    assert (
        desk.not_approved("Priya Nand", meeting) == "The constituency has not approved Priya Nand as its alternate yet."
    )
    seat = desk.name_alternate(seat, "Priya Nand", date(2021, 11, 8), "By e-mail, 14 of 24")
    assert desk.past(1)[0].name == "Approve Priya Nand as alternate at PSG"
    assert desk.not_approved("priya nand", meeting) is None
    assert "Sam Okoro is not the alternate" in (desk.not_approved("Sam Okoro", meeting) or "")
    desk.undo()
    (left,) = desk.seats.where("ours")
    assert left.alternate == "Priya Nand" and left.alternate_approved is None


def test_a_row_that_names_nobody_has_no_approval(desk: Desk) -> None:
    seat = desk.seat_of()
    assert seat
    desk.name_alternate(seat, "Priya Nand", TODAY, "By e-mail")
    bare = desk.name_alternate(desk.seats.get(seat.id), " ", TODAY, "By e-mail")
    assert (bare.alternate, bare.alternate_approved, bare.alternate_approved_how) == (None, None, "")


def test_an_encrypted_desk_goes_out_and_what_is_made_of_it_comes_back(tmp_path: Path) -> None:
    with Desk.create(tmp_path / "ours.mhhs", "Small Supplier", "PSG", "Morgan Hale", None, PASSPHRASE) as ours:
        tell(ours)
        ours.hand_over(tmp_path / "out.mhhs-handover", "Priya Nand", Mode.TAKE_OVER, None, "a river under seven")
        key = take_over(tmp_path / "out.mhhs-handover", "a river under seven", tmp_path / "theirs.mhhs", GIVEN)
        with Desk.open(tmp_path / "theirs.mhhs", key=key) as theirs:
            theirs.members.change(1, note="Called")
            theirs.hand_over(tmp_path / "back.mhhs-handover", "Morgan Hale", Mode.TAKE_OVER, None, PASSPHRASE)
        returned = ours.returned_job(tmp_path / "back.mhhs-handover", PASSPHRASE)(lambda done, total: None)
        handing, comparison = ours.compare_returned(returned)
        ours.bring_work_back(handing, returned, comparison, first_choices(comparison))
        assert ours.members.get(1).note == "Called" and ours.check() == []


def test_an_original_that_still_waits_here_is_settled_there_and_no_difference(tmp_path: Path) -> None:
    ours = Desk.create(tmp_path / "ours.mhhs", "Small Supplier", "PSG", "Morgan Hale")
    tell(ours)
    taken = ours.note("Cobalt / item 1 / A / We are content", ours.meeting("PSG 1"))
    ours.sources.change(taken.source_id or 0, state=SourceState.WAITING)
    ours.hand_over(tmp_path / "out.mhhs-handover", "Priya Nand", Mode.TAKE_OVER, ours.meeting("PSG 1"), PASSPHRASE)
    take_over(tmp_path / "out.mhhs-handover", PASSPHRASE, tmp_path / "theirs.mhhs")
    with Desk.open(tmp_path / "theirs.mhhs") as theirs:
        assert theirs.waiting() == [] and len(theirs.sources.all()) == 1
        theirs.hand_over(tmp_path / "back.mhhs-handover", "Morgan Hale", Mode.TAKE_OVER, None, PASSPHRASE)
    returned = ours.returned_job(tmp_path / "back.mhhs-handover", PASSPHRASE)(lambda done, total: None)
    assert ours.compare_returned(returned)[1].differences == ()
    ours.close()
