"""Papers: rendered from a view, issued and kept with the record they say, verified, and compared."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from mhhs_desk import paper_words
from mhhs_desk.domain.editions import edition_of
from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member, Person
from mhhs_desk.domain.papers import Edition, Kind, Paper, refuse_edition
from mhhs_desk.domain.verifying import (
    Answer,
    Examined,
    Plain,
    Verdict,
    Where,
    changed,
    compared,
    issue_of,
    named_by,
    read,
)
from mhhs_desk.domain.view import View
from mhhs_desk.keeping import Keeping
from mhhs_desk.paper.rendered import Rendered
from mhhs_desk.store import viewing
from mhhs_desk.store.database import faults
from mhhs_desk.store.files import write_durably


class Issuing(Keeping):
    """A desk that shows a meeting as an edition may, and issues papers of it."""

    def view(self, meeting: Meeting, edition: Edition = Edition.OWN) -> View:
        """A meeting as an edition may show it."""
        own = viewing.own_view(self, meeting)
        return own if edition is Edition.OWN else edition_of(own, edition, *self.beside(meeting))

    def beside(self, meeting: Meeting) -> tuple[list[Person], list[Member], list[Feedback]]:
        """What the rules of the editions ask for beside a view: everybody on the record, and what is in no view."""
        return self.people.all(), self.members.all(), viewing.unseen(self, meeting)

    def render(self, meeting: Meeting, edition: Edition = Edition.OWN, kind: Kind = Kind.PAPER) -> Rendered:
        """A paper as it would print today. The same records and day give the same bytes."""
        return render(self.view(meeting, edition), self.today, kind)

    def issue(self, meeting: Meeting, edition: Edition, target: Path | None = None, kind: Kind = Kind.PAPER) -> Paper:
        """Print a paper: write it to a file where one is named, and keep its bytes and the record it says.

        A briefing keeps no issue. Raises Refused where the kind is not made of the edition.
        """
        refuse_edition(kind, edition)
        self.workspace.refuse_reader(briefing=False)
        view = self.view(meeting, edition)
        paper = render(view, self.today, kind)
        if target:
            write_whole(target, paper.data)
        return self.keep_issue(view, paper, kind, target.name if target else paper_name(meeting, edition, kind))

    def keep_issue(self, view: View, paper: Rendered, kind: Kind, name: str) -> Paper:
        """Keep a rendered paper as an issue; the last issue, where it has the same bytes."""
        sha256 = hashlib.sha256(paper.data).hexdigest()
        issued = self.issues(view.meeting, view.edition, kind)
        if issued and issued[-1].sha256 == sha256:
            return issued[-1]
        return self._keep(view, paper, sha256, kind, name)

    def _keep(self, view: View, paper: Rendered, sha256: str, kind: Kind, name: str) -> Paper:
        record = view.record()
        digest = hashlib.sha256(record).hexdigest()
        meeting, edition = view.meeting, view.edition
        made = Paper(
            meeting_id=meeting.id,
            edition=edition,
            day=self.today,
            record_hash=digest,
            sha256=sha256,
            pages=paper.pages,
            name=name,
            number=len(self.issues(meeting, edition, kind)) + 1,
            kind=kind,
            for_whom=paper_words.for_whom(edition, view.seat.rep if view.seat else None, view.forum.code),
        )
        if self.briefing:
            return made
        with self.step(f"Issue the {paper_words.KINDS[kind].lower()} for {meeting.label}"):
            self.workspace.keep(sha256, paper.data)
            self.workspace.keep(digest, record)
            return self.papers.add(made)

    def issues(self, meeting: Meeting, edition: Edition, kind: Kind = Kind.PAPER) -> list[Paper]:
        """Every issue of one kind and edition, the first one first."""
        return list(self.papers.where("meeting_id = ? AND edition = ? AND kind = ?", meeting.id, edition, kind))

    # Verifying and comparing

    def verify(self, examined: Examined) -> Verdict:
        """What a file is to this workspace: an issue that the record still says, or does not; altered; or foreign.

        Nothing that stands in a file makes it an issue: its own bytes are compared, and by its marks it is only named.
        """
        issued = self.papers.all()
        if paper := issue_of(examined, issued):
            return self._judged(paper)
        gone = self._taken_back()
        if paper := issue_of(examined, gone):
            return self._judged(paper, taken_back=True)
        named = named_by(examined, [*gone, *issued])
        return Verdict(Answer.ALTERED, named) if named else Verdict(Answer.FOREIGN)

    def _taken_back(self) -> list[Paper]:
        """The issues that were undone: copies of them may be about."""
        images = [change.before for change in self.deleted() if change.kind == self.papers.table and change.before]
        return [self.papers.from_image(image) for image in reversed(images)]

    def _judged(self, paper: Paper, taken_back: bool = False) -> Verdict:
        view = self.view(self.meetings.get(paper.meeting_id), paper.edition)
        record = view.record()
        digest = hashlib.sha256(record).hexdigest()
        return compared(paper, self.said_by(paper), read(record), digest, taken_back)

    def said_by(self, paper: Paper) -> Plain | None:
        """What an issue says, as it was kept with it; None for one that was issued before that was done."""
        kept = self.workspace.original_if_kept(paper.record_hash)
        return read(kept) if kept else None

    def compare(self, before: Paper, after: Paper) -> tuple[Where, ...] | None:
        """The parts in which two issues differ; None where what one of them says was not kept."""
        old, new = self.said_by(before), self.said_by(after)
        return None if old is None or new is None else tuple(changed(old, new))


def examine(path: Path) -> Examined:
    """A file that is to be verified; touches no record, so it may run beside the window. Raises Fault."""
    from mhhs_desk.intake.paper_marks import examine as examined

    return examined(path)


def render(view: View, today: date, kind: Kind = Kind.PAPER) -> Rendered:
    """A view as a PDF; touches no record, so it may run beside the window."""
    from mhhs_desk.paper.kinds import made

    return made(kind, view, today)


def paper_name(meeting: Meeting, edition: Edition, kind: Kind = Kind.PAPER) -> str:
    """The file name a paper is offered under."""
    what = "" if kind is Kind.PAPER else f" {kind}"
    return f"{meeting.label}{what} {edition} edition.pdf".replace("/", "-")


def write_whole(target: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises Fault where there is no folder, no right or no space."""
    if target.is_dir():
        raise Fault(FaultKind.A_FOLDER, target)
    if not target.parent.is_dir():
        raise Fault(FaultKind.NO_FOLDER, target, folder=target.parent)
    with faults(target):
        write_durably(target, data)
