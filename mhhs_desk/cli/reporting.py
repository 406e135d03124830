"""Commands of what comes after meetings: telling the members what became of their answers, and a year on a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mhhs_desk import words
from mhhs_desk.cli.common import PATH, TODAY, WORKSPACE, cli, opened
from mhhs_desk.desk import Desk, write_whole
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.papers import Edition
from mhhs_desk.looking_back import render_year


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


@cli.command()
@WORKSPACE
@click.option("--out", type=PATH, required=True, metavar="FILE.pdf", help="The PDF to write.")
@click.option("--year", "number", type=int, help="The year. Without it: the last in which a meeting was held.")
@click.option(
    "--edition",
    type=click.Choice([Edition.OWN.value, Edition.MEMBERS.value]),
    default=Edition.OWN.value,
    show_default=True,
    help="For whom.",
)
@TODAY
def year(workspace: Path, out: Path, number: int | None, edition: str, today: date | None) -> None:
    """Print a year on one page: how our positions fared, the meetings, what is open, how consulted members were."""
    with opened(workspace, today) as desk:
        shown = Edition(edition)
        told = number or next(iter(desk.years()), desk.today.year)
        made = desk.year(told, shown)
        write_whole(out, render_year(made, shown).data)
        held = words.count(len(made.rounds), "meeting")
        click.echo(f"{out}: {told}, {held}, 1 page, {words.EDITIONS[shown].lower()}.")
