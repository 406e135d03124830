"""What every command stands on: the group of commands, their arguments, and a desk that opens or says why not."""

from __future__ import annotations

import os
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
from mhhs_desk.keeping import find_key
from mhhs_desk.store import unlocking
from mhhs_desk.store.keys import Key

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
def faults_told() -> Iterator[None]:
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
def opened(workspace: Path, today: date | None = None) -> Iterator[Desk]:
    with faults_told(), Desk.open(workspace, today, key_of(workspace)) as desk:
        if desk.missing:
            click.echo(words.missing(workspace.name, desk.missing), err=True)
        yield desk


def key_of(file: Path) -> Key | None:
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
