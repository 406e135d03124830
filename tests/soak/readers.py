"""Well-formed files of every kind, spoilt in many ways: each gives findings or one fault, in little time and memory."""

from __future__ import annotations

import io
import multiprocessing
import os
import random
import re
import resource
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter

from mhhs_desk.domain.faults import Fault
from mhhs_desk.intake.reading import apart, read_bytes
from tests.intake.whole_files import whole_files

MEMORY = 1024**3
LONGEST = 20
SHOWN = 20

Spoil = Callable[[bytes, random.Random], bytes]


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Some bytes are others."""
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 20))):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def cut(data: bytes, chance: random.Random) -> bytes:
    """The end is missing, or a piece from the middle."""
    first, second = sorted(chance.randrange(1, len(data)) for _ in range(2))
    return chance.choice((data[:first], data[:first] + data[second:]))


def doubled(data: bytes, chance: random.Random) -> bytes:
    """A piece stands there many times."""
    first, second = sorted(chance.randrange(1, len(data)) for _ in range(2))
    return data[:second] + data[first : min(second, first + 4000)] * chance.choice((1, 2, 50)) + data[second:]


def renumbered(data: bytes, chance: random.Random) -> bytes:
    """A number is another one: none, negative or very large."""
    return _replaced(data, rb"\d{1,9}", [b"0", b"-1", b"1048576", b"99999", b"4294967295", b"9" * 30], chance)


def retagged(data: bytes, chance: random.Random) -> bytes:
    """A tag, a quote or a name of XML is gone, stands twice or nests without end."""
    tag = rb"</?[\w:]+[^<>]{0,200}>"
    found = re.findall(tag, data)
    others = [b"", b"<", b'"', b"<!DOCTYPE x [<!ENTITY y 'z'>]>&y;", b"&#0;", b"\xff", chance.choice(found or [b""])]
    return _replaced(data, tag, [*others, chance.choice(found or [b""]) * 300], chance)


def _replaced(data: bytes, pattern: bytes, others: list[bytes], chance: random.Random) -> bytes:
    places = list(re.finditer(pattern, data))
    for place in sorted(
        chance.sample(places, min(len(places), chance.choice((1, 2, 5)))), key=lambda one: -one.start()
    ):
        data = data[: place.start()] + chance.choice(others) + data[place.end() :]
    return data


PLAIN: tuple[Spoil, ...] = (flipped, cut, doubled, renumbered, retagged)


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """A file spoilt in one way; of a package mostly one of its members, so that the rest still opens."""
    if not data.startswith(b"PK") or chance.random() < 0.2:
        return chance.choice(PLAIN)(data, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        names = package.namelist()
        chosen = chance.choice([name for name in names if package.getinfo(name).file_size > 1])
        for name in names:
            content = package.read(name)
            if name == chosen:
                way = chance.randrange(7)
                if way == 0:
                    continue
                content = b"" if way == 1 else chance.choice(PLAIN)(content, chance)
            made.writestr(name, content)
    return out.getvalue()


def _reader(ask: Connection) -> None:
    """Reads what it is sent, in a gigabyte, and answers "" or what went wrong."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a library that dies says so at length
    while True:
        name, data = ask.recv()
        told = "read"
        try:
            for part, content in apart(data, name):
                try:
                    if isinstance(content, Fault):
                        raise content
                    read_bytes(content, part)
                except Fault:
                    told = "told"
        except Fault:
            told = "told"
        except BaseException as error:
            told = f"{type(error).__name__}: {error}"
        ask.send(told)


class _Child:
    """A reader in a program of its own, begun again when it was lost."""

    def __init__(self) -> None:
        self._process: multiprocessing.Process | None = None
        self.begin()

    def begin(self) -> None:
        self._ask, other = multiprocessing.Pipe()
        self._process = multiprocessing.Process(target=_reader, args=(other,), daemon=True)
        self._process.start()
        other.close()

    def read(self, name: str, data: bytes) -> str:
        """What came of one file: "read", "told" or a failure."""
        assert self._process is not None
        try:
            self._ask.send((name, data))
            if self._ask.poll(LONGEST):
                return str(self._ask.recv())
            self._process.kill()
            failure = f"more than {LONGEST} seconds"
        except (EOFError, OSError):
            failure = "killed"
        self._process.join(5)
        self.begin()
        return failure

    def end(self) -> None:
        assert self._process is not None
        self._process.kill()


def main(seconds: float, seed: int) -> int:
    """Spoil files for so long; 1 where one was neither read nor told, 0 else. Such files are kept, and named."""
    chance, files = random.Random(seed), whole_files()
    counted: Counter[str] = Counter()
    failures: list[str] = []
    kept = Path(tempfile.mkdtemp(prefix="readers"))
    child = _Child()
    end = perf_counter() + seconds
    print(f"readers, seed {seed}", flush=True)
    while perf_counter() < end:
        name = chance.choice(list(files))
        data = spoilt(files[name], chance)
        shown = name if chance.random() < 0.5 else "arrived"
        told = child.read(shown, data)
        counted[told if told in ("read", "told") else "failures"] += 1
        if told not in ("read", "told"):
            path = kept / f"{len(failures)}-{name}"
            path.write_bytes(data)
            failures.append(f"{path}: {told}")
    child.end()
    if not failures:
        kept.rmdir()
    print("\n".join([*failures[:SHOWN], f"{counted['read']} read, {counted['told']} told, {len(failures)} failures"]))
    return 1 if failures else 0
