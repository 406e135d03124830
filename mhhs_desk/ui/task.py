"""A thing to do, as Today lists it."""

from __future__ import annotations

from dataclasses import dataclass

from mhhs_desk.ui.place import Place


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what, why, and where it is done."""

    id: str
    title: str
    detail: str
    where: str
    place: Place
    key: str = ""
