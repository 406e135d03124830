"""The command of the plan: printed as a PDF, or taken out as the milestone register."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mhhs_desk import words
from mhhs_desk.cli.common import PATH, TODAY, WORKSPACE, cli, opened
from mhhs_desk.desk import write_whole
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.plan import Scope
from mhhs_desk.planning import Shown

FORMS = (".pdf", ".xlsx")


@cli.command()
@WORKSPACE
@click.option("--out", type=PATH, required=True, metavar="FILE.pdf|.xlsx", help="The plan to print, or the register.")
@click.option("--activities", is_flag=True, help="With the activities, not the milestones alone.")
@TODAY
def plan(workspace: Path, out: Path, activities: bool, today: date | None) -> None:
    """Print the plan in force and what the last papers propose; or write the milestone register as a workbook."""
    with opened(workspace, today) as desk:
        form = out.suffix.lower()
        if form not in FORMS:
            raise Refused("not a form of export", ending=out.suffix, known=FORMS)
        if form == ".xlsx":
            write_whole(out, desk.register_file())
            click.echo(f"{out}: {words.count(desk.milestones.count(), 'code')}.")
            return
        proposal = next(iter(desk.proposed_plans()), None)
        paper = desk.plan_paper(Shown(None, proposal, Scope.ALL if activities else Scope.MILESTONES))
        write_whole(out, paper.data)
        click.echo(f"{out}: {words.count(paper.pages, 'page')}.")
