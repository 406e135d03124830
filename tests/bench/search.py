"""Search over 100,000 answers, against the bare full-text query on the same file."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from mhhs_desk.desk import Desk
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member
from mhhs_desk.store.search import match
from tests.bench.compare import Measured, compare

ANSWERS = 100_000
SYLLABLES = ("mi", "gra", "tion", "set", "tle", "ment", "me", "ter", "da", "ta", "ser", "vice", "test", "plan")
WORDS = sorted({a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES})
SOUGHT = (WORDS[100], WORDS[500], f"{WORDS[10]} {WORDS[40]}", WORDS[200][:6])
"""A word in one answer of eleven, one in a hundred, two words together, and the beginning of many words."""

BARE = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank LIMIT 50"


def measure(folder: Path) -> list[Measured]:
    """How search fares on a workspace made for it in a folder."""
    with Desk.create(folder / "search.mhhs", "Small Supplier", "PSG", "Robin Vale") as desk:
        with desk.step("Fill the desk"):
            desk.feedback.add_all(_answers(desk))
        bare = desk.workspace.db.conn

        def raw() -> None:
            for words in SOUGHT:
                bare.execute(BARE, (match(words),)).fetchall()

        def ours() -> None:
            for words in SOUGHT:
                desk.search(words)

        return [compare("search in 100,000 answers", ours, raw, limit=1.5, rounds=15)]


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
