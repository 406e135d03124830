"""The front page: what we bring, our position item by item, who was heard, the red lines, what is for Ofgem."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from mhhs_desk import words
from mhhs_desk.domain.items import Disposition
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.positions import Strength, in_words, with_counts
from mhhs_desk.domain.view import ItemView, View
from mhhs_desk.paper import rows, wording
from mhhs_desk.paper.front_columns import Column, for_ofgem, heard, red_lines
from mhhs_desk.paper.page import LEFT, MEASURE, MM, Anchor, Strips, gap, height_of
from mhhs_desk.paper.rows import CELL_PAD, LEADING, SMALL_LEADING, heading, paragraph, plain, table
from mhhs_desk.paper.tagging import Tag
from mhhs_desk.paper.text import (
    BODY,
    FLAG,
    QUIET,
    SMALL,
    SMALL_QUIET,
    STRONG,
    TITLE,
    Run,
    Runs,
    lines,
    small,
)

MOST_FLAGS = 2
ASK_WIDTH = 31.5 * MM
MOST_ASK_WORDS = 30


class Setting(NamedTuple):
    """How close the front page is set: its table, the space between its parts, and the columns under it."""

    small: bool
    leading: float
    pad: float
    ask_lines: int
    between: float
    lead_width: float
    heard: Column
    ofgem: Column
    red: Column


HALF, THIRD = Column(LEFT, 80 * MM, False), 52.5 * MM
RIGHT_HALF = Column(LEFT + 90 * MM, 80 * MM, False)
WIDE = Column(LEFT, 142 * MM, True)
THIRDS = [Column(LEFT + at * (MEASURE - THIRD) / 2, THIRD, True) for at in range(3)]
SETTINGS = (
    Setting(False, LEADING, CELL_PAD, 3, 16, 142 * MM, HALF, HALF, RIGHT_HALF),
    Setting(False, 12.5, 2.8, 3, 11, MEASURE, *THIRDS),
    Setting(False, 12.5, 2.8, 2, 11, MEASURE, *THIRDS),
    Setting(True, SMALL_LEADING, 2.8, 2, 11, MEASURE, *THIRDS),
)
"""The roomiest that holds the front page on one page is taken; the last where none does."""
PLURAL_ENDS = ("er", "or", "ent")


def constituents(constituency: str) -> str | None:
    """ "Small Supplier" as "small suppliers"; None where a plural would be a guess."""
    parts = constituency.split()
    safe = bool(parts) and all(part.isalpha() and part.istitle() for part in parts) and parts[-1].endswith(PLURAL_ENDS)
    return f"{constituency.lower()}s" if safe else None


def title(view: View) -> str:
    """What the small suppliers bring to PSG 1."""
    plural = constituents(view.constituency)
    if plural:
        return f"What the {plural} bring to {view.meeting.label}"
    return f"What the {view.constituency} constituency brings to {view.meeting.label}"


class Front(NamedTuple):
    """The front page: what stands over its whole width, the columns under that, and whether all is on one page."""

    strips: Strips
    columns: tuple[Strips, ...]
    whole: bool


def front(view: View, room: float) -> Front:
    """The title, the lead, the table and the columns, set as close as the room in points asks for."""
    before: tuple[Column, ...] | None = None
    columns: tuple[Strips, ...] = ()
    for setting in SETTINGS:
        where = setting.heard, setting.ofgem, setting.red
        strips = _front(view, setting)
        columns = columns if where == before else _columns(view, setting)
        before = where
        if height_of(strips) + max(map(height_of, columns)) <= room:
            return Front(strips, columns, True)
    return Front(strips, (_stacked(view),), False)


def _front(view: View, setting: Setting) -> Strips:
    head = paragraph([Run(TITLE, title(view))], LEFT, MEASURE, 20, 24, tag=Tag("H1"))
    head[0].marks.insert(0, Anchor(0, "front", title(view)))
    lead = paragraph(plain(BODY, _lead(view)), LEFT, setting.lead_width)
    strips = [*head, gap(7), *lead, gap(setting.between)]
    if not view.items:
        return strips
    body = [*_table(view, setting), gap(5), *_key(view), gap(setting.between)]
    return [*strips, *heading("Our position, item by item"), *body]


def _columns(view: View, setting: Setting) -> tuple[Strips, ...]:
    """Who was heard, what is for Ofgem, the red lines: the first two under one another where they share a column."""
    first, second, third = heard(view, setting.heard), for_ofgem(view, setting.ofgem), red_lines(view, setting.red)
    if setting.heard.x == setting.ofgem.x:
        return [*first, gap(14), *second], third
    return first, second, third


def _stacked(view: View) -> Strips:
    """The same under one another, where they would go on for pages beside empty columns."""
    parts = heard(view, WIDE), for_ofgem(view, WIDE), red_lines(view, WIDE)
    return [strip for part in parts for strip in (*part, gap(9))]


# The lead: facts, in sentences


def _lead(view: View) -> str:
    if not view.items:
        return f"The papers for {view.meeting.label} hold no items yet."
    approvals = [item for item in view.items if item.item.disposition is Disposition.APPROVAL]
    others = [item for item in view.items if item not in approvals]
    sought = in_words(len(approvals)).capitalize()
    said = [f"{sought} {'approval is' if len(approvals) == 1 else 'approvals are'} sought."]
    said += [_approvals(approvals)] if approvals else []
    said += [_others(others)] if others else []
    if open_ := [item.item.number for item in view.items if _is_open(item)]:
        said.append(
            f"{wording.capital(wording.numbered(open_))} {'is' if len(open_) == 1 else 'are'} without a position."
        )
    if red := [item.item.number for item in view.items if item.red_lines]:
        said.append(f"Red lines are held on {wording.numbered(red)}.")
    return " ".join(filter(None, said))


def _is_open(item: ItemView) -> bool:
    """Whether a position is still to be taken; an item for information needs none."""
    if item.item.disposition is Disposition.INFORMATION and item.position is None:
        return False
    return item.position is None or (item.position.option is None and not item.text("statement"))


VERBS = {
    "A": "accept {items}",
    "W": "accept {items} subject to additional work",
    "R": "refer {items} back",
    "X": "reject {items}",
    "E": "ask to escalate {items} to Ofgem",
}


def _approvals(items: list[ItemView]) -> str:
    taken = wording.grouped(
        (item.position.option, item.item.number) for item in items if item.position and item.position.option
    )
    said = [VERBS[key].format(items=wording.numbered(found)) for key, found in taken.items() if key in VERBS]
    for item in items:
        key = item.position.option if item.position else None
        if key and key not in VERBS:
            said.append(f"say “{item.item.option_name(key)}” on item {item.item.number}")
    if not said:
        return ""
    *first, last = said
    return f"We {'; '.join(first)}{', and ' if first else ''}{last}."


def _others(items: list[ItemView]) -> str:
    taken = wording.grouped(
        (item.item.option_name(item.position.option), item.item.number)
        for item in items
        if item.position and item.position.option
    )
    said = [f"{name} on {wording.numbered(found)}" for name, found in taken.items()]
    return f"We answer {words.listed(said)}." if said else ""


# The table


def _table(view: View, setting: Setting) -> Strips:
    at = LEFT
    made = (
        rows.Column("", at, 6 * MM),
        rows.Column("Item", at + 6 * MM, 47.5 * MM),
        rows.Column("Sought", at + 55.5 * MM, 18.5 * MM),
        rows.Column("Position", at + 76 * MM, 32.5 * MM, hang=14 if setting.small else 18),
        rows.Column("Strength", at + 110.5 * MM, 17.5 * MM),
        rows.Column("We ask", at + 130 * MM, ASK_WIDTH),
        rows.Column("Red", at + 162 * MM, 8 * MM, right=True),
    )
    cells = [_row(item, setting) for item in view.items]
    if setting.small:
        shrunk = [[small(cell) for cell in row] for row in cells]
        return table(made, shrunk, 8, setting.leading, setting.pad)
    return table(made, cells, 10, setting.leading, setting.pad)


def _row(item: ItemView, setting: Setting) -> tuple[Runs, ...]:
    one = item.item
    strength = item.position.strength if item.position else None
    return (
        plain(QUIET, str(one.number)),
        plain(STRONG, one.title),
        plain(QUIET, wording.SOUGHT[one.disposition] if one.disposition else "not given"),
        _taken(item),
        plain(BODY, wording.SHORT_STRENGTHS[strength]) if strength else plain(QUIET, "–"),
        _first_ask(item, setting),
        _flags(len(item.red_lines)),
    )


def _taken(item: ItemView) -> Runs:
    option = item.position.option if item.position else None
    if option:
        return [wording.chip(option), Run(BODY, " " + item.item.option_name(option))]
    if item.text("questions"):
        return [wording.open_chip("?"), Run(BODY, " Question")]
    return plain(QUIET, "none yet" if _is_open(item) else "none taken")


def _first_ask(item: ItemView, setting: Setting) -> Runs:
    """The first thing we ask for, or else the first question, in a few lines; the section has it whole."""
    found = item.text("ask") or item.text("questions")
    if not found:
        return plain(QUIET, "–")
    said = with_counts(found[0].words, item.tally).rstrip(".")
    shown, kept = said, said.split()[:MOST_ASK_WORDS]
    style = SMALL if setting.small else BODY
    while len(lines(plain(style, shown), ASK_WIDTH)) > setting.ask_lines and len(kept) > 1:
        kept.pop()
        shown = f"{' '.join(kept).rstrip(',;:')} …"
    return plain(BODY, shown)


def _flags(number: int) -> Runs:
    if number > MOST_FLAGS:
        return [Run(FLAG, ""), Run(BODY, f" {number}")]
    return [Run(FLAG, "") for _ in range(number)]


def _key(view: View) -> Strips:
    runs: Runs = []
    if any(item.position and item.position.strength is Strength.MAJORITY for item in view.items):
        runs.append(Run(SMALL_QUIET, "Majority: majority with dissent; the dissent is set out with the item. "))
    if any(item.red_lines for item in view.items):
        runs += [Run(FLAG, ""), Run(SMALL_QUIET, " a member holds a red line. ")]
    own = "No answer is read into silence."
    runs.append(Run(SMALL_QUIET, own if view.edition is Edition.OWN else "Only what may be shown here is counted."))
    return paragraph(runs, LEFT, MEASURE, 8, SMALL_LEADING)


def edition_note(view: View, today: date) -> Runs:
    """The line at the foot of the front page: for whom the edition is, and when it was printed."""
    rep = view.seat.rep if view.seat and view.seat.rep else "the rep"
    at = view.forum.code
    notes = {
        Edition.OWN: f"for {rep}. Holds names and passages that may not be shown at {at}",
        Edition.GROUP: f"for {at}. Holds only what its members allow to be shown there",
        Edition.MEMBERS: "for the members of the constituency. Holds only what each allows the others to see",
    }
    said = f"{words.EDITIONS[view.edition]}, {notes[view.edition]}. Printed {words.day(today, year=True)}."
    return plain(SMALL_QUIET, said)
