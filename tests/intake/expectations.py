"""Hand-made expectations of documents, and the facts they and the findings come down to, for tests and the bench.

An expectation is a line of words parted by bars, as in "2 | Data quality | for: approval | lead: Ada Frost | min: 25";
what it does not name is expected to be absent.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mhhs_desk.domain.findings import Findings
from mhhs_desk.intake.reading import read_bytes
from tests.intake.documents import pdf, workbook
from tests.intake.written import write

HERE = Path(__file__).parent
AGENDA = {"for": "disposition", "lead": "lead", "min": "minutes", "paper": "paper_ref"}
ACTIONS = {"owner": "owner", "due": "due", "words": "due_words", "status": "status"}
RESPONSES = {
    "org": "organisation",
    "by": "respondent",
    "option": "option",
    "kept": "confidential",
    "consent": "consent",
    "why": "rationale",
}
HEADS = {"role": "role", "parties": "represents"}
REGISTER = {"name": "name", "tier": "tier"}
ASKED = {"response heads": "heads", "milestone details": "register"}
"""Facts that count only for an expectation that speaks of them, by the name it gives them."""
MEETING = ("forum", "label", "date", "start", "end")
STEM = 18

Fact = tuple[str, ...]
Facts = dict[str, Counter[Fact]]


@dataclass(frozen=True, slots=True)
class Case:
    """A document with what a careful reader finds in it. `meeting` holds only the fields that are written."""

    name: str
    file: str
    data: bytes
    expected: Mapping[str, Any]

    def read(self) -> Findings:
        return read_bytes(self.data, self.file)


def own() -> list[Case]:
    """The documents written for these tests."""
    cases = []
    for path in sorted((HERE / "corpus").glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            file, data = _document(entry)
            cases.append(Case(entry["name"], file, data, entry))
    return cases


def real(shared: Path) -> list[Case]:
    """The documents beside the project, with what was found in them by hand."""
    told = tomllib.loads((HERE / "expected.toml").read_text(encoding="utf-8"))["case"]
    return [Case(entry["file"], entry["file"], (shared / entry["file"]).read_bytes(), entry) for entry in told]


def _document(entry: Mapping[str, Any]) -> tuple[str, bytes]:
    if "blocks" in entry:
        form = entry["as"]
        kind = "pdf" if form in ("landscape", "unruled") else form
        return f"paper.{kind}", write(form, entry["blocks"], entry.get("running", ""), entry.get("widths"))
    if "pages" in entry:
        return "paper.pdf", pdf(*entry["pages"])
    if "rows" in entry:
        return "sheet.xlsx", workbook(Sheet=entry["rows"])
    if "sheets" in entry:
        return "sheet.xlsx", workbook(**entry["sheets"])
    return entry.get("file", "paper.txt"), entry["text"].lstrip("\n").encode()


def stem(words: str | None) -> str:
    """The beginning of some words, letters and numbers only: enough to tell two findings apart."""
    return re.sub(r"[^a-z0-9]", "", (words or "").casefold())[:STEM]


def facts_of(found: Findings) -> Facts:
    """Everything found, as facts under their headings."""
    facts = _none()
    if found.meeting:
        _meeting(facts, {field: getattr(found.meeting, field) for field in MEETING})
    for item in found.agenda:
        _agenda(facts, item.number, item.title, {name: getattr(item, field) for name, field in AGENDA.items()})
    for action in found.actions:
        _action(facts, action.ref, action.text, {name: getattr(action, field) for name, field in ACTIONS.items()})
    for one in found.responses:
        _response(facts, one.item, {name: getattr(one, field) for name, field in RESPONSES.items()})
        _head(facts, one.organisation or one.respondent, {name: getattr(one, field) for name, field in HEADS.items()})
    facts["decisions"] = Counter((stem(decision.text),) for decision in found.decisions)
    for milestone in found.milestones:
        dated = {"plan": milestone.plan, "proposed": milestone.proposed}
        facts["dates"].update((milestone.code, name, when) for name, when in dated.items() if when)
        _detail(facts, milestone.code, {name: getattr(milestone, field) for name, field in REGISTER.items()})
    return facts


def facts_expected(expected: Mapping[str, Any]) -> Facts:
    """The same, of an expectation."""
    facts = _none()
    _meeting(facts, expected.get("meeting", {}))
    for line in expected.get("agenda", ()):
        number, title, more = parted(line)
        _agenda(facts, number, title, more)
    for line in expected.get("actions", ()):
        ref, text, more = parted(line)
        _action(facts, ref, text, more)
    for line in expected.get("responses", ()):
        item, _, more = parted(line)
        _response(facts, item, more)
    facts["decisions"] = Counter((stem(text),) for text in expected.get("decisions", ()))
    for line in expected.get("milestones", ()):
        code, _, more = parted(line)
        facts["dates"].update((code or "", name, when) for name, when in more.items())
    for line in expected.get("heads", ()):
        who, _, more = parted(line)
        _head(facts, who, more)
    for line in expected.get("register", ()):
        code, name, more = parted(line)
        _detail(facts, code or "", {"name": name, **more})
    return facts


def facts_read(case: Case, found: Findings) -> Facts:
    """What was found in a document, without the facts its expectation does not speak of."""
    facts = facts_of(found)
    return facts | {kind: Counter() for kind, named in ASKED.items() if named not in case.expected}


def parted(line: str) -> tuple[str | None, str, dict[str, str]]:
    """A line of an expectation: what stands first ("-" for nothing), the words, and the named rest."""
    cells = [cell.strip() for cell in line.split(" | ")]
    named = dict(re.split(r":\s*", cell, maxsplit=1) for cell in cells[1:] if re.match(r"[a-z]+:", cell))
    words = next((cell for cell in cells[1:] if not re.match(r"[a-z]+:", cell)), "")
    return (None if cells[0] == "-" else cells[0]), words, named


def _none() -> Facts:
    kinds = ("meetings", "agenda items", "agenda details", "actions", "action details", "dates", "responses")
    return {kind: Counter() for kind in (*kinds, "response details", "decisions", *ASKED)}


def _meeting(facts: Facts, fields: Mapping[str, str | None]) -> None:
    facts["meetings"].update((name, value) for name, value in fields.items() if value and name in ("forum", "label"))
    facts["dates"].update((name, value) for name, value in fields.items() if value and name not in ("forum", "label"))


def _agenda(facts: Facts, number: str | None, title: str, more: Mapping[str, object]) -> None:
    facts["agenda items"][(number or "", re.sub(r"\W+", " ", title.casefold()).strip())] += 1
    facts["agenda details"].update((stem(title), name, str(value)) for name, value in more.items() if value)


def _action(facts: Facts, ref: str | None, text: str, more: Mapping[str, str | None]) -> None:
    facts["actions"][(ref or "", stem(text))] += 1
    for name, value in more.items():
        if value:
            facts["dates" if name == "due" else "action details"][(stem(text), name, value)] += 1


def _response(facts: Facts, item: str | None, more: Mapping[str, str | None]) -> None:
    who = stem(more.get("org") or more.get("by"))
    facts["responses"][(who, stem(item), more.get("option") or "")] += 1
    facts["response details"].update(
        (who, stem(item), name, stem(value)) for name, value in more.items() if value and name != "option"
    )


def _head(facts: Facts, who: str | None, more: Mapping[str, str | None]) -> None:
    told = {(stem(who), name, stem(value)) for name, value in more.items() if value}
    facts["response heads"].update(told - facts["response heads"].keys())


def _detail(facts: Facts, code: str, more: Mapping[str, str | None]) -> None:
    facts["milestone details"].update((code, name, stem(value)) for name, value in more.items() if value)


def differences(case: Case) -> list[str]:
    """What is missing and what is too much, in words; empty where the reading is what was expected."""
    found = case.read()
    expected, read = facts_expected(case.expected), facts_read(case, found)
    told = [f"missing {kind}: {fact}" for kind in expected for fact in (expected[kind] - read[kind]).elements()]
    told += [f"too much of {kind}: {fact}" for kind in expected for fact in (read[kind] - expected[kind]).elements()]
    doubts = " / ".join(doubt.what for doubt in found.doubts)
    return told + [f"no doubt: {words}" for words in case.expected.get("doubts", ()) if words not in doubts]


def counted(cases: Iterable[Case]) -> dict[str, tuple[int, int, int]]:
    """For each kind of fact: how many were found as expected, how many were found, how many were expected."""
    total = dict.fromkeys(_none(), (0, 0, 0))
    for case in cases:
        read, expected = facts_read(case, case.read()), facts_expected(case.expected)
        for kind, (right, found, wanted) in total.items():
            total[kind] = (
                right + (read[kind] & expected[kind]).total(),
                found + read[kind].total(),
                wanted + expected[kind].total(),
            )
    return total
