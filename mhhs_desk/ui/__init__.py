"""The window: the only PySide6."""

from __future__ import annotations

import ctypes
import sys

PLENTY = 1 << 40

if sys.version_info < (3, 12):
    # PySide6 6.12 gives up a reference to None with every call that returns nothing, and one to True or False with
    # every signal that carries it. Python 3.12 made them immortal; on 3.11 some hundred or thousand calls would use
    # them up and end the program, so they are given as good as endless references here.
    for constant in (None, True, False):
        ctypes.c_ssize_t.from_address(id(constant)).value += PLENTY
