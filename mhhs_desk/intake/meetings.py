"""The meeting a file speaks of: forum, label, date, times and place, each only where it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mhhs_desk.domain.findings import Doubt, MeetingFound
from mhhs_desk.intake import agenda_pieces, agendas, bodies, dates, decisions, forums
from mhhs_desk.intake.document import Line, span_of

COVER = 25
OTHER_MEETING = re.compile(
    r"\bnext\b|\bprevious\b|\blast meeting\b|\bw/c\b|week commencing|\bissued?\b|\bpubli(?:shed|cation)\b|version"
    r"|as at\b"
    r"|\bdeadline\b|\bupdated\b|\bprinted\b|\bcreated\b|\bdistributed\b|\bcirculated\b|\battached\b|\bsubmitted\b"
    r"|\breceived\b"
    r"|\bscheduled\b|\bsigned\b|\bfuture\b|\bdated?\s+by\b",
    re.IGNORECASE,
)
OF_MINUTES = re.compile(r"(?:minutes|notes?) of\b", re.IGNORECASE)
TITLE_OF_MINUTES = re.compile(
    r"^\W{0,4}(?:(?:draft|approved|confirmed|final)\s+)*(?:minutes|notes?|record|summary)\s+(?:of|from)\b",
    re.IGNORECASE,
)
FIELD = re.compile(
    r"^(?P<what>meeting|forum|date|time|place|venue|location|where|when)\s*:\s*(?P<words>\S.*)$", re.IGNORECASE
)
BESIDE = re.compile(
    r"\bmeeting\b|minutes|panel|\bboard\b|committee|council|\bgroup\b|forum|\bagenda\b|action (?:log|list)|\bheld\b"
    r"|\bnote of\b"
    r"|actions (?:from|agreed|arising)|partnership|senate|\bdate\b|\bcall\b",
    re.IGNORECASE,
)
CLOSED = re.compile(
    r"\bmeeting\b.{0,40}\b(?:closed|ended|concluded|finished|rose|adjourned)\b.{0,25}?\bat\s+(?P<at>.*)$", re.IGNORECASE
)
ZONE = re.compile(
    r"\b(?:UTC|GMT|BST|CES?T|[ECMP][SD]?T|Pacific|Eastern|Central(?:\s+European)?|London|UK)\b(?:\s+[Tt]ime\b)?"
)
Clock = tuple[str | None, str | None]
PLACE = re.compile(
    r"\b(by (?:video|telephone|phone|call)|(?:via|on|by) (?:Microsoft )?(?:Teams|Zoom|Webex))\b", re.IGNORECASE
)


def of_paper(
    lines: Sequence[Line], titles: Sequence[str], clock: Clock = (None, None)
) -> tuple[MeetingFound | None, list[Doubt]]:
    """The meeting of a paper; `clock` is its agenda's first and last time. What its cover does not give is a doubt."""
    written = [line for line in lines if line.words]
    cover = [line for line in written if line.page in (None, 1)][:COVER]
    forum, body, label = _whose(cover, written, titles)
    day_line, day, doubts = _day(cover)
    named = next(
        (line for line in written if forum and line.words in titles and forum in forums.named_in(line.words)), None
    )
    span = span_of([day_line or named or (cover or written)[0]]) if written else None
    if body is None and day is None and label is None:
        return None, []
    start, end = _times(cover, day_line)
    if start is None:
        start, end = clock
    elif end is None and start == clock[0]:
        end = clock[1]
    end = end or _closed(written)
    if day is None:
        doubts.append(Doubt("No date of the meeting is written."))
    if label is None:
        doubts.append(Doubt("No meeting number is written."))
    return MeetingFound(body, label, day, start, end, _place(cover), span), doubts


def _whose(
    cover: Sequence[Line], written: Sequence[Line], titles: Sequence[str]
) -> tuple[str | None, str | None, str | None]:
    """The programme's forum a paper belongs to, the body whose meeting it is, and the meeting's label.

    A body that the cover names goes before a forum that only the words of the paper name.
    """
    forum = forums.main_forum(titles, "\n".join(line.words for line in written))
    own, numbered = bodies.body_of(cover)
    heads = [*titles, *(line.words for line in cover)]
    if own and forum and not any(forum in forums.named_in(words) for words in heads):
        forum = None
    label = _label(cover, forum) or _label([line for line in written if line.words in set(titles)], forum)
    return forum, forum or own, label or (None if forum else numbered)


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
    number = bodies.number_of(lines, OTHER_MEETING)
    bare = bodies.NUMBERED.fullmatch(number) if number else None
    return f"{forum} {bare[1]}" if forum and bare else number


def _day(cover: Sequence[Line]) -> tuple[Line | None, str | None, list[Doubt]]:
    """The date on a cover: on a line of its own, after "Date:", or beside the name of the meeting."""
    minuted = decisions.are_minutes(cover)
    for index, line in enumerate(cover):
        found = dates.DAY.search(line.words)
        day = dates.day_of(found) if found else None
        before = cover[index - 1].words if index else ""
        title = minuted and index < 8 and TITLE_OF_MINUTES.match(line.words)
        if not (found and day) or OTHER_MEETING.search(line.words) or _is_listed(line):
            continue
        if re.search(r"\b(?:by|before|until|since)\s+(?:the\s+)?$", line.words[: found.start()], re.IGNORECASE):
            continue
        if (
            (found["weekday"] or dates.times(line.words))
            and _opens(line.words[: found.start()], before)
            and re.match(r"\s*(?:[,;|(–-]|(?:at|in|from|by)\b)", line.words[found.end() :])
            and index < 8
        ):
            return line, day, _weekday_doubts(line)
        if (OF_MINUTES.search(line.words) and not title) or (re.search(r"\bnext\b", before, re.I) and len(before) < 60):
            continue
        rest = dates.TIME.sub("", dates.TIMES.sub("", line.words.replace(found[0], "")))
        rest = re.sub(r"\b(?:at|on|from|until)\b|[ap]\.?m\b\.?", "", ZONE.sub("", rest), flags=re.IGNORECASE)
        rest = rest.strip(" ,.|–-:#*()")
        beside = (
            re.match(r"(?:date|when)\b", rest, re.IGNORECASE) or forums.named_in(rest) or BESIDE.search(rest) or title
        )
        held = (
            re.search(
                r"\bmeeting\b.*\b(?:held|on)\b|\b(?:summoned"
                r"|invited)\b.*\bmeeting\b",
                line.words,
                re.I,
            )
            and not title
        )
        if held and index < 12 and not OF_MINUTES.search(line.words):
            return line, day, _weekday_doubts(line)
        if (
            len(rest) < 4
            or (beside and len(rest.split()) < (30 if title else 14))
            or re.fullmatch(r"\d{4}\W+\d{4}", rest)
        ):
            return line, day, _weekday_doubts(line)
    return None, None, []


def _opens(words: str, before: str) -> bool:
    """Whether nothing but a time stands before the date of a line, or "on" where the line above ends in "held"."""
    rest = dates.TIME.sub("", dates.TIMES.sub("", words)).strip(" ,.|–-:")
    return not rest or (rest == "on" and before.endswith("held"))


def _is_listed(line: Line) -> bool:
    """Whether a line is an item or a point of a list, whose date is not the meeting's."""
    return bool(re.match(r"\d{1,2}(?:\.\d+)?[.)]\s|\d{1,2}\s+[A-Z][a-z]+\s+of\b|[•●○]\s|\d+/\d\d\s", line.words))


def _times(cover: Sequence[Line], day_line: Line | None) -> Clock:
    """When the meeting begins and ends, beside its date or within a few lines of it."""
    if day_line is None:
        return None, None
    begin = list(cover).index(day_line)
    near = [day_line]
    for line in cover[max(0, begin - 2) : begin + 5]:
        if agendas.HEADING.fullmatch(line.words) and line.number > day_line.number:
            break
        if not re.match(r"^\d{1,2}[).]?\s+\d", line.words) and not re.match(
            rf"(?>{agenda_pieces.SPAN})(?!\s*[,;(|]).*[A-Za-z]{{4}}", line.words, re.IGNORECASE
        ):
            near.append(line)
    for line in near:
        if clock := dates.times(line.words):
            return clock
    day = dates.day(day_line.words)
    same = [day_line, *(line for line in cover if line is not day_line and dates.day(line.words) == day)]
    rest = [line.words.replace(found[0], "") for line in same if (found := dates.DAY.search(line.words))]
    said = [line.words for line in near[1:] if re.match(r"(?:start|time|begin|commenc|meeting time)", line.words, re.I)]
    ends = [line.words for line in near[1:] if re.match(r"(?:end|finish|close)s?(?:\s+time)?\s*:", line.words, re.I)]
    start = next((at for words in (*rest, *said) if (at := dates.time(words))), None)
    return start, next((at for words in ends if start and (at := dates.time(words))), None)


def _closed(written: Sequence[Line]) -> str | None:
    """When minutes say that the meeting ended."""
    if not decisions.are_minutes(written):
        return None
    said = (CLOSED.search(line.words) for line in reversed(written))
    return next((at for found in said if found and (at := dates.time(found["at"]))), None)


def _place(cover: Sequence[Line]) -> str | None:
    for line in cover:
        found = FIELD.match(line.words)
        if found and found["what"].lower() in ("place", "venue", "location", "where"):
            return found["words"]
    return None
