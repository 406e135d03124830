"""The paper as it is being written: a page drawn a moment after a key is the page that the whole paper would have."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pypdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhhs_desk.domain.as_written import as_written
from mhhs_desk.domain.editions import edition_of
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.positions import PARTS
from mhhs_desk.domain.view import View, texts_of
from mhhs_desk.paper import item_page, position_paper
from mhhs_desk.paper.following import Following
from tests.paper.views import TODAY, actions, crowded, extremes, framework, item_view, m6, question, story, view_of

SIGNS = "abc xyz ABC 019.,;:-–“”()[]{}@/éßłκ→≥会🙂\n\\"
WRITTEN = st.lists(
    st.sampled_from(["We accept it. [F01]", "It can wait. [J]", "{count:A} do. [F02]", "Nothing backs this.", "[F99]"])
    | st.text(SIGNS, max_size=400),
    max_size=9,
).map("\n".join)


def whole(view: View) -> bytes:
    return position_paper.position_paper(view, TODAY).data


def pictures(data: bytes, wanted: Sequence[int] | None = None) -> list[bytes]:
    """The pages of a document as they look."""
    document = pypdfium2.PdfDocument(data)
    numbers = range(len(document)) if wanted is None else wanted
    made = [document[number].render(scale=1.5).to_pil().tobytes() for number in numbers]
    document.close()
    return made


def ways(data: bytes, number: int) -> list[tuple[list[float], int, list[float]]]:
    """The links of a page: where they lie, and to which place of which page they lead."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    pages = {page.indirect_reference: at for at, page in enumerate(reader.pages)}
    found = []
    for note in reader.pages[number].get("/Annots", ()):
        way: Any = note.get_object()
        to = way["/Dest"]
        found.append(([float(edge) for edge in way["/Rect"]], pages[to[0].indirect_reference or to.raw_get(0)],
                      [float(at) for at in to[2:4]]))  # fmt: skip
    return found


def typed(view: View, item: int, **texts: str) -> View:
    return as_written(view, item, texts, 7)


@pytest.fixture
def following() -> Following:
    made = Following(story(), TODAY)
    made.whole()
    return made


def test_the_first_paper_is_the_paper() -> None:
    assert Following(story(), TODAY).whole().data == whole(story())


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("item", [1, 2, 3])
def test_every_page_is_that_of_the_paper_whatever_part_is_written(following: Following, item: int, part: str) -> None:
    view = typed(story(), item, **{part: "We think of it anew. [F04]\nIt is better so. [J]"})
    following.follow(view)
    assert pictures(following.glance(range(len(following.pages)))) == pictures(whole(view))


@given(part=st.sampled_from(PARTS), item=st.sampled_from([1, 2, 3]), texts=st.lists(WRITTEN, min_size=1, max_size=4))
@settings(max_examples=25, deadline=None)
def test_key_after_key_every_page_is_that_of_the_paper(part: str, item: int, texts: list[str]) -> None:
    following = Following(story(), TODAY)
    following.whole()
    for text in texts:
        following.follow(view := typed(story(), item, **{part: text}))
    assert pictures(following.glance(range(len(following.pages)))) == pictures(whole(view))


@pytest.mark.parametrize("edition", Edition)
def test_every_edition_is_followed(edition: Edition) -> None:
    following = Following(edition_of(story(), edition, ()), TODAY)
    following.whole()
    view = edition_of(typed(story(), 1, statement="Said anew. [F01]\nOnly ours to say. [F05]"), edition, ())
    following.follow(view)
    assert pictures(following.glance(range(len(following.pages)))) == pictures(whole(view))


@pytest.mark.parametrize("strain", extremes())
def test_what_strains_a_page_is_followed(strain: str) -> None:
    view = extremes()[strain]
    following = Following(view, TODAY)
    following.whole()
    if view.items:
        view = typed(view, 1, reasons="A reason. [J]", questions="A question?")
    following.follow(view)
    few = [0, 1, len(following.pages) - 1]
    wanted = [number for number in few if number < len(following.pages)]
    assert pictures(following.glance(wanted), wanted) == pictures(whole(view), wanted)


def test_a_long_text_turns_the_pages_behind_it_and_they_are_counted(following: Following) -> None:
    before = len(following.pages)
    view = typed(story(), 1, reasons="\n".join(f"Reason number {n} of very many. [J]" for n in range(150)))
    following.follow(view)
    assert len(following.pages) > before + 2
    assert pictures(following.glance([4]), [4]) == pictures(whole(view), [4])


@pytest.mark.parametrize("view", [typed(story(), 1, statement="Members accept it. [F01] [F02] [F04]"), crowded(40)])
def test_the_ways_of_a_page_lead_where_they_do_in_the_paper(view: View) -> None:
    following = Following(view, TODAY)
    data, count = following.whole().data, 0
    for number in range(len(following.pages)):
        found = ways(following.glance([number]), number)
        assert found == ways(data, number)
        count += len(found)
    assert count > 30


def test_the_ways_to_a_page_in_sight_are_there_from_pages_that_are_not(following: Following) -> None:
    following.follow(view := typed(story(), 1, statement="Members accept it. [F01]"))
    at = next(n for n, page in enumerate(following.pages) if any("F1" in str(strip.marks) for _, strip in page))
    sources = max(to for _, to, _ in ways(whole(view), at))
    assert [way for way in ways(following.glance([sources]), at) if way[1] == sources] == [
        way for way in ways(whole(view), at) if way[1] == sources
    ]


def test_only_the_item_that_is_written_is_set_anew(following: Following, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def counted(view: View, item: Any) -> Any:
        made.append(item.item.id)
        return item_page.item_section(view, item)

    monkeypatch.setattr(position_paper, "item_section", counted)
    following.follow(typed(story(), 2, statement="Another one. [F08]"))
    assert made == [2]


def test_a_text_that_is_again_as_it_was_gives_the_page_as_it_was(following: Following) -> None:
    before = pictures(whole(story()), [0, 1, 2])
    following.follow(typed(story(), 1, statement="Something else. [F01]"))
    assert pictures(following.glance([0, 1, 2]), [0, 1, 2]) != before
    following.follow(story())
    assert pictures(following.glance([0, 1, 2]), [0, 1, 2]) == before


def test_where_more_than_a_position_differs_it_is_no_near_view(following: Following) -> None:
    assert following.near(typed(story(), 1, ask="Ask for more. [J]"))
    item = story().items[0]
    assert following.near(replace(story(), items=(replace(item, position=None, texts={}), *story().items[1:])))
    assert not following.near(replace(story(), actions=()))
    assert not following.near(replace(story(), items=(replace(item, answers=item.answers[1:]), *story().items[1:])))
    assert not following.near(view_of(framework(), question(), actions=actions()))


def test_other_records_are_followed_too_if_more_slowly(following: Following) -> None:
    changed = view_of(framework(), m6())
    for view in (changed, crowded(20), story()):
        following.follow(view)
        assert pictures(following.glance([0, 1, 2]), [0, 1, 2]) == pictures(whole(view), [0, 1, 2])


def test_the_label_of_what_is_cited_follows_the_page_of_the_sources(following: Following) -> None:
    long = typed(story(), 1, reasons="\n".join(f"Reason number {n} of very many. [J]" for n in range(150)))
    for view in (long, story()):
        following.follow(view)
        begins = following.begins(2)
        assert begins
        assert pictures(following.glance([begins[0]]), [begins[0]]) == pictures(whole(view), [begins[0]])


def test_a_first_text_makes_the_position_that_will_be_kept() -> None:
    item = Item(id=1, meeting_id=1, number=1, title="Nothing said of it", options=(), disposition=None)
    view = as_written(view_of(item_view(item)), 1, {"statement": "We begin. [J]"}, 12)
    position = view.items[0].position
    assert position
    assert (position.id, position.item_id, position.statement) == (12, 1, "We begin. [J]")
    assert view.items[0].texts == texts_of(position)
