"""The words of the calendar, in the window and in calendar files: rules, remarks on a day, moves, deadlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from mhhs_desk import words
from mhhs_desk.domain.calendar_days import Deadline, Remark, RemarkKind
from mhhs_desk.domain.convening import Turn
from mhhs_desk.domain.forums import LAST, Forum
from mhhs_desk.domain.meetings import Meeting

NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", LAST: "last"}


def nth_weekday(nth: int | None, weekday: int | None) -> str:
    """A rule in words: first Wednesday."""
    if nth is None or weekday is None:
        return "no rule"
    return f"{NTH.get(nth, str(nth))} {words.LONG_WEEKDAYS[weekday]}"


def rule(nth: int | None, weekday: int | None) -> str:
    """ "By rule: first Wednesday"."""
    return f"By rule: {nth_weekday(nth, weekday)}" if nth is not None and weekday is not None else "No rule is known"


def day(value: date, today: date) -> str:
    """A day, with its year where that is another than today's."""
    return words.day(value, value.year != today.year)


def due(deadline: Deadline, today: date) -> str:
    """By when something is due: Fri 24 Dec, 17:00."""
    return f"{day(deadline.day, today)}, {deadline.time}" if deadline.time else day(deadline.day, today)


def due_rule(forum: Forum) -> str:
    """A forum's rules for its deadlines: papers 5 working days before, by 17:00; answers 2 working days before."""
    told = [_rule("papers", forum.papers_due_days, forum.papers_due_time)]
    if forum.feedback_due_days is not None:
        told.append(_rule("answers", forum.feedback_due_days, forum.feedback_due_time))
    return "; ".join(told)


def _rule(what: str, days: int, time: str | None) -> str:
    return f"{what} {words.count(days, 'working day')} before{f', by {time}' if time else ''}"


def remark(one: Remark, names: Mapping[date, str], what: str = "Papers") -> str:
    """A remark in one sentence; `names` are those of the bank holidays, `what` is due by the deadline it speaks of."""
    told = words.day(one.day, year=True)
    of_rule = f"the {nth_weekday(one.nth, one.weekday)}, and " if one.nth is not None else ""
    match one.kind:
        case RemarkKind.HOLIDAY:
            return f"{told} is {of_rule}a bank holiday: {names.get(one.day, 'no name is known')}."
        case RemarkKind.WEEKEND:
            return f"{told} is {of_rule}no working day."
        case RemarkKind.YEAR_END:
            return f"{told} is {of_rule}between Christmas and New Year."
        case RemarkKind.FIFTH_FREE:
            plural = f"{words.LONG_WEEKDAYS[one.day.weekday()]}s"
            month = f"{words.LONG_MONTHS[one.day.month - 1]} {one.day.year}"
            return f"{month} has five {plural}; the fifth, {words.day(one.days[0])}, is left free."
        case RemarkKind.JUMPED:
            return f"{what} are due {words.day(one.day)}, earlier for {_holidays(one.days)}."
    return f"The bank holidays of {one.day.year} are not known here. Enter them in the reference data."


def _holidays(days: Iterable[date]) -> str:
    told = [words.day(one) for one in days]
    return f"the bank {'holiday' if len(told) == 1 else 'holidays'} {words.listed(told)}"


def turn(one: Turn, today: date, why: bool = True) -> str:
    """What once became of a meeting: moved from Wed 8 Jun, told 12 May: papers late."""
    told = f"told {day(one.told_on, today)}"
    reason = f": {one.why}" if one.why and why else ""
    if one.off:
        return f"called off, {told}{reason}"
    if one.day == one.new_day:
        return f"moved from {one.start or 'no time'} to {one.new_start or 'no time'}, {told}{reason}"
    before = day(one.day, today) if one.day else "no day"
    at = f", {one.start}" if one.start and one.start != one.new_start else ""
    return f"moved from {before}{at}, {told}{reason}"


def past(meeting: Meeting, turns: Iterable[Turn], today: date, why: bool = True) -> list[str]:
    """What once became of a meeting, a line each, the oldest first."""
    told = [(one, sentence(turn(one, today, why))) for one in turns]
    off = meeting.cancelled is not None
    return [
        f"{line}, and held after all" if one.off and (number < len(told) - 1 or not off) else line
        for number, (one, line) in enumerate(told)
    ]


def entry(meeting: Meeting, forum: Forum, papers: Deadline, turns: Iterable[Turn]) -> Iterator[str]:
    """What an entry of a calendar says under a meeting's name, a line each; why it was moved is not told."""
    status = f" ({forum.papers_due_status})" if forum.papers_due_status else ""
    yield f"Papers due {words.moment(papers.moment, year=True)}{status}."
    if meeting.feedback_due:
        yield f"Answers due {words.moment(meeting.feedback_due, year=True)}."
    yield from (f"{line}." for line in past(meeting, turns, date.min, why=False))
    if meeting.start and not meeting.end:
        yield "No end was given."


def sentence(text: str) -> str:
    """Words that begin a line."""
    return f"{text[:1].upper()}{text[1:]}"
