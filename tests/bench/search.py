"""Search over 100,000 answers, against the bare full-text query on the same file; and encrypted against plain."""

from __future__ import annotations

from pathlib import Path

from mhhs_desk.desk import Desk
from mhhs_desk.store.search import match
from tests.bench.answers import WORDS, encrypted, plain
from tests.bench.compare import Measured, compare

SOUGHT = (WORDS[100], WORDS[500], f"{WORDS[10]} {WORDS[40]}", WORDS[200][:6])
"""A word in one answer of eleven, one in a hundred, two words together, and the beginning of many words."""

BARE = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank LIMIT 50"


def measure(folder: Path) -> list[Measured]:
    """How search and opening fare on workspaces made for it in a folder."""
    path = plain(folder)
    sealed, key = encrypted(folder)
    opening = compare(
        "opening 100,000 answers, encrypted against plain",
        lambda: Desk.open(sealed, key=key).close(),
        lambda: Desk.open(path).close(),
        limit=1.5,
        rounds=15,
    )
    with Desk.open(path) as desk, Desk.open(sealed, key=key) as other:
        bare = desk.workspace.db.conn

        def raw() -> None:
            for words in SOUGHT:
                bare.execute(BARE, (match(words),)).fetchall()

        return [
            compare("search in 100,000 answers", lambda: _seek(desk), raw, limit=1.5, rounds=15),
            opening,
            compare("the same search, encrypted against plain", lambda: _seek(other), lambda: _seek(desk), 1.3, 15),
        ]


def _seek(desk: Desk) -> None:
    for words in SOUGHT:
        desk.search(words)
