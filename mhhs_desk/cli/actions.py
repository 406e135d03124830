"""The actions on the command line: listed with when each is due and why, as JSON, or as the PMO's log."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from mhhs_desk import words
from mhhs_desk.cli.common import AS_JSON, PATH, TODAY, WORKSPACE, cli, opened
from mhhs_desk.desk import Desk
from mhhs_desk.domain.actions import Action, ActionStatus, is_ours
from mhhs_desk.domain.dues import Diary, Due
from mhhs_desk.domain.papers import Edition

OURS, OVERDUE, ALL = "ours", "overdue", "all"


@cli.command()
@WORKSPACE
@click.option("--ours", "which", flag_value=OURS, help="Only what the seat owes and has not done.")
@click.option("--overdue", "which", flag_value=OVERDUE, help="Only what is not done though its day has passed.")
@click.option("--all", "which", flag_value=ALL, help="What is done too.")
@click.option("--out", type=PATH, metavar="LOG.xlsx", help="Write them as a workbook in the PMO's columns.")
@click.option(
    "--edition",
    type=click.Choice([edition.value for edition in Edition]),
    default=Edition.OWN.value,
    help="What the workbook may show: own shows all.",
)
@AS_JSON
@TODAY
def actions(
    workspace: Path, which: str | None, out: Path | None, edition: str, as_json: bool, today: date | None
) -> None:
    """List the actions, with when each is due; those that are done only when asked for."""
    with opened(workspace, today) as desk:
        diary = desk.diary()
        found = [action for action in desk.actions.all() if _wanted(desk, diary, action, which)]
        found.sort(key=lambda action: (diary.due(action).day or date.max, action.ref))
        if out:
            ids = {action.id for action in found}
            desk.log_job(out, ids, Edition(edition))(lambda done, total: None)
            shown = len(desk.log_book(ids, Edition(edition)).lines)
            plain = " For the rep alone: it holds what is held back too." if edition == Edition.OWN else ""
            click.echo(f"{out}: {shown} of {words.count(len(found), 'action')}.{plain}")
        elif as_json:
            click.echo(json.dumps([_as_json(desk, diary, action) for action in found], ensure_ascii=False))
        else:
            for action in found:
                click.echo(_line(diary, action))
            if not found:
                click.echo("No action.")


def _wanted(desk: Desk, diary: Diary, action: Action, which: str | None) -> bool:
    seat = desk.seats.first("ours")
    undone = action.status is not ActionStatus.DONE
    return {
        None: undone,
        OURS: undone and action.member_id is None and is_ours(action, seat.rep if seat else None),
        OVERDUE: diary.overdue(action),
        ALL: True,
    }[which]


def _line(diary: Diary, action: Action) -> str:
    due = diary.due(action)
    late = ", overdue" if diary.overdue(action) else ""
    owner = action.owner or "no owner"
    return f"{action.ref:<9}{_due_words(action, due) + late:<32}{action.status.value:<9}{owner:<22}{action.text}"


def _due_words(action: Action, due: Due) -> str:
    """The day, and before it the words that mean a meeting; or the words found."""
    day = words.day(due.day, year=True) if due.day else ""
    if due.follows:
        return f"{action.due_words} ({day or 'no day known'})"
    return day or (f"“{action.due_words}”" if action.due_words else "no day given")


def _as_json(desk: Desk, diary: Diary, action: Action) -> dict[str, Any]:
    due = diary.due(action)
    at, after = (diary.meetings.get(number or 0) for number in (due.meeting_id, due.after))
    forum = diary.forums.get(action.forum_id or 0)
    return {
        "ref": action.ref,
        "text": action.text,
        "owner": action.owner,
        "forum": forum.code if forum else None,
        "due": due.day.isoformat() if due.day else None,
        "due_words": action.due_words,
        "because": due.ground.value,
        "meeting": at.label if at else None,
        "after": after.label if after else None,
        "overdue": diary.overdue(action),
        "status": action.status.value,
        "milestone": action.milestone,
        "updates": [
            {"day": update.day.isoformat(), "text": update.text}
            for update in desk.action_updates.where("action_id = ?", action.id)
        ],
    }
