"""Handing over: a desk, or one meeting, goes to the alternate in a sealed file, and the work done on it comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mhhs_desk import __version__, handing_words
from mhhs_desk.domain import passages
from mhhs_desk.domain.bringing_back import Comparison, Row, Rows, What, compared
from mhhs_desk.domain.choosing import Choices, Put, settled
from mhhs_desk.domain.faults import Fault, FaultKind, Refused
from mhhs_desk.domain.forums import Seat
from mhhs_desk.domain.handing import Handing, Mode, Way
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import looser
from mhhs_desk.keeping import Keeping, new_key
from mhhs_desk.store import database, handing_files, handing_rows, handing_scope, keys, sealed
from mhhs_desk.store.handing_files import Returned
from mhhs_desk.store.keys import Key
from mhhs_desk.store.sealed import Envelope

Report = Callable[[int, int], None]
SUFFIX = sealed.SUFFIX


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was sealed: what is to be noted of it, where it is, and the state in which it was handed over."""

    handing: Handing
    target: Path
    base: bytes
    name: str


class HandingOver(Keeping):
    """A desk that goes to the alternate, and takes back what was done on it."""

    # The alternate

    def seat_of(self, meeting: Meeting | None = None) -> Seat | None:
        """Our seat at the forum of a meeting; failing that the first one that is ours."""
        here = self.seats.first("ours AND forum_id = ?", meeting.forum_id) if meeting else None
        return here or self.seats.first("ours")

    def name_alternate(self, seat: Seat, alternate: str | None, approved: date | None, how: str) -> Seat:
        """Name the alternate of a seat, with the day and way of the approval; without a name there is none."""
        name = (alternate or "").strip() or None
        after = replace(
            seat,
            alternate=name,
            alternate_approved=approved if name else None,
            alternate_approved_how=how.strip() if name and approved else "",
        )
        with self.step(handing_words.alternate_step(seat, after, self.forums.get(seat.forum_id).code)):
            return self.seats.save(after)

    def not_approved(self, whom: str, meeting: Meeting | None = None) -> str | None:
        """Why somebody is not the approved alternate, in a line; None where one is."""
        on = meeting.day if meeting else self.today
        return handing_words.not_approved(self.seat_of(meeting), whom, on)

    # Out

    @property
    def came_in(self) -> Handing | None:
        """The hand-over that this desk came out of."""
        return next(reversed(list(self.handings.where("way = ?", Way.IN))), None)

    def goes_back_to(self, whom: str) -> bool:
        """Whether somebody is who handed this desk over."""
        came_in = self.came_in
        return bool(came_in and came_in.whom.casefold() == whom.strip().casefold())

    def holder_name(self, meeting: Meeting | None = None) -> str:
        """Who hands over: the rep, or the alternate who has taken over."""
        seat = self.seat_of(meeting)
        name = (seat.alternate if self.came_in else seat.rep) if seat else None
        return name or f"{self.constituency} seat"

    def hand_over_job(
        self, target: Path, whom: str, mode: Mode, meeting: Meeting | None, passphrase: str
    ) -> Callable[[Report], Made]:
        """Work that seals a file for somebody; through a connection of its own, so it may run beside the window.

        Raises Refused for nobody, or a passphrase that is too weak; Fault where the name is taken.
        """
        self.workspace.refuse_reader()
        keys.refuse_weak(passphrase)
        if not whom.strip():
            raise Refused("nobody to hand over to")
        refuse_name(target)
        path, own, came_in, label = self.path, self.workspace.key, self.came_in, meeting.label if meeting else None
        sender, whom, today = self.holder_name(meeting), whom.strip(), self.today
        page = handing_words.page(self.constituency, sender, whom, label, mode, today, __version__, sealed.BLANK)
        out = Handing(way=Way.OUT, mode=mode, whom=whom, day=today, meeting_id=meeting.id if meeting else None)
        of = came_in.file if came_in else ""

        def make(report: Report) -> Made:
            new = keys.new_key()
            told = replace(out, way=Way.IN, whom=sender, file=new.id)
            with handing_files.workshop() as folder, database.faults(target):
                copy = folder / handing_files.COPY
                name = handing_words.in_step(label, sender)
                base = handing_files.copied(path, own, copy, new, told, name)
                sealed.seal(copy, target, page, new, keys.wrap(new, passphrase), of, mode, report)
            step = handing_words.out_step(label, whom)
            return Made(replace(out, file=new.id), target, handing_rows.pack(base), step)

        return make

    def handed(self, made: Made) -> Handing:
        """Note a file that was sealed. Where that cannot be kept, the file is removed again."""
        try:
            with self.step(made.name):
                return self.handings.add(replace(made.handing, base=self._keep_state(made.base)))
        except BaseException:
            made.target.unlink(missing_ok=True)
            raise

    def hand_over(self, target: Path, whom: str, mode: Mode, meeting: Meeting | None, passphrase: str) -> Handing:
        """Seal the whole desk, or one meeting, into a file for somebody, and note that it is out."""
        return self.handed(self.hand_over_job(target, whom, mode, meeting, passphrase)(lambda done, total: None))

    def _keep_state(self, state: bytes) -> str:
        digest = hashlib.sha256(state).hexdigest()
        self.workspace.keep(digest, state)
        return digest

    # Back

    def out_as(self, *files: str) -> Handing | None:
        """The hand-over from here that one of some files is of, or answers; None where none is."""
        out = [one for one in self.handings.where("way = ?", Way.OUT) if one.file in files and one.base]
        return out[-1] if out else None

    def returned_job(self, path: Path, passphrase: str) -> Callable[[Report], Returned]:
        """Work that opens a file that comes back; it touches nothing of this desk, so it may run beside the window."""
        self.workspace.refuse_reader()
        known = self.workspace.originals()

        def read(report: Report) -> Returned:
            envelope = sealed.look(path)
            return handing_files.returned(envelope, sealed.key_of(envelope, passphrase), known, report)

        return read

    def compare_returned(self, returned: Returned, name: str = "") -> tuple[Handing, Comparison]:
        """What differs between the work that comes back and this desk. Raises Refused where it is not of this desk."""
        handing = self.out_as(*returned.files)
        if handing is None or handing.base is None:
            raise Refused("not handed over from here", name=name or "That file")
        db = self.workspace.db
        shape = handing_rows.shape(db)
        everything = handing_rows.carried(db, shape)
        ours, theirs = everything, returned.rows
        base = handing_rows.unpack(self.workspace.original(handing.base))
        if handing.meeting_id is not None:
            only = handing_scope.numbers(db, handing.meeting_id)
            known = handing_rows.Identities(db, shape.made)
            for table in shape.made:
                named = {*base.get(table, {}), *theirs.get(table, {})}
                only[table] |= {number for uid, number in known.numbers[table].items() if uid in named}
            ours = handing_rows.carried(db, shape, only)
            base, theirs = _still_waiting(base, ours), _still_waiting(theirs, ours)
        return handing, compared(shape, _as_now(base, ours, theirs), ours, theirs, everything)

    def bring_work_back(
        self, handing: Handing, returned: Returned, comparison: Comparison, choices: Choices
    ) -> list[Put]:
        """Write what was chosen, in one step. Raises Refused where something is not chosen, or cannot stand so."""
        done = settled(comparison, choices)
        with self.step(handing_words.back_step(handing.whom)):
            for put in done:
                for name in handing_files.ORIGINALS & (put.after or {}).keys():
                    digest = (put.after or {})[name]
                    if digest in returned.originals:
                        self.workspace.keep(digest, returned.originals[digest])
            handing_rows.write(self.workspace, comparison.shape, done)
            self._protect(comparison, done)
            state = self._keep_state(handing_rows.pack(returned.rows))
            self.handings.change(handing.id, base=state, back=self.today)
        return done

    def _protect(self, comparison: Comparison, done: list[Put]) -> None:
        """Hold back, of answers made on one side, what the other holds back since; and show them as strictly."""
        made = {What.ADDED_HERE, What.ADDED_THERE, What.DOUBLE}
        new = {one.uid for one in comparison.differences if one.table == "feedback" and one.what in made}
        if not new:
            return
        stricter = {put.uid for put in done if put.table == "member"} | {
            one.uid for one in comparison.differences if one.table == "member" and one.what is What.CHANGED_HERE
        }
        for answer in [one for one in self.feedback.all() if one.uid in new]:
            member = self.members.get(answer.member_id)
            others = self.feedback.where("member_id = ? AND held_back <> '[]'", member.id)
            kept = passages.carried(answer, others)
            if member.uid in stricter and looser(kept.consent, member.consent):
                kept = replace(kept, consent=member.consent)
            self.feedback.save(kept)


def _as_now(base: Rows, ours: Rows, theirs: Rows) -> Rows:
    """The state in which something was handed over, with the fields that a newer layout has brought since."""

    def filled(table: str, uid: str, row: Row) -> Row:
        here, there = ours.get(table, {}).get(uid, {}), theirs.get(table, {}).get(uid, {})
        return {**{name: value for name, value in here.items() if there.get(name, value) == value}, **row}

    return {table: {uid: filled(table, uid, row) for uid, row in of.items()} for table, of in base.items()}


def _still_waiting(rows: Rows, ours: Rows) -> Rows:
    """Records whose originals stand in the Inbox as they do here: what one meeting takes along is settled there."""
    here = ours["source"]
    told = {uid: {**row, "state": here[uid]["state"]} if uid in here else row for uid, row in rows["source"].items()}
    return {**rows, "source": told}


def refuse_name(target: Path) -> None:
    """Raise Fault where nothing can be written under a name: it is taken, or its folder is not there."""
    if target.exists():
        raise Fault(FaultKind.EXISTS, target)
    if not target.parent.is_dir():
        raise Fault(FaultKind.NO_FOLDER, target, folder=target.parent)


def look(path: Path) -> Envelope:
    """What a sealed file tells anybody. Raises Fault for one that is none, spoilt, altered or newer."""
    return sealed.look(path)


def take_over(
    path: Path,
    passphrase: str,
    target: Path,
    own: str | None = None,
    briefing: bool = False,
    report: Report = lambda done, total: None,
) -> Key | None:
    """Make a workspace of a sealed file, encrypted where it is given a passphrase of its own; its key, for opening it.

    Touches no open desk, so it may run beside the window. Whole, or nothing is there.
    """
    refuse_name(target)
    envelope = sealed.look(path)
    key = sealed.key_of(envelope, passphrase)
    made = new_key(target, own) if own is not None else None
    try:
        handing_files.taken_over(envelope, key, target, made, briefing, report)
    except BaseException:
        if made:
            keys.drop(made.id, keys.beside(target))
        raise
    return made


def file_name(constituency: str, meeting: Meeting | None) -> str:
    """The name a sealed file is offered under; it tells no more than its page does."""
    return f"{constituency}{f' {meeting.label}' if meeting else ''}{SUFFIX}".replace("/", "-")
