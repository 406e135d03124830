"""A line noted by hand: one step, the line kept as the original, consent no freer than the member allows."""

from __future__ import annotations

import pytest

from mhhs_desk.desk import Desk
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.members import Consent
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.sources import SourceState
from mhhs_desk.intake.line_format import written

LINE = "Umber / IAG / option 1 if reviewed in six months / by phone"


def test_a_line_is_filed_in_one_step_with_itself_as_the_original(sample: Desk) -> None:
    before = sample.feedback.count(), sample.sources.count()
    answer = sample.note(f"  {LINE} ", sample.next_meeting())
    assert (answer.option, answer.condition, answer.channel) == ("1", "reviewed in six months", "Note of a call")
    assert answer.received == sample.now()
    source = sample.sources.get(answer.source_id or 0)
    assert (source.text, source.state) == (LINE, SourceState.FILED)
    assert sample.workspace.original(source.sha256) == LINE.encode()
    assert answer.span and (answer.span.text, answer.span.line) == (LINE, 1)
    step = sample.undoable()
    assert step and step.name == "Note the answer of Umber Electric on item 4"
    sample.undo()
    assert (sample.feedback.count(), sample.sources.count()) == before


def test_the_same_words_noted_twice_are_two_answers_and_the_last_one_stands(sample: Desk) -> None:
    first = sample.note(LINE, sample.next_meeting())
    second = sample.note(LINE, sample.next_meeting())
    assert first.id != second.id
    standing = sample.standing_answer(sample.read_line(LINE, sample.next_meeting()))
    assert standing and standing.id == second.id
    assert sample.check() == []


def test_a_line_without_a_member_an_item_or_an_option_files_nothing(sample: Desk) -> None:
    before = sample.sources.count()
    with pytest.raises(Refused, match="a line without") as refused:
        sample.note("IAG / by phone", sample.next_meeting())
    assert refused.value.facts["missing"] == ("member", "option")
    assert sample.sources.count() == before


@pytest.mark.parametrize(
    ("usual", "words", "kept"),
    [
        (Consent.NAMED, "", Consent.NAMED),
        (Consent.NAMED, " / not to be named", Consent.KIND),
        (Consent.REP, " / not to be named", Consent.REP),
        (Consent.REP, "", Consent.REP),
        (Consent.REP, " / by kind", Consent.KIND),
        (Consent.NAMED, " / in confidence", Consent.REP),
    ],
)
def test_consent_is_as_said_and_never_looser_by_chance(sample: Desk, usual: Consent, words: str, kept: Consent) -> None:
    member = sample.members.first("name = ?", "Umber Electric")
    assert member
    sample.members.change(member.id, consent=usual)
    assert sample.note(LINE + words, sample.next_meeting()).consent is kept


def test_a_line_for_the_rep_alone_is_in_no_other_edition(sample: Desk) -> None:
    sample.note(LINE + " / in confidence", sample.next_meeting())
    for edition in (Edition.GROUP, Edition.MEMBERS):
        view = sample.view(sample.meeting(), edition)
        assert "reviewed in six months" not in repr(view)
        assert LINE not in repr(view)


def test_a_member_not_to_be_named_is_named_in_no_other_edition_though_its_line_names_it(sample: Desk) -> None:
    answer = sample.note(LINE + " / not to be named", sample.next_meeting())
    for edition in (Edition.GROUP, Edition.MEMBERS):
        view = sample.view(sample.meeting(), edition)
        assert "reviewed in six months" in repr(view)
        assert "Umber" not in repr(view)
    assert answer.consent is Consent.KIND


def test_every_filed_answer_of_the_sample_reads_back_from_its_line(sample: Desk) -> None:
    members, items = sample.notable(sample.next_meeting())
    usual = {member.id: member.consent for member in members}
    numbers = {item.id for item in items}
    for answer in (answer for answer in sample.feedback.all() if answer.item_id in numbers):
        said = sample.read_line(written(answer, members, items), sample.next_meeting())
        assert said.member and said.item
        assert (said.member.id, said.item.id, said.option) == (answer.member_id, answer.item_id, answer.option)
        assert (said.rationale.split(), said.condition) == (answer.rationale.split(), answer.condition)
        assert (said.received, said.consent or usual[answer.member_id]) == (answer.received, answer.consent)
        assert said.doubts == ()
