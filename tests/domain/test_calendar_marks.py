"""The versions of calendar entries: they only grow, with every change that shows, whatever is taken back."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mhhs_desk.domain.calendar_marks import Image, entry_uid, is_deadline, meeting_of, stamp_of

MEETING = "0190a1b2-1111-7000-8000-000000000001"
UID = entry_uid(MEETING)

FIELDS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "day": st.sampled_from(["2022-06-08", "2022-06-15"]),
        "start": st.sampled_from([None, "10:00"]),
        "papers_received": st.sampled_from([None, "2022-06-01"]),
        "calendar_uid": st.sampled_from([None, UID, "pmo@example"]),
        "calendar_sequence": st.none() | st.integers(0, 9),
    }
)
IMAGES = st.lists(FIELDS | st.none(), min_size=1, max_size=12).map(
    lambda found: [Image(f"2022-05-{number:02}", fields) for number, fields in enumerate(found, 1)]
)


def shown(image: Image) -> tuple[Any, ...]:
    fields = image.fields or {}
    return fields.get("day"), fields.get("start")


@given(IMAGES)
def test_a_version_only_grows_and_grows_with_whatever_shows(images: list[Image]) -> None:
    stamps = [stamp_of(images[:count], UID) for count in range(1, len(images) + 1)]
    for number in range(1, len(images)):
        before, after = stamps[number - 1], stamps[number]
        changed = shown(images[number]) != shown(images[number - 1])
        assert after.sequence >= before.sequence + changed
        assert after.at == (images[number].at if changed else before.at)


@given(IMAGES)
def test_a_version_that_came_back_in_a_file_is_never_fallen_short_of(images: list[Image]) -> None:
    last = images[-1].fields or {}
    if last.get("calendar_uid") == UID:
        assert stamp_of(images, UID).sequence >= (last.get("calendar_sequence") or 0)


def test_an_entry_of_ours_is_known_by_its_identity_and_another_is_not() -> None:
    assert meeting_of(UID) == meeting_of(entry_uid(MEETING, "papers")) == MEETING
    assert [is_deadline(uid) for uid in (UID, entry_uid(MEETING, "feedback"), "pmo@example", None)] == [
        False, True, False, False,
    ]  # fmt: skip
    assert meeting_of("pmo@example") is None
    assert meeting_of(f"{UID}.example") is None
