"""The recovery sheet out of the window: on paper from memory, or as a PDF where the rep says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from mhhs_desk import words
from mhhs_desk.desk import write_whole
from mhhs_desk.domain.faults import Fault
from mhhs_desk.paper.recovery_sheet import Sheet, recovery_sheet

Say = Callable[[str], None]


def print_sheet(parent: QWidget, sheet: Sheet) -> bool:
    """Print the sheet, without a file of ours on the way; whether it went to a printer."""
    from mhhs_desk.ui import printing

    data = recovery_sheet(sheet).data
    printer = printing.printer_for(data, sheet.file_name.removesuffix(".pdf"))
    if not printing.ask(printer, 1, parent):
        return False
    return printing.print_pages(data, printer, [0]) > 0


def save_sheet(parent: QWidget, sheet: Sheet, said: Say, refused: Say) -> Path | None:
    """Save the sheet as a PDF where the rep says; where it is, or None. What happened is said either way."""
    from mhhs_desk.ui.dialogs.files import ask_pdf

    target = ask_pdf(parent, sheet.file_name)
    if target is None:
        return None
    try:
        write_whole(target, recovery_sheet(sheet).data)
    except Fault as fault:
        refused(words.fault(fault))
        return None
    said(f"Saved {target}. Print it, then remove the file: it holds the passphrase.")
    return target
