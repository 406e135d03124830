"""A line of the room: what each kind of it records, that it says why it records nothing, and the way there and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.domain.members import Member
from mhhs_desk.domain.options import Option
from mhhs_desk.domain.room import Ending, Ofgem
from mhhs_desk.intake import dates
from mhhs_desk.intake.room_line import Known, LineKind, RoomLine, bracketed, read, written

IAG = (Option("1", "PSG manages implementation"), Option("2", "A separate IAG is stood up when appropriate"))
KNOWN = Known(
    today=date(2021, 11, 10),
    forum="PSG",
    forums=("PSG", "DAG", "CCAG"),
    owners=("Robin Ash", "Large Supplier"),
    members=(Member(id=3, name="Alder Energy"), Member(id=4, name="Allium Energy")),
    options=IAG,
    questions=("Who judges that an IAG has become appropriate?", "Will it be a standing item?"),
)


def said(line: str) -> RoomLine:
    return read(line, KNOWN)


@pytest.mark.parametrize(
    ("line", "owner", "text", "due"),
    [
        ("a: PMO to circulate LDP plan, next PSG", "PMO", "circulate LDP plan", "next PSG"),
        ("a PMO to circulate LDP plan next psg", "PMO", "circulate LDP plan", "next PSG"),
        ("a pmo: circulate LDP plan; before the next meeting.", "PMO", "circulate LDP plan", "next meeting"),
        ("action: us to write to Ofgem by Friday", "us", "write to Ofgem", "2021-11-12"),
        ("a Write to Ofgem, 1 Dec", None, "Write to Ofgem", "2021-12-01"),
        ("a robin ash to check, due by 3 January", "Robin Ash", "check", "2022-01-03"),
        ("a all reps to review it, tomorrow", "all reps", "review it", "2021-11-11"),
        ("a the programme to share it, next week", "the programme", "share it, next week", None),
        ("a Review the need", None, "Review the need", None),
        ("a Wednesday to be kept free, Wednesday", "Wednesday", "be kept free", "2021-11-17"),
    ],
)
def test_an_action_has_its_owner_and_when_it_is_due(line: str, owner: str | None, text: str, due: str | None) -> None:
    found = said(line)
    assert (found.kind, found.owner, found.text, found.due or found.due_words, found.missing) == (
        LineKind.ACTION, owner, text, due, "",
    )  # fmt: skip


def test_an_owner_that_is_a_member_is_that_member_and_two_alike_are_neither() -> None:
    assert (said("a Alder to send numbers").owner, said("a Alder to send numbers").member_id) == ("Alder Energy", 3)
    assert (said("a Al to send numbers").owner, said("a Al to send numbers").member_id) == ("Al", None)
    assert said("a all to send numbers").owner == "all"


def test_a_next_meeting_is_that_of_a_forum_that_is_known() -> None:
    assert [said(f"a PMO to ask, {due}").forum(KNOWN) for due in ("next PSG", "next DAG", "next meeting")] == [
        "PSG", "DAG", "PSG",
    ]  # fmt: skip
    assert said("a PMO to ask, next year").forum(KNOWN) is None
    assert said("a PMO to ask, next year").text == "ask, next year"


@pytest.mark.parametrize(
    ("line", "by", "text"),
    [
        ('"We cannot accept this" - IPA', "IPA", "We cannot accept this"),
        ("“We cannot accept this” – robin ash", "Robin Ash", "We cannot accept this"),
        ('"We cannot" (the chair)', "Chair", "We cannot"),
        ('"We cannot accept this"', None, "We cannot accept this"),
        ("s IPA: we cannot accept this", "IPA", "we cannot accept this"),
        ('s ipa: "we cannot accept this"', "IPA", "we cannot accept this"),
        ("said: we cannot accept this", None, "we cannot accept this"),
    ],
)
def test_a_quotation_has_who_said_it(line: str, by: str | None, text: str) -> None:
    found = said(line)
    expected = by if by != "Chair" else "the chair"
    assert (found.kind, found.said_by, found.text) == (LineKind.SAID, expected, text)


def test_decisions_notes_and_questions_are_their_words_and_a_question_may_be_its_number() -> None:
    assert said("d PSG keeps implementation, with a review") == RoomLine(
        LineKind.DECISION, "PSG keeps implementation, with a review"
    )
    assert said("n a word aside").text == "a word aside"
    assert said("SRO prefers option 1; IPA has no objection.").kind is LineKind.NOTE
    assert said("A big point was made").text == "A big point was made"
    assert said("q 2").text == "Will it be a standing item?"
    assert said("q 3").text == "3"


def test_an_outcome_tells_the_option_who_recommended_who_decided_and_where_ofgem_stands() -> None:
    found = said("o option 1, recommended by PSG, decided by SRO, Ofgem not needed, with a review in May")
    assert (found.option, found.recommended_by, found.decided_by, found.ofgem, found.text) == (
        "1", "PSG", "SRO", Ofgem.NOT_NEEDED, "with a review in May",
    )  # fmt: skip
    assert said("o PSG manages implementation").option == "1"
    assert [said(f"o {how}").ending for how in Ending] == list(Ending)
    assert said("o Put to the vote, Ofgem may be asked").text == "Put to the vote, Ofgem may be asked"


@pytest.mark.parametrize(("line", "missing"), [("", "words"), ("a", "words"), ("s IPA:", ""), ("o", "outcome")])
def test_a_line_that_records_nothing_says_why(line: str, missing: str) -> None:
    assert said(line).missing == missing


scraps = st.sampled_from(["a", ":", "PMO", " to ", ",", "next PSG", "[", "]", '"', "o", "1 Dec", " "])


@given(st.text() | st.lists(scraps).map("".join))
def test_every_line_records_its_words_or_says_why_it_does_not(line: str) -> None:
    found = said(line)
    told = (found.text, found.option, found.ending, found.recommended_by, found.decided_by, found.ofgem)
    assert bool(found.missing) != any(told)
    assert said(written(found, KNOWN)) == found


@given(st.lists(st.sampled_from(["SRO", "is", "a", "d:", "content", ",", "next", "PSG", "“so”", "1"]), min_size=1))
def test_no_word_of_a_note_is_lost(words: list[str]) -> None:
    assert said(f"n {' '.join(words)}").text == " ".join(words)


pieces = st.sampled_from(
    ["a", "o:", "[", "]", "]]", "[]", "to", ",", "next", "PSG", "DAG", "by", "Friday", "1", "Dec", '"', "“", "”", "-",
     "IPA", "IPA:", "PMO", "Alder", "all", "us", "deferred", "option", "recommended", "Ofgem", "needed", "é", "ß", "–"]
)  # fmt: skip
texts = st.lists(pieces, min_size=1, max_size=8).map(" ".join) | st.text(min_size=1).map(
    lambda text: " ".join(text.split())
).filter(bool)
maybe = st.none() | texts
dues = st.none() | st.dates(date(2001, 1, 1), date(2099, 12, 31)).map(date.isoformat)


def is_day(text: str) -> bool:
    return bool(dates.DAY.fullmatch(text) and dates.day(text))


lines = st.one_of(
    st.builds(RoomLine, st.sampled_from([LineKind.NOTE, LineKind.DECISION, LineKind.QUESTION]), texts),
    st.builds(RoomLine, st.just(LineKind.SAID), texts, said_by=maybe),
    st.builds(RoomLine, st.just(LineKind.ACTION), texts, owner=maybe, due=dues),
    st.builds(RoomLine, st.just(LineKind.ACTION), texts, owner=maybe, due_words=texts.filter(lambda t: not is_day(t))),
    st.builds(RoomLine, st.just(LineKind.ACTION), texts, owner=st.just("Alder Energy"), member_id=st.just(3)),
    st.builds(RoomLine, st.just(LineKind.OUTCOME), texts, option=st.sampled_from(["1", "2"]), recommended_by=maybe,
              decided_by=maybe, ofgem=st.none() | st.sampled_from(Ofgem)),
    st.builds(RoomLine, st.just(LineKind.OUTCOME), st.just("") | texts, ending=st.sampled_from(Ending)),
)  # fmt: skip


@given(lines)
def test_what_is_written_comes_back(line: RoomLine) -> None:
    assert said(bracketed(line)) == line
    assert said(written(line, KNOWN)) == line


def test_a_line_is_written_as_one_would_type_it() -> None:
    line = said("a: PMO to circulate LDP plan, next PSG")
    assert written(line, KNOWN) == "a PMO to circulate LDP plan, next PSG"
    hard = replace(line, owner="Write", text="tell us, 1 Dec")
    assert written(hard, KNOWN) == "a [Write] [next PSG] tell us, 1 Dec"
