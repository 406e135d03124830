"""Taking files in: read beside the window, filed by the desk, told in a line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mhhs_desk import words
from mhhs_desk.domain.faults import Fault
from mhhs_desk.ui.jobs import Report

if TYPE_CHECKING:
    from mhhs_desk.inbox import ReadFile, Receipt
    from mhhs_desk.ui.shell import Shell

PASTED = "Pasted text.txt"


def take_in(shell: Shell, paths: list[Path]) -> None:
    """Read files in a job; then put what was found into the Inbox, tell what could not be read, and go there."""
    reading(shell, paths, lambda read, faults: _file(shell, read, faults))


def reading(shell: Shell, paths: list[Path], done: Callable[[list[ReadFile], list[Fault]], None]) -> None:
    """Read files in a job, and hand over what was read and what could not be."""
    if paths:
        name = f"Reading {words.count(len(paths), 'file')}"
        shell.jobs.start(name, lambda report: _read(paths, report), lambda found: done(*found))


def _read(paths: list[Path], report: Report) -> tuple[list[ReadFile], list[Fault]]:
    from mhhs_desk.inbox import read_files

    read: list[ReadFile] = []
    faults: list[Fault] = []
    for done, path in enumerate(paths):
        report(done, len(paths))
        found, lost = read_files(path)
        read += found
        faults += lost
    return read, faults


def _file(shell: Shell, read: list[ReadFile], faults: list[Fault]) -> None:
    from mhhs_desk.ui.shell import Place, tell_fault

    if read:
        with shell.told():
            receipts = list(shell.desk.take_in(read))
            shell.go(Place("inbox", next((one for one in receipts if one.waiting), receipts[0]).source.id))
            shell.say(received(receipts))
    if faults:
        tell_fault(shell.window, *faults)


def received(receipts: list[Receipt]) -> str:
    """What became of some files in a line."""
    before = sum(receipt.known_before for receipt in receipts)
    nothing = sum(not receipt.waiting and receipt.known > 0 for receipt in receipts)
    told = [f"Took in {words.count(len(receipts) - before, 'file')}."]
    told += [f"{before} taken in before."] if before else []
    told += [f"{nothing} of them {'says' if nothing == 1 else 'say'} nothing new."] if nothing else []
    return " ".join(told)


def take_in_clipboard(shell: Shell) -> None:
    """Take in what was copied: files, or a text as a note."""
    from PySide6.QtGui import QGuiApplication

    copied = QGuiApplication.clipboard().mimeData()
    paths = [Path(url.toLocalFile()) for url in copied.urls() if url.isLocalFile()]
    text = copied.text().strip()
    if paths:
        take_in(shell, paths)
    elif text:
        with shell.told():
            _file(shell, [read_text(text, PASTED)], [])
    else:
        shell.say("Nothing that can be read was copied.")


def read_text(text: str, name: str) -> ReadFile:
    """Read a text as if it were a file of a name."""
    from mhhs_desk.inbox import ReadFile
    from mhhs_desk.intake.reading import read_bytes

    data = text.encode()
    return ReadFile(read_bytes(data, name), data)
