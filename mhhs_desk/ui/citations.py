"""Where the citations of a paper lie: its links to source entries, and the entries themselves, read off its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPointF, QRectF
from PySide6.QtPdf import QPdfDocument, QPdfLinkModel

NUMBER = re.compile(r"\[?[FV](\d+)\]?")
LINE, CODE = 11.0, 32.0
"""The height of a line of a source entry, and the width of the column its code stands in, in points."""
NEAR = 4.8
"""How far below one line of an entry the ink of its next may begin; that of the next entry begins further down."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation of an answer, or (`entry`) the answer's entry among the sources; `box` in points of its page."""

    page: int
    box: QRectF
    number: int
    entry: bool = False


@dataclass(frozen=True, slots=True)
class _Way:
    box: QRectF
    page: int
    to: QPointF


class Citations:
    """The citations of one document, each page of which is read when it is first asked for.

    The bytes of a paper tell it all, so that a paper issued years ago is read as one set a moment ago.
    """

    def __init__(self, document: QPdfDocument) -> None:
        self.document = document
        self._ways: list[list[_Way]] | None = None
        self._known: dict[int, list[Citation]] = {}

    def on(self, page: int) -> list[Citation]:
        """The citations of a page, in the order in which it is read."""
        if page not in self._known:
            found = [*self._cited(page), *self._entries(page)]
            self._known[page] = sorted(found, key=lambda cited: (cited.box.top(), cited.box.left()))
        return self._known[page]

    def _all_ways(self) -> list[list[_Way]]:
        if self._ways is None:
            self._ways = [list(_ways(self.document, page)) for page in range(self.document.pageCount())]
        return self._ways

    def _cited(self, page: int) -> Iterator[Citation]:
        for way in self._all_ways()[page]:
            number = self._number(page, way.box)
            if number is not None:
                yield Citation(page, way.box, number)

    def _entries(self, page: int) -> Iterator[Citation]:
        """The entries that stand on a page: from where a link leads to, down to the last line of it."""
        places = {(way.to.y(), way.to.x()) for ways in self._all_ways() for way in ways if way.page == page}
        if not places:
            return
        inks = [shape.boundingRect() for shape in self.document.getAllText(page).bounds()]
        inks.sort(key=lambda ink: ink.top())
        for top, left in sorted(places):
            number = self._number(page, QRectF(left, top, CODE, LINE))
            if number is not None:
                right = self.document.pagePointSize(page).width() - left
                yield Citation(page, QRectF(left, top, right - left, _height(top, inks)), number, True)

    def _number(self, page: int, box: QRectF) -> int | None:
        """The number of the answer that is cited by what a box reads; None where that is something else."""
        middle = box.center().y()
        read = self.document.getSelection(page, QPointF(box.left() + 1, middle), QPointF(box.right() - 1, middle))
        found = NUMBER.fullmatch(read.text().strip())
        return int(found[1]) if found else None


def _ways(document: QPdfDocument, page: int) -> Iterator[_Way]:
    role = QPdfLinkModel.Role
    model = QPdfLinkModel()
    model.setDocument(document)
    model.setPage(page)
    for row in range(model.rowCount(QModelIndex())):
        at = model.index(row, 0)
        box, to = model.data(at, role.Rectangle.value), model.data(at, role.Location.value)
        yield _Way(QRectF(box), int(model.data(at, role.Page.value)), QPointF(to))


def _height(top: float, inks: list[QRectF]) -> float:
    """How high the lines are that begin at a place, `inks` being what is written on the page, from the top."""
    bottom = top + LINE
    for ink in inks:
        if bottom <= ink.center().y() and ink.top() < bottom + NEAR:
            bottom += LINE
    return bottom - top
