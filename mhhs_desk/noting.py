"""Answers noted by hand in one line: read by what the desk knows, and filed with the line as their original."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.feedback import Feedback, current
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Consent, Member, looser
from mhhs_desk.domain.sources import Source, SourceState
from mhhs_desk.domain.spans import Span
from mhhs_desk.keeping import Keeping

if TYPE_CHECKING:
    from mhhs_desk.intake.one_line import Said

NOTE = "note"
"""The kind of a source that is a line the rep wrote."""


class Noting(Keeping):
    """A desk on which answers are noted in a line each."""

    def notable(self, meeting: Meeting | None) -> tuple[list[Member], list[Item]]:
        """The members and items that a line may name: those of one meeting."""
        items = list(self.items.where("meeting_id = ?", meeting.id)) if meeting else []
        day = meeting.day if meeting else None
        return [one for one in self.members.all() if day is None or one.is_member_on(day)], items

    def read_line(self, line: str, meeting: Meeting | None) -> Said:
        """What a line says, by the members and items of a meeting."""
        from mhhs_desk.intake.one_line import read

        return read(line, *self.notable(meeting), self.now())

    def standing_answer(self, said: Said) -> Feedback | None:
        """The answer that stands for the member and the item of a line, whose place a new one takes."""
        if said.member is None or said.item is None:
            return None
        given = current(self.feedback.where("item_id = ? AND member_id = ?", said.item.id, said.member.id))
        return next(iter(given.values()), None)

    def note(self, line: str, meeting: Meeting | None) -> Feedback:
        """File the answer that a line says, in one step. Raises Refused where it names no member, item or option."""
        said, line = self.read_line(line, meeting), line.strip().rstrip("/").rstrip()
        if said.member is None or said.item is None or said.option is None:
            raise Refused("a line without", missing=said.missing)
        member, item = said.member, said.item
        with self.step(f"Note the answer of {member.name} on item {item.number}"):
            return self.feedback.add(
                Feedback(
                    member_id=member.id,
                    item_id=item.id,
                    option=said.option,
                    rationale=said.rationale,
                    condition=said.condition,
                    red_line=said.red_line,
                    evidence=said.evidence,
                    evidence_basis=said.evidence_basis,
                    role=said.role,
                    represents=said.represents,
                    channel=said.channel,
                    received=None if said.undated else said.received or self.now(),
                    consent=consent_of(said, member),
                    sensitive=said.sensitive,
                    paper_version=item.paper_version,
                    source_id=self._keep_line(line, item).id,
                    span=Span(line, line=1),
                )
            )

    def _keep_line(self, line: str, item: Item) -> Source:
        """Keep a line as an original. Its name names nobody, for it may be shown where its member may not."""
        data = line.encode()
        sha256 = hashlib.sha256(data).hexdigest()
        self.workspace.keep(sha256, data)
        return self.sources.add(
            Source(
                name=f"Note on item {item.number}.txt",
                kind=NOTE,
                sha256=sha256,
                size=len(data),
                arrived=self.now(),
                text=line,
                state=SourceState.FILED,
            )
        )


def consent_of(said: Said, member: Member) -> Consent:
    """How an answer may be shown: as the line says, else as its member usually allows; unnamed, by kind at the most."""
    if said.consent:
        return said.consent
    return Consent.KIND if said.unnamed and looser(member.consent, Consent.KIND) else member.consent
