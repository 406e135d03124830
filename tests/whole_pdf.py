"""Everything that can be got out of a PDF: its bytes, its streams, its strings, its letters, what hangs on it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pypdf
import pypdfium2
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
    TextStringObject,
)


def told_by(data: bytes) -> Iterator[str]:
    """Every text of a PDF, in every way in which it may be kept or read."""
    yield data.decode("latin-1")
    reader = pypdf.PdfReader(io.BytesIO(data))
    for thing in _things(reader):
        yield from _strings(thing)
    yield from read_from(data)


def read_from(data: bytes) -> Iterator[str]:
    """The text of each page in three ways of reading it, without the bytes that are no text."""
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        yield page.extract_text()
        yield _typed(page)
    document = pypdfium2.PdfDocument(data)
    for page in document:
        yield page.get_textpage().get_text_range()
    document.close()


def _things(reader: pypdf.PdfReader) -> Iterator[Any]:
    """Every object of the file, whether or not anything leads to it, and its trailer."""
    yield reader.trailer
    numbers = {number for table in reader.xref.values() for number in table} | set(reader.xref_objStm)
    for number in sorted(numbers - {0}):
        thing = reader.get_object(number)
        if thing is not None:
            yield thing


def _strings(thing: Any) -> Iterator[str]:
    """The strings and names of an object, and what its stream holds unpacked, in each way its bytes can be letters."""
    if isinstance(thing, IndirectObject):
        return
    if isinstance(thing, StreamObject):
        yield from _letters(thing.get_data())
    if isinstance(thing, DictionaryObject):
        for key, value in thing.items():
            yield str(key)
            yield from _strings(value)
    elif isinstance(thing, ArrayObject):
        for value in thing:
            yield from _strings(value)
    elif isinstance(thing, TextStringObject):
        yield str(thing)
        yield from _letters(thing.original_bytes)
    elif isinstance(thing, ByteStringObject):
        yield from _letters(bytes(thing))
    elif isinstance(thing, NameObject):
        yield str(thing)


def _letters(data: bytes) -> Iterator[str]:
    yield data.decode("latin-1")
    yield data.decode("utf-16-be", errors="ignore")
    yield data.decode("utf-8", errors="ignore")
    yield re.sub(rb"<([0-9A-Fa-f\s]+)>", _from_hex, data).decode("latin-1")


def _from_hex(match: re.Match[bytes]) -> bytes:
    figures = b"".join(match[1].split())
    return bytes.fromhex((figures + b"0" * (len(figures) % 2)).decode())


# What is typed on a page, letter by letter, through the tables that fonts carry for those who copy


def _typed(page: pypdf.PageObject) -> str:
    """Every letter set on a page in the order of its operators, without a space between two operators."""
    reader = page.pdf
    resources: Any = page["/Resources"]
    tables = {name: _table(font.get_object()) for name, font in resources["/Font"].items()}
    table: dict[int, str] = {}
    typed = ""
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator == b"Tf":
            table = tables.get(operands[0], {})
        elif operator in (b"Tj", b"'", b'"'):
            typed += _read(operands[-1], table)
        elif operator == b"TJ":
            typed += "".join(_read(part, table) for part in operands[0] if not isinstance(part, (int, float)))
        elif operator == b"Tm":
            typed += " "
    return typed


def _table(font: Any) -> dict[int, str]:
    """The letters of a font by their codes, as its ToUnicode says."""
    cmap = font.get("/ToUnicode")
    said = cmap.get_object().get_data().decode("latin-1") if cmap else ""
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", said, re.DOTALL):
        found |= {int(code, 16): _sign(sign) for code, sign in re.findall(r"<(\w+)>\s*<(\w+)>", block)}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", said, re.DOTALL):
        for first, last, signs in re.findall(r"<(\w+)>\s*<(\w+)>\s*(\[[^]]*\]|<\w+>)", block):
            given = re.findall(r"<(\w+)>", signs)
            for place, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                listed = signs.startswith("[") and place < len(given)
                found[code] = _sign(given[place]) if listed else chr(ord(_sign(given[0])[-1]) + place)
    return found


def _sign(figures: str) -> str:
    return bytes.fromhex(figures).decode("utf-16-be")


def _read(shown: Any, table: dict[int, str]) -> str:
    raw = shown.original_bytes if isinstance(shown, TextStringObject) else bytes(shown)
    return "".join(table.get(code, chr(code)) for code in raw)
