"""The key in a real keychain: the Secret Service that gnome-keyring serves on a bus of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.keychain_session import run_with_keychain

BEGIN = """
import sys, time
from pathlib import Path
import keyring
from mhhs_desk.desk import Desk
from mhhs_desk.domain.members import Member
from mhhs_desk.keeping import find_key
from mhhs_desk.store import keychain, unlocking
path = Path(sys.argv[1])
"""

MAKE = """
with Desk.create(path, "Small Supplier", "PSG", "Morgan Hale", passphrase="correct horse battery") as desk:
    desk.members.add(Member(name="Alder Energy"))
    assert desk.remember()
"""

OPEN = """
with Desk.open(path, key=find_key(path)) as desk:
    assert desk.members.all()[0].name == "Alder Energy"
"""


def check_run(home: Path, path: Path, code: str) -> None:
    done = run_with_keychain(home, sys.executable, "-c", BEGIN + code, str(path))
    assert (done.returncode, "Traceback" in done.stderr, "CORE" in done.stderr) == (0, False, False), done.stderr


def test_the_keychain_opens_the_workspace_also_in_another_session_and_under_another_name(tmp_path: Path) -> None:
    home, path = tmp_path / "home", tmp_path / "desk.mhhs"
    check_run(home, path, MAKE + OPEN)
    check_run(home, path, OPEN)
    renamed = path.rename(tmp_path / "renamed.mhhs")
    check_run(home, renamed, OPEN)


def test_another_computer_asks_for_the_passphrase_and_remembers_it_from_then_on(tmp_path: Path) -> None:
    path = tmp_path / "desk.mhhs"
    check_run(tmp_path / "here", path, MAKE)
    first = 'assert find_key(path) is None\nkey = unlocking.from_passphrase(path, "correct horse battery")\n'
    then = "with Desk.open(path, key=key) as desk:\n    assert desk.remember()\n"
    check_run(tmp_path / "there", path, first + then + OPEN)


def test_a_key_that_was_changed_or_emptied_leads_to_the_passphrase_and_never_to_another_file(tmp_path: Path) -> None:
    path = tmp_path / "desk.mhhs"
    check_run(tmp_path / "home", path, MAKE)
    before = path.read_bytes()
    changed = "".join(
        f"keyring.set_password(keychain.SERVICE, path.read_bytes()[:16].hex(), {other!r})\nassert not find_key(path)\n"
        for other in ("ab" * 32, "", "not a key")
    )
    emptied = "keyring.delete_password(keychain.SERVICE, path.read_bytes()[:16].hex())\nassert not find_key(path)\n"
    check_run(tmp_path / "home", path, changed + emptied)
    assert path.read_bytes() == before
    assert {file.suffix for file in tmp_path.glob("desk*")} == {".mhhs", ".key", ".backups"}
    check_run(tmp_path / "home", path, 'assert unlocking.from_passphrase(path, "correct horse battery")')


def test_a_locked_keychain_is_waited_for_no_longer_than_our_patience(tmp_path: Path) -> None:
    path = tmp_path / "desk.mhhs"
    lock = """
import secretstorage
bus = secretstorage.dbus_init()
secretstorage.get_default_collection(bus).lock()
keychain.PATIENCE = 1.0
start = time.monotonic()
assert find_key(path) is None
assert time.monotonic() - start < 3
"""
    check_run(tmp_path / "home", path, MAKE + lock)


def test_a_workspace_that_is_forgotten_here_needs_its_passphrase(tmp_path: Path) -> None:
    forget = "with Desk.open(path, key=find_key(path)) as desk:\n    assert desk.forget()\nassert not find_key(path)\n"
    check_run(tmp_path / "home", tmp_path / "desk.mhhs", MAKE + forget)
