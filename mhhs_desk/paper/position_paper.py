"""The position paper: a view of a meeting as an A4 PDF. Records in, bytes out."""

from __future__ import annotations

from datetime import date

from mhhs_desk import words
from mhhs_desk.domain.view import View
from mhhs_desk.paper import front_page
from mhhs_desk.paper.closing import actions_section, milestones_section
from mhhs_desk.paper.draw import About, draw
from mhhs_desk.paper.item_page import item_section
from mhhs_desk.paper.mediation import mediation_section
from mhhs_desk.paper.page import BOTTOM, LEFT, MEASURE, MM, RIGHT, Flow, Mark, Page, Rule, Strip, Text, gap, height_of
from mhhs_desk.paper.rendered import Rendered
from mhhs_desk.paper.rows import SMALL_LEADING, paragraph
from mhhs_desk.paper.sources import sources_section
from mhhs_desk.paper.text import BLACK, SMALL, SMALL_QUIET, SMALL_STRONG, Style, fitted, letters

HEAD_LINE, HEAD_RULE = 14.6 * MM, 17.3 * MM
FOOT_RULE, FOOT_LINE = 280.5 * MM, 284.5 * MM


def position_paper(view: View, today: date) -> Rendered:
    """The paper of one edition, as it prints on a day. The same view and day give the same bytes."""
    pages = _laid_out(view, today)
    head, paper = _head(view), paper_id(view)
    digest = view.digest()
    record = f"Record {digest[:4]} {digest[4:8]} {digest[8:12]}"
    for number, page in enumerate(pages, 1):
        page.insert(0, (0.0, head))
        page.append((0.0, _foot(paper, f"Page {number} of {len(pages)}", record)))
    about = About(
        title=front_page.title(view),
        author=f"{view.constituency} constituency",
        subject=f"Position paper for {view.meeting.label}, {_when(view)}; {words.EDITIONS[view.edition]}",
    )
    return Rendered(draw(pages, about), len(pages))


def _laid_out(view: View, today: date) -> list[Page]:
    note = paragraph(front_page.edition_note(view, today), LEFT, MEASURE, 8, SMALL_LEADING)
    note_top = BOTTOM - height_of(note)
    flow = Flow(first_bottom=note_top - 4 * MM)
    front, columns = front_page.front(view), front_page.columns(view)
    body = [strip for item in view.items for strip in item_section(view, item)]
    body += [*actions_section(view, today), *milestones_section(view), *mediation_section(view)]
    flow.place(front)
    flow.columns(*columns)
    flow.place([gap(16), *body])
    flow.place(sources_section(view, [*front, *columns[0], *columns[1], *body]))
    for strip in note:
        flow.pages[0].append((note_top, strip))
        note_top += strip.height
    return [page for page in flow.pages if page]


def paper_id(view: View) -> str:
    """PSG1-SS-own: the meeting's label, the constituency's initials, the edition."""
    initials = "".join(next((sign for sign in part if sign.isalnum()), "") for part in view.constituency.split())
    return "-".join(filter(None, ("".join(view.meeting.label.split()), initials.upper(), view.edition.value)))


def _head(view: View) -> Strip:
    """The meeting at the left, the constituency in the middle, the edition at the right, over a black rule."""
    third = MEASURE / 3 - 4
    label = fitted(SMALL_STRONG, view.meeting.label, third)
    after = letters(SMALL_STRONG, label) + 6
    day = fitted(SMALL, _when(view), max(0.0, third - after))
    marks: list[Mark] = [
        Text(LEFT, HEAD_LINE, SMALL_STRONG, label, 0.0),
        Text(LEFT + after, HEAD_LINE, SMALL, day, 0.0),
        _middle(HEAD_LINE, SMALL, f"{view.constituency} constituency"),
        _right(HEAD_LINE, SMALL_STRONG, words.EDITIONS[view.edition]),
        Rule(LEFT, HEAD_RULE, MEASURE, 0.6, BLACK),
    ]
    return Strip(0.0, marks)


def _foot(paper: str, page: str, record: str) -> Strip:
    marks: list[Mark] = [
        Rule(LEFT, FOOT_RULE, MEASURE),
        Text(LEFT, FOOT_LINE, SMALL_QUIET, fitted(SMALL_QUIET, paper, MEASURE / 3), 0.0),
        _middle(FOOT_LINE, SMALL_QUIET, page),
        _right(FOOT_LINE, SMALL_QUIET, record),
    ]
    return Strip(0.0, marks)


def _middle(y: float, style: Style, text: str) -> Text:
    shown = fitted(style, text, MEASURE / 3 - 4)
    return Text((LEFT + RIGHT - letters(style, shown)) / 2, y, style, shown, 0.0)


def _right(y: float, style: Style, text: str) -> Text:
    return Text(RIGHT - letters(style, text), y, style, text, 0.0)


def _when(view: View) -> str:
    return words.long_day(view.meeting.day) if view.meeting.day else "day not given"
