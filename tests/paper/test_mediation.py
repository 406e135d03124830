"""The annex on mediation stands in the own edition, tells what was said to each wording, and is nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from mhhs_desk.domain.editions import edition_of
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.view import View
from mhhs_desk.domain.wordings import Says, Stance, Wording
from mhhs_desk.paper.mediation import STRUCK, mediation_section
from mhhs_desk.paper.page import Rule, Text
from mhhs_desk.paper.position_paper import position_paper
from tests.paper.test_editions import every_byte
from tests.paper.views import TODAY, framework, question, view_of

Read = Callable[[View], str]

WORDINGS = (
    Wording(id=1, item_id=1, number=1, text="We accept the framework as it stands. [F01]"),
    Wording(id=2, item_id=1, number=2, text="We accept the framework for a year. [F01] [F03]\nLook again then. [J]",
            chosen=True, why="It keeps Cobalt at the table"),
)  # fmt: skip
STANCES = (
    Stance(id=1, wording_id=1, member_id=1, says=Says.AGREES),
    Stance(id=2, wording_id=1, member_id=3, says=Says.OBJECTS, why="The route is missing."),
    Stance(id=3, wording_id=2, member_id=3, says=Says.LIVES_WITH, why="For a year."),
    Stance(id=4, wording_id=2, member_id=1, says=Says.AGREES),
    Stance(id=5, wording_id=2, member_id=2, says=Says.AGREES),
)


def mediated() -> View:
    return view_of(framework(), question(), wordings=WORDINGS, stances=STANCES)


def test_each_wording_is_printed_with_what_members_said_and_why_it_won(text_of: Read) -> None:
    annex = text_of(mediated()).split("Mediation What is new")[1].split("Sources Answers")[0]
    assert "1 Governance Framework and PSG Terms of Reference" in annex
    assert "2 Is a separate IAG" not in annex
    first, second = annex.split("Wording 2")
    assert "We accept the framework as it stands. [F01]" in first
    assert "1 agrees: Alder Energy. 1 objects: Cobalt Gas & Power (The route is missing). 10 have not said:" in first
    assert "2 agree: Alder Energy and Bramble Power. 1 can live with it: Cobalt Gas & Power (For a year)." in second
    assert "9 have not said: Dovetail Energy, Elmstead Electric" in second
    assert "Chosen. It keeps Cobalt at the table." in second
    assert "(rep’s judgement)" in second and "[J]" not in annex


def test_what_went_is_struck_through_and_what_stayed_is_not() -> None:
    marks = [mark for strip in mediation_section(mediated()) for mark in strip.marks]
    struck = [mark for mark in marks if isinstance(mark, Text) and mark.style is STRUCK]
    assert [mark.text for mark in struck] == ["as it stands."]
    lines = [(mark.x, mark.width) for mark in marks if isinstance(mark, Rule) and mark.weight == 0.5]
    assert [(mark.x, mark.width) for mark in struck] == lines


def test_a_citation_in_the_annex_has_its_entry_under_sources(text_of: Read) -> None:
    only = replace(WORDINGS[0], text="We accept. [F05]")
    sources = text_of(view_of(framework(), wordings=(only,))).split("Sources Answers")[1]
    assert "F05 Elmstead Electric" in sources


@pytest.mark.parametrize("edition", [Edition.GROUP, Edition.MEMBERS])
def test_no_other_edition_holds_a_byte_of_it(edition: Edition) -> None:
    own = mediated()
    shown = every_byte(position_paper(edition_of(own, edition, ()), TODAY).data)
    printed = every_byte(position_paper(own, TODAY).data)
    for word in ("Mediation", "live with it", "for a year", "at the table", "route is missing"):
        assert word.encode() in printed
        assert word.lower().encode() not in shown.lower()


def test_the_annex_stands_in_the_outline_only_where_something_was_tried(reader_of: Callable[[View], Any]) -> None:
    def titles(view: View) -> list[str]:
        return [entry.title for entry in reader_of(view).outline]

    assert titles(mediated())[-2:] == ["Every answer in full", "Mediation"]
    assert "Mediation" not in titles(view_of(framework()))


def test_what_is_said_to_a_wording_changes_the_record_that_the_paper_names() -> None:
    own = mediated()
    changed = replace(own, stances=(*own.stances[:-1], replace(own.stances[-1], says=Says.OBJECTS)))
    assert own.digest() != changed.digest()


def test_what_went_at_the_end_does_not_run_into_what_came(text_of: Read) -> None:
    tried = (
        replace(WORDINGS[0], text="We accept the framework for now. [F01] [F03]"),
        replace(WORDINGS[1], text="We accept the framework for now. [F01]\nLook again then. [J]"),
    )
    assert "[F01] [F03] Look again then." in text_of(view_of(framework(), wordings=tried))
