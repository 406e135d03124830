"""The one database engine, for plain and encrypted files alike: SQLCipher's SQLite under sqlite-utils.

Everything in `store` imports the two from here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2
import sqlite_utils
from sqlite_utils import Migrations

if TYPE_CHECKING:
    from mhhs_desk.store.keys import Key

connect = sqlcipher3.dbapi2.connect
DatabaseError = sqlcipher3.dbapi2.DatabaseError
Database = sqlite_utils.Database

PATIENCE_MS = 2000
PAGE = 4096
"""Bytes of a page, in plain and encrypted files alike."""

__all__ = ["PAGE", "Database", "DatabaseError", "Migrations", "connect", "open_database"]


def open_database(path: Path, key: Key | None) -> Database:
    """Open or make a database file. A new one takes the key's id as its salt: so a file tells which key it needs."""
    connection = connect(str(path))
    if key:
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would print to standard error what we tell ourselves
        connection.execute(f"PRAGMA key = \"x'{key.secret.hex()}{key.id}'\"")
    db = Database(connection, execute_plugins=False)
    db.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = FULL")  # what was told to be kept outlives a power cut
    return db
