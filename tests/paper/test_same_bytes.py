"""The same view and day make the same bytes, wherever and whenever."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from mhhs_desk.desk import render
from mhhs_desk.domain.papers import Kind
from mhhs_desk.paper.position_paper import position_paper
from tests.paper.views import TODAY, crowded, framework, story, view_of

ROOT = Path(__file__).parent.parent.parent
PROGRAM = """
import hashlib
from mhhs_desk.desk import render
from mhhs_desk.domain.papers import Kind
from tests.paper.views import TODAY, story
print([hashlib.sha256(render(story(), TODAY, kind).data).hexdigest() for kind in Kind])
"""


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
    assert here == there == str([hashlib.sha256(render(story(), TODAY, kind).data).hexdigest() for kind in Kind])


def test_what_was_printed_before_changes_nothing() -> None:
    first = position_paper(story(), TODAY).data
    position_paper(crowded(60), TODAY)
    assert position_paper(story(), TODAY).data == first


def test_another_day_or_another_word_changes_the_bytes() -> None:
    first = position_paper(view_of(framework()), TODAY).data
    item = framework()
    assert position_paper(view_of(item), date(2021, 11, 8)).data != first
    assert position_paper(view_of(replace(item, item=replace(item.item, lead="PMO"))), TODAY).data != first
