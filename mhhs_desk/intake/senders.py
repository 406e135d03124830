"""Whose words they are: a sender or a respondent matched with a member, and new people of members."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mhhs_desk.domain.findings import Findings, ResponseFound
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.proposals import ProposalKind
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake.known import Draft, Known, Match
from mhhs_desk.intake.likeness import closest_name, plain, telling_name

PUBLIC = frozenset(
    ["aol.com", "btinternet.com", "fastmail.com", "gmail.com", "gmx.com", "gmx.de", "gmx.net", "googlemail.com",
     "hotmail.co.uk", "hotmail.com", "icloud.com", "live.co.uk", "live.com", "mac.com", "mail.com", "me.com", "msn.com",
     "ntlworld.com", "outlook.com", "pm.me", "proton.me", "protonmail.com", "sky.com", "talktalk.net",
     "virginmedia.com", "yahoo.co.uk", "yahoo.com", "yandex.com"]
)  # fmt: skip
"""Mail domains that anybody may have: they say nothing of who somebody works for."""

FORWARDED = re.compile(
    r"^[\s>*]*From\s*:\*?\s*(?P<name>[^<\[\n]{0,80}?)\s*[<\[(]?(?:mailto:)?(?P<address>[\w.+'-]+@[\w.-]+\w)",
    re.IGNORECASE | re.MULTILINE,
)
"""The head that a mail program puts over a message that is sent on."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Who wrote, as far as it is written: a person's name, an address, an organisation."""

    name: str | None = None
    address: str | None = None
    organisation: str | None = None


def member_of(address: str | None, organisation: str | None, known: Known) -> Match:
    """The member of an address or a name: by person, by mail domain, by name, by a name nearly the same.

    Sure only where everything that is known of the sender speaks for one member and no other.
    """
    key = "member", address, organisation
    if key not in known.memo:
        known.memo[key] = _matched(address, organisation, known)
    match: Match = known.memo[key]
    return match


def _matched(address: str | None, organisation: str | None, known: Known) -> Match:
    by_address = _by_address(address, known)
    by_name = _by_name(organisation, known)
    if by_address is None or by_address.id is None:
        return by_name or Match(None, False, "no member")
    if by_name is None or by_name.id in (None, by_address.id):
        return by_address
    other = member_known(by_name.id, known)
    if not by_address.sure and by_name.sure:
        return by_name
    return Match(by_address.id, False, f"{by_address.why}, though it names {other.name}")


def _by_address(address: str | None, known: Known) -> Match | None:
    """By the address of a person known, or its domain; unsure where that is the address of several members."""
    if not address:
        return None
    address = address.casefold().strip()
    ids = sorted({p.member_id for p in known.people if p.address and p.address.casefold().strip() == address})
    if ids:
        return _one_of(ids, "address")
    domain = address.rpartition("@")[2]
    ids = sorted(member.id for member in known.members if any(_within(domain, own) for own in member.domains))
    return _one_of(ids, f"domain {domain}") if ids else None


def _one_of(ids: list[int], why: str) -> Match:
    return Match(ids[0], len(ids) == 1, why if len(ids) == 1 else f"{why}, which is that of {len(ids)} members")


def _within(domain: str, own: str) -> bool:
    own = own.casefold().lstrip("@")
    return own not in PUBLIC and (domain == own or domain.endswith("." + own)) and "." in own


def _by_name(organisation: str | None, known: Known) -> Match | None:
    if not organisation:
        return None
    if "names" not in known.memo:
        known.memo["names"] = _names(known)
    same = known.memo["names"].get(telling_name(organisation), [])
    if len(same) == 1:
        return Match(same[0], True, "name")
    return closest_name(organisation, ((member.id, member.name) for member in known.members))


def _names(known: Known) -> dict[str, list[int]]:
    """The members by what tells their names apart."""
    found: dict[str, list[int]] = {}
    for member in known.members:
        found.setdefault(telling_name(member.name), []).append(member.id)
    return found


def member_known(member_id: int | None, known: Known) -> Member:
    """The member of a number."""
    if "members" not in known.memo:
        known.memo["members"] = {member.id: member for member in known.members}
    found: Member = known.memo["members"][member_id]
    return found


def writer_of(found: ResponseFound, findings: Findings, known: Known) -> Contact:
    """Who gave an answer: whom its own row or form names, else who sent it, else who wrote what was sent on."""
    if found.organisation:
        own = found.address if _is_own(found, findings, known) else None
        return Contact(found.respondent, own, found.organisation)
    head = findings.letterhead
    sender = Contact(
        found.respondent or (head.sender if head else None), found.address or (head.address if head else None)
    )
    if _speaks_for_itself(sender, known):
        return sender
    return _forwarded(findings, known) or sender


def _is_own(found: ResponseFound, findings: Findings, known: Known) -> bool:
    """Whether an address is the respondent's own, not that of the rep or of whoever sent a whole list of answers."""
    if not found.address or found.address in known.rep_addresses:
        return False
    return len(_organisations(findings, known)[found.address]) == 1


def _organisations(findings: Findings, known: Known) -> dict[str | None, set[str]]:
    """The organisations that a file names, under each address and, all of them, under None."""
    key = "organisations", findings.sha256
    if key not in known.memo:
        found: dict[str | None, set[str]] = {None: set()}
        for one in findings.responses:
            found[None].add(plain(one.organisation))
            found.setdefault(one.address, set()).add(plain(one.organisation))
        known.memo[key] = found
    told: dict[str | None, set[str]] = known.memo[key]
    return told


def _speaks_for_itself(sender: Contact, known: Known) -> bool:
    address = (sender.address or "").casefold()
    return address not in known.rep_addresses and member_of(address, None, known).id is not None


def _forwarded(findings: Findings, known: Known) -> Contact | None:
    """The first sender of what was sent on that is a member's."""
    for found in FORWARDED.finditer(findings.text):
        contact = Contact(found["name"].strip(" \"'*") or None, found["address"].lower())
        if _speaks_for_itself(contact, known):
            return contact
    return None


def match_writer(writer: Contact, findings: Findings, known: Known) -> Match:
    """The member who gave an answer, with the way it came where that is not its own."""
    match = member_of(writer.address, writer.organisation, known)
    head = findings.letterhead
    sent_on = bool(head and head.address and writer.address and head.address.casefold() != writer.address.casefold())
    if match.id is None or not head or not head.address:
        return match
    if sent_on and not writer.organisation:
        return Match(match.id, match.sure, f"forwarded, {match.why}")
    sender = member_of(head.address, None, known)
    alone = len(_organisations(findings, known)[None]) == 1
    if alone and writer.organisation and sender.id is not None and sender.id != match.id:
        return Match(match.id, False, f"{match.why}, though {member_known(sender.id, known).name} sent it")
    return match


def contacts(findings: Findings, known: Known) -> Iterator[Draft]:
    """People who wrote for a member that is known, and whom the desk does not know yet; each once."""
    seen: set[tuple[int, str]] = set()
    for found in findings.responses:
        writer = writer_of(found, findings, known)
        match = match_writer(writer, findings, known)
        if match.id is None or not (writer.name or writer.address):
            continue
        key = match.id, (writer.address or plain(writer.name)).casefold()
        if key in seen:
            continue
        seen.add(key)
        if not _is_known(match.id, writer, known):
            yield contact_draft(member_known(match.id, known), writer, match, found.source)


def _is_known(member_id: int, writer: Contact, known: Known) -> bool:
    own = [person for person in known.people if person.member_id == member_id]
    if writer.address:
        return any((person.address or "").casefold() == writer.address.casefold() for person in own)
    return any(plain(person.name) == plain(writer.name) for person in own)


def contact_draft(member: Member, writer: Contact, match: Match, span: Span) -> Draft:
    facts = {
        "member_id": member.id,
        "organisation": member.name,
        "contact": writer.name,
        "address": writer.address,
        "role": None,
    }
    return Draft(ProposalKind.MEMBER, facts, match.sure, f"a new contact of {member.name}; {match.why}", (), span)
