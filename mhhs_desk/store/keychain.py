"""The system's keychain, asked beside the program with little patience: it may be missing, locked, slow or emptied."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from mhhs_desk.store.keys import Key

T = TypeVar("T")

SERVICE = "MHHS Desk"
PATIENCE = 5.0
"""Seconds after which the keychain counts as not there."""


def read(key_id: str) -> Key | None:
    """The key of an id; None where the keychain has none or does not answer."""

    def ask() -> str:
        import keyring

        return keyring.get_password(SERVICE, key_id) or ""

    try:
        secret = bytes.fromhex(_ask(ask) or "")
    except ValueError:
        return None
    return Key(key_id, secret) if len(secret) == 32 else None


def remember(key: Key) -> bool:
    """Keep a key; whether the keychain took it and gives it back."""

    def keep() -> bool:
        import keyring

        keyring.set_password(SERVICE, key.id, key.secret.hex())
        return keyring.get_password(SERVICE, key.id) == key.secret.hex()

    return bool(_ask(keep))


def forget(key_id: str) -> bool:
    """Remove a key; whether it is gone. A keychain that holds none has nothing to forget."""

    def remove() -> bool:
        import keyring

        if keyring.get_password(SERVICE, key_id) is not None:
            keyring.delete_password(SERVICE, key_id)
        return True

    return bool(_ask(remove))


def _ask(question: Callable[[], T]) -> T | None:
    """The answer to a question; None where it failed or did not come in time. The asking thread is left behind then."""
    answers: list[T] = []

    def ask() -> None:
        try:
            answers.append(question())
        except Exception:  # whatever a keychain's own code raises, the passphrase is the way on
            return

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(PATIENCE)
    return answers[0] if answers else None
