"""`make bench`: what the program costs over the bare libraries under it. Exit status 1 where a limit is passed."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tests.bench import coverage, matrix, paper, papers, preview, recognition, room, rows, search, window
from tests.bench.compare import table, told

PARTS = (window, paper, preview, search, rows, matrix, coverage)


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = name  # what a computer remembers of workspaces is remembered there
        os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
        lines = [line for part in PARTS for line in part.measure(Path(name))]
        others, rooms = papers.measure(Path(name))
        figures = [*preview.figures(Path(name)), *matrix.figures(Path(name)), *room.figures(Path(name))]
    print(table(lines), table(others), table(rooms, "MB", 1), told(figures), sep="\n\n")
    print("", recognition.table(counts := recognition.measure()), sep="\n")
    return 0 if all(line.within for line in (*lines, *others, *rooms)) and recognition.within(counts) else 1


if __name__ == "__main__":
    sys.exit(main())
