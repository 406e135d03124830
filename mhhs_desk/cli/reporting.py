"""Commands of what comes after a meeting: telling the members what became of their answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mhhs_desk import words
from mhhs_desk.cli.common import PATH, TODAY, WORKSPACE, cli, opened
from mhhs_desk.desk import Desk
from mhhs_desk.domain.meetings import Meeting


@cli.command()
@WORKSPACE
@click.option("--out", type=PATH, required=True, metavar="DIR", help="The folder for the drafts.")
@click.option("--meeting", metavar="LABEL", help="The meeting, by its label. Without it: the last one that was held.")
@TODAY
def report(workspace: Path, out: Path, meeting: str | None, today: date | None) -> None:
    """Make a draft for each member who contributed and one for all, and record who is told. Nothing is sent.

    Each member reads its own answers; of all others what members may see. The report hangs on each draft.
    """
    with opened(workspace, today) as desk:
        plan = desk.plan_reports(_held(desk, meeting), for_all=True)
        made = desk.report(plan, out)
        drafts = words.count(len(made.files) - 1, "draft")
        click.echo(
            f"{out}: {drafts} and 1 for all members, on {plan.meeting.label}. "
            "Open each in your mail program and send it."
        )
        if plan.without_address:
            names = words.listed([member.name for member in plan.without_address])
            click.echo(f"No address, so the draft is to nobody yet: {names}.", err=True)


def _held(desk: Desk, label: str | None) -> Meeting:
    """The meeting of a label; without one the last that was held and has an agenda, else the next."""
    return desk.meeting(label) if label else desk.last_held() or desk.meeting()
