"""The size of a file in words."""

from __future__ import annotations

from mhhs_desk import words


def size(number: int) -> str:
    """512 bytes, 12 kB, 1.4 MB."""
    if number < 1000:
        return words.count(number, "byte")
    return f"{number / 1000:.0f} kB" if number < 1_000_000 else f"{number / 1_000_000:.1f} MB"
