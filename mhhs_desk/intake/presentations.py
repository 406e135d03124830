"""Slides (pptx) into lines: a page for each slide, its title first, then what stands on it from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mhhs_desk.domain.findings import Doubt
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import packages
from mhhs_desk.intake.document import Original
from mhhs_desk.intake.flow import Flow
from mhhs_desk.intake.kinds import Kind

MAIN = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
KINDS = tuple(
    (f"application/vnd.{kind}.main+xml".encode(), MAIN)
    for kind in (
        "ms-powerpoint.presentation.macroEnabled",
        "ms-powerpoint.slideshow.macroEnabled",
        "ms-powerpoint.template.macroEnabled",
        "openxmlformats-officedocument.presentationml.slideshow",
        "openxmlformats-officedocument.presentationml.template",
    )
)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SAME_LINE = 200_000
"""Shapes whose tops are this near (a fifth of an inch, in EMU) stand side by side."""
FURNITURE = {"SLIDE_NUMBER", "DATE", "FOOTER"}
DEEPEST = 20


def read(data: bytes, name: str) -> Original:
    """Every slide's lines and tables; the speaker's notes come last and are marked. Raises Fault."""
    import pptx

    deck = pptx.Presentation(packages.plain_office(data, name, KINDS))
    flow, doubts = Flow(), []
    for page, slide in enumerate(deck.slides, 1):
        flow.turn(page)
        before = len(flow.lines)
        _slide(flow, slide)
        if len(flow.lines) == before:
            doubts.append(Doubt(f"Slide {page} has no text; it may be a picture.", Span("", page=page)))
        if slide.element.get("show") == "0":
            doubts.append(Doubt(f"Slide {page} is hidden when the slides are shown.", Span("", page=page)))
        _notes(flow, slide)
    return Original(Kind.SLIDES.value, tuple(flow.lines), tuple(flow.tables), doubts=tuple(doubts))


def _slide(flow: Flow, slide: Any) -> None:
    title = slide.shapes.title
    if title is not None:
        _text(flow, title.text_frame)
    for shape in in_reading_order(slide.shapes):
        if title is None or shape.element is not title.element:
            _shape(flow, shape, 0)


def in_reading_order(shapes: Iterable[Any]) -> list[Any]:
    """Shapes from top to bottom, and from left to right where they stand side by side."""
    placed = sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0))
    rows: list[list[Any]] = []
    for shape in placed:
        if rows and (shape.top or 0) - (rows[-1][0].top or 0) <= SAME_LINE:
            rows[-1].append(shape)
        else:
            rows.append([shape])
    return [shape for row in rows for shape in sorted(row, key=lambda one: one.left or 0)]


def _shape(flow: Flow, shape: Any, depth: int) -> None:
    if hasattr(shape, "shapes"):
        for inner in in_reading_order(shape.shapes) if depth < DEEPEST else ():
            _shape(flow, inner, depth + 1)
    elif shape.has_text_frame:
        if not _is_furniture(shape):
            flow.gap()
            _text(flow, shape.text_frame)
    elif getattr(shape, "has_table", False):
        flow.table([[_paragraphs(cell.text_frame) for cell in row.cells] for row in shape.table.rows])
    elif getattr(shape, "has_chart", False):
        chart = shape.chart
        if chart.has_title and chart.chart_title.has_text_frame:
            flow.gap()
            _text(flow, chart.chart_title.text_frame)
    else:
        _diagram(flow, shape)


def _is_furniture(shape: Any) -> bool:
    """Whether a shape is the slide's number, date or footer."""
    return bool(shape.is_placeholder and shape.placeholder_format.type.name in FURNITURE)


def _diagram(flow: Flow, shape: Any) -> None:
    """The words of a diagram, which stand in a part of their own."""
    for ids in shape.element.iter(f"{DIAGRAM}relIds"):
        part = shape.part.related_part(ids.get(f"{RELATION}dm"))
        flow.gap()
        for point in packages.tree(part.blob, "diagram").iter(f"{DIAGRAM}pt"):
            flow.say("".join(text.text or "" for text in point.iter(f"{A}t")), mark="• ")


def _text(flow: Flow, frame: Any) -> None:
    for paragraph in _paragraphs(frame):
        flow.say(paragraph)


def _paragraphs(frame: Any) -> list[str]:
    return list(_marked(frame))


def _marked(frame: Any) -> Iterator[str]:
    """The paragraphs of a frame with the points and numbers that are set for them."""
    counted: dict[int, int] = {}
    for paragraph in frame.paragraphs:
        words = paragraph.text.replace("\v", "\n").strip()
        if not words:
            continue
        facts, level = paragraph._p.pPr, paragraph.level
        numbered = facts.find(f"{A}buAutoNum") if facts is not None else None
        pointed = facts is not None and facts.find(f"{A}buChar") is not None
        counted = {depth: count for depth, count in counted.items() if depth < level + (numbered is not None)}
        if numbered is not None:
            start = int(numbered.get("startAt") or 1)
            counted[level] = counted.get(level, start - 1) + 1
            yield f"{_number(counted[level], numbered.get('type') or '')} {words}"
        else:
            yield f"• {words}" if pointed or level else words


def _number(count: int, way: str) -> str:
    """A number as its list writes it: 3., 3), (c), iii."""
    from mhhs_desk.intake.numbering import written

    kinds = {"alphaLc": "lowerLetter", "alphaUc": "upperLetter", "romanLc": "lowerRoman", "romanUc": "upperRoman"}
    number = written(count, kinds.get(way[:7], "decimal"))
    if way.endswith("ParenBoth"):
        return f"({number})"
    return f"{number})" if way.endswith("ParenR") else f"{number}."


def _notes(flow: Flow, slide: Any) -> None:
    if not slide.has_notes_slide or slide.notes_slide.notes_text_frame is None:
        return
    for paragraph in _paragraphs(slide.notes_slide.notes_text_frame):
        flow.gap()
        flow.say(paragraph, quoted=True, mark="Notes: ")
