"""A real Secret Service for one command: a session bus and gnome-keyring in a home of their own, without a screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

WITH_KEYRING = (
    "printf test | gnome-keyring-daemon --unlock --daemonize --components=secrets >/dev/null 2>&1; "
    'exec "$@"'
)  # fmt: skip


def run_with_keychain(home: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command where a keychain is there and unlocked; `home` is its home, kept from one run to the next."""
    run_time = home / "run"
    run_time.mkdir(parents=True, exist_ok=True)
    run_time.chmod(0o700)
    environment = {
        "HOME": str(home), "XDG_RUNTIME_DIR": str(run_time), "PATH": os.environ["PATH"], "LANG": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join(sys.path), "QT_QPA_PLATFORM": "offscreen",
    }  # fmt: skip
    return subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", WITH_KEYRING, "sh", *command],
        env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
