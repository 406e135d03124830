"""A line taken down in the room: "a: PMO to circulate LDP plan, next PSG", read into what it records.

Its first letter says what it is: a action, d decision, n note, q question put, s said by, o outcome; a line in
quotation marks is a quotation, any other a note. Whatever is written in [brackets] after the letter is taken as it is:
`a [PMO] [next PSG] circulate the plan`. A line records all its words, or says why it records nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from mhhs_desk.domain.members import Member
from mhhs_desk.domain.options import Option
from mhhs_desk.domain.room import Ending, Ofgem
from mhhs_desk.intake import dates
from mhhs_desk.intake.one_line import members_of, option_of


class LineKind(StrEnum):
    """What a line may record, by the letter it begins with."""

    ACTION = "a"
    DECISION = "d"
    NOTE = "n"
    QUESTION = "q"
    SAID = "s"
    OUTCOME = "o"


FIELDS = {LineKind.ACTION: 2, LineKind.SAID: 1, LineKind.OUTCOME: 4}
"""How many fields in brackets a kind takes; the others take one that is empty."""

WORDS = {
    "action": LineKind.ACTION, "decision": LineKind.DECISION, "note": LineKind.NOTE, "question": LineKind.QUESTION,
    "said": LineKind.SAID, "quote": LineKind.SAID, "outcome": LineKind.OUTCOME,
}  # fmt: skip
LETTER = re.compile(
    rf"(?:(?P<plain>[{''.join(LineKind)}])(?=\s|$)"
    rf"|(?P<letter>[{''.join(LineKind)}]|{'|'.join(WORDS)})\s*:)\s*(?P<rest>.*)",
    re.IGNORECASE,
)
BRACKETS = re.compile(r"\[((?:[^\]]|\]\])*)\]\s*")
QUOTED = re.compile(r'(?P<open>["“])(?P<text>.+)["”](?:\s*[-–—]\s*(?P<by>[^"“”]+?)|\s*\((?P<by2>[^"“”()]+)\))?\s*')
SPEAKER = re.compile(r"(?P<by>[^:]{1,60}?)\s*:\s+(?P<text>.+)")
OWNED = re.compile(r"(?P<owner>[^,.;:!?]{1,60}?)(?:\s+to\s+|\s*:\s+)(?P<what>\S.*)", re.IGNORECASE)
TAIL = re.compile(
    r"(?P<what>.*\S)(?:\s*[,;–—]\s*(?:due\s+)?(?:by\s+|before\s+|at\s+|for\s+|on\s+)?|\s+(?:due\s+)?(?:by|before)\s+)"
    r"(?:the\s+)?(?P<due>[^,;]+?)\.?",
    re.IGNORECASE,
)
BARE_NEXT = re.compile(r"(?P<what>.*\S)\s+(?:(?:by|at|for|before)\s+)?(?:the\s+)?(?P<due>next\s+\w+)\.?", re.IGNORECASE)
LEFT_OVER = re.compile(r"(?:[,;–—]\s*due)?[\s,;–—]*$")
NEXT = re.compile(r"next\s+(?P<what>\w+)", re.IGNORECASE)

US = frozenset(["us", "we", "me", "i", "ourselves", "myself"])
BODIES = ("PMO", "SRO", "IPA", "LDP", "SI", "PPC", "Ofgem", "Elexon", "DCC", "IM", "Programme", "Chair", "Secretariat")
EVERYBODY = frozenset(
    ["all", "everybody", "everyone", "members", "constituents", "constituencies", "participants", "parties", "reps",
     "representatives", "suppliers", "agents", "chair", "secretariat", "programme"]
)  # fmt: skip
VERBS = frozenset(
    ["add", "agree", "answer", "bring", "circulate", "come", "commit", "escalate", "forward", "go", "issue", "listen",
     "move", "pass", "present", "propose", "put", "refer", "reply", "report", "respond", "return", "say", "send",
     "speak", "submit", "suggest", "switch", "take", "talk", "try", "turn", "want", "write"]
)  # fmt: skip
"""What an action may begin with before "to" without anybody being named: "Write to Ofgem"."""
MOST_OWNER = 5
"""The most words that name an owner."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a line may name. `forum` is the code of the forum that meets, `questions` are those of ours to put."""

    today: date
    forum: str = ""
    forums: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    options: tuple[Option, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoomLine:
    """What a line records. `due` is an ISO day, `due_words` what else was said of when; `forum` whose next meeting.

    An outcome has an `option` or an `ending`, and who recommended and decided it. `missing` says why nothing is
    recorded: "words", "speaker's words", or "outcome"; `doubts` name what was not understood.
    """

    kind: LineKind = LineKind.NOTE
    text: str = ""
    owner: str | None = None
    member_id: int | None = None
    due: str | None = None
    due_words: str | None = None
    said_by: str | None = None
    option: str | None = None
    ending: Ending | None = None
    recommended_by: str | None = None
    decided_by: str | None = None
    ofgem: Ofgem | None = None
    missing: str = ""

    def forum(self, known: Known) -> str | None:
        """The code of the forum at whose next meeting it is due."""
        named = NEXT.fullmatch(self.due_words or "")
        if not named:
            return None
        return known.forum if named["what"].casefold() == "meeting" else named["what"].upper()


def read(line: str, known: Known) -> RoomLine:
    """What a line records, whatever it says."""
    line = " ".join(line.split())
    quoted = QUOTED.fullmatch(line)
    if quoted:
        return RoomLine(LineKind.SAID, quoted["text"].strip(), said_by=_named(quoted["by"] or quoted["by2"], known))
    marked = LETTER.fullmatch(line)
    if not marked or (marked["plain"] or "a").isupper():
        return _checked(RoomLine(text=line))
    name = (marked["plain"] or marked["letter"]).casefold()
    kind = WORDS.get(name) or LineKind(name)
    fields = _bracketed(kind, marked["rest"])
    made = _explicit(kind, *fields, known) if fields else _spoken(kind, marked["rest"].strip(), known)
    return _checked(made)


def _checked(line: RoomLine) -> RoomLine:
    """A line with the reason for which it records nothing, where there is one."""
    if line.kind is LineKind.OUTCOME:
        named = (line.option, line.ending, line.recommended_by, line.decided_by, line.ofgem, line.text)
        return line if any(named) else replace(line, missing="outcome")
    return line if line.text else replace(line, missing="words")


# In brackets


def _bracketed(kind: LineKind, rest: str) -> tuple[list[str], str] | None:
    """The fields in brackets and the text after them; None where it does not begin with all of them."""
    fields: list[str] = []
    wanted = FIELDS.get(kind, 1)
    while len(fields) < wanted and (found := BRACKETS.match(rest)):
        fields.append(found[1].replace("]]", "]").strip())
        rest = rest[found.end() :]
    if len(fields) < wanted or (kind not in FIELDS and fields[0]):
        return None
    return fields, rest.strip()


def _explicit(kind: LineKind, fields: list[str], text: str, known: Known) -> RoomLine:
    made = RoomLine(kind, text)
    if kind is LineKind.ACTION:
        owner, due = fields
        day = dates.DAY.fullmatch(due) and dates.day(due)
        member = next((one for one in known.members if one.name == owner), None)
        return replace(
            made, owner=owner or None, member_id=member.id if member else None, due=day or None,
            due_words=None if day else due or None,
        )  # fmt: skip
    if kind is LineKind.SAID:
        return replace(made, said_by=fields[0] or None)
    if kind is LineKind.OUTCOME:
        result, recommended, decided, ofgem = fields
        return replace(_result(result, made, known), recommended_by=recommended or None, decided_by=decided or None,
                       ofgem=_ofgem(ofgem))  # fmt: skip
    return made


def bracketed(line: RoomLine) -> str:
    """A line with every field in brackets, which reads back as itself."""
    fields = [""]
    if line.kind is LineKind.ACTION:
        fields = [line.owner or "", line.due or line.due_words or ""]
    elif line.kind is LineKind.SAID:
        fields = [line.said_by or ""]
    elif line.kind is LineKind.OUTCOME:
        fields = [line.option or line.ending or "", line.recommended_by or "", line.decided_by or "", line.ofgem or ""]
    told = " ".join(f"[{field.replace(']', ']]')}]" for field in fields)
    return f"{line.kind} {told} {line.text}".strip()


# As it is said


def _spoken(kind: LineKind, rest: str, known: Known) -> RoomLine:
    if kind is LineKind.ACTION:
        return _action(rest, known)
    if kind is LineKind.SAID:
        return _said(rest, known)
    if kind is LineKind.OUTCOME:
        return _outcome(rest, known)
    if kind is LineKind.QUESTION and rest.isdecimal() and 0 < int(rest[:3]) <= len(known.questions):
        return RoomLine(kind, known.questions[int(rest) - 1] if len(rest) < 4 else rest)
    return RoomLine(kind, rest)


def _said(rest: str, known: Known) -> RoomLine:
    """Who said what: "IPA: we cannot", or the words alone."""
    found = SPEAKER.fullmatch(rest)
    text, by = (found["text"], found["by"]) if found else (rest, None)
    quoted = QUOTED.fullmatch(text)
    if quoted:
        text, by = quoted["text"].strip(), by or quoted["by"] or quoted["by2"]
    return RoomLine(LineKind.SAID, text, said_by=_named(by, known))


def _action(rest: str, known: Known) -> RoomLine:
    made = RoomLine(LineKind.ACTION, rest)
    made = _due(made, known)
    found = OWNED.fullmatch(made.text)
    if found and (owner := _owner(found["owner"].strip(), known)):
        return replace(made, owner=owner[0], member_id=owner[1], text=found["what"].strip())
    return made


def _due(line: RoomLine, known: Known) -> RoomLine:
    """An action without what is said of when it is due at its end."""
    for form in (TAIL, BARE_NEXT):
        found = form.fullmatch(line.text)
        if found and (when := due_of(found["due"], known)):
            return replace(line, text=LEFT_OVER.sub("", found["what"]), due=when[0], due_words=when[1])
    return line


def due_of(said: str, known: Known) -> tuple[str | None, str | None] | None:
    """A day as ISO, or the words "next PSG"; None where neither is said."""
    said = said.strip()
    lowered = said.casefold()
    if found := NEXT.fullmatch(said):
        what = found["what"].casefold()
        known_ones = {"meeting", known.forum.casefold(), *(code.casefold() for code in known.forums)} - {""}
        return (None, f"next {'meeting' if what == 'meeting' else what.upper()}") if what in known_ones else None
    if lowered in ("today", "tomorrow"):
        return (known.today + timedelta(days=lowered == "tomorrow")).isoformat(), None
    if lowered in dates.WEEKDAYS or lowered in [name[:3] for name in dates.WEEKDAYS]:
        ahead = ([name[:3] for name in dates.WEEKDAYS].index(lowered[:3]) - known.today.weekday() - 1) % 7 + 1
        return (known.today + timedelta(days=ahead)).isoformat(), None
    written = dates.DAY.fullmatch(said)
    day = dates.day_of(written, known.today.isoformat()) if written else None
    return (day, None) if day else None


def _owner(said: str, known: Known) -> tuple[str, int | None] | None:
    """Whom some words before "to" name, and the member where it is one; None where they name nobody."""
    words = said.casefold().split()
    if not words or len(words) > MOST_OWNER:
        return None
    if said.casefold() in US:
        return "us", None
    if whole := _of(said, (*known.owners, *BODIES, *known.forums)):
        return whole, None
    if words[-1] in EVERYBODY:
        return said, None
    found = members_of(said, known.members) if len(said) > 2 and words[0] not in VERBS else []
    if len(found) == 1:
        return found[0].name, found[0].id
    if words[0] in VERBS:
        return None
    proper = all(word[:1].isupper() or not word[:1].isalpha() or word in ("and", "of", "the") for word in said.split())
    return (said, None) if proper or words[0] == "the" else None


def _named(said: str | None, known: Known) -> str | None:
    """Somebody as the list of those present writes it."""
    return (_of(said.strip(), (*known.owners, *BODIES)) or said.strip()) if said and said.strip() else None


def _of(said: str, names: Sequence[str]) -> str | None:
    return next((name for name in names if name.casefold() == said.casefold()), None)


# Outcomes

CLAUSE = re.compile(
    r"(?:(?P<recommended>recommended by)|(?P<decided>(?:decided|approved|taken) by)|(?P<ofgem>ofgem))"
    r"\s*:?\s+(?P<said>.+)",
    re.IGNORECASE,
)


def _outcome(rest: str, known: Known) -> RoomLine:
    """The option or the ending that is named first, then by whom; all other words are what the group did."""
    made = RoomLine(LineKind.OUTCOME)
    left: list[str] = []
    for part in filter(None, (part.strip() for part in rest.split(","))):
        clause = CLAUSE.fullmatch(part)
        if clause and (named := _clause(clause, made)):
            made = named
        elif made.option is None and made.ending is None and not left:
            made = _result(part, made, known)
            left += [made.text] if made.text else []
        else:
            left.append(part)
    return replace(made, text=", ".join(left))


def _clause(found: re.Match[str], made: RoomLine) -> RoomLine | None:
    """A line with who recommended or decided, or where Ofgem stands; None where that is said already."""
    said = found["said"].strip()
    if found["recommended"]:
        return None if made.recommended_by else replace(made, recommended_by=said)
    if found["decided"]:
        return None if made.decided_by else replace(made, decided_by=said)
    status = _ofgem(said)
    return None if made.ofgem or status is None else replace(made, ofgem=status)


def _ofgem(said: str) -> Ofgem | None:
    return next((status for status in Ofgem if status == said.casefold()), None)


def _result(said: str, made: RoomLine, known: Known) -> RoomLine:
    """A line with the option or the ending that some words name; where they name none, they are its text."""
    how = next((one for one in Ending if one == said.casefold().rstrip(".")), None)
    if how:
        return replace(made, ending=how)
    key, rest = option_of(said, known.options) if said else (None, "")
    if key in {option.key for option in known.options} and not rest:
        return replace(made, option=key)
    return replace(made, text=" ".join(filter(None, (said, made.text))))


def written(line: RoomLine, known: Known) -> str:
    """What a line records, as one would write it where that reads back the same, else with its fields in brackets."""
    return next((said for said in _plainly(line) if read(said, known) == line), bracketed(line))


def _plainly(line: RoomLine) -> list[str]:
    if line.kind is LineKind.ACTION:
        due = line.due_words or (_short(line.due) if line.due else "")
        owner = f"{line.owner} to " if line.owner else ""
        return [f"a {owner}{line.text}{f', {due}' if due else ''}"]
    if line.kind is LineKind.SAID:
        return [f"s {line.said_by}: {line.text}" if line.said_by else f"s {line.text}"]
    if line.kind is LineKind.OUTCOME:
        parts = (
            line.option or line.ending or "",
            f"recommended by {line.recommended_by}" if line.recommended_by else "",
            f"decided by {line.decided_by}" if line.decided_by else "",
            f"Ofgem {line.ofgem}" if line.ofgem else "",
            line.text,
        )
        return [f"o {', '.join(part for part in parts if part)}"]
    return [f"{line.kind} {line.text}"]


def _short(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {dates.NAMES[day.month - 1].capitalize()} {day.year}"
