"""What happened to an item before: suggested by its paper or title, confirmed by the rep, shown as a chain."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.options import Option
from mhhs_desk.domain.papers import Edition, Fate, Outcome
from mhhs_desk.domain.positions import Strength
from mhhs_desk.intake.earlier import taken_up
from mhhs_desk.store.earlier import chain, take_up
from mhhs_desk.ui.controls import Link, Words
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.item import ItemPage
from mhhs_desk.ui.shell import Place

DECISIONS = (Option("A", "Accept"), Option("X", "Reject"))


def item(number: int, title: str, paper_ref: str | None = None) -> Item:
    return Item(id=number, meeting_id=1, number=number, title=title, options=DECISIONS, paper_ref=paper_ref)


@pytest.fixture
def later(story: Desk) -> Item:
    """The framework again, on the agenda of the next meeting; the first was accepted, and we had said so."""
    first = story.items.all()[0]
    story.positions.write(first.id, "Write", option="A", strength=Strength.MAJORITY)
    story.outcomes.add(Outcome(item_id=first.id, option="A", text="Approved as it stands.", ours=Fate.CARRIED))
    forum = story.meetings.all()[0].forum_id
    second = story.meetings.add(Meeting(forum_id=forum, label="PSG 2", day=date(2021, 12, 1)))
    return story.items.add(Item(meeting_id=second.id, number=3, title="Framework, the", options=DECISIONS))


@pytest.fixture
def page(window: MainWindow, later: Item) -> ItemPage:
    assert window.shell and window.frame
    window.resize(1440, 900)
    window.shell.go(Place("item", later.id))
    shown = window.frame.page()
    assert isinstance(shown, ItemPage)
    return shown


def test_the_last_agenda_with_the_same_paper_or_title_counts() -> None:
    old, new = [item(1, "Role of PSG", paper_ref="DEL7")], [item(2, "The role of the PSG")]
    assert taken_up(item(9, "Role of PSG"), [new, old]) == (new[0], "title")
    assert taken_up(item(9, "Something else", paper_ref="del7"), [new, old]) == (old[0], "paper")
    assert taken_up(item(9, "Change request 22"), [[item(1, "Change request 23")]]) is None
    assert taken_up(item(9, "Budget"), [new, old]) is None


def test_a_paper_of_many_items_tells_none_of_them_apart() -> None:
    pack = [item(1, "Minutes", paper_ref="PACK"), item(2, "Budget", paper_ref="PACK")]
    assert taken_up(item(9, "Budget", paper_ref="PACK"), [pack]) == (pack[1], "title")


def test_nothing_is_taken_up_until_the_rep_says_so_with_one_key(page: ItemPage, story: Desk, later: Item) -> None:
    earlier = page.ask.earlier
    assert earlier.question.text() == "Looks to take up item 1 of PSG 1, “The framework”: nearly the same title."
    assert story.items.get(later.id).follows is None
    QTest.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    assert story.items.get(later.id).follows == story.items.all()[0].id
    step = story.undoable()
    assert step and step.name == "Item 3 of PSG 2 takes up item 1 of PSG 1"
    assert not earlier.question.isVisible()


def test_the_chain_tells_the_outcome_and_our_position_and_leads_there(page: ItemPage, story: Desk, later: Item) -> None:
    page.ask.earlier.confirm()
    lines = page.ask.earlier.told
    shown = [entry.widget() for n in range(lines.count()) if (entry := lines.itemAt(n))]
    assert [widget.text() for widget in shown if isinstance(widget, (Link, Words))] == [
        "PSG 1, Wed 10 Nov 2021: item 1",
        "Accept. Approved as it stands. Our position: carried.",
        "We said: Accept, majority with dissent.",
    ]
    page.ask.earlier.links[0].click()
    assert page.shell.place == Place("item", story.items.all()[0].id)


def test_another_item_can_be_chosen_or_none(page: ItemPage, story: Desk, later: Item) -> None:
    choice, second = page.ask.earlier.choice, story.items.all()[1]
    choice.setCurrentIndex(choice.findData(second.id))
    choice.activated.emit(choice.currentIndex())
    assert story.items.get(later.id).follows == second.id
    choice.setCurrentIndex(0)
    choice.activated.emit(0)
    assert story.items.get(later.id).follows is None


def test_a_chain_that_would_lead_back_ends(story: Desk, later: Item) -> None:
    first = story.items.all()[0]
    take_up(story, later, first)
    take_up(story, first, later)
    assert [one.item.id for one in chain(story, story.items.get(later.id))] == [first.id]


def test_the_other_editions_do_not_tell_what_was_taken_up(story: Desk, later: Item) -> None:
    take_up(story, later, story.items.all()[0])
    view = story.view(story.meetings.get(later.meeting_id), Edition.GROUP)
    assert view.items[0].item.follows is None


def test_a_milestone_of_the_item_leads_to_the_plan(window: MainWindow, story: Desk) -> None:
    assert window.shell and window.frame
    window.resize(1440, 900)
    window.shell.go(Place("item", story.items.all()[1].id))
    page = window.frame.page()
    assert isinstance(page, ItemPage)
    link = next(link for link in page.ask.findChildren(Link) if link.text() == "M6")
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Space)
    stone = next(stone for stone in story.milestones.all() if stone.code == "M6")
    assert window.shell.place == Place("plan", stone.id)
