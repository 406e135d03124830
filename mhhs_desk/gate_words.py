"""The words of the gates, in the window and on the command line alike: their names, reasons, severities and limits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mhhs_desk import words
from mhhs_desk.domain.gates import Gate, GateSetting, Severity

NAMES = {
    "read": "Papers read",
    "late": "Papers in time",
    "inbox": "Inbox filed",
    "asked": "Asked in time",
    "coverage": "Coverage",
    "positions": "Positions on approvals",
    "strength": "Strength borne out",
    "cited": "Reasons cited",
    "sensitive": "Sensitive passages reviewed",
    "stale": "Stale answers confirmed",
    "actions": "Own actions due, updated",
    "attending": "Attending",
    "printed": "Paper printed",
}
UNITS = {"asked": "working days’ notice", "coverage": "members of 100 heard"}
"""What the limit of a gate counts."""

SEVERITIES = {Severity.STOPS: "Stops", Severity.WARNS: "Warns", Severity.NOTES: "Noted"}
NOT_ASKED = "Not asked of this desk."
NO_ITEM = "No item yet."
FEW = 3
"""How many names a reason holds before it counts the rest."""


def gate(one: Gate) -> tuple[str, str]:
    """A gate's name and its reason in one line."""
    return NAMES[one.code], _reason(one.code, one.met, one.facts) if one.asked else NOT_ASKED


def step(before: GateSetting, after: GateSetting) -> str:
    """What setting a gate is called in the history."""
    name = f"“{NAMES[after.code]}”"
    if before.asked != after.asked:
        return f"Ask the gate {name} again" if after.asked else f"Ask the gate {name} no more"
    made = after.least is None
    return f"Set the limit of {name} back as it was made" if made else f"Set the limit of {name} to {after.least}"


def state(one: Gate) -> str:
    """Where a gate stands in a word: met, not asked, or what it does when it is open."""
    if not one.asked:
        return "not asked"
    return "met" if one.met else SEVERITIES[one.severity].lower()


def where(one: Gate) -> str:
    """Where an open gate is closed: item 4; the Inbox; the facts of the meeting."""
    facts = one.facts
    if one.items:
        return f"item {_first_item(one)}"
    known = facts.get("due") and facts.get("received")
    unapproved = facts.get("who") == "alternate" and facts.get("seat")
    return {
        "inbox": "the Inbox",
        "asked": "Consultation",
        "coverage": "Members",
        "actions": "Actions",
        "printed": "Papers",
        "late": "the forum in Reference data" if known else "the facts of the meeting",
        "attending": "the alternate, under Hand over" if unapproved else "the facts of the meeting",
    }.get(one.code, "the agenda")


def _first_item(one: Gate) -> int:
    """The number of the item that an open gate leads to."""
    facts = one.facts
    first = [facts[name] for name in ("named", "few", "bare") if facts.get(name)]
    return int(first[0][0][0]) if first else int(facts["numbers"][0])


def tally(gates: Sequence[Gate]) -> str:
    """How many gates are open, how many of them only warn, and what is noted: "3 gates are open, 1 is noted"."""
    open_, stops = sum(one.open for one in gates), sum(one.stops for one in gates)
    noted, off = sum(one.noted for one in gates), sum(not one.asked for one in gates)
    warns = open_ - stops
    said = [f"{words.count(open_, 'gate')} {'is' if open_ == 1 else 'are'} open" if open_ else "no gate is open"]
    if warns:
        said.append("it only warns" if open_ == 1 else f"{warns} of them only {'warns' if warns == 1 else 'warn'}")
    if noted:
        said.append(f"{noted} {'is' if noted == 1 else 'are'} noted")
    if off:
        said.append(f"{off} {'is' if off == 1 else 'are'} not asked")
    return ", ".join(said)


def _reason(code: str, met: bool, facts: dict[str, Any]) -> str:
    match code:
        case "read" | "positions" | "strength":
            return _of_items(code, met, facts)
        case "late":
            return _late(facts)
        case "inbox":
            return "Nothing waits" if met else f"{words.count(facts['waiting'], 'arrival')} to file."
        case "asked":
            return _asked(met, facts)
        case "coverage":
            return _coverage(met, facts)
        case "cited":
            return _cited(met, facts)
        case "sensitive" | "stale":
            return _of_answers(code, met, facts)
        case "actions":
            return _actions(met, facts)
        case "attending":
            return _attending(met, facts)
    return "Since the last change" if met else (
        "The record has changed since." if facts["ever"] else "Not printed yet."
    )  # fmt: skip


def _some(names: Sequence[object]) -> str:
    """A few names, and how many more there are."""
    told = [str(name) for name in names]
    return words.listed(told) if len(told) <= FEW else f"{', '.join(told[:FEW])} and {len(told) - FEW} more"


def _of_items(code: str, met: bool, facts: dict[str, Any]) -> str:
    numbers, of = facts["numbers"], facts["of"]
    at = f"Item{'s' if len(numbers) > 1 else ''} {words.listed([str(number) for number in numbers])}"
    if met and not of:
        return "No approval is sought" if code == "positions" else "None is claimed"
    if met:
        return f"{facts['done']} of {of}{' items' if code == 'read' else ''}"
    if not numbers:
        return NO_ITEM
    tails = {
        "read": "not read yet.",
        "positions": "without a position.",
        "strength": "the answers do not bear the strength claimed.",
    }
    return f"{at}{':' if code == 'strength' else ''} {tails[code]}"


def _late(facts: dict[str, Any]) -> str:
    due, received, lost = facts["due"], facts["received"], facts["lost"]
    if due is None:
        return "The meeting has no day, so it is not known when they were due."
    if received is None:
        return f"Due {words.day(due)}{'' if facts['early'] else '; when they came is not noted.'}"
    came = f"in {words.day(received)}, due {words.day(due)}"
    if not lost:
        return f"I{came[1:]}"
    rule = f" [{facts['rule']}]" if facts["rule"] else ""
    status = f", {facts['status']}" if facts["status"] else ""
    return f"{lost} of {words.count(facts['days'], 'working day')} lost: {came}{rule}{status}."


def _asked(met: bool, facts: dict[str, Any]) -> str:
    if facts["on"] is None:
        return "No member has been asked yet."
    notice, least = facts["notice"], facts["least"]
    said = words.day(facts["on"])
    said += ", the notice cannot be counted without a deadline or a day" if notice is None else f", {_notice(notice)}"
    if notice is not None and notice < least:
        said += f", {least} wanted"
    wrong = [f"not asked: {_some(facts['unasked'])}"] if facts["unasked"] else []
    wrong += [f"asked too late and not heard: {_some(facts['short'])}"] if facts["short"] else []
    return said if met else "; ".join([said, *wrong]) + "."


def _notice(days: int) -> str:
    return f"{days} working day{'’s' if days == 1 else 's’'} notice"


def _coverage(met: bool, facts: dict[str, Any]) -> str:
    if met:
        return f"{facts['heard']} of {facts['of']} heard"
    if not facts["items"]:
        return NO_ITEM
    if not facts["few"]:
        return f"{facts['heard']} of {facts['of']} heard." if facts["of"] else "No member yet."
    told = [f"item {number}: {heard} of {of} heard, {wanted} wanted" for number, heard, of, wanted in facts["few"]]
    said = "; ".join(told[:FEW]) + (f"; {words.count(len(told) - FEW, 'item')} more" if len(told) > FEW else "")
    return f"{said[0].upper()}{said[1:]}."


def _cited(met: bool, facts: dict[str, Any]) -> str:
    if met:
        return "Every sentence"
    bare, numbers = facts["bare"], facts["numbers"]
    told = [f"item {item}, {words.PART_NAMES[part]}, sentence {number}" for item, part, number in bare]
    more = f"; {words.count(len(told) - FEW, 'sentence')} more" if len(told) > FEW else ""
    said = [f"{'; '.join(told[:FEW])}{more} {'has' if len(bare) == 1 else 'have'} no evidence"] if told else []
    if numbers:
        items = f"item{'s' if len(numbers) > 1 else ''} {words.listed([str(number) for number in numbers])}"
        said.append(f"{items} {'cites' if len(numbers) == 1 else 'cite'} no answer for the position")
    whole = "; ".join(said)
    return f"{whole[0].upper()}{whole[1:]}."


def _of_answers(code: str, met: bool, facts: dict[str, Any]) -> str:
    named, of = facts["named"], facts["of"]
    if met and not of:
        return "No answer yet"
    if met:
        return f"{of} of {words.count(of, 'answer')}" if code == "sensitive" else f"None of {words.count(of, 'answer')}"
    item, who, number = named[0]
    if len(named) == 1:
        one = f"{who} on item {item} [{number}]"
        return f"{one} is not looked over yet." if code == "sensitive" else f"{one} answered an earlier paper."
    codes = _some([each[2] for each in named])
    count = f"{len(named)} of {words.count(of, 'answer')}"
    return f"{count} not looked over yet: {codes}." if code == "sensitive" else f"{count} to an earlier paper: {codes}."


def _actions(met: bool, facts: dict[str, Any]) -> str:
    if met:
        return f"{facts['done']} of {facts['of']}" if facts["of"] else "None is due"
    return f"{words.listed(list(facts['refs']))} without an update."


def _attending(met: bool, facts: dict[str, Any]) -> str:
    who, name, on = facts["who"], facts["alternate"], facts["on"]
    if met:
        return f"{facts['rep'] or 'The rep'}, in person" if who == "rep" else f"{name}, approved {words.day(on)}"
    if who != "alternate":
        return "Nobody is down to attend."
    if not name:
        return "No alternate is named."
    return f"The constituency approves {name} only on {words.day(on)}." if on else (
        f"The constituency has not approved {name} yet."
    )  # fmt: skip
