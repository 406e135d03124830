"""The world's faults: a full disk, a folder that refuses, a file moved away, a clock set back. Nothing kept is lost."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest

from mhhs_desk import words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.backups import Reason
from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.members import Member
from mhhs_desk.store import backups, files, history, keys, protection
from mhhs_desk.store.complaints import faults
from mhhs_desk.store.engine import DatabaseError
from mhhs_desk.store.keys import Key
from tests.store.test_history import image

PASSPHRASE = "correct horse battery"
MORE = 40
"""Pages the engine may still write before the disk is full."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed workspace with one member and a backup."""
    path = tmp_path / "desk.mhhs"
    with Desk.create(path, "Small Supplier", "PSG", "Morgan Hale") as desk:
        desk.members.add(Member(name="Alder Energy"))
    return path


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    with Desk.open(path) as desk:
        yield desk


@pytest.fixture
def no_space(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A disk that takes no more whole files, until the patch is undone."""

    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files, "sync", full)
    return monkeypatch


def fill(desk: Desk) -> None:
    """Let the engine write few more pages: from then on it says of itself that the disk is full."""
    db = desk.workspace.db
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {pages + MORE}")


def empty(desk: Desk) -> None:
    desk.workspace.db.execute("PRAGMA max_page_count = 1000000")


def fault_of(work: object, *values: object) -> FaultKind:
    assert callable(work)
    with pytest.raises(Fault) as caught:
        work(*values)
    assert words.fault(caught.value)
    return caught.value.kind


def test_a_disk_that_is_full_in_a_step_keeps_nothing_half_and_works_on_once_there_is_space(desk: Desk) -> None:
    before = image(desk)
    fill(desk)

    def big() -> None:
        with desk.step("Take much in"):
            desk.members.add(Member(name="Bramble Power"))
            desk.workspace.keep("0" * 64, b"x" * 4096 * MORE * 2)

    assert fault_of(big) is FaultKind.NO_SPACE
    assert (image(desk), desk.check()) == (before, [])
    empty(desk)
    desk.members.add(Member(name="Bramble Power"))
    assert desk.members.count() == 2
    assert desk.check() == []


def test_steps_until_the_disk_is_full_are_all_there(path: Path) -> None:
    kept = ["Alder Energy"]
    with Desk.open(path) as desk:
        fill(desk)
        with pytest.raises(Fault) as caught:
            for number in range(10_000):
                desk.members.add(Member(name=f"Member {number}", note="n" * 2000))
                kept.append(f"Member {number}")
        assert caught.value.kind is FaultKind.NO_SPACE
        empty(desk)
    with Desk.open(path) as desk:
        assert {member.name for member in desk.members.all()} == set(kept)
        assert (desk.check(), desk.missing) == ([], 0)


def test_a_full_disk_is_told_by_whatever_writes_a_whole_file(desk: Desk, no_space: pytest.MonkeyPatch) -> None:
    desk.members.add(Member(name="Bramble Power"))
    before, (backup,) = image(desk), desk.backups()
    job = desk.backup_job()
    assert job
    doings = ((desk.back_up,), (desk.restore, backup), (desk.encrypt, PASSPHRASE), (job, lambda done, total: None))
    for work, *values in doings:
        assert fault_of(work, *values) is FaultKind.NO_SPACE
    no_space.undo()
    assert (image(desk), desk.check(), desk.encrypted) == (before, [], False)
    assert desk.backups() == [backup]
    assert sorted(found.name for found in desk.path.parent.iterdir()) == [
        "desk.backups", "desk.mhhs", "desk.mhhs-shm", "desk.mhhs-wal", "desk.mhhs.lock",
    ]  # fmt: skip


def test_a_full_disk_while_making_a_workspace_leaves_none(tmp_path: Path, no_space: pytest.MonkeyPatch) -> None:
    for passphrase in (None, PASSPHRASE):
        with pytest.raises(Fault) as caught:
            Desk.create(tmp_path / "new.mhhs", "Small Supplier", "PSG", "Morgan Hale", passphrase=passphrase)
        assert caught.value.kind is FaultKind.NO_SPACE
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_on_closing_is_told_and_the_workspace_is_closed(path: Path, no_space: pytest.MonkeyPatch) -> None:
    desk = Desk.open(path)
    desk.members.add(Member(name="Bramble Power"))
    assert fault_of(desk.close) is FaultKind.NO_SPACE
    desk.close()
    no_space.undo()
    with Desk.open(path) as desk:
        assert (desk.holder, desk.members.count()) == (None, 2)


def test_a_full_disk_keeps_nobody_out_of_an_encrypted_workspace(tmp_path: Path, no_space: pytest.MonkeyPatch) -> None:
    path = tmp_path / "sealed.mhhs"
    no_space.undo()
    desk = Desk.create(path, "Small Supplier", "PSG", "Morgan Hale", passphrase=PASSPHRASE)
    key = desk.workspace.key
    desk.close()
    keys.beside(path).unlink()
    no_space.setattr(files, "sync", lambda _: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
    with Desk.open(path, key=key) as desk:
        assert desk.encrypted and desk.holder is None


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_read_only_file_or_folder_is_told_and_left_as_it_is(
    path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing = path if what == "file" else path.parent
    monkeypatch.setattr(os, "access", lambda asked, mode: Path(asked) != refusing)  # root is never refused
    before = path.read_bytes()
    assert fault_of(Desk.open, path) is FaultKind.READ_ONLY
    assert path.read_bytes() == before
    assert not path.with_name("desk.mhhs.lock").exists()


def test_a_folder_that_turns_read_only_is_told_by_the_next_step(desk: Desk) -> None:
    desk.workspace.db.execute("PRAGMA query_only = ON")
    assert fault_of(desk.members.add, Member(name="Bramble Power")) is FaultKind.READ_ONLY
    desk.workspace.db.execute("PRAGMA query_only = OFF")
    desk.members.add(Member(name="Bramble Power"))
    assert desk.members.count() == 2


@pytest.mark.parametrize("how", ["removed", "replaced"])
def test_a_file_taken_away_under_us_takes_no_step_and_what_is_open_can_still_be_saved(
    path: Path, how: str, tmp_path: Path
) -> None:
    desk = Desk.open(path)
    desk.members.add(Member(name="Bramble Power"))
    before, elsewhere = image(desk), tmp_path / "elsewhere"
    path.unlink()
    if how == "replaced":
        path.write_bytes(b"another file")
    assert fault_of(desk.members.add, Member(name="Cobalt Heat")) is FaultKind.GONE
    saved = desk.back_up(elsewhere)
    desk.close()
    with Desk.open(saved.path) as again:
        assert (image(again), again.check()) == (before, [])
        again.members.add(Member(name="Cobalt Heat"))
    assert path.exists() == (how == "replaced")


def test_an_encrypted_file_taken_away_can_be_saved_with_its_key_file(tmp_path: Path) -> None:
    path, elsewhere = tmp_path / "sealed.mhhs", tmp_path / "elsewhere"
    desk = Desk.create(path, "Small Supplier", "PSG", "Morgan Hale", passphrase=PASSPHRASE)
    desk.members.add(Member(name="Alder Energy"))
    path.unlink()
    saved = desk.back_up(elsewhere)
    assert desk.recoverable
    desk.close()
    with Desk.open(saved.path, key=keys.find(saved.path).open(PASSPHRASE)) as again:
        assert again.members.count() == 1


def test_a_backup_of_a_file_that_is_gone_is_told_and_makes_none_in_its_place(desk: Desk) -> None:
    desk.members.add(Member(name="Bramble Power"))
    job = desk.backup_job()
    assert job
    kept = shutil.move(desk.path, desk.path.with_name("moved.mhhs"))
    assert fault_of(job, lambda done, total: None) is FaultKind.GONE
    assert not desk.path.exists()
    shutil.move(kept, desk.path)


def test_a_lock_that_cannot_be_written_undoes_no_step(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    desk.listen(lambda step: told.append(step.name))
    monkeypatch.setattr(os, "write", lambda handle, data: os.close(-1))
    desk.members.add(Member(name="Bramble Power"))
    assert (desk.members.count(), told) == (2, ["Add member"])


def test_an_engine_that_cannot_write_to_a_nearly_full_disk_tells_of_the_disk(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoil() -> None:
        with faults(desk.path):
            raise DatabaseError("disk I/O error")

    assert fault_of(spoil) is FaultKind.DAMAGED
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=40_000))
    assert fault_of(spoil) is FaultKind.NO_SPACE


def test_what_a_crash_left_half_done_is_removed_and_nothing_of_anybody_else(path: Path, tmp_path: Path) -> None:
    ours = ("desk.mhhs.part", "desk.mhhs.part-wal", "desk.mhhs.key.part", "desk restored 2026-11-24 18.09.mhhs.part")
    others = ("download.part", "other.mhhs.part", "other restored 2026-11-24 18.09.mhhs.part")
    for name in (*ours, *others, "desk.backups/0009 2026-11-24 18.09.00 work.mhhs.part"):
        (tmp_path / name).touch()
    Desk.open(path).close()
    assert {found.name for found in tmp_path.rglob("*.part*")} == set(others)
    (tmp_path / "new.mhhs.key.part").touch()
    Desk.create(tmp_path / "new.mhhs", "Small Supplier", "PSG", "Morgan Hale").close()
    assert {found.name for found in tmp_path.rglob("*.part*")} == set(others)


@pytest.mark.parametrize("conversions", range(4))
@pytest.mark.parametrize("encrypted", [False, True])
def test_whatever_cuts_a_conversion_short_the_backups_need_no_key_but_the_workspaces_own(
    path: Path, encrypted: bool, conversions: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk.open(path)
    desk.back_up()
    if encrypted:
        desk.encrypt(PASSPHRASE)
    with monkeypatch.context() as patch:
        cut_short_after(patch, conversions)
        with suppress(KeyboardInterrupt):
            desk.decrypt() if encrypted else desk.encrypt(PASSPHRASE)
    assert desk.workspace.db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    key, before = desk.workspace.key, image(desk)
    desk.close()
    with Desk.open(path, key=key) as desk:
        assert {keys.key_id(backup.path) for backup in desk.backups()} == {key.id if key else None}
        assert (image(desk), desk.check(), desk.recoverable) == (before, [], True)


def cut_short_after(patch: pytest.MonkeyPatch, conversions: int) -> None:
    """Let a number of files be converted, and the program be interrupted at the next."""
    left, convert = iter(range(conversions)), protection.convert

    def interrupted(path: Path, old: Key | None, new: Key | None) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        convert(path, old, new)

    patch.setattr(protection, "convert", interrupted)


def test_a_closed_workspace_refuses_to_be_backed_up(path: Path) -> None:
    desk = Desk.open(path)
    desk.close()
    with pytest.raises(DatabaseError, match="closed"):
        desk.back_up()


def test_work_that_could_not_be_backed_up_is_backed_up_on_closing(path: Path, no_space: pytest.MonkeyPatch) -> None:
    with Desk.open(path) as desk:
        desk.members.add(Member(name="Bramble Power"))
        job = desk.backup_job()
        assert job
        assert fault_of(job, lambda done, total: None) is FaultKind.NO_SPACE
        no_space.undo()
    (newest, _) = backups.listed(backups.folder(path))
    assert newest.reason is Reason.CLOSING


class Backwards(datetime):
    """A computer's clock that is set back by a day whenever it is asked."""

    asked = 0

    @classmethod
    def now(cls, tz=None):
        Backwards.asked += 1
        return cls.fromtimestamp(2_000_000_000 - Backwards.asked * 86_400, tz)


@pytest.fixture
def backwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "datetime", Backwards)
    monkeypatch.setattr(backups, "datetime", Backwards)
    monkeypatch.setattr(time, "time_ns", lambda: int(Backwards.now(UTC).timestamp()) * 10**9)


@pytest.mark.usefixtures("backwards")
def test_with_a_clock_that_goes_back_steps_keep_their_order_and_identities_differ(desk: Desk) -> None:
    images = [image(desk)]
    for number in range(5):
        desk.members.add(Member(name=f"Member {number}"))
        images.append(image(desk))
    past = desk.past(5)
    assert all(newer.id > older.id and newer.at < older.at for newer, older in pairwise(past))
    for before in reversed(images[:-1]):
        desk.undo()
        assert image(desk) == before
    for after in images[1:]:
        desk.redo()
        assert image(desk) == after
    assert desk.check() == []
    assert len({member.uid for member in desk.members.all()}) == 6


def test_identities_made_in_one_moment_all_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    assert len({history.new_uid() for _ in range(20_000)}) == 20_000


@pytest.mark.usefixtures("backwards")
def test_with_a_clock_that_goes_back_backups_keep_their_order_and_the_newest_stays(desk: Desk) -> None:
    for number in range(40):
        desk.members.add(Member(name=f"Member {number}"))
        made = desk.workspace.back_up(Reason.WORK)
        assert desk.backups()[0] == made
    found = desk.backups()
    assert [backup.number for backup in found] == sorted((backup.number for backup in found), reverse=True)
    assert desk.look(found[0]).last_id == desk.past(1)[0].id


def test_a_newest_backup_from_long_ago_is_not_thinned_by_a_clock_set_forward(desk: Desk) -> None:
    long_ago = datetime.now() - timedelta(days=3000)
    made = backups.make(desk.path, None, Reason.WORK, now=long_ago)
    backups.make(desk.path, None, Reason.WORK, now=datetime.now() - timedelta(days=2000))
    later = backups.make(desk.path, None, Reason.WORK, now=datetime.now())
    assert later in desk.backups()
    assert made not in desk.backups()
    alone = backups.make(desk.path, None, Reason.WORK, now=long_ago)
    assert desk.backups()[0] == alone
