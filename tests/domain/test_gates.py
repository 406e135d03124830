"""The gates of any meeting: each is met or names what is missing, its figures add up, and none hangs on another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk import gate_words
from mhhs_desk.domain.actions import Action, ActionStatus, ActionUpdate
from mhhs_desk.domain.calls import Call
from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.forums import Seat
from mhhs_desk.domain.gates import LIMITS, SEVERITIES, Gate, GateSetting, Severity, is_ready, refuse_setting
from mhhs_desk.domain.items import Disposition, Item
from mhhs_desk.domain.meetings import Attending, Meeting
from mhhs_desk.domain.members import Consent
from mhhs_desk.domain.options import NIL
from mhhs_desk.domain.positions import Position, Strength
from mhhs_desk.domain.readiness import Beside, gates
from mhhs_desk.domain.view import ItemView, View
from tests.paper.views import DECISIONS, MEMBERS, answer, item_view, view_of

TODAY = date(2021, 11, 9)
DAYS = st.dates(date(2021, 10, 25), date(2021, 11, 20))
MAYBE_DAY = st.one_of(st.none(), DAYS)
SENTENCES = st.lists(st.sampled_from(["We accept. [F01]", "It is sound. [J]", "Nobody objects."]), max_size=2).map(
    "\n".join
)
VERSIONS = st.sampled_from([None, "v0.9", "v1.0"])
QUIET_STATES = st.sampled_from([State.SILENT, State.NOT_ASKED, State.RECUSED])


@st.composite
def item_views(draw: Any, number: int) -> ItemView:
    item = Item(
        id=number, meeting_id=1, number=number, title=f"Item {number}", options=DECISIONS, read_on=draw(MAYBE_DAY),
        disposition=draw(st.sampled_from([None, *Disposition])), paper_version=draw(VERSIONS),
    )  # fmt: skip
    said = [
        answer(
            100 * number + member, number, member, draw(st.sampled_from(["A", "X", NIL])),
            draw(st.sampled_from(["", "It suits us."])), consent=draw(st.sampled_from(list(Consent))),
            sensitive=draw(st.booleans()), reviewed=draw(MAYBE_DAY), paper_version=draw(VERSIONS),
        )
        for member in draw(st.sets(st.sampled_from(list(MEMBERS))))
    ]  # fmt: skip
    position = draw(
        st.one_of(
            st.none(),
            st.builds(
                Position, item_id=st.just(number), option=st.sampled_from([None, "A"]), statement=SENTENCES,
                strength=st.sampled_from([None, *Strength]), reasons=SENTENCES,
            ),
        )
    )  # fmt: skip
    return item_view(item, said, position, {member: draw(QUIET_STATES) for member in MEMBERS})


@st.composite
def views(draw: Any) -> View:
    items = [draw(item_views(number)) for number in range(1, draw(st.integers(0, 3)) + 1)]
    due = draw(MAYBE_DAY)
    meeting = Meeting(
        id=1, forum_id=1, label="PSG 1", day=draw(MAYBE_DAY), papers_received=draw(MAYBE_DAY),
        feedback_due=due.isoformat() if due else None, attending=draw(st.sampled_from([None, *Attending])),
    )  # fmt: skip
    seat = Seat(
        id=1, forum_id=1, name="Small Supplier", kind="party", ours=True, rep="Morgan Hale",
        alternate=draw(st.sampled_from([None, "Robin Vale"])), alternate_approved=draw(MAYBE_DAY),
    )  # fmt: skip
    owed = tuple(
        Action(id=n, ref=f"ACT-{n}", text="Do it", owner="Constituents", due=draw(DAYS),
               status=draw(st.sampled_from(list(ActionStatus))))
        for n in range(draw(st.integers(0, 3)))
    )  # fmt: skip
    calls = tuple(Call(id=1, meeting_id=1, channel="e-mail", sent_on=on) for on in draw(st.lists(DAYS, max_size=1)))
    return view_of(
        *items, meeting=meeting, seat=draw(st.sampled_from([None, seat])), actions=owed, calls=calls,
        notice=draw(st.one_of(st.none(), st.integers(-2, 6))) if calls else None,
    )  # fmt: skip


BESIDES = st.builds(
    Beside,
    waiting=st.integers(0, 3),
    updates=st.lists(st.builds(ActionUpdate, action_id=st.integers(0, 3), day=DAYS, text=st.just("")), max_size=2).map(
        tuple
    ),
    printed=st.sampled_from([None, "0" * 64]),
    asked=st.dictionaries(st.sampled_from(list(MEMBERS)), DAYS),
)
SETTINGS = st.dictionaries(st.sampled_from(list(SEVERITIES)), st.tuples(st.booleans(), st.integers(1, 20))).map(
    lambda chosen: [
        GateSetting(code=code, asked=asked, least=least if code in LIMITS else None)
        for code, (asked, least) in chosen.items()
    ]
)


def missing(gate: Gate) -> Sequence[object]:
    """What a gate names as missing, by its own facts."""
    facts = gate.facts
    match gate.code:
        case "read" | "positions" | "strength":
            return facts["numbers"] or (() if facts["items"] or gate.code == "strength" else ("items",))
        case "late":
            known = facts["due"] and (facts["received"] or facts["early"])
            return [facts["lost"] or ""] if known and facts["lost"] else [] if known else ["a day"]
        case "inbox":
            return [facts["waiting"]] if facts["waiting"] else []
        case "asked":
            short = facts["on"] is None or facts["notice"] is None or facts["notice"] < facts["least"]
            return [*facts["unasked"], *facts["short"], *(["notice"] if short else [])]
        case "coverage":
            return facts["few"] or ([] if facts["heard"] and facts["items"] else ["somebody"])
        case "cited":
            return [*facts["bare"], *facts["numbers"]]
        case "sensitive" | "stale":
            return list(facts["named"])
        case "actions":
            return list(facts["refs"])
        case "attending":
            there = facts["who"] == "rep" or (facts["who"] == "alternate" and facts["approved"])
            return [] if there else ["somebody"]
    return [] if gate.met else ["a print"]


@given(views(), BESIDES)
def test_a_gate_is_met_or_names_what_is_missing_and_the_way_to_it(own: View, beside: Beside) -> None:
    found = gates(own, beside, TODAY)
    assert [gate.code for gate in found] == list(SEVERITIES)
    for gate in found:
        assert gate.met is not bool(missing(gate)), gate
        name, reason = gate_words.gate(gate)
        assert name and reason and "None " not in reason.removeprefix("None ")
        assert gate.met or (reason.endswith(".") and gate_words.where(gate))
        assert not (gate.met and gate.items)


@given(views(), BESIDES)
def test_the_figures_of_a_gate_add_up(own: View, beside: Beside) -> None:
    found = {gate.code: gate.facts for gate in gates(own, beside, TODAY)}
    for code, listed in (("read", "numbers"), ("positions", "numbers"), ("strength", "numbers"), ("actions", "refs"),
                         ("sensitive", "named"), ("stale", "named")):  # fmt: skip
        assert found[code]["done"] + len(found[code][listed]) == found[code]["of"]
    assert found["read"]["of"] == len(own.items)
    assert found["stale"]["of"] == sum(view.tally.answered for view in own.items)
    for _, heard, of, wanted in found["coverage"]["few"]:
        assert 0 <= heard < wanted <= of <= own.member_count


@given(views(), BESIDES, SETTINGS)
def test_switching_a_gate_off_changes_no_other_and_leaves_it_in_the_list(
    own: View, beside: Beside, settings: list[GateSetting]
) -> None:
    asked_again = [GateSetting(code=one.code, least=one.least) for one in settings]
    every, some = gates(own, beside, TODAY, asked_again), gates(own, beside, TODAY, settings)
    off = {setting.code for setting in settings if not setting.asked}
    assert [gate.code for gate in some] == list(SEVERITIES)
    for one, other in zip(every, some, strict=True):
        assert (one.met, one.facts, one.items) == (other.met, other.facts, other.items)
        assert other.asked is (other.code not in off)
        assert other.asked or not (other.open or other.noted or other.stops)
        assert (gate_words.gate(other)[1] == gate_words.NOT_ASKED) is not other.asked


@given(views(), BESIDES, SETTINGS)
def test_only_what_stops_stands_in_the_way(own: View, beside: Beside, settings: list[GateSetting]) -> None:
    found = gates(own, beside, TODAY, settings)
    stopping = {gate.code for gate in found if gate.asked and not gate.met and gate.severity is Severity.STOPS}
    assert is_ready(found) is not bool(stopping)
    assert "late" not in stopping and "stale" not in stopping
    tally = gate_words.tally(found)
    assert tally.startswith("no gate is open") is not any(gate.open for gate in found)


@given(views(), BESIDES, st.integers(1, 100), st.integers(1, 100))
def test_a_higher_limit_never_meets_more(own: View, beside: Beside, one: int, other: int) -> None:
    low, high = (
        {gate.code: gate.met for gate in gates(own, beside, TODAY, [
            GateSetting(code="coverage", least=limit), GateSetting(code="asked", least=min(limit, 20)),
        ])}
        for limit in sorted((one, other))
    )  # fmt: skip
    assert all(low[code] or not high[code] for code in low)


@given(DAYS, DAYS)
def test_late_papers_are_told_with_the_working_days_lost(day: date, received: date) -> None:
    own = view_of(meeting=Meeting(id=1, forum_id=1, label="PSG 1", day=day, papers_received=received))
    late = next(gate for gate in gates(own, Beside(0, (), None), TODAY) if gate.code == "late")
    left = sum((received + timedelta(n)).weekday() < 5 for n in range(1, (day - received).days))
    assert late.facts["lost"] == max(0, 4 - left) if received < day else late.facts["lost"] >= 4
    assert late.met is (late.facts["lost"] == 0)  # the day it is due on and the four between it and the meeting


@pytest.mark.parametrize(
    ("setting", "why"),
    [
        (GateSetting(code="coverage", least=101), "not a limit of that gate"),
        (GateSetting(code="coverage", least=0), "not a limit of that gate"),
        (GateSetting(code="read", least=3), "a gate without a limit"),
        (GateSetting(code="lunch"), "not a gate"),
    ],
)
def test_a_setting_that_no_gate_can_have_is_refused(setting: GateSetting, why: str) -> None:
    with pytest.raises(Refused) as refused:
        refuse_setting(setting)
    assert refused.value.why == why


def test_every_gate_has_its_name_and_every_limit_its_unit() -> None:
    assert list(gate_words.NAMES) == list(SEVERITIES)
    assert gate_words.UNITS.keys() == LIMITS.keys() <= SEVERITIES.keys()
