"""Is a code of a milestone register the same again, or does the register say something otherwise of it?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mhhs_desk.domain.milestones import Milestone, MilestoneDate
from mhhs_desk.domain.plan import Differs, differences
from mhhs_desk.domain.proposals import Sameness, Verdict

NAMED = {"name": "name", "tier": "tier", "plan": "plan date"}
"""What the fields of a register are called."""


def of_milestone(
    facts: Mapping[str, Any], known: Milestone, stands: MilestoneDate | None, register: bool
) -> Verdict | None:
    """What a paper says otherwise of a milestone known; None where that is nothing.

    `stands` is its date in the plan of the day that the paper speaks of; that is moved on the rep's word alone.
    """
    said = differences(facts, known, stands, register)
    if not said:
        return None
    changes = {one.field: [one.before, one.after] for one in said}
    other = next((one for one in said if one.field == "plan" and one.before), None)
    doubt = f"The plan has {known.code} at {other.before}, and this paper at {other.after}." if other else None
    return Verdict(
        Sameness.NEWER, known.id, f"{known.code}: {', '.join(_otherwise(one) for one in said)}", doubt, changes
    )


def _otherwise(one: Differs) -> str:
    return f"{NAMED[one.field]} {one.after}, {f'was {one.before}' if one.before else 'none before'}"
