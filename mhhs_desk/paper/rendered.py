"""A rendered paper: its bytes and how many pages they make; and the quiet in which it is made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of a PDF and its number of pages."""

    data: bytes
    pages: int


@contextmanager
def undisturbed() -> Iterator[None]:
    """Set a paper without a look for garbage among its marks at every turn: none of them is until all are drawn."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()
