"""Moves on an axis of months: where the plan stands, where the papers would put it, and how far that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mhhs_desk import words
from mhhs_desk.domain.milestones import MilestoneDate, Move, months
from mhhs_desk.paper import wording
from mhhs_desk.paper.page import LEFT, MEASURE, MM, RIGHT, Box, Mark, Rule, Strip, Strips, Text, gap
from mhhs_desk.paper.rows import SMALL_LEADING, baseline, paragraph
from mhhs_desk.paper.tagging import Tag
from mhhs_desk.paper.text import (
    ACCENT,
    BLACK,
    BODY,
    DIAMOND,
    GREY,
    HAIR,
    HOLLOW,
    SMALL,
    SMALL_QUIET,
    SMALL_STRONG,
    STRONG,
    WHITE,
    Run,
    Runs,
    fitted,
    letters,
)

START, END = LEFT + 14 * MM, RIGHT - 34 * MM
"""Where the axis begins and ends: the codes stand before it, the slips after it."""
INSET = 68.0
"""Room for the words of a date between the ends of the axis and its first and last mark."""
ROW, HEAD, SIGN, BESIDE = 21.0, 19.0, 7.0, 7.0
MOST = 24
"""Rows of one piece of the chart."""
NAMED, ROOM = (3, 12, 24, 60, 120, 240), 34.0
"""So many months may lie between two that are named, which need so many points each."""
FINE, COARSE = 36, 120
"""Up to so many months each has its tick, up to so many each quarter, beyond that each year."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Months as points: the first and the last month of the axis."""

    first: int
    last: int

    def at(self, month: int) -> float:
        share = (month - self.first) / max(1, self.last - self.first)
        return START + INSET + share * (END - START - 2 * INSET)


def chart(moves: Sequence[Move]) -> Strips:
    """The moves that have a date, on one axis, with a line on those that cannot be placed; empty without a date."""
    placed = [move for move in moves if _dates(move)]
    undated = [move for move in moves if not (_dated(move.before) and _dated(move.after))]
    strips: Strips = []
    if placed:
        every = [month for move in placed for month in _dates(move)]
        scale = Scale(min(every), max(every))
        pieces = [placed[at : at + MOST] for at in range(0, len(placed), MOST)]
        strips = [strip for piece in pieces for strip in (_piece(piece, scale), gap(3))]
        strips += [*_legend(), gap(6)]
    for strip in strips:
        strip.keep = True
    return [*strips, *_undated(undated)]


def _dated(date: MilestoneDate | None) -> bool:
    return date is not None and date.start is not None


def _dates(move: Move) -> list[int]:
    """The months that a move has on the axis; of a date that is not given, none."""
    found = (date for date in (move.before, move.after) if date and date.start)
    return [months(month) for date in found for month in (date.start, date.end) if month]


def _piece(moves: Sequence[Move], scale: Scale) -> Strip:
    """A piece of the chart with its own axis, as one picture."""
    tag = Tag("Figure", alt=" ".join(("The moves on an axis of months.", *map(_told, moves))))
    marks: list[Mark] = [tag, *_axis(scale, HEAD + ROW * len(moves))]
    for number, move in enumerate(moves):
        marks += _row(move, scale, HEAD + ROW * number)
    return Strip(HEAD + ROW * len(moves) + 2, marks)


def _told(move: Move) -> str:
    """M4: plan Oct-21, proposed Jan-22, 3 months later."""
    before, after = wording.dates(move)
    if move.before is move.after:
        return f"{move.milestone.code}: plan {before}, no change."
    return f"{move.milestone.code}: plan {before}, proposed {after}, {wording.slipped(move)}."


def _axis(scale: Scale, height: float) -> Iterable[Mark]:
    """The line, its ticks, the name of each year at its January, and a hairline down from there."""
    span = scale.last - scale.first
    step = 1 if span <= FINE else 3 if span <= COARSE else 12
    yield Rule(START, HEAD - 4, END - START, 0.5, BLACK)
    for month in range(scale.first, scale.last + 1):
        if month % step == 0:
            tall = 4.0 if month % 12 == 0 else 2.0
            yield Box(scale.at(month), HEAD - 4 - tall, 0.4, tall, GREY, None)
    for month in _named(scale):
        if month % 12 == 0:
            yield Box(scale.at(month), HEAD - 4, 0.35, height - HEAD + 4, HAIR, None)
        yield from _middle(scale.at(month), _month(month))


def _named(scale: Scale) -> Sequence[int]:
    """The months that are named: each quarter's first where there is room, else each January, or some of them."""
    every = range(scale.first, scale.last + 1)
    for apart in NAMED:
        found = [month for month in every if month % apart == 0]
        if found and (len(found) == 1 or scale.at(found[1]) - scale.at(found[0]) >= ROOM):
            return found
    return every[:1]


def _month(month: int) -> str:
    return f"{words.MONTHS[month % 12]} {month // 12 % 100:02d}"


def _middle(x: float, said: str) -> Iterable[Mark]:
    wide = letters(SMALL_QUIET, said)
    yield Text(x - wide / 2, baseline(8, SMALL_LEADING) - 1, SMALL_QUIET, said, wide)


def _row(move: Move, scale: Scale, top: float) -> Iterable[Mark]:
    """A move: the plan hollow, the proposal filled, a line from one to the other, and the slip at the right."""
    y, middle = top + 13.2, top + 10.4
    code = fitted(SMALL_STRONG, move.milestone.code, 13 * MM)
    yield Rule(LEFT, top + ROW, MEASURE)
    yield Text(LEFT, y, SMALL_STRONG, code, letters(SMALL_STRONG, code))
    before, after = move.before, move.after
    ends = [span for date in (before, after) if (span := _span(date))]
    reach = (min(first for first, _ in ends), max(last for _, last in ends))
    yield Rule(scale.at(reach[0]), middle, scale.at(reach[1]) - scale.at(reach[0]), 0.8, GREY)
    forward = not (before and after and before.start and after.start) or before.start <= after.start
    still = before is after
    for date, style in ((after, DIAMOND),) if still else ((before, HOLLOW), (after, DIAMOND)):
        span = _span(date)
        if date is None or span is None:
            continue
        if span[1] > span[0]:
            width = scale.at(span[1]) - scale.at(span[0])
            yield Rule(scale.at(span[0]), middle, width, 2.4, ACCENT if style is DIAMOND else GREY)
        for month in sorted(set(span)):
            yield Text(scale.at(month) - SIGN / 2, y, style, "", SIGN)
        left = not still and (date is before) == forward
        yield from _beside(scale.at(span[0] if left else span[1]), y, _said(date), left)
    slip = fitted(SMALL, wording.slipped(move), 32 * MM)
    yield Text(END + 2 * MM, y, SMALL, slip, letters(SMALL, slip))


def _span(date: MilestoneDate | None) -> tuple[int, int] | None:
    if date is None or date.start is None:
        return None
    return months(date.start), months(date.end or date.start)


def _said(date: MilestoneDate) -> str:
    return words.months(date.start, date.end, date.words)


def _beside(x: float, y: float, said: str, left: bool) -> Iterable[Mark]:
    said = fitted(SMALL, said, INSET - BESIDE)
    wide = letters(SMALL, said)
    yield Box(x - BESIDE - wide - 1 if left else x + BESIDE - 1, y - 7, wide + 2, 9, WHITE, None)  # no line through it
    yield Text(x - BESIDE - wide if left else x + BESIDE, y, SMALL, said, wide)


def _legend() -> Strips:
    said: Runs = [Run(HOLLOW, ""), Run(SMALL_QUIET, " the plan "), Run(DIAMOND, "")]
    said.append(Run(SMALL_QUIET, " proposed. A wide line is a time within which the date would lie."))
    return paragraph(said, LEFT, MEASURE, 8, SMALL_LEADING)


def _undated(moves: Sequence[Move]) -> Strips:
    """What cannot be placed, in words: a date that is not given stands nowhere on the axis."""
    strips: Strips = []
    for move in moves:
        before, after = wording.dates(move)
        lead = [Run(STRONG, f"{move.milestone.code}:"), Run(BODY, f" {before} to {after}.")]
        strips += paragraph([*lead, Run(BODY, " A date that is not given is not placed.")], LEFT, MEASURE)
    return [*strips, gap(9)] if strips else []
