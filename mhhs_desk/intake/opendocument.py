"""OpenDocument texts and slides (odt, odp) into lines and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.findings import Doubt
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import packages
from mhhs_desk.intake.document import SPAN_LENGTH, Original, span_of
from mhhs_desk.intake.flow import Flow
from mhhs_desk.intake.kinds import Kind
from mhhs_desk.intake.numbering import whole, written

SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, DRAW = f"{{{SPACE}text:1.0}}", f"{{{SPACE}table:1.0}}", f"{{{SPACE}drawing:1.0}}"
OFFICE, STYLE = f"{{{SPACE}office:1.0}}", f"{{{SPACE}style:1.0}}"
SVG, SHOWN = f"{{{SPACE}svg-compatible:1.0}}", f"{{{SPACE}presentation:1.0}}"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
APART = {f"{OFFICE}annotation", f"{TEXT}note", f"{TEXT}tracked-changes", f"{DRAW}text-box", f"{TEXT}ruby-text"}
WRITTEN = (f"{TEXT}p", f"{TEXT}h")
FURNITURE = {"page-number", "date-time", "footer", "header"}
WAYS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
MOST_REPEATED = 1000


def read(data: bytes, name: str) -> Original:
    """The paragraphs and tables of a text, or of every slide, in their order. Raises Fault."""
    with packages.opened(data, name) as package:
        text, styles = packages.xml_of(package, name, "content.xml"), packages.xml_of(package, name, "styles.xml")
    if text is None:
        raise Fault(FaultKind.UNREADABLE, name, why="it has no content")
    root = packages.tree(text, name)
    ways = _ways([root, *([packages.tree(styles, name)] if styles else [])])
    reader = _Reader(ways)
    slides = root.find(f"{OFFICE}body/{OFFICE}presentation")
    if slides is not None:
        reader.slides(slides)
        return Original(
            Kind.OPEN_SLIDES.value, tuple(reader.flow.lines), tuple(reader.flow.tables), doubts=reader.told()
        )
    reader.blocks(root.find(f"{OFFICE}body/{OFFICE}text"))
    reader.notes()
    return Original(Kind.OPEN_DOCUMENT.value, tuple(reader.flow.lines), tuple(reader.flow.tables), doubts=reader.told())


def _ways(roots: list[Any]) -> dict[tuple[str, int], tuple[str, str]]:
    """How lists are counted, by the name of their style and their depth: the way, and what follows the number."""
    found: dict[tuple[str, int], tuple[str, str]] = {}
    for root in roots:
        for style in root.iter(f"{TEXT}list-style"):
            for level in style.findall(f"{TEXT}list-level-style-number"):
                at = (style.get(f"{STYLE}name") or "", whole(level.get(f"{TEXT}level"), 1))
                found.setdefault(at, (level.get(f"{STYLE}num-format") or "", level.get(f"{STYLE}num-suffix") or ""))
    return found


class _Reader:
    """Walks through a document's content once."""

    def __init__(self, ways: dict[tuple[str, int], tuple[str, str]]) -> None:
        self.flow = Flow()
        self._ways = ways
        self._notes: list[str] = []
        self._doubts: list[Doubt] = []

    def told(self) -> tuple[Doubt, ...]:
        return tuple(self._doubts)

    def blocks(self, parent: Any) -> None:
        """Take down what stands below an element, one block after the other."""
        for element in parent if parent is not None else ():
            if element.tag in WRITTEN:
                self.flow.gap()
                self._paragraph(element, "")
                if element.tag == f"{TEXT}h":
                    self.flow.gap()
            elif element.tag == f"{TEXT}list":
                self._list(element, 1, element.get(f"{TEXT}style-name") or "")
            elif element.tag == f"{TABLE}table":
                self.flow.table([self._row(row) for row in _rows(element)])
            elif element.tag == f"{TEXT}tracked-changes":
                many = len(element.findall(f"{TEXT}changed-region"))
                are = "1 tracked change is" if many == 1 else f"{many} tracked changes are"
                what = f"{are} not yet accepted: what was put in is read, what was taken out is not."
                self._doubts += [Doubt(what)] if many else []
            elif element.tag not in APART or element.tag == f"{DRAW}text-box":
                self.blocks(element)

    def slides(self, parent: Any) -> None:
        """Take down every slide as a page: its title first, its notes last."""
        for page, slide in enumerate(parent.findall(f"{DRAW}page"), 1):
            self.flow.turn(page)
            before = len(self.flow.lines)
            shapes = [shape for shape in slide if shape.tag.startswith(DRAW)]
            for shape in sorted(shapes, key=_place):
                if shape.get(f"{SHOWN}class") not in FURNITURE:
                    self.flow.gap()
                    self.blocks([shape])
            if len(self.flow.lines) == before:
                self._doubts.append(Doubt(f"Slide {page} has no text; it may be a picture.", Span("", page=page)))
            for notes in slide.findall(f"{SHOWN}notes"):
                for paragraph in notes.iter(f"{TEXT}p"):
                    self.flow.gap()
                    self.flow.say(self._words(paragraph), quoted=True, mark="Notes: ")
            self.notes()

    def notes(self) -> None:
        """Take down the footnotes met so far."""
        for note in self._notes:
            self.flow.gap()
            self.flow.say(f"Footnote: {note}")
        self._notes.clear()

    def _list(self, element: Any, depth: int, style: str) -> None:
        way, suffix = self._ways.get((style, depth), ("", ""))
        count = 0
        for item in element.findall(f"{TEXT}list-item"):
            count = whole(item.get(f"{TEXT}start-value"), count + 1)
            mark = f"{written(count, WAYS.get(way, 'decimal'))}{suffix or '.'} " if way else "• "
            for block in item:
                if block.tag == f"{TEXT}list":
                    self._list(block, depth + 1, block.get(f"{TEXT}style-name") or style)
                elif block.tag in WRITTEN:
                    mark = "" if self._paragraph(block, mark) else mark

    def _row(self, row: Any) -> list[list[str]]:
        cells: list[list[str]] = []
        for cell in row:
            if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                words = [said for one in cell.iter() if one.tag in WRITTEN and (said := self._words(one))]
                cells += [words] * min(MOST_REPEATED, whole(cell.get(f"{TABLE}number-columns-repeated"), 1))
        return cells

    def _paragraph(self, element: Any, mark: str) -> bool:
        before = len(self._doubts)
        line = self.flow.say(self._words(element), mark=mark)
        if line:
            placed = [Doubt(doubt.what, span_of([line])) for doubt in self._doubts[before:]]
            self._doubts[before:] = placed
        for box in element.iter(f"{DRAW}text-box"):
            self.blocks(box)
        return line is not None

    def _words(self, element: Any) -> str:
        """The words of a paragraph. Its footnotes and comments are kept apart."""
        said = [element.text or ""]
        for child in element:
            if child.tag == f"{TEXT}s":
                said.append(" " * min(20, whole(child.get(f"{TEXT}c"), 1)))
            elif child.tag in (f"{TEXT}tab", f"{TEXT}line-break"):
                said.append("\t" if child.tag.endswith("tab") else "\n")
            elif child.tag == f"{TEXT}note":
                self._notes += [" ".join(self._words(one).split()) for one in child.iter(f"{TEXT}p")]
            elif child.tag == f"{OFFICE}annotation":
                self._comment(child)
            elif child.tag not in APART:
                said.append(self._words(child))
            said.append(child.tail or "")
        return "".join(said)

    def _comment(self, element: Any) -> None:
        words = " ".join(word for one in element.iter(f"{TEXT}p") for word in self._words(one).split())[:SPAN_LENGTH]
        if words:
            who = element.findtext(CREATOR) or "Somebody"
            self._doubts.append(Doubt(f"Comment by {who}: “{words}”", Span(words)))


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in (f"{TABLE}table-header-rows", f"{TABLE}table-rows", f"{TABLE}table-row-group"):
            yield from _rows(child)


def _place(shape: Any) -> tuple[bool, float, float]:
    """Where a shape comes in the reading of its slide: the title, then from top to bottom and left to right."""
    return shape.get(f"{SHOWN}class") != "title", _length(shape.get(f"{SVG}y")), _length(shape.get(f"{SVG}x"))


def _length(words: str | None) -> float:
    """A length in centimetres."""
    found = re.fullmatch(r"(-?\d{1,6}(?:\.\d{1,9})?)(cm|mm|in|pt)?", words or "")
    return float(found[1]) * {"mm": 0.1, "in": 2.54, "pt": 0.0353}.get(found[2], 1) if found else 0.0
