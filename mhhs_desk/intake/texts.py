"""Plain text into lines, a form feed being a new page."""

from __future__ import annotations

from mhhs_desk.intake.document import Line, Original
from mhhs_desk.intake.kinds import Kind


def read(text: str, kind: Kind = Kind.TEXT) -> Original:
    return Original(kind.value, lines=tuple(lines_of(text)))


def lines_of(text: str) -> list[Line]:
    """The lines of a text, numbered from 1, on pages where form feeds part them."""
    plain = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\f" not in plain.strip("\f\n "):
        return [Line(line, number) for number, line in enumerate(plain.replace("\f", "").split("\n"), 1)]
    pages = enumerate(plain.split("\f"), 1)
    return [Line(line, number, page) for page, body in pages for number, line in enumerate(body.split("\n"), 1)]
