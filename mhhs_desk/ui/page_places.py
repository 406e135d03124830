"""Where the pages of a document lie on a sheet that scrolls: one under another, or facing as in a book."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QPoint, QRect, QSize, QSizeF

MARGIN, GAP = 12, 12
"""Pixels round the pages, and between one row of them and the next; facing pages touch."""


class Fit(Enum):
    """What the size of the pages follows: the width of the view, all of it, or a number."""

    WIDTH = "width"
    PAGE = "page"
    SIZE = "size"


def rows(count: int, facing: bool) -> list[tuple[int | None, ...]]:
    """The pages of each row. Facing, the first stands alone at the right, as it does when both sides are printed."""
    if not facing:
        return [(page,) for page in range(count)]
    two: list[tuple[int | None, ...]] = [
        (page if page >= 0 else None, page + 1 if page + 1 < count else None) for page in range(-1, count, 2)
    ]
    return two if count else []


def places(sizes: Sequence[QSizeF], room: QSize, fit: Fit, scale: float, facing: bool) -> tuple[list[QRect], QSize]:
    """Where each page lies, and how large the whole is.

    `sizes` are in points, `room` is that of the view in pixels; `scale` is pixels to a point, for `Fit.SIZE`.
    """
    made: list[tuple[tuple[int | None, ...], list[QSize]]] = []
    for row in rows(len(sizes), facing):
        points = _row_sizes(row, sizes)
        made.append((row, [(size * _scale(points, room, fit, scale)).toSize() for size in points]))
    widest = max((sum(size.width() for size in row[1]) for row in made), default=0)
    width = max(room.width(), widest + 2 * MARGIN)
    found, top = [QRect() for _ in sizes], MARGIN
    for row, pixels in made:
        left = (width - sum(size.width() for size in pixels)) // 2
        for page, size in zip(row, pixels, strict=True):
            if page is not None:
                found[page] = QRect(QPoint(left, top), size)
            left += size.width()
        top += max(size.height() for size in pixels) + GAP
    return found, QSize(width, top - GAP + MARGIN)


def _row_sizes(row: tuple[int | None, ...], sizes: Sequence[QSizeF]) -> list[QSizeF]:
    """The sizes of a row's pages; where a page is missing, its room is as large as that of the other."""
    there = next(sizes[page] for page in row if page is not None)
    return [sizes[page] if page is not None else there for page in row]


def _scale(points: list[QSizeF], room: QSize, fit: Fit, scale: float) -> float:
    """How many pixels a point of a row's pages takes."""
    if fit is Fit.SIZE:
        return scale
    wide = max(1, room.width() - 2 * MARGIN) / max(1.0, sum(size.width() for size in points))
    if fit is Fit.WIDTH:
        return wide
    return min(wide, max(1, room.height() - 2 * MARGIN) / max(1.0, *(size.height() for size in points)))
