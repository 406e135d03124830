"""Commands that keep a workspace: checked, backed up, restored, encrypted."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from mhhs_desk import places, words
from mhhs_desk.cli.common import NEW_PASSPHRASE, NO, PATH, WORKSPACE, cli, faults_told, key_of, opened
from mhhs_desk.desk import Desk
from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.store import backups, keys
from mhhs_desk.store.keys import Key


@cli.command()
@WORKSPACE
def check(workspace: Path) -> None:
    """Check a workspace: every page, link, original, step and record. Exit status 1 when something is wrong."""
    with faults_told():
        found = _checked(workspace, key_of(workspace))
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
    with opened(workspace) as desk:
        for step in desk.past(limit, " ".join(terms)):
            done = f"{words.VERBS[step.verb]}: " if step.verb in words.VERBS else ""
            click.echo(f"{step.id:6}  {words.clock(step.at.astimezone())}  {done}{step.name}")


@cli.command()
@WORKSPACE
@click.argument("folder", type=PATH, required=False, metavar="[DIR]")
def backup(workspace: Path, folder: Path | None) -> None:
    """Back a workspace up, beside it or into a folder, and check the backup by opening it."""
    with opened(workspace) as desk:
        click.echo(f"{desk.back_up(folder).path}: checked, nothing wrong.")


@cli.command("backups")
@WORKSPACE
def list_backups(workspace: Path) -> None:
    """List the backups of a workspace with what is in them. Exit status 1 when one is not good."""
    good = True
    with faults_told():
        key = key_of(workspace)
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
    with faults_told():
        if not backup.is_file():
            raise Fault(FaultKind.MISSING, backup)
        backups.restore(backup, workspace, key_of(backup))
        click.echo(f"{workspace}: restored from {backup.name}; the backup stays.")


@cli.command()
@WORKSPACE
def encrypt(workspace: Path) -> None:
    """Encrypt a workspace and its backups, and print the recovery passphrase this once."""
    with opened(workspace) as desk:
        passphrase = new_passphrase()
        remembered = desk.encrypt(passphrase)
        click.echo(f"{workspace}: encrypted, {words.count(len(desk.backups()), 'backup')} with it.")
        tell_passphrase(passphrase)
        click.echo(words.KEYCHAIN_HOLDS if remembered else words.KEYCHAIN_DOES_NOT_HOLD)


@cli.command()
@WORKSPACE
def decrypt(workspace: Path) -> None:
    """Make a workspace and its backups plain files again."""
    with opened(workspace) as desk:
        desk.decrypt()
        click.echo(f"{workspace}: not encrypted any more, nor are its backups. Whoever has the files can read them.")


@cli.command()
@WORKSPACE
def passphrase(workspace: Path) -> None:
    """Give an encrypted workspace another recovery passphrase, and print it this once."""
    with opened(workspace) as desk:
        made = new_passphrase()
        desk.change_passphrase(made)
        click.echo(f"{workspace}: the old passphrase opens it no more.")
        tell_passphrase(made)


@cli.command()
@WORKSPACE
def forget(workspace: Path) -> None:
    """Take a workspace's key out of this computer's keychain. Exit status 1 when the keychain does not answer."""
    with opened(workspace) as desk:
        gone = desk.forget()
        click.echo(words.KEYCHAIN_FORGOT if gone else words.KEYCHAIN_SILENT)
    sys.exit(0 if gone else NO)


def new_passphrase() -> str:
    return os.environ.get(NEW_PASSPHRASE) or keys.new_passphrase()


def tell_passphrase(made: str) -> None:
    """A passphrase that was made is printed; one that was given is known."""
    if NEW_PASSPHRASE not in os.environ:
        click.echo(f"Recovery passphrase, shown this once: {made}")
