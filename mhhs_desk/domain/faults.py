"""What can go wrong: a rule that says no, or a fault of the world. Neither carries words for the screen."""

from __future__ import annotations

from enum import StrEnum


class Refused(Exception):
    """A rule of the domain says no; `why` names the rule, `facts` what it rests on."""

    def __init__(self, why: str, /, **facts: object) -> None:
        super().__init__(why)
        self.why = why
        self.facts = facts


class Cancelled(Exception):
    """The rep has cancelled long work; nothing of it is kept."""


class FaultKind(StrEnum):
    MISSING = "missing"
    A_FOLDER = "a folder"
    EMPTY = "empty"
    NOT_A_WORKSPACE = "not a workspace"
    DAMAGED = "damaged"
    NEWER = "newer"
    READ_ONLY = "read-only"
    LOCKED = "locked"
    EXISTS = "exists"
    TOO_LARGE = "too large"
    SWELLS = "too large inside"
    NOT_WHAT_IT_SAYS = "not what its name says"
    UNKNOWN_KIND = "unknown kind"
    ENCRYPTED = "encrypted"
    UNREADABLE = "unreadable"
    NO_SPACE = "no space"
    NO_FOLDER = "no folder"
    NO_MEETING = "no meeting"
    KEY_NEEDED = "key needed"
    NO_KEY_FILE = "no key file"
    HELD = "held"
    GONE = "gone"
    NOT_SEALED = "not a hand-over"
    ALTERED = "altered"
    BRIEFING = "a briefing"
    NOT_AN_EXPORT = "not an export"
    AN_EDITION = "an edition"


class Fault(Exception):
    """A fault of the world about one file or name, with the facts that tell the next step."""

    def __init__(self, kind: FaultKind, name: object, /, **facts: object) -> None:
        super().__init__(f"{kind}: {name}")
        self.kind = kind
        self.name = str(name)
        self.facts = facts
