"""The words of a hand-over: its page to be read by anybody, its steps, and how a record differs when it comes back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mhhs_desk import words
from mhhs_desk.domain.bringing_back import Comparison, Difference, Row, Side, What
from mhhs_desk.domain.forums import Seat
from mhhs_desk.domain.handing import Handing, Mode, Way

MODES = {Mode.BRIEFING: "to read", Mode.TAKE_OVER: "to work on"}
SIDES = {Side.THEIRS: "Theirs", Side.OURS: "Ours"}
WHATS = {
    What.ADDED_THERE: "added there",
    What.CHANGED_THERE: "changed there",
    What.REMOVED_THERE: "removed there",
    What.ADDED_HERE: "added here",
    What.CHANGED_HERE: "changed here",
    What.REMOVED_HERE: "removed here",
    What.CHANGED_BOTH: "changed on both sides",
    What.GONE_THERE: "removed there, changed here",
    What.GONE_HERE: "changed there, removed here",
    What.DOUBLE: "perhaps here already",
    What.SAME_PLACE: "made on both sides",
}
TABLES = {
    "feedback": "Answer", "call": "Call for views", "source": "Arrival", "threshold_check": "Threshold",
    "action_update": "Update of an action", "theme_mark": "Words on a theme", "gate_setting": "Gate",
    "stance": "What a member says to a wording", "told": "Who was told", "meeting_move": "Move of a meeting",
    "item_time": "Time on an item", "bank_holiday": "Bank holiday", "decision_option": "Option",
    "milestone_date": "Date of a milestone",
}  # fmt: skip
"""Tables whose records are called otherwise than the table."""


def what(whole_desk: str | None) -> str:
    """What is handed over: the whole desk, or one meeting by its label."""
    return whole_desk or "the whole desk"


def page(
    constituency: str, sender: str, whom: str, meeting: str | None, mode: Mode, day: date, version: str, checksum: str
) -> str:
    """The page of a sealed file that anybody can read: what it is, how it is opened, and nothing of what is in it."""
    use = (
        "It can be read and printed, and is not to be changed."
        if mode is Mode.BRIEFING
        else f"It can be read as a briefing, or taken over: then the work goes on with you, and comes back to {sender}."
    )
    return "\n".join(
        [
            "MHHS DESK: A HAND-OVER",
            "",
            f"Constituency    {constituency}",
            f"From            {sender}",
            f"For             {whom}",
            f"What            {what(meeting)}, {MODES[mode]}",
            f"Made            {words.long_day(day)}, with MHHS Desk {version}",
            "",
            use,
            "",
            "HOW TO OPEN IT",
            "1. Install MHHS Desk, this version or a newer one. It works without a network.",
            "2. Open MHHS Desk and drop this file on its window;",
            "   or, without a window:  mhhs-desk takeover THIS-FILE NAME.mhhs",
            f"3. Give the passphrase that {sender} told you, by another way than this file.",
            "",
            "Without the passphrase nobody can read it, the makers of MHHS Desk included. It is encrypted with",
            "ChaCha20-Poly1305 under a key that Argon2id wraps by the passphrase; this page is sealed with it.",
            "",
            "SHA-256 of what is sealed:",
            checksum,
            "",
        ]
    )


def out_step(meeting: str | None, whom: str) -> str:
    return f"Hand over {what(meeting)} to {whom}"


def in_step(meeting: str | None, sender: str) -> str:
    return f"Take over {what(meeting)} from {sender}"


def back_step(whom: str) -> str:
    return f"Bring back the work of {whom}"


def state(one: Handing) -> str:
    """Where a hand-over stands: out since a day, back on another; or how this desk came here."""
    if one.way is Way.IN:
        return "read only" if one.mode is Mode.BRIEFING else "taken over"
    if one.back:
        return f"back on {words.day(one.back, year=True)}"
    return "to read; nothing comes back" if one.mode is Mode.BRIEFING else "out"


def not_approved(seat: Seat | None, whom: str, on: date | None) -> str | None:
    """Why somebody is not the approved alternate on a day, told before anything is handed over; None where one is."""
    named = (seat.alternate or "").strip() if seat else ""
    if not named:
        return f"The seat has no alternate. The constituency approves one before {whom} speaks for it."
    if named.casefold() != whom.strip().casefold():
        return f"{whom} is not the alternate: {named} is. What is handed over holds what is held back from others."
    approved = seat.alternate_approved if seat else None
    if approved is None:
        return f"The constituency has not approved {named} as its alternate yet."
    if on and approved > on:
        return f"The constituency approves {named} only on {words.day(approved, year=True)}, after the meeting."
    return None


def tally(differences: Iterable[Difference]) -> str:
    """How many records differ, and how: 3 added there, 1 changed on both sides."""
    counts: dict[What, int] = {}
    for one in differences:
        counts[one.what] = counts.get(one.what, 0) + 1
    return ", ".join(f"{number} {WHATS[kind]}" for kind, number in counts.items()) or "nothing differs"


def called(comparison: Comparison, one: Difference) -> str:
    """A record that differs, in a few words: Answer of Alder Energy on item 3."""
    row = one.theirs or one.ours or one.base or {}
    name = TABLES.get(one.table, one.table.replace("_", " ").capitalize())
    said = next((str(row[field]) for field in ("label", "ref", "title", "name", "code") if row.get(field)), "")
    links = [_linked(comparison, table, row.get(f"{table}_id")) for table in ("action", "member", "item", "meeting")]
    of = [told for told in links if told]
    return " ".join([name, *([said] if said else []), *([f"({', '.join(of)})"] if of and not said else [])])


def _linked(comparison: Comparison, table: str, uid: object) -> str:
    row: Row = comparison.theirs.get(table, {}).get(str(uid)) or comparison.everything.get(table, {}).get(str(uid), {})
    if table == "item" and row:
        return f"item {row['number']}"
    return str(row.get("ref") or row.get("label") or row.get("name") or "")


def alternate_step(before: Seat, after: Seat, forum: str) -> str:
    """What naming or approving the alternate is called in the history."""
    if after.alternate is None:
        return f"Take the alternate at {forum} off the record"
    if after.alternate_approved and (before.alternate, before.alternate_approved) != (
        after.alternate,
        after.alternate_approved,
    ):
        return f"Approve {after.alternate} as alternate at {forum}"
    if before.alternate != after.alternate:
        return f"Name {after.alternate} as alternate at {forum}"
    return f"Change how {after.alternate} was approved at {forum}"
