"""A sealed file: a page that anybody can read, and beside it what only its passphrase opens.

A ZIP whose first member is plain text, so that an editor shows it as the file begins. What is sealed is cut into
chunks, each with its place in the whole and with the page as its associated data (ChaCha20-Poly1305 from
`cryptography`): no byte of either can be changed, left out, or put elsewhere unnoticed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from mhhs_desk.domain.faults import Fault, FaultKind, Refused
from mhhs_desk.store import keys
from mhhs_desk.store.complaints import faults
from mhhs_desk.store.files import PART, whole
from mhhs_desk.store.keys import Key, KeyFile

SUFFIX = ".mhhs-handover"
PAGE, SEALED = "READ ME.txt", "sealed"
FIRST_LINE = b"MHHS Desk hand-over\n"
FORMAT = 1
CHUNK = 1 << 20
TAG = 16
MOST_PAGE, MOST_HEADER = 64 * 1024, 16 * 1024
BLANK = "0" * 64
"""Where the page tells the checksum of what is sealed."""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""When every sealed file was made, for a ZIP: the same content gives the same bytes."""
NOT_WHOLE = "it is not whole"

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Envelope:
    """What can be known of a sealed file without its passphrase: its page, its key file, and whose answer it is.

    `file` tells it from every other; `of` is the file that it answers, where it does; `mode` what it is for.
    """

    path: Path
    page: str
    header: bytes
    key_file: KeyFile
    of: str
    mode: str
    nonce: bytes

    @property
    def file(self) -> str:
        return self.key_file.id


def seal(
    payload: Path,
    target: Path,
    page: str,
    key: Key,
    key_file: KeyFile,
    of: str = "",
    mode: str = "",
    report: Report = lambda done, total: None,
    nonce: bytes | None = None,
) -> None:
    """Seal a file into another, with a page that holds one `BLANK`. Raises Fault where it cannot be written."""
    header = _header(page, key_file, of, mode, nonce or secrets.token_bytes(7))
    body = target.with_name(f"{target.name}.body{PART}")
    try:
        with body.open("wb") as out, payload.open("rb") as source:
            out.write(header)
            for chunk in _sealed(source, payload.stat().st_size, key, header, report):
                out.write(chunk)
        with body.open("rb") as file:
            checksum = hashlib.file_digest(file, "sha256").hexdigest()
        with whole(target) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as made:
            made.writestr(_member(PAGE), page.replace(BLANK, checksum, 1))
            with made.open(_member(SEALED), "w", force_zip64=True) as out, body.open("rb") as file:
                while piece := file.read(CHUNK):
                    out.write(piece)
    finally:
        body.unlink(missing_ok=True)


def look(path: Path) -> Envelope:
    """What a sealed file tells without its passphrase. Raises Fault for one that is none, spoilt, altered or newer."""
    try:
        with faults(path), _opened(path) as archive, archive.open(SEALED) as file:
            page = archive.read(PAGE).decode("utf-8")
            header = file.readline(MOST_HEADER) + file.readline(MOST_HEADER)
    except (zipfile.BadZipFile, EOFError):
        raise Fault(FaultKind.ALTERED, path) from None
    return _read(path, page, header)


def key_of(envelope: Envelope, passphrase: str) -> Key:
    """The key that a passphrase unwraps. Raises Refused where it is another."""
    try:
        key = envelope.key_file.open(passphrase)
    except Refused:
        raise Refused("not the passphrase of the file", name=envelope.path.name) from None
    except ValueError:
        raise Fault(FaultKind.ALTERED, envelope.path) from None
    if key.proof != envelope.key_file.proof:
        raise Fault(FaultKind.ALTERED, envelope.path)
    return key


def unseal(envelope: Envelope, key: Key, target: Path, report: Report = lambda done, total: None) -> None:
    """Write what is sealed to a name; nothing is there where it fails. Raises Fault where any byte was changed."""
    path = envelope.path
    try:
        with _opened(path) as archive, archive.open(SEALED) as file, target.open("wb") as out:
            size = archive.getinfo(SEALED).file_size - len(envelope.header)
            digest = hashlib.sha256(file.read(len(envelope.header)))
            for chunk in _unsealed(file, size, key, envelope, digest, report):
                out.write(chunk)
        if digest.hexdigest() not in envelope.page:
            raise Fault(FaultKind.ALTERED, path)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _header(page: str, key_file: KeyFile, of: str, mode: str, nonce: bytes) -> bytes:
    told = {
        "format": FORMAT, "cipher": "ChaCha20-Poly1305", "chunk": CHUNK, "nonce": nonce.hex(), "of": of,
        "mode": mode,
        "page": hashlib.sha256(page.encode()).hexdigest(), "key": key_file.text(),
    }  # fmt: skip
    return FIRST_LINE + json.dumps(told, sort_keys=True).encode() + b"\n"


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, EPOCH)
    member.create_system, member.external_attr = 3, 0o600 << 16
    return member


def _opened(path: Path) -> zipfile.ZipFile:
    """A sealed file's two members: stored as they are, so that neither can be larger than the file."""
    with faults(path):
        if not path.exists():
            raise Fault(FaultKind.MISSING, path)
        if path.is_dir():
            raise Fault(FaultKind.A_FOLDER, path)
        with path.open("rb") as file:
            start = file.read(4)
        try:
            archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, EOFError):
            if start == b"PK\x03\x04":
                raise Fault(FaultKind.DAMAGED, path, detail=NOT_WHOLE) from None
            raise Fault(FaultKind.NOT_SEALED, path) from None
    if not _is_ours(archive, path.stat().st_size):
        archive.close()
        raise Fault(FaultKind.NOT_SEALED, path)
    return archive


def _is_ours(archive: zipfile.ZipFile, size: int) -> bool:
    members = archive.infolist()
    stored = all(
        one.compress_type == zipfile.ZIP_STORED and one.file_size == one.compress_size and not one.flag_bits & 1
        for one in members
    )
    plain = [one.filename for one in members] == [PAGE, SEALED] and stored
    return plain and members[0].file_size <= MOST_PAGE and sum(one.file_size for one in members) <= size


def _read(path: Path, page: str, header: bytes) -> Envelope:
    told = _told(path, header)
    if told.get("format") != FORMAT:
        raise Fault(FaultKind.NEWER, path)
    key_file = keys.of_text(str(told.get("key")))
    found = re.findall(r"\b[0-9a-f]{64}\b", page)
    blank = page.replace(found[0], BLANK, 1) if len(found) == 1 else page
    if key_file is None or hashlib.sha256(blank.encode()).hexdigest() != told.get("page"):
        raise Fault(FaultKind.ALTERED, path)
    try:
        nonce = bytes.fromhex(str(told.get("nonce")))
    except ValueError:
        nonce = b""
    if len(nonce) != 7 or told.get("chunk") != CHUNK:
        raise Fault(FaultKind.ALTERED, path)
    return Envelope(path, page, header, key_file, str(told.get("of") or ""), str(told.get("mode") or ""), nonce)


def _told(path: Path, header: bytes) -> dict[str, Any]:
    if not header.startswith(FIRST_LINE):
        raise Fault(FaultKind.NOT_SEALED, path)
    try:
        told = json.loads(header[len(FIRST_LINE) :])
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise Fault(FaultKind.ALTERED, path)
    return told


def _cipher(key: Key) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(hmac.digest(key.secret, FIRST_LINE, hashlib.sha256))


def _place(nonce: bytes, number: int, last: bool) -> bytes:
    """The nonce of a chunk: its place, and whether it is the last one."""
    return nonce + number.to_bytes(4) + bytes([last])


def _sealed(source: IO[bytes], size: int, key: Key, header: bytes, report: Report) -> Iterator[bytes]:
    cipher, nonce = _cipher(key), bytes.fromhex(json.loads(header[len(FIRST_LINE) :])["nonce"])
    total = max(1, -(-size // CHUNK))
    for number in range(total):
        yield cipher.encrypt(_place(nonce, number, number == total - 1), source.read(CHUNK), header)
        report(number + 1, total)


def _unsealed(file: IO[bytes], size: int, key: Key, envelope: Envelope, digest: Any, report: Report) -> Iterator[bytes]:
    from cryptography.exceptions import InvalidTag

    cipher = _cipher(key)
    total = max(1, -(-size // (CHUNK + TAG)))
    for number in range(total):
        try:
            chunk = file.read(CHUNK + TAG)
            digest.update(chunk)
            yield cipher.decrypt(_place(envelope.nonce, number, number == total - 1), chunk, envelope.header)
        except (InvalidTag, zipfile.BadZipFile, EOFError, ValueError):
            raise Fault(FaultKind.ALTERED, envelope.path) from None
        report(number + 1, total)
