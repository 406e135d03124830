"""`make soak`: programs killed, files spoilt, disks filled; exit status 1 where anything was lost.

`python -m tests.soak [KILLS [MUTATIONS]]`; SOAK_SEED in the environment repeats a run.
`python -m tests.soak --readers [SECONDS]`: spoilt files given to the readers, for ten minutes or as long as said.
"""

from __future__ import annotations

import os

os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

import secrets
import sys

READING = 600

if __name__ == "__main__":
    if sys.argv[1:2] == ["--readers"]:
        from tests.soak import readers

        seconds = float(sys.argv[2]) if len(sys.argv) > 2 else READING
        sys.exit(readers.main(seconds, int(os.environ.get("SOAK_SEED") or secrets.randbelow(10**6))))

    from tests.soak.run import main

    sys.exit(main(sys.argv[1:]))
