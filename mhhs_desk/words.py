"""The words that the window, the command line and the paper share: for states, strengths, faults and days."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from mhhs_desk.domain.backups import Backup, Contents, Reason
from mhhs_desk.domain.carrying_items import Unfinished
from mhhs_desk.domain.faults import Fault, FaultKind, Refused
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.holder import Holder
from mhhs_desk.domain.members import Consent
from mhhs_desk.domain.papers import Edition, Fate
from mhhs_desk.domain.positions import Strength, in_words
from mhhs_desk.domain.spans import Span
from mhhs_desk.domain.wordings import Says

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LONG_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
               "November", "December")  # fmt: skip

STRENGTHS = {
    Strength.UNANIMOUS: "Unanimous",
    Strength.CONSENSUS: "Consensus",
    Strength.MAJORITY: "Majority with dissent",
    Strength.DIVIDED: "Divided",
    Strength.NO_POSITION: "No position",
}
EVIDENCE = ("Very low", "Low", "Normal", "High", "Very high")
CONSENTS = {
    Consent.NAMED: "Named",
    Consent.KIND: "By kind",
    Consent.CONSTITUENCY: "As the constituency",
    Consent.REP: "For the rep only",
}
EDITIONS = {Edition.OWN: "Own edition", Edition.GROUP: "Group edition", Edition.MEMBERS: "Members’ edition"}
SAYS = {
    Says.AGREES: "Agrees",
    Says.LIVES_WITH: "Can live with it",
    Says.OBJECTS: "Objects",
    None: "Has not said",
}
FATES = {
    Fate.CARRIED: "Carried",
    Fate.IN_PART: "Carried in part",
    Fate.NOT_CARRIED: "Not carried",
    Fate.DEFERRED: "Deferred",
    Fate.NOT_TAKEN: "Not taken",
}
UNFINISHED = {
    Unfinished.DEFERRED: "Deferred",
    Unfinished.NOT_TAKEN: "Not taken",
    Unfinished.NO_OUTCOME: "No outcome noted",
    Unfinished.CALLED_OFF: "The meeting was called off",
}
VERBS = {"undo": "Took back", "redo": "Did again"}
REASONS = {
    Reason.CLOSING: "on closing",
    Reason.WORK: "during work",
    Reason.MIGRATING: "before a new layout",
    Reason.HAND: "by hand",
}
KEYCHAIN_HOLDS = "This computer’s keychain holds its key."
KEYCHAIN_DOES_NOT_HOLD = "This computer’s keychain did not take its key: the passphrase opens it."
KEYCHAIN_FORGOT = "This computer’s keychain does not hold its key: the passphrase opens it."
KEYCHAIN_SILENT = "This computer’s keychain did not answer. Its key may still be there."
PART_NAMES = {
    "statement": "statement",
    "reasons": "reasons",
    "ask": "ask",
    "fallback": "fallback",
    "questions": "questions",
    "minority": "minority view",
}


def day(value: date, year: bool = False) -> str:
    """A day in its one form: Wed 10 Nov, with the year where asked."""
    words = f"{WEEKDAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]}"
    return f"{words} {value.year}" if year else words


def long_day(value: date) -> str:
    """Wednesday 10 November 2021."""
    return f"{LONG_WEEKDAYS[value.weekday()]} {value.day} {LONG_MONTHS[value.month - 1]} {value.year}"


def long_moment(value: str) -> str:
    """An ISO day as in a letter, with its time of day where known: Monday 8 November 2021, 17:00."""
    told = long_day(date.fromisoformat(value[:10]))
    return f"{told}, {value[11:16]}" if len(value) > 10 else told


def moment(value: str | None, year: bool = False) -> str:
    """An ISO day, with its time of day where known: Mon 8 Nov 17:00."""
    if not value:
        return "not known"
    words = day(date.fromisoformat(value[:10]), year)
    return f"{words} {value[11:16]}" if len(value) > 10 else words


def month(value: str) -> str:
    """An ISO month: Apr-22."""
    return f"{MONTHS[int(value[5:7]) - 1]}-{value[2:4]}"


def months(start: str | None, end: str | None, words: str) -> str:
    """A milestone's date: Apr-22, May–Jul 22, or the words found where there is none."""
    if start is None:
        return words or "not given"
    if end is None or end == start:
        return month(start)
    first, last = month(start), month(end)
    same_year = start[:4] == end[:4]
    return f"{first[:3]}–{last[:3]} {last[4:]}" if same_year else f"{first} – {last}"


def place(span: Span | None) -> str:
    """Where in its original something stands: page 3, line 12."""
    if span is None:
        return ""
    parts = [
        f"page {span.page}" if span.page else "",
        (span.sheet and f"sheet {span.sheet}") or "",
        span.part or "",
        f"row {span.row}" if span.row else "",
        f"line {span.line}" if span.line and not span.row else "",
    ]
    return ", ".join(part for part in parts if part)


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 answer, 3 answers."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def saying(says: Says | None, number: int) -> str:
    """What a number of members say to a wording: agrees, agree; has not said, have not said."""
    one = number == 1
    return {
        Says.AGREES: "agrees" if one else "agree",
        Says.LIVES_WITH: "can live with it",
        Says.OBJECTS: "objects" if one else "object",
        None: "has not said" if one else "have not said",
    }[says]


def said(counts: Mapping[Says | None, int]) -> str:
    """All that members say to a wording: 12 agree, 3 can live with it, 1 objects, 8 have not said."""
    return ", ".join(f"{counts.get(says, 0)} {saying(says, counts.get(says, 0))}" for says in (*Says, None))


def listed(names: list[str]) -> str:
    """A, B and C."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def fault(error: Fault) -> str:
    """One line for a fault of the world: what it is about, what is wrong, what to do next."""
    line = FAULTS[error.kind].format_map({**_fault_facts(error.facts), "name": error.name})
    return " ".join([line, *_stand_in(error)])


FAULTS = {
    FaultKind.MISSING: "{name} is not there. Check the name and the folder.",
    FaultKind.A_FOLDER: "{name} is a folder. Name a file in it.",
    FaultKind.EMPTY: "{name} is empty. Ask for it again, or choose another file.",
    FaultKind.NOT_A_WORKSPACE: "{name} is not a workspace. Choose one that ends in .mhhs, or start a new one.",
    FaultKind.DAMAGED: "{name} is damaged and was left as it is: {detail}.",
    FaultKind.NEWER: "{name} was made by a newer version of MHHS Desk and was left as it is. Install that version.",
    FaultKind.READ_ONLY: "{name} cannot be written. Allow writing to it and its folder, or copy it elsewhere.",
    FaultKind.LOCKED: "{name} is in use by another program. Close it there, then try again.",
    FaultKind.EXISTS: "{name} is there already and was left as it is. Choose another name.",
    FaultKind.TOO_LARGE: "{name} is larger than {limit}. Send its parts, or a smaller copy.",
    FaultKind.SWELLS: "{name} holds more than can be opened here. Send its parts, or a smaller copy.",
    FaultKind.NOT_WHAT_IT_SAYS: "{name} is not what its name says. Save it again from the program it came from.",
    FaultKind.UNKNOWN_KIND: "{name} is {kind}. {next}",
    FaultKind.ENCRYPTED: "{name} is protected by a password. Save a copy without it, then take that in.",
    FaultKind.UNREADABLE: "{name} cannot be read. Save it again from the program it came from, or ask for it again.",
    FaultKind.NO_SPACE: "The disk is full. Nothing was lost; {name} was not written. Free some space, then try again.",
    FaultKind.NO_FOLDER: "The folder of {name} is not there. Make it, or choose another.",
    FaultKind.NO_MEETING: "There is no meeting “{name}”. Known: {labels}. Name one, or take in its papers first.",
    FaultKind.KEY_NEEDED: "{name} is encrypted, and this computer’s keychain does not hold its key. "
    "Give its recovery passphrase; a command reads it from MHHS_DESK_PASSPHRASE.",
    FaultKind.NO_KEY_FILE: "{name} is encrypted, and its key file {key_file} is missing. "
    "Put it beside the workspace, from where the two were kept or from the folder of its backups.",
    FaultKind.HELD: "{name} is open in another program: {holder}. Here it can only be read. Close it there first.",
    FaultKind.NOT_AN_EXPORT: "{name} is not a JSON file that everything was taken out into. Choose one that is.",
    FaultKind.AN_EDITION: "{name} holds what an edition shows, not a whole workspace. "
    "Choose the file that everything was taken out into.",
    FaultKind.GONE: "{name} was moved or removed while it was open. Nothing more can be kept in it: put it back, "
    "or back up what is open into another folder.",
    FaultKind.NOT_SEALED: "{name} is not a hand-over of MHHS Desk. Choose a file that ends in .mhhs-handover.",
    FaultKind.ALTERED: "{name} is not as it was sealed: something in it was changed since. Nothing of it was taken. "
    "Ask for it again.",
    FaultKind.BRIEFING: "{name} is a briefing from {whom}: it is read only. To work on the desk, ask {whom} to hand "
    "it over for that.",
}


def _stand_in(error: Fault) -> list[str]:
    """Which backup may stand in for a spoilt file, and what is not in it."""
    backup, contents = error.facts.get("backup"), error.facts.get("contents")
    if not isinstance(backup, Backup) or not isinstance(contents, Contents):
        return ["Look for a copy of it made earlier."] if error.kind is FaultKind.DAMAGED else []
    lost = error.facts.get("lost")
    names = [f"“{name}”" for name in lost[-3:]] if isinstance(lost, list) else []
    more = f"{count(len(lost), 'step')}, the last of them {listed(names)}" if names and isinstance(lost, list) else ""
    return [
        f"Its newest good backup is of {clock(backup.at)}, after “{contents.last_step}”.",
        f"Not in it: {more or 'what was done after that'}.",
        f"Restore it: mhhs-desk restore {shlex.quote(str(backup.path))} NEW.mhhs.",
    ]


def clock(at: datetime) -> str:
    """A moment on this computer's clock: Tue 24 Nov 2026 18:09."""
    return f"{day(at.date(), year=True)} {at:%H:%M}"


def missing(name: str, steps: int) -> str:
    """What a crash has cost."""
    were = "was" if steps == 1 else "were"
    return (
        f"{name}: {count(steps, 'step')} kept before the computer stopped {were} not written whole and cannot be read."
    )


def synced(name: str, service: str) -> str:
    """What a folder that is synchronised may cost."""
    return f"{name} is inside {service}. Two computers may write over each other there."


def holder(held: Holder) -> str:
    """Who holds a workspace: Morgan on LAPTOP, since Tue 24 Nov 18:09."""
    since = f", since {moment(held.since)}" if held.since else ""
    return f"{held.who} on {held.host}{since}"


def _fault_facts(facts: dict[str, Any]) -> dict[str, Any]:
    labels = facts.get("labels") or []
    return {
        "kind": "of a kind that cannot be read yet",
        "next": "Save it as PDF, text, a workbook, CSV or an e-mail.",
        "detail": "it cannot be read",
        **{name: value for name, value in facts.items() if value},
        "holder": holder(facts["holder"]) if "holder" in facts else "",
        "limit": "200 MB",
        "labels": ", ".join(labels) or "none",
    }


def refusal(error: Refused) -> str:
    """One line for a rule that says no."""
    facts = error.facts
    match error.why:
        case "objections":
            return _objections(str(facts["strength"]), facts["answers"], facts.get("who"))
        case "nobody answered":
            return f"“{str(facts['strength']).capitalize()}” is refused: nobody has answered."
        case "not everybody answered":
            return f"“Unanimous” is refused: {facts['answered']} of {facts['total']} members answered."
        case "not an answer to this item":
            codes = ", ".join(f"F{number:02d}" for number in _all(facts["numbers"]))
            return f"{codes} is not an answer to this item. Cite one that is."
        case "not its words":
            return "Those words are not in the answer as it was filed. Select them in its own words."
        case "a theme without a name":
            return "Give the theme a name."
        case "a line without":
            return f"The line names no {listed(list(_all(facts['missing'])))}."
        case "another theme's name":
            return f"“{facts['name']}” is another theme of this item. Merge the two instead."
        case "wording is put":
            return f"Wording {facts['number']} has been put to members and stays as it is. N begins a new one from it."
        case "ends before it begins":
            return _membership(facts["since"], facts["until"])
        case "already done":
            return "That action is done already."
        case "not done":
            return "That action is not done yet."
        case "encrypted already":
            return "This workspace is encrypted already. Change its passphrase instead."
        case "not encrypted":
            return "This workspace is not encrypted."
        case "not the passphrase":
            return "That is not the recovery passphrase of this workspace. Nothing was changed; type it again."
        case "passphrase too short":
            return f"A passphrase has at least {facts['least']} letters. Take a longer one, or the one made for you."
        case "passphrase too plain":
            return "That passphrase repeats few letters. Take another, or the one made for you."
        case "not a limit of that gate":
            return f"The limit is a number from {facts['least']} to {facts['most']}; left empty, it is {facts['made']}."
        case "a gate without a limit":
            return "That gate has no limit; it is asked or it is not."
        case "not a gate":
            return f"There is no gate called “{facts['code']}”."
        case "not of that edition":
            return f"The members’ report is made of the members’ edition alone, not of the {facts['edition']} edition."
        case "not an issue":
            return f"No issue has the number {facts['number']}. The papers command lists those there are."
        case "not a form of export":
            ending = facts["ending"] or "A name without an ending"
            return f"{ending} is no form of export. End the name in {listed(list(_all(facts['known'])))}."
        case "too many rows for a workbook":
            return f"A sheet holds {facts['most']} rows, and there are {facts['rows']}. Take it out as .json or .db."
        case "not a day":
            return f"{facts['typed']} is not a day. Write it as YYYY-MM-DD."
        case "no date typed":
            return "Type a date: Apr-22, May 22 - Jul 22, or the words of the paper, such as TBC."
        case "a baseline without":
            needed = listed(list(_all(facts["missing"])))
            return f"A baseline needs a {needed}: a date is entered from a source or not at all."
        case "a baseline of that name":
            return f"There is a baseline called “{facts['name']}” already. Choose it, or take another name."
        case "what it says was not kept":
            return "One of the two was issued before the record was kept with each issue; they cannot be compared."
        case "closed already":
            return f"{facts['meeting']} is closed already."
        case "not held yet":
            return f"{facts['meeting']} has not been held yet. Close it on its day, or call it off."
        case "called off already":
            return f"{facts['meeting']} was called off{_on(facts['day'])} already. Say first that it is held after all."
        case "not called off":
            return f"{facts['meeting']} is not called off."
        case "it meets then already":
            return f"{facts['meeting']} meets then already. Give another day or start."
        case "a meeting without a label":
            return "Give the meeting a label, such as PSG 2."
        case "a label twice":
            return f"There is a meeting called {facts['label']} already."
        case "no meeting for a calendar":
            return "No meeting with a day is to come: there is nothing for a calendar."
        case "no day to confirm":
            return "No day is chosen. Choose those that are to be meetings."
        case "nothing to record":
            outcome = facts["missing"] == "outcome"
            return "Name an option, or how the item ended." if outcome else "The line has no words yet."
        case "no item to decide on":
            return f"{facts['meeting']} has no items yet, so there is nothing to decide. Record a note."
        case "nobody is named":
            return "Give a name first: Robin Ash, Supplier Agent, alternate."
        case "its place is taken":
            return "Something of the same name has taken its place since. Give that another name, then bring it back."
    return _asking_refusal(error.why, facts) or _handing_refusal(error.why, facts) or error.why


def _handing_refusal(why: str, facts: dict[str, Any]) -> str | None:
    """One line for why work is not handed over, taken over or brought back so."""
    name, left = facts.get("name", ""), facts.get("left")
    return {
        "not the passphrase of the file": f"That is not the passphrase of {name}. Nothing was written; type it again.",
        "nobody to hand over to": "Say to whom it is handed over.",
        "not handed over from here": f"{name} did not go out from this workspace. Open the workspace it is from, "
        "or take it over as a workspace of its own.",
        "not chosen": f"{count(len(left) if isinstance(left, list) else 0, 'difference')} still to choose: "
        "theirs or ours for each.",
        "something hangs on it": "That cannot be taken alone: a record that stays here points to one that would not be "
        "there. Choose the two alike.",
        "two in one place": "Only one of two records can be there: choose ours for one of them.",
    }.get(why)


def asking_made(forms: int, files: int, due: str) -> str:
    """What an asking has made: 24 forms and 24 drafts, answers due Mon 8 Nov 17:00."""
    drafts = f" and {count(files - forms, 'draft')}" if files > forms else ""
    return f"{count(forms, 'form')}{drafts}, answers due {moment(due)}."


def _asking_refusal(why: str, facts: dict[str, Any]) -> str | None:
    """One line for why members cannot be asked so."""
    known = ", ".join(f"{{{name}}}" for name in facts.get("fields") or ())
    due = moment(str(facts["due"]), year=True) if "due" in facts else ""
    return {
        "nobody to chase": "Nobody to chase: nothing that others owe, and may be told of, is overdue.",
        "nobody to ask": f"Nobody is asked about anything: choose items and members of {facts.get('meeting')}.",
        "nothing to report yet": f"{facts.get('meeting')} has not been held yet: there is nothing to report back.",
        "nobody to tell": f"Nobody to tell: no member was heard on {facts.get('meeting')}, or it has no items.",
        "nobody to remind": f"Nobody to remind: no member who was asked about {facts.get('meeting')} is silent.",
        "no deadline": "Give a deadline: no working day is left before the meeting, or its day is not known.",
        "deadline passed": f"The deadline {due} has passed. Give a later one.",
        "deadline after the meeting": f"The deadline {due} is after {facts.get('meeting')} meets. Give an earlier one.",
        "no such field": f"{{{facts.get('field')}}} is not a field of the wording. Known: {known}.",
        "a brace alone": f"“{facts.get('brace')}” stands alone in the wording. A field is written {{member}}.",
        "no subject": "The wording has no subject. Give it one.",
        "wording names a member": f"The wording names {facts.get('name')}, and every member would read it."
        " Take it out; {member} is whom each letter is to.",
    }.get(why)


def _on(value: object) -> str:
    return f" on {day(value, year=True)}" if isinstance(value, date) else ""


def _membership(since: object, until: object) -> str:
    first, last = (day(one, year=True) if isinstance(one, date) else "" for one in (since, until))
    return f"A membership that begins on {first} cannot end on {last}."


def _all(value: object) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else ()


def _objections(strength: str, answers: object, who: object) -> str:
    against = [answer for answer in answers if isinstance(answer, Feedback)] if isinstance(answers, list) else []
    names = who if isinstance(who, dict) else {}
    red = [answer for answer in against if answer.red_line]
    first = (red or against)[0]
    held = f"{names.get(first.member_id, 'a member')} {'holds a red line' if red else 'objects'} [{first.code}]"
    others = len(against) - 1
    rest = f", and {in_words(others)} {'other objects' if others == 1 else 'others object'}" if others else ""
    return f"“{strength.capitalize()}” is refused: {held}{rest}."
