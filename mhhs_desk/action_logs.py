"""The PMO's log of actions: out as a workbook, and in with each row seen against the record before it is taken."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from pathlib import Path

from mhhs_desk import words
from mhhs_desk.acting import Acting
from mhhs_desk.domain.action_log import LogBook, LogLine, LogRow, rows_of
from mhhs_desk.domain.actions import Action, ActionStatus
from mhhs_desk.domain.dues import Diary
from mhhs_desk.domain.editions import Teller, teller
from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.proposals import Proposal, ProposalKind, ProposalState
from mhhs_desk.issuing import write_whole
from mhhs_desk.store.filing import Filing
from mhhs_desk.store.viewing import own_view, unseen

Report = Callable[[int, int], None]

SHEET = "Action log"
NOT_THERE = "Not in the log any more: {log}."


class ActionLogs(Acting):
    """A desk that gives its actions out in the PMO's columns, and takes the PMO's log in."""

    # Out

    def log_book(self, ids: Collection[int] | None = None, edition: Edition = Edition.OWN) -> LogBook:
        """The actions, or some of them by their numbers, as an edition may show them: what it may not is not there.

        Raises Fault where an edition for others is asked for and no meeting is known, by which it is decided.
        """
        own = edition is Edition.OWN
        tellers = [] if own else self._tellers()
        chosen = [one for one in self.actions.all() if ids is None or one.id in ids]
        told = [one for one in chosen if all(each.action(one) for each in tellers)]
        lines = self._lines(told, tellers, own)
        seat = self.constituency
        title = f"{SHEET}, {seat}, {words.day(self.today, year=True)}. {words.EDITIONS[edition]}."
        return LogBook(lines, title, SHEET, self.today, own)

    def log_job(self, target: Path, ids: Collection[int] | None, edition: Edition) -> Callable[[Report], Path]:
        """Work that writes the log; it touches no record, so it may run beside the window."""
        from mhhs_desk.exchange.action_log import action_log

        book = self.log_book(ids, edition)

        def write(report: Report) -> Path:
            write_whole(target, action_log(book))
            return target

        return write

    def _tellers(self) -> list[Teller]:
        """What may be told by what is withheld at any meeting."""
        with_items = {item.meeting_id for item in self.items.all()}
        meetings = [one for one in self.meetings.all() if one.id in with_items] or [self._a_meeting()]
        people, members = self.people.all(), self.members.all()
        return [teller(own_view(self, one), people, members, unseen(self, one)) for one in meetings]

    def _a_meeting(self) -> Meeting:
        """The next meeting, by whose members it is told who may be named. Raises Fault where there is none."""
        found = self.next_of_desk(self.diary()) or self.meetings.first("1")
        if found is None:
            raise Fault(FaultKind.NO_MEETING, "", labels=[])
        return found

    def _lines(self, actions: Iterable[Action], tellers: Iterable[Teller], own: bool) -> tuple[LogLine, ...]:
        diary = self.diary()
        labels = {number: meeting.label for number, meeting in diary.meetings.items()}
        names = {source.id: source.name for source in self.sources.all()} if own else {}
        updates: dict[int, list[str]] = {}
        for update in reversed(self.action_updates.all()):
            if all(each.text(update.text) for each in tellers):
                said = f"{words.day(update.day, year=True)}: {update.text}"
                updates.setdefault(update.action_id, []).append(said)
        return tuple(
            LogLine(
                ref=one.ref,
                action=one.text,
                owner=one.owner or "",
                forum=diary.forums[one.forum_id].code if one.forum_id in diary.forums else "",
                raised=labels.get(one.meeting_id or 0, ""),
                due=one.due or _due_words(one, diary),
                status=one.status.value.capitalize(),
                updates=tuple(updates.get(one.id, ())),
                milestone=one.milestone or "",
                source=", ".join(filter(None, (names.get(one.source_id or 0), words.place(one.span)))) if own else "",
                uid=one.uid,
            )
            for one in actions
        )

    # In

    def is_log(self, source_id: int) -> bool:
        """Whether an arrival waits with actions, and with nothing else."""
        kinds = {proposal.kind for proposal in self._open(source_id)}
        return kinds == {ProposalKind.ACTION}

    def log_rows(self, source_id: int) -> list[LogRow]:
        """The rows of a log that waits, each against the record, and what the log does not have any more."""
        waiting = self._log(source_id)
        about = self._about(source_id)
        codes = {forum.code.casefold(): forum.id for forum in self.forums.all()}
        named = {codes.get((one.facts.get("forum") or "").casefold()) for one in waiting} - {None}
        forums = named or {about.forum_id if about else None}
        return rows_of(waiting, self.actions.all(), forums)

    def _log(self, source_id: int) -> list[Proposal]:
        return [one for one in self._open(source_id) if one.kind is ProposalKind.ACTION]

    def take_log(self, source_id: int, rows: Collection[int], gone: Collection[int] = ()) -> int:
        """Take rows of a log by the numbers of their proposals, and refuse the others, in one step.

        `gone` are open actions that the log does not have any more and that are done therefore. Returns how many
        records were changed or added.
        """
        source = self.sources.get(source_id)
        with self.step(f"Take {words.count(len(rows) + len(gone), 'row')} of {source.name}"):
            before = {action.id: action for action in self.actions.all()}
            for proposal in self._log(source_id):
                self.proposals.save(_settled(proposal) if proposal.id in rows else _refused(proposal))
            about, made = self._about(source_id), self._log(source_id)
            done = self._file_all(made, about, self._judge(source_id, made, about), Filing(self, source))
            closed = [replace(before[number], status=ActionStatus.DONE) for number in gone]
            if closed:
                self.actions.write_all("Mark done", closed, self.today, NOT_THERE.format(log=source.name))
            self._settle_source(source_id)
            self._judge_again(done)
            return sum(before.get(action.id) != action for action in self.actions.all())


def _due_words(action: Action, diary: Diary) -> str:
    """The words found, and after those that mean a meeting its day."""
    due, said = diary.due(action), action.due_words or ""
    return f"{said} ({words.day(due.day, year=True)[4:]})" if due.follows and due.day else said


def _settled(proposal: Proposal) -> Proposal:
    """A row that the rep takes, whatever was doubtful of it."""
    told = [*proposal.facts.get("settled", ()), *proposal.doubts]
    return replace(proposal, facts={**proposal.facts, "settled": told}, sure=True, doubts=())


def _refused(proposal: Proposal) -> Proposal:
    return replace(proposal, state=ProposalState.REFUSED)
