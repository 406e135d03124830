"""Our own response form come back: known by its hidden sheet, whatever it is called and whoever saved it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mhhs_desk.domain import form_layout as layout
from mhhs_desk.domain.findings import Doubt, FormIdentity, ResponseFound
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.members import Consent
from mhhs_desk.domain.options import NIL
from mhhs_desk.domain.proposals import ProposalKind
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import answers
from mhhs_desk.intake.document import SPAN_LENGTH, Table
from mhhs_desk.intake.known import Draft, Known

CHANNEL = "Response form"
NOTHING = re.compile(r"(?:no|none|n/?a|-|–|nil|nothing)\.?", re.IGNORECASE)
NUMBERED = re.compile(r"^\d\. ")


@dataclass(frozen=True, slots=True)
class Hidden:
    """What the hidden sheet says: whose form it is, its items, its columns, and the key of each choice by its words."""

    version: int
    identities: Mapping[str, tuple[str, str]]
    items: Mapping[str, tuple[str, str, str]]
    columns: Mapping[str, int]
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def key(self, name: str, words: str) -> str | None:
        """The key of what was chosen; None where the words are not on the list."""
        return self.choices.get(name, {}).get(_plain(words))

    def identity(self, item: str) -> FormIdentity:
        workspace, meeting, member = (
            self.identities.get(kind, ("", "")) for kind in (layout.WORKSPACE, layout.MEETING, layout.MEMBER)
        )
        return FormIdentity(
            workspace=workspace[0], meeting=meeting[0], meeting_label=meeting[1], member=member[0], item=item,
            paper_version=self.items[item][2] or None,
        )  # fmt: skip


def responses_of(tables: Sequence[Table]) -> tuple[list[ResponseFound], list[Doubt]] | None:
    """The answers of a form of ours; None where the tables are none."""
    desk = next((table for table in tables if _is_hidden_sheet(table)), None)
    if desk is None:
        return None
    hidden = _hidden(desk)
    if hidden.version > layout.VERSION or not hidden.items:
        return [], [Doubt("The form was made by a newer version. Its answers were not read.", desk.span(0))]
    others = [table for table in tables if table is not desk]
    filled = _fields(others)
    found = [response for table in others for response in _answers(table, hidden, filled)]
    return found, list(_doubts(found, filled, hidden, others))


def text_of(tables: Sequence[Table]) -> str:
    """What a reader of the form sees: neither its hidden sheets nor its hidden columns."""
    desk = next(table for table in tables if _is_hidden_sheet(table))
    hidden = {*_hidden(desk).items, *layout.FIELDS}
    shown = (table for table in tables if table is not desk and table.sheet != layout.LISTS)
    lines = (" | ".join(cell for cell in row if cell and cell not in hidden) for table in shown for row in table.rows)
    return "\n".join(line for line in lines if line)


def _is_hidden_sheet(table: Table) -> bool:
    return bool(table.rows and table.rows[0] and table.rows[0][0] == layout.MARK)


def _hidden(desk: Table) -> Hidden:
    identities: dict[str, tuple[str, str]] = {}
    items: dict[str, tuple[str, str, str]] = {}
    columns: dict[str, int] = {}
    choices: dict[str, dict[str, str]] = {}
    for row in desk.rows[1:]:
        kind, first, second, third, fourth = (*row, "", "", "", "", "")[:5]
        if kind == layout.ITEM:
            items[first] = (second, third, fourth)
        elif kind == layout.COLUMN and second.isdigit():
            columns[first] = int(second)
        elif kind == layout.CHOICE:
            choices.setdefault(first, {}).setdefault(_plain(third), second)
            choices[first].setdefault(_plain(NUMBERED.sub("", third)), second)
        elif first:
            identities[kind] = (first, second)
    version = (*desk.rows[0], "")[1]
    return Hidden(int(version) if version.isdigit() else 0, identities, items, columns, choices)


def _fields(tables: Iterable[Table]) -> dict[str, str]:
    """What was filled in once: the cell before its name's neighbour, told by the name in the hidden column."""
    filled: dict[str, str] = {}
    for table in tables:
        for row in table.rows:
            for place, cell in enumerate(row):
                if cell in layout.FIELDS and place >= 2:
                    filled.setdefault(cell, row[place - 2])
    return filled


def _answers(table: Table, hidden: Hidden, filled: Mapping[str, str]) -> Iterator[ResponseFound]:
    """A row an item, known by the identity in its hidden column; rows without an answer are left out."""
    for index, row in enumerate(table.rows):
        at = next((place for place, cell in enumerate(row) if cell in hidden.items), None)
        if at is None:
            continue
        moved = at - len(hidden.columns)
        cells = {
            name: row[place + moved] for name, place in hidden.columns.items()
            if name in layout.ANSWERED and 0 <= place + moved < len(row)
        }  # fmt: skip
        if any(cells.get(name) for name in ("answer", "reason", "condition", "red_line")):
            yield _response(cells, hidden, row[at], filled, _span(table, index, row[at]))


def _span(table: Table, index: int, identity: str) -> Span:
    words = " | ".join(cell for cell in table.rows[index] if cell and cell != identity)
    return Span(words[:SPAN_LENGTH], sheet=table.sheet, row=index + 1)


def _response(
    cells: Mapping[str, str], hidden: Hidden, item: str, filled: Mapping[str, str], span: Span
) -> ResponseFound:
    answer, reason = cells.get("answer") or None, cells.get("reason") or None
    condition = cells.get("condition")
    condition = condition if condition and not NOTHING.fullmatch(condition) else None
    level, basis = answers.evidence_of(cells.get(layout.EVIDENCE))
    known_level = hidden.key(layout.EVIDENCE, cells.get(layout.EVIDENCE, ""))
    sensitive = cells.get(layout.SENSITIVE, "")
    number, title, _ = hidden.items[item]
    return ResponseFound(
        respondent=filled.get(layout.RESPONDENT) or None,
        organisation=hidden.identities.get(layout.MEMBER, ("", ""))[1] or None,
        item=number,
        title=title,
        option=hidden.key(item, answer) if answer else None,
        rationale=reason,
        confidential=sensitive or None,
        source=span,
        condition=condition,
        red_line=answers.red_line_of(cells.get("red_line"), condition or reason),
        consent=_consent(hidden, filled)[0],
        sensitive=bool(sensitive) and hidden.key(layout.SENSITIVE, sensitive) != layout.NO,
        evidence=int(known_level) if known_level else level,
        evidence_basis=cells.get("basis") or (None if known_level else basis),
        answer=answer,
        represents=filled.get(layout.PARTIES) or None,
        role=filled.get(layout.ROLE) or None,
        form=hidden.identity(item),
    )


def _consent(hidden: Hidden, filled: Mapping[str, str]) -> tuple[str | None, str | None]:
    """The consent that was chosen, and a doubt where words were typed instead: then all is for the rep only."""
    words = filled.get(layout.CONSENT, "")
    chosen = hidden.key(layout.CONSENT, words) or answers.consent_of(words)
    if words and chosen is None:
        doubt = f"How the answers may be shown is not clear from “{words}”; they are kept for the rep only."
        return Consent.REP.value, doubt
    return chosen, None


def _doubts(
    found: Sequence[ResponseFound], filled: Mapping[str, str], hidden: Hidden, tables: Sequence[Table]
) -> Iterator[Doubt]:
    doubt = _consent(hidden, filled)[1]
    if doubt:
        yield Doubt(doubt, found[0].source if found else None)
    if not found:
        yield Doubt("The form has no answer filled in.", tables[0].span(0) if tables and tables[0].rows else None)
    for response in found:
        if response.option is None:
            yield Doubt(answers.unclear(response.answer), response.source)
        typed = response.confidential
        if typed and hidden.key(layout.SENSITIVE, typed) is None:
            yield Doubt(
                f"What of it is commercially sensitive is not clear from “{typed}”; all of it is held back."
                " Once it is filed, hold the part back with H instead.",
                response.source,
            )


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


# What is proposed of it


def meeting_of(responses: Iterable[ResponseFound]) -> str | None:
    """The identity of the meeting that a form of ours is about."""
    return next((response.form.meeting for response in responses if response.form), None)


def draft(found: ResponseFound, form: FormIdentity, known: Known, received: str | None) -> Draft:
    """The answer to file: sure where the form is of this workspace and meeting, and the answer one of its options."""
    ours = form.workspace == known.workspace
    member = next((one for one in known.members if ours and one.uid == form.member), None)
    item = next((one for one in known.items if ours and one.uid == form.item), None)
    option = found.option if item and _offers(item, found.option) else None
    facts: dict[str, Any] = {
        "member_id": member.id if member else None,
        "item_id": item.id if item else None,
        "option": option,
        "rationale": found.rationale or "",
        "condition": found.condition,
        "red_line": found.red_line,
        "evidence": found.evidence,
        "evidence_basis": found.evidence_basis,
        "channel": CHANNEL,
        "received": received[:16] if received else None,
        "on_arrival": received is None,
        "consent": found.consent or (member.consent.value if member else Consent.REP.value),
        "sensitive": found.sensitive,
        "recused": False,
        "meeting_id": known.meeting.id if known.meeting else None,
        "paper_version": form.paper_version,
    }
    doubts = list(_strange(form, known, ours, member is not None, item is not None))
    if not doubts and option is None:
        said = f"“{found.answer}” is not an option of this item" if found.answer else "No option is named"
        doubts.append(f"{said}. Choose one with its key.")
    return Draft(ProposalKind.ANSWER, facts, not doubts, "the form made for this member", tuple(doubts), found.source)


def _offers(item: Item, option: str | None) -> bool:
    return option == NIL or option in {one.key for one in item.options}


def _strange(form: FormIdentity, known: Known, ours: bool, member: bool, item: bool) -> Iterator[str]:
    """What keeps a form from being filed as it is."""
    if not ours:
        yield "The form was made in another workspace."
    elif known.meeting is None or known.meeting.uid != form.meeting:
        yield f"The form is about another meeting{f', {form.meeting_label}' if form.meeting_label else ''}."
    elif not item:
        yield "The item it answers is not on the agenda any more."
    elif not member:
        yield "The member it was made for is not there any more."
