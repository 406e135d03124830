"""Search over everything a rep would look for, by the words it contains or that begin so."""

from __future__ import annotations

from dataclasses import dataclass

from mhhs_desk.store.database import Workspace
from mhhs_desk.store.triggers import KINDS_APART

START, END = "\x02", "\x03"
"""Around a found word in a snippet; neither can stand in a text."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found: its kind and number, its title and the words around the match, found words marked."""

    kind: str
    id: int
    title: str
    snippet: str


def search(workspace: Workspace, words: str, limit: int = 50) -> list[Hit]:
    """The records that hold every word, the best first."""
    query = match(words)
    if not query:
        return []
    rows = workspace.rows(
        f"SELECT rowid, kind, highlight(search, 1, '{START}', '{END}') AS title, "
        f"snippet(search, 2, '{START}', '{END}', '…', 12) AS snippet "
        "FROM search WHERE search MATCH ? ORDER BY rank LIMIT ?",
        (query, limit),
    )
    return [Hit(row["kind"], row["rowid"] // KINDS_APART, row["title"], row["snippet"]) for row in rows]


def match(words: str) -> str:
    """The full-text query for a rep's words: all of them, each as a beginning; no word is an operator."""
    plain = "".join(letter if letter.isprintable() and letter != '"' else " " for letter in words)
    return " ".join(f'"{word}"*' for word in plain.split() if any(map(str.isalnum, word)))
