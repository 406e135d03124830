"""One program writes a workspace, a second reads it; a dead one's lock is taken over, another computer's by word."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mhhs_desk import words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.members import Member
from mhhs_desk.store import lock
from mhhs_desk.store.lock import Lock, lock_path

WRITER = """
import sys, time
from pathlib import Path
from mhhs_desk.desk import Desk
from mhhs_desk.domain.members import Member
desk = Desk.open(Path(sys.argv[1]))
desk.members.add(Member(name="Written by another program"))
print("written", flush=True)
time.sleep(60)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "desk.mhhs"
    Desk.create(path, "Small Supplier", "PSG", "Morgan Hale").close()
    return path


@pytest.fixture
def writer(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that has the workspace open and has kept a step."""
    other = subprocess.Popen([sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE, text=True)
    with other:
        assert other.stdout and other.stdout.readline() == "written\n"
        yield other
        other.kill()


def left_by(path: Path, **facts: object) -> None:
    """Leave a lock behind as some holder would."""
    words_of = {"who": "morgan", "host": "LAPTOP", "process": 7, "since": "2026-11-24T18:09", "steps": 0}
    lock_path(path).write_text(json.dumps({**words_of, **facts}))


def test_a_second_desk_reads_sees_new_steps_and_cannot_write(path: Path) -> None:
    with Desk.open(path) as first, Desk.open(path) as second:
        first.members.add(Member(name="Alder Energy"))
        assert [member.name for member in second.members.all()] == ["Alder Energy"]
        with pytest.raises(Fault) as caught:
            second.members.add(Member(name="Bramble Power"))
        assert caught.value.kind is FaultKind.HELD
        assert second.holder and words.holder(second.holder) in words.fault(caught.value)
        assert second.check() == []
    with Desk.open(path) as desk:
        assert (desk.holder, desk.members.count()) == (None, 1)


def test_a_reader_closes_without_taking_the_lock_from_the_writer(path: Path) -> None:
    with Desk.open(path) as first:
        Desk.open(path).close()
        assert lock_path(path).exists()
        first.members.add(Member(name="Alder Energy"))
    assert not lock_path(path).exists()


def test_another_program_holds_it_and_its_words_say_who(path: Path, writer: subprocess.Popen[str]) -> None:
    with Desk.open(path) as desk:
        assert desk.holder
        assert (desk.holder.process, desk.holder.host) == (writer.pid, platform.node())
        assert desk.members.first("name = 'Written by another program'")


def test_a_dead_holders_lock_is_taken_over_with_all_that_was_kept(path: Path, writer: subprocess.Popen[str]) -> None:
    writer.kill()
    writer.wait()
    assert lock_path(path).exists()
    with Desk.open(path) as desk:
        assert (desk.holder, desk.missing) == (None, 0)
        assert desk.members.first("name = 'Written by another program'")
        desk.members.add(Member(name="Alder Energy"))
    assert not lock_path(path).exists()


def test_steps_kept_before_a_crash_and_lost_since_are_counted(path: Path, writer: subprocess.Popen[str]) -> None:
    writer.kill()
    writer.wait()
    path.with_name(path.name + "-wal").write_bytes(b"")
    with Desk.open(path) as desk:
        assert (desk.missing, desk.members.count()) == (1, 0)
        assert desk.check() == []


def test_another_computers_lock_is_read_only_until_it_is_taken_by_word(path: Path) -> None:
    left_by(path)
    with Desk.open(path) as desk:
        assert desk.holder and "LAPTOP" in words.holder(desk.holder)
        with pytest.raises(Fault, match="held"):
            desk.members.add(Member(name="Alder Energy"))
    with Desk.open(path, over=True) as desk:
        assert desk.holder is None
        desk.members.add(Member(name="Alder Energy"))


def test_a_living_holders_lock_is_not_taken_by_word(path: Path, writer: subprocess.Popen[str]) -> None:
    with Desk.open(path, over=True) as desk:
        assert desk.holder and desk.holder.process == writer.pid


@pytest.mark.parametrize("spoilt", [b"", b" " * lock.ROOM, b'{"who": "mor', b"[]", b"\xff" * 2000, b"{}"])
def test_a_spoilt_lock_of_nobody_is_taken_over(path: Path, spoilt: bytes) -> None:
    lock_path(path).write_bytes(spoilt)
    with Desk.open(path) as desk:
        assert (desk.holder, desk.missing) == (None, 0)
        desk.members.add(Member(name="Alder Energy"))


def test_a_lock_that_is_let_go_is_free_for_the_next(tmp_path: Path) -> None:
    for _ in range(3):
        held = lock.take(tmp_path / "desk.mhhs")
        assert isinstance(held, Lock)
        assert not isinstance(lock.take(tmp_path / "desk.mhhs"), Lock)
        held.release()
        held.release()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_opened_leaves_no_lock(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:6000])
    with pytest.raises(Fault, match="damaged"):
        Desk.open(path)
    assert not lock_path(path).exists()
