"""The front page: what we bring, our position item by item, who was heard, the red lines, what is for Ofgem."""

from __future__ import annotations

from datetime import date

from mhhs_desk import words
from mhhs_desk.domain.items import Disposition, Touch
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.positions import Strength, in_words, with_counts
from mhhs_desk.domain.view import ItemView, View
from mhhs_desk.paper import wording
from mhhs_desk.paper.bars import Part, bar
from mhhs_desk.paper.page import LEFT, MEASURE, MM, RIGHT, Anchor, Rule, Strip, Strips, Text, gap, together
from mhhs_desk.paper.rows import CELL_PAD, LEADING, SMALL_LEADING, Column, baseline, heading, paragraph, plain, table
from mhhs_desk.paper.tagging import Tag
from mhhs_desk.paper.text import (
    ACCENT,
    BLACK,
    BODY,
    FLAG,
    ON_ACCENT,
    QUIET,
    SMALL,
    SMALL_QUIET,
    STRONG,
    TITLE,
    WHITE,
    Run,
    Runs,
    lines,
)

SPLIT = LEFT + 90 * MM
LEFT_WIDTH, RIGHT_WIDTH = 80 * MM, RIGHT - SPLIT
MOST_FLAGS = 3
MOST_ASK_LINES, MOST_ASK_WORDS = 3, 30
ASK_WIDTH = 32.5 * MM
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


def front(view: View) -> Strips:
    """The title, the lead and the table; the two columns follow them."""
    head = paragraph([Run(TITLE, title(view))], LEFT, MEASURE, 20, 24, tag=Tag("H1"))
    head[0].marks.insert(0, Anchor(0, "front", title(view)))
    lead = paragraph(plain(BODY, _lead(view)), LEFT, 142 * MM)
    strips = [gap(4), *head, gap(7), *lead, gap(16)]
    if not view.items:
        return strips
    return [*strips, *heading("Our position, item by item"), *_table(view), gap(5), *_key(view), gap(16)]


def columns(view: View) -> tuple[Strips, Strips]:
    """The left column and the right one: who was heard and what is for Ofgem; the red lines."""
    return [*_heard(view), *_for_ofgem(view)], _red_lines(view)


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
        said.append(f"{wording.numbered(open_).capitalize()} {'is' if len(open_) == 1 else 'are'} without a position.")
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


def _table(view: View) -> Strips:
    at = LEFT
    made = (
        Column("", at, 6 * MM),
        Column("Item", at + 6 * MM, 48 * MM),
        Column("Sought", at + 56 * MM, 19 * MM),
        Column("Position", at + 76 * MM, 33 * MM, hang=18),
        Column("Strength", at + 110 * MM, 18 * MM),
        Column("We ask", at + 129 * MM, ASK_WIDTH),
        Column("Red", at + 162 * MM, 8 * MM, right=True),
    )
    return table(made, [_row(item) for item in view.items])


def _row(item: ItemView) -> tuple[Runs, ...]:
    one = item.item
    strength = item.position.strength if item.position else None
    return (
        plain(QUIET, str(one.number)),
        plain(STRONG, one.title),
        plain(QUIET, wording.SOUGHT[one.disposition] if one.disposition else "not given"),
        _taken(item),
        plain(BODY, wording.SHORT_STRENGTHS[strength]) if strength else plain(QUIET, "–"),
        _first_ask(item),
        _flags(len(item.red_lines)),
    )


def _taken(item: ItemView) -> Runs:
    option = item.position.option if item.position else None
    if option:
        return [wording.chip(option), Run(BODY, " " + item.item.option_name(option))]
    if item.text("questions"):
        return [wording.open_chip("?"), Run(BODY, " Question")]
    return plain(QUIET, "none yet" if _is_open(item) else "none taken")


def _first_ask(item: ItemView) -> Runs:
    """The first thing we ask for, or else the first question, in at most three lines; the section has it whole."""
    found = item.text("ask") or item.text("questions")
    if not found:
        return plain(QUIET, "–")
    said = with_counts(found[0].words, item.tally).rstrip(".")
    shown, kept = said, said.split()[:MOST_ASK_WORDS]
    while len(lines(plain(BODY, shown), ASK_WIDTH)) > MOST_ASK_LINES and len(kept) > 1:
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


# The two columns


def _heard(view: View) -> Strips:
    heard, rest = view.heard_count, view.member_count - view.heard_count
    own = view.edition is Edition.OWN
    strips = heading("Who was heard", LEFT, LEFT_WIDTH)
    if view.member_count and view.items:
        names = ("heard on at least one item", "heard") if own else ("with an answer counted here", "counted here")
        unheard = ("not heard",) if own else ("without an answer to show", "without")
        parts = [
            Part(number, tuple(f"{number} {name}" for name in called), style, fill, edge)
            for number, called, style, fill, edge in (
                (heard, names, ON_ACCENT, ACCENT, ACCENT),
                (rest, unheard, SMALL, WHITE, BLACK),
            )
            if number
        ]
        strip, unnamed = bar(parts, LEFT, LEFT_WIDTH)
        strip.keep = True
        said = [f"Of {words.count(view.member_count, 'member')}.", *(f"{name.capitalize()}." for name in unnamed)]
        strips += [strip, gap(4, keep=True)]
    else:
        said = ["There is no member on the record."] if not view.member_count else []
    text = " ".join([*said, *_how_asked(view)]) or "Nobody has been asked yet."
    return [*strips, *paragraph(plain(SMALL, text), LEFT, LEFT_WIDTH, 8, SMALL_LEADING), gap(14)]


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


def _for_ofgem(view: View) -> Strips:
    texts = [text for item in view.items if (text := _ofgem(view, item))]
    return [*heading("For Ofgem", LEFT, LEFT_WIDTH), *_flowed(texts or [plain(QUIET, "Nothing that we know of.")])]


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
    return [Run(STRONG, f"Item {item.item.number}."), *said] if said else []


def _flowed(texts: list[Runs]) -> Strips:
    strips: Strips = []
    for text in texts:
        strips += [*paragraph(text, LEFT, LEFT_WIDTH), gap(4)]
    return strips


def _red_lines(view: View) -> Strips:
    strips = heading("Red lines", SPLIT, RIGHT_WIDTH)
    held = [(item, answer) for item in view.items for answer in item.red_lines]
    if not held:
        return [*strips, *paragraph(plain(QUIET, "None that is known."), SPLIT, RIGHT_WIDTH)]
    for item, answer in held:
        said = f" {wording.stopped(answer.feedback.red_line or '')}"
        spoken = wording.spoken(said, answer.feedback.held_back)
        runs = [Run(BODY, f"{answer.who}:"), *spoken, *wording.cites(item, [answer.feedback.id])]
        body = paragraph(runs, SPLIT + 10 * MM, RIGHT_WIDTH - 10 * MM)
        number = Text(SPLIT, baseline(10, LEADING), QUIET, str(item.item.number), 0.0)
        body[0].marks[:0] = [body[0].marks[0], number]
        pad = Strip(CELL_PAD, [Rule(SPLIT, CELL_PAD, RIGHT_WIDTH)])
        strips += together([gap(CELL_PAD), *body, pad], 45 * MM)
    return strips


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
