"""Word documents (docx) into lines and tables: lists with their numbers, boxes, notes, comments, tracked changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mhhs_desk.domain.findings import Doubt
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import packages
from mhhs_desk.intake.document import SPAN_LENGTH, Line, Original, span_of
from mhhs_desk.intake.flow import Flow
from mhhs_desk.intake.kinds import Kind
from mhhs_desk.intake.numbering import VAL, Lists, W, lists_of, whole

MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
KINDS = (
    (b"application/vnd.ms-word.document.macroEnabled.main+xml", MAIN),
    (b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml", MAIN),
    (b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", MAIN),
)
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
LEFT_OUT = {"del", "moveFrom", "pPr", "rPr", "instrText", "delText", "Fallback", "sectPr", "sdtPr", "tblPr", "tcPr"}
BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
BOXES = {"F0FE": "☒", "F0FD": "☒", "F0A8": "☐", "F06F": "☐", "F0FC": "✓"}
"""Signs of the font Wingdings that stand for boxes, ticked and not."""
MOST_COMMENTS = 100


def read(data: bytes, name: str) -> Original:
    """The paragraphs and tables of a document, in their order. Headers and footers are left out. Raises Fault."""
    import docx

    document = docx.Document(packages.plain_office(data, name, KINDS))
    reader = _Reader(document.part)
    reader.blocks(document.element.body)
    reader.notes()
    return Original(
        Kind.WORD.value, tuple(reader.flow.lines), tuple(reader.flow.tables), doubts=tuple(reader.doubts(document))
    )


def kind_of(element: Any) -> str:
    """An element's name without its namespace; nothing for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


class _Reader:
    """Walks through a document's body once."""

    def __init__(self, part: Any) -> None:
        self._part = part
        self.flow = Flow()
        self._lists: Lists = lists_of(self._root("numbering"))
        self._styles = {one.get(f"{W}styleId"): one for one in self._styles_of(part)}
        self._commented: dict[str, Line] = {}

    def blocks(self, parent: Any) -> None:
        """Take down every paragraph and table below an element."""
        for element in _blocks(parent):
            if kind_of(element) == "tbl":
                self._table(element)
            else:
                self._paragraph(element)

    def notes(self) -> None:
        """Take down footnotes and endnotes below the text."""
        for kind in ("footnotes", "endnotes"):
            root = self._root(kind)
            for note in root if root is not None else ():
                if note.get(f"{W}type") is None and (words := " ".join(_paragraphs(note)).strip()):
                    self.flow.gap()
                    self.flow.say(f"{kind.removesuffix('s').capitalize()}: {words}")

    def doubts(self, document: Any) -> Iterator[Doubt]:
        """What is not settled in the document: changes that nobody has accepted, and comments."""
        body = document.element.body
        tracked = sum(1 for tag in ("ins", "del", "moveFrom", "moveTo") for _ in body.iter(f"{W}{tag}"))
        if tracked:
            many = "1 tracked change is" if tracked == 1 else f"{tracked} tracked changes are"
            yield Doubt(f"{many} not yet accepted: what was put in is read, what was taken out is not.")
        root = self._root("comments")
        comments = list(root.findall(f"{W}comment")) if root is not None else []
        for comment in comments[:MOST_COMMENTS]:
            yield from self._comment(comment)
        if len(comments) > MOST_COMMENTS:
            yield Doubt(f"{len(comments) - MOST_COMMENTS} more comments were not read.")

    def _comment(self, comment: Any) -> Iterator[Doubt]:
        words = " ".join(" ".join(_paragraphs(comment)).split())[:SPAN_LENGTH]
        line = self._commented.get(comment.get(f"{W}id"))
        if words:
            who = comment.get(f"{W}author") or "Somebody"
            yield Doubt(f"Comment by {who}: “{words}”", span_of([line]) if line else Span(words))

    def _paragraph(self, element: Any) -> None:
        words = _Words()
        words.take(element)
        listed, heading = self._mark(element), self._is_heading(element)
        if not listed or heading:
            self.flow.gap()
        said = self.flow.say(words.text, mark=listed) if words.text.strip() else None
        if heading:
            self.flow.gap()
        if said:
            self._commented |= dict.fromkeys(words.comments, said)
        for box in words.boxes:
            self.blocks(box)

    def _table(self, element: Any) -> None:
        rows = [self._row(row) for row in _within(element, "tr")]
        self.flow.table(rows)

    def _row(self, row: Any) -> list[list[str]]:
        before = row.find(f"{W}trPr/{W}gridBefore")
        cells: list[list[str]] = [[]] * min(63, whole(before.get(VAL)) if before is not None else 0)
        for cell in _within(row, "tc"):
            merged, spread = cell.find(f"{W}tcPr/{W}vMerge"), cell.find(f"{W}tcPr/{W}gridSpan")
            goes_on = merged is not None and merged.get(VAL) != "restart"
            cells.append([] if goes_on else self._cell(cell))
            cells += [[]] * min(63, whole(spread.get(VAL), 1) - 1 if spread is not None else 0)
        return cells

    def _cell(self, cell: Any) -> list[str]:
        """The paragraphs of a cell; a table in it gives a paragraph for each of its rows."""
        found: list[str] = []
        for element in _blocks(cell):
            if kind_of(element) == "tbl":
                inner = [self._row(row) for row in _within(element, "tr")]
                found += [" ".join(part for one in row for part in one) for row in inner]
                continue
            words = _Words()
            words.take(element)
            if words.text.strip():
                found.append(self._mark(element) + words.text.strip())
            for box in words.boxes:
                found += self._cell(box)
        return found

    def _mark(self, paragraph: Any) -> str:
        """The number or point before a paragraph of a list; its style may say that it is one."""
        numbered = paragraph.find(f"{W}pPr/{W}numPr")
        style, seen = self._style(paragraph), 0
        while numbered is None and style is not None and seen < 10:
            numbered = style.find(f"{W}pPr/{W}numPr")
            based = style.find(f"{W}basedOn")
            style, seen = self._styles.get(based.get(VAL)) if based is not None else None, seen + 1
        if numbered is None:
            return ""
        number, depth = numbered.find(f"{W}numId"), numbered.find(f"{W}ilvl")
        at = whole(depth.get(VAL)) if depth is not None else 0
        return self._lists.mark(number.get(VAL) or "", at) if number is not None else ""

    def _is_heading(self, paragraph: Any) -> bool:
        style = self._style(paragraph)
        name = style.find(f"{W}name") if style is not None else None
        return name is not None and str(name.get(VAL)).lower().startswith(("heading", "title"))

    def _style(self, paragraph: Any) -> Any:
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        return self._styles.get(named.get(VAL)) if named is not None else None

    def _styles_of(self, part: Any) -> list[Any]:
        root = self._root("styles")
        return root.findall(f"{W}style") if root is not None else []

    def _root(self, kind: str) -> Any:
        """The root of a part that belongs to the document; None where there is none that can be read."""
        from docx.oxml import parse_xml

        try:
            part = self._part.part_related_by(RELATED + kind)
            return parse_xml(part.blob)
        except (KeyError, ValueError, SyntaxError):
            return None


class _Words:
    """The words of one paragraph, the text boxes that hang on it, and the comments on it."""

    def __init__(self) -> None:
        self._said: list[str] = []
        self.boxes: list[Any] = []
        self.comments: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self._said)

    def take(self, element: Any) -> None:
        for child in element:
            kind = kind_of(child)
            if kind in LEFT_OUT or not kind or (kind == "sdt" and _only_asks(child)):
                continue
            if kind == "txbxContent":
                self.boxes.append(child)
            elif kind == "commentReference":
                self.comments.append(child.get(f"{W}id"))
            else:
                self._said.append(_sign(child, kind))
                self.take(child)


def _sign(element: Any, kind: str) -> str:
    """What an element says by itself: words, a break, a box that is ticked or not, a choice made."""
    if kind == "t":
        return element.text or ""
    if kind == "sym":
        return BOXES.get(str(element.get(f"{W}char")).upper(), "")
    return _field(element) if kind == "fldChar" else BREAKS.get(kind, "")


def _field(element: Any) -> str:
    """The choice of an old form's list, and the tick of its box, which stand nowhere among the words."""
    choices, box = element.find(f"{W}ffData/{W}ddList"), element.find(f"{W}ffData/{W}checkBox")
    if choices is not None:
        entries = [entry.get(VAL) or "" for entry in choices.findall(f"{W}listEntry")]
        chosen = choices.find(f"{W}result")
        at = whole(chosen.get(VAL)) if chosen is not None else 0
        return entries[at] if 0 <= at < len(entries) else ""
    if box is not None:
        ticked = box.find(f"{W}checked")
        ticked = box.find(f"{W}default") if ticked is None else ticked
        return "☒" if ticked is not None and ticked.get(VAL) not in ("0", "false", "off") else "☐"
    return ""


def _only_asks(control: Any) -> bool:
    """Whether a field of a form still shows "Click here to enter text": nothing was answered there."""
    return control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _paragraphs(element: Any) -> list[str]:
    found = []
    for paragraph in element.iter(f"{W}p"):
        words = _Words()
        words.take(paragraph)
        found.append(words.text)
    return found


def _blocks(parent: Any) -> Iterator[Any]:
    """The paragraphs and tables below an element, also those that a form's control or a change holds."""
    for child in parent:
        kind = kind_of(child)
        if kind in ("p", "tbl"):
            yield child
        elif kind not in LEFT_OUT and not (kind == "sdt" and _only_asks(child)):
            yield from _blocks(child)


def _within(parent: Any, wanted: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those that a control holds; rows taken out are left out."""
    for child in parent:
        kind = kind_of(child)
        if kind == wanted:
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif kind not in LEFT_OUT and kind not in ("p", "tbl", "tr", "tc"):
            yield from _within(child, wanted)
