"""Mediation: the wordings of a position that were tried, and who could live with which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.options import objects
from mhhs_desk.domain.record import Record


class Says(StrEnum):
    """What a member says to a wording; one that said nothing has no stance."""

    AGREES = "agrees"
    LIVES_WITH = "can live with it"
    OBJECTS = "objects"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording(Record):
    """One wording of the position on an item, in the order they were tried; `why` is why the chosen one won."""

    item_id: int
    number: int
    text: str
    chosen: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance(Record):
    """What one member says to one wording."""

    wording_id: int
    member_id: int
    says: Says
    why: str = ""


Support = Mapping[Says | None, tuple[int, ...]]
"""The members by what they say to a wording; under None those who have said nothing."""


def support(wording_id: int, stances: Iterable[Stance], members: Iterable[int]) -> Support:
    """Who agrees, can live with it, objects or has not said: every member in exactly one place, in the given order."""
    said = {stance.member_id: stance.says for stance in stances if stance.wording_id == wording_id}
    asked = list(members)
    return {says: tuple(member for member in asked if said.get(member) is says) for says in (*Says, None)}


def suggested(answer: Feedback | None, option: str | None) -> Says | None:
    """What an answer lets one expect a member to say to a wording for an option: at most that it objects.

    That a member chose the option does not make it agree to the words: silence is never consent.
    """
    if answer and objects(answer.option, answer.red_line is not None, option):
        return Says.OBJECTS
    return None


def next_text(wordings: Iterable[Wording], statement: str) -> tuple[int, str]:
    """The number of the next wording, and the text it starts from: the last one's, or else the statement."""
    last = max(wordings, key=lambda wording: wording.number, default=None)
    return (last.number + 1, last.text) if last else (1, statement)
