"""Type for the paper: the three faces of Source Sans Pro, the styles, and the breaking of text into lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import NamedTuple

from mhhs_desk import places

Colour = tuple[float, float, float]


def colour(code: str) -> Colour:
    """A colour from its six hexadecimal figures."""
    red, green, blue = (round(int(code[at : at + 2], 16) / 255, 4) for at in (0, 2, 4))
    return red, green, blue


BLACK = colour("1A1C1E")
GREY = colour("50555B")
HAIR = colour("B9BDC1")
ACCENT = colour("1D4C9B")
TINT = colour("C6D2E8")
WHITE = colour("FFFFFF")
WARN = colour("805000")

MOST_WIDTHS = 1 << 15
AFTER_CHIP = 3.0
"""Points that a chip keeps free behind it."""
REGULAR, SEMIBOLD, ITALIC = "SourceSansPro-Regular", "SourceSansPro-Semibold", "SourceSansPro-It"


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How text looks. `mark` names a sign drawn in the text (a chip, the flag, a state) at least `pad` points wide."""

    font: str
    size: float = 10
    colour: Colour = BLACK
    mark: str = ""
    fill: Colour | None = None
    edge: Colour | None = None
    pad: float = 0
    widths: Widths = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "widths", Widths(self))


class Widths(dict[str, float]):
    """The widths of words in one style, each measured once."""

    __slots__ = ("style",)

    def __init__(self, style: Style) -> None:
        super().__init__()
        self.style = style

    def __missing__(self, word: str) -> float:
        style = self.style
        if not style.mark:
            wide = letters(style, word)
        else:
            least = letters(style, word) + 6 if word else 0.0
            wide = max(style.pad, least) + (AFTER_CHIP if style.mark == "chip" else 0)
        if len(self) >= MOST_WIDTHS:
            self.clear()
        self[word] = wide
        return wide


TITLE = Style(SEMIBOLD, 20)
NUMBER = Style(SEMIBOLD, 20, ACCENT)
LEAD = Style(SEMIBOLD, 14)
BODY = Style(REGULAR)
STRONG = Style(SEMIBOLD)
ITALICS = Style(ITALIC)
LABEL = Style(SEMIBOLD, 10, ACCENT)
QUIET = Style(REGULAR, 10, GREY)
SMALL = Style(REGULAR, 8)
SMALL_STRONG = Style(SEMIBOLD, 8)
SMALL_QUIET = Style(REGULAR, 8, GREY)
HEAD = Style(SEMIBOLD, 8, GREY)
CITE = Style(REGULAR, 8, ACCENT)
DOUBT = Style(ITALIC, 10, WARN)
ON_ACCENT = Style(SEMIBOLD, 8, WHITE)

CHIP_ACCENT = Style(SEMIBOLD, 10, WHITE, "chip", ACCENT, ACCENT, 13)
CHIP_BLACK = Style(SEMIBOLD, 10, WHITE, "chip", BLACK, BLACK, 13)
CHIP_TINT = Style(SEMIBOLD, 10, BLACK, "chip", TINT, ACCENT, 13)
CHIP_OPEN = Style(SEMIBOLD, 10, BLACK, "chip", WHITE, BLACK, 13)
FLAG = Style(REGULAR, mark="flag", pad=9.5)
FRAMED = Style(REGULAR, fill=colour("EDEDE8"), edge=GREY)
"""Words in a dashed frame on a ground: they are held back from the other editions."""
RING = Style(REGULAR, mark="ring", pad=9)
DASH = Style(REGULAR, mark="dash", pad=9)
DOT = Style(REGULAR, mark="dot", pad=9)
STRUCK = Style(REGULAR, mark="struck", pad=9)
DIAMOND = Style(REGULAR, mark="diamond", pad=7)
HOLLOW = Style(REGULAR, mark="hollow", pad=7)
"""A date that is proposed, and one of the plan."""


@cache
def smaller(style: Style) -> Style:
    """The same look in the small size."""
    scale = SMALL.size / style.size
    pad = style.pad * scale if style.mark == "chip" else style.pad
    return style if scale >= 1 else replace(style, size=SMALL.size, pad=pad)


class Run(NamedTuple):
    """A stretch of text in one style; with `link`, a way to a place in the paper."""

    style: Style
    text: str
    link: str = ""


Runs = list[Run]


def small(runs: Runs) -> Runs:
    """The same runs in the small size."""
    return [Run(smaller(style), text, link) for style, text, link in runs]


@dataclass(slots=True)
class Piece:
    """What is set in one go on a line, from `x` points after the start of the paragraph."""

    x: float
    style: Style
    text: str
    link: str
    width: float


@dataclass(slots=True)
class Line:
    """One line of a paragraph."""

    pieces: list[Piece] = field(default_factory=list)
    end: float = 0.0

    def add(self, space: float, style: Style, text: str, link: str, width: float) -> None:
        """Set a word after what is there; a word like the last one joins its piece."""
        last = self.pieces[-1] if self.pieces else None
        if last and last.style is style and last.link == link and not style.mark:
            last.text = f"{last.text} {text}" if space else last.text + text
            last.width += space + width
        else:
            self.pieces.append(Piece(self.end + space, style, text, link, width))
        self.end += space + width


@cache
def load_fonts() -> None:
    """Make the faces known to reportlab, once in a process."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name in (REGULAR, SEMIBOLD, ITALIC):
        pdfmetrics.registerFont(TTFont(name, str(places.fonts() / f"{name}.ttf")))


@lru_cache(maxsize=MOST_WIDTHS)
def _unit_width(font: str, text: str) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    load_fonts()
    return float(stringWidth(text, font, 1))


def letters(style: Style, text: str) -> float:
    """The width of the letters of a text in points."""
    return _unit_width(style.font, text) * style.size


def width_of(style: Style, text: str) -> float:
    """The width of a word, or of a drawn sign and the space after it, in points."""
    return style.widths[text]


STRANGE = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u0300-\u036f\u200b-\u200f\u2011\u2028-\u202e\u2060\ufeff]")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def clean(text: str) -> str:
    """Text as the faces can set it: accents joined to their letters, control characters as spaces."""
    if (text.isascii() and text.isprintable()) or not STRANGE.search(text):
        return text
    joined = unicodedata.normalize("NFC", text).replace("\u2011", "-")
    return CONTROL.sub(" ", UNSEEN.sub("", joined))


FEW = 16
"""Fewer words than this may well stand on one line."""
_Part = tuple[Style, str, str, float]
_Box = tuple[float, float, list[_Part]]
"""Words that must stay on one line, as parts of one word, after a space: the space, the width, the parts."""


def _boxes(runs: Iterable[Run]) -> list[_Box]:
    boxes: list[_Box] = []
    open_end = False
    for style, text, link in runs:
        text, widths = clean(text), style.widths
        words = text.split() or ([""] if style.mark else [])
        space = BODY.widths[" "] if style.mark else widths[" "]
        if words and open_end and boxes and not text[:1].isspace():
            word = words.pop(0)
            before, width, parts = boxes[-1]
            parts.append((style, word, link, widths[word]))
            boxes[-1] = (before, width + widths[word], parts)
            open_end = not text[-1:].isspace()
        elif words:
            open_end = not text[-1:].isspace()  # a drawn sign stays with the word that follows without a space
        else:
            open_end = open_end and not text
        boxes += [(space, widths[word], [(style, word, link, widths[word])]) for word in words]
    return boxes


def lines(runs: Sequence[Run], width: float, hang: float = 0.0) -> list[Line]:
    """Break runs into lines of at most `width` points; lines after the first begin `hang` points in."""
    if len(runs) == 1 and (piece := on_one_line(runs[0], width)):
        return [Line([piece], piece.width)]
    if (found := _of_whole_words(runs, width, hang)) is not None:
        return found
    result: list[Line] = []
    line = Line()
    for space, wide, parts in _boxes(runs):
        gap = space if line.pieces else 0.0
        if line.pieces and line.end + gap + wide > width:
            result.append(line)
            line, gap = Line(end=hang), 0.0
        if line.end + gap + wide <= width:
            for style, text, link, measured in parts:
                line.add(gap, style, text, link, measured)
                gap = 0.0
            continue
        for style, text, link, _ in parts:
            for bit, measured in _chopped(style, text, width - hang):
                if line.pieces and line.end + measured > width:
                    result.append(line)
                    line = Line(end=hang)
                line.add(0.0, style, bit, link, measured)
    return [*result, line] if line.pieces else result


def on_one_line(run: Run, width: float) -> Piece | None:
    """A run as one piece where it is a few words that fit on one line, and no sign nor frame is drawn for it."""
    style, text, link = run
    if style.mark or style.edge:
        return None
    widths, words = style.widths, clean(text).split()
    if not 0 < (number := len(words)) < FEW:
        return None
    end = sum([widths[word] for word in words]) + widths[" "] * (number - 1) if number > 1 else widths[words[0]]
    return Piece(0.0, style, " ".join(words), link, end) if end <= width else None


def _of_whole_words(runs: Sequence[Run], width: float, hang: float) -> list[Line] | None:
    """The lines of runs as most are; None where a word goes on in the next run, or is wider than its line."""
    result: list[Line] = []
    pieces: list[Piece] = []
    held: list[str] = []
    start = end = 0.0
    last, to, goes_on = BODY, "", False
    for style, text, link in runs:
        text, widths, mark = clean(text), style.widths, style.mark
        words = text.split() or ([""] if mark else [])
        if not words:
            goes_on = goes_on and not text
            continue
        if goes_on and not text[:1].isspace():
            return None
        goes_on = not text[-1].isspace() if text else True
        if held and (style is not last or link != to or mark):
            pieces.append(Piece(start, last, " ".join(held), to, end - start))
            held = []
        last, to = style, link
        space = (BODY.widths if mark else widths)[" "]
        for word in words:
            wide = widths[word]
            reach = end + (space + wide)
            if not held and not pieces:
                start, reach = end, end + wide
            elif reach > width:
                if held:
                    pieces.append(Piece(start, style, " ".join(held), link, end - start))
                result.append(Line(pieces, end))
                held, pieces = [], []
                start, reach = hang, hang + wide
            elif not held:
                start = end + space
            if reach > width:
                return None
            end = reach
            held.append(word)
            if mark:
                pieces.append(Piece(start, style, word, link, wide))
                held = []
    if held:
        pieces.append(Piece(start, last, " ".join(held), to, end - start))
    return [*result, Line(pieces, end)] if pieces else result


AFTER = "/-_.@&,;:"


def _chopped(style: Style, word: str, width: float) -> Iterator[tuple[str, float]]:
    """A word that no line can hold, in bits that one can, cut after a sign of punctuation where there is one."""
    start = 0
    while start < len(word):
        end = start + 1
        while end < len(word) and width_of(style, word[start : end + 1]) <= width:
            end += 1
        if end < len(word):
            cut = max(word.rfind(sign, start + 1, end) for sign in AFTER)
            end = cut + 1 if cut - start > (end - start) // 2 else end
        yield word[start:end], width_of(style, word[start:end])
        start = end


def fitted(style: Style, text: str, width: float) -> str:
    """Text on one line of at most `width` points, cut with an ellipsis where it is longer."""
    text = " ".join(clean(text).split())
    if width_of(style, text) <= width:
        return text
    while text and width_of(style, text + "…") > width:
        text = text[:-1]
    return text.rstrip() + "…"
