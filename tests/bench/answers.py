"""A workspace of 100,000 answers, as large as any rep's will ever be, plain and encrypted."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from mhhs_desk.desk import Desk
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member
from mhhs_desk.store import keys, protection
from mhhs_desk.store.keys import Key

ANSWERS = 100_000
SYLLABLES = ("mi", "gra", "tion", "set", "tle", "ment", "me", "ter", "da", "ta", "ser", "vice", "test", "plan")
WORDS = sorted({a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES})


def plain(folder: Path) -> Path:
    """The plain workspace, made the first time it is asked for."""
    path = folder / "answers.mhhs"
    if not path.exists():
        with Desk.create(path, "Small Supplier", "PSG", "Robin Vale") as desk:
            with desk.step("Fill the desk"):
                desk.feedback.add_all(_answers(desk))
            desk.workspace.changed = False
    return path


def encrypted(folder: Path) -> tuple[Path, Key]:
    """The same, encrypted, with its key."""
    path, key = folder / "encrypted.mhhs", keys.new_key()
    shutil.copy(plain(folder), path)
    keys.keep(keys.wrap(key, "a passphrase for the bench"), keys.beside(path))
    protection.convert(path, None, key)
    return path, key


def _answers(desk: Desk) -> Iterator[Feedback]:
    """Answers of forty words, some words far commoner than others, as in any language."""
    forum = desk.forums.first("code = 'PSG'")
    assert forum is not None
    meeting = desk.meetings.add(Meeting(forum_id=forum.id, label="PSG 1"))
    item = desk.items.add(Item(meeting_id=meeting.id, number=1, title="Governance framework", options=()))
    members = [desk.members.add(Member(name=f"Member {number}")) for number in range(100)]
    chance = random.Random(7)
    weights = [1 / rank for rank in range(1, len(WORDS) + 1)]
    for number in range(ANSWERS):
        yield Feedback(
            member_id=members[number % len(members)].id,
            item_id=item.id,
            option="A",
            rationale=" ".join(chance.choices(WORDS, weights, k=40)),
        )
