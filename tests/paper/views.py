"""Views for the tests of the paper, made of records alone: the story of a first PSG, and what strains a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from mhhs_desk.domain.actions import Action, ActionStatus
from mhhs_desk.domain.calls import Call
from mhhs_desk.domain.coverage import State, Tally
from mhhs_desk.domain.dues import Diary
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.forums import Forum, Seat
from mhhs_desk.domain.items import Disposition, Item, ThresholdCheck, Touch
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Consent, Member
from mhhs_desk.domain.milestones import Milestone, MilestoneDate, Move, Rule, Threshold, move
from mhhs_desk.domain.options import NIL, Option
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.positions import Position, Strength
from mhhs_desk.domain.sources import Source
from mhhs_desk.domain.spans import Span
from mhhs_desk.domain.view import Answer, ItemView, View, texts_of

TODAY = date(2021, 11, 9)
DECISIONS = (
    Option("A", "Accept"),
    Option("W", "Accept subject to additional work"),
    Option("R", "Refer"),
    Option("X", "Reject"),
    Option("E", "Escalate to Ofgem"),
)
OPINIONS = (Option("Y", "Yes"), Option("N", "No"), Option("U", "Neutral"), Option("O", "Other"))
QUESTION = (Option("1", "PSG manages implementation"), Option("2", "A separate IAG is stood up when appropriate"))
NAMES = (
    "Alder Energy", "Bramble Power", "Cobalt Gas & Power", "Dovetail Energy", "Elmstead Electric", "Fennel Energy",
    "Gorse Power", "Harbell Energy", "Inkwell Power", "Jessamy Energy", "Kiteford Power", "Lovage Energy",
)  # fmt: skip
MEMBERS = {
    number: Member(id=number, name=name, segment="Domestic" if number % 3 else "Non-domestic")
    for number, name in enumerate(NAMES, 1)
}
FORUM = Forum(id=1, code="PSG", name="Programme Steering Group", level=2, nth=1, weekday=2)
MEETING = Meeting(id=1, forum_id=1, label="PSG 1", day=date(2021, 11, 10), papers_received=date(2021, 11, 4))
DECIDES = Rule(
    id=1, code="R1", name="How PSG decides", text="PSG decides by consensus; failing that, the SRO or Ofgem decides.",
    since=date(2021, 11, 10), source="First pack, appendix 2",
)  # fmt: skip
MOVES = Rule(
    id=2, code="R2", name="Milestone moves", text="A Level 1 milestone that moves by three months or more needs Ofgem.",
    tier="Level 1", months=3, since=date(2021, 8, 11), source="Ofgem decision, 6.10",
)  # fmt: skip
THRESHOLDS = tuple(
    Threshold(id=number, code=f"T{number}", name=name)
    for number, name in enumerate(
        ("Adherence to the TOM", "Delivery of benefits and costs", "Timeliness of delivery"), 1
    )
)


def answer(
    number: int, item: int, member: int, option: str, why: str = "It suits a small team.", **more: Any
) -> Answer:
    """One named answer by e-mail, from line `number` of the member's message."""
    feedback = Feedback(
        id=number, member_id=member, item_id=item, option=option, rationale=why, channel="E-mail",
        received="2021-11-05T09:14:00", source_id=1, span=Span(text=why, line=number),
    )  # fmt: skip
    return Answer(replace(feedback, **more), MEMBERS[member].name)


def item_view(
    item: Item,
    answers: Sequence[Answer] = (),
    position: Position | None = None,
    states: dict[int, State] | None = None,
    moves: tuple[Move, ...] = (),
    checks: tuple[ThresholdCheck, ...] = (),
    members: Iterable[int] = MEMBERS,
) -> ItemView:
    """An item with its states and its tally: who neither answered nor stands in `states` was asked and is silent."""
    found = {member: (states or {}).get(member, State.SILENT) for member in members}
    for one in answers:
        found[one.feedback.member_id] = State.NIL if one.feedback.option == NIL else State.ANSWERED
    shown = tuple(one for one in answers if one.feedback.option != NIL)
    tally = Tally(Counter(one.feedback.option for one in shown), Counter(found.values()))
    return ItemView(item, tally, found, shown, position, texts_of(position), checks=checks, moves=moves)


def view_of(*items: ItemView, **more: Any) -> View:
    """The rep's own view of PSG 1 with these items."""
    heard = {one.feedback.member_id for item in items for one in item.answers}
    view = View(
        edition=Edition.OWN, constituency="Small Supplier", meeting=MEETING, forum=FORUM,
        seat=Seat(id=1, forum_id=1, name="Small Supplier", kind="party", ours=True, rep="Morgan Hale"),
        items=items, members=MEMBERS, member_count=len(MEMBERS), heard_count=len(heard),
        never_heard=tuple(member for number, member in MEMBERS.items() if items and number not in heard),
        calls=(Call(id=1, meeting_id=1, channel="e-mail", sent_on=date(2021, 11, 4)),),
        sources={1: Source(id=1, name="alder.eml", kind="e-mail", sha256="0" * 64, size=1, arrived="2021-11-05"),
                 2: Source(id=2, name="psg-pack.pdf", kind="pack", sha256="1" * 64, size=1, arrived="2021-11-04")},
        rules=(DECIDES, MOVES), thresholds=THRESHOLDS, next_days={1: date(2021, 12, 1)}, notice=2,
    )  # fmt: skip
    view = replace(view, **more)
    diary = Diary([FORUM], [MEETING, Meeting(id=9, forum_id=1, label="PSG 0", day=date(2021, 10, 6))], (), None)
    return replace(view, dues={action.id: diary.due(action) for action in view.actions})


def framework() -> ItemView:
    """Accepted by a majority; one member's red line is against it; one answer is for the rep only."""
    item = Item(
        id=1, meeting_id=1, number=1, title="Governance Framework and PSG Terms of Reference", options=DECISIONS,
        disposition=Disposition.APPROVAL, ask="PSG is asked to approve its Terms of Reference.", lead="SRO", minutes=20,
        paper_version="v1.0", source_id=2, span=Span(text="Approval required", page=17, line=1),
    )  # fmt: skip
    position = Position(
        item_id=1, option="A", strength=Strength.MAJORITY,
        statement="Small suppliers accept the framework. [F01] [F02]\n{count:A} accept it as it stands. [F02]",
        reasons="It says who decides. [F01]\nIt can be improved later. [J]\nNobody offers anything better.",
        ask="Write down the route to Ofgem. [F03]", fallback="Accept, subject to that route. [F04]",
        questions="When does the rest come?", minority="{count:X} would reject it. [F03]",
    )  # fmt: skip
    answers = [
        answer(1, 1, 1, "A"),
        answer(2, 1, 2, "A", evidence=3, evidence_basis="Our staff list"),
        answer(3, 1, 3, "X", "The route to Ofgem is not written down.", red_line="no duty before the route is written"),
        answer(4, 1, 4, "W", "Sound as far as it goes.", condition="The route is written down"),
        answer(5, 1, 5, "R", "We will not say why in public.", consent=Consent.REP),
        answer(6, 1, 6, "A", "It is balanced.", consent=Consent.KIND),
        answer(7, 1, 7, NIL, ""),
    ]
    checks = (
        ThresholdCheck(id=1, item_id=1, threshold="T1", answer=Touch.NOT_TOUCHED),
        ThresholdCheck(id=2, item_id=1, threshold="T3", answer=Touch.UNSURE, why="Escalation may take time."),
    )
    return item_view(item, answers, position, {8: State.NOT_ASKED, 9: State.RECUSED}, checks=checks)


def question() -> ItemView:
    """The IAG question with its own two options, and a claim of consensus that nothing stands against."""
    item = Item(
        id=2, meeting_id=1, number=2, title="Is a separate IAG needed beside PSG?", options=QUESTION,
        disposition=Disposition.APPROVAL, ask="Is a separate IAG needed beside PSG?",
    )  # fmt: skip
    position = Position(
        item_id=2, option="1", strength=Strength.CONSENSUS, statement="PSG manages implementation for now. [F08]"
    )
    return item_view(item, [answer(8, 2, 1, "1"), answer(9, 2, 2, "1")], position)


def m6() -> ItemView:
    """A Level 1 milestone that moves to TBC; no option is taken, a question is put."""
    milestone = Milestone(id=6, code="M6", name="Code change recommendations delivered", tier="Level 1")
    before = MilestoneDate(id=1, milestone_id=6, baseline_id=1, start="2022-04")
    after = MilestoneDate(id=2, milestone_id=6, baseline_id=2, words="TBC")
    item = Item(
        id=3, meeting_id=1, number=3, title="M6 code change: Apr-22 to TBC", options=OPINIONS,
        disposition=Disposition.INFORMATION, milestones=("M6",),
    )  # fmt: skip
    position = Position(
        item_id=3, strength=Strength.NO_POSITION, statement="We ask before we are content. [F10]",
        questions="Does a move to TBC need Ofgem?",
    )  # fmt: skip
    moved = move(milestone, before, after, (DECIDES, MOVES), date(2021, 11, 10))
    return item_view(item, [answer(10, 3, 1, "N"), answer(11, 3, 2, "Y")], position, moves=(moved,))


def actions() -> tuple[Action, ...]:
    return (
        Action(id=1, ref="ACT-01", text="The budget", owner="PMO", forum_id=1, meeting_id=1, due_words="Next PSG"),
        Action(id=2, ref="ACT-02", text="Consult members", owner="Constituents", forum_id=1, meeting_id=1,
               due_words="Next PSG"),
        Action(id=3, ref="ACT-03", text="Send the plan", owner="PMO", forum_id=1, due=date(2021, 11, 5)),
        Action(id=4, ref="ACT-04", text="Done long ago", owner="PMO", forum_id=1, status=ActionStatus.DONE),
        Action(id=5, ref="ACT-05", text="Think about it", forum_id=1, due_words="Late spring"),
    )  # fmt: skip


def story() -> View:
    """A first PSG: a majority with a red line, a consensus, a milestone that moves to TBC, actions."""
    return view_of(framework(), question(), m6(), actions=actions())


def crowded(answers: int, words: int = 12) -> View:
    """One item with so many answers, each of so many words, and a red line on every third."""
    members = {n: Member(id=n, name=f"Supplier Number {n}", segment="Domestic") for n in range(1, answers + 1)}
    keys = [option.key for option in DECISIONS]
    item = Item(id=1, meeting_id=1, number=1, title="Everybody has a view", options=DECISIONS,
                disposition=Disposition.APPROVAL)  # fmt: skip
    said = [
        Answer(
            Feedback(
                id=n, member_id=n, item_id=1, option=keys[n % 5], rationale=" ".join(["reason"] * words),
                red_line="not while it stands like this" if n % 3 == 0 else None, channel="E-mail",
            ),
            members[n].name,
        )
        for n in members
    ]  # fmt: skip
    position = Position(item_id=1, option="A", strength=Strength.DIVIDED, statement="We accept it. [F1]")
    crowd = item_view(item, said, position, members=members)
    return view_of(crowd, members=members, member_count=answers, never_heard=())


def extremes() -> dict[str, View]:
    """Views that strain the layout, by what they strain it with."""
    bare = Item(id=1, meeting_id=1, number=1, title="Nothing said of it", options=(), disposition=None)
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
    endless = replace(framework(), item=replace(framework().item, title=long, ask=long, lead=long))
    named = {number: replace(member, name=f"{long} {number}") for number, member in MEMBERS.items()}
    return {
        "no position": view_of(item_view(bare)),
        "no items": view_of(),
        "no members": view_of(item_view(bare, members=()), members={}, member_count=0, never_heard=()),
        "no day": view_of(framework(), meeting=replace(MEETING, day=None), next_days={}, notice=None),
        "no seat": view_of(framework(), seat=None, calls=(), rules=(), thresholds=(), sources={}),
        "long words": view_of(endless, members=named, meeting=replace(MEETING, label=long), constituency=long),
        "strange signs": view_of(replace(framework(), item=replace(framework().item, title="e\u0301\x00 会議 🙂"))),
        "sixty answers": crowded(60),
        "four thousand words": crowded(1, 4000),
        "a thousand answers": crowded(1000, 3),
    }
