"""Is this the same again, a newer version, or something of its own? Actions, and the items of papers issued again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mhhs_desk.domain.actions import Action, ActionStatus, follows_a_meeting
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.proposals import Sameness, Verdict
from mhhs_desk.intake.likeness import ALIKE, CLEAR, figures, plain, telling_words
from mhhs_desk.intake.references import SEVERAL
from mhhs_desk.intake.sameness import moment
from mhhs_desk.intake.versions import newer

Facts = Mapping[str, Any]

REWORDED = 90
"""From here on, in per cent, two wordings of an action without a reference are one."""
OWN_WORDS = 0.6
"""What part of the longer wording the shorter one must be for that to be beyond doubt."""
UNLIKE = 40
"""Below this, in per cent, two wordings under one reference are hardly the same action."""
TURNS = frozenset(["no", "not", "never", "only", "without", "except"])
"""Words that turn a sentence round."""
ASKS = ("title", "ask", "disposition", "options")
DETAILS = ("lead", "minutes", "paper_ref", "milestones")


@dataclass(frozen=True, slots=True)
class Owed:
    """An action on the record, whether its reference was written, and of when the latest file spoke of it."""

    action: Action
    referenced: bool
    spoken: str | None = None
    dated: bool = False


def of_action(facts: Facts, known: Sequence[Owed], meeting_id: int | None, spoken: str) -> Verdict:
    """An action of a log against those known of its forum. `spoken`: of when its file speaks, or when it came."""
    found, doubt = _action_meant(facts, known, meeting_id)
    if found is None:
        return Verdict(doubt=doubt)
    action = found.action
    changes = _changed(facts, action)
    if not changes:
        return Verdict(Sameness.SAME, action.id, f"the same as {action.ref}", doubt)
    told = f"{action.ref}: {', '.join(_change(name, *pair) for name, pair in changes.items())}"
    dated = bool(facts.get("as_of"))
    order = _order(spoken, found.spoken)
    if order == -1:
        return Verdict(Sameness.OLDER, action.id, f"older than what is known of {action.ref}", doubt)
    if order == 0 and dated and found.dated:
        doubt = f"Another paper of the same day says otherwise of {action.ref}."
    if action.status is ActionStatus.DONE and "status" in changes:
        doubt = f"{action.ref} is done here and {changes['status'][1]} in this paper."
    return Verdict(Sameness.NEWER, action.id, f"an update of {told}", doubt, changes)


def _order(one: str | None, other: str | None) -> int | None:
    if not one or not other:
        return None
    exact = min(len(one), len(other))
    return (one[:exact] > other[:exact]) - (one[:exact] < other[:exact])


def _action_meant(facts: Facts, known: Sequence[Owed], meeting_id: int | None) -> tuple[Owed | None, str | None]:
    """The action meant, by its reference or else by its words, owner and deadline; and what is doubtful of it."""
    reference = _reference(facts.get("ref"))
    if reference:
        found = next((owed for owed in known if owed.referenced and _reference(owed.action.ref) == reference), None)
        if found:
            unlike = _alike(facts["text"], found.action.text) < UNLIKE
            return found, f"{found.action.ref} read otherwise: “{found.action.text}”" if unlike else None
    for owed in known:
        if reference and owed.referenced:
            continue
        same, doubt = _reworded(facts, owed.action, meeting_id)
        if same:
            return owed, doubt
    return None, None


def _reference(written: str | None) -> str:
    """A reference without its sign, its word and the noughts before its number: "Action 078" and "78" are one."""
    words = re.sub(r"^\s*(?:action|act|ref)\b[\s.:#-]*(?=\d)", "", (written or "").casefold())
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"[^a-z0-9/.]", "", words))


def _alike(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.token_set_ratio(telling_words(one), telling_words(other))


def _reworded(facts: Facts, action: Action, meeting_id: int | None) -> tuple[bool, str | None]:
    """Whether an action is another one in other words: close wording, the same owner, the same deadline."""
    text = facts["text"]
    if plain(facts.get("owner")) != plain(action.owner) or figures(text) != figures(action.text):
        return False, None
    due = action.due.isoformat() if action.due else None
    if facts.get("due") != due or (due is None and plain(facts.get("due_words")) != plain(action.due_words)):
        return False, None
    if _alike(text, action.text) < REWORDED or _turned(text, action.text):
        return False, None
    if follows_a_meeting(action) and meeting_id != action.meeting_id:
        return True, f"{action.ref} is due at the next meeting after another one: the same action, or one more?"
    short, long = sorted((len(telling_words(text)), len(telling_words(action.text))))
    return True, None if short >= OWN_WORDS * long else f"{action.ref} says “{action.text}”"


def _turned(one: str, other: str) -> bool:
    return bool((set(plain(one).split()) ^ set(plain(other).split())) & TURNS)


def _changed(facts: Facts, action: Action) -> dict[str, Any]:
    """What a later paper says otherwise of an action: each field with what it was and what it is now."""
    changes: dict[str, Any] = {}
    if plain(facts["text"]) != plain(action.text):
        changes["text"] = [action.text, facts["text"]]
    if facts.get("owner") and plain(facts["owner"]) != plain(action.owner):
        changes["owner"] = [action.owner, facts["owner"]]
    due = action.due.isoformat() if action.due else None
    words = facts.get("due_words")
    if facts.get("due") and facts["due"] != due:
        changes["due"] = [due, facts["due"]]
    elif not facts.get("due") and words and plain(words) != plain(action.due_words) and not due:
        changes["due_words"] = [action.due_words, words]
    status = facts.get("status")
    if status in set(ActionStatus) and status != action.status:
        changes["status"] = [action.status.value, status]
    if facts.get("milestone") and facts["milestone"] != action.milestone:
        changes["milestone"] = [action.milestone, facts["milestone"]]
    return changes


def _change(name: str, before: str | None, after: str | None) -> str:
    if name == "text":
        return "its words"
    if name == "due":
        return f"due {moment(after)}, was {moment(before) if before else 'not dated'}"
    name = "due" if name == "due_words" else name
    return f"{name} {after}, was {before or 'not given'}"


def item_meant(facts: Facts, items: Iterable[Item]) -> Item | None:
    """The item of earlier papers that an item of papers issued again is: by paper, title, milestone or wording."""
    known = list(items)
    for same in (_same_title, _same_paper, _same_milestone):
        found = [item for item in known if same(facts, item)]
        if len(found) == 1:
            return found[0]
        if found:
            known = found
    numbered = next((item for item in known if facts.get("number") == item.number), None)
    if numbered and _alike(facts["title"], numbered.title) >= ALIKE and not _figures_differ(facts, numbered):
        return numbered
    return _closest(facts["title"], known)


def _figures_differ(facts: Facts, item: Item) -> bool:
    return figures(telling_words(facts["title"])) != figures(telling_words(item.title))


def _same_title(facts: Facts, item: Item) -> bool:
    return telling_words(facts["title"]) == telling_words(item.title)


def _same_paper(facts: Facts, item: Item) -> bool:
    mine, theirs = (
        {plain(one) for one in SEVERAL.split(telling_words(ref or "")) if one}
        for ref in (facts.get("paper_ref"), item.paper_ref)
    )
    return bool(mine) and mine == theirs


def _same_milestone(facts: Facts, item: Item) -> bool:
    codes = set(facts.get("milestones") or ())
    return bool(codes) and codes == set(item.milestones) and facts.get("disposition") in (item.disposition, None)


def _closest(title: str, items: Sequence[Item]) -> Item | None:
    from rapidfuzz import fuzz

    words = telling_words(title)
    scored = sorted(
        ((fuzz.token_sort_ratio(words, telling_words(item.title)), -item.id, item) for item in items), reverse=True
    )
    if not scored or scored[0][0] < ALIKE or figures(words) != figures(telling_words(scored[0][2].title)):
        return None
    clear = len(scored) == 1 or scored[0][0] - scored[1][0] >= CLEAR
    return scored[0][2] if clear else None


def of_item(facts: Facts, item: Item | None, issues: int, sent: str | None) -> Verdict:
    """An item of papers against the one known. `issues`: how many of its paper came; `sent`: when the last was."""
    if item is None:
        return Verdict()
    later = newer(facts.get("paper_version"), item.paper_version)
    if later is False or (later is None and facts.get("sent") and sent and facts["sent"] < sent):
        return Verdict(Sameness.OLDER, item.id, f"older papers of item {item.number}")
    changes = _item_changes(facts, item)
    version = _next_version(facts, item, changes, issues)
    if version and version != item.paper_version:
        changes["paper_version"] = [item.paper_version, version]
    if not changes:
        return Verdict(Sameness.SAME, item.id, f"the same as item {item.number}")
    known = f" {item.paper_version}" if item.paper_version else ""
    named = ", ".join(name.replace("paper_version", "version").replace("_", " ") for name in changes)
    return Verdict(Sameness.NEWER, item.id, f"newer than item {item.number}{known}: {named}", None, changes)


def _item_changes(facts: Facts, item: Item) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for name in (*ASKS, *DETAILS):
        before, after = getattr(item, name), facts.get(name)
        if name == "options":
            before = [option.name for option in item.options if option.key.isdigit()]
        before = list(before) if isinstance(before, tuple) else before
        if after and _plainly(after) != _plainly(before):
            changes[name] = [before, after]
    return changes


def _plainly(value: Any) -> object:
    if isinstance(value, str):
        return plain(value)
    return [plain(str(one)) for one in value] if isinstance(value, (list, tuple)) else value


def _next_version(facts: Facts, item: Item, changes: Mapping[str, Any], issues: int) -> str | None:
    """The version that the item's paper now is: as written, or one issue more where what it asks has changed."""
    if facts.get("paper_version"):
        return str(facts["paper_version"])
    if item.source_id is None and item.paper_version is None:
        return None
    return (
        f"issue {issues + 1}"
        if any(_asks_otherwise(name, *changes[name]) for name in ASKS if name in changes)
        else None
    )


def _asks_otherwise(name: str, before: Any, after: Any) -> bool:
    """Whether what is asked has changed, and not only how a reader took it off the page."""
    from rapidfuzz import fuzz

    if name in ("options", "disposition") or not before:
        return bool(before)
    one, other = str(before), str(after)
    return fuzz.token_sort_ratio(plain(one), plain(other)) < 95 or figures(one) != figures(other) or _turned(one, other)


def vanished(titles: Iterable[Facts], items: Sequence[Item]) -> list[Item]:
    """The items of earlier papers that papers issued again do not have; none where they have less than half of them."""
    left = list(items)
    for facts in titles:
        found = item_meant(facts, left)
        left = [item for item in left if found is None or item.id != found.id]
    return left if len(left) * 2 <= len(items) else []
