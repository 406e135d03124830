"""The record that a view says, told again and again as the view changes a little: what stays is told once."""

from __future__ import annotations

import hashlib
from typing import Any

from mhhs_desk.domain.view import View, names_of, written


class Recording:
    """Gives the record of any view, and its hash, as `View` does; of a view like the last one in a moment."""

    def __init__(self) -> None:
        self._told: dict[object, tuple[object, bytes]] = {}

    def record(self, view: View) -> bytes:
        """What a view says, as JSON."""
        parts = (b'"%b": %b' % (name.encode(), self._field(name, getattr(view, name))) for name in FIELDS)
        return b"{%b}" % b", ".join(parts)

    def digest(self, view: View) -> str:
        """The hash of what a view says."""
        return hashlib.sha256(self.record(view)).hexdigest()

    def _field(self, name: str, value: Any) -> bytes:
        if name != "items":
            return self._json(name, value)
        return b"[%b]" % b", ".join([self._json(at, item) for at, item in enumerate(value)])

    def _json(self, key: object, value: object) -> bytes:
        """A part of a view as it is written; the very same part is not written again."""
        known = self._told.get(key)
        if known is None or known[0] is not value:
            self._told[key] = known = value, written(value)
        return known[1]


FIELDS = sorted(names_of(View))
