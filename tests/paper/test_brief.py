"""The brief has a page for each item, the position first, and says what it has no room for."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pypdf
from hypothesis import given, settings
from hypothesis import strategies as st

from mhhs_desk.domain.positions import Position, Strength
from mhhs_desk.domain.view import View, texts_of
from mhhs_desk.paper.brief import brief
from tests.paper.test_kinds import texts
from tests.paper.views import TODAY, answer, crowded, framework, item_view, m6, story, view_of

COUNTED = {"ask": "ask", "reasons": "reason", "questions": "question", "fallback": "sentences? of the fallback"}
NOTE = "Left out to keep to one page:"


def full(count: dict[str, int], length: int, views: int) -> View:
    """The framework with so many sentences in each part, each of so many words, and so many differing views."""
    parts: dict[str, Any] = {
        part: "\n".join(f"{part}{at}x " + "word " * length + "[F01]" for at in range(count[part])) for part in COUNTED
    }
    position = Position(item_id=1, option="A", strength=Strength.MAJORITY, statement="We accept it. [F01]", **parts)
    answers = [answer(at, 1, at, "X", f"view{at}x") for at in range(2, 2 + views)]
    return view_of(item_view(framework().item, [answer(1, 1, 1, "A"), *answers], position))


def said_gone(page: str, noun: str) -> int:
    """How many of something the note of a page says are left out."""
    note = page.split(NOTE)[1] if NOTE in page else ""
    found = re.search(rf"(\d+) (?:further )?{noun}s?\b", note)
    return int(found[1]) if found else 0


@settings(max_examples=25)
@given(
    st.fixed_dictionaries({part: st.integers(0, 30) for part in COUNTED}), st.sampled_from([1, 12, 60]),
    st.integers(0, 10),
)  # fmt: skip
def test_what_is_not_on_the_page_is_counted_at_its_foot(count: dict[str, int], length: int, views: int) -> None:
    (page,) = texts(brief(full(count, length, views), TODAY).data)
    above = page.split(NOTE)[0]
    for part, noun in COUNTED.items():
        stand = len(set(re.findall(rf"\b{part.capitalize()}(\d+)x\b", above)))
        gone = said_gone(page, noun)
        assert stand + gone == count[part], (part, page)
    stand = len(set(re.findall(r"\bview(\d+)x\b", above)))
    assert stand + said_gone(page, "differing view") == views
    assert above.count("word …") == said_ended(page)


def said_ended(page: str) -> int:
    found = re.search(r"the ends? of (\d+) texts? \(marked …\)", page)
    return int(found[1]) if found else 0


def test_what_is_left_out_is_named_in_one_and_in_many() -> None:
    note = brief_note(full({"ask": 9, "reasons": 2, "questions": 30, "fallback": 30}, 60, 10))
    assert "further sentences of the fallback" in note or "sentences of the fallback" in note
    assert not re.search(r"fallbacks|askeds|routes\b", note)


def brief_note(view: View) -> str:
    return texts(brief(view, TODAY).data)[0].split(NOTE)[1]


def test_the_position_stands_first_and_the_row_of_asks_after_it() -> None:
    page = texts(brief(story(), TODAY).data)[0]
    order = ["Accept. Small suppliers accept", "Majority with dissent:", "We ask", "Who thinks what", "Why", "Red line"]
    assert [page.index(told) for told in order] == sorted(page.index(told) for told in order)


def test_each_item_has_one_page_and_the_last_says_what_a_brief_never_holds() -> None:
    pages = texts(brief(story(), TODAY).data)
    assert len(pages) == 3
    assert ["Not in a brief" in page for page in pages] == [False, False, True]
    assert "All of it is in the position paper, PSG1-SS-own." in pages[2]


def test_sixty_answers_and_a_very_long_one_keep_to_their_page() -> None:
    (page,) = texts(brief(crowded(60), TODAY).data)
    stand = len(re.findall(r"Supplier Number \d+: reason", page))
    assert said_gone(page, "differing view") + stand == 52
    (page,) = texts(brief(crowded(1, 4000), TODAY).data)
    assert "the end of 1 text (marked …)" in page


def test_a_position_that_fills_a_page_is_cut_and_said_to_be() -> None:
    item = framework()
    assert item.position
    position = replace(item.position, statement="We accept it, " + "and more " * 300 + "[F01]")
    (page,) = texts(brief(view_of(replace(item, position=position, texts=texts_of(position))), TODAY).data)
    assert "the end of the position" in page


def test_a_position_of_many_sentences_loses_its_last_ones_whole_and_no_citation_stands_alone() -> None:
    item = framework()
    assert item.position
    position = replace(item.position, statement="\n".join(f"Sentence{at} {'goes on ' * 12}[F01]" for at in range(6)))
    (page,) = texts(brief(view_of(replace(item, position=position, texts=texts_of(position))), TODAY).data)
    lead, note = page.split("Majority with dissent:")[0], page.split(NOTE)[1]
    stand = len(re.findall(r"Sentence\d goes on .*?goes on\. \[F01\]", lead))
    assert 1 < stand == lead.count("[F01]")
    assert f"{6 - stand} further sentences of the position" in note


def test_many_red_lines_leave_room_for_what_we_ask_and_why() -> None:
    item = crowded(60).items[0]
    assert item.position
    position = replace(item.position, ask="\n".join(["We ask for this. [F01]"] * 5), reasons="It is right. [F01]\n" * 9)
    crowd = replace(item, position=position, texts=texts_of(position))
    (page,) = texts(brief(replace(crowded(60), items=(crowd,)), TODAY).data)
    above = page.split(NOTE)[0]
    assert above.count("We ask for this.") > 1
    assert above.count("It is right.") > 0
    assert above.count("not while it stands like this") > 3


def test_a_position_that_is_a_question_has_its_chip() -> None:
    assert "? We ask before we are content." in texts(brief(view_of(m6()), TODAY).data)[0]


def test_an_item_without_a_position_says_so() -> None:
    (page,) = texts(brief(view_of(item_view(framework().item)), TODAY).data)
    assert "No position yet." in page
    assert texts(brief(view_of(), TODAY).data)[0].count("hold no items yet") == 1


def test_a_citation_leads_to_its_source_on_the_same_page() -> None:
    reader = pypdf.PdfReader(io.BytesIO(brief(story(), TODAY).data))
    ways = 0
    for page in reader.pages:
        for way in (note.get_object() for note in page.get("/Annots", [])):
            assert reader.get_page_number(way["/Dest"][0].get_object()) == page.page_number
            ways += 1
    cited = {number for item in story().items for part in item.texts.values() for one in part for number in one.cites}
    assert ways >= len(cited)
