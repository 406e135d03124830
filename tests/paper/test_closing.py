"""What closes the paper: moves on an axis of months, the record of the consultation, every answer in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from mhhs_desk.domain.calls import Call
from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.editions import edition_of
from mhhs_desk.domain.hearing import Contact, Part
from mhhs_desk.domain.milestones import Milestone, MilestoneDate, Move, move
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.view import View
from mhhs_desk.paper.axis import END, INSET, START, chart
from mhhs_desk.paper.page import RIGHT, Text
from mhhs_desk.paper.tagging import Tag
from mhhs_desk.paper.text import DIAMOND, HOLLOW
from tests.paper.test_editions import every_byte
from tests.paper.views import MEETING, TODAY, answer, framework, m6, question, story, view_of

Read = Callable[[View], str]


def moved(code: str, before: str | None, after: str | None, until: str | None = None) -> Move:
    one = Milestone(id=1, code=code, name="A step", tier="Level 1")
    plan = MilestoneDate(id=1, milestone_id=1, baseline_id=1, start=before, words="" if before else "TBC")
    then = MilestoneDate(id=2, milestone_id=1, baseline_id=2, start=after, end=until, words="" if after else "TBC")
    return move(one, plan, then, (), date(2021, 11, 10))


def placed(moves: list[Move]) -> list[Text]:
    marks = (mark for strip in chart(moves)[:1] for mark in strip.marks)
    return [mark for mark in marks if isinstance(mark, Text)]


def test_a_later_month_stands_further_right_and_a_longer_slip_reaches_further() -> None:
    texts = placed([moved("M1", "2021-10", "2022-01"), moved("M2", "2022-01", "2022-07")])
    hollow, filled = ([mark.x for mark in texts if mark.style is style] for style in (HOLLOW, DIAMOND))
    assert hollow[1] == filled[0]
    assert (filled[1] - hollow[1]) == pytest.approx(2 * (filled[0] - hollow[0]))
    assert all(START < x < END for x in (*hollow, *filled))


def test_a_time_within_which_a_date_lies_has_a_mark_at_each_end() -> None:
    texts = placed([moved("PM2", "2021-10", "2022-05", "2022-07")])
    assert [mark.style for mark in texts if not mark.text] == [HOLLOW, DIAMOND, DIAMOND]
    assert "May–Jul 22" in [mark.text for mark in texts]


def test_a_date_that_is_not_given_is_listed_and_never_placed(text_of: Read) -> None:
    (texts,) = [placed([moved("M6", "2022-04", None)])]
    assert [mark.style for mark in texts if not mark.text] == [HOLLOW]
    assert placed([moved("M7", None, None)]) == [mark for mark in placed([moved("M7", None, None)]) if mark.text]
    paper = text_of(view_of(m6()))
    assert "M6: Apr-22 to TBC. A date that is not given is not placed." in paper


def test_the_words_of_the_axis_stay_on_the_paper_however_long_the_time_is() -> None:
    for last in ("2021-11", "2022-12", "2026-06", "2051-01"):
        texts = placed([moved("A-code-that-is-far-too-long", "2021-10", last), moved("M2", last, "2021-10")])
        assert all(mark.x + mark.width <= RIGHT for mark in texts)
        years = [mark for mark in texts if mark.y < 12]
        assert years
        assert all(left.x + left.width < right.x for left, right in pairwise(years))
    assert INSET > 0


def test_the_axis_names_each_quarter_where_there_is_room_and_else_the_years() -> None:
    def named(first: str, last: str) -> list[str]:
        return [mark.text for mark in placed([moved("M4", first, last)]) if mark.y < 12]

    assert named("2021-10", "2022-07") == ["Oct 21", "Jan 22", "Apr 22", "Jul 22"]
    assert named("2021-10", "2024-07") == ["Jan 22", "Jan 23", "Jan 24"]
    assert named("2022-02", "2022-03") == ["Feb 22"]


def test_the_axis_says_in_words_what_it_shows() -> None:
    tag = chart([moved("M4", "2021-10", "2022-01")])[0].marks[0]
    assert isinstance(tag, Tag)
    assert tag.alt == "The moves on an axis of months. M4: plan Oct-21, proposed Jan-22, 3 months later."


def consulted() -> View:
    """The story with a call, a reminder, and the part of two members."""
    asked, chased = date(2021, 11, 4), date(2021, 11, 8)
    parts = {
        1: Part(True, Counter({State.ANSWERED: 2, State.NIL: 1}), Contact(asked, (), "e-mail"), 2),
        12: Part(True, Counter({State.SILENT: 3}), Contact(asked, (chased,), "e-mail"), 2),
    }
    calls = (
        Call(id=1, meeting_id=1, channel="e-mail", sent_on=asked),
        Call(id=2, meeting_id=1, channel="telephone", sent_on=chased, reminder=True),
    )
    meeting = replace(MEETING, feedback_due="2021-11-08T17:00")
    return view_of(framework(), question(), m6(), parts=parts, calls=calls, meeting=meeting)


def record_of(paper: str) -> str:
    return paper.split("Consultation record The")[1].split("Sources Answers")[0]


def test_the_record_says_who_was_asked_chased_and_heard_and_with_what_notice(text_of: Read) -> None:
    record = record_of(text_of(consulted()))
    assert "6 were heard on at least one item, 6 on none." in record
    assert "2 working days before answers were due on Mon 8 Nov." in record
    assert "Asked Thu 4 Nov e-mail Mon 8 Nov 17:00" in record
    assert "Chased Mon 8 Nov telephone Mon 8 Nov 17:00" in record
    assert "1 Governance Framework and PSG Terms of Reference 6 1 3 1 1" in record
    assert "By segment: domestic 8, non-domestic 4." in record
    assert "Alder Energy Domestic Thu 4 Nov no Fri 5 Nov 3 of 3 2" in record
    assert "Lovage Energy Non-domestic Thu 4 Nov Mon 8 Nov none 0 of 3 2" in record


@pytest.mark.parametrize("edition", [Edition.GROUP, Edition.MEMBERS])
def test_no_other_edition_says_who_was_silent_or_chased(edition: Edition, text_of: Read) -> None:
    record = record_of(text_of(edition_of(consulted(), edition, ())))
    assert "Counted here No answer to show" in record
    for withheld in ("Lovage", "Alder", "heard on", "Silent", "Nil return", "Domestic", "Parties"):
        assert withheld not in record


def test_nobody_asked_and_nobody_there_are_told(text_of: Read) -> None:
    assert "Nobody has been asked yet." in text_of(view_of(question(), calls=()))
    assert "There is no member on the record." in text_of(view_of(members={}, member_count=0, never_heard=()))


def test_every_answer_stands_in_full_in_the_annex_of_own(text_of: Read) -> None:
    annex = text_of(story()).split("Every answer in full")[1]
    for one in story().answers():
        assert f"{one.feedback.option} {one.who} {one.feedback.rationale}" in annex
    assert "1 Governance Framework" in annex
    assert "3 M6 code change" in annex


@pytest.mark.parametrize("edition", [Edition.GROUP, Edition.MEMBERS])
def test_the_annex_is_in_no_other_edition(edition: Edition) -> None:
    view = view_of(replace(framework(), answers=(answer(1, 1, 1, "A", "It suits us all."),)))
    assert b"Every answer in full" in every_byte(position_paper_of(view))
    assert b"Every answer in full" not in every_byte(position_paper_of(edition_of(view, edition, ())))


def position_paper_of(view: View) -> bytes:
    from mhhs_desk.paper.position_paper import position_paper

    return position_paper(view, TODAY).data
