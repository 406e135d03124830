"""What the intake finds in one file: facts with their places, and doubts. Nothing here is a record yet."""

from __future__ import annotations

from dataclasses import dataclass, field

from mhhs_desk.domain.spans import Span


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something missing, lost or unclear in the original, said in one plain sentence."""

    what: str
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class CalendarMark:
    """What a calendar entry says of itself: its identity, its version, when it was written (ISO), and if it is off."""

    uid: str
    sequence: int = 0
    stamp: str | None = None
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class MeetingFound:
    """The meeting a file speaks of. `date` is ISO, `start` and `end` are HH:MM; None where not written."""

    forum: str | None
    label: str | None
    date: str | None
    start: str | None
    end: str | None
    place: str | None = None
    source: Span | None = None
    calendar: CalendarMark | None = None


@dataclass(frozen=True, slots=True)
class AgendaFound:
    """One agenda item. `disposition` is approval, discussion, information or action (None: not written).

    `options` holds the names of a question's own answers, in their order ("PSG manages implementation", ...);
    empty for an ordinary approval. `milestones` holds the codes the item is about.
    """

    number: str | None
    title: str
    disposition: str | None
    source: Span
    lead: str | None = None
    minutes: int | None = None
    paper_ref: str | None = None
    ask: str | None = None
    options: tuple[str, ...] = ()
    milestones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionFound:
    """One action. `due` is an ISO date or None; `due_words` the words found ("Next PSG").

    A row of our own log has a `uid`, which is empty where the row is new; `edited` names the columns that say otherwise
    than they did, and `updates` are its lines.
    """

    ref: str | None
    text: str
    owner: str | None
    due: str | None
    status: str | None
    source: Span
    due_words: str | None = None
    milestone: str | None = None
    forum: str | None = None
    uid: str | None = None
    edited: tuple[str, ...] = ()
    updates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MilestoneFound:
    """One milestone or activity. Dates are ISO months or month ranges ("2022-05/2022-07"), with their words."""

    code: str
    name: str | None
    source: Span
    tier: str | None = None
    plan: str | None = None
    plan_words: str | None = None
    proposed: str | None = None
    proposed_words: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class FormIdentity:
    """What a response form of our own says of where it belongs: identities of the workspace's records."""

    workspace: str
    meeting: str
    meeting_label: str
    member: str
    item: str
    paper_version: str | None = None


@dataclass(frozen=True, slots=True)
class ResponseFound:
    """One answer of one respondent to one item, as written. `item` is the reference found: a number or a title.

    `option` is the key where the words say it (A W R X E, Y N U O, 1-4; "0" for a nil return), else None with a doubt.
    `confidential` is None or the words found; `consent` named, kind, constituency or rep where the words say so.
    `evidence` is 0 (very low) to 4 (very high) or None; `received` an ISO date or date and time.
    `answer` keeps the words of the answer itself; `title` the title beside a number in `item`. `represents` names the
    parties a respondent answers for, and `role` what it is ("Supplier"), as the head of a form gives them.
    """

    respondent: str | None
    organisation: str | None
    item: str | None
    option: str | None
    rationale: str | None
    confidential: str | None
    source: Span
    address: str | None = None
    condition: str | None = None
    red_line: str | None = None
    consent: str | None = None
    sensitive: bool = False
    evidence: int | None = None
    evidence_basis: str | None = None
    recused: bool = False
    received: str | None = None
    answer: str | None = None
    title: str | None = None
    represents: str | None = None
    role: str | None = None
    form: FormIdentity | None = None


@dataclass(frozen=True, slots=True)
class DecisionFound:
    """A decision or outcome recorded in minutes."""

    text: str
    source: Span
    item: str | None = None


@dataclass(frozen=True, slots=True)
class FutureFound:
    """A request that a later meeting will be asked to approve."""

    number: str | None
    title: str
    source: Span


@dataclass(frozen=True, slots=True)
class MemberFound:
    """One organisation of a constituency from a members' list, with one contact."""

    organisation: str
    source: Span
    domains: tuple[str, ...] = ()
    segment: str | None = None
    contact: str | None = None
    address: str | None = None
    role: str | None = None
    consent: str | None = None


@dataclass(frozen=True, slots=True)
class CallFound:
    """A message from the rep that asks members for their view: when, whom (addresses), by when, about which items.

    `items` holds the references written (numbers or titles); empty means every item of the meeting.
    """

    sender: str
    sent: str
    recipients: tuple[str, ...]
    source: Span
    due: str | None = None
    items: tuple[str, ...] = ()
    reminder: bool = False


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who a message is from and when it was sent: name, address, subject and an ISO date and time."""

    sender: str | None
    address: str | None
    subject: str | None
    sent: str | None
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one file."""

    file: str
    sha256: str
    kind: str
    letterhead: Letterhead | None = None
    meeting: MeetingFound | None = None
    agenda: tuple[AgendaFound, ...] = ()
    actions: tuple[ActionFound, ...] = ()
    milestones: tuple[MilestoneFound, ...] = ()
    responses: tuple[ResponseFound, ...] = ()
    decisions: tuple[DecisionFound, ...] = ()
    future_approvals: tuple[FutureFound, ...] = ()
    members: tuple[MemberFound, ...] = ()
    calls: tuple[CallFound, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    text: str = field(default="", repr=False)
