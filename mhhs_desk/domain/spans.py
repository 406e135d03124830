"""A span: the exact place in an original that a finding, an answer or an action came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """A place in an original: a page, sheet or part, the line or row in it (from 1), and the words found there."""

    text: str
    page: int | None = None
    sheet: str | None = None
    part: str | None = None
    line: int | None = None
    row: int | None = None

    def facts(self) -> dict[str, Any]:
        """The span as plain data, without what is not known."""
        named = {name: getattr(self, name) for name in ("page", "sheet", "part", "line", "row", "text")}
        return {name: value for name, value in named.items() if value is not None}

    @classmethod
    def of(cls, facts: dict[str, Any] | None) -> Span | None:
        """The span that `facts()` wrote."""
        return cls(**facts) if facts else None
