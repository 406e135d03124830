"""The record of a view told again and again is the record that the view tells of itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhhs_desk.domain.as_written import as_written
from mhhs_desk.domain.editions import edition_of
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.recording import Recording
from mhhs_desk.domain.view import View
from tests.paper.views import extremes, m6, story, view_of

VIEWS = {"story": story(), **extremes()}
VIEWS |= {f"story, {edition}": edition_of(story(), edition, ()) for edition in Edition}


@pytest.mark.parametrize("name", VIEWS)
def test_the_record_is_that_of_the_view(name: str) -> None:
    assert Recording().record(VIEWS[name]) == VIEWS[name].record()
    assert Recording().digest(VIEWS[name]) == VIEWS[name].digest()


def test_one_recording_tells_of_one_view_after_the_other() -> None:
    recording = Recording()
    for view in (*VIEWS.values(), *reversed(VIEWS.values())):
        assert recording.record(view) == view.record()


@given(st.lists(st.text(), min_size=1, max_size=5))
@settings(deadline=None)
def test_it_follows_what_is_written(texts: list[str]) -> None:
    recording = Recording()
    for number, text in enumerate(texts):
        view = as_written(story(), 1 + number % 3, {"reasons": text}, 9)
        assert recording.record(view) == view.record()


def test_whatever_else_changes_is_told() -> None:
    recording = Recording()
    view: View
    for view in (story(), replace(story(), notice=9), replace(story(), seat=None), view_of(m6()), view_of()):
        assert recording.digest(view) == view.digest()
