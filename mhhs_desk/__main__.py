"""A window, or a command: `mhhs-desk [WORKSPACE]` opens the window, `mhhs-desk COMMAND ...` runs without one."""

from __future__ import annotations

import gc
import sys
from datetime import date
from pathlib import Path


def main() -> None:
    """Start what the arguments ask for."""
    arguments = sys.argv[1:]
    if arguments and not names_a_workspace(arguments):
        from mhhs_desk.cli import main as run_command

        run_command(arguments)
        return
    workspace, today = _window_arguments(arguments)
    gc.disable()  # nothing that starting makes is garbage; the window switches it on once its first page is there
    from mhhs_desk.ui.app import run

    sys.exit(run(workspace, today))


def names_a_workspace(arguments: list[str]) -> bool:
    """Whether the arguments name a workspace to open rather than a command; a bare word is a command."""
    first = Path(arguments[0])
    if arguments[0] == "--today" or first.suffix == ".mhhs":
        return True
    return bool(first.suffix or len(first.parts) > 1) and first.is_file()


def _window_arguments(arguments: list[str]) -> tuple[Path | None, date | None]:
    rest = list(arguments)
    today = None
    if "--today" in rest:
        at = rest.index("--today")
        try:
            today = date.fromisoformat(rest[at + 1])
        except (IndexError, ValueError):
            sys.exit(_wrong("Write the day after --today as YYYY-MM-DD."))
        del rest[at : at + 2]
    if len(rest) > 1:
        sys.exit(_wrong("Name one workspace to open, or a command: see mhhs-desk --help."))
    return (Path(rest[0]) if rest else None), today


def _wrong(words: str) -> int:
    sys.stderr.write(words + "\n")
    return 2


if __name__ == "__main__":
    main()
