"""Papers of about twelve pages, against the same words drawn with the bare reportlab canvas."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.view import View
from mhhs_desk.sample import build
from tests.bench.compare import Measured, compare
from tests.bench.others.raw import draw, lines_of, load_face

TWELVE = 12


def measure(folder: Path) -> list[Measured]:
    """How the papers of a sample made in a folder fare."""
    load_face()
    with build(folder / "paper.mhhs") as desk:
        meeting, today = desk.meeting(), desk.today
        views = [of_pages(desk.view(meeting, edition), today, TWELVE) for edition in (Edition.GROUP, Edition.OWN)]
    return [_compared(view, today) for view in views]


def _compared(view: View, today: date) -> Measured:
    from mhhs_desk.paper.position_paper import position_paper

    pages = lines_of(position_paper(view, today).data)
    name = f"a paper of {len(pages)} pages, {view.edition} edition"
    return compare(name, lambda: position_paper(view, today), lambda: draw(pages), limit=1.5, rounds=41)


def of_pages(view: View, today: date, most: int) -> View:
    """A view with so many of its items that its paper has at most so many pages."""
    from mhhs_desk.paper.position_paper import position_paper

    kept = view
    while position_paper(kept, today).pages > most and len(kept.items) > 1:
        kept = replace(kept, items=kept.items[:-1])
    return kept
