"""Rules that hold of whatever is recognised: dates come back, owners are no dates, numbers of an agenda rise."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import dates, owed, people
from mhhs_desk.intake.agenda_pieces import paper_of
from mhhs_desk.intake.agenda_words import Columns, Words, read_title
from mhhs_desk.intake.agendas import listed
from mhhs_desk.intake.texts import lines_of

DAYS = st.dates(date(2001, 1, 1), date(2049, 12, 31))
WAYS = (
    "{0.day} {0:%B %Y}",
    "{0:%d/%m/%Y}",
    "{0:%d/%m/%y}",
    "{0:%A} {0.day} {0:%b %Y}",
    "{0.day}.{0.month}.{0.year}",
    "{0:%Y-%m-%d}",
    "{0:%B} {0.day}, {0.year}",
)
ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
OWNERS = ("PMO", "Ada Frost", "AF", "Secretariat", "HS/BB", "Design Team")
TASKS = ("publish the plan", "write to the agency about the fees", "send slides to members")
NAMES = ("Welcome", "Data quality", "Fees for 2020", "AOB", "Forward look")
TITLES = st.lists(st.sampled_from(NAMES), min_size=2, max_size=12)


@given(DAYS, st.sampled_from(WAYS))
def test_a_day_in_any_usual_form_comes_back(day: date, way: str) -> None:
    assert dates.day(f"by {way.format(day)}") == day.isoformat()


@given(DAYS)
def test_a_day_with_its_ending_comes_back(day: date) -> None:
    assert dates.day(f"{day:%A} the {day.day}{ENDINGS.get(day.day, 'th')} of {day:%B %Y}") == day.isoformat()


@given(st.sampled_from(OWNERS), st.sampled_from(TASKS), DAYS, st.sampled_from(WAYS[:3]), st.booleans())
def test_an_owner_never_holds_a_date(who: str, task: str, day: date, way: str, tabled: bool) -> None:
    when = way.format(day)
    text = f"{task.capitalize()} {who} {when}" if tabled else f"{who} to {task} by {when}."
    found = owed.told(text, None, Span(text), None, tabled)
    assert (found.owner, found.due) == (who, day.isoformat())


@given(TITLES)
def test_the_numbers_of_an_agenda_rise(titles: list[str]) -> None:
    text = (
        "Agenda\n" + "\n".join(f"{number}. {title}" for number, title in enumerate(titles, 1)) + "\nAttendees\n1. Ada"
    )
    numbers = [int(item.number or 0) for item in listed(lines_of(text)).items]
    assert numbers == list(range(1, len(titles) + 1))


@pytest.mark.parametrize(
    "words",
    ["MHHS-DEL031", "CR022", "PAB177/04", "TB(7)2", "TB(6)1.iii", "Paper 3", "Att. 2", "205/04", "S/18/22", "Annex B"],
)
def test_a_reference_to_a_paper_is_known_and_no_lead(words: str) -> None:
    assert paper_of(words) == words
    assert people.leads(words, sure=True) is None


@pytest.mark.parametrize(
    ("words", "minutes"),
    [("Fees (10 min)", 10), ("Fees - 5 mins", 5), ("Fees [1 hour]", 60), ("Fees 0.5h", 30), ("Fees (1.5 hours)", 90)],
)
def test_the_minutes_of_an_item_are_read_in_their_many_forms(words: str, minutes: int) -> None:
    found = Words()
    read_title(found, words, Columns())
    assert (found.title, found.minutes) == ("Fees", minutes)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Fees for decision", "approval"),
        ("VOTE: Fees", "approval"),
        ("Fees - DECISION", "approval"),
        ("Fees – for noting", "information"),
        ("Fees (to approve)", "approval"),
        ("Fees - for information only", "information"),
        ("DISCUSSION: Fees", "discussion"),
    ],
)
def test_what_an_item_is_for_is_read_in_its_many_forms(words: str, kind: str) -> None:
    found = Words()
    read_title(found, words, Columns())
    assert (found.title, found.disposition) == ("Fees", kind)


@pytest.mark.parametrize("words", ["Met Office", "Forward Look", "National Action Plan", "Quay Street", "10 May 2012"])
def test_words_that_begin_with_capitals_are_not_yet_a_person(words: str) -> None:
    assert people.leads(words) is None
