"""Where a sentence will appear is told anew when an answer changes, and not while the position is written."""

from __future__ import annotations

from dataclasses import replace

from mhhs_desk.domain.members import Consent
from mhhs_desk.domain.positions import Position, Sentence
from mhhs_desk.domain.view import View, texts_of
from mhhs_desk.ui.showing import Showing
from tests.paper.views import framework, question, view_of


def with_consent(consent: Consent) -> View:
    item = framework()
    first, *rest = item.answers
    told = replace(first, feedback=replace(first.feedback, consent=consent))
    return view_of(replace(item, answers=(told, *rest)), question())


def test_a_sentence_follows_the_consent_of_what_it_cites() -> None:
    sentence = Sentence("It suits us.", (1,))
    reasons = {consent: Showing(with_consent(consent), 1, ()).of("statement", sentence).words for consent in Consent}
    assert reasons[Consent.NAMED] == "in every edition"
    assert reasons[Consent.CONSTITUENCY] == "own edition only, as F01 is counted without a source"
    assert reasons[Consent.REP] == "own edition only, as F01 is for the rep only"


def test_writing_the_position_changes_nothing_and_an_answer_on_any_item_does() -> None:
    view = with_consent(Consent.NAMED)
    showing = Showing(view, 1, ())
    position = Position(item_id=1, statement="Something new. [F02]")
    written = replace(view.items[0], position=position, texts=texts_of(position))
    assert showing.same(replace(view, items=(written, *view.items[1:])), 1, ())
    assert not showing.same(view, 2, ())
    assert not showing.same(with_consent(Consent.REP), 1, ())
    other = replace(view.items[1], answers=view.items[1].answers[1:])
    assert not showing.same(replace(view, items=(view.items[0], other)), 1, ())
