"""A rendered paper: its bytes and how many pages they make."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of a PDF and its number of pages."""

    data: bytes
    pages: int
