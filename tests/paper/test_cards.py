"""Cards: what is said on an item, two on a sheet, going on on the next card where one is not enough."""

from __future__ import annotations

import re
from dataclasses import replace

from mhhs_desk.domain.view import View, texts_of
from mhhs_desk.paper.cards import cards
from tests.paper.test_kinds import texts
from tests.paper.views import TODAY, crowded, framework, item_view, m6, story, view_of


def read(view: View) -> list[str]:
    return texts(cards(view, TODAY).data)


def test_two_items_stand_on_a_sheet_in_the_order_of_the_agenda() -> None:
    first, second = read(story())
    assert "Card 1 of 3" in first and "Card 2 of 3" in first
    assert "Card 3 of 3" in second
    assert first.index("Governance Framework") < first.index("Is a separate IAG needed")


def test_a_card_holds_position_ask_red_lines_questions_and_fallback_and_no_citation() -> None:
    (sheet,) = read(view_of(framework()))
    order = ["Accept. Small suppliers", "Majority with dissent", "We ask Write down", "Red lines Cobalt Gas & Power:",
             "Questions When does", "Fallback Accept, subject"]  # fmt: skip
    places = [sheet.index(told) for told in order]
    assert places == sorted(places)
    assert not re.search(r"\[[FVR]\d", sheet)


def test_what_has_no_room_goes_on_on_the_next_card() -> None:
    item = framework()
    assert item.position
    asks = "\n".join(f"ask{at}x is asked for. [F01]" for at in range(40))
    position = replace(item.position, ask=asks)
    sheets = read(view_of(replace(item, position=position, texts=texts_of(position))))
    told = " ".join(sheets)
    assert sorted(map(int, re.findall(r"Ask(\d+)x", told))) == list(range(40))
    assert "1 Governance Framework and PSG Terms of Reference continued" in told
    assert told.count("We ask") > 2


def test_an_item_for_information_tells_what_was_answered_and_a_question_has_its_chip() -> None:
    item = m6()
    (told,) = read(view_of(replace(item, position=None, texts={})))
    assert "For information; no position is taken. Answers: 1 Yes, 1 No." in told
    assert "? We ask before we are content." in read(view_of(item))[0]


def test_every_red_line_of_sixty_answers_is_on_a_card() -> None:
    assert " ".join(read(crowded(60))).count("not while it stands like this") == 20


def test_an_item_without_a_position_has_its_card_and_a_meeting_without_items_one() -> None:
    assert "No position yet." in read(view_of(item_view(framework().item)))[0]
    assert "hold no items yet" in read(view_of())[0]
