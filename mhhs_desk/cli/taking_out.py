"""Commands that take everything out of a workspace."""

from __future__ import annotations

from pathlib import Path

import click

from mhhs_desk import words
from mhhs_desk.cli.common import PATH, WORKSPACE, cli, opened


@cli.command()
@WORKSPACE
@click.argument("out", type=PATH, metavar="OUT.json")
def export(workspace: Path, out: Path) -> None:
    """Take everything out of a workspace into one JSON file, which is not encrypted.

    It holds all that is held back from the group and the members: it is for the rep alone.
    """
    with opened(workspace) as desk:
        total = desk.export(out)
        plain = " For the rep alone: it holds what is held back too."
        plain += " This file is not encrypted; the workspace is." if desk.encrypted else ""
        click.echo(f"{out}: {words.count(total, 'record')}.{plain}")
