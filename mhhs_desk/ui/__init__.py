"""The window: the only PySide6."""

from __future__ import annotations

import ctypes
import sys

PLENTY = 1 << 40

if sys.version_info < (3, 12):
    # PySide6 6.12 gives up a reference to None with every call that returns nothing. Python 3.12 made None immortal; on
    # 3.11 some thousand calls would use it up and end the program, so it is given as good as endless references here.
    ctypes.c_ssize_t.from_address(id(None)).value += PLENTY
