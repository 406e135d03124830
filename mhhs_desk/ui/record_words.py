"""A record in the rep's words, as it is now or as it was last: Answer of Cobalt Gas on item 3, Action ACT-02."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mhhs_desk import gate_words, paper_words, words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.options import NIL, Option
from mhhs_desk.domain.papers import Edition, Kind
from mhhs_desk.domain.sources import SourceState
from mhhs_desk.ui.arrivals import KIND_NAMES
from mhhs_desk.ui.place import Place
from mhhs_desk.ui.steps import original_place

Facts = dict[str, Any]
"""A record's fields by name, each in its own type."""

SETTINGS = {
    "room": "Where the group stands in the room",
    "constituency": "Constituency",
    "day": "The day that counts as today",
    "minutes.kept": "What was left as ours of minutes",
    "minutes.meeting": "Which meeting minutes are of",
}


class RecordWords:
    """Knows every record by its words. What it has looked up it keeps until it is told to forget."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._records = {records.table: records for records in desk.kinds().values()}
        self.forget()

    def forget(self) -> None:
        """Look everything up anew: a step was kept."""
        self._known: dict[tuple[str, int], Facts] = {}
        self._several = self.desk.meetings.count("id IN (SELECT meeting_id FROM item)") > 1

    # Facts

    def facts(self, kind: str, record_id: int | None) -> Facts:
        """A record as it is, or as it was before it was removed; nothing where it was never there."""
        if record_id is None:
            return {}
        where = kind, record_id
        if where not in self._known:
            self._known[where] = self._look_up(kind, record_id)
        return self._known[where]

    def _look_up(self, kind: str, record_id: int) -> Facts:
        found = self._records[kind].first("id = ?", record_id) if kind in self._records else None
        if found is not None:
            return {name: getattr(found, name) for name in self._records[kind].codecs}
        past = self.desk.past_of(kind, record_id)
        return self.read(kind, past[-1].after or past[-1].before) if past else {}

    def read(self, kind: str, image: Facts | None) -> Facts:
        """An image of the history, each field in its own type; one that an older layout wrote stays as it is."""
        codecs = self._records[kind].codecs if kind in self._records else {}
        facts: Facts = {}
        for name, value in (image or {}).items():
            try:
                facts[name] = codecs[name][1](value)
            except (KeyError, ValueError, TypeError):
                facts[name] = value
        return facts

    # Words

    def title(self, kind: str, facts: Facts) -> str:
        """What a record of some facts is called."""
        try:
            return TITLES[kind](self, facts)
        except (KeyError, ValueError, TypeError):
            return f"{kind.replace('_', ' ').capitalize()} {facts.get('id', '')}".strip()

    def called(self, kind: str, record_id: int | None) -> str:
        """What the record of a number is called; empty where it was never there."""
        facts = self.facts(kind, record_id)
        return self.title(kind, facts) if facts else ""

    def under(self, kind: str, facts: Facts) -> str:
        """What else tells a record apart: for an answer who gave it and when it came."""
        if kind == "feedback":
            came = facts.get("received")
            moment = f"received {words.moment(came, year=True)}" if came else "when it came is not known"
            return f"{self.member(facts)}, {moment} · F{facts.get('id', 0):02d}"
        if kind in ("action", "action_update", "outcome"):
            return str(facts.get("text", ""))
        return str(facts.get("why", "")) if kind == "recusal" else ""

    def member(self, facts: Facts) -> str:
        return str(self.facts("member", facts.get("member_id")).get("name", "a member not known"))

    def item(self, facts: Facts) -> str:
        """Item 3; of PSG 1, where there are more meetings than one."""
        item = self.facts("item", facts.get("item_id"))
        return self._item(item) if item else "an item not known"

    def _item(self, item: Facts) -> str:
        return f"item {item['number']}" + (f" of {self.meeting(item)}" if self._several else "")

    def meeting(self, facts: Facts) -> str:
        return str(self.facts("meeting", facts.get("meeting_id")).get("label", "a meeting not known"))

    def option(self, facts: Facts, key: str) -> str:
        """An option of a record's item by its name."""
        if key == NIL:
            return "Nil return"
        options = self.facts("item", facts.get("item_id")).get("options") or ()
        return next((one.name for one in options if isinstance(one, Option) and one.key == key), key)

    # Where it is shown

    def place(self, kind: str, facts: Facts) -> Place | None:
        """Where a record that is still there is shown."""
        number = facts.get("id")
        if number is None or kind not in self._records or self._records[kind].first("id = ?", number) is None:
            return None
        if kind == "source" and facts.get("state") != SourceState.WAITING:
            return Place("source", number)
        if kind in PAGES:
            return Place(PAGES[kind], number)
        if kind == "feedback":
            return Place("item", facts["item_id"], f"F{number:02d}")
        links = (("item_id", "item"), ("action_id", "actions"), ("member_id", "members"), ("source_id", "inbox"))
        return next((Place(page, facts[link]) for link, page in links if facts.get(link)), None)

    def original(self, kind: str, facts: Facts) -> Place | None:
        """Where the original of a record is shown, at its place."""
        source_id, number = facts.get("source_id"), facts.get("id")
        if not source_id or number is None or self.desk.sources.first("id = ?", source_id) is None:
            return None
        return original_place(kind, number, source_id)


PAGES = {
    "member": "members",
    "action": "actions",
    "item": "item",
    "meeting": "meetings",
    "source": "inbox",
    "milestone": "plan",
    "paper": "papers",
}
"""The page that shows a record of a kind by its own number."""


def _named(word: str, field: str = "name") -> Callable[[RecordWords, Facts], str]:
    return lambda known, facts: f"{word} {facts[field]}"


def _setting_name(name: str) -> str:
    return SETTINGS.get(name) or SETTINGS.get(name.rpartition(".")[0], name)


def _proposal(known: RecordWords, facts: Facts) -> str:
    name = KIND_NAMES.get(facts["kind"], (str(facts["kind"]), ""))[0]
    source = known.facts("source", facts["source_id"]).get("name", "an original not known")
    return f"Proposal read from {source}: {name}"


def _milestone_date(known: RecordWords, facts: Facts) -> str:
    stone = known.facts("milestone", facts["milestone_id"]).get("code", "a milestone")
    return f"Date of {stone} in {known.facts('baseline', facts['baseline_id']).get('name', 'a baseline')}"


def _paper(known: RecordWords, facts: Facts) -> str:
    edition = words.EDITIONS[Edition(facts["edition"])].lower()
    kind = paper_words.KINDS[Kind(facts.get("kind", Kind.PAPER))]
    return f"{kind} for {known.meeting(facts)}, {edition}, issue {facts['number']}"


def _call(known: RecordWords, facts: Facts) -> str:
    return f"{'Reminder' if facts['reminder'] else 'Call for views'} for {known.meeting(facts)}"


def _item(known: RecordWords, facts: Facts) -> str:
    told = known._item(facts)
    return f"{told[0].upper()}{told[1:]}, {facts['title']}"


def _seat(known: RecordWords, facts: Facts) -> str:
    return f"Seat of {facts['name']} at {known.facts('forum', facts['forum_id']).get('code', 'a forum')}"


def _update(known: RecordWords, facts: Facts) -> str:
    return f"Update of {known.facts('action', facts['action_id']).get('ref', 'an action')}"


TITLES: dict[str, Callable[[RecordWords, Facts], str]] = {
    "setting": lambda known, facts: f"Setting: {_setting_name(facts['name'])}",
    "forum": _named("Forum", "code"),
    "seat": _seat,
    "decision_option": lambda known, facts: f"Option {facts['key']}, {facts['name']}",
    "threshold": lambda known, facts: f"Threshold {facts['code']}, {facts['name']}",
    "rule": lambda known, facts: f"Rule {facts['code']}, {facts['name']}",
    "principle": lambda known, facts: f"{str(facts['kind']).capitalize()}: {facts['name']}",
    "bank_holiday": lambda known, facts: f"Bank holiday {words.day(facts['day'], year=True)}, {facts['name']}",
    "source": _named("Arrival"),
    "member": _named("Member"),
    "person": lambda known, facts: f"{facts['name']} of {known.member(facts)}",
    "meeting": _named("Meeting", "label"),
    "cadence": lambda known, facts: f"Cadence of {known.facts('forum', facts['forum_id']).get('code', 'a forum')}",
    "meeting_move": lambda known, facts: f"Move of {known.meeting(facts)}",
    "attendance": lambda known, facts: f"{facts['name']} at {known.meeting(facts)}",
    "note": lambda known, facts: f"{str(facts['kind']).capitalize()} taken down at {known.meeting(facts)}",
    "item_time": lambda known, facts: f"Time spent on {known.item(facts)}",
    "told": lambda known, facts: (
        f"{known.member(facts) if facts['member_id'] else 'All members'} told of {known.meeting(facts)}"
    ),
    "handing": lambda known, facts: (
        f"Hand-over to {facts['whom']}" if facts["way"] == "out" else f"Hand-over from {facts['whom']}"
    ),
    "item": _item,
    "threshold_check": lambda known, facts: f"Threshold {facts['threshold']} on {known.item(facts)}",
    "call": _call,
    "asked": lambda known, facts: f"{known.member(facts)} asked about {known.item(facts)}",
    "recusal": lambda known, facts: f"Recusal of {known.member(facts)} on {known.item(facts)}",
    "feedback": lambda known, facts: f"Answer of {known.member(facts)} on {known.item(facts)}",
    "position": lambda known, facts: f"Position on {known.item(facts)}",
    "theme": lambda known, facts: f"Theme “{facts['name']}” of {known.item(facts)}",
    "theme_mark": lambda known, facts: f"Words of F{facts['feedback_id']:02d} on a theme",
    "wording": lambda known, facts: f"Wording {facts['number']} for {known.item(facts)}",
    "stance": lambda known, facts: f"What {known.member(facts)} says to a wording",
    "gate_setting": lambda known, facts: f"Gate “{gate_words.NAMES[facts['code']]}”",
    "action": _named("Action", "ref"),
    "action_update": _update,
    "milestone": lambda known, facts: " ".join(filter(None, ("Milestone", facts["code"], facts["name"]))),
    "baseline": _named("Baseline"),
    "milestone_date": _milestone_date,
    "proposal": _proposal,
    "paper": _paper,
    "outcome": lambda known, facts: f"Outcome of {known.item(facts)}",
}
"""How a record of each table is called."""
