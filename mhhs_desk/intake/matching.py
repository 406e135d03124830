"""Matching: what was found in a file against what the desk knows, as proposals with their reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from mhhs_desk.domain.findings import ActionFound, AgendaFound, Findings, ResponseFound
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.options import NIL
from mhhs_desk.domain.proposals import ProposalKind
from mhhs_desk.intake import dates, our_form
from mhhs_desk.intake.action_logs import heading, is_log
from mhhs_desk.intake.known import Draft as Draft
from mhhs_desk.intake.known import Known as Known
from mhhs_desk.intake.known import Match
from mhhs_desk.intake.likeness import telling_words
from mhhs_desk.intake.references import item_of
from mhhs_desk.intake.senders import Contact, match_writer, member_known, member_of, writer_of
from mhhs_desk.intake.states import status_of
from mhhs_desk.intake.versions import item_version, pack_version

FIRST = ("approval", "action", "discussion", "information")
"""How the items of papers without an agenda of their own are ordered: what is asked of the group comes first."""
CHANNELS = {"workbook": "Response form", "table": "Web form", "e-mail": "E-mail", "PDF": "Letter", "text": "Text"}


def propose(findings: Findings, known: Known) -> tuple[Draft, ...]:
    """What would be filed of a file. The drafts come in the same order and number whatever is known."""
    return (
        *_meeting(findings, known),
        *_members(findings),
        *_items(findings),
        *_milestones(findings),
        *_actions(findings, known),
        *_calls(findings, known),
        *(_answer(found, findings, known) for found in findings.responses),
        *_decisions(findings, known),
    )


def _meeting(findings: Findings, known: Known) -> Iterator[Draft]:
    """An invitation or a pack names its meeting; answers and calls only speak of one."""
    found = findings.meeting
    names_it = found and (findings.agenda or findings.milestones or (found.date and not findings.responses))
    if found is None or not names_it or findings.calls or is_log(findings):
        return
    about, mark = known.meeting, found.calendar
    facts = {name: value for name, value in asdict(found).items() if name != "source" and (mark or name != "calendar")}
    facts |= {
        "papers": bool(findings.agenda),
        "meeting_id": about.id if about else None,
        "paper_version": pack_version(findings) if findings.agenda else None,
        "as_of": mark.stamp if mark and mark.stamp else findings.letterhead.sent if findings.letterhead else None,
    }
    if about:
        by_label = "label" if found.label else f"the next meeting of {found.forum} known, {about.label}"
        why = "calendar entry" if mark and about.knows_entry(mark.uid) else by_label
        yield Draft(ProposalKind.MEETING, facts, True, why, (), found.source)
    else:
        known_forum = found.forum in known.forums
        doubts = () if known_forum else ("Its forum is not known here.",)
        if mark and mark.cancelled:
            doubts = (*doubts, "It is called off, and was not known before.")
        yield Draft(ProposalKind.MEETING, facts, not doubts, "a meeting not known before", doubts, found.source)


def _members(findings: Findings) -> Iterator[Draft]:
    for found in findings.members:
        facts = {name: value for name, value in asdict(found).items() if name != "source"}
        facts["domains"] = list(found.domains)
        yield Draft(ProposalKind.MEMBER, facts, True, "a row of a list of members", (), found.source)


def as_of(findings: Findings) -> str | None:
    """Of when a file speaks: the day of its own meeting, else when it was sent; None where neither is written."""
    if findings.meeting and findings.meeting.date:
        return findings.meeting.date
    if is_log(findings) and (said := dates.day(heading(findings))):
        return said
    return findings.letterhead.sent if findings.letterhead else None


def _items(findings: Findings) -> Iterator[Draft]:
    agenda = list(findings.agenda)
    if not any(found.number for found in agenda):
        agenda.sort(key=lambda found: FIRST.index(found.disposition) if found.disposition in FIRST else len(FIRST))
    numbers, version, spoken = _numbers(agenda), pack_version(findings), as_of(findings)
    for found, number in zip(agenda, numbers, strict=True):
        facts = {name: value for name, value in asdict(found).items() if name not in ("source", "number")}
        facts |= {"options": list(found.options), "milestones": list(found.milestones), "number": number}
        facts |= {"paper_version": item_version(found) or version, "as_of": spoken}
        yield Draft(ProposalKind.ITEM, facts, True, "an item of the papers", (), found.source)


def _numbers(agenda: list[AgendaFound]) -> list[int | None]:
    """The numbers the papers give their items, where they are whole numbers and rise; else the desk counts them."""
    written = [int(found.number) if found.number and found.number.isdigit() else 0 for found in agenda]
    rising = all(number > before for before, number in zip([0, *written], written, strict=False))
    return [number if rising else None for number in written]


def _milestones(findings: Findings) -> Iterator[Draft]:
    version = pack_version(findings)
    for found in findings.milestones:
        facts = {name: value for name, value in asdict(found).items() if name != "source"}
        facts |= {"paper_version": version, "as_of": as_of(findings)}
        yield Draft(ProposalKind.MILESTONE, facts, True, "code", (), found.source)


def _actions(findings: Findings, known: Known) -> Iterator[Draft]:
    coming = (
        ActionFound(None, f"Bring for approval: {found.title}", "PMO", None, None, found.source, "a subsequent meeting")
        for found in findings.future_approvals
    )
    spoken = as_of(findings)
    for found in (*findings.actions, *coming):
        facts = {name: value for name, value in asdict(found).items() if name != "source"}
        facts |= {"as_of": spoken, "status": status_of(found.status)}
        facts |= {"edited": list(found.edited), "updates": list(found.updates)}
        facts["meeting_id"] = known.meeting.id if known.meeting else None
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
        doubts += [] if ours else [f"{found.sender} is not the rep’s address here."]
        doubts += [] if known.meeting else ["No meeting is known that it could be about."]
        sure = ours and bool(asked) and not unclear and known.meeting is not None
        why = "sent by the rep" if ours else "asks for views"
        yield Draft(ProposalKind.CALL, facts, sure, why, tuple(doubts), found.source)


def _decisions(findings: Findings, known: Known) -> Iterator[Draft]:
    for found in findings.decisions:
        match = item_of(found.item, found.text, known)
        facts = {"text": found.text, "item_id": match.id}
        yield Draft(ProposalKind.DECISION, facts, match.sure, match.why, (), found.source)


def _answer(found: ResponseFound, findings: Findings, known: Known) -> Draft:
    if found.form:
        return our_form.draft(found, found.form, known, found.received)
    writer = writer_of(found, findings, known)
    member = match_writer(writer, findings, known)
    nil_of_the_rest = found.option == NIL and found.item is None
    item = Match(None, False, "no item named") if nil_of_the_rest else item_of(found.item, found.title, known)
    facts = _answer_facts(found, findings, known, member, item)
    facts["option"] = _offered(found, next((i for i in known.items if i.id == item.id), None))
    doubts = _answer_doubts(found, writer, member, item, facts)
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
    words = telling_words(found.answer or "")
    named = [option.key for option in item.options if telling_words(option.name) == words]
    return named[0] if named else None


def _answer_facts(found: ResponseFound, findings: Findings, known: Known, member: Match, item: Match) -> dict[str, Any]:
    standing = member_known(member.id, known).consent.value if member.id else None
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
        "role": found.role,
        "represents": found.represents,
        "channel": CHANNELS.get(findings.kind, findings.kind),
        "received": received[:16] if received else None,
        "consent": found.consent or standing,
        "sensitive": found.sensitive,
        "recused": found.recused,
        "meeting_id": known.meeting.id if known.meeting else None,
    }


def _answer_doubts(
    found: ResponseFound, writer: Contact, member: Match, item: Match, facts: dict[str, Any]
) -> list[str]:
    doubts = []
    if member.id is None:
        told = writer.address or writer.organisation or writer.name or "the sender"
        doubts.append(f"No member matches {told}.")
    elif not member.sure:
        doubts.append(f"The member is matched by {member.why}.")
    if found.item and item.id is None:
        doubts.append(f"No item matches “{found.item}”.")
    elif found.item and not item.sure:
        doubts.append(f"The item is matched by {item.why}.")
    if facts["option"] is None and not found.recused:
        said = f"“{found.answer}” is not an option of this item" if found.option else "No option is named"
        doubts.append(f"{said}. Choose one with its key.")
    return doubts


def _not_spoken_of(findings: Findings, known: Known) -> list[int]:
    spoken = {item_of(found.item, found.title, known).id for found in findings.responses if found.item}
    return [item.id for item in known.items if item.id not in spoken]
