"""Themes: named over words of answers, counted once for each, renamed, merged, removed, and taken back."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.desk import Desk
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.themes import Theme, ThemeMark, spoken


def answers(sample: Desk, *names: str) -> list[Feedback]:
    """What some members answered to item 4."""
    item = next(item for item in sample.items.all() if item.number == 4)
    members = {member.name: member.id for member in sample.members.all()}
    found = (sample.feedback.first("item_id = ? AND member_id = ?", item.id, members[name]) for name in names)
    return [answer for answer in found if answer]


def counts(sample: Desk, edition: Edition = Edition.OWN) -> dict[str, int]:
    view = sample.view(sample.meeting(), edition)
    return {one.theme.name: one.count for item in view.items for one in view.spoken(item)}


def test_words_of_answers_are_put_under_a_theme_once_each(sample: Desk) -> None:
    alder, dovetail = answers(sample, "Alder Energy", "Dovetail Energy")
    sample.themes.mark("Days a month", (alder.id, "four people"), (dovetail.id, dovetail.rationale))
    sample.themes.mark(" days  a MONTH ", (alder.id, "two days"), (alder.id, "four people"))
    assert counts(sample)["Days a month"] == 2
    theme = sample.themes.named(alder.item_id, "Days a month")
    assert theme
    marked = sample.theme_marks.where("theme_id = ? AND feedback_id = ?", theme.id, alder.id)
    assert [mark.words for mark in marked] == ["four people", "two days"]


def test_half_a_word_is_marked_whole_and_foreign_words_are_refused(sample: Desk) -> None:
    (alder,) = answers(sample, "Alder Energy")
    sample.themes.mark("People", (alder.id, "our peop"))
    assert [mark.words for mark in sample.theme_marks.where("feedback_id = ?", alder.id)][-1:] == ["four people"]
    with pytest.raises(Refused, match="not its words"):
        sample.themes.mark("People", (alder.id, "never said"))
    with pytest.raises(Refused, match="without a name"):
        sample.themes.mark("  ", (alder.id, "four people"))


def test_a_theme_takes_no_other_ones_name_but_may_be_merged_into_it(sample: Desk) -> None:
    alder, dovetail = answers(sample, "Alder Energy", "Dovetail Energy")
    people = sample.themes.mark("People", (alder.id, "four people"))
    cost = sample.themes.mark("Cost", (alder.id, "two days"), (dovetail.id, dovetail.rationale))
    with pytest.raises(Refused, match="another theme's name"):
        sample.themes.rename(people.id, "cost")
    assert sample.themes.rename(people.id, "Persons").name == "Persons"
    sample.themes.merge(people.id, cost.id)
    found = counts(sample)
    assert (found["Cost"], "Persons" in found) == (2, False)


def test_every_step_on_a_theme_is_taken_back_whole(sample: Desk) -> None:
    (alder,) = answers(sample, "Alder Energy")
    before = counts(sample)
    theme = sample.themes.mark("People", (alder.id, "four people"))
    sample.themes.remove(theme.id)
    assert counts(sample) == before
    sample.undo()
    assert counts(sample) == {**before, "People": 1}
    sample.undo()
    assert counts(sample) == before


def test_an_answer_leaves_a_theme_with_its_words_its_item_or_itself(sample: Desk) -> None:
    alder, dovetail, harbell = answers(sample, "Alder Energy", "Dovetail Energy", "Harbell Energy")
    said = [(answer.id, answer.rationale) for answer in (alder, dovetail, harbell)]
    sample.themes.mark("All of it", *said)
    sample.feedback.change(alder.id, rationale="Something else.")
    sample.feedback.change(dovetail.id, item_id=next(item.id for item in sample.items.all() if item.number == 9))
    assert counts(sample)["All of it"] == 1
    sample.feedback.remove(harbell.id)
    assert counts(sample)["All of it"] == 0
    assert sample.check() == []


def test_an_answer_that_comes_again_with_the_same_words_stays_under_its_theme(sample: Desk) -> None:
    (alder,) = answers(sample, "Alder Energy")
    theme = sample.themes.mark("People", (alder.id, "four people"), (alder.id, "two days"))
    again = sample.feedback.add(
        replace(alder, id=0, uid="", rationale="Four  people, as we said.", received="2021-11-09T10:00")
    )
    assert counts(sample)["People"] == 1
    assert [mark.words for mark in sample.theme_marks.where("feedback_id = ?", again.id)] == ["four people"]
    other = sample.feedback.add(replace(again, id=0, uid="", rationale="Nothing of it.", received="2021-11-09T11:00"))
    assert sample.theme_marks.count("feedback_id = ? AND theme_id = ?", other.id, theme.id) == 0
    assert sample.check() == []


def test_themes_are_for_the_own_edition(sample: Desk) -> None:
    (alder,) = answers(sample, "Alder Energy")
    sample.themes.mark("People", (alder.id, "four people"))
    assert counts(sample, Edition.GROUP) == counts(sample, Edition.MEMBERS) == {}


def test_the_own_paper_tells_what_they_speak_of_and_how_many_and_no_other_does(sample: Desk) -> None:
    told = "The answers speak of: Nobody to spare (5); People from operations (3)."
    for edition in Edition:
        pages = pypdf.PdfReader(io.BytesIO(sample.render(sample.meeting(), edition).data)).pages
        text = " ".join(" ".join(page.extract_text() for page in pages).split())
        assert (told in text) is (edition is Edition.OWN)
        assert ("People from operations" in text) is (edition is Edition.OWN)


marks = st.lists(st.builds(ThemeMark, theme_id=st.integers(1, 3), feedback_id=st.integers(1, 8), words=st.just("so")))


@given(marks, st.sets(st.integers(1, 8)), st.randoms())
def test_a_theme_counts_each_standing_answer_once_whatever_the_order(found, standing, chance) -> None:
    themes = [Theme(id=number, item_id=1, name=f"T{number}") for number in (1, 2, 3)]
    told = {one.theme.id: set(one.words) for one in spoken(themes, found, standing)}
    for number, answers in told.items():
        assert answers == {m.feedback_id for m in found if m.theme_id == number} & standing
    mixed = list(found)
    chance.shuffle(mixed)
    assert {one.theme.id: one.count for one in spoken(themes, mixed, standing)} == {
        number: len(answers) for number, answers in told.items()
    }
