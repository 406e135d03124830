"""Workspaces made up at random to try the editions: who says what and how it may be shown, and who is spoken of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from hypothesis import strategies as st

from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.calls import Asked, Call, Recusal
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Disposition, Item, ThresholdCheck, Touch
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Consent, Member, Person
from mhhs_desk.domain.options import NIL, Option
from mhhs_desk.domain.papers import Outcome
from mhhs_desk.domain.positions import PARTS, Strength
from mhhs_desk.domain.sources import Source, SourceState
from mhhs_desk.domain.spans import Span
from mhhs_desk.domain.themes import Theme, ThemeMark
from mhhs_desk.domain.wordings import Says, Stance, Wording

DAY = date(2021, 11, 10)
OPTIONS = (Option("A", "Accept"), Option("W", "Accept subject to additional work"), Option("X", "Reject"))
SILENT, NOT_ASKED, RECUSED, NILS, ANSWERED = "silent", "not asked", "recused", "nil", "answered"


@dataclass(frozen=True)
class Cell:
    """What one member does about one item. `held` of the two passages of its reason are held back."""

    state: str
    option: str
    consent: Consent
    sensitive: bool
    red: bool
    condition: bool
    held: int

    @property
    def is_withheld(self) -> bool:
        """Whether none of its words may be shown to others."""
        return self.sensitive or self.held == 2 or self.consent in (Consent.CONSTITUENCY, Consent.REP)


@dataclass(frozen=True)
class Mention:
    """Something the rep writes: where, of whose what, and whom it cites."""

    place: str
    of: str
    member: int
    item: int
    cites: tuple[int, ...]


@dataclass(frozen=True)
class World:
    """A whole workspace: cells by item and member, what the rep writes, and the order in which answers are filed."""

    segments: tuple[str | None, ...]
    cells: tuple[tuple[Cell, ...], ...]
    mentions: tuple[Mention, ...]
    strengths: tuple[Strength, ...]

    def answers(self) -> Iterator[tuple[int, int, Cell]]:
        for item, row in enumerate(self.cells):
            yield from ((item, member, cell) for member, cell in enumerate(row) if cell.state == ANSWERED)

    def may_be_named(self, member: int, item: int | None = None) -> bool:
        """Whether a member lets itself be named, on one item or on any."""
        return any(
            who == member and item in (None, on) and cell.consent is Consent.NAMED and not cell.is_withheld
            for on, who, cell in self.answers()
        )

    def shows(self, item: int, member: int) -> bool:
        """Whether the words of an answer may be shown: by name, or by a kind that could mean three members."""
        cell = self.cells[item][member]
        if cell.state != ANSWERED or cell.is_withheld:
            return False
        alike = [who for who, segment in enumerate(self.segments) if segment == self.segments[member]]
        return cell.consent is Consent.NAMED or sum(not self.may_be_named(who, item) for who in alike) >= 3

    def asks_not_to_be_named(self, member: int) -> bool:
        return any(who == member and cell.consent is not Consent.NAMED for _, who, cell in self.answers())


PLACES = (*PARTS, "action", "threshold", "outcome")
SUBJECTS = ("name", "first", "domain", "address", "person", "passage", "reason", "before", "aside", "code",
            "nobody", "nobody")  # fmt: skip

OF_ANSWERS = frozenset({"passage", "reason", "before"})
"""What can only be spoken of where there is an answer."""


@st.composite
def worlds(draw: st.DrawFn) -> World:
    members, items = draw(st.sampled_from((2, 3, 4, 5, 6, 6))), draw(st.integers(1, 3))
    cell = st.builds(
        Cell,
        state=st.sampled_from((*[ANSWERED] * 12, SILENT, NOT_ASKED, RECUSED, NILS)),
        option=st.sampled_from("AWX"), 
        consent=st.sampled_from([*[Consent.NAMED, Consent.KIND] * 4, Consent.CONSTITUENCY, Consent.REP]),
        sensitive=st.sampled_from((*[False] * 8, True)), red=st.booleans(), condition=st.booleans(),
        held=st.sampled_from((0, 0, 0, 0, 1, 1, 2)),
    )  # fmt: skip
    mention = st.builds(
        Mention, place=st.sampled_from(PLACES), of=st.sampled_from(SUBJECTS), member=st.integers(0, members - 1),
        item=st.integers(0, items - 1), cites=st.lists(st.integers(0, members - 1), max_size=2).map(tuple),
    )  # fmt: skip
    row = st.tuples(*[cell] * members)
    segment = st.sampled_from((*["Domestic"] * 6, "Non-domestic", None))
    return World(
        segments=draw(st.tuples(*[segment] * members)),
        cells=draw(st.tuples(*[row] * items)),
        mentions=tuple(draw(st.lists(mention, min_size=3, max_size=12))),
        strengths=draw(st.tuples(*[st.sampled_from(list(Strength))] * items)),
    )


SYLLABLES = [first + second for first in "bdgkvz" for second in "aeiou"]


def token(*of: object) -> str:
    """A word that stands nowhere else, the same for the same things."""
    digest = hashlib.sha256(repr(of).encode()).digest()
    return "q" + "".join(SYLLABLES[byte % len(SYLLABLES)] for byte in digest[:6])


@dataclass(frozen=True)
class Words:
    """Every word of a world. Those that may be shown do not depend on `salt`; those that are withheld do."""

    world: World
    salt: str = ""

    def _of(self, member: int, kind: str) -> str:
        salt = "" if self.world.may_be_named(member) else self.salt
        return token(salt, "member", member, kind)

    def name(self, member: int) -> str:
        return self._of(member, "name").capitalize()

    def domain(self, member: int) -> str:
        return f"{self._of(member, 'domain')}.example"

    def person(self, member: int) -> str:
        return f"{self._of(member, 'given').capitalize()} {self._of(member, 'family').capitalize()}"

    def address(self, member: int) -> str:
        return f"{self._of(member, 'box')}@{self.domain(member)}"

    def hidden(self, *of: object) -> str:
        """A word of what no other edition shows at all."""
        return token(self.salt, *of)

    def passages(self, item: int, member: int) -> tuple[str, str]:
        """The two halves of an answer's reason, three words each."""
        held = self.world.cells[item][member].held
        return self._half(item, member, 0, held > 0), self._half(item, member, 1, held > 1)

    def _half(self, item: int, member: int, half: int, held: bool) -> str:
        salt = "" if self.world.shows(item, member) and not held else self.salt
        return " ".join(token(salt, "reason", item, member, half, n) for n in range(3))

    def beside(self, item: int, member: int, kind: str) -> str:
        """A red line, a condition or the basis of the evidence."""
        salt = "" if self.world.shows(item, member) else self.salt
        return " ".join(token(salt, kind, item, member, n) for n in range(5))


def build(desk: Desk, words: Words, order: list[int]) -> Meeting:
    """Fill a new workspace with a world, its answers filed in an order."""
    with desk.step("Build"):
        return _Built(desk, words).whole(order)


class _Built:
    """A world on its way into a workspace; items and members have their numbers from 1."""

    def __init__(self, desk: Desk, words: Words) -> None:
        self.desk, self.words, self.world = desk, words, words.world
        self.codes: dict[tuple[int, int], str] = {}

    def whole(self, order: list[int]) -> Meeting:
        desk, world = self.desk, self.world
        meeting = desk.meetings.add(Meeting(forum_id=self._forum(), label="PSG 1", day=DAY))
        for item in range(len(world.cells)):
            desk.items.add(Item(meeting_id=meeting.id, number=item + 1, title=f"Paper {item + 1}", options=OPTIONS,
                                disposition=Disposition.APPROVAL))  # fmt: skip
        for member in range(len(world.segments)):
            self._member(member)
        self._calls(meeting)
        cells = [(item, member) for item in range(len(world.cells)) for member in range(len(world.segments))]
        for item, member in sorted(cells, key=lambda cell: order[(cell[0] * 6 + cell[1]) % len(order)]):
            self._cell(item, member)
        self._written()
        return meeting

    def _forum(self) -> int:
        return next(forum.id for forum in self.desk.forums.all() if forum.code == "PSG")

    def _member(self, member: int) -> None:
        words, desk = self.words, self.desk
        made = desk.members.add(
            Member(name=f"{words.name(member)} Energy", segment=self.world.segments[member],
                   domains=(words.domain(member),), note=words.hidden("note", member))
        )  # fmt: skip
        desk.people.add(Person(member_id=made.id, name=words.person(member), address=words.address(member),
                               role=words.hidden("post", member)))  # fmt: skip

    def _calls(self, meeting: Meeting) -> None:
        call = self.desk.calls.add(Call(meeting_id=meeting.id, channel="e-mail", sent_on=date(2021, 11, 4)))
        cells = ((i, m) for i, row in enumerate(self.world.cells) for m, cell in enumerate(row)
                 if cell.state != NOT_ASKED)  # fmt: skip
        self.desk.asked.add_all(Asked(call_id=call.id, member_id=m + 1, item_id=i + 1) for i, m in cells)

    def _source(self, item: int, member: int) -> Source:
        words = self.words
        data = words.hidden("mail", item, member).encode()
        sha256 = hashlib.sha256(data).hexdigest()
        self.desk.workspace.keep(sha256, data)
        return self.desk.sources.add(
            Source(name=f"{words.hidden('file', item, member)}.eml", kind="e-mail", sha256=sha256, size=len(data),
                   arrived="2021-11-05", sender=f"{words.person(member)} <{words.address(member)}>",
                   subject=words.hidden("subject", item, member), text=data.decode(), state=SourceState.FILED)
        )  # fmt: skip

    def _cell(self, item: int, member: int) -> None:
        cell, words = self.world.cells[item][member], self.words
        if cell.state == RECUSED:
            why = " ".join([words.hidden("aside", item, member)] * 5)
            self.desk.recusals.add(Recusal(item_id=item + 1, member_id=member + 1, why=why))
        if cell.state not in (ANSWERED, NILS):
            return
        first, second = words.passages(item, member)
        reason, red = f"{first} {second}.", words.beside(item, member, "red") if cell.red else None
        condition = words.beside(item, member, "condition") if cell.condition else None
        source = self._source(item, member)
        answer = self.desk.feedback.add(
            Feedback(
                item_id=item + 1, member_id=member + 1, option=cell.option if cell.state == ANSWERED else NIL,
                rationale=reason, red_line=red, condition=condition, evidence=member % 5, channel="e-mail",
                evidence_basis=words.beside(item, member, "basis"), received="2021-11-05T09:00", consent=cell.consent,
                sensitive=cell.sensitive, role=words.hidden("role", item, member), source_id=source.id,
                represents=words.hidden("party", item, member), span=Span(reason, line=1),
            )
        )  # fmt: skip
        self.codes[item, member] = answer.code
        earlier = " ".join(words.hidden("before", item, member) for _ in range(5))
        self.desk.feedback.add(
            replace(answer, id=0, uid="", held_back=(), received="2021-11-04", rationale=earlier, consent=Consent.NAMED)
        )
        held = (first, second, red, condition, answer.evidence_basis) if cell.held == 2 else (first,) * cell.held
        for passage in filter(None, held):
            self.desk.feedback.hold_back(answer.id, passage, DAY)

    # What the rep writes

    def _written(self) -> None:
        texts: dict[tuple[int, str], list[str]] = {}
        for mention in self.world.mentions:
            texts.setdefault((mention.item, mention.place), []).append(self._sentence(mention))
        for item, strength in enumerate(self.world.strengths):
            parts = {part: "\n".join(texts.get((item, part), ())) for part in PARTS}
            self.desk.positions.write(item + 1, option="A", strength=strength, **parts)
            self._tried(item)
        for (item, place), said in texts.items():
            self._beside(item, place, [text.split(" [")[0] for text in said])

    def _sentence(self, mention: Mention) -> str:
        member, item, words = mention.member, mention.item, self.words
        aside = self.world.cells[item][member].state == RECUSED
        is_there = {**dict.fromkeys(OF_ANSWERS, (item, member) in self.codes), "aside": aside}
        of = mention.of if is_there.get(mention.of, True) else "nobody"
        said = {
            "name": f"{words.name(member)} Energy", "first": words.name(member).lower(), "domain": words.domain(member),
            "address": words.address(member), "person": words.person(member), "nobody": "everybody",
            "passage": words.passages(item, member)[0] if self.world.cells[item][member].held else "something",
            "reason": " ".join(words.passages(item, member)),
            "before": " ".join([words.hidden("before", item, member)] * 5),
            "code": self.codes.get((item, member), "nobody"),
            "aside": " ".join([words.hidden("aside", item, member)] * 5),
        }[of]  # fmt: skip
        cited = [f"[{self.codes[item, who]}]" for who in mention.cites if (item, who) in self.codes]
        return f"We heard {said} of it. {' '.join(cited) or '[J]'}"

    def _beside(self, item: int, place: str, said: list[str]) -> None:
        if place == "action":
            late = date(2021, 11, 5)
            for n, text in enumerate(said, 1):
                made = self.desk.actions.add(Action(ref=f"ACT-{n:02d}", text=text, owner="PMO", due=late))
                self.desk.actions.note(made.id, said[-n], late)
        elif place == "threshold":
            check = ThresholdCheck(item_id=item + 1, threshold="T1", answer=Touch.UNSURE, why=said[0])
            self.desk.threshold_checks.add(check)
        elif place == "outcome":
            self.desk.outcomes.add(Outcome(item_id=item + 1, option="A", text=said[0], why=said[-1]))

    def _tried(self, item: int) -> None:
        wording = self.desk.wordings.add(Wording(item_id=item + 1, number=1, text=self.words.hidden("tried", item)))
        self.desk.stances.add(
            Stance(wording_id=wording.id, member_id=1, says=Says.OBJECTS, why=self.words.hidden("stance", item))
        )
        theme = self.desk.themes.add(Theme(item_id=item + 1, name=self.words.hidden("theme", item)))
        words = self.words.hidden("spoken", item)
        answers = [int(code[1:]) for (of, _), code in self.codes.items() if of == item]
        self.desk.theme_marks.add_all(ThemeMark(theme_id=theme.id, feedback_id=one, words=words) for one in answers)
