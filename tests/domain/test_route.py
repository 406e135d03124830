"""The route of an item: who decides, where it goes without consensus, and whether Ofgem must be asked, by the rules."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk import route_words
from mhhs_desk.domain.forums import Forum
from mhhs_desk.domain.items import Disposition, ThresholdCheck, Touch
from mhhs_desk.domain.milestones import Ground, Milestone, MilestoneDate, Move, Rule, Threshold, move, slip
from mhhs_desk.domain.route import OFGEM, SRO, Asks, Route, forums_above, route, verdict, why

REFERENCE = Path(__file__).resolve().parent.parent.parent / "resources" / "reference"
FIRST_PSG = date(2021, 11, 10)
DAY = timedelta(days=1)


def read(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((REFERENCE / f"{name}.toml").read_text(encoding="utf-8"))[name[:-1]]
    return found


RULES = [Rule(id=number, **entry) for number, entry in enumerate(read("rules"), 1)]
FORUMS = [Forum(id=number, **entry) for number, entry in enumerate(read("forums"), 1)]
THRESHOLDS = [Threshold(id=number, **entry) for number, entry in enumerate(read("thresholds"), 1)]
STONES = {entry["code"]: Milestone(id=number, **entry) for number, entry in enumerate(read("milestones"), 1)}
FIRST, LATER = (rule for rule in RULES if rule.months is not None)
SINCE, CHANGED = FIRST.since or date.min, LATER.since or date.min

DAYS = st.dates(date(2021, 6, 1), date(2025, 12, 31))
MONTHS = st.one_of(st.none(), st.builds("{:04}-{:02}".format, st.integers(2021, 2026), st.integers(1, 12)))
CODES = st.sampled_from(["M4", "M5", "M6", "M9", "M10", "PM2"])
ANSWERS = st.sampled_from([None, *Touch])


def forum(code: str) -> Forum:
    return next(one for one in FORUMS if one.code == code)


def at(month: str | None) -> MilestoneDate:
    return MilestoneDate(milestone_id=1, baseline_id=1, start=month, words="" if month else "TBC")


def moved(code: str, before: str | None, after: str | None, day: date | None = FIRST_PSG) -> Move:
    return move(STONES[code], at(before), at(after), RULES, day)


def checked(*answers: Touch | None) -> list[ThresholdCheck]:
    """What the rep sees in the first thresholds; None is one that was not looked at."""
    pairs = zip(THRESHOLDS, answers, strict=False)
    return [ThresholdCheck(item_id=1, threshold=one.code, answer=answer) for one, answer in pairs if answer]


CLEAR = checked(*[Touch.NOT_TOUCHED] * 5)


def way(
    code: str = "PSG",
    day: date | None = FIRST_PSG,
    checks: list[ThresholdCheck] = CLEAR,
    moves: tuple[Move, ...] = (),
    needs: Disposition | None = Disposition.APPROVAL,
    forums: list[Forum] = FORUMS,
) -> Route:
    here = next(one for one in forums if one.code == code)
    return route(needs, here, forums_above(here, forums), day, RULES, why(THRESHOLDS, checks, moves))


def ways() -> st.SearchStrategy[Route]:
    """Any item of any forum on any day: thresholds looked at or not, moves measured or not, forums stood down."""

    def build(
        code: str, day: date | None, answers: list[Touch | None], stones: list[Move], needs: Any, down: Any
    ) -> Route:
        forums = [replace(one, stood_down=down.get(one.code)) for one in FORUMS]
        return way(code, day, checked(*answers), tuple(stones), needs, forums)

    return st.one_of(st.none(), DAYS).flatmap(
        lambda day: st.builds(
            build,
            st.sampled_from([one.code for one in FORUMS]),
            st.just(day),
            st.lists(ANSWERS, max_size=5),
            st.lists(st.builds(moved, CODES, MONTHS, MONTHS, st.just(day)), max_size=3),
            st.sampled_from([None, *Disposition]),
            st.dictionaries(st.sampled_from(["PSG", "DAG"]), DAYS),
        )
    )


# The milestone rule, by its days and its months


@pytest.mark.parametrize(
    ("day", "rule", "two_months", "three_months"),
    [
        (SINCE - DAY, None, None, None),
        (SINCE, "R2", False, True),
        (SINCE + DAY, "R2", False, True),
        (CHANGED - DAY, "R2", False, True),
        (CHANGED, "R3", True, True),
        (CHANGED + DAY, "R3", True, True),
    ],
)
def test_the_rule_changes_on_its_day_and_not_a_day_before(day, rule, two_months, three_months) -> None:
    for month, needs in (("2022-06", two_months), ("2022-07", three_months)):
        found = moved("M6", "2022-04", month, day)
        assert (found.rule and found.rule.code, found.needs_ofgem) == (rule, needs)


@given(st.integers(-14, 14), st.sampled_from([FIRST_PSG, CHANGED]))
def test_a_move_counts_alike_earlier_and_later_from_just_the_months_of_the_rule(by: int, day: date) -> None:
    to = 2023 * 12 + 5 + by
    found = moved("M9", "2023-06", f"{to // 12}-{to % 12 + 1:02}", day)
    assert slip(found.before, found.after) == (by, by)
    assert found.needs_ofgem is (abs(by) >= 3 if day == FIRST_PSG else by != 0)


def test_a_range_needs_ofgem_where_either_end_moves_so_far() -> None:
    ends = replace(at("2022-05"), end="2022-07")
    assert move(STONES["M6"], at("2022-04"), ends, RULES, FIRST_PSG).needs_ofgem
    assert not move(STONES["M6"], at("2022-05"), ends, RULES, FIRST_PSG).needs_ofgem


@given(CODES, MONTHS, MONTHS, st.one_of(st.none(), DAYS))
def test_what_is_not_known_is_never_taken_for_a_no(code: str, before: str | None, after: str | None, day: Any) -> None:
    found = moved(code, before, after, day)
    if day is None or day < SINCE:
        assert (found.rule, found.ground, found.needs_ofgem) == (None, Ground.NO_RULE, None)
    elif STONES[code].tier is None:
        assert found.needs_ofgem is None
    elif STONES[code].tier == "Level 1" and (before is None or after is None):
        assert found.needs_ofgem is not False


def test_giving_a_date_up_is_a_change_where_any_change_counts() -> None:
    assert moved("M6", "2022-04", None, CHANGED).needs_ofgem is True
    assert moved("M6", None, "2022-04", CHANGED).needs_ofgem is None


def test_of_two_rules_in_force_the_later_one_of_the_tier_holds() -> None:
    stricter = Rule(id=90, code="R90", name="Moves", text="", tier="Level 1", months=1, since=FIRST_PSG - DAY)
    other = Rule(id=91, code="R91", name="Moves", text="", tier="Level 2", months=0, since=FIRST_PSG)
    found = move(STONES["M6"], at("2022-04"), at("2022-05"), [other, *RULES, stricter], FIRST_PSG)
    assert (found.rule, found.needs_ofgem) == (stricter, True)


# What the domain says


def test_the_facts_of_the_first_pack_hold() -> None:
    tiers = {code: STONES[code].tier for code in ("M4", "M5", "M6", "M9")}
    assert tiers == {"M4": "Programme, not Level 1", "M5": "Level 1", "M6": "Level 1", "M9": "Level 1"}
    assert moved("M4", "2021-10", "2022-01").needs_ofgem is False  # not Level 1: three months without Ofgem
    assert moved("M5", "2022-04", "2022-07").needs_ofgem is True  # Level 1: three months with Ofgem
    assert moved("M6", "2022-04", None).needs_ofgem is None  # to TBC: ask
    assert moved("M9", "2023-08", "2023-09", date(2023, 7, 1)).needs_ofgem is True  # after June 2023: any change


@pytest.mark.parametrize(
    ("code", "decides", "recommends", "escalates"),
    [
        ("PSG", "PSG", None, (SRO,)),
        ("DAG", "DAG", None, ("PSG", SRO)),
        ("CCAG", "CCAG", None, ("PSG", SRO)),
        ("BPRWG", "DAG", "BPRWG", ("DAG", "PSG", SRO)),
    ],
)
def test_four_goes_to_three_to_two_to_the_sro_and_above_a_threshold_to_ofgem(
    code: str, decides: str, recommends: str | None, escalates: tuple[str, ...]
) -> None:
    found = way(code)
    assert (found.decides, found.recommends, found.escalates, found.asks) == (decides, recommends, escalates, Asks.NO)
    above = way(code, checks=checked(Touch.TOUCHED))
    assert (above.decides, above.recommends, above.escalates) == (OFGEM, code, (*escalates[:-1], OFGEM))
    assert [rule.code for rule in above.referral] == ["R5"]


def test_the_level_of_a_forum_is_not_the_tier_of_a_milestone() -> None:
    first = replace(forum("PSG"), level=1)
    found = way(forums=[first, *FORUMS[1:]], moves=(moved("M4", "2021-10", "2022-01"),))
    assert (found.asks, found.escalates) == (Asks.NO, (SRO,))


# Ofgem


@given(st.lists(ANSWERS, min_size=5, max_size=5))
def test_a_threshold_that_is_unsure_or_not_looked_at_is_never_a_no(answers: list[Touch | None]) -> None:
    asks = verdict(why(THRESHOLDS, checked(*answers), ()))
    if Touch.TOUCHED in answers:
        assert asks is Asks.YES
    elif Touch.UNSURE in answers or None in answers:
        assert asks is Asks.NOT_KNOWN
    else:
        assert asks is Asks.NO


@given(st.lists(st.builds(moved, CODES, MONTHS, MONTHS), max_size=4))
def test_of_several_milestones_one_is_enough_for_ofgem_and_one_unknown_for_a_doubt(moves: list[Move]) -> None:
    needs = {one.needs_ofgem for one in moves}
    expected = Asks.YES if True in needs else Asks.NOT_KNOWN if None in needs else Asks.NO
    assert verdict(why(THRESHOLDS, CLEAR, moves)) is expected


def test_without_a_threshold_on_record_nothing_is_ruled_out() -> None:
    assert verdict(why([], [], ())) is Asks.NOT_KNOWN


def test_a_threshold_that_was_renamed_still_counts() -> None:
    gone = ThresholdCheck(item_id=1, threshold="T9", answer=Touch.TOUCHED)
    assert verdict(why(THRESHOLDS, [*CLEAR, gone], ())) is Asks.YES


# Forums that do not stand, days without rules


@given(ways())
def test_a_forum_that_does_not_stand_decides_nothing_and_nothing_goes_to_it(found: Route) -> None:
    down = {one.code for one in found.passed} | (set() if found.stands else {found.forum.code})
    assert not down & {found.decides, found.recommends, *found.escalates}


@given(ways())
def test_every_rule_that_is_named_is_in_force_on_the_day_and_without_one_nobody_decides(found: Route) -> None:
    named = route_words.rules_of(found)
    assert all(found.day is not None and rule.in_force_on(found.day) for rule in named)
    if not found.rules:
        assert (found.decides, found.recommends, found.escalates) == (None, None, ())


def test_what_stood_down_is_passed_over_and_said_to_be() -> None:
    forums = [replace(one, stood_down=FIRST_PSG) if one.code == "DAG" else one for one in FORUMS]
    last, after = (way("BPRWG", FIRST_PSG + n * DAY, forums=forums) for n in (0, 1))
    assert (last.decides, after.decides, after.escalates) == ("DAG", "PSG", ("PSG", SRO))
    assert "(DAG was stood down on 10 Nov 2021)" in route_words.sentence(after)


def test_before_the_first_rule_nobody_is_said_to_decide() -> None:
    told = route_words.sentence(way(day=FIRST_PSG - DAY, forums=[replace(forum("PSG"), stood_up=None)]))
    assert told.startswith("Approval: no rule in force on 9 Nov 2021 says how PSG decides; ")
    assert route_words.sentence(way(day=None)).startswith("Approval: the meeting has no day yet, so the rules in force")


def test_forums_that_lead_in_a_circle_or_nowhere_come_to_an_end() -> None:
    circle = [replace(one, escalates_to="BPRWG") if one.code == "PSG" else one for one in FORUMS]
    assert [one.code for one in forums_above(circle[5], circle)] == ["DAG", "PSG"]
    lost = [replace(one, escalates_to="XYZ") if one.code == "DAG" else one for one in FORUMS]
    assert way("DAG", forums=lost).escalates == ()
    assert "it goes on to a place that is not known" in route_words.sentence(way("DAG", forums=lost))


# The sentence


def test_m6_for_information_is_told_with_its_rule_its_day_and_what_to_ask() -> None:
    found = way(needs=Disposition.INFORMATION, moves=(moved("M6", "2022-04", None),))
    assert found.rule == FIRST
    assert route_words.sentence(found) == (
        "For information: no decision of PSG is sought; whether Ofgem must be asked is not known: M6 is Level 1 and "
        "moves to a date not given, and under the rule in force on 10 Nov 2021 a move of 3 months or more needs Ofgem "
        "[R2]."
    )


def test_each_verdict_is_told_with_its_reasons() -> None:
    unsure = way(checks=[*CLEAR[1:], *checked(Touch.UNSURE)])
    assert route_words.sentence(unsure) == (
        "Approval: PSG decides by consensus [R1]; without consensus the SRO decides, or Ofgem above a threshold; "
        "whether Ofgem must be asked is not known: it may touch adherence to the TOM."
    )
    touched = way("DAG", checks=[*CLEAR[1:], *checked(Touch.TOUCHED)])
    assert route_words.sentence(touched) == (
        "Approval: DAG recommends and Ofgem decides [R4] [R1]; without consensus it goes to PSG, and from there to "
        "Ofgem; Ofgem must be asked [R5]: it touches adherence to the TOM."
    )


@given(ways(), st.booleans())
def test_the_route_is_one_sentence_that_names_each_of_its_rules(found: Route, own: bool) -> None:
    told = route_words.sentence(found, own)
    assert told.endswith(".") and told.count(". ") == 0 and "None" not in told
    assert all(f"[{rule.code}]" in told for rule in route_words.rules_of(found))


def test_other_editions_do_not_tell_what_the_rep_has_not_looked_at() -> None:
    found = way(checks=[])
    assert "no threshold is looked at yet" in route_words.sentence(found)
    assert route_words.sentence(found, own=False).endswith("; whether Ofgem must be asked is not known.")
