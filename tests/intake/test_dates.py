"""Dates as people write them become ISO, and what is no date stays none."""

from __future__ import annotations

from datetime import datetime

import pytest

from mhhs_desk.intake import dates


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("Oct-21", "2021-10"),
        ("Apr 2022", "2022-04"),
        ("Oct-Nov ’21", "2021-10/2021-11"),
        ("Oct-Nov 21", "2021-10/2021-11"),
        ("Dec-Jan 22", "2021-12/2022-01"),
        ("May 22 – July 22", "2022-05/2022-07"),
        ("March 2022 to June 2022", "2022-03/2022-06"),
        ("TBC", None),
        ("11 August 2021", None),
        ("in spring 2022", None),
        ("May be in 22 days", None),
    ],
)
def test_a_month_or_a_range_of_months_is_read(words: str, iso: str | None) -> None:
    assert dates.months(words) == iso


def test_two_dates_in_one_line_are_two() -> None:
    assert [cell[0] for cell in dates.month_cells("Oct-Nov 21 May 22 - Jul 22")] == ["Oct-Nov 21", "May 22 - Jul 22"]


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("Wednesday 10 November 2021", "2021-11-10"),
        ("17th October 2013", "2013-10-17"),
        ("January 25, 2022", "2022-01-25"),
        ("on 1/11/21", "2021-11-01"),
        ("2021-11-10", "2021-11-10"),
        ("31 June 2021", None),
        ("10 November", None),
    ],
)
def test_a_day_is_read_where_it_is_whole(words: str, iso: str | None) -> None:
    assert dates.day(words) == iso


def test_a_day_without_a_year_is_the_next_one_after_a_message() -> None:
    assert dates.day("Monday 8 November", near="2021-11-04T11:20") == "2021-11-08"
    assert dates.day("5 January", near="2021-12-20") == "2022-01-05"


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("11.00 – 12.50", ("11:00", "12:50")),
        ("10:00 to 12:00", ("10:00", "12:00")),
        ("11am - 1pm", ("11:00", "13:00")),
        ("2-4pm", ("14:00", "16:00")),
        ("items 1 - 2", None),
    ],
)
def test_a_span_of_time_is_read(words: str, span: tuple[str, str] | None) -> None:
    assert dates.times(words) == span


@pytest.mark.parametrize(
    ("moment", "clock"),
    [
        ("2021-10-28T14:05:00+00:00", "2021-10-28T15:05"),
        ("2021-11-04T11:20:00+00:00", "2021-11-04T11:20"),
        ("2022-12-23T12:08:48-06:00", "2022-12-23T18:08"),
        ("2021-11-04T11:20:00", "2021-11-04T11:20"),
    ],
)
def test_a_moment_is_told_on_a_london_clock(moment: str, clock: str) -> None:
    assert dates.london(datetime.fromisoformat(moment)) == clock
