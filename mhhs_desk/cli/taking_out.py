"""Commands that take everything out of a workspace, and make one again of what was taken out."""

from __future__ import annotations

import json
from pathlib import Path

import click

from mhhs_desk import words
from mhhs_desk.cli.common import PATH, WORKSPACE, cli, faults_told, opened
from mhhs_desk.cli.keeping import new_passphrase, tell_passphrase
from mhhs_desk.desk import read_back
from mhhs_desk.domain.papers import Edition


@cli.command()
@WORKSPACE
@click.argument("out", type=PATH, metavar="OUT.xlsx|.json|.db|.ics")
@click.option(
    "--edition",
    type=click.Choice([edition.value for edition in Edition]),
    default=Edition.OWN.value,
    show_default=True,
    help="Everything, or what the group or the members may be shown.",
)
def export(workspace: Path, out: Path, edition: str) -> None:
    """Take everything out: a workbook with a sheet for each kind of record, JSON, a plain SQLite file, or
    the calendar of the meetings.

    None of them is encrypted. Without an edition it holds what is held back from the group and the members too.
    """
    with opened(workspace) as desk:
        total = desk.export(out, Edition(edition))
        own = edition == Edition.OWN
        plain = (
            " For the rep alone: it holds what is held back too." if own else f" {words.EDITIONS[Edition(edition)]}."
        )
        plain += " This file is not encrypted; the workspace is." if desk.encrypted else ""
        click.echo(f"{out}: {words.count(total, 'record' if own else 'row')}.{plain}")


@cli.command("read-back")
@click.argument("file", type=PATH, metavar="FILE.json")
@WORKSPACE
@click.option("--encrypt", "encrypted", is_flag=True, help="Encrypt it, and print its recovery passphrase this once.")
def read_back_(file: Path, workspace: Path, encrypted: bool) -> None:
    """Make a new workspace of a JSON file that everything was taken out into. Its history begins anew."""
    with faults_told():
        passphrase = new_passphrase() if encrypted else None
        total = read_back(file, workspace, passphrase)
        click.echo(f"{workspace}: {words.count(total, 'record')} read back from {file.name}.")
        if passphrase:
            tell_passphrase(passphrase)


@cli.command()
@WORKSPACE
def schema(workspace: Path) -> None:
    """Print the JSON Schema of the file that export writes: every kind of record and every field of it."""
    with opened(workspace) as desk:
        click.echo(json.dumps(desk.schema(), ensure_ascii=False, indent=1))
