"""The key of an encrypted workspace, and the small file beside it in which a recovery passphrase wraps that key.

An encrypted file begins with the id of its key where a plain one begins with SQLite's own words. The key file carries
the same id, so neither a new name nor another folder parts the two. Argon2id and AES key wrap (RFC 3394) come from
`cryptography`; nothing here is a cipher of our own.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from mhhs_desk import places
from mhhs_desk.domain.faults import Fault, FaultKind, Refused
from mhhs_desk.store.engine import PAGE
from mhhs_desk.store.files import write_durably

HEADER = b"SQLite format 3\x00"
"""How a plain file begins."""
SUFFIX = ".key"
BACKUPS = ".backups"
"""What the folder of a workspace's backups ends in."""
FORMAT = "mhhs-desk key"
WHAT = "Keep this file beside the workspace: with the recovery passphrase it opens the workspace on any computer."

ITERATIONS, MEMORY_KIB, LANES = 3, 64 * 1024, 4
"""The second recommended choice of RFC 9106 for Argon2id."""
WORK_LIMIT = 16
"""How many times our own choice of iterations or memory a key file may ask for."""

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""What a made passphrase is written in: no letter that can be read as another."""
MISREAD = str.maketrans("OIL", "011")
GROUPS, GROUP = 5, 5
SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Key:
    """A random 256-bit key and its id (32 hexadecimal digits)."""

    id: str
    secret: bytes = field(repr=False)

    @property
    def proof(self) -> str:
        """Tells this key from another of the same id without telling anything of the key."""
        return hmac.digest(self.secret, f"{FORMAT} {self.id}".encode(), hashlib.sha256).hex()[:32]


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A key wrapped by a passphrase, and what it takes to unwrap it."""

    id: str
    proof: str
    salt: str
    iterations: int
    memory_kib: int
    lanes: int
    wrapped: str

    def text(self) -> str:
        told = {"format": FORMAT, "what": WHAT, **asdict(self)}
        return json.dumps({**told, "check": _check(told)}, indent=1) + "\n"

    def open(self, passphrase: str) -> Key:
        """The key. Raises Refused where the passphrase is another."""
        from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

        try:
            secret = aes_key_unwrap(_stretch(passphrase, self), bytes.fromhex(self.wrapped))
        except InvalidUnwrap:
            raise Refused("not the passphrase") from None
        return Key(self.id, secret)


def new_key() -> Key:
    return Key(secrets.token_hex(16), secrets.token_bytes(32))


def wrap(key: Key, passphrase: str) -> KeyFile:
    """Wrap a key by a passphrase."""
    from cryptography.hazmat.primitives.keywrap import aes_key_wrap

    plain = KeyFile(key.id, key.proof, secrets.token_hex(16), ITERATIONS, MEMORY_KIB, LANES, "")
    wrapped = aes_key_wrap(_stretch(passphrase, plain), key.secret)
    return KeyFile(**{**asdict(plain), "wrapped": wrapped.hex()})


def new_passphrase() -> str:
    """A passphrase of 125 random bits in five groups, to be written down: 7K2QM-…"""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def refuse_weak(passphrase: str) -> None:
    """Refuse a passphrase of the rep's own that is too short or too plain to guard the file where it is copied."""
    plain = _canonical(passphrase)
    if len(plain) < SHORTEST:
        raise Refused("passphrase too short", least=SHORTEST)
    if len(set(plain.casefold())) < SHORTEST // 2:
        raise Refused("passphrase too plain")


def key_id(path: Path) -> str | None:
    """The id of the key that a file needs; None for a plain file."""
    with path.open("rb") as file:
        start = file.read(len(HEADER))
    return None if start == HEADER else start.hex()


def beside(path: Path) -> Path:
    """The key file's place beside a workspace or a backup."""
    return path.with_name(path.name + SUFFIX)


def find(path: Path, wanted: str | None = None) -> KeyFile:
    """The key file of an encrypted file: beside it, elsewhere in its folder, with its backups, or on this computer.

    Raises Fault where there is none, or the file cannot be an encrypted workspace at all.
    """
    wanted = wanted or (key_id(path) if path.exists() else None)
    own = _read(beside(path))
    for found in (own, *_others(path, wanted)):
        if found and found.id == wanted:
            return found
    if not path.exists():
        raise Fault(FaultKind.MISSING, path)
    if own or _nearly_plain(path) or _plain_backups(path):
        raise Fault(FaultKind.DAMAGED, path, detail="its first bytes are not those of a workspace")
    if path.stat().st_size % PAGE or bytes.fromhex(wanted or "").isascii():
        raise Fault(FaultKind.NOT_A_WORKSPACE, path)
    raise Fault(FaultKind.NO_KEY_FILE, path, key_file=beside(path).name)


def keep(key_file: KeyFile, *targets: Path) -> None:
    """Write a key file to those of its places whose folder is there, and a copy of it on this computer.

    A key file of another key that is in its place makes way under that key's id: something may still need it.
    """
    _local(key_file.id).parent.mkdir(parents=True, exist_ok=True)
    for target in (*targets, _local(key_file.id)):
        there = _read(target)
        if target.parent.is_dir() and there != key_file:
            if there and there.id != key_file.id:
                write_durably(target.with_name(there.id + SUFFIX), there.text().encode())
            write_durably(target, key_file.text().encode())


def mend(path: Path, *targets: Path, wanted: str | None = None) -> None:
    """Put the key file of a workspace or backup back where it was lost or spoilt: beside it, or in the places named."""
    try:
        keep(find(path, wanted), *(targets or (beside(path),)))
    except (Fault, OSError):
        return  # whoever has the key needs no key file; whether a passphrase can open the workspace is told apart


def drop(key_id: str, *targets: Path) -> None:
    """Remove a key file from its places and from this computer."""
    for target in (*targets, _local(key_id)):
        target.unlink(missing_ok=True)


def _others(path: Path, wanted: str | None) -> Iterator[KeyFile | None]:
    for folder in (path.parent, path.with_suffix(BACKUPS)):
        for other in sorted(folder.glob("*" + SUFFIX)):
            yield _read(other)
    if wanted:
        yield _read(_local(wanted))


def _nearly_plain(path: Path) -> bool:
    """Whether most of a plain file's first bytes are there."""
    start = bytes.fromhex(key_id(path) or "")
    return sum(ours == theirs for ours, theirs in zip(HEADER, start, strict=False)) > len(HEADER) // 2


def _plain_backups(path: Path) -> bool:
    """Whether a file's backups are plain: then it was so, too."""
    return any(key_id(backup) is None for backup in path.with_suffix(BACKUPS).glob("*.mhhs"))


def _local(key_id: str) -> Path:
    return places.state() / "keys" / f"{key_id}{SUFFIX}"


def _read(path: Path) -> KeyFile | None:
    """A key file; None where it is not there, spoilt, or asks for more work than any of ours."""
    try:
        return of_text(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def of_text(text: str) -> KeyFile | None:
    """What the text of a key file says; None where it is none, spoilt, or asks for more work than any of ours."""
    try:
        told = json.loads(text)
        if told.pop("check") != _check(told) or told.pop("format") != FORMAT:
            return None
        del told["what"]
        found = KeyFile(**told)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    modest = found.iterations <= ITERATIONS * WORK_LIMIT and found.memory_kib <= MEMORY_KIB * WORK_LIMIT
    return found if modest and found.lanes <= WORK_LIMIT else None


def _check(told: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:32]


def _stretch(passphrase: str, how: KeyFile) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    stretched = Argon2id(
        salt=bytes.fromhex(how.salt), length=32, iterations=how.iterations, lanes=how.lanes, memory_cost=how.memory_kib
    )
    return stretched.derive(_canonical(passphrase).encode())


def _canonical(passphrase: str) -> str:
    """A made passphrase however it is typed; any other as it is, but for spaces and the ways to write one letter."""
    plain = " ".join(unicodedata.normalize("NFKC", passphrase).split())
    code = plain.upper().replace("-", "").replace(" ", "").translate(MISREAD)
    return code if len(code) == GROUPS * GROUP and set(code) <= set(LETTERS) else plain
