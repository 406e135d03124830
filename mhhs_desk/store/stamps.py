"""The versions of calendar entries, by the history of the records they are made of."""

from __future__ import annotations

from mhhs_desk.domain.calendar_marks import VISIBLE, Image, Stamp, entry_uid, stamp_of
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.store import history
from mhhs_desk.store.store import Store

LATER_HOLIDAYS = """SELECT count(*) AS n, max(s.at) AS at FROM change c JOIN step s ON s.id = c.step_id
    WHERE c.kind = 'bank_holiday' AND c.step_id > (SELECT min(step_id) FROM change WHERE kind = 'bank_holiday')"""
"""What was changed of the bank holidays since they were first written."""


def stamp(store: Store, meeting: Meeting) -> Stamp:
    """The version of a meeting's entry."""
    return stamp_of(_past(store, "meeting", meeting.id), entry_uid(meeting.uid))


def deadline_stamp(store: Store, meeting: Meeting) -> Stamp:
    """The version of the entries of a meeting's deadlines, which rest on its forum's rule and the bank holidays too."""
    shown = (*VISIBLE, "feedback_due")
    own = stamp_of(_past(store, "meeting", meeting.id), entry_uid(meeting.uid), shown)
    forum = _past(store, "forum", meeting.forum_id)
    later = next(iter(store.workspace.rows(LATER_HOLIDAYS)))
    return Stamp(own.sequence + len(forum) - 1 + later["n"], max(own.at, forum[-1].at, later["at"] or ""))


def _past(store: Store, kind: str, record_id: int) -> list[Image]:
    """The past of one record, the oldest first."""
    changes = history.past_of(store.workspace.db, kind, record_id)
    return [Image(change.step.at.isoformat(), change.after) for change in changes]
