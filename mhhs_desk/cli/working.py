"""Commands of a rep's work: reading and filing what came, asking members, looking whether all is ready, finding."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from mhhs_desk import gate_words, words
from mhhs_desk.asking import ALONE, BY_MAIL
from mhhs_desk.cli.common import AS_JSON, MEETING, NO, PATH, TODAY, WORKSPACE, WRONG, cli, faults_told, opened
from mhhs_desk.domain.faults import Fault
from mhhs_desk.domain.gates import Gate, is_ready
from mhhs_desk.inbox import Receipt, read_files
from mhhs_desk.store.search import END, START


@cli.command()
@WORKSPACE
def sample(workspace: Path) -> None:
    """Make a sample workspace: the first PSG, a Small Supplier seat, invented members."""
    from mhhs_desk.sample import build

    with faults_told(), build(workspace) as desk:
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
        found, faults = read_files(file)
        failed = _tell(faults) or failed
        for findings in (one.findings for one in found):
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
    with opened(workspace, today) as desk:
        about = desk.meeting(meeting) if meeting else None
        found, failed = [], False
        for file in files:
            read, faults = read_files(file)
            found += read
            failed = _tell(faults) or failed
        for receipt in desk.take_in(found, about, accept):
            click.echo(_receipt(receipt))
    sys.exit(WRONG if failed else 0)


def _tell(faults: list[Fault]) -> bool:
    """A line for each fault; whether there was any."""
    for error in faults:
        click.echo(words.fault(error), err=True)
    return bool(faults)


def _receipt(receipt: Receipt) -> str:
    name = receipt.source.name
    if receipt.known_before:
        return f"{name}: taken in before, left as it is."
    known = f" {receipt.known} known already." if receipt.known else ""
    return f"{name}: {receipt.filed} filed, {receipt.waiting} waiting in the Inbox.{known}"


class Moment(click.ParamType[str]):
    """A day written YYYY-MM-DD, with a time of day where one is meant: YYYY-MM-DDTHH:MM."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            found = datetime.fromisoformat(value).isoformat(timespec="minutes")
            return found[:16] if len(value) > len("YYYY-MM-DD") else found[:10]
        except ValueError:
            self.fail(f"{value} is not a day with its time. Write it as YYYY-MM-DDTHH:MM.", param, ctx)


@cli.command()
@WORKSPACE
@click.option("--out", type=PATH, required=True, metavar="DIR", help="The folder for the forms and drafts.")
@MEETING
@click.option("--due", type=Moment(), help="By when: YYYY-MM-DDTHH:MM. Without it: as the meeting has it, or by rule.")
@click.option("--remind", is_flag=True, help="Only those who were asked and have not answered.")
@click.option("--forms-only", is_flag=True, help="Forms without e-mail drafts.")
@TODAY
def ask(
    workspace: Path, out: Path, meeting: str | None, due: str | None, remind: bool, forms_only: bool, today: date | None
) -> None:
    """Make a response form and an e-mail draft for each member, and record who was asked. Nothing is sent."""
    with opened(workspace, today) as desk:
        plan = desk.plan_asking(desk.meeting(meeting), due=due, channel=ALONE if forms_only else BY_MAIL, remind=remind)
        made = desk.ask(plan, out)
        click.echo(f"{out}: {words.asking_made(len(plan.letters), len(made.files), plan.due)}")
        if plan.without_address:
            names = words.listed([member.name for member in plan.without_address])
            click.echo(f"No address, so the draft is to nobody yet: {names}.", err=True)


@cli.command()
@WORKSPACE
@MEETING
@AS_JSON
@TODAY
def ready(workspace: Path, meeting: str | None, as_json: bool, today: date | None) -> None:
    """Say whether everything is ready for a meeting: its gates. Exit status 1 when one of them stops."""
    with opened(workspace, today) as desk:
        about = desk.meeting(meeting)
        gates = desk.ready(about)
        ready_ = is_ready(gates)
        if as_json:
            rows = [_gate(gate) for gate in gates]
            click.echo(json.dumps({"meeting": about.label, "ready": ready_, "gates": rows}, ensure_ascii=False))
        else:
            click.echo(f"{about.label}: {'ready' if ready_ else 'not ready'}; {gate_words.tally(gates)}.")
            for gate in gates:
                name, reason = gate_words.gate(gate)
                way = f" Go to {gate_words.where(gate)}." if gate.open else ""
                click.echo(f"  {gate_words.state(gate):<11}{name:<29}{reason}{way}")
    sys.exit(0 if ready_ else NO)


def _gate(gate: Gate) -> dict[str, object]:
    """A gate as JSON: `severity` says what it does while it is asked and not met."""
    name, reason = gate_words.gate(gate)
    told = {"gate": gate.code, "name": name, "severity": gate.severity.value, "asked": gate.asked, "met": gate.met}
    way = gate_words.where(gate) if gate.open or gate.noted else None
    return {**told, "stops": gate.stops, "limit": gate.facts.get("least"), "reason": reason, "where": way}


@cli.command()
@WORKSPACE
@click.argument("terms", nargs=-1, required=True, metavar="WORDS...")
def search(workspace: Path, terms: tuple[str, ...]) -> None:
    """Find records that hold all the words."""
    with opened(workspace) as desk:
        hits = desk.search(" ".join(terms))
        for hit in hits:
            snippet = f": {hit.snippet}" if hit.snippet else ""
            click.echo(f"{hit.kind} {hit.id}  {hit.title}{snippet}".translate({ord(START): None, ord(END): None}))
    if not hits:
        click.echo("Nothing holds all of these words.", err=True)
        sys.exit(NO)
