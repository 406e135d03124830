"""Matching: what was found in a file against what the desk knows, as proposals with their reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from mhhs_desk.domain.findings import ActionFound, Findings, ResponseFound
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Consent, Member, Person
from mhhs_desk.domain.options import NIL
from mhhs_desk.domain.proposals import ProposalKind
from mhhs_desk.domain.spans import Span

ALIKE = 90
"""How alike two names or titles must be, in per cent, to be taken as one; below it the rep decides."""

CODE = re.compile(r"\b([A-Z]{1,2}\d{1,2}(?:\.?[a-z])?)\b")
LABEL = re.compile(r"(?:on\s+)?([A-Z]{1,2}\d{1,2}(?:\.?[a-z])?)\b(?!\s+(?:to|and|-|–))", re.IGNORECASE)
SMALL_WORDS = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to"])
FIRST = ("approval", "action", "discussion", "information")
"""How the items of papers without an agenda of their own are ordered: what is asked of the group comes first."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the desk knows when a file arrives; `meeting` is the one the file is taken to be about."""

    forums: tuple[str, ...]
    meetings: tuple[Meeting, ...]
    meeting: Meeting | None
    items: tuple[Item, ...]
    members: tuple[Member, ...]
    people: tuple[Person, ...]
    rep_addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """One proposal to be: see Proposal."""

    kind: ProposalKind
    facts: dict[str, Any]
    sure: bool
    why: str
    doubts: tuple[str, ...] = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """What a reference was matched with, whether beyond doubt, and how."""

    id: int | None
    sure: bool
    why: str


def propose(findings: Findings, known: Known) -> tuple[Draft, ...]:
    """What would be filed of a file. The drafts come in the same order and number whatever is known."""
    return (
        *_meeting(findings, known),
        *_members(findings),
        *_items(findings),
        *_milestones(findings),
        *_actions(findings),
        *_calls(findings, known),
        *(_answer(found, findings, known) for found in findings.responses),
        *_decisions(findings, known),
    )


def _meeting(findings: Findings, known: Known) -> Iterator[Draft]:
    """An invitation or a pack names its meeting; answers and calls only speak of one."""
    found = findings.meeting
    names_it = found and (findings.agenda or findings.milestones or (found.date and not findings.responses))
    if found is None or not names_it or findings.calls:
        return
    about = known.meeting
    facts = {name: value for name, value in asdict(found).items() if name != "source"}
    facts |= {"papers": bool(findings.agenda), "meeting_id": about.id if about else None}
    if about:
        why = "label" if found.label else f"the next meeting of {found.forum} known, {about.label}"
        yield Draft(ProposalKind.MEETING, facts, True, why, (), found.source)
    else:
        known_forum = found.forum in known.forums
        doubts = () if known_forum else ("Its forum is not known here.",)
        yield Draft(ProposalKind.MEETING, facts, known_forum, "a meeting not known before", doubts, found.source)


def _members(findings: Findings) -> Iterator[Draft]:
    for found in findings.members:
        facts = {name: value for name, value in asdict(found).items() if name != "source"}
        facts["domains"] = list(found.domains)
        yield Draft(ProposalKind.MEMBER, facts, True, "a row of a list of members", (), found.source)


def _items(findings: Findings) -> Iterator[Draft]:
    agenda = list(findings.agenda)
    if not any(found.number for found in agenda):
        agenda.sort(key=lambda found: FIRST.index(found.disposition) if found.disposition in FIRST else len(FIRST))
    for found in agenda:
        facts = {name: value for name, value in asdict(found).items() if name not in ("source", "number")}
        facts |= {"options": list(found.options), "milestones": list(found.milestones)}
        yield Draft(ProposalKind.ITEM, facts, True, "an item of the papers", (), found.source)


def _milestones(findings: Findings) -> Iterator[Draft]:
    for found in findings.milestones:
        facts = {name: value for name, value in asdict(found).items() if name != "source"}
        yield Draft(ProposalKind.MILESTONE, facts, True, "code", (), found.source)


def _actions(findings: Findings) -> Iterator[Draft]:
    coming = (
        ActionFound(None, f"Bring for approval: {found.title}", "PMO", None, None, found.source, "a subsequent meeting")
        for found in findings.future_approvals
    )
    for found in (*findings.actions, *coming):
        facts = {name: value for name, value in asdict(found).items() if name != "source"}
        yield Draft(ProposalKind.ACTION, facts, True, "an action of the papers", (), found.source)


def _calls(findings: Findings, known: Known) -> Iterator[Draft]:
    for found in findings.calls:
        asked = [match.id for match in (member_of(address, None, known) for address in found.recipients) if match.id]
        strangers = [address for address in found.recipients if not member_of(address, None, known).id]
        items = [item_of(reference, None, known) for reference in found.items]
        unclear = [name for name, match in zip(found.items, items, strict=True) if not match.sure]
        doubts = [f"No member matches {address}." for address in strangers]
        doubts += [f"No item matches “{name}”." for name in unclear]
        facts = {
            "sent": found.sent,
            "due": found.due,
            "reminder": found.reminder,
            "member_ids": list(dict.fromkeys(asked)),
            "item_ids": [match.id for match in items if match.sure],
            "meeting_id": known.meeting.id if known.meeting else None,
        }
        ours = found.sender in known.rep_addresses
        sure = ours and bool(asked) and not unclear and known.meeting is not None
        yield Draft(ProposalKind.CALL, facts, sure, "sent by the rep", tuple(doubts), found.source)


def _decisions(findings: Findings, known: Known) -> Iterator[Draft]:
    for found in findings.decisions:
        match = item_of(found.item, found.text, known)
        facts = {"text": found.text, "item_id": match.id}
        yield Draft(ProposalKind.DECISION, facts, match.sure, match.why, (), found.source)


def _answer(found: ResponseFound, findings: Findings, known: Known) -> Draft:
    sender = findings.letterhead
    address = found.address or (sender.address if sender else None)
    member = member_of(address, found.organisation, known)
    nil_of_the_rest = found.option == NIL and found.item is None
    item = Match(None, False, "no item named") if nil_of_the_rest else item_of(found.item, found.title, known)
    facts = _answer_facts(found, findings, known, member, item)
    facts["option"] = _offered(found, next((i for i in known.items if i.id == item.id), None))
    doubts = _answer_doubts(found, address, member, item, facts)
    if nil_of_the_rest:
        facts["item_ids"] = _not_spoken_of(findings, known)
        count = len(facts["item_ids"])
        doubts.append(f"Reads as a nil return on {count} item{'s'[: count != 1]}. Not filed unless you press 0.")
    sure = member.sure and item.sure and (facts["option"] is not None or found.recused) and not doubts
    return Draft(ProposalKind.ANSWER, facts, sure, f"{member.why}; {item.why}", tuple(doubts), found.source)


def _offered(found: ResponseFound, item: Item | None) -> str | None:
    """The option an answer names, where its item offers it: by its key, or by its name in the answer's words."""
    if item is None or found.option == NIL or not item.options:
        return found.option
    if found.option in {option.key for option in item.options}:
        return found.option
    words = _telling_words(found.answer or "")
    named = [option.key for option in item.options if _telling_words(option.name) == words]
    return named[0] if named else None


def _answer_facts(found: ResponseFound, findings: Findings, known: Known, member: Match, item: Match) -> dict[str, Any]:
    standing = next((m.consent for m in known.members if m.id == member.id), Consent.NAMED)
    received = found.received or (findings.letterhead.sent if findings.letterhead else None)
    return {
        "member_id": member.id,
        "item_id": item.id,
        "option": found.option,
        "rationale": found.rationale or "",
        "condition": found.condition,
        "red_line": found.red_line,
        "evidence": found.evidence,
        "evidence_basis": found.evidence_basis,
        "channel": CHANNELS.get(findings.kind, findings.kind),
        "received": received[:16] if received else None,
        "consent": found.consent or standing.value,
        "sensitive": found.sensitive,
        "recused": found.recused,
        "meeting_id": known.meeting.id if known.meeting else None,
    }


CHANNELS = {"workbook": "Response form", "table": "Web form", "e-mail": "E-mail", "PDF": "Letter", "text": "Text"}


def _answer_doubts(
    found: ResponseFound, address: str | None, member: Match, item: Match, facts: dict[str, Any]
) -> list[str]:
    doubts = []
    if member.id is None:
        doubts.append(f"No member matches {address or found.organisation or found.respondent or 'the sender'}.")
    elif not member.sure:
        doubts.append(f"The member is matched by {member.why} only.")
    if found.item and item.id is None:
        doubts.append(f"No item matches “{found.item}”.")
    elif found.item and not item.sure:
        doubts.append(f"The item is matched by {item.why} only.")
    if facts["option"] is None and not found.recused:
        said = f"“{found.answer}” is not an option of this item" if found.option else "No option is named"
        doubts.append(f"{said}. Choose one with its key.")
    return doubts


def _not_spoken_of(findings: Findings, known: Known) -> list[int]:
    spoken = {item_of(found.item, found.title, known).id for found in findings.responses if found.item}
    return [item.id for item in known.items if item.id not in spoken]


def member_of(address: str | None, organisation: str | None, known: Known) -> Match:
    """The member of an address or a name: by person, by mail domain, by name, by a name nearly the same."""
    if address:
        address = address.casefold()
        person = next((p for p in known.people if p.address and p.address.casefold() == address), None)
        if person:
            return Match(person.member_id, True, "address")
        domain = address.rpartition("@")[2]
        found = next((m for m in known.members if domain in (d.casefold() for d in m.domains)), None)
        if found:
            return Match(found.id, True, f"domain {domain}")
    if organisation:
        return _closest(organisation, ((m.id, m.name) for m in known.members), "name")
    return Match(None, False, "no member")


def item_of(reference: str | None, title: str | None, known: Known) -> Match:
    """The item of a reference as written: by number, by milestone code, by title."""
    if not reference and not title:
        return Match(None, False, "no item named")
    number = re.fullmatch(r"(?:item\s*)?(\d{1,2})[.)]?", (reference or "").strip(), re.IGNORECASE)
    if number:
        found = [item for item in known.items if item.number == int(number[1])]
        return Match(found[0].id, True, "item number") if found else Match(None, False, "no such number")
    words = reference or title or ""
    exact = [item for item in known.items if item.title.casefold() == words.casefold()]
    if len(exact) == 1:
        return Match(exact[0].id, True, "title")
    by_code = _by_milestone(words, known)
    return by_code or _closest(words, ((item.id, item.title) for item in known.items), "title")


def _by_milestone(words: str, known: Known) -> Match | None:
    """The item about a milestone: of the code that labels the words, or the one that names all their codes."""
    codes = CODE.findall(words)
    about = [item for item in known.items if set(item.milestones) & set(codes)]
    labelled = LABEL.match(words)
    if labelled:
        about = [item for item in about if labelled[1] in item.milestones] or about
    if len(about) > 1:
        about = [item for item in about if set(codes) <= set(CODE.findall(f"{item.title} {item.ask or ''}"))]
    return Match(about[0].id, True, f"milestone {about[0].milestones[0]}") if len(about) == 1 else None


def _closest(words: str, names: Iterable[tuple[int, str]], what: str) -> Match:
    """The name most like some words; sure only where it is nearly the same and no other comes near."""
    from rapidfuzz import fuzz

    ranked = sorted(
        ((fuzz.token_set_ratio(words, name, processor=_telling_words), n) for n, name in names), reverse=True
    )
    if not ranked or ranked[0][0] < 60:
        return Match(None, False, f"no {what}")
    score, number = ranked[0]
    clear = len(ranked) == 1 or score - ranked[1][0] >= 5
    why = what if score == 100 else f"{what}, {score:.0f} % alike"
    return Match(number, score >= ALIKE and clear, why)


def _telling_words(text: str) -> str:
    """The words that tell two titles apart: small words, case and signs left out."""
    words = re.findall(r"\w+", text.casefold())
    return " ".join(word for word in words if word not in SMALL_WORDS)
