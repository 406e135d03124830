"""An answer in one line: each of its parts, what is not understood, and the way there and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.members import Consent, Member
from mhhs_desk.domain.options import NIL, Option
from mhhs_desk.intake.line_format import written
from mhhs_desk.intake.one_line import Said, read

NOW = "2021-11-09T14:02"
DECISIONS = (Option("A", "Accept"), Option("W", "Accept subject to additional work"), Option("X", "Reject"))
IAG = (Option("1", "PSG manages implementation"), Option("2", "A separate IAG is stood up when appropriate"))
OPINIONS = (Option("Y", "Yes"), Option("N", "No"), Option("U", "Neutral"), Option("O", "Other"))
ITEMS = (
    Item(id=11, meeting_id=1, number=1, title="Governance Framework", options=DECISIONS, paper_ref="MHHS-DEL031"),
    Item(id=15, meeting_id=1, number=5, title="PSG and IAG: one group or two?", options=IAG),
    Item(id=17, meeting_id=1, number=7, title="Is M5 to M9 sufficient?", options=OPINIONS, milestones=("M5", "M9")),
)
MEMBERS = (
    Member(id=1, name="Alder Energy"),
    Member(id=2, name="Almond Power", consent=Consent.REP),
    Member(id=3, name="If Only Energy / Gas, Ltd"),
    Member(id=4, name="by phone"),
    Member(id=5, name="5"),
)


def said(line: str) -> Said:
    return read(line, MEMBERS, ITEMS, NOW)


def named(line: str) -> tuple[str, int, str | None]:
    found = said(line)
    assert found.member and found.item
    return found.member.name, found.item.number, found.option


def test_a_call_is_noted_as_it_was_told() -> None:
    found = said("Alder / IAG / option 1 if reviewed in six months / by phone")
    assert named("Alder / IAG / option 1 if reviewed in six months / by phone") == ("Alder Energy", 5, "1")
    assert (found.condition, found.channel, found.rationale) == ("reviewed in six months", "Note of a call", "")
    assert (found.doubts, found.missing) == ((), ())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("alder / 5 / 2", ("Alder Energy", 5, "2")),
        ("item 5 / Alder / PSG manages", ("Alder Energy", 5, "1")),
        ("Alder / MHHS-DEL031 / accept", ("Alder Energy", 1, "A")),
        ("Alder / framework / accept subject to additional work", ("Alder Energy", 1, "W")),
        ("Alder / m9 / n", ("Alder Energy", 7, "N")),
        ("Alder / M9 / nil return", ("Alder Energy", 7, NIL)),
        ("Alder /5 / option 2", ("Alder Energy", 5, "2")),
        ("Energy / 5 / 1", ("If Only Energy / Gas, Ltd", 5, "1")),
    ],
)  # fmt: skip
def test_members_items_and_options_are_known_by_what_one_calls_them(line: str, expected: tuple[str, int, str]) -> None:
    if line.startswith("Energy"):
        assert said(line).doubts == ("“Energy” may be Alder Energy or If Only Energy / Gas, Ltd.",)
    else:
        assert named(line) == expected


def test_every_other_part_is_told_from_its_words() -> None:
    found = said(
        "Alder / M9 / no because our agent cannot, as it says red line: not before M8 / evidence very high: minutes"
        " / in person, yesterday / not to be named / sensitive / role: director / represents: two suppliers"
    )
    assert (found.rationale, found.red_line) == ("our agent cannot, as it says", "not before M8")
    assert (found.evidence, found.evidence_basis) == (4, "minutes")
    assert (found.channel, found.received) == ("in person", "2021-11-08")
    assert (found.unnamed, found.consent, found.sensitive) == (True, None, True)
    assert (found.role, found.represents) == ("director", "two suppliers")
    assert found.doubts == ()


def test_what_is_not_understood_is_kept_in_the_reason_and_said() -> None:
    found = said("Adler / item 5 / option 1, nobody to spare / blue moon / by phone / by letter")
    assert found.missing == ("member",)
    assert found.rationale == "Adler nobody to spare blue moon by letter"
    assert found.doubts[0] == "“Adler” is not understood; the nearest member is Alder Energy. It is kept in the reason."
    assert [text for text in ("nobody to spare", "blue moon", "by letter") if any(text in d for d in found.doubts)] == [
        "nobody to spare", "blue moon", "by letter",
    ]  # fmt: skip


def test_two_members_that_begin_alike_are_named_and_neither_is_taken() -> None:
    found = said("Al / 5 / 1")
    assert found.member is None
    assert found.doubts == ("“Al” may be Alder Energy or Almond Power.",)


def test_a_day_without_a_year_is_the_last_of_its_kind() -> None:
    assert said("Alder / 5 / 1 / on 3 Nov").received == "2021-11-03"
    assert said("Alder / 5 / 1 / on 3 Dec").received == "2020-12-03"
    assert said("Alder / 5 / 1 / today").received == NOW


def test_words_in_quotation_marks_are_taken_as_they_are() -> None:
    found = said('Alder / 5 / 1 / because "one / two, if ""three"" because four"')
    assert found.rationale == 'one / two, if "three" because four'
    assert found.condition is None


words = st.sampled_from(
    ["if", "because", "red", "line:", "/", '"', '""', "unless", "by", "phone", "evidence", "high:", "role:", ",", "5",
     "M9", "a", "no", "today", "on", "é", "“so”", "option", "1", "Alder", "provided", "that", "subject", "to", "I", "ß"]
)  # fmt: skip
texts = st.lists(words, min_size=1, max_size=8).map(" ".join) | st.text(
    st.characters(exclude_categories=("C", "Z"), include_characters=' "/,:'), min_size=1, max_size=30
).filter(lambda text: text == text.strip() and bool(text))
maybe = st.none() | texts
answers = st.builds(
    Feedback,
    member_id=st.sampled_from([member.id for member in MEMBERS]),
    item_id=st.sampled_from([item.id for item in ITEMS]),
    option=st.just(""),
    rationale=st.just("") | texts,
    condition=maybe,
    red_line=maybe,
    evidence=st.none() | st.integers(0, 4),
    evidence_basis=maybe,
    role=maybe,
    represents=maybe,
    channel=st.sampled_from(["", "Note of a call", "e-mail", "in person", "web form"]) | texts,
    received=st.sampled_from([None, "2021-11-08", "2020-02-29T07:05"]),
    consent=st.sampled_from(Consent),
    sensitive=st.booleans(),
)


@given(answers, st.data())
def test_an_answer_written_as_a_line_reads_back_the_same(answer: Feedback, data: st.DataObject) -> None:
    item = next(item for item in ITEMS if item.id == answer.item_id)
    member = next(member for member in MEMBERS if member.id == answer.member_id)
    answer = replace(answer, option=data.draw(st.sampled_from([*(one.key for one in item.options), NIL])))
    found = said(written(answer, MEMBERS, ITEMS))
    assert found.doubts == ()
    assert (found.member, found.item, found.option) == (member, item, answer.option)
    for name in ("rationale", "condition", "red_line", "evidence", "evidence_basis", "role", "represents", "channel"):
        assert getattr(found, name) == getattr(answer, name), name
    assert (found.received, found.sensitive) == (answer.received, answer.sensitive)
    assert (found.consent or member.consent) is answer.consent


@given(st.lists(st.sampled_from(["Alder", "IAG", "5", "1", "zebra", "if quagga", "by phone", ""]) | texts, max_size=7))
def test_no_word_of_a_line_is_lost(parts: list[str]) -> None:
    assume(not any('"' in part or "/" in part for part in parts))
    found = said(" / ".join(parts))
    kept = " ".join(str(value) for value in (found.rationale, found.condition, found.red_line, found.doubts))
    for part in ("zebra", "quagga"):
        if part in parts or f"if {part}" in parts:
            assert part in kept
