"""The same view and day make the same bytes, wherever and whenever."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mhhs_desk.desk import render
from mhhs_desk.domain.editions import edition_of
from mhhs_desk.domain.papers import Edition, Kind
from mhhs_desk.paper.position_paper import position_paper
from tests.paper.views import TODAY, crowded, framework, story, view_of

ROOT = Path(__file__).parent.parent.parent
MADE = [(kind, edition) for kind in Kind for edition in kind.editions]
PROGRAM = """
import contextlib, locale
from tests.paper.test_same_bytes import hashes
with contextlib.suppress(locale.Error):
    locale.setlocale(locale.LC_ALL, "")
print(hashes())
"""


def made(kind: Kind, edition: Edition) -> bytes:
    return render(edition_of(story(), edition, ()), TODAY, kind).data


def hashes() -> list[str]:
    """The hash of every kind of paper in every edition it is made of."""
    return [hashlib.sha256(made(kind, edition)).hexdigest() for kind, edition in MADE]


def printed_with(**around: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={**os.environ, **around},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_zone_language_and_hash_seed_change_nothing() -> None:
    here = printed_with(TZ="UTC", LANG="C", LC_ALL="C", PYTHONHASHSEED="1")
    there = printed_with(TZ="Pacific/Auckland", LANG="de_DE.UTF-8", LC_ALL="C.UTF-8", PYTHONHASHSEED="2")
    assert here == there == str(hashes())
    assert len(set(hashes())) == len(MADE)


@pytest.mark.parametrize(("kind", "edition"), MADE)
def test_nothing_is_packed_as_what_packs_differs_between_machines(kind: Kind, edition: Edition) -> None:
    data = made(kind, edition)
    assert data.count(b"endstream") > 5
    assert b"/Filter" not in data
    assert b"Governance Framework" in data


def test_what_was_printed_before_changes_nothing() -> None:
    first = position_paper(story(), TODAY).data
    position_paper(crowded(60), TODAY)
    assert position_paper(story(), TODAY).data == first


def test_another_day_or_another_word_changes_the_bytes() -> None:
    first = position_paper(view_of(framework()), TODAY).data
    item = framework()
    assert position_paper(view_of(item), date(2021, 11, 8)).data != first
    assert position_paper(view_of(replace(item, item=replace(item.item, lead="PMO"))), TODAY).data != first
