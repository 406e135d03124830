"""The command line: the same desk without a window. Exit status 0: done; 1: the answer is no; 2: wrong use or input."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from mhhs_desk import __version__, gate_words, paper_words, places, words
from mhhs_desk.asking import ALONE, BY_MAIL
from mhhs_desk.desk import Desk, examine
from mhhs_desk.domain.faults import Fault, FaultKind, Refused
from mhhs_desk.domain.gates import Gate, is_ready
from mhhs_desk.domain.papers import Edition, Kind, Paper
from mhhs_desk.domain.verifying import Answer, changed
from mhhs_desk.inbox import Receipt, read_files
from mhhs_desk.keeping import find_key
from mhhs_desk.paper_texts import differences, lines_apart
from mhhs_desk.store import backups, keys, unlocking
from mhhs_desk.store.history import DO, LAYOUT
from mhhs_desk.store.keys import Key
from mhhs_desk.store.search import END, START

NO = 1
WRONG = 2

PASSPHRASE, NEW_PASSPHRASE = "MHHS_DESK_PASSPHRASE", "MHHS_DESK_NEW_PASSPHRASE"
"""Where a script leaves the recovery passphrase of a workspace, and another one it is to have."""


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
    with _told(), Desk.open(workspace, today, _key(workspace)) as desk:
        if desk.missing:
            click.echo(words.missing(workspace.name, desk.missing), err=True)
        yield desk


def _key(file: Path) -> Key | None:
    """The key of an encrypted file: by the passphrase given, by the keychain, or by the passphrase asked for."""
    if not unlocking.needs_key(file):
        return None
    passphrase = os.environ.get(PASSPHRASE)
    if passphrase is None:
        if key := find_key(file):
            return key
        if sys.stdin.isatty():
            passphrase = click.prompt("Recovery passphrase", hide_input=True, err=True)
    return unlocking.from_passphrase(file, passphrase) if passphrase else None


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
    with _desk(workspace, today) as desk:
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
    with _desk(workspace, today) as desk:
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
    with _desk(workspace, today) as desk:
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
    with _desk(workspace, today) as desk:
        shown = Edition(edition) if edition else made.editions[0]
        issued = desk.issue(desk.meeting(meeting), shown, out, made)
        what = "" if made is Kind.PAPER else f"{paper_words.KINDS[made].lower()}, "
        click.echo(f"{out}: {what}{words.count(issued.pages, 'page')}, {words.EDITIONS[issued.edition].lower()}.")


@cli.command()
@WORKSPACE
def papers(workspace: Path) -> None:
    """List every paper that was issued, with its number, its hash and whom it is for."""
    with _desk(workspace) as desk:
        labels = {meeting.id: meeting.label for meeting in desk.meetings.all()}
        for one in desk.papers.all():
            told = paper_words.issue(one, labels[one.meeting_id])
            click.echo(f"{one.id:4}  {told}, for {one.for_whom or 'nobody named'}, {one.sha256[:12]}")


@cli.command()
@WORKSPACE
@click.argument("file", type=PATH, metavar="FILE.pdf")
def verify(workspace: Path, file: Path) -> None:
    """Say whether a paper is what the record says. Exit status 1 when it does not match."""
    with _desk(workspace) as desk:
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
    with _desk(workspace) as desk:
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
    """Check a workspace: every page, link, original, step and record. Exit status 1 when something is wrong."""
    with _told():
        found = _checked(workspace, _key(workspace))
    if service := places.synced(workspace):
        click.echo(words.synced(workspace.name, service), err=True)
    for line in found:
        click.echo(line)
    click.echo(f"{workspace}: {'nothing wrong' if not found else words.count(len(found), 'fault')}.")
    sys.exit(NO if found else 0)


def _checked(workspace: Path, key: Key | None) -> list[str]:
    """What is wrong with a workspace, also with one that does not open."""
    try:
        with Desk.open(workspace, key=key) as desk:
            return desk.check()
    except Fault as fault:
        if fault.kind is not FaultKind.DAMAGED:
            raise
        click.echo(words.fault(fault), err=True)
        return backups.look(workspace, key).faults or [str(fault.facts.get("detail"))]


@cli.command()
@WORKSPACE
@click.argument("terms", nargs=-1, metavar="[WORDS...]")
@click.option("--limit", type=int, default=50, show_default=True, help="How many steps, the newest first.")
def history(workspace: Path, terms: tuple[str, ...], limit: int) -> None:
    """Say which steps were taken, the newest first."""
    with _desk(workspace) as desk:
        for step in desk.past(limit, " ".join(terms)):
            done = "" if step.verb in (DO, LAYOUT) else f"{words.VERBS[step.verb]}: "
            click.echo(f"{step.id:6}  {words.clock(step.at.astimezone())}  {done}{step.name}")


@cli.command()
@WORKSPACE
@click.argument("folder", type=PATH, required=False, metavar="[DIR]")
def backup(workspace: Path, folder: Path | None) -> None:
    """Back a workspace up, beside it or into a folder, and check the backup by opening it."""
    with _desk(workspace) as desk:
        click.echo(f"{desk.back_up(folder).path}: checked, nothing wrong.")


@cli.command("backups")
@WORKSPACE
def list_backups(workspace: Path) -> None:
    """List the backups of a workspace with what is in them. Exit status 1 when one is not good."""
    good = True
    with _told():
        key = _key(workspace)
        for each in backups.listed(backups.folder(workspace)):
            held = backups.look(each.path, key)
            good = good and held.good
            counts = ", ".join(f"{number} {name}" for name, number in held.counts.items())
            told = f"after “{held.last_step}”: {counts}" if held.good else f"NOT GOOD: {held.faults[0]}"
            click.echo(f"{each.path}  {words.clock(each.at)}, {words.REASONS[each.reason]}, {told}")
    sys.exit(0 if good else NO)


@cli.command()
@click.argument("backup", type=PATH)
@WORKSPACE
def restore(backup: Path, workspace: Path) -> None:
    """Bring a backup back as a workspace under a name that is free; nothing is written over."""
    with _told():
        if not backup.is_file():
            raise Fault(FaultKind.MISSING, backup)
        backups.restore(backup, workspace, _key(backup))
        click.echo(f"{workspace}: restored from {backup.name}; the backup stays.")


@cli.command()
@WORKSPACE
def encrypt(workspace: Path) -> None:
    """Encrypt a workspace and its backups, and print the recovery passphrase this once."""
    with _desk(workspace) as desk:
        passphrase = _new_passphrase()
        remembered = desk.encrypt(passphrase)
        click.echo(f"{workspace}: encrypted, {words.count(len(desk.backups()), 'backup')} with it.")
        _tell_passphrase(passphrase)
        click.echo(words.KEYCHAIN_HOLDS if remembered else words.KEYCHAIN_DOES_NOT_HOLD)


@cli.command()
@WORKSPACE
def decrypt(workspace: Path) -> None:
    """Make a workspace and its backups plain files again."""
    with _desk(workspace) as desk:
        desk.decrypt()
        click.echo(f"{workspace}: not encrypted any more, nor are its backups. Whoever has the files can read them.")


@cli.command()
@WORKSPACE
def passphrase(workspace: Path) -> None:
    """Give an encrypted workspace another recovery passphrase, and print it this once."""
    with _desk(workspace) as desk:
        made = _new_passphrase()
        desk.change_passphrase(made)
        click.echo(f"{workspace}: the old passphrase opens it no more.")
        _tell_passphrase(made)


@cli.command()
@WORKSPACE
def forget(workspace: Path) -> None:
    """Take a workspace's key out of this computer's keychain. Exit status 1 when the keychain does not answer."""
    with _desk(workspace) as desk:
        gone = desk.forget()
        click.echo(words.KEYCHAIN_FORGOT if gone else words.KEYCHAIN_SILENT)
    sys.exit(0 if gone else NO)


def _new_passphrase() -> str:
    return os.environ.get(NEW_PASSPHRASE) or keys.new_passphrase()


def _tell_passphrase(made: str) -> None:
    """A passphrase that was made is printed; one that was given is known."""
    if NEW_PASSPHRASE not in os.environ:
        click.echo(f"Recovery passphrase, shown this once: {made}")


@cli.command()
@WORKSPACE
@click.argument("out", type=PATH, metavar="OUT.json")
def export(workspace: Path, out: Path) -> None:
    """Take everything out of a workspace into one JSON file, which is not encrypted.

    It holds all that is held back from the group and the members: it is for the rep alone.
    """
    with _desk(workspace) as desk:
        total = desk.export(out)
        plain = " For the rep alone: it holds what is held back too."
        plain += " This file is not encrypted; the workspace is." if desk.encrypted else ""
        click.echo(f"{out}: {words.count(total, 'record')}.{plain}")


def main(arguments: list[str]) -> None:
    """Run a command, with one clear line for wrong use."""
    try:
        cli.main(arguments, prog_name="mhhs-desk", standalone_mode=False)
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        sys.exit(WRONG)
    except click.exceptions.Abort:
        sys.exit(WRONG)
