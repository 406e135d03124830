"""The command line: the same desk without a window. Exit status 0: done; 1: the answer is no; 2: wrong use or input."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from mhhs_desk import __version__, words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.faults import Fault, Refused
from mhhs_desk.domain.papers import Edition
from mhhs_desk.inbox import Receipt, read_file
from mhhs_desk.store.search import END, START

NO = 1
WRONG = 2


class Day(click.ParamType[date]):
    """A day written YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"{value} is not a day. Write it as YYYY-MM-DD.", param, ctx)


PATH = click.Path(path_type=Path)
WORKSPACE = click.argument("workspace", type=PATH)
MEETING = click.option("--meeting", metavar="LABEL", help="The meeting, by its label. Without it: the next one.")
TODAY = click.option("--today", type=Day(), help="The day to take as today.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """MHHS Desk: from the papers and the members' answers to a printed position paper."""


@contextmanager
def _told() -> Iterator[None]:
    """Turn a fault or a refusal into one line on standard error and exit status 2."""
    try:
        yield
    except Fault as error:
        click.echo(words.fault(error), err=True)
        sys.exit(WRONG)
    except Refused as error:
        click.echo(words.refusal(error), err=True)
        sys.exit(WRONG)


@contextmanager
def _desk(workspace: Path, today: date | None = None) -> Iterator[Desk]:
    with _told(), Desk.open(workspace, today) as desk:
        yield desk


@cli.command()
@WORKSPACE
def sample(workspace: Path) -> None:
    """Make a sample workspace: the first PSG, a Small Supplier seat, invented members."""
    from mhhs_desk.sample import build

    with _told(), build(workspace) as desk:
        meeting = desk.meeting()
        click.echo(
            f"{workspace}: {meeting.label}, {words.count(desk.items.count(), 'item')}, "
            f"{words.count(desk.members.count(), 'member')}, {words.count(desk.feedback.count(), 'answer')}, "
            f"{len(desk.waiting())} waiting in the Inbox."
        )


@cli.command()
@click.argument("files", nargs=-1, required=True, type=PATH, metavar="FILE...")
@AS_JSON
def read(files: tuple[Path, ...], as_json: bool) -> None:
    """Say what the intake finds in files, filing nothing."""
    from mhhs_desk.intake.telling import as_json as told
    from mhhs_desk.intake.telling import in_words

    failed = False
    for file in files:
        try:
            findings = read_file(file).findings
        except Fault as error:
            click.echo(words.fault(error), err=True)
            failed = True
            continue
        click.echo(json.dumps(told(findings), ensure_ascii=False) if as_json else in_words(findings))
    sys.exit(WRONG if failed else 0)


@cli.command()
@WORKSPACE
@click.argument("files", nargs=-1, required=True, type=PATH, metavar="FILE...")
@MEETING
@click.option("--accept", is_flag=True, help="File what is sure; what is not waits in the Inbox.")
@TODAY
def intake(workspace: Path, files: tuple[Path, ...], meeting: str | None, accept: bool, today: date | None) -> None:
    """Take files in: proposals go to the Inbox, and with --accept the sure ones are filed."""
    with _desk(workspace, today) as desk:
        about = desk.meeting(meeting) if meeting else None
        read_files, failed = [], False
        for file in files:
            try:
                read_files.append(read_file(file))
            except Fault as error:
                click.echo(words.fault(error), err=True)
                failed = True
        for receipt in desk.take_in(read_files, about, accept):
            click.echo(_receipt(receipt))
    sys.exit(WRONG if failed else 0)


def _receipt(receipt: Receipt) -> str:
    name = receipt.source.name
    if receipt.known_before:
        return f"{name}: taken in before, left as it is."
    return f"{name}: {receipt.filed} filed, {receipt.waiting} waiting in the Inbox."


@cli.command()
@WORKSPACE
@MEETING
@AS_JSON
@TODAY
def ready(workspace: Path, meeting: str | None, as_json: bool, today: date | None) -> None:
    """Say whether everything is ready for a meeting: its gates. Exit status 1 when one is open."""
    with _desk(workspace, today) as desk:
        about = desk.meeting(meeting)
        gates = desk.ready(about)
        met = sum(gate.met for gate in gates)
        told = [(gate, *words.gate(gate)) for gate in gates]
        if as_json:
            rows = [{"gate": g.code, "name": name, "met": g.met, "reason": reason} for g, name, reason in told]
            click.echo(json.dumps({"meeting": about.label, "ready": met == len(gates), "gates": rows}))
        else:
            click.echo(f"{about.label}: {met} of {len(gates)} gates are met.")
            for gate, name, reason in told:
                click.echo(f"  {'met ' if gate.met else 'OPEN'}  {name:<26}{reason}")
    sys.exit(0 if met == len(gates) else NO)


@cli.command()
@WORKSPACE
@MEETING
@click.option("--edition", type=click.Choice([edition.value for edition in Edition]), default="own", show_default=True)
@click.option("--out", type=PATH, required=True, metavar="FILE.pdf", help="The PDF to write.")
@TODAY
def paper(workspace: Path, meeting: str | None, edition: str, out: Path, today: date | None) -> None:
    """Print the position paper for a meeting to a PDF."""
    with _desk(workspace, today) as desk:
        issued = desk.issue(desk.meeting(meeting), Edition(edition), out)
        click.echo(f"{out}: {words.count(issued.pages, 'page')}, {words.EDITIONS[issued.edition].lower()}.")


@cli.command()
@WORKSPACE
@click.argument("terms", nargs=-1, required=True, metavar="WORDS...")
def search(workspace: Path, terms: tuple[str, ...]) -> None:
    """Find records that hold all the words."""
    with _desk(workspace) as desk:
        hits = desk.search(" ".join(terms))
        for hit in hits:
            snippet = f": {hit.snippet}" if hit.snippet else ""
            click.echo(f"{hit.kind} {hit.id}  {hit.title}{snippet}".translate({ord(START): None, ord(END): None}))
    if not hits:
        click.echo("Nothing holds all of these words.", err=True)
        sys.exit(NO)


@cli.command()
@WORKSPACE
def check(workspace: Path) -> None:
    """Check a workspace: every page, every link, every original. Exit status 1 when something is wrong."""
    with _desk(workspace) as desk:
        found = desk.check()
    for line in found:
        click.echo(line)
    click.echo(f"{workspace}: {'nothing wrong' if not found else words.count(len(found), 'fault')}.")
    sys.exit(NO if found else 0)


@cli.command()
@WORKSPACE
@click.argument("out", type=PATH, metavar="OUT.json")
def export(workspace: Path, out: Path) -> None:
    """Take everything out of a workspace into one JSON file."""
    with _desk(workspace) as desk:
        total = desk.export(out)
        click.echo(f"{out}: {words.count(total, 'record')}.")


def main(arguments: list[str]) -> None:
    """Run a command, with one clear line for wrong use."""
    try:
        cli.main(arguments, prog_name="mhhs-desk", standalone_mode=False)
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        sys.exit(WRONG)
    except click.exceptions.Abort:
        sys.exit(WRONG)
