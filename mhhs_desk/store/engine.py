"""The one database engine, for plain and encrypted files alike: SQLCipher's SQLite under sqlite-utils.

Everything in `store` imports the two from here.
"""

from __future__ import annotations

import sqlcipher3.dbapi2
import sqlite_utils
from sqlite_utils import Migrations
from sqlite_utils.db import Table

connect = sqlcipher3.dbapi2.connect
DatabaseError = sqlcipher3.dbapi2.DatabaseError
Database = sqlite_utils.Database

__all__ = ["Database", "DatabaseError", "Migrations", "Table", "connect"]
