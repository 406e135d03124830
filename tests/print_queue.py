"""A real print queue: a print server of its own, with one printer, which keeps what it is sent."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

NAME = "Paper"
SBIN = "/usr/sbin:/sbin"
PATIENCE = 20.0
"""Seconds."""
SERVER = """
LogLevel warn
MaxLogSize 0
Listen {socket}
Browsing Off
DirtyCleanInterval 0
DefaultAuthType None
WebInterface No
PreserveJobHistory Yes
PreserveJobFiles Yes
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
FILES = """
FileDevice Yes
Sandboxing relaxed
ServerRoot {root}
RequestRoot {root}/spool
CacheDir {root}/cache
StateDir {root}/state
TempDir {root}/spool
AccessLog {root}/access
ErrorLog {root}/told
PageLog {root}/pages
"""

PRINTER = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "PAPER.PPD"
*Manufacturer: "None"
*Product: "(Paper)"
*ModelName: "Paper"
*ShortNickName: "Paper"
*NickName: "Paper"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*cupsFilter: "application/pdf 0 -"
*OpenUI *PageSize/Paper: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: A4
*PageSize A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion/Paper: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: A4
*PageRegion A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "14 14 581 828"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*OpenUI *Duplex/Sides: PickOne
*OrderDependency: 20 AnySetup *Duplex
*DefaultDuplex: None
*Duplex None/One: "<</Duplex false>>setpagedevice"
*Duplex DuplexNoTumble/Long edge: "<</Duplex true/Tumble false>>setpagedevice"
*Duplex DuplexTumble/Short edge: "<</Duplex true/Tumble true>>setpagedevice"
*CloseUI: *Duplex
*DefaultFont: Courier
"""
"""A printer of A4 with margins of its own, which prints on both sides."""


def there() -> bool:
    """Whether this computer has a print server to start."""
    return all(_path(name) for name in ("cupsd", "lpadmin"))


def _path(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ['PATH']}:{SBIN}")


class Queue:
    """A print server with one printer, until `stop`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("spool", "cache", "state"):
            (root / name).mkdir(parents=True)
        self.socket = root / "socket"
        files, server = root / "files.conf", root / "server.conf"
        printer = root / "printer.ppd"
        printer.write_text(PRINTER)
        files.write_text(FILES.format(root=root))
        server.write_text(SERVER.format(socket=self.socket))
        started = [_path("cupsd") or "", "-f", "-c", str(server), "-s", str(files)]
        self._server = subprocess.Popen(started, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._wait(self._listens)
        self.run(_path("lpadmin") or "", "-p", NAME, "-E", "-v", "file:/dev/null", "-P", str(printer))

    def _listens(self) -> bool:
        with socket.socket(socket.AF_UNIX) as one:
            return one.connect_ex(str(self.socket)) == 0

    def _wait(self, reached: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not reached():
            assert time.monotonic() < until and self._server.poll() is None, self.told()
            time.sleep(0.05)

    def told(self) -> str:
        """What the server complained of."""
        log = self.root / "told"
        return log.read_text(errors="replace") if log.exists() else ""

    def run(self, *command: str) -> str:
        """Run a command that prints here; what it said."""
        environment = {
            **os.environ, "CUPS_SERVER": str(self.socket), "PYTHONPATH": os.pathsep.join(sys.path),
            "QT_QPA_PLATFORM": "offscreen",
        }  # fmt: skip
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr + self.told()
        return done.stdout

    def job(self) -> tuple[bytes, bytes]:
        """What is kept of the one job once it is done: its options, and the document, as they were sent."""
        self._wait(lambda: "Paper-1" in self.run(_path("lpstat") or "", "-W", "all", "-o"))
        (options,), (document,) = (list((self.root / "spool").glob(f"{kind}0*")) for kind in "cd")
        return options.read_bytes(), document.read_bytes()

    def stop(self) -> None:
        self._server.terminate()
        self._server.wait(20)
