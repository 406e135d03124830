"""The meeting a file speaks of: forum, label, date, times and place, each only where it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mhhs_desk.domain.findings import Doubt, MeetingFound
from mhhs_desk.intake import dates, forums
from mhhs_desk.intake.document import Line, span_of

COVER = 25
OTHER_MEETING = re.compile(
    r"\bnext\b|\bprevious\b|\blast meeting\b|minutes of|note of|notes of|\bw/c\b|week commencing|issued"
    r"|published|version|as at\b",
    re.IGNORECASE,
)
FIELD = re.compile(
    r"^(?P<what>meeting|forum|date|time|place|venue|location|where|when)\s*:\s*(?P<words>\S.*)$", re.IGNORECASE
)
ORDINAL = re.compile(r"\b(\d{1,3}(?:st|nd|rd|th))\s+(?:[Mm]eeting|MEETING|[A-Z]{3,5})\b")
NUMBERED = re.compile(r"\bmeeting\s+(?:no\.?|number)\s*(\d{1,3}(?:\.\d)?)\b", re.IGNORECASE)
BODY = re.compile(
    r"^(?:(?:the\s+)?([A-Z][\w&' -]{2,60}?\b(?:Board|Panel|Committee|Council|Group|Forum))(?:\s+meeting)?"
    r"|(?-i:([A-Z]{2,6}))\s+meeting)$",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"\b(by (?:video|telephone|phone|call)|(?:via|on|by) (?:Microsoft )?(?:Teams|Zoom|Webex))\b", re.IGNORECASE
)


def of_paper(lines: Sequence[Line], titles: Sequence[str]) -> tuple[MeetingFound | None, list[Doubt]]:
    """The meeting of a pack or an agenda. What its cover does not give is a doubt."""
    written = [line for line in lines if line.words]
    cover = [line for line in written if line.page in (None, 1)][:COVER]
    forum = forums.main_forum(titles, "\n".join(line.words for line in written))
    label = _label(cover, forum) or _label([line for line in written if line.words in set(titles)], forum)
    day_line, day, doubts = _day(cover)
    named = next(
        (line for line in written if forum and line.words in titles and forum in forums.named_in(line.words)), None
    )
    span = span_of([day_line or named or (cover or written)[0]]) if written else None
    body = forum or next((found[1] or found[2] for line in cover if (found := BODY.match(line.words))), None)
    if body is None and day is None and label is None:
        return None, []
    start, end = _times(cover, day_line) or (None, None)
    if day is None:
        doubts.append(Doubt("No date of the meeting is written."))
    if label is None:
        doubts.append(Doubt("No meeting number is written."))
    return MeetingFound(forum or _titled(body), label, day, start, end, _place(cover), span), doubts


def of_message(lines: Sequence[Line], subject: str, sent: str | None) -> tuple[MeetingFound | None, list[Doubt]]:
    """The meeting a message is about: all of it in an invitation, its label alone in an answer."""
    own = [line for line in lines if line.words and not line.quoted]
    fields: dict[str, Line] = {}
    for line in own:
        found = FIELD.match(line.words)
        if found:
            fields.setdefault(found["what"].lower(), line)
    invited = _of_fields(fields, subject) or _of_sentence(own, subject, sent)
    if invited:
        return invited
    label = forums.label(subject) or next((named for line in own if (named := forums.label(line.words))), None)
    return (MeetingFound(label[0], label[1], None, None, None), []) if label else (None, [])


def _of_fields(fields: dict[str, Line], subject: str) -> tuple[MeetingFound, list[Doubt]] | None:
    when = fields.get("date") or fields.get("when")
    day = dates.day(when.words) if when else None
    named = forums.label(" ".join(line.words for line in fields.values())) or forums.label(subject)
    if when is None or day is None or not (named or "meeting" in fields or "forum" in fields):
        return None
    clock = dates.times(fields["time"].words if "time" in fields else when.words)
    where = next((fields[name] for name in ("place", "venue", "location", "where") if name in fields), None)
    place = where.words.split(":", 1)[1].split(";")[0].strip() if where else None
    doubts = _weekday_doubts(when)
    if named is None:
        doubts.append(Doubt("No meeting number is written."))
    start, end = clock or (None, None)
    return MeetingFound(
        named[0] if named else None, named[1] if named else None, day, start, end, place, span_of([when])
    ), doubts


def _of_sentence(own: Sequence[Line], subject: str, sent: str | None) -> tuple[MeetingFound, list[Doubt]] | None:
    """An invitation in one sentence: "PSG 1, Wednesday 10 November 2021, 10:00 to 12:00, by video"."""
    for line in own:
        label, day, clock = forums.label(line.words), dates.day(line.words, sent), dates.times(line.words)
        if label and day and clock:
            video = PLACE.search(line.words) or PLACE.search(subject)
            place = video[1] if video else None
            doubts = _weekday_doubts(line)
            return MeetingFound(label[0], label[1], day, *clock, place, span_of([line])), doubts
    return None


def _weekday_doubts(line: Line) -> list[Doubt]:
    found = dates.DAY.search(line.words)
    day = dates.day_of(found) if found else None
    if found and day and dates.weekday_is_wrong(found, day):
        return [Doubt(f"{day} is not a {found['weekday']}day as written.", span_of([line]))]
    return []


def _label(lines: Sequence[Line], forum: str | None) -> str | None:
    for line in lines:
        found = forums.label(line.words)
        if found and (forum is None or found[0] == forum):
            return found[1]
    for line in lines:
        numbered = ORDINAL.search(line.words) or NUMBERED.search(line.words)
        if numbered and not OTHER_MEETING.search(line.words):
            return f"{forum} {numbered[1]}" if forum and numbered.re is NUMBERED else numbered[0]
    return None


def _day(cover: Sequence[Line]) -> tuple[Line | None, str | None, list[Doubt]]:
    """The date on a cover: on a line of its own, after "Date:", or beside the name of the meeting."""
    for index, line in enumerate(cover):
        found = dates.DAY.search(line.words)
        day = dates.day_of(found) if found else None
        before = cover[index - 1].words if index else ""
        if (
            not (found and day)
            or OTHER_MEETING.search(line.words)
            or re.search(r"next\b.*:\s*$", before, re.IGNORECASE)
        ):
            continue
        rest = dates.TIMES.sub("", line.words.replace(found[0], "")).strip(" ,.|–-:")
        beside = (
            re.match(r"(?:date|when)\b", rest, re.IGNORECASE)
            or forums.named_in(rest)
            or re.search(r"\bmeeting\b|minutes|panel|board", rest, re.I)
        )
        if len(rest) < 4 or (beside and len(rest.split()) < 12):
            return line, day, _weekday_doubts(line)
    return None, None, []


def _times(cover: Sequence[Line], day_line: Line | None) -> tuple[str, str] | None:
    if day_line is None:
        return None
    begin = list(cover).index(day_line)
    near = [line for line in cover[max(0, begin - 2) : begin + 5] if not re.match(r"^\d{1,2}[).]?\s+\d", line.words)]
    return next((clock for line in near if (clock := dates.times(line.words))), None)


def _place(cover: Sequence[Line]) -> str | None:
    for line in cover:
        found = FIELD.match(line.words)
        if found and found["what"].lower() in ("place", "venue", "location", "where"):
            return found["words"]
    return None


def _titled(name: str | None) -> str | None:
    return name.title() if name and name.isupper() and " " in name else name
