"""The members' report: what you said, what we argued, what was decided, what is next. Of what members may see alone."""

from __future__ import annotations

from datetime import date
from itertools import chain

from mhhs_desk import words
from mhhs_desk.domain.actions import ActionStatus
from mhhs_desk.domain.papers import Kind
from mhhs_desk.domain.view import ItemView, View
from mhhs_desk.paper import front_page, wording
from mhhs_desk.paper.closing import actions_section
from mhhs_desk.paper.differing import most_common
from mhhs_desk.paper.going_on import going_on
from mhhs_desk.paper.item_page import outcome, under, who
from mhhs_desk.paper.page import BOTTOM, LEFT, MEASURE, MM, Anchor, Flow, Page, Strips, gap, height_of
from mhhs_desk.paper.rendered import Rendered
from mhhs_desk.paper.rows import (
    SMALL_LEADING,
    Column,
    dashes,
    heading,
    labelled,
    not_alone,
    paragraph,
    paragraphs,
    plain,
    section,
    table,
)
from mhhs_desk.paper.running import finished, paper_id, when
from mhhs_desk.paper.sources import sources_section
from mhhs_desk.paper.tagging import Tag
from mhhs_desk.paper.text import BODY, FLAG, QUIET, SMALL_QUIET, STRONG, TITLE, Run, Runs


def report(view: View, today: date) -> Rendered:
    """The report on a meeting, as it prints on a day. The same view and day give the same bytes."""
    return finished(view, Kind.REPORT, _title(view), _laid_out(view, today))


def _title(view: View) -> str:
    return f"What became of your answers: {view.meeting.label}"


def _laid_out(view: View, today: date) -> list[Page]:
    note = paragraph(front_page.edition_note(view, today), LEFT, MEASURE, 8, SMALL_LEADING)
    top = BOTTOM - height_of(note)
    flow = Flow(top - 4 * MM)
    front = _front(view, today)
    items = [strip for item in view.items for strip in _item(view, item, today)]
    flow.place(front)
    if items:
        flow.turn()
    flow.place([gap(16), *items, *actions_section(view, today)])
    flow.place(sources_section(view, [*front, *items]))
    for strip in note:
        flow.pages[0].append((top, strip))
        top += strip.height
    return [page for page in flow.pages if page]


def _has_met(view: View, today: date) -> bool:
    """Whether the meeting is over, or at least begun."""
    return view.meeting.day is not None and view.meeting.day <= today


# The front page


def _front(view: View, today: date) -> Strips:
    head = paragraph([Run(TITLE, _title(view))], LEFT, MEASURE, 20, 24, tag=Tag("H1"))
    head[0].marks.insert(0, Anchor(0, "front", _title(view)))
    lead = paragraph(plain(BODY, _lead(view, today)), LEFT, 142 * MM)
    strips = [gap(4), *head, gap(7), *lead, gap(16)]
    body = [*heading("Item by item"), *_table(view, today), gap(20)] if view.items else []
    return [*strips, *body, *_next(view)]


def _lead(view: View, today: date) -> str:
    """Facts in sentences: when the meeting is, how many answers are counted, and how much is decided."""
    met = "met" if _has_met(view, today) else "meets"
    said = [f"{view.meeting.label} {met} on {when(view)}." if view.meeting.day else "The day of the meeting is open."]
    if not view.items:
        return " ".join([*said, f"The papers for {view.meeting.label} hold no items yet."])
    verb = "is" if view.heard_count == 1 else "are"
    said.append(f"The answers of {view.heard_count} of {words.count(view.member_count, 'member')} {verb} counted here.")
    done = sum(item.outcome is not None for item in view.items)
    if done == len(view.items):
        said.append("The outcome of every item is on record.")
    elif done:
        said.append(f"The outcome of {done} of {words.count(len(view.items), 'item')} is on record.")
    else:
        said.append("No outcome is on record yet.")
    return " ".join(said)


def _table(view: View, today: date) -> Strips:
    argued = "We argued" if _has_met(view, today) else "We argue"
    columns = (
        Column("", LEFT, 6 * MM),
        Column("Item", LEFT + 6 * MM, 56 * MM),
        Column("You said, most of you", LEFT + 64 * MM, 36 * MM),
        Column(argued, LEFT + 102 * MM, 33 * MM, hang=18),
        Column(f"{view.forum.code} decided", LEFT + 137 * MM, 33 * MM, hang=18),
    )
    return table(columns, [_row(item) for item in view.items])


def _row(item: ItemView) -> tuple[Runs, ...]:
    one, common = item.item, most_common(item)
    said = plain(QUIET, "no one answer" if item.tally.answered else "nothing to show")
    if common:
        said = plain(
            BODY, f"{item.tally.options[common]} of {item.tally.answered}: {wording.option_words(one, common)}"
        )
    position = item.position.option if item.position else None
    decided = item.outcome.option if item.outcome else None
    unsaid = "in words, below" if item.outcome else "not on record"
    return (
        plain(QUIET, str(one.number)),
        plain(STRONG, one.title),
        said,
        _option(item, position) or plain(QUIET, "a question" if item.text("questions") else "no option"),
        _option(item, decided) or plain(QUIET, unsaid),
    )


def _option(item: ItemView, key: str | None) -> Runs:
    return [wording.chip(key), Run(BODY, " " + item.item.option_name(key))] if key else []


def _next(view: View) -> Strips:
    """When the forum meets again, and who carries what members say to it."""
    on = view.next_days.get(view.forum.id)
    day = f"on {words.day(on, year=True)}" if on else "on a day that is not known yet"
    rep = view.seat.rep if view.seat and view.seat.rep else "your rep"
    said = [
        plain(BODY, f"The next {view.forum.code} is {day}."),
        plain(BODY, f"Tell {rep} what is wrong or missing here, and what should be said next."),
    ]
    return [*heading("What is next"), *(strip for text in said for strip in (*paragraph(text, LEFT, MEASURE), gap(3)))]


# An item


def _item(view: View, item: ItemView, today: date) -> Strips:
    one, met = item.item, _has_met(view, today)
    rows = (
        ("You said", _said(view, item)),
        ("We argued" if met else "We argue", _argued(item)),
        ("We asked" if met else "We ask", dashes(wording.sentences(item, "ask"))),
        ("Questions put" if met else "Questions to put", dashes(wording.sentences(item, "questions"))),
        (f"{view.forum.code} decided", _decided(view, item, met)),
        ("Next", paragraphs(_actions(view, item), 2.0)),
    )
    name = f"{one.number} {one.title}"
    head = section(one.title, f"item-{one.id}", name, str(one.number), under(view, item))
    made = not_alone(labelled(label, body) for label, body in rows)
    return [*head, *going_on(name, [*chain.from_iterable(made)]), gap(30)]


def _said(view: View, item: ItemView) -> Strips:
    """The answers counted, the views apart and the red lines; and where each answer stands that may be shown."""
    texts = wording.sentences(item, "minority")
    for answer in item.red_lines:
        line = wording.spoken(f" {wording.stopped(answer.feedback.red_line or '')}", answer.feedback.held_back)
        cites = wording.cites(item, [answer.feedback.id])
        texts.append([Run(FLAG, ""), Run(BODY, f" {answer.who}:"), *line, *cites])
    strips = [*who(view, item), *([gap(5), *paragraphs(texts)] if texts else [])]
    if not item.answers:
        return strips
    where = f"Each answer that may be shown is in the position paper, {paper_id(view)}."
    return [*strips, gap(3), *paragraph(plain(SMALL_QUIET, where), size=8, leading=SMALL_LEADING)]


def _argued(item: ItemView) -> Strips:
    """The position with its reasons."""
    position = item.position
    lead = _option(item, position.option) if position else []
    first, *rest = wording.prose(item, "statement") or [[]]
    texts = [[*lead, *([Run(BODY, ".")] if lead else []), *first], *rest, *wording.prose(item, "reasons")]
    texts = [text for text in texts if text]
    none = "No position was taken." if position is None else "The position may not be shown here."
    return paragraphs(texts or [plain(QUIET, none)])


def _decided(view: View, item: ItemView, met: bool) -> Strips:
    if item.outcome:
        return paragraphs(outcome(item), 2.0)
    said = "The outcome is not on record yet." if met else f"Nothing yet: {view.meeting.label} is still to meet."
    return paragraph(plain(QUIET, said))


def _actions(view: View, item: ItemView) -> list[Runs]:
    """What is still to be done about an item."""
    due = [one for one in view.actions if one.item_id == item.item.id and one.status is not ActionStatus.DONE]
    return [
        [
            Run(STRONG, f"{action.ref} " if action.ref else ""),
            Run(BODY, wording.stopped(action.text)),
            Run(QUIET, f" {action.owner}." if action.owner else ""),
        ]
        for action in due
    ]
