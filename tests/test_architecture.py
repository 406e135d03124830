"""The table of the rings: who may see whom, and which library belongs to which room. This is the architecture."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "mhhs_desk"

SEES = {
    "domain": {"domain"},
    "store": {"store", "domain", "places", "undisturbed"},
    "undisturbed": set(),
    "intake": {"intake", "domain", "places", "undisturbed"},
    "paper": {"paper", "domain", "words", "plan_words", "paper_words", "route_words", "places", "undisturbed"},
    "exchange": {"exchange", "domain"},
    "places": set(),
    "settings": {"places"},
    "words": {"domain"},
    "route_words": {"domain", "words"},
    "plan_words": {"domain", "words"},
    "planning": {"keeping", "domain", "store", "intake", "paper", "exchange", "plan_words", "words"},
    "paper_words": {"domain", "words"},
    "paper_texts": {"domain", "words", "paper_words"},
    "gate_words": {"domain", "words"},
    "sheet_words": {"domain", "words"},
    "judging": {"domain", "store", "intake"},
    "arriving": {"judging", "domain", "store", "intake"},
    "inbox": {"arriving", "domain", "store", "intake", "undisturbed"},
    "keeping": {"inbox", "domain", "store"},
    "calendar_words": {"domain", "words"},
    "convening": {"keeping", "domain", "store", "exchange", "words", "calendar_words"},
    "asking": {"keeping", "domain", "store", "exchange", "words", "places"},
    "acting": {"keeping", "domain", "store"},
    "chasing": {"action_logs", "asking", "domain", "exchange", "words"},
    "action_logs": {"acting", "issuing", "domain", "store", "exchange", "words"},
    "noting": {"keeping", "domain", "store", "intake"},
    "gathering": {"keeping", "domain", "intake"},
    "minuting": {"gathering", "domain", "store", "intake"},
    "report_words": {"domain", "words"},
    "looking_back": {"issuing", "domain", "store", "paper"},
    "checking": {"closing", "domain"},
    "reporting": {"checking", "asking", "issuing", "domain", "store", "exchange", "paper", "report_words", "words"},
    "closing": {"acting", "convening", "domain", "store", "words"},
    "issuing": {"keeping", "domain", "store", "intake", "paper", "paper_words"},
    "taking_out": {"convening", "issuing", "keeping", "domain", "store", "exchange", "words"},
    "handing_words": {"domain", "words"},
    "handing_over": {"keeping", "handing_words", "domain", "store"},
    "desk": {
        "looking_back",
        "reporting",
        "acting",
        "chasing",
        "handing_over",
        "convening",
        "taking_out",
        "planning",
        "asking",
        "closing",
        "issuing",
        "noting",
        "minuting",
        "keeping",
        "inbox",
        "domain",
        "store",
        "paper",
        "exchange",
        "gate_words",
        "sheet_words",
        "places",
    },
    "sample": {"desk", "keeping", "inbox", "domain", "store", "places"},
    "cli": {
        "cli",
        "desk",
        "looking_back",
        "planning",
        "reporting",
        "handing_over",
        "handing_words",
        "asking",
        "keeping",
        "inbox",
        "sample",
        "domain",
        "store",
        "intake",
        "words",
        "gate_words",
        "paper_words",
        "paper_texts",
        "places",
    },
    "ui": {
        "ui",
        "desk",
        "chasing",
        "looking_back",
        "checking",
        "planning",
        "plan_words",
        "reporting",
        "handing_over",
        "handing_words",
        "convening",
        "calendar_words",
        "closing",
        "noting",
        "minuting",
        "asking",
        "keeping",
        "inbox",
        "sample",
        "domain",
        "store",
        "intake",
        "paper",
        "words",
        "route_words",
        "gate_words",
        "paper_words",
        "paper_texts",
        "places",
        "settings",
    },
    "__main__": {"cli", "ui"},
    "__init__": set(),
}
"""Each room of the package, and the rooms it may import from."""

LIBRARIES = {
    "PySide6": {"ui"},
    "shiboken6": {"ui"},
    "qtawesome": {"ui"},
    "sqlite_utils": {"store"},
    "sqlcipher3": {"store"},
    "sqlite3": set(),
    "holidays": {"store"},
    "cryptography": {"store"},
    "keyring": {"store"},
    "reportlab": {"paper"},
    "xlsxwriter": {"exchange"},
    "defusedxml": {"intake"},
    "docx": {"intake"},
    "icalendar": {"intake", "exchange"},
    "lxml": set(),
    "olefile": {"intake"},
    "oxmsg": {"intake"},
    "pptx": {"intake"},
    "python_calamine": {"intake"},
    "pypdf": {"intake"},
    "pypdfium2": {"intake"},
    "rapidfuzz": {"intake"},
    "click": {"cli"},
    "platformdirs": {"places"},
    "socket": set(),
    "urllib": set(),
    "http": set(),
}
"""Each library that is not the standard library's plain furniture, and the rooms it belongs to."""

MOST_LINES = 500


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Every module a file imports, at the top or inside a function."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_sees_only_what_the_table_says(path: Path) -> None:
    seen = {name.split(".")[1] for name in imported(path) if name.startswith("mhhs_desk.")}
    assert not (beyond := seen - SEES[room(path)] - {"__version__"}), f"{room(path)} may not see {beyond}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_library_stays_in_its_room(path: Path) -> None:
    strays = {
        library for library in (name.split(".")[0] for name in imported(path))
        if library in LIBRARIES and room(path) not in LIBRARIES[library]
    }  # fmt: skip
    assert not strays, f"{room(path)} may not use {strays}"


def test_the_domain_needs_nothing_but_the_standard_library() -> None:
    used = {name.split(".")[0] for path in modules() if room(path) == "domain" for name in imported(path)}
    assert not (used - {"mhhs_desk"} - sys.stdlib_module_names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_file_is_longer_than_a_person_reads(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_sql_is_written_only_in_the_store() -> None:
    verbs = ("SELECT ", "INSERT INTO", "DELETE FROM", "UPDATE ", "PRAGMA ")
    for path in modules():
        if room(path) in ("store", "desk"):
            continue
        words = {
            node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }  # fmt: skip
        assert not [word for word in words if word.startswith(verbs)], path


def test_the_command_line_runs_without_qt() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import mhhs_desk.cli, mhhs_desk.sample, sys; print('PySide6' in sys.modules)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert told.stdout.strip() == "False"
