"""The main job, on the command line and in the window: no network, and nothing of a member's words in any file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.main_job import MARKER, REMOTE

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module", params=["command", "window"])
def done(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The folder in which the main job was done, and what it told."""
    root = tmp_path_factory.mktemp(request.param)
    home = root / "work"
    environment = {
        **os.environ, "HOME": str(home), "TMPDIR": str(home / "tmp"), "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"), "XDG_CACHE_HOME": str(home / "cache"), "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-m", "tests.main_job", request.param, str(root)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return root, json.loads(ran.stdout.splitlines()[-1])


def holding(folder: Path, words: str) -> list[str]:
    """The files of a folder in which words stand, as they are, in wide letters or behind plain compression."""
    forms = [words.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be")]
    found = []
    for path in (path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        if any(form in data or form in _inflated(data) for form in forms):
            found.append(str(path.relative_to(folder)))
    return found


def _inflated(data: bytes) -> bytes:
    """What the compressed streams of a PDF hold."""
    out = b""
    for stream in data.split(b"stream")[1:]:
        with suppress(zlib.error):
            out += zlib.decompressobj().decompress(stream.lstrip(b"\r\n"))
    return out


def test_no_network_is_asked_for_and_no_socket_is_open(done: tuple[Path, dict[str, Any]]) -> None:
    assert (done[1]["network"], done[1]["sockets"]) == ([], [])


def test_nothing_is_written_but_where_it_belongs(done: tuple[Path, dict[str, Any]]) -> None:
    assert done[1]["strays"] == []


def test_no_file_that_the_program_keeps_holds_a_members_words(done: tuple[Path, dict[str, Any]]) -> None:
    root, _ = done
    kept = [root / "work", *root.glob("while-open")]
    assert [found for folder in kept for found in holding(folder, MARKER)] == []
    assert holding(root / "given", MARKER) == ["letter.eml"]  # the eye that looks is not blind
    assert len(list((root / "work").rglob("*.mhhs"))) >= 3


def test_what_a_mail_names_on_the_network_is_not_kept_as_something_to_load(done: tuple[Path, dict[str, Any]]) -> None:
    root, _ = done
    assert holding(root / "out", REMOTE) == []
