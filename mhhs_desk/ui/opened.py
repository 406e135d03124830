"""An original taken up again to be looked at: its pages, cells or words, or those of a file that hangs on it."""

from __future__ import annotations

from dataclasses import dataclass

from mhhs_desk.domain.faults import Fault
from mhhs_desk.intake.document import Table
from mhhs_desk.intake.kinds import Kind

APART = " / "
"""Between the name of what hangs on a message and of what hangs on that."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What is shown: the bytes of a PDF, the tables of a workbook, or else a text.

    `held` names what hangs on the original; `lost` the part that was asked for and could not be had.
    """

    name: str
    pdf: bytes = b""
    tables: tuple[Table, ...] = ()
    text: str = ""
    held: tuple[str, ...] = ()
    lost: str = ""


def opened(data: bytes, name: str, part: str = "") -> Opened:
    """Take up an original, or a part of it by the names that lead there. Raises Fault where it cannot be read."""
    held = tuple(attached for attached, _ in _held(data, name))
    found, called = data, name
    for step in part.split(APART) if part else ():
        inner = next((content for attached, content in _held(found, called) if attached == step), None)
        if inner is None:
            whole = _shown(data, name)
            return Opened(name, whole.pdf, whole.tables, whole.text, held, part)
        found, called = inner, step
    shown = _shown(found, called)
    return Opened(called, shown.pdf, shown.tables, shown.text, held)


def _held(data: bytes, name: str) -> tuple[tuple[str, bytes], ...]:
    """What hangs on a message, or lies in an archive: names and bytes."""
    from mhhs_desk.intake import mails, outlook
    from mhhs_desk.intake.kinds import kind_of
    from mhhs_desk.intake.reading import parts_of

    kind, text = kind_of(data, name)
    if kind is Kind.MAIL:
        return mails.read(data, text).attachments
    if kind is Kind.OUTLOOK:
        return outlook.read(data, name).attachments
    return tuple((part, content) for part, content in parts_of(data, name) or () if not isinstance(content, Fault))


def _shown(data: bytes, name: str) -> Opened:
    from mhhs_desk.intake import mails, workbooks
    from mhhs_desk.intake.kinds import kind_of
    from mhhs_desk.intake.reading import read_bytes

    kind, text = kind_of(data, name)
    if kind is Kind.PDF:
        return Opened(name, pdf=data)
    if kind is Kind.WORKBOOK:
        return Opened(name, tables=workbooks.read(data, name).tables)
    if kind is Kind.TABLE:
        return Opened(name, tables=workbooks.read_table(text).tables)
    if kind is Kind.MAIL:
        return Opened(name, text="\n".join(line.text for line in mails.read(data, text).lines))
    return Opened(name, text=read_bytes(data, name).text)
