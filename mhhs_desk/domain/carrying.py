"""Carrying actions on: what is still open when a meeting is closed is due at the next one of its forum."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mhhs_desk.domain.actions import Action, ActionStatus
from mhhs_desk.domain.dues import Diary, expected
from mhhs_desk.domain.meetings import Meeting


def carry(actions: Iterable[Action], meeting: Meeting, diary: Diary) -> list[Action]:
    """The open actions that fall due at a meeting, as they are once it is closed: due at the next of its forum.

    One that was given another day stays as it is, and so does what is done. Carried twice they are the same.
    """
    return [carried(action, meeting, diary) for action in actions if falls_due_at(action, meeting, diary)]


def carried(action: Action, meeting: Meeting, diary: Diary) -> Action:
    """An action that is due at the next meeting of a forum after one of it."""
    code = diary.forums[meeting.forum_id].code
    return replace(action, due=None, due_words=f"Next {code}", due_after=meeting.id)


def falls_due_at(action: Action, meeting: Meeting, diary: Diary) -> bool:
    """Whether an open action is due at a meeting, or has been at one of its forum before and was not carried on."""
    if action.status is ActionStatus.DONE:
        return False
    due, day = diary.due(action), expected(meeting)
    if action.due:
        return action.due == day and action.forum_id == meeting.forum_id
    earlier = due.forum_id == meeting.forum_id and due.day is not None and day is not None and due.day <= day
    return due.meeting_id == meeting.id or earlier


def put_at(action: Action, forum_id: int, diary: Diary, this: bool = False) -> Action:
    """An action that is due at the coming meeting of a forum, or at the one after it.

    Where no meeting is to come the next one is that after the last, or else the day that the rule gives now.
    """
    code, coming = diary.forums[forum_id].code, diary.coming(forum_id)
    if coming:
        return replace(action, due=None, due_words=f"{'This' if this else 'Next'} {code}", due_after=coming.id)
    day = diary.first_after(forum_id, None).day
    held = [one for one in diary.meetings.values() if one.forum_id == forum_id and one.day and not one.cancelled]
    for last in sorted(held, key=lambda one: (one.day, one.id))[-1:]:
        if diary.first_after(forum_id, last).day == day:
            return replace(action, due=None, due_words=f"Next {code}", due_after=last.id)
    return replace(action, due=day, due_words=None if day else f"Next {code}", due_after=None)


def to_next(action: Action, forum_id: int, diary: Diary) -> Action:
    """An action carried to the next meeting of a forum by hand; one that is due after the coming one already stays."""
    due, coming = diary.due(action), diary.coming(forum_id)
    by = expected(coming) if coming else diary.today
    follows = due.forum_id == forum_id and due.day is not None and by is not None and due.day > by
    return action if follows else put_at(action, forum_id, diary)
