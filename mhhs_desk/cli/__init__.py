"""The command line: the same desk without a window. Exit status 0: done; 1: the answer is no; 2: wrong use or input."""

from __future__ import annotations

import sys

import click

from mhhs_desk.cli import actions, handing, issuing, keeping, planning, reporting, taking_out, working
from mhhs_desk.cli.common import WRONG, cli

PARTS = (working, actions, issuing, keeping, handing, taking_out, planning, reporting)
"""The modules whose commands there are."""


def main(arguments: list[str]) -> None:
    """Run a command, with one clear line for wrong use."""
    try:
        cli.main(arguments, prog_name="mhhs-desk", standalone_mode=False)
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        sys.exit(WRONG)
    except click.exceptions.Abort:
        sys.exit(WRONG)
