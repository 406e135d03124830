"""An encrypted workspace: its key, its passphrase, and what becomes of it when either is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.desk import Desk
from mhhs_desk.domain.faults import Fault, FaultKind, Refused
from mhhs_desk.domain.members import Member
from mhhs_desk.keeping import find_key
from mhhs_desk.store import backups, keychain, keys, unlocking
from mhhs_desk.store.keys import Key
from tests.store.test_history import image

PASSPHRASE = "correct horse battery"
MARKER = "Marker sentence of Alder Energy that nobody else may read"


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """An encrypted workspace with one member in it, closed."""
    path = tmp_path / "sealed.mhhs"
    with Desk.create(path, "Small Supplier", "PSG", "Morgan Hale", passphrase=PASSPHRASE) as desk:
        desk.members.add(Member(name="Alder Energy", note=MARKER))
    return path


def key_of(path: Path) -> Key:
    return unlocking.from_passphrase(path, PASSPHRASE)


def holding(folder: Path, marker: str) -> list[Path]:
    """The files of a folder that hold a sentence in any usual encoding."""
    forms = [marker.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be")]
    return [
        path for path in folder.rglob("*") if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]  # fmt: skip


def test_nothing_of_it_can_be_read_from_any_file_and_the_passphrase_opens_it(sealed: Path) -> None:
    assert holding(sealed.parent, MARKER) == []
    with Desk.open(sealed, key=key_of(sealed)) as desk:
        assert desk.members.all()[0].note == MARKER


def test_without_its_key_it_says_so_and_is_left_as_it_is(sealed: Path) -> None:
    before = sealed.read_bytes()
    for key in (None, keys.new_key()):
        with pytest.raises(Fault) as caught:
            Desk.open(sealed, key=key)
        assert caught.value.kind is FaultKind.KEY_NEEDED
    assert sealed.read_bytes() == before


def test_another_passphrase_is_refused(sealed: Path) -> None:
    with pytest.raises(Refused, match="not the passphrase"):
        unlocking.from_passphrase(sealed, "correct horse bottery")


def test_a_made_passphrase_opens_it_however_it_is_typed(tmp_path: Path) -> None:
    path, made = tmp_path / "a.mhhs", keys.new_passphrase()
    Desk.create(path, "Small Supplier", "PSG", "Morgan Hale", passphrase=made).close()
    for typed in (made, made.lower(), made.replace("-", " "), made.replace("0", "o").replace("1", "l")):
        assert unlocking.from_passphrase(path, typed).secret


@given(st.sets(st.binary(min_size=32, max_size=32), min_size=2, max_size=2))
def test_the_proof_of_a_key_is_that_of_no_other(secrets: set[bytes]) -> None:
    first, second = (Key("00" * 16, secret) for secret in secrets)
    assert first.proof != second.proof
    assert first.secret.hex() not in repr(first)


@pytest.mark.parametrize("weak", ["short", "aaaaaaaaaaaaaaaa", " " * 20])
def test_a_weak_passphrase_is_refused_before_anything_is_made(tmp_path: Path, weak: str) -> None:
    with pytest.raises(Refused):
        Desk.create(tmp_path / "a.mhhs", "Small Supplier", "PSG", "Morgan Hale", passphrase=weak)
    assert list(tmp_path.iterdir()) == []


def test_encryption_is_turned_on_and_off_with_the_same_records_and_the_backups_follow(tmp_path: Path) -> None:
    path = tmp_path / "plain.mhhs"
    with Desk.create(path, "Small Supplier", "PSG", "Morgan Hale") as desk:
        desk.members.add(Member(name="Alder Energy", note=MARKER))
        desk.back_up()
        before = image(desk)
        assert holding(tmp_path, MARKER)
        desk.encrypt(PASSPHRASE)
        assert holding(tmp_path, MARKER) == []
        assert image(desk) == before
        assert desk.check() == []
        desk.undo()
        desk.redo()
        desk.decrypt()
        assert (image(desk), desk.check(), desk.encrypted) == (before, [], False)
        assert all(keys.key_id(backup.path) is None for backup in desk.backups())
    assert not list(tmp_path.rglob("*.key"))


def test_what_was_encrypted_opens_again_with_its_history(tmp_path: Path) -> None:
    path = tmp_path / "plain.mhhs"
    with Desk.create(path, "Small Supplier", "PSG", "Morgan Hale") as desk:
        desk.members.add(Member(name="Alder Energy"))
        desk.encrypt(PASSPHRASE)
        desk.members.add(Member(name="Bramble Power"))
    with Desk.open(path, key=key_of(path)) as desk:
        assert desk.undo() and desk.undo()
        assert desk.members.all() == []


def test_a_changed_passphrase_opens_it_and_its_backups_and_the_old_one_neither(sealed: Path) -> None:
    with Desk.open(sealed, key=key_of(sealed)) as desk:
        desk.change_passphrase("another passphrase of mine")
        (backup,) = desk.backups()
    for path in (sealed, backup.path):
        assert unlocking.from_passphrase(path, "another passphrase of mine")
        with pytest.raises(Refused):
            key_of(path)


def test_a_lost_key_file_is_put_back_from_this_computer(sealed: Path) -> None:
    key = key_of(sealed)
    keys.beside(sealed).unlink()
    Desk.open(sealed, key=key).close()
    assert keys.beside(sealed).is_file()


def test_a_renamed_workspace_is_opened_by_its_own_key_file(sealed: Path) -> None:
    other = sealed.with_name("other.mhhs")
    sealed.rename(other)
    with Desk.open(other, key=key_of(other)) as desk:
        assert desk.recoverable


def test_with_its_key_file_nowhere_it_is_no_ruin_but_says_what_is_missing(
    sealed: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lone = tmp_path / "elsewhere" / "lone.mhhs"
    lone.parent.mkdir()
    shutil.copy(sealed, lone)
    monkeypatch.setattr("mhhs_desk.places.state", lambda: tmp_path / "another computer")
    with pytest.raises(Fault) as caught:
        Desk.open(lone)
    assert caught.value.kind is FaultKind.NO_KEY_FILE
    assert find_key(lone) is None
    with Desk.open(lone, key=key_of(sealed)) as desk:
        assert not desk.recoverable
        desk.change_passphrase("a new passphrase for it")
        assert desk.recoverable


@pytest.mark.parametrize("spoilt", [b"", b"{}", b"not json", b'{"format": "mhhs-desk key", "check": "0"}'])
def test_a_spoilt_key_file_is_told_apart_from_a_wrong_passphrase_and_mended(sealed: Path, spoilt: bytes) -> None:
    whole = keys.beside(sealed).read_bytes()
    keys.beside(sealed).write_bytes(spoilt)
    Desk.open(sealed, key=key_of(sealed)).close()
    assert keys.beside(sealed).read_bytes() == whole


def test_a_keychain_that_does_not_answer_or_gives_another_key_leads_to_the_passphrase(
    sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keychain, "PATIENCE", 0.05)
    monkeypatch.setattr("keyring.get_password", lambda *_: __import__("time").sleep(1))
    assert find_key(sealed) is None
    monkeypatch.setattr("keyring.get_password", lambda *_: "ab" * 32)
    assert find_key(sealed) is None
    monkeypatch.setattr("keyring.get_password", lambda *_: "not a key")
    assert find_key(sealed) is None


def test_a_restored_backup_opens_with_the_same_passphrase(sealed: Path) -> None:
    with Desk.open(sealed, key=key_of(sealed)) as desk:
        restored = desk.restore(desk.backups()[0])
    with Desk.open(restored, key=key_of(restored)) as desk:
        assert desk.members.all()[0].note == MARKER
    assert backups.look(restored, key_of(restored)).good


def test_encryption_waits_for_a_program_that_reads_the_file(tmp_path: Path) -> None:
    path = tmp_path / "plain.mhhs"
    with Desk.create(path, "Small Supplier", "PSG", "Morgan Hale") as desk, Desk.open(path) as reader:
        assert reader.holder is not None
        assert reader.members.all() == []
        with pytest.raises(Fault) as caught:
            desk.encrypt(PASSPHRASE)
        assert (caught.value.kind, desk.encrypted, keys.key_id(path)) == (FaultKind.LOCKED, False, None)
        reader.close()
        desk.encrypt(PASSPHRASE)
        desk.members.add(Member(name="Alder Energy"))
        assert desk.check() == []


def test_a_number_is_never_given_twice_also_after_encryption(tmp_path: Path) -> None:
    with Desk.create(tmp_path / "plain.mhhs", "Small Supplier", "PSG", "Morgan Hale") as desk:
        gone = desk.members.add(Member(name="Alder Energy"))
        desk.members.remove(gone.id)
        desk.encrypt(PASSPHRASE)
        assert desk.members.add(Member(name="Bramble Power")).id > gone.id


@pytest.mark.parametrize("spoilt", [b"", b"not a workspace", bytes(9000)])
def test_a_spoilt_backup_hinders_no_encryption_and_does_not_stay_plain(tmp_path: Path, spoilt: bytes) -> None:
    with Desk.create(tmp_path / "plain.mhhs", "Small Supplier", "PSG", "Morgan Hale") as desk:
        desk.members.add(Member(name="Alder Energy", note=MARKER))
        first, second = desk.back_up(), desk.back_up()
        whole = first.path.read_bytes()
        first.path.write_bytes(whole[:20_000] + spoilt + whole[20_000 + len(spoilt) : -4096])
        desk.encrypt(PASSPHRASE)
        assert holding(tmp_path, MARKER) == []
        assert [backup.path for backup in desk.backups()] == [second.path]
        assert desk.look(second).good
        desk.decrypt()
        assert desk.check() == []
