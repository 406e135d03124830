"""Rows of looking back: an item's path, how positions fared, and how consulted a member was."""

from __future__ import annotations

from dataclasses import dataclass

from mhhs_desk import words
from mhhs_desk.domain.looking_back import Consulted, Fared, Path, Visit, fared, fared_by
from mhhs_desk.domain.papers import Fate
from mhhs_desk.domain.positions import Strength
from mhhs_desk.ui.outcome_rows import fate_role, fate_words, with_chip
from mhhs_desk.ui.tables import Column, Heading


@dataclass(frozen=True, slots=True)
class FaredRow:
    """How positions of one strength, or all of a forum, fared."""

    id: str
    name: str
    fared: Fared
    whole: bool = False


def _argued(path: Path) -> str | None:
    return path.told.position.option if path.told.position else None


def argued_words(visit: Visit) -> str:
    """The strength of our position at a meeting."""
    position = visit.position
    if position is None or (position.option is None and position.strength is None):
        return "no position"
    return words.STRENGTHS[position.strength].lower() if position.strength else "strength not said"


def outcome_words(visit: Visit) -> str:
    """What the group did at a meeting."""
    outcome = visit.outcome
    if outcome is None:
        return "not noted"
    name = visit.item.option_name(outcome.option) if outcome.option else ""
    text = " ".join(outcome.text.split())
    return ". ".join(part.rstrip(".") for part in (name, text) if part) or fate_words(outcome.ours)


def path_columns() -> list[Column[Path]]:
    """The columns of the items; of one that has just gone on, what was last said of it is told."""
    return [
        Column("Item", lambda path: path.last.item.title, width=190, stretch=True),
        Column("Path", lambda path: " → ".join(visit.meeting.label for visit in path.visits),
               key=lambda path: -len(path.visits), width=170),
        Column("We argued", lambda path: _short(path.told), width=140,
               paint=with_chip(_argued, lambda path: _short(path.told))),
        Column("The group did", lambda path: outcome_words(path.told), width=200, stretch=True, spare=1,
               role=lambda path: "text" if path.told.outcome else "text3"),
        Column("Our position", lambda path: fate_words(path.told.fate), width=140,
               role=lambda path: fate_role(path.told.fate)),
    ]  # fmt: skip


def _short(visit: Visit) -> str:
    return argued_words(visit).removesuffix(" with dissent")


FATES = ((Fate.CARRIED, "Carried"), (Fate.IN_PART, "In part"), (Fate.NOT_CARRIED, "Not carried"),
         (Fate.DEFERRED, "Deferred"), (Fate.NOT_TAKEN, "Not taken"))  # fmt: skip


def fared_columns() -> list[Column[FaredRow]]:
    """The columns of how positions fared: counts, and a share only of five and more."""
    return [
        Column("Strength", lambda row: row.name, width=220, stretch=True, strong=lambda row: row.whole),
        *(_count(fate, name) for fate, name in FATES),
        Column("Not noted", lambda row: str(row.fared.unknown or "–"), key=lambda row: row.fared.unknown, width=100,
               right=True),
        Column("Carried of decided", lambda row: share_words(row.fared), key=lambda row: row.fared.decided, width=176,
               right=True),
    ]  # fmt: skip


def _count(fate: Fate, name: str) -> Column[FaredRow]:
    return Column(
        name,
        lambda row: str(row.fared.counts[fate] or "–"),
        key=lambda row: row.fared.counts[fate],
        width=104,
        right=True,
    )


def share_words(one: Fared) -> str:
    """6 of 9, 67 %; of fewer than five the counts alone."""
    if not one.decided:
        return "none decided"
    share = f", {one.share} %" if one.share is not None else ""
    return f"{one.counts[Fate.CARRIED]} of {one.decided}{share}"


def fared_rows(visits: list[Visit]) -> list[FaredRow | Heading]:
    """The forums, each with a row for every strength and one for all of it."""
    rows: list[FaredRow | Heading] = []
    strengths = {visit.item.id: visit.strength for visit in visits}
    for code in dict.fromkeys(visit.forum.code for visit in visits):
        own = [visit for visit in visits if visit.forum.code == code]
        found = fared_by(own, strengths)
        order: tuple[Strength | None, ...] = (*Strength, None)
        names = {strength: words.STRENGTHS[strength] if strength else "Strength not said" for strength in order}
        made = [FaredRow(f"{code} {one}", names[one], found[one]) for one in order if one in found]
        if made:
            whole = FaredRow(code, f"All of {code}", fared(own), True)
            rows += [Heading(code, words.count(len(own), "item")), *made, whole]
    return rows


def member_columns() -> list[Column[Consulted]]:
    """The columns of the members."""
    return [
        Column("Member", lambda one: one.member.name, width=160, stretch=True),
        Column("Asked at", lambda one: of_words(one.asked, len(one.meetings), "meeting"), key=lambda one: one.asked,
               width=134, role=lambda one: "text" if one.asked == len(one.meetings) else "attention"),
        Column("Working days", lambda one: "not known" if one.notice is None else f"{one.notice:g}",
               key=lambda one: -1 if one.notice is None else one.notice, width=116, right=True,
               role=lambda one: "text" if one.notice is not None else "text3"),
        Column("Heard on", lambda one: of_words(*one.answered, "item"), key=lambda one: one.answered[0], width=134),
        Column("Told after", lambda one: of_words(one.told, one.heard, "meeting") if one.heard else "not heard",
               key=lambda one: one.told, width=150,
               role=lambda one: "text3" if not one.heard else "text" if one.told == one.heard else "attention"),
    ]  # fmt: skip


def of_words(number: int, all_: int, one: str) -> str:
    """2 of 3 meetings."""
    return f"{number} of {words.count(all_, one)}"
