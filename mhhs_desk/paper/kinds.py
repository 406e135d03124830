"""What is made of a view, by its kind. Each is laid out by a module of its own and finished alike."""

from __future__ import annotations

from datetime import date

from mhhs_desk.domain.papers import Kind
from mhhs_desk.domain.view import View
from mhhs_desk.paper.rendered import Rendered


def made(kind: Kind, view: View, today: date) -> Rendered:
    """A paper of a kind, as it prints on a day. The same view and day give the same bytes."""
    from mhhs_desk.paper.brief import brief
    from mhhs_desk.paper.cards import cards
    from mhhs_desk.paper.position_paper import position_paper
    from mhhs_desk.paper.report import report

    makers = {Kind.PAPER: position_paper, Kind.BRIEF: brief, Kind.CARDS: cards, Kind.REPORT: report}
    return makers[kind](view, today)
