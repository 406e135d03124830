"""What changed in a text, word by word: what stayed, what went, what came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"

WORDS = re.compile(r"\S+\s*|\s+")
TOO_MUCH = 4_000_000
"""Words before times words after, above which a text is shown whole before and whole after."""
TOO_FAR = 0.35
"""Two texts that share less than this are two texts, not one that was changed."""
LONG, CONTEXT = 280, 90
"""Letters of a run that stayed: of a longer one only so many at either end are shown."""
MOST = 1500
"""Letters of a run that went or came, of which the rest is left out."""
LEFT_OUT = " … "


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words and what became of it."""

    kind: str
    text: str


def pieces(before: str, after: str, shorten: bool = True) -> list[Piece]:
    """A text and what it became, as runs in reading order; a long run that stayed is shortened where asked."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    if not (old and new) or len(old) * len(new) > TOO_MUCH:
        return whole(before, after)
    match = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False)
    if match.ratio() < TOO_FAR:
        return whole(before, after)
    found = []
    for kind, i, j, k, m in match.get_opcodes():
        if kind == "equal":
            found.append(Piece(SAME, "".join(new[k:m])))
        else:
            found += [Piece(GONE, "".join(old[i:j])), Piece(NEW, "".join(new[k:m]))]
    found = [piece for piece in found if piece.text]
    return list(_shortened(found)) if shorten else found


def from_change(before: str, after: str) -> str:
    """A text from a word before its first change on; all of it where it has no more in common with the one before."""
    found = pieces(before, after, shorten=False)
    stayed = found[0].text.split() if found and found[0].kind == SAME else []
    if len(found) < 2 or len(stayed) < 2:
        return after
    came = "".join(piece.text for piece in found[1:] if piece.kind != GONE)
    return " ".join([LEFT_OUT.strip(), stayed[-1], *came.split()])


def apart(found: Sequence[Piece]) -> bool:
    """Whether two texts have too little in common to be told word by word: one whole before, one whole after."""
    return len(found) == 2 and found[0].kind == GONE and found[1].kind == NEW


def whole(before: str, after: str) -> list[Piece]:
    """All of what was, then all of what is."""
    both = [Piece(GONE, cut(before)), Piece(NEW, cut(after))]
    return [piece for piece in both if piece.text]


def cut(text: str, most: int = MOST) -> str:
    """The beginning of a text that is too long."""
    return text if len(text) <= most else text[:most].rstrip() + LEFT_OUT.rstrip()


def _shortened(found: list[Piece]) -> Iterator[Piece]:
    last = len(found) - 1
    for place, piece in enumerate(found):
        if piece.kind != SAME:
            yield Piece(piece.kind, cut(piece.text))
        elif len(piece.text) <= LONG:
            yield piece
        else:
            before = piece.text[:CONTEXT].rsplit(" ", 1)[0] if place else ""
            after = piece.text[-CONTEXT:].split(" ", 1)[-1] if place < last else ""
            yield Piece(SAME, f"{before}{LEFT_OUT}{after}")
