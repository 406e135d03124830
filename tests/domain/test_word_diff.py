"""A text and what it became: the runs give back both texts, for the window and for the paper."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.domain.word_diff import GONE, NEW, SAME, apart, from_change, pieces

texts = st.lists(st.sampled_from(["PSG", "IAG", "now", "later,", "[F03]", "is", "not", "needed."]), max_size=30)


@given(texts, texts)
def test_what_stayed_and_went_is_the_old_text_and_what_stayed_and_came_the_new_one(old, new) -> None:
    found = pieces(" ".join(old), " ".join(new), shorten=False)
    assert "".join(p.text + " " for p in found if p.kind != NEW).split() == old
    assert "".join(p.text + " " for p in found if p.kind != GONE).split() == new


def test_a_long_run_that_stayed_is_shortened_only_where_asked() -> None:
    long = "word " * 100
    kept = [piece for piece in pieces(long + "old", long + "new") if piece.kind == SAME]
    assert "…" in kept[0].text
    whole = pieces(long + "old", long + "new", shorten=False)
    assert [piece.text for piece in whole] == [long, "old", "new"]


def test_two_texts_with_little_in_common_stand_apart() -> None:
    assert apart(pieces("One thing was said.", "Quite another was meant here today."))
    assert not apart(pieces("PSG should manage it.", "PSG should manage it for now."))


def test_what_tells_a_text_from_the_one_before_begins_a_word_before_the_change() -> None:
    assert from_change("No IAG be set up.", "No IAG be set up at present.") == "… set up at present."
    assert from_change("PSG should manage it.", "PSG itself should manage it.") == "PSG itself should manage it."
    assert from_change("One thing was said.", "Quite another was meant.") == "Quite another was meant."
    assert from_change("", "We agree.") == "We agree."
