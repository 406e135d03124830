"""The main job as a program of its own, which tells what it tried: `python -m tests.main_job command|window ROOT`.

ROOT/work holds the encrypted workspace, the home and the temporary files; ROOT/given what a member wrote and ROOT/out
what the rep asks to be printed. Printed at the end, as JSON: every internet address family asked of the system, every
file written outside ROOT, and the internet sockets that the process holds.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import socket
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from email.message import EmailMessage
from pathlib import Path
from typing import Any

MARKER = "Marker sentence that nobody but the rep may read"
PASSPHRASE = "correct horse battery"
REMOTE = "remote-picture.example"
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT

network: list[str] = []
strays: list[str] = []


def watch(root: Path) -> None:
    """Note what the process asks of the network and writes outside a folder; the network is refused."""

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "socket.__new__" and arguments[1] not in (socket.AF_UNIX,):
            network.append(f"{event} {arguments[1]}")
            raise PermissionError(event)
        if event in ("socket.getaddrinfo", "socket.gethostbyname"):
            network.append(f"{event} {arguments[0]}")
            raise PermissionError(event)
        if event == "open" and arguments[2] & WRITING and isinstance(arguments[0], str | os.PathLike):
            path = Path(os.fspath(arguments[0])).absolute()
            if not path.is_relative_to(root) and not path.is_relative_to("/dev") and "__pycache__" not in path.parts:
                strays.append(str(path))

    sys.addaudithook(hook)


def internet_sockets() -> list[str]:
    """The internet sockets that this process has open, whoever opened them."""
    held = {str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()}
    lines = [line.split() for kind in ("tcp", "tcp6", "udp", "udp6") for line in _table(kind)]
    return [line[1] for line in lines if f"socket:[{line[9]}]" in held]


def _table(kind: str) -> list[str]:
    table = Path("/proc/self/net") / kind
    return table.read_text(encoding="utf-8").splitlines()[1:] if table.exists() else []


def letter(folder: Path) -> Path:
    """A member's answer that must not be seen, with a picture on the network and an attachment."""
    mail = EmailMessage()
    mail["From"] = "Sue Tranter <sue.tranter@yarrow.example>"
    mail["To"] = "Morgan Hale <morgan.hale@smallsuppliers.example>"
    mail["Subject"] = "Re: PSG 1: your views"
    mail["Date"] = "Mon, 08 Nov 2021 19:04:00 +0000"
    said = f"Role of PSG Representatives: refer. {MARKER}.\n\nLevel 3 Governance Groups: accept. {MARKER} either.\n"
    mail.set_content(said, cte="8bit")
    mail.add_alternative(
        f'<p>{said}</p><img src="http://{REMOTE}/p.png"><link href="//{REMOTE}/s.css">', "html", cte="8bit"
    )
    mail.add_attachment(said, filename="note.txt")
    path = folder / "letter.eml"
    path.write_bytes(bytes(mail))
    return path


def by_command(root: Path, workspace: Path, given: Path) -> None:
    from mhhs_desk.cli import main

    os.environ["MHHS_DESK_PASSPHRASE"] = PASSPHRASE
    out = root / "out"
    for arguments in (
        ("intake", workspace, given, "--accept"), ("ready", workspace), ("search", workspace, "Marker"),
        ("paper", workspace, "--out", out / "own.pdf"),
        ("paper", workspace, "--edition", "group", "--out", out / "group.pdf"),
        ("history", workspace), ("backup", workspace), ("backups", workspace), ("check", workspace),
        ("restore", next(workspace.with_suffix(".backups").glob("*.mhhs")), root / "work" / "restored.mhhs"),
        ("export", workspace, out / "all.json"), ("export", workspace, out / "all.xlsx"),
        ("export", workspace, out / "group.db", "--edition", "group"),
    ):  # fmt: skip
        _run(main, [str(argument) for argument in arguments])


def _run(main: Callable[[list[str]], None], arguments: list[str]) -> None:
    try:
        main(arguments)
    except SystemExit as stopped:
        if stopped.code not in (0, 1, None):
            raise RuntimeError(f"{arguments[0]} ended with {stopped.code}") from stopped


def in_window(root: Path, workspace: Path, given: Path) -> None:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QApplication

    from mhhs_desk.desk import Desk
    from mhhs_desk.settings import Preferences
    from mhhs_desk.store import unlocking
    from mhhs_desk.ui.main_window import MainWindow
    from mhhs_desk.ui.pages.papers import PapersPage
    from mhhs_desk.ui.printing import print_pages
    from mhhs_desk.ui.shell import Place
    from mhhs_desk.ui.theme import Look

    application = QApplication(sys.argv[:1])
    window = MainWindow(Look(application, Preferences()), Preferences())
    window.show()
    window.show_desk(Desk.open(workspace, key=unlocking.from_passphrase(workspace, PASSPHRASE)))
    assert window.shell and window.frame
    shell, desk = window.shell, window.shell.desk
    window.drop([given])
    _until(application, lambda: any(source.name == given.name for source in desk.sources.all()))
    source = next(source for source in desk.sources.all() if source.name == given.name)
    shell.go(Place("inbox", source.id))
    desk.file(source.id)
    answer = next(answer for answer in desk.feedback.all() if MARKER in answer.rationale)
    desk.positions.write(answer.item_id, statement=f"{MARKER}. [{answer.code}]")
    for place in ("today", "meetings", "members", "actions", "plan", "history", "workspace"):
        shell.go(Place(place))
        application.processEvents()
    shell.go(Place("item", answer.item_id))
    window.open_palette("Marker")
    shell.go(Place("papers", None, "preview"))
    page = window.frame.page()
    assert isinstance(page, PapersPage)
    _until(application, lambda: bool(page.preview.data))
    printer = QPrinter()
    printer.setOutputFileName(str(root / "out" / "printed.pdf"))
    print_pages(page.preview.data, printer, [0])
    (root / "out" / "printed.pdf").unlink()  # a picture of 100 MB, in which nothing can be read
    shell.undo()
    shell.redo()
    look_while_open(root)
    window.close()


def look_while_open(root: Path) -> None:
    """Copy what is on the disk while the workspace is open, its log of writing included."""
    shutil.copytree(root / "work", root / "while-open")


def _until(application: Any, done: Callable[[], bool]) -> None:
    for _ in range(2000):
        application.processEvents()
        if done():
            return
        time.sleep(0.01)
    raise TimeoutError


def main() -> None:
    way, root = sys.argv[1], Path(sys.argv[2]).absolute()
    for folder in ("work", "given", "out"):
        (root / folder).mkdir()
    given = letter(root / "given")
    watch(root)
    from mhhs_desk.sample import build

    workspace = root / "work" / "desk.mhhs"
    with redirect_stdout(io.StringIO()):
        with build(workspace) as desk:
            desk.encrypt(PASSPHRASE)
            desk.back_up()
        (by_command if way == "command" else in_window)(root, workspace, given)
    loaded = [name for name in sys.modules if name in ("PySide6.QtNetwork", "PySide6.QtWebEngineCore")]
    print(json.dumps({"network": network + loaded, "strays": strays, "sockets": internet_sockets()}))


if __name__ == "__main__":
    main()
