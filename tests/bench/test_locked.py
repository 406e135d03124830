"""What only the bench needs is locked with the rest, and kept apart from it."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def named(entries: str) -> set[str]:
    return set(re.findall(r"^([\w.-]+)==", entries, re.MULTILINE))


def locked(*part: str) -> set[str]:
    told = subprocess.run([sys.executable, ROOT / ".ci/locked", *part], check=True, stdout=subprocess.PIPE, text=True)
    return named(told.stdout)


def needed(name: str, extras: str = "") -> set[str]:
    """What a library asks for, on any system; nothing where it is not installed here."""
    try:
        asked = requires(name) or []
    except PackageNotFoundError:
        return set()
    wanted = (one for one in asked if "extra ==" not in one or (extras and f"extra == '{extras}'" in one))
    return {re.split(r"[^\w.-]", one)[0].lower().replace("_", "-").replace(".", "-") for one in wanted}


def test_every_library_is_in_one_of_the_two_parts() -> None:
    whole = named((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    usual, bench = locked(), locked("bench")
    assert usual | bench == whole and not usual & bench
    assert {"typst", "weasyprint"} <= bench and "reportlab" in usual


def test_nothing_stands_among_the_usual_that_only_the_bench_needs() -> None:
    found, open_ = set[str](), needed("mhhs-desk", "dev")
    while open_:
        name = open_.pop()
        if name not in found:
            found.add(name)
            open_ |= needed(name)
    assert locked() <= found
    assert not locked("bench") & found
