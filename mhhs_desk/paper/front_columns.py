"""What stands under the table of the front page: who was heard, what is for Ofgem, and the red lines."""

from __future__ import annotations

from typing import NamedTuple

from mhhs_desk import words
from mhhs_desk.domain.items import Touch
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.view import ItemView, View
from mhhs_desk.paper import wording
from mhhs_desk.paper.bars import Part, bar
from mhhs_desk.paper.going_on import going_on
from mhhs_desk.paper.page import MM, Rule, Strip, Strips, Text, gap, together
from mhhs_desk.paper.rows import CELL_PAD, LEADING, SMALL_LEADING, baseline, heading, paragraph, plain
from mhhs_desk.paper.text import (
    ACCENT,
    BLACK,
    BODY,
    ON_ACCENT,
    QUIET,
    SMALL,
    SMALL_QUIET,
    STRONG,
    WHITE,
    Run,
    Runs,
    small,
)


class Column(NamedTuple):
    """A column under the table: where it begins, how wide it is, whether it is set small."""

    x: float
    width: float
    small: bool

    def say(self, runs: Runs, indent: float = 0.0) -> Strips:
        """A paragraph of the column."""
        x, width = self.x + indent, self.width - indent
        if self.small:
            return paragraph(small(runs), x, width, 8, SMALL_LEADING)
        return paragraph(runs, x, width)

    def head(self, text: str) -> Strips:
        return heading(text, self.x, self.width)


def heard(view: View, column: Column) -> Strips:
    number, rest = view.heard_count, view.member_count - view.heard_count
    own = view.edition is Edition.OWN
    strips = column.head("Who was heard")
    if view.member_count and view.items:
        names = ("heard on at least one item", "heard") if own else ("with an answer counted here", "counted here")
        unheard = ("not heard",) if own else ("without an answer to show", "without")
        parts = [
            Part(count, tuple(f"{count} {name}" for name in called), style, fill, edge)
            for count, called, style, fill, edge in (
                (number, names, ON_ACCENT, ACCENT, ACCENT),
                (rest, unheard, SMALL, WHITE, BLACK),
            )
            if count
        ]
        strip, unnamed = bar(parts, column.x, column.width)
        strip.keep = True
        said = [f"Of {words.count(view.member_count, 'member')}.", *(f"{name.capitalize()}." for name in unnamed)]
        strips += [strip, gap(4, keep=True)]
    else:
        said = ["There is no member on the record."] if not view.member_count else []
    text = " ".join([*said, *_how_asked(view)]) or "Nobody has been asked yet."
    return [*strips, *paragraph(plain(SMALL, text), column.x, column.width, 8, SMALL_LEADING)]


def _how_asked(view: View) -> list[str]:
    """How and when members were asked, when the papers came, and who was never heard."""
    said = []
    first = min((call for call in view.calls if not call.reminder), key=lambda call: call.sent_on, default=None)
    if first:
        notice = f", {words.count(view.notice, 'working day')}’ notice" if view.notice is not None else ""
        said.append(f"Asked by {first.channel} on {words.day(first.sent_on)}{notice.replace('day’', 'day’s')}.")
    reminders = sorted({call.sent_on for call in view.calls if call.reminder})
    said += [f"Reminded on {words.listed([words.day(on) for on in reminders])}."] if reminders else []
    if view.meeting.papers_received:
        said.append(f"The papers came on {words.day(view.meeting.papers_received)}.")
    if view.never_heard:
        said.append(f"Never heard: {words.listed([member.name for member in view.never_heard])}.")
    return said


def for_ofgem(view: View, column: Column) -> Strips:
    found: dict[tuple[Run, ...], list[int]] = {}
    for item in view.items:
        if said := _ofgem(view, item):
            found.setdefault(tuple(said), []).append(item.item.number)
    texts = [[Run(STRONG, f"{wording.capital(wording.numbered(numbers))}."), *said] for said, numbers in found.items()]
    texts = texts or [plain(QUIET, "Nothing that we know of.")]
    strips = [*column.head("For Ofgem"), *(strip for text in texts for strip in (*column.say(text), gap(4)))]
    return going_on("For Ofgem", strips, column.x, column.width)


def _ofgem(view: View, item: ItemView) -> Runs:
    """What of an item may be Ofgem's to decide: its moves, and the thresholds it touches or may touch."""
    said: Runs = []
    for move in item.moves:
        if move.needs_ofgem is not False:
            before, after = wording.dates(move)
            moved = f" {wording.milestone_name(move)}, {before} to {after}."
            said += [Run(BODY, moved), *wording.verdict(move)]
    for touch, verb in ((Touch.TOUCHED, "Touches"), (Touch.UNSURE, "May touch")):
        found = {check.threshold for check in item.checks if check.answer is touch}
        names = [one.name for one in view.thresholds if found & {one.code, one.name}]
        if names:
            tail = "; we are unsure" if touch is Touch.UNSURE else ""
            said.append(Run(BODY, f" {verb} {wording.series(names)}{tail}."))
    return said


def red_lines(view: View, column: Column) -> Strips:
    strips = column.head("Red lines")
    held = [(item, answer) for item in view.items for answer in item.red_lines]
    if not held:
        return [*strips, *column.say(plain(QUIET, "None that is known."))]
    pad, indent = (2.8, 6 * MM) if column.small else (CELL_PAD, 10 * MM)
    style, leading = (SMALL_QUIET, SMALL_LEADING) if column.small else (QUIET, LEADING)
    for item, answer in held:
        said = f" {wording.stopped(answer.feedback.red_line or '')}"
        spoken = wording.spoken(said, answer.feedback.held_back)
        runs = [Run(BODY, f"{answer.who}:"), *spoken, *wording.cites(item, [answer.feedback.id])]
        body = column.say(runs, indent)
        number = Text(column.x, baseline(style.size, leading), style, str(item.item.number), 0.0)
        body[0].marks[:0] = [body[0].marks[0], number]
        under = Strip(pad, [Rule(column.x, pad, column.width)])
        strips += together([gap(pad), *body, under], 45 * MM)
    return going_on("Red lines", strips, column.x, column.width)
