"""`make soak`: programs killed, files spoilt, disks filled; exit status 1 where anything was lost.

`python -m tests.soak [KILLS [MUTATIONS]]`; SOAK_SEED in the environment repeats a run.
"""

from __future__ import annotations

import os

os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

import sys

from tests.soak.run import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
