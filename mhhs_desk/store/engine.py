"""The one database engine, for plain and encrypted files alike: SQLCipher's SQLite under sqlite-utils.

sqlite-utils prefers a driver called pysqlite3; registering sqlcipher3 under that name before sqlite-utils is first
imported lets it raise and catch that driver's exceptions. Everything in `store` imports the two from here.
"""

from __future__ import annotations

import sys

import sqlcipher3
import sqlcipher3.dbapi2

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)

import sqlite_utils  # noqa: E402  (the driver has to be registered first)
from sqlite_utils import Migrations  # noqa: E402
from sqlite_utils.db import Table  # noqa: E402

connect = sqlcipher3.dbapi2.connect
DatabaseError = sqlcipher3.dbapi2.DatabaseError
Database = sqlite_utils.Database

__all__ = ["Database", "DatabaseError", "Migrations", "Table", "connect"]
