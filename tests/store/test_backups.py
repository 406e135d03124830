"""Backups are made by themselves, checked by opening them, thinned by their age, and restored into a copy."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.desk import Desk
from mhhs_desk.domain.backups import DAILY, MONTHLY, Backup, Reason, kept
from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.members import Member
from mhhs_desk.store import backups

NOW = datetime(2026, 11, 24, 18, 0)
moments = st.lists(st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31)), min_size=1, max_size=60)


def made_at(moments: list[datetime], reason: Reason = Reason.CLOSING) -> list[Backup]:
    return [Backup(number, at, reason, Path("b"), 1) for number, at in enumerate(moments, 1)]


def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "desk.mhhs"
    Desk.create(path, "Small Supplier", "PSG", "Morgan Hale").close()
    return path


@given(moments)
def test_all_of_today_one_a_day_for_a_month_one_a_month_for_a_year_and_always_the_newest(moments) -> None:
    made = made_at(moments)
    staying = kept(made, NOW)
    assert len(made) in staying
    for backup in made:
        age = NOW - backup.at
        if backup.at.date() >= NOW.date():
            assert backup.number in staying
        elif age <= DAILY:
            assert [b for b in made if b.number in staying and b.at.date() == backup.at.date()]
        elif age <= MONTHLY:
            month = (backup.at.year, backup.at.month)
            assert [b for b in made if b.number in staying and (b.at.year, b.at.month) == month]
    past = [b for b in made if b.number in staying and b.at.date() < NOW.date() and b.number != len(made)]
    days = [b.at.date() for b in past if NOW - b.at <= DAILY]
    months = [(b.at.year, b.at.month) for b in past if NOW - b.at > DAILY]
    assert len(days) == len(set(days)) and len(months) == len(set(months)) <= 14


def test_what_a_hand_made_no_rule_removes() -> None:
    made = made_at([NOW - timedelta(days=day) for day in range(900, 0, -30)], Reason.HAND)
    assert kept(made, NOW) == {backup.number for backup in made}


def test_closing_after_changes_backs_up_and_closing_without_does_not(tmp_path: Path) -> None:
    path = workspace(tmp_path)
    assert backups.listed(backups.folder(path)) == []
    with Desk.open(path) as desk:
        desk.members.add(Member(name="Alder Energy"))
    Desk.open(path).close()
    (made,) = backups.listed(backups.folder(path))
    held = backups.look(made.path, None)
    assert (made.reason, held.good, held.counts["members"]) == (Reason.CLOSING, True, 1)
    assert held.last_step == "Add member"


def test_work_is_backed_up_beside_the_window_once_for_each_change(tmp_path: Path) -> None:
    with Desk.open(workspace(tmp_path)) as desk:
        assert desk.backup_job() is None
        desk.members.add(Member(name="Alder Energy"))
        job = desk.backup_job()
        assert job is not None
        told: list[tuple[int, int]] = []
        made = job(lambda done, total: told.append((done, total)))
        assert told[-1][0] == told[-1][1]
        assert desk.look(made).counts["members"] == 1
        assert desk.backup_job() is None


def test_a_backup_that_is_not_sound_does_not_count(tmp_path: Path) -> None:
    with Desk.open(workspace(tmp_path)) as desk:
        desk.workspace.keep("0" * 64, b"not what the hash says")
        with pytest.raises(Fault) as caught:
            desk.back_up()
        assert caught.value.kind is FaultKind.DAMAGED
        assert desk.backups() == []
        assert list(backups.folder(desk.path).iterdir()) == []


def test_thinning_leaves_everything_where_one_that_stays_has_rotted(tmp_path: Path) -> None:
    path = workspace(tmp_path)
    days = [NOW - timedelta(days=3, minutes=minute) for minute in (9, 6, 3)]
    first, second, third = (backups.make(path, None, Reason.CLOSING, now=day) for day in days)
    assert [b.number for b in backups.listed(backups.folder(path))] == [3, 2, 1]
    spoilt = bytearray(third.path.read_bytes())
    spoilt[5000:9000] = bytes(4000)
    third.path.write_bytes(spoilt)
    backups.make(path, None, Reason.CLOSING, now=NOW)
    assert [b.number for b in backups.listed(backups.folder(path))] == [4, 3, 2, 1]
    third.path.unlink()
    backups.make(path, None, Reason.CLOSING, now=NOW)
    assert [b.number for b in backups.listed(backups.folder(path))] == [5, 4, 2]
    assert not first.path.exists() and second.path.exists()


def test_a_backup_is_restored_into_a_copy_and_nothing_else_is_touched(tmp_path: Path) -> None:
    path = workspace(tmp_path)
    with Desk.open(path) as desk:
        desk.members.add(Member(name="Alder Energy"))
        made = desk.back_up()
        desk.members.remove(1)
        before = {file: file.read_bytes() for file in backups.folder(path).iterdir()}
        first, second = desk.restore(made), desk.restore(made)
        assert first != second
        assert {file: file.read_bytes() for file in backups.folder(path).iterdir()} == before
        assert desk.members.all() == []
    with Desk.open(first) as desk:
        assert [member.name for member in desk.members.all()] == ["Alder Energy"]
        assert desk.check() == []
    with pytest.raises(Fault) as caught:
        backups.restore(made.path, path, None)
    assert caught.value.kind is FaultKind.EXISTS


def test_a_damaged_workspace_names_the_newest_good_backup_and_what_is_not_in_it(tmp_path: Path) -> None:
    path = workspace(tmp_path)
    with Desk.open(path) as desk:
        desk.members.add(Member(name="Alder Energy"))
        good = desk.back_up()
        desk.workspace.changed = False
        with desk.step("Write the position on item 3"):
            desk.members.add(Member(name="Bramble Power"))
        desk.workspace.db.execute("DROP TRIGGER history_member_update")
        desk.workspace.db.execute("UPDATE member SET name = 'Somebody Else' WHERE id = 1")
        desk.workspace.db.conn.commit()
        desk.workspace.changed = False
        desk.workspace._file = None  # closes without a seal, as after a crash
    with pytest.raises(Fault) as caught:
        Desk.open(path)
    facts = caught.value.facts
    assert (facts["backup"], facts["lost"]) == (good, ["Write the position on item 3"])


def test_the_backups_of_another_workspace_of_that_name_are_no_reproach(tmp_path: Path) -> None:
    path = workspace(tmp_path)
    with Desk.open(path) as desk:
        desk.members.add(Member(name="Alder Energy"))
    path.unlink()
    with Desk.open(workspace(tmp_path)) as desk:
        assert len(desk.backups()) == 1
        assert desk.check() == []
