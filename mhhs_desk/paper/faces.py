"""The faces as one document holds them: which of their signs it uses, and the font programs with these signs alone.

reportlab reads the faces and cuts the programs; a program that was cut is kept, as papers of one desk use much the
same signs.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from mhhs_desk.paper.text import load_fonts

FULL = 256
"""So many signs go into one program; a document that uses more has several of one face."""
READABLE = [*range(32, 127), *map(ord, "£§©·éöü–—‘’“”•…")]
"""Signs that every document holds, so that most share their programs. Those of ASCII stand for themselves."""
UNKNOWN = ord("¤")
"""What is drawn for a sign that the face lacks; its text is still that of the sign."""
MOST_KEPT = 64


class Program(NamedTuple):
    """What of a face goes into a document."""

    widths: str
    descriptor: str
    program: bytes
    texts: bytes


class Face:
    """One face in one document. Signs get codes as they are used."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.subsets = [[*[0] * 32, *READABLE]]
        self.known = set(map(chr, READABLE))
        self._codes = {sign: code for code, sign in enumerate(self.subsets[0]) if sign}
        self._escaped = dict(ESCAPED)

    def _enter(self, sign: int) -> None:
        if len(self.subsets[-1]) == FULL:
            self.subsets.append([0])
        last = self.subsets[-1]
        self._codes[sign] = (len(self.subsets) - 1) * FULL + len(last)
        self._escaped[sign] = _escaped(len(last))
        last.append(sign)
        self.known.add(chr(sign))

    def coded(self, text: str) -> str | None:
        """A text escaped for the page; None where it takes signs of several programs."""
        if text.isascii() and text.isprintable() and "(" not in text and ")" not in text and "\\" not in text:
            return text  # as most are: each of its signs stands for itself in the first program
        if not self.known.issuperset(text):
            for sign in map(ord, text):
                if sign not in self._codes:
                    self._enter(sign)
        return text.translate(self._escaped) if len(self.subsets) == 1 else None

    def stretches(self, text: str) -> list[tuple[int, str]]:
        """A text as the stretches that one program holds, each with the program's number, escaped for the page."""
        found: list[tuple[int, str]] = []
        for sign in map(ord, text):
            at = self._codes[sign] // FULL
            if found and found[-1][0] == at:
                found[-1] = (at, found[-1][1] + self._escaped[sign])
            else:
                found.append((at, self._escaped[sign]))
        return found


def _escaped(code: int) -> str:
    if code in b"\\()":
        return f"\\{chr(code)}"
    return chr(code) if 32 <= code < 127 else f"\\{code:03o}"


ESCAPED = {sign: _escaped(code) for code, sign in enumerate(READABLE, 32)}


@lru_cache(maxsize=MOST_KEPT)
def program(name: str, number: int, signs: tuple[int, ...]) -> Program:
    """A face with some signs alone, in the order of their codes."""
    from reportlab.pdfbase.pdfmetrics import getFont

    load_fonts()
    face: Any = getFont(name).face
    drawn = [sign if not sign or sign in face.charToGlyph else UNKNOWN for sign in signs]
    called = f"{'ABCDEFGHIJ'[number // 10 % 10]}{'ABCDEFGHIJ'[number % 10]}MHHS+{name}"
    widths = " ".join(f"{face.getCharWidth(sign) if sign else face.defaultWidth:g}" for sign in drawn)
    cut = face.makeSubset(drawn)
    box = " ".join(f"{edge:g}" for edge in face.bbox)
    descriptor = (
        f"/FontName/{called}/Flags 4/FontBBox[{box}]/ItalicAngle {face.italicAngle:g}/Ascent {face.ascent:g}"
        f"/Descent {face.descent:g}/CapHeight {face.capHeight:g}/StemV {face.stemV:g}"
    )
    return Program(widths, descriptor, cut, _texts(called, signs).encode())


def _texts(called: str, signs: tuple[int, ...]) -> str:
    """What the codes say, for who copies or searches."""
    pairs = [f"<{code:02X}> <{chr(sign).encode('utf-16-be').hex().upper()}>" for code, sign in enumerate(signs) if sign]
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    said = [line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            f"/CMapName /{called} def /CMapType 2 def",
            "1 begincodespacerange <00> <FF> endcodespacerange",
            *said,
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        )
    )
