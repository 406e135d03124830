"""The layout of our response form, which its writer and its reader share: the hidden sheet and the columns."""

from __future__ import annotations

MARK = "MHHS Desk response form"
"""The first cell of the sheet by which the form is known again."""

VERSION = 1

LISTS, DESK = "Lists", "Desk"
"""The hidden sheets: what can be chosen, and the identities of the workspace."""

WORKSPACE, MEETING, MEMBER, ITEM, CHOICE, COLUMN = "workspace", "meeting", "member", "item", "choice", "column"
"""What a row of the hidden sheet is about; its other cells are:

workspace: identity · meeting, member: identity, name · item: identity, number, title, paper version
choice: a field or an item's identity, key, words · column: name, place (from 0)
"""

CONSENT, EVIDENCE, SENSITIVE = "consent", "evidence", "sensitive"
RESPONDENT, ROLE, PARTIES = "respondent", "role", "parties"
FIELDS = (RESPONDENT, ROLE, PARTIES, CONSENT)
"""What is filled in once. Each row carries its name in a hidden column, as an item's row carries its identity."""

COLUMNS = ("number", "title", "ask", "paper", "answer", "reason", "condition", "red_line", EVIDENCE, "basis", SENSITIVE)
ANSWERED = COLUMNS[4:]
"""The columns that are filled in."""

YES, NO = "yes", "no"
