"""Cells of the Members page: a member over its segment, and its part in one meeting in two lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from mhhs_desk import words
from mhhs_desk.domain.coverage import State, Tally
from mhhs_desk.domain.hearing import Hearing, Part, Record
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.ui import icons, paint
from mhhs_desk.ui.heard import heard_words, membership, outside_words, part_words, short_day
from mhhs_desk.ui.tables import Column
from mhhs_desk.ui.theme import Theme

ROW = 52
NARROW = 74
"""The width at which a meeting's cell still tells what it has to."""

CHASED = "clock-counter-clockwise"
NOBODY = "none given"
SPARE = 3
"""Pixels that a line is left, for a width that is measured is rounded."""
BAR_FROM, BAR = 180, 120
"""From which width of a cell on it has room for a bar, and how wide that is."""


FEW = 3
"""With no more meetings than this there is room for who is asked, and how answers may be shown."""


def columns(found: Hearing, today: date, people: Callable[[Record], str]) -> list[Column[Record]]:
    """The columns of the table: the member, a cell for each meeting with the newest at the right, and the whole."""
    never, count = {record.id for record in found.never}, len(found.meetings)
    made: list[Column[Record]] = [
        Column("Member", lambda r: r.member.name, width=210, stretch=not count, paint=_member(today),
               tip=lambda r: f"{r.member.name}, {under(r, today)}: {people(r) or NOBODY}"),
        *(_meeting(meeting, n, count - n if n < count - 1 else 0) for n, meeting in enumerate(found.meetings)),
    ]  # fmt: skip
    if count > 1:
        made.append(
            Column("Heard", heard_words, key=lambda r: r.heard, width=118, right=True, spare=1,
                   role=lambda r: "attention" if r.id in never else "text")
        )  # fmt: skip
    if count <= FEW:
        made += [
            Column("People", lambda r: people(r) or NOBODY, width=190, spare=count + 1,
                   role=lambda r: "text" if people(r) else "attention"),
            Column("Consent", lambda r: words.CONSENTS[r.member.consent], width=176, spare=count + 2,
                   role=lambda r: "text2"),
        ]  # fmt: skip
    return made


def _meeting(meeting: Meeting, place: int, spare: int) -> Column[Record]:
    title = f"{meeting.label}, {short_day(meeting.day)}" if meeting.day else meeting.label

    def head(painter: QPainter, rect: QRect, theme: Theme) -> None:
        box = rect.adjusted(theme.px(8), 0, -theme.px(4), 0)
        fits = paint.width(theme, title, "small", True) + SPARE <= box.width()
        paint.text(painter, box, theme, title if fits else meeting.label, "small", "text2", semibold=True)

    return Column(
        title,
        lambda record: part_words(record.parts[place]),
        key=lambda record: _order(record.parts[place]),
        width=NARROW,
        stretch=True,
        tip=lambda record: part_words(record.parts[place]),
        paint=lambda painter, rect, theme, record: paint_part(painter, rect, theme, record.parts[place]),
        spare=spare,
        head=head,
    )


def _order(part: Part) -> tuple[bool, float, int]:
    return part.counted, part.heard / part.items if part.items else 0.0, part.items


def under(record: Record, today: date) -> str:
    """What stands under a member's name: until when or from when it is a member, and its segment."""
    segment = record.member.segment or "no segment given"
    return " · ".join(part for part in (membership(record.member, today), segment) if part)


def lines(rect: QRect, theme: Theme) -> tuple[QRect, QRect]:
    """The two lines of a cell."""
    top = rect.y() + (rect.height() - theme.line() - theme.line("small")) // 2
    return (
        QRect(rect.x(), top, rect.width(), theme.line()),
        QRect(rect.x(), top + theme.line(), rect.width(), theme.line("small")),
    )


def _member(today: date) -> Callable[[QPainter, QRect, Theme, Record], None]:
    """What paints a member over what stands under its name on a day."""

    def paint_member(painter: QPainter, rect: QRect, theme: Theme, record: Record) -> None:
        first, second = lines(rect, theme)
        paint.text(painter, first, theme, record.member.name, semibold=True)
        paint.text(painter, second, theme, under(record, today), "small", "text2")

    return paint_member


def paint_part(painter: QPainter, rect: QRect, theme: Theme, part: Part) -> None:
    """On how many items somebody was heard, over when it was asked and chased and how many working days it had."""
    box = rect.adjusted(0, 0, theme.px(4), 0)
    first, second = lines(box, theme)
    if not part.counted:
        told = outside_words(part.outside) if part.outside else ""
        if paint.width(theme, told, "small") + SPARE > second.width():
            told = f"{part.outside} not counted"
        paint.text(painter, first, theme, "not a member", role="text3")
        paint.text(painter, second, theme, told, "small", "attention")
        return
    if not part.items:
        paint.text(painter, first, theme, "no items", role="text3")
        return
    silent = not part.heard
    used = paint.text(painter, first, theme, f"{part.heard} of {part.items}", role="attention" if silent else "text")
    if rect.width() >= theme.px(BAR_FROM):
        bar = QRect(first.x() + theme.px(64), first.center().y() - theme.px(4), theme.px(BAR), theme.px(9))
        paint.tally_bar(painter, bar, theme, Tally(Counter(O=part.states[State.ANSWERED]), part.states), ("O",))
    said = next(text for text in forms(part) if not text or paint.width(theme, text, "small") + SPARE <= second.width())
    if part.contact and part.contact.chased and "chased" not in said:
        icon = QRect(first.x() + used + theme.px(4), first.y(), theme.px(15), first.height())
        if icon.right() <= box.right():
            icons.draw(painter, icon, theme, CHASED, "text2")
    unasked = part.contact is None and silent and not _aside(part)
    paint.text(painter, second, theme, said, "small", "attention" if unasked else "text2")


def _aside(part: Part) -> bool:
    """Whether somebody stands aside on every item."""
    return part.states[State.RECUSED] == part.items


def forms(part: Part) -> Iterator[str]:
    """How somebody was asked, from the longest form to the shortest; the last is empty."""
    contact, days = part.contact, part.days
    if contact is None:
        yield from ("stands aside" if _aside(part) else "not asked", "")
        return
    asked = short_day(contact.asked)
    time = "" if days is None else "after it was due" if days < 0 else words.count(days, "working day")
    short = "" if days is None else "too late" if days < 0 else words.count(days, "day")
    chased = f"chased {short_day(contact.chased[-1])}" if contact.chased else ""
    yield _joined(f"asked {asked}", time, chased)
    yield _joined(f"asked {asked}", short, chased)
    yield _joined(asked, short, chased)
    yield _joined(asked, short, "chased" if chased else "")
    yield _joined(asked, short)
    yield asked
    yield ""


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
