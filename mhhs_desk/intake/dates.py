"""Dates as people write them: days, months, ranges of months and times of day, turned into ISO."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

NOON = re.compile(r"\b(?:12\s+)?noon\b", re.IGNORECASE)
NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEAR = r"['’‘]?(?:20)?\d\d(?!\d)"
_MONTH_YEAR = rf"{MONTH}\.?(?:\s*[-–]\s*|\s+|\s*(?=['’‘])){_YEAR}"
MONTHS = re.compile(
    rf"(?<![\w-])(?:{_MONTH_YEAR}\s*(?:[-–]|to)\s*{_MONTH_YEAR}|{MONTH}\s*[-–/]\s*{_MONTH_YEAR}|{_MONTH_YEAR})"
    r"(?![\w/])"
)
UNKNOWN = re.compile(r"\bTB[CD]\b")
DAY = re.compile(
    rf"(?:(?P<weekday>Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s+(?:the\s+)?)?"
    rf"(?:(?P<d1>\d{{1,2}})\s*(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{MONTH})\.?(?:,?\s+(?P<y1>\d{{4}}|['’]\d\d))?"
    rf"|(?P<m2>{MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})"
    r"|(?P<d3>\d{1,2})[/.](?P<m3>\d{1,2})[/.](?P<y3>\d{4}|\d\d)(?![\d.])"
    r"|(?P<y4>\d{4})-(?P<m4>\d\d)-(?P<d4>\d\d)(?!\d))(?!\w)",
    re.IGNORECASE,
)
MONTH_FIRST = re.compile(
    rf"(?<!\d\s)\b(?P<month>{MONTH})\.?\s+(?P<number>\d{{1,2}})(?P<ending>st|nd|rd|th)?(?![\d:/-])(?!,?\s+\d{{4}})",
    re.IGNORECASE,
)
YEARS_AHEAD = 5
_CLOCK = r"(\d{1,2})(?:[.:](\d\d))?\s*([ap]\.?m\.?)?"
TIMES = re.compile(rf"(?<![\d./:-]){_CLOCK}\s*(?:[-–—]|to|until)\s*{_CLOCK}(?![\d/])", re.IGNORECASE)
TIME = re.compile(
    r"(?<![\d.:/])([01]?\d|2[0-3])[:.]([0-5]\d)\s*([ap]\.?m\b)?(?![\d/]|\.\d)|(?<!\d)(1?\d)\s*([ap]\.?m\b)"
    r"|(?<![\d.:/-])(?P<hours>[01]\d|2[0-3])(?P<minutes>[0-5]\d)\s*(?:hrs?|hours)\b",
    re.IGNORECASE,
)


def month_number(name: str) -> int:
    return NAMES.index(name[:3].lower()) + 1


ISO_MONTHS = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])(?:/20\d\d-(?:0[1-9]|1[0-2]))?")


def month_cells(words: str) -> list[re.Match[str]]:
    """Every month or range of months, in order; the month of a whole date ("11 August 2021") is none."""
    found: list[re.Match[str]] = []
    for match in MONTHS.finditer(words):
        day_before = re.search(r"\b\d{1,2}(?:st|nd|rd|th)?\s+$", words[: match.start()])
        # "Oct-Nov 21 May 22": the number before May belongs to the cell before it.
        if not day_before or (found and found[-1].end() > day_before.start()):
            found.append(match)
    return found


def months(words: str) -> str | None:
    """A month or a range of months as ISO ("2021-10", "2021-10/2021-11"); None where no such date is written."""
    if ISO_MONTHS.fullmatch(words.strip()):
        return words.strip()
    found = next(iter(month_cells(words)), None)
    if found is None:
        return None
    names = [month_number(name) for name in re.findall(MONTH, found[0])]
    years = [2000 + int(year[-2:]) for year in re.findall(r"(?:20)?\d\d", found[0])]
    if len(names) == 1:
        return f"{years[0]}-{names[0]:02d}"
    first = years[0] if len(years) == 2 or names[0] <= names[1] else years[0] - 1
    return f"{first}-{names[0]:02d}/{years[-1]}-{names[1]:02d}"


def day(words: str, near: str | None = None) -> str | None:
    """The first whole date as ISO. Without a year it is the one nearest after `near` (an ISO date), else no date."""
    for found in (*DAY.finditer(words), *_month_first(words, near)):
        iso = day_of(found, near)
        if iso:
            return iso
    return None


def _month_first(words: str, near: str | None) -> Iterator[re.Match[str]]:
    """The days of "May 31" as a date without its year, where the number cannot be that of a year to come."""
    year = int(near[2:4]) if near else 0
    for found in MONTH_FIRST.finditer(words if near else ""):
        number = found["number"]
        named = found["ending"] or len(number) < 2 or not year <= int(number) <= year + YEARS_AHEAD
        turned = DAY.fullmatch(f"{number} {found['month']}") if named else None
        if turned:
            yield turned


def day_of(found: re.Match[str], near: str | None = None) -> str | None:
    """The ISO date of one match of DAY, or None where it is no date or lacks a year."""
    part = found.groupdict()
    number = next(int(part[name]) for name in ("d1", "d2", "d3", "d4") if part[name])
    month = next((part[name] for name in ("m1", "m2", "m3", "m4") if part[name]), "")
    year = next((part[name] for name in ("y1", "y2", "y3", "y4") if part[name]), None)
    which = int(month) if month.isdigit() else month_number(month)
    try:
        if year:
            return date(2000 + int(year[-2:]) if len(year) < 4 else int(year), which, number).isoformat()
        if near:
            since = date.fromisoformat(near[:10])
            this = date(since.year, which, number)
            return (this if this >= since - timedelta(days=7) else date(since.year + 1, which, number)).isoformat()
    except ValueError:
        return None
    return None


def weekday_is_wrong(found: re.Match[str], iso: str) -> bool:
    """Whether a written day of the week is not that of the date."""
    written = found.groupdict()["weekday"]
    return bool(written) and not WEEKDAYS[date.fromisoformat(iso).weekday()].startswith(written.lower()[:3])


BARE_TIMES = re.compile(
    r"(?<![\d./:-])([01]\d|2[0-3])([0-5]\d)\s*(?:hrs\s*)?(?:[-–—]|to)\s*([01]\d|2[0-3])([0-5]\d)(?![\d/.-])"
)


def times(words: str) -> tuple[str, str] | None:
    """A span of time as two HH:MM, "1000-1200" too; None where there is none, or only other numbers."""
    words = NOON.sub("12pm", words)
    for found in TIMES.finditer(words):
        h1, m1, half1, h2, m2, half2 = found.groups()
        if not ((m1 and m2) or half1 or half2):
            continue
        start, end = _clock(h1, m1, half1 or _same_half(h1, h2, half2)), _clock(h2, m2, half2)
        if start and end:
            return start, end
    bare = next((found for found in BARE_TIMES.finditer(words) if found[1] + found[2] < found[3] + found[4]), None)
    # "2021-2022" are years unless the words speak of hours.
    if bare and (bare[1] + bare[2] < "1900" or "time" in words.casefold()):
        return f"{bare[1]}:{bare[2]}", f"{bare[3]}:{bare[4]}"
    return None


def time(words: str) -> str | None:
    """The first time of day as HH:MM."""
    found = TIME.search(words)
    if not found:
        return None
    if found["hours"]:
        return f"{found['hours']}:{found['minutes']}"
    return _clock(found[1] or found[4], found[2], found[3] or found[5])


def minutes_between(start: str, end: str) -> int:
    (h1, m1), (h2, m2) = ((int(part) for part in clock.split(":")) for clock in (start, end))
    return (h2 - h1) * 60 + m2 - m1


def _same_half(first: str, second: str, half: str | None) -> str | None:
    # "2 - 4pm" begins in the afternoon too; "11 - 1pm" does not.
    return half if half and int(first) <= int(second) else None


def _clock(hour: str, minute: str | None, half: str | None) -> str | None:
    hours, minutes = int(hour), int(minute or 0)
    if half and half.lower().startswith("p") and hours < 12:
        hours += 12
    return f"{hours:02d}:{minutes:02d}" if hours < 24 and minutes < 60 else None


def london(moment: datetime) -> str:
    """A moment as the ISO date and time on a London clock; a moment without a zone is taken to be London's."""
    if moment.tzinfo is not None:
        universal = (moment - (moment.utcoffset() or timedelta())).replace(tzinfo=None)
        moment = universal + timedelta(hours=1) if _in_summer(universal) else universal
    return moment.replace(microsecond=0, tzinfo=None).isoformat(timespec="minutes")


def _in_summer(universal: datetime) -> bool:
    # Worked out here because Windows carries no zone tables: last Sunday of March to last Sunday of October, 01:00.
    return _last_sunday(universal.year, 3) <= universal < _last_sunday(universal.year, 10)


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1)
    return last - timedelta(days=(last.weekday() + 1) % 7)
