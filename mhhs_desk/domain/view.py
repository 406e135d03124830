"""A view of the desk for one meeting: everything a paper may print and a gate may look at, and nothing else."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.calls import Call
from mhhs_desk.domain.coverage import HEARD, State, Tally
from mhhs_desk.domain.dues import Due
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.forums import Forum, Seat
from mhhs_desk.domain.hearing import Part
from mhhs_desk.domain.items import Item, ThresholdCheck
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.milestones import Move, Rule, Threshold
from mhhs_desk.domain.papers import Edition, Outcome
from mhhs_desk.domain.positions import PARTS, Position, Sentence, sentences
from mhhs_desk.domain.sources import Source, SourceState
from mhhs_desk.domain.themes import Spoken, Theme, ThemeMark, spoken
from mhhs_desk.domain.wordings import Stance, Wording


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as this view may show it: `who` is the member's name, or what stands for it."""

    feedback: Feedback
    who: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item: what is asked, who thinks what, and our position.

    `states` maps each member's id to its one state, in *own* only; the tally is always there. `texts` holds the
    sentences of the position that this view may show, by part; `left_out` says how many it may not.
    """

    item: Item
    tally: Tally
    states: Mapping[int, State] = field(default_factory=dict)
    answers: tuple[Answer, ...] = ()
    position: Position | None = None
    texts: Mapping[str, tuple[Sentence, ...]] = field(default_factory=dict)
    left_out: int = 0
    checks: tuple[ThresholdCheck, ...] = ()
    moves: tuple[Move, ...] = ()
    outcome: Outcome | None = None
    outside: tuple[Answer, ...] = ()
    """Answers of those who are no members on the day: they are in no count, and told in *own* only."""
    cited_as: str = "F"
    """The letter before the numbers of its answers (`Edition.letter`)."""

    def text(self, part: str) -> tuple[Sentence, ...]:
        return self.texts.get(part, ())

    @property
    def red_lines(self) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.answers if answer.feedback.red_line)


@dataclass(frozen=True, slots=True)
class View:
    """One meeting as one edition may show it. `members` holds, by id, only members whom it may name."""

    edition: Edition
    constituency: str
    meeting: Meeting
    forum: Forum
    seat: Seat | None
    items: tuple[ItemView, ...]
    members: Mapping[int, Member]
    member_count: int
    heard_count: int
    never_heard: tuple[Member, ...] = ()
    actions: tuple[Action, ...] = ()
    dues: Mapping[int, Due] = field(default_factory=dict)
    """When each of the actions is due, by its number."""
    calls: tuple[Call, ...] = ()
    sources: Mapping[int, Source] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    next_days: Mapping[int, date] = field(default_factory=dict)
    """The day of each forum's next meeting after this one, by forum id."""
    notice: int | None = None
    """Working days from the first call to its deadline, or else to the meeting."""
    parts: Mapping[int, Part] = field(default_factory=dict)
    """The part of each member in the meeting, when it was asked and chased and what time it had: in *own* only."""
    above: tuple[Forum, ...] = ()
    """The forums that this one escalates to, one after the other."""
    wordings: tuple[Wording, ...] = ()
    stances: tuple[Stance, ...] = ()
    """What was tried in mediation on the items, and what members said to it: in *own* only."""
    themes: tuple[Theme, ...] = ()
    theme_marks: tuple[ThemeMark, ...] = ()
    """What the answers speak of, and the words in which they do: in *own* only."""

    def item(self, item_id: int) -> ItemView:
        return next(view for view in self.items if view.item.id == item_id)

    def spoken(self, item: ItemView) -> tuple[Spoken, ...]:
        """The themes of an item with the answers that speak of each."""
        themes = (theme for theme in self.themes if theme.item_id == item.item.id)
        return spoken(themes, self.theme_marks, (answer.feedback.id for answer in item.answers))

    def answers(self) -> Iterator[Answer]:
        for view in self.items:
            yield from view.answers

    def record(self) -> bytes:
        """What this view says, as JSON: the same records give the same bytes on any machine and any day."""
        return written(self)

    def digest(self) -> str:
        """The hash of what this view says."""
        return hashlib.sha256(self.record()).hexdigest()


def texts_of(position: Position | None) -> dict[str, tuple[Sentence, ...]]:
    """The sentences of a position by part; without a position, none."""
    if position is None:
        return {}
    return {part: tuple(sentences(getattr(position, part))) for part in PARTS}


def heard(item_states: Iterable[Mapping[int, State]]) -> set[int]:
    """The members who are heard on at least one item."""
    return {member for states in item_states for member, state in states.items() if state in HEARD}


def written(value: object) -> bytes:
    """A part of a view as JSON, without what does not speak of its content: identities, and the way in."""
    told = json.dumps(_keyed(value), default=_told, sort_keys=True, ensure_ascii=False, check_circular=False)
    return told.encode()


def _told(value: Any) -> Any:
    """What JSON cannot write by itself, as something that holds only what it can, or what is told in its turn."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Source):
        value = replace(value, arrived="", text="", state=SourceState.FILED)
    told = {name: getattr(value, name) for name in names_of(type(value))}
    if KEYED.isdisjoint(map(type, told.values())):
        return told
    return {name: _keyed(said) for name, said in told.items()}


def _keyed(value: Any) -> Any:
    """A mapping with keys that are in order as JSON writes them."""
    return {str(key): item for key, item in value.items()} if type(value) in KEYED else value


KEYED = frozenset({dict, Counter, MappingProxyType})
UNPRINTED = frozenset({"uid", "reviewed"})
"""Fields that no paper prints: an identity, and the day on which an answer was looked through."""
_known: dict[type, tuple[str, ...]] = {}


def names_of(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass that speak of its content. Looked up once for each kind."""
    if kind not in _known:
        _known[kind] = tuple(f.name for f in fields(kind) if f.name not in UNPRINTED)
    return _known[kind]
