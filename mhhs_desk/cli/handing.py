"""Commands that hand a desk or a meeting over in a sealed file, take one over, and bring the work on it back."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import click

from mhhs_desk import handing_words, words
from mhhs_desk.cli.common import NEW_PASSPHRASE, NO, PATH, TODAY, WORKSPACE, cli, faults_told, opened
from mhhs_desk.desk import Desk
from mhhs_desk.domain.bringing_back import Comparison, Side
from mhhs_desk.domain.choosing import Choices, all_of, first_choices, unchosen
from mhhs_desk.domain.handing import Mode
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.handing_over import SUFFIX, look, take_over
from mhhs_desk.store import keychain, keys

FILE_PASSPHRASE = "MHHS_DESK_FILE_PASSPHRASE"
"""Where a script leaves the passphrase of a sealed file."""


@cli.command()
@WORKSPACE
@click.argument("out", type=PATH, metavar=f"OUT{SUFFIX}")
@click.option("--meeting", metavar="LABEL", help="That meeting alone, by its label. Without it: the whole desk.")
@click.option("--to", "whom", metavar="NAME", help="To whom. Without it: the alternate of the seat; back: the rep.")
@click.option("--briefing", is_flag=True, help="To be read alone, and not worked on.")
@TODAY
def handover(
    workspace: Path, out: Path, meeting: str | None, whom: str | None, briefing: bool, today: date | None
) -> None:
    """Seal the whole desk, or with --meeting that one alone, into one file for somebody.

    Its passphrase is printed this once, or is what MHHS_DESK_FILE_PASSPHRASE holds.
    """
    target = out if out.suffix == SUFFIX else out.with_name(out.name + SUFFIX)
    with opened(workspace, today) as desk:
        about = desk.meeting(meeting) if meeting else None
        name = whom or _usual(desk, about)
        if name is None:
            raise click.UsageError("The seat has no alternate. Say with --to to whom it is handed over.")
        doubt = None if desk.goes_back_to(name) else desk.not_approved(name, about)
        if doubt:
            click.echo(doubt, err=True)
        passphrase = os.environ.get(FILE_PASSPHRASE) or keys.new_passphrase()
        desk.hand_over(target, name, Mode.BRIEFING if briefing else Mode.TAKE_OVER, about, passphrase)
        mode = handing_words.MODES[Mode.BRIEFING if briefing else Mode.TAKE_OVER]
        click.echo(f"{target}: {handing_words.what(about.label if about else None)}, {mode}, for {name}.")
        if FILE_PASSPHRASE not in os.environ:
            click.echo(f"Passphrase of the file, shown this once: {passphrase}")
            click.echo("Tell it by another way than the file goes.")


def _usual(desk: Desk, meeting: Meeting | None) -> str | None:
    came_in, seat = desk.came_in, desk.seat_of(meeting)
    return came_in.whom if came_in else seat.alternate if seat else None


@cli.command()
@click.argument("file", type=PATH, metavar=f"FILE{SUFFIX}")
@WORKSPACE
@click.option("--briefing", is_flag=True, help="Open it to be read alone, also where it may be worked on.")
@click.option("--plain", is_flag=True, help="Do not encrypt the workspace that is made.")
def takeover(file: Path, workspace: Path, briefing: bool, plain: bool) -> None:
    """Make a workspace of a sealed file, encrypted under a passphrase of its own, which is printed this once."""
    with faults_told():
        passphrase = _file_passphrase(file)
        own = None if plain else os.environ.get(NEW_PASSPHRASE) or keys.new_passphrase()
        key = take_over(file, passphrase, workspace, own, briefing)
        remembered = bool(key and keychain.remember(key))
        with Desk.open(workspace, key=key) as desk:
            use = f"a briefing from {desk.briefing}: read only" if desk.briefing else "taken over"
        click.echo(f"{workspace}: {use}.")
        if own and NEW_PASSPHRASE not in os.environ:
            click.echo(f"Recovery passphrase, shown this once: {own}")
        if own:
            click.echo(words.KEYCHAIN_HOLDS if remembered else words.KEYCHAIN_DOES_NOT_HOLD)


@cli.command("bring-back")
@WORKSPACE
@click.argument("file", type=PATH, metavar=f"FILE{SUFFIX}")
@click.option("--theirs", "side", flag_value=Side.THEIRS.value, help="Take theirs where both sides changed something.")
@click.option("--ours", "side", flag_value=Side.OURS.value, help="Keep ours where both sides changed something.")
@click.option("--dry-run", is_flag=True, help="Only list what differs.")
@TODAY
def bring_back(workspace: Path, file: Path, side: str | None, dry_run: bool, today: date | None) -> None:
    """List what differs between the work that comes back and this desk, and take it in.

    What one side alone has changed is taken as that side left it. Exit status 1 where both sides changed something and
    neither --theirs nor --ours is given; then nothing is taken in.
    """
    with opened(workspace, today) as desk:
        returned = desk.returned_job(file, _file_passphrase(file))(lambda done, total: None)
        handing, comparison = desk.compare_returned(returned, file.name)
        choices: Choices = first_choices(comparison)
        if side:
            choices = all_of(comparison, Side(side), choices)
        left = unchosen(comparison, choices)
        _list(comparison, choices)
        if left and not dry_run:
            click.echo(f"{words.count(len(left), 'difference')} to choose: --theirs or --ours.", err=True)
        if not left and not dry_run:
            done = desk.bring_work_back(handing, returned, comparison, choices)
            click.echo(f"{file}: brought back, {words.count(len(done), 'record')} written. Undo takes it back.")
    sys.exit(NO if left else 0)


def _list(comparison: Comparison, choices: Choices) -> None:
    """Every difference, a line each: what it is of, how it came about, and what is chosen."""
    for one in comparison.differences:
        chosen = {choices.get(spot) for spot in one.spots}
        side = next(iter(chosen)) if len(chosen) == 1 else None
        told = handing_words.SIDES[side].lower() if side else "stays" if not one.spots else "to choose"
        told = "field by field" if len(chosen) > 1 and None not in chosen else told
        click.echo(f"{handing_words.called(comparison, one)}: {handing_words.WHATS[one.what]} ({told})")
    click.echo(
        f"{handing_words.tally(comparison.differences)[:1].upper()}{handing_words.tally(comparison.differences)[1:]}."
    )


def _file_passphrase(file: Path) -> str:
    """The passphrase of a sealed file: given, or asked for."""
    look(file)
    passphrase = os.environ.get(FILE_PASSPHRASE)
    if passphrase is None and sys.stdin.isatty():
        passphrase = click.prompt(f"Passphrase of {file.name}", hide_input=True, err=True)
    if not passphrase:
        raise click.UsageError(f"{file.name} is sealed. Give its passphrase in {FILE_PASSPHRASE}.")
    return str(passphrase)
