"""Everything out, in three forms, whole or as an edition may show it; and a workspace made again of the whole."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils
from hypothesis import given, settings
from python_calamine import CalamineWorkbook

from mhhs_desk.desk import Desk, read_back
from mhhs_desk.domain.faults import Fault, FaultKind, Refused
from mhhs_desk.domain.members import Consent
from mhhs_desk.domain.papers import Edition
from mhhs_desk.exchange.tables_book import MOST_LETTERS, cell, in_words
from mhhs_desk.store import unlocking
from tests.editions_worlds import Words, World, worlds
from tests.test_editions_bytes import ORDERS, opened

PASSPHRASE = "a passphrase that is long enough"


def taken(desk: Desk, target: Path) -> dict[str, Any]:
    desk.export(target)
    told: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return told


def records(desk: Desk) -> dict[str, list[Any]]:
    return {name: found.all() for name, found in desk.kinds().items()}


# Whole


def test_a_workbook_has_a_sheet_for_every_kind_and_a_row_for_every_record(sample: Desk, tmp_path: Path) -> None:
    sample.export(tmp_path / "all.xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "all.xlsx")
    assert book.sheet_names == ["Contents", *(in_words(name) for name in sample.kinds())]
    for name, found in sample.kinds().items():
        rows = book.get_sheet_by_name(in_words(name)).to_python()
        assert len(rows) == (found.count() + 1 if found.count() else 1), name  # an empty sheet says so


def test_a_workbook_names_what_numbers_point_to(sample: Desk, tmp_path: Path) -> None:
    sample.export(tmp_path / "all.xlsx")
    heads, first, *_ = CalamineWorkbook.from_path(tmp_path / "all.xlsx").get_sheet_by_name("Feedback").to_python()
    row = dict(zip(heads, first, strict=True))
    answer = sample.feedback.get(int(str(row["Number"]).split(".")[0]))
    assert row["Member"] == sample.members.get(answer.member_id).name
    assert row["Rationale"] == answer.rationale


def test_what_is_too_long_for_a_cell_is_cut_and_says_by_how_much() -> None:
    told = cell("a" * (MOST_LETTERS + 9))
    assert isinstance(told, str) and len(told) <= MOST_LETTERS
    assert told.count("a") + int(told.split("(")[1].split()[0]) == MOST_LETTERS + 9


def test_the_plain_file_has_every_row_and_its_links_hold(sample: Desk, tmp_path: Path) -> None:
    sample.export(tmp_path / "all.db")
    db = sqlite_utils.Database(tmp_path / "all.db")
    assert {name: db[name].count for name in sample.kinds()} == {n: f.count() for n, f in sample.kinds().items()}
    assert list(db.query("PRAGMA foreign_key_check")) == []
    assert {link.other_table for link in db.table("feedback").foreign_keys} == {"members", "items", "sources"}
    answer = next(db["answers_with_names"].rows_where("answer = 'F02'"))
    assert answer["member"] == sample.members.get(sample.feedback.get(2).member_id).name
    db.close()


def test_the_calendar_has_every_meeting_and_its_deadlines_in_the_own_edition_alone(
    sample: Desk, tmp_path: Path
) -> None:
    told = len(sample.calendar_meetings(everything=True))
    assert sample.export(tmp_path / "own.ics") == told
    sample.export(tmp_path / "group.ics", Edition.GROUP)
    own, group = (
        (tmp_path / f"{name}.ics").read_text(encoding="utf-8").count("BEGIN:VEVENT") for name in ("own", "group")
    )
    assert own > group == told


def test_a_file_that_is_there_is_replaced_whole_and_a_wrong_ending_writes_nothing(sample: Desk, tmp_path: Path) -> None:
    (tmp_path / "all.db").write_text("an older one")
    sample.export(tmp_path / "all.db")
    assert (tmp_path / "all.db").read_bytes().startswith(b"SQLite format 3")
    with pytest.raises(Refused, match="not a form of export"):
        sample.export(tmp_path / "all.pdf")
    assert sorted(path.name for path in tmp_path.iterdir() if "all" in path.name) == ["all.db"]


# The way back


def test_what_was_taken_out_is_read_back_with_every_number_and_identity(sample: Desk, tmp_path: Path) -> None:
    taken(sample, tmp_path / "all.json")
    count = read_back(tmp_path / "all.json", tmp_path / "back.mhhs")
    with Desk.open(tmp_path / "back.mhhs") as back:
        assert records(back) == records(sample)
        assert back.workspace.originals() == sample.workspace.originals()
        assert back.check() == []
        assert count == sum(map(len, records(sample).values()))
        assert back.search("IAG")


@settings(max_examples=10, deadline=None)
@given(worlds(), ORDERS)
def test_any_workspace_comes_back_as_it_was(world: World, order: list[int]) -> None:
    with opened(Words(world), order) as (desk, _):
        folder = desk.path.parent
        taken(desk, folder / "all.json")
        read_back(folder / "all.json", folder / "back.mhhs")
        with Desk.open(folder / "back.mhhs") as back:
            assert records(back) == records(desk)


def test_it_comes_back_encrypted_where_a_passphrase_is_given(sample: Desk, tmp_path: Path) -> None:
    taken(sample, tmp_path / "all.json")
    read_back(tmp_path / "all.json", tmp_path / "back.mhhs", PASSPHRASE)
    assert unlocking.needs_key(tmp_path / "back.mhhs")
    with Desk.open(tmp_path / "back.mhhs", key=unlocking.from_passphrase(tmp_path / "back.mhhs", PASSPHRASE)) as back:
        assert back.members.count() == sample.members.count()


NEW_SINCE_1 = {
    "meetings": ("by_rule", "cancelled", "closed"),
    "actions": ("member_id", "due_after"),
    "outcomes": ("why",),
}


def test_a_file_of_the_first_version_is_read_with_what_it_does_not_know_as_it_is_made(
    sample: Desk, tmp_path: Path
) -> None:
    told = taken(sample, tmp_path / "all.json")
    told["version"] = 1
    for kind, names in NEW_SINCE_1.items():
        for row in told["records"][kind]:
            for name in names:
                del row[name]
    del told["records"]["cadences"]
    (tmp_path / "all.json").write_text(json.dumps(told), encoding="utf-8")
    read_back(tmp_path / "all.json", tmp_path / "back.mhhs")
    with Desk.open(tmp_path / "back.mhhs") as back:
        assert records(back)["actions"] == [replace(one, member_id=None) for one in sample.actions.all()]


def spoilt(told: dict[str, Any], how: str) -> Any:
    first = next(iter(told["records"]["feedback"]))
    if how == "newer":
        told["version"] = 99
    elif how == "an original altered":
        told["originals"][next(iter(told["originals"]))] = "bm90IHdoYXQgaXQgd2Fz"
    elif how == "a link to nowhere":
        first["member_id"] = 9999
    elif how == "a field of no record":
        first["colour"] = "red"
    elif how == "a value of no kind":
        first["consent"] = "perhaps"
    elif how == "a kind of no record":
        told["records"]["horses"] = []
    elif how == "a number twice":
        told["records"]["feedback"].append(first)
    elif how == "no list":
        return [told]
    return told


@pytest.mark.parametrize(
    ("how", "kind"),
    [
        ("newer", FaultKind.NEWER),
        ("an original altered", FaultKind.DAMAGED),
        ("a link to nowhere", FaultKind.DAMAGED),
        ("a field of no record", FaultKind.DAMAGED),
        ("a value of no kind", FaultKind.DAMAGED),
        ("a kind of no record", FaultKind.DAMAGED),
        ("a number twice", FaultKind.DAMAGED),
        ("no list", FaultKind.NOT_AN_EXPORT),
    ],
)
def test_a_file_that_cannot_be_read_back_whole_leaves_no_workspace(
    sample: Desk, tmp_path: Path, how: str, kind: FaultKind
) -> None:
    told = spoilt(taken(sample, tmp_path / "all.json"), how)
    (tmp_path / "all.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(Fault) as fault:
        read_back(tmp_path / "all.json", tmp_path / "back.mhhs")
    assert fault.value.kind is kind
    assert not list(tmp_path.glob("back*"))


def test_an_edition_is_not_read_back_and_a_workspace_that_is_there_is_left(sample: Desk, tmp_path: Path) -> None:
    sample.export(tmp_path / "group.json", Edition.GROUP)
    with pytest.raises(Fault) as fault:
        read_back(tmp_path / "group.json", tmp_path / "back.mhhs")
    assert fault.value.kind is FaultKind.AN_EDITION
    taken(sample, tmp_path / "all.json")
    with pytest.raises(Fault) as fault:
        read_back(tmp_path / "all.json", sample.path)
    assert fault.value.kind is FaultKind.EXISTS


# As an edition may show it


def test_an_edition_shows_answers_by_the_names_and_numbers_of_its_paper(sample: Desk, tmp_path: Path) -> None:
    sample.export(tmp_path / "group.db", Edition.GROUP)
    db = sqlite_utils.Database(tmp_path / "group.db")
    views = [sample.view(meeting, Edition.GROUP) for meeting in sample.meetings.all()]
    shown = {(view.meeting.label, f"V{one.feedback.id:02d}", one.who) for view in views for one in view.answers()}
    assert {(row["meeting"], row["answer"], row["who"]) for row in db["answers"].rows} == shown
    named = {member.name for view in views for member in view.members.values()}
    assert {row["member"] for row in db["members"].rows} == named
    db.close()


def test_an_action_that_one_meeting_may_not_tell_is_in_no_edition(sample: Desk, tmp_path: Path) -> None:
    answer = next(a for a in sample.feedback.all() if a.consent is Consent.REP and len(a.rationale.split()) > 5)
    first = sample.actions.all()[0]
    sample.actions.change(first.id, text=answer.rationale)
    assert first.ref in {row["action"] for row in sample.shown(Edition.OWN)["actions"]}
    assert first.ref not in {row["action"] for row in sample.shown(Edition.GROUP)["actions"]}
