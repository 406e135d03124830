"""The schema, as numbered steps. A step that has been released is never edited; a change is a new step."""

from __future__ import annotations

from mhhs_desk.store import history
from mhhs_desk.store.engine import Database, Migrations

migrations = Migrations("mhhs-desk")

RECORD = "id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE"
PLACE = "source_id INTEGER REFERENCES source(id), span TEXT"

FIRST_TABLES = {
    "setting": "name TEXT NOT NULL UNIQUE, value TEXT NOT NULL",
    "forum": """code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, level INTEGER NOT NULL, escalates_to TEXT, nth INTEGER,
        weekday INTEGER, papers_due_days INTEGER NOT NULL, papers_due_status TEXT NOT NULL, stood_up TEXT,
        stood_down TEXT, state TEXT NOT NULL, source TEXT NOT NULL""",
    "seat": """forum_id INTEGER NOT NULL REFERENCES forum(id), name TEXT NOT NULL, kind TEXT NOT NULL,
        ours INTEGER NOT NULL, rep TEXT, rep_address TEXT, alternate TEXT, alternate_approved TEXT,
        note TEXT NOT NULL, source TEXT NOT NULL""",
    "decision_option": """family TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, meaning TEXT NOT NULL,
        source TEXT NOT NULL, UNIQUE (family, key)""",
    "threshold": "code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, source TEXT NOT NULL",
    "rule": """code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, text TEXT NOT NULL, tier TEXT, months INTEGER,
        since TEXT, until TEXT, source TEXT NOT NULL""",
    "principle": "kind TEXT NOT NULL, name TEXT NOT NULL, source TEXT NOT NULL",
    "bank_holiday": "day TEXT NOT NULL UNIQUE, name TEXT NOT NULL, source TEXT NOT NULL",
    "source": """name TEXT NOT NULL, kind TEXT NOT NULL, sha256 TEXT NOT NULL REFERENCES original(sha256),
        size INTEGER NOT NULL, arrived TEXT NOT NULL, sender TEXT, subject TEXT, sent TEXT, doubts TEXT NOT NULL,
        text TEXT NOT NULL, state TEXT NOT NULL""",
    "member": """name TEXT NOT NULL UNIQUE, segment TEXT, domains TEXT NOT NULL, consent TEXT NOT NULL, since TEXT,
        until TEXT, note TEXT NOT NULL""",
    "person": """member_id INTEGER NOT NULL REFERENCES member(id), name TEXT NOT NULL, address TEXT, role TEXT""",
    "meeting": f"""forum_id INTEGER NOT NULL REFERENCES forum(id), label TEXT NOT NULL, day TEXT, start TEXT,
        "end" TEXT, place TEXT, kind TEXT NOT NULL, papers_received TEXT, feedback_due TEXT, attending TEXT, {PLACE}""",
    "item": f"""meeting_id INTEGER NOT NULL REFERENCES meeting(id), number INTEGER NOT NULL, title TEXT NOT NULL,
        options TEXT NOT NULL, disposition TEXT, ask TEXT, lead TEXT, minutes INTEGER, paper_ref TEXT,
        paper_version TEXT, milestones TEXT NOT NULL, read_on TEXT, {PLACE}""",
    "threshold_check": """item_id INTEGER NOT NULL REFERENCES item(id), threshold TEXT NOT NULL, answer TEXT NOT NULL,
        why TEXT NOT NULL, UNIQUE (item_id, threshold)""",
    "call": """meeting_id INTEGER NOT NULL REFERENCES meeting(id), channel TEXT NOT NULL, sent_on TEXT NOT NULL,
        due TEXT, reminder INTEGER NOT NULL, source_id INTEGER REFERENCES source(id)""",
    "asked": """call_id INTEGER NOT NULL REFERENCES call(id), member_id INTEGER NOT NULL REFERENCES member(id),
        item_id INTEGER NOT NULL REFERENCES item(id), UNIQUE (call_id, member_id, item_id)""",
    "recusal": f"""member_id INTEGER NOT NULL REFERENCES member(id), item_id INTEGER NOT NULL REFERENCES item(id),
        why TEXT NOT NULL, {PLACE}, UNIQUE (member_id, item_id)""",
    "feedback": f"""member_id INTEGER NOT NULL REFERENCES member(id), item_id INTEGER NOT NULL REFERENCES item(id),
        option TEXT NOT NULL, rationale TEXT NOT NULL, condition TEXT, red_line TEXT, evidence INTEGER,
        evidence_basis TEXT, channel TEXT NOT NULL, received TEXT, consent TEXT NOT NULL, sensitive INTEGER NOT NULL,
        paper_version TEXT, {PLACE}""",
    "position": """item_id INTEGER NOT NULL UNIQUE REFERENCES item(id), option TEXT, strength TEXT,
        statement TEXT NOT NULL, reasons TEXT NOT NULL, ask TEXT NOT NULL, fallback TEXT NOT NULL,
        questions TEXT NOT NULL, minority TEXT NOT NULL""",
    "action": f"""ref TEXT NOT NULL, text TEXT NOT NULL, owner TEXT, forum_id INTEGER REFERENCES forum(id),
        meeting_id INTEGER REFERENCES meeting(id), due TEXT, due_words TEXT, status TEXT NOT NULL, milestone TEXT,
        item_id INTEGER REFERENCES item(id), {PLACE}""",
    "action_update": "action_id INTEGER NOT NULL REFERENCES action(id), day TEXT NOT NULL, text TEXT NOT NULL",
    "milestone": """code TEXT NOT NULL UNIQUE, name TEXT, tier TEXT, kind TEXT NOT NULL, workstream TEXT NOT NULL,
        position INTEGER NOT NULL, source TEXT NOT NULL""",
    "baseline": """code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, day TEXT, meeting_id INTEGER REFERENCES meeting(id),
        source TEXT NOT NULL""",
    "milestone_date": f"""milestone_id INTEGER NOT NULL REFERENCES milestone(id),
        baseline_id INTEGER NOT NULL REFERENCES baseline(id), start TEXT, "end" TEXT, words TEXT NOT NULL, reason TEXT,
        {PLACE}, UNIQUE (milestone_id, baseline_id)""",
    "proposal": """source_id INTEGER NOT NULL REFERENCES source(id), kind TEXT NOT NULL, facts TEXT NOT NULL,
        sure INTEGER NOT NULL, why TEXT NOT NULL, doubts TEXT NOT NULL, state TEXT NOT NULL, span TEXT,
        filed_as INTEGER""",
    "paper": """meeting_id INTEGER NOT NULL REFERENCES meeting(id), edition TEXT NOT NULL, day TEXT NOT NULL,
        record_hash TEXT NOT NULL, sha256 TEXT NOT NULL REFERENCES original(sha256), pages INTEGER NOT NULL,
        name TEXT NOT NULL, number INTEGER NOT NULL""",
    "outcome": f"""item_id INTEGER NOT NULL REFERENCES item(id), option TEXT, recommended_by TEXT, decided_by TEXT,
        ofgem TEXT, ours TEXT, text TEXT NOT NULL, {PLACE}""",
}

FIRST_INDEXES = (
    "person(member_id)", "meeting(forum_id, day)", "item(meeting_id, number)", "asked(item_id, member_id)",
    "feedback(item_id, member_id)", "feedback(member_id)", "feedback(source_id)", "action(status, due)",
    "action_update(action_id)", "milestone_date(baseline_id)", "proposal(source_id, state)", "source(sha256)",
    "source(state)", "paper(meeting_id)", "call(meeting_id)", "outcome(item_id)", "change(step_id)",
    "change(kind, record_id)",
)  # fmt: skip


@migrations()
def m001_first(db: Database) -> None:
    """Every record kind, the originals kept whole, the history and the search index."""
    db.execute("CREATE TABLE original (sha256 TEXT PRIMARY KEY, data BLOB NOT NULL) STRICT")
    _make(db, FIRST_TABLES)
    db.execute(
        "CREATE TABLE step (id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, at TEXT NOT NULL,"
        " name TEXT NOT NULL, verb TEXT NOT NULL, of INTEGER REFERENCES step(id)) STRICT"
    )
    db.execute(
        "CREATE TABLE change (id INTEGER PRIMARY KEY AUTOINCREMENT, step_id INTEGER NOT NULL REFERENCES step(id),"
        " kind TEXT NOT NULL, record_id INTEGER NOT NULL, before TEXT, after TEXT) STRICT"
    )
    db.execute("CREATE TABLE now (one INTEGER PRIMARY KEY CHECK (one = 1), step_id INTEGER) STRICT")
    db.execute("INSERT INTO now VALUES (1, NULL)")
    db.execute(
        "CREATE VIRTUAL TABLE search USING fts5 "
        "(kind UNINDEXED, title, body, tokenize = 'unicode61 remove_diacritics 2')"
    )
    _index(db, FIRST_INDEXES)


@migrations()
def m002_chain(db: Database) -> None:
    """Every step carries a hash of itself and of the one before."""
    db.execute("ALTER TABLE step ADD COLUMN hash TEXT")
    history.chain(db)


POSITION_COLUMNS = {
    "feedback": ("role TEXT", "represents TEXT", "held_back TEXT NOT NULL DEFAULT '[]'", "reviewed TEXT"),
    "item": ("follows INTEGER REFERENCES item(id)",),
    "paper": ("kind TEXT NOT NULL DEFAULT 'paper'", "for_whom TEXT NOT NULL DEFAULT ''"),
}

POSITION_TABLES = {
    "theme": "item_id INTEGER NOT NULL REFERENCES item(id), name TEXT NOT NULL, UNIQUE (item_id, name)",
    "theme_mark": """theme_id INTEGER NOT NULL REFERENCES theme(id),
        feedback_id INTEGER NOT NULL REFERENCES feedback(id), words TEXT NOT NULL""",
    "wording": """item_id INTEGER NOT NULL REFERENCES item(id), number INTEGER NOT NULL, text TEXT NOT NULL,
        chosen INTEGER NOT NULL, why TEXT NOT NULL, UNIQUE (item_id, number)""",
    "stance": """wording_id INTEGER NOT NULL REFERENCES wording(id),
        member_id INTEGER NOT NULL REFERENCES member(id), says TEXT NOT NULL, why TEXT NOT NULL,
        UNIQUE (wording_id, member_id)""",
    "gate_setting": "code TEXT NOT NULL UNIQUE, asked INTEGER NOT NULL, least INTEGER",
}

POSITION_INDEXES = ("theme_mark(theme_id)", "theme_mark(feedback_id)")


@migrations()
def m003_positions(db: Database) -> None:
    """For whom an answer speaks and what is held back; themes, wordings, what members say to them; gates; papers."""
    _add_columns(db, POSITION_COLUMNS)
    _make(db, POSITION_TABLES)
    _index(db, POSITION_INDEXES)
    db.execute("CREATE INDEX feedback_held_back ON feedback(member_id) WHERE held_back <> '[]'")


ROUND_COLUMNS = {
    "forum": ("papers_due_time TEXT", "feedback_due_days INTEGER", "feedback_due_time TEXT"),
    "seat": ("alternate_approved_how TEXT NOT NULL DEFAULT ''",),
    "meeting": (
        "by_rule TEXT", "cancelled TEXT", "closed TEXT", "calendar_uid TEXT",
        "calendar_sequence INTEGER",
    ),
    "action": ("member_id INTEGER REFERENCES member(id)", "due_after INTEGER REFERENCES meeting(id)"),
    "outcome": ("why TEXT NOT NULL DEFAULT ''",),
}  # fmt: skip

ROUND_TABLES = {
    "cadence": """forum_id INTEGER NOT NULL REFERENCES forum(id), since TEXT NOT NULL, nth INTEGER, weekday INTEGER,
        source TEXT NOT NULL, UNIQUE (forum_id, since)""",
    "meeting_move": """meeting_id INTEGER NOT NULL REFERENCES meeting(id), told_on TEXT NOT NULL, day TEXT, start TEXT,
        why TEXT NOT NULL""",
    "attendance": """meeting_id INTEGER NOT NULL REFERENCES meeting(id), name TEXT NOT NULL,
        speaks_for TEXT NOT NULL, capacity TEXT NOT NULL, present INTEGER NOT NULL, UNIQUE (meeting_id, name)""",
    "note": """meeting_id INTEGER NOT NULL REFERENCES meeting(id), item_id INTEGER REFERENCES item(id),
        at TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, said_by TEXT""",
    "item_time": "item_id INTEGER NOT NULL REFERENCES item(id), began TEXT NOT NULL, ended TEXT NOT NULL",
    "told": """meeting_id INTEGER NOT NULL REFERENCES meeting(id), member_id INTEGER REFERENCES member(id),
        day TEXT NOT NULL, channel TEXT NOT NULL, paper_id INTEGER REFERENCES paper(id)""",
    "handing": """way TEXT NOT NULL, mode TEXT NOT NULL, whom TEXT NOT NULL, day TEXT NOT NULL,
        meeting_id INTEGER REFERENCES meeting(id), file TEXT NOT NULL, base TEXT REFERENCES original(sha256),
        back TEXT""",
}

ROUND_INDEXES = (
    "meeting_move(meeting_id)", "note(meeting_id, item_id)", "item_time(item_id)", "told(meeting_id, member_id)",
    "action(item_id)",
)  # fmt: skip


@migrations()
def m004_round(db: Database) -> None:
    """The round of meetings: cadence from a day on, moves, attendance, notes, who was told, and the hand-over."""
    _add_columns(db, ROUND_COLUMNS)
    _make(db, ROUND_TABLES)
    _index(db, ROUND_INDEXES)


def _add_columns(db: Database, columns: dict[str, tuple[str, ...]]) -> None:
    for table, added in columns.items():
        for column in added:
            db.execute(f"ALTER TABLE {table} ADD COLUMN {column}")


def _make(db: Database, tables: dict[str, str]) -> None:
    for name, columns in tables.items():
        db.execute(f"CREATE TABLE {name} ({RECORD}, {columns}) STRICT")


def _index(db: Database, indexes: tuple[str, ...]) -> None:
    for index in indexes:
        db.execute(f"CREATE INDEX {index.translate(str.maketrans('(,', '__', ') '))} ON {index}")
