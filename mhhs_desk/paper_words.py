"""The words of papers: their kinds, what verifying a copy comes to, and what differs between two issues."""

from __future__ import annotations

from mhhs_desk import words
from mhhs_desk.domain.papers import Edition, Kind, Paper
from mhhs_desk.domain.verifying import OTHER, WHOLE, Answer, Plain, Verdict, Where

KINDS = {
    Kind.PAPER: "Position paper",
    Kind.BRIEF: "Brief",
    Kind.REPORT: "Members’ report",
    Kind.CARDS: "Speaking cards",
}
PARTS = {
    "meeting": "the meeting",
    "seat": "the seat",
    "heard": "who was heard",
    "asking": "who was asked and when",
    "actions": "the actions",
    "originals": "the originals",
    "rules": "the rules and thresholds",
    "agenda": "what the papers say",
    "answers": "the answers",
    "coverage": "the coverage",
    "taken": "the position taken",
    **{part: f"the {name}" for part, name in words.PART_NAMES.items()},
    "thresholds": "the threshold check",
    "milestones": "the milestones",
    "outcome": "the outcome",
    "left_out": "how many sentences are left out",
    "mediation": "the mediation",
    "themes": "the themes",
    OTHER: "something else",
}
"""The parts of what a paper says, as the rep knows them."""


def issue(paper: Paper, meeting: str) -> str:
    """PSG 1, position paper, group edition, issue 2 of Tue 9 Nov 2021."""
    edition = "" if len(paper.kind.editions) == 1 else f"{words.EDITIONS[paper.edition].lower()}, "
    day = words.day(paper.day, year=True)
    return f"{meeting}, {KINDS[paper.kind].lower()}, {edition}issue {paper.number} of {day}"


def for_whom(edition: Edition, rep: str | None, forum: str) -> str:
    """Whom an edition is for."""
    return {
        Edition.OWN: rep or "the rep",
        Edition.GROUP: forum,
        Edition.MEMBERS: "the members of the constituency",
    }[edition]


def part(name: str) -> str:
    """A part by its name, as a heading: The answers."""
    told = PARTS.get(name, PARTS[OTHER])
    return told[:1].upper() + told[1:]


def titles(*views: Plain | None) -> dict[int, tuple[int, str]]:
    """The number and title of each item, by its record's number, as the last view that has it says."""
    items = (item["item"] for view in views if view for item in view["items"])
    return {item["id"]: (item["number"], item["title"]) for item in items}


def changes(found: tuple[Where, ...], before: Plain, after: Plain) -> str:
    """What differs between two views: the actions; item 3: the answers and the coverage; item 11 is new."""
    known, there, now = titles(before, after), titles(before), titles(after)
    by_item: dict[int, list[str]] = {}
    for where in found:
        by_item.setdefault(where.item, []).append(PARTS.get(where.part, PARTS[OTHER]))
    return "; ".join(_of_item(item, names, known, there, now) for item, names in by_item.items())


def _of_item(
    item: int,
    names: list[str],
    known: dict[int, tuple[int, str]],
    there: dict[int, tuple[int, str]],
    now: dict[int, tuple[int, str]],
) -> str:
    if item == WHOLE:
        return words.listed(names)
    number = known[item][0]
    if item not in there or item not in now:
        return f"item {number} is {'new' if item in now else 'gone'}"
    return f"item {number}: {words.listed(names)}"


def verdict(found: Verdict, name: str, meeting: str) -> str:
    """One line for what verifying a file came to; `meeting` is the label of that of the issue."""
    paper = found.paper
    if found.answer is Answer.FOREIGN or paper is None:
        return f"{name}: not from this workspace. It is no copy of a paper issued here, and names none of its records."
    told = issue(paper, meeting)
    if found.answer is Answer.ALTERED:
        return f"{name}: altered. It names the record of {told}, and is not that file byte for byte."
    if found.answer is Answer.MATCHES:
        return f"{name}: matches. It is {told}, and the record says the same today."
    return f"{name}: the record has changed since. It is {told}. {since(found)}"


def since(found: Verdict) -> str:
    """What has changed since an issue, in a sentence."""
    if found.taken_back:
        return "That issue was taken back."
    if found.before is None or found.after is None:
        return "Only the hash of its record was kept with it, and that is another today; what changed cannot be told."
    return f"Changed: {changes(found.changes, found.before, found.after)}."
