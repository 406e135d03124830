"""What of every table goes along when one meeting is handed over. A new table is decided on here."""

from __future__ import annotations

from mhhs_desk.store.engine import Database

ALL, NOTHING = "1", "0"
ITEMS = "(SELECT id FROM item WHERE meeting_id = :meeting)"
CALLS = "(SELECT id FROM call WHERE meeting_id = :meeting)"
ANSWERS = f"(SELECT id FROM feedback WHERE item_id IN {ITEMS})"
BASELINES = "(SELECT id FROM baseline WHERE meeting_id IS NULL OR meeting_id = :meeting)"
OF_MEETING, OF_ITEM = "meeting_id = :meeting", f"item_id IN {ITEMS}"
ACTION = (
    f"meeting_id = :meeting OR due_after = :meeting OR {OF_ITEM} OR "
    "(status <> 'done' AND forum_id = (SELECT forum_id FROM meeting WHERE id = :meeting))"
)
CITED = " OR ".join(
    f"id IN (SELECT source_id FROM {table} WHERE {condition})"
    for table, condition in {
        "meeting": "id = :meeting", "item": OF_MEETING, "call": OF_MEETING, "feedback": OF_ITEM, "recusal": OF_ITEM,
        "outcome": OF_ITEM, "action": f"{OF_MEETING} OR {OF_ITEM}", "milestone_date": f"baseline_id IN {BASELINES}",
    }.items()
)  # fmt: skip

OF_ONE_MEETING = {
    "setting": "name <> 'room' AND name NOT LIKE 'minutes.%'",
    "forum": ALL, "cadence": ALL, "seat": ALL, "decision_option": ALL, "threshold": ALL, "rule": ALL,
    "principle": ALL, "bank_holiday": ALL, "milestone": ALL, "gate_setting": ALL, "member": ALL, "person": ALL,
    "source": CITED,
    "meeting": "id = :meeting",
    "meeting_move": OF_MEETING, "attendance": OF_MEETING, "note": OF_MEETING, "call": OF_MEETING, "paper": OF_MEETING,
    "told": OF_MEETING, "item": OF_MEETING,
    "item_time": OF_ITEM, "threshold_check": OF_ITEM, "recusal": OF_ITEM, "feedback": OF_ITEM, "position": OF_ITEM,
    "outcome": OF_ITEM, "theme": OF_ITEM, "wording": OF_ITEM,
    "asked": f"call_id IN {CALLS} AND {OF_ITEM}",
    "theme_mark": f"feedback_id IN {ANSWERS} AND theme_id IN (SELECT id FROM theme WHERE {OF_ITEM})",
    "stance": f"wording_id IN (SELECT id FROM wording WHERE {OF_ITEM})",
    "action": ACTION,
    "action_update": f"action_id IN (SELECT id FROM action WHERE {ACTION})",
    "baseline": "meeting_id IS NULL OR meeting_id = :meeting",
    "milestone_date": f"baseline_id IN {BASELINES}",
    "proposal": NOTHING,
    "handing": NOTHING,
}  # fmt: skip
"""The condition of the rows of each table that one meeting takes along: what it is about, and whom it is with.

Proposals stay: one message may speak of other meetings. What its rows point to and is not among them is left out.
"""

OF_ONE_SIDE = ("room", "minutes.kept")
"""How settings begin that each side keeps for itself: they say where it stands, by its own numbers."""
NOT_COMPARED = frozenset({"handing"})
"""Tables that each side keeps for itself."""


def numbers(db: Database, meeting_id: int) -> dict[str, set[int]]:
    """The numbers of the records, by table, that go along with one meeting."""
    return {
        table: {
            number for (number,) in db.execute(f'SELECT id FROM "{table}" WHERE {condition}', {"meeting": meeting_id})
        }
        for table, condition in OF_ONE_MEETING.items()
    }
