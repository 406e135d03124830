"""The workspace file: the only SQL.

sqlite-utils prefers a driver called pysqlite3. sqlcipher3 is registered under that name here, before any module of this
package can import sqlite-utils, so that it raises and catches that driver's exceptions.
"""

from __future__ import annotations

import sys

import sqlcipher3
import sqlcipher3.dbapi2

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)
