"""From an encrypted file to its key: by the keychain of this computer, or by the recovery passphrase."""

from __future__ import annotations

from pathlib import Path

from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.store import keychain, keys
from mhhs_desk.store.keys import Key


def needs_key(path: Path) -> bool:
    """Whether a file is an encrypted workspace. What is no workspace at all is told when it is opened."""
    return path.is_file() and path.stat().st_size > 0 and keys.key_id(path) is not None


def from_keychain(path: Path) -> Key | None:
    """The key that the keychain holds for a file; None where it holds none, another, or does not answer in time.

    A file whose key file was lost opens all the same where the keychain holds its key.
    """
    try:
        key_file = keys.find(path)
    except Fault as fault:
        if fault.kind is not FaultKind.NO_KEY_FILE:
            raise
        return keychain.read(keys.key_id(path) or "")
    found = keychain.read(key_file.id)
    return found if found and found.proof == key_file.proof else None


def from_passphrase(path: Path, passphrase: str) -> Key:
    """The key that a passphrase unwraps. Raises Refused where it is another, Fault where the key file is gone."""
    return keys.find(path).open(passphrase)
