"""A spoilt file is told, with the backup that may stand in for it; or it opens and holds what it held to the byte."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from mhhs_desk import words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.backups import Backup, Contents
from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.members import Member
from mhhs_desk.store import backups, keys
from mhhs_desk.store.keys import Key
from tests.soak.evidence import PASSPHRASE, key_of, state_of
from tests.soak.fuzz import one_file
from tests.soak.grounds import Grounds, prepare, round_of

SPOILT = 60
"""Files spoilt of each sort; `make soak` spoils two thousand."""


@pytest.fixture(scope="module")
def grounds(tmp_path_factory: pytest.TempPathFactory) -> Grounds:
    return prepare(tmp_path_factory.mktemp("grounds"))


@pytest.fixture(params=[False, True], ids=["plain", "encrypted"])
def workspace(request: pytest.FixtureRequest, grounds: Grounds) -> Iterator[Path]:
    """A closed workspace with members, an original and backups."""
    with round_of(grounds.base(request.param), grounds.folder / "state") as path:
        yield path


@pytest.fixture
def plain(grounds: Grounds) -> Iterator[Path]:
    with round_of(grounds.base(encrypted=False), grounds.folder / "state") as path:
        yield path


@pytest.fixture
def encrypted(grounds: Grounds) -> Iterator[Path]:
    with round_of(grounds.base(encrypted=True), grounds.folder / "state") as path:
        yield path


def fault_of(path: Path, key: Key | None = None) -> Fault:
    with pytest.raises(Fault) as caught:
        Desk.open(path, key=key)
    return caught.value


def offered(fault: Fault) -> Backup:
    """The good backup that a fault names."""
    backup, contents = fault.facts["backup"], fault.facts["contents"]
    assert isinstance(backup, Backup) and isinstance(contents, Contents) and contents.good
    return backup


def overwrite(path: Path, at: int, data: bytes) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:at] + data + whole[at + len(data) :])


def test_whatever_is_done_to_a_file_it_is_told_or_holds_what_it_held(grounds: Grounds, workspace: Path) -> None:
    key = key_of(workspace)
    source = grounds.base(encrypted=key is not None)
    with Desk.open(workspace, key=key) as desk:
        before = state_of(desk)
    refused = 0
    for seed in range(SPOILT):
        with round_of(source, grounds.folder / "state") as fresh:
            told, opened, failures = one_file(fresh, key, before, Random(seed))
        assert failures == [], f"seed {seed}: {told}"
        refused += not opened
    assert refused > SPOILT // 2


def test_a_spoilt_file_names_its_newest_good_backup_and_the_steps_that_would_be_lost(plain: Path) -> None:
    desk = Desk.open(plain)
    desk.back_up()
    desk.members.add(Member(name="Added after the backup"))
    desk.workspace.close()
    plain.write_bytes(plain.read_bytes().replace(b"Added after", b"Edded after"))
    fault = fault_of(plain)
    assert fault.facts["lost"] == ["Add member"]
    assert offered(fault).path.name in words.fault(fault)


@pytest.mark.parametrize(("at", "byte"), [(18, 9), (19, 9), (20, 7), (47, 0x9F), (59, 2)])
def test_spoilt_bytes_that_say_how_the_file_is_written_are_damage(plain: Path, at: int, byte: int) -> None:
    overwrite(plain, at, bytes([byte]))
    fault = fault_of(plain)
    assert fault.kind is FaultKind.DAMAGED
    assert offered(fault)


def test_spoilt_names_in_the_engines_own_words_are_damage(plain: Path) -> None:
    whole = plain.read_bytes()
    assert b"tablemembermember" in whole
    spoilt = whole.replace(b"tablemembermember", b"table\x9f\x9f\x9f\x9f\x9f\x9fmember")
    plain.write_bytes(spoilt.replace(b"CREATE TABLE member", b"CREATE TABBE member"))
    assert fault_of(plain).kind is FaultKind.DAMAGED


def test_a_plain_workspace_whose_start_was_written_over_is_not_taken_for_an_encrypted_one(plain: Path) -> None:
    overwrite(plain, 0, b"\x0d\xf3\x9c" * 1000)
    fault = fault_of(plain)
    assert fault.kind is FaultKind.DAMAGED
    assert offered(fault)


def test_a_spoilt_backup_is_passed_over_for_one_that_is_good(workspace: Path) -> None:
    key = key_of(workspace)
    newest, second, *_ = backups.listed(backups.folder(workspace))
    for spoilt in (workspace, newest.path):
        spoilt.write_bytes(spoilt.read_bytes()[:40] + b"\xff" * 20_000)
    assert not backups.look(newest.path, key).good
    assert offered(fault_of(workspace, key)) == second


def test_a_missing_workspace_is_not_made_by_looking_for_it(plain: Path) -> None:
    plain.unlink()
    assert offered(fault_of(plain))
    assert not plain.exists()


def test_a_lost_key_file_is_found_in_the_folder_of_the_backups(encrypted: Path, tmp_path: Path) -> None:
    moved = Path(shutil.copytree(encrypted.parent, tmp_path / "another computer")) / encrypted.name
    shutil.rmtree(encrypted.parent)
    keys.beside(moved).unlink()
    shutil.rmtree(encrypted.parent.parent / "state")
    with Desk.open(moved, key=keys.find(moved).open(PASSPHRASE)) as desk:
        assert desk.recoverable
    assert keys.beside(moved).is_file()


def test_with_its_key_in_hand_a_workspace_works_though_its_key_file_is_lost_everywhere(encrypted: Path) -> None:
    key = key_of(encrypted)
    for lost in encrypted.parent.parent.rglob("*.key"):
        lost.unlink()
    with Desk.open(encrypted, key=key) as desk:
        desk.members.add(Member(name="Alder Energy"))
        restored = desk.restore(desk.back_up())
        assert not desk.recoverable
    with Desk.open(restored, key=key) as desk:
        assert desk.members.first("name = 'Alder Energy'")


def test_a_new_key_file_does_not_write_over_that_of_another_workspace(encrypted: Path) -> None:
    renamed = encrypted.with_name("renamed.mhhs")
    encrypted.rename(renamed)
    Desk.create(encrypted, "Small Supplier", "PSG", "Morgan Hale", passphrase="another passphrase").close()
    shutil.rmtree(encrypted.parent.parent / "state")
    shutil.rmtree(backups.folder(encrypted))
    with Desk.open(renamed, key=keys.find(renamed).open(PASSPHRASE)) as desk:
        assert desk.members.count() == 8
