"""Commands of papers: printed, listed, verified and compared."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from mhhs_desk import paper_words, words
from mhhs_desk.cli.common import MEETING, NO, PATH, TODAY, WORKSPACE, cli, opened
from mhhs_desk.desk import Desk, examine
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.papers import Edition, Kind, Paper
from mhhs_desk.domain.verifying import Answer, changed
from mhhs_desk.paper_texts import differences, lines_apart


@cli.command()
@WORKSPACE
@MEETING
@click.option(
    "--edition",
    type=click.Choice([edition.value for edition in Edition]),
    help="For whom. Without it: your own; of the report: the members’.",
)
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in Kind]),
    default=Kind.PAPER.value,
    show_default=True,
    help="The paper, a page an item, what became of the members’ answers, or cards to speak by.",
)
@click.option("--brief", is_flag=True, help="The same as --kind brief.")
@click.option("--out", type=PATH, required=True, metavar="FILE.pdf", help="The PDF to write.")
@TODAY
def paper(
    workspace: Path, meeting: str | None, edition: str | None, kind: str, brief: bool, out: Path, today: date | None
) -> None:
    """Print the position paper for a meeting to a PDF, or another paper of the same record."""
    if brief and kind not in (Kind.PAPER, Kind.BRIEF):
        raise click.UsageError(f"--brief and --kind {kind} are two papers. Ask for one at a time.")
    made = Kind.BRIEF if brief else Kind(kind)
    with opened(workspace, today) as desk:
        shown = Edition(edition) if edition else made.editions[0]
        issued = desk.issue(desk.meeting(meeting), shown, out, made)
        what = "" if made is Kind.PAPER else f"{paper_words.KINDS[made].lower()}, "
        click.echo(f"{out}: {what}{words.count(issued.pages, 'page')}, {words.EDITIONS[issued.edition].lower()}.")


@cli.command()
@WORKSPACE
def papers(workspace: Path) -> None:
    """List every paper that was issued, with its number, its hash and whom it is for."""
    with opened(workspace) as desk:
        labels = {meeting.id: meeting.label for meeting in desk.meetings.all()}
        for one in desk.papers.all():
            told = paper_words.issue(one, labels[one.meeting_id])
            click.echo(f"{one.id:4}  {told}, for {one.for_whom or 'nobody named'}, {one.sha256[:12]}")


@cli.command()
@WORKSPACE
@click.argument("file", type=PATH, metavar="FILE.pdf")
def verify(workspace: Path, file: Path) -> None:
    """Say whether a paper is what the record says. Exit status 1 when it does not match."""
    with opened(workspace) as desk:
        found = desk.verify(examine(file))
        label = desk.meetings.get(found.paper.meeting_id).label if found.paper else ""
        click.echo(paper_words.verdict(found, file.name, label))
    sys.exit(0 if found.answer is Answer.MATCHES else NO)


@cli.command()
@WORKSPACE
@click.argument("first", type=int)
@click.argument("second", type=int)
def compare(workspace: Path, first: int, second: int) -> None:
    """Say what differs between two issues of a paper, by their numbers in the list that papers prints."""
    with opened(workspace) as desk:
        before, after = (_issued(desk, number) for number in (first, second))
        old, new = desk.said_by(before), desk.said_by(after)
        if old is None or new is None:
            raise Refused("what it says was not kept")
        apart = differences(changed(old, new), old, new)
        if not apart:
            click.echo("The two say the same.")
        for one in apart:
            place = f"Item {one.number}, {one.title}. " if one.title else ""
            click.echo(f"{place}{one.part}")
            for sign, line in lines_apart(one):
                click.echo(f"  {sign} {line}")


def _issued(desk: Desk, number: int) -> Paper:
    found = desk.papers.first("id = ?", number)
    if found is None:
        raise Refused("not an issue", number=number)
    return found
