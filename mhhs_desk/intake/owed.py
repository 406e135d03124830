"""The words of one action taken apart: what is to be done, who owes it, by when, and how it stands."""

from __future__ import annotations

import re

from mhhs_desk.domain.findings import ActionFound
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import dates, people
from mhhs_desk.intake.dates import MONTH

STATES = (
    r"New|Opn?en?|Ongoing|On[- ]track|Carried\s+forward|Pla(?:n|ce) in place|In\s+prog?r?e?s+|In hand"
    r"|Comple(?:te?d?|ated)"
    r"|Done|Closed?|Overdue|Outstanding|On[- ]hold|Superseded|Pending|Not started|Delayed|Discharged"
    r"|Propose(?:d)? to close"
    r"|Recommended? (?:for closure|closed?)|To be closed|Withdrawn|Amber|Green|Red|Opne|Colsed|Clsoed|Ongiong"
)
STATUS = re.compile(rf"(?:^|\s)({STATES})\.?$", re.IGNORECASE)
_DAY = (
    rf"(?:\w{{3,9}}day,?\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\.?(?:,?\s+(?:20)?\d\d)?"
    rf"|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}"
)
WHEN = (
    rf"{_DAY}|\d{{4}}-\d\d-\d\d|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,\s+20\d\d)?"
    r"|Ongoing|As soon as possible|ASAP|TB[CDA]|Immediate(?:ly)?"
    r"|(?:the\s+)?(?:next|following|\d\w+)\s+(?:meeting|board|panel|[A-Z]{2,5}|week|month|quarter)(?:\s+meeting)?"
    rf"|(?:(?:the\s+)?(?:Early|Mid|Late|End(?:\s+of)?|By)[\s-]+)?(?:Spring|Summer|Autumn|Winter|{MONTH}"
    rf"|the\s+(?:week|month|year))(?:[-\s]+(?:20)?\d\d)?"
)
DEADLINE = re.compile(rf"(?:^|[\s([–—-])(?P<due>{WHEN})[)\].]*$", re.IGNORECASE)
BY = re.compile(
    rf"\b(?:by|before|due(?:\s+(?:by|on|date))?:?|deadline:?|no later than)\s+(?P<due>{WHEN})[)\].]*$", re.IGNORECASE
)
AFTER_DUE = re.compile(rf"\s(?P<due>{WHEN})\s+(?P<status>(?:{STATES})\b\s*[:;,(–-].{{0,200}})$", re.IGNORECASE)
BEHIND = re.compile(r"[a-z\d)]\.\s+(?P<owner>[A-Z][\w&'’/()-]*(?:\s+[\w&'’/()-]+){0,4})$")
"""What stands in a row behind the full stop of its action."""
LONGEST_STATE = 6
"""Words; a longer update is one of sentences, and says how the action stands at its end."""
DASHED = re.compile(
    r"\s[-–]\s+(Done|Open|Closed|Completed?|New|In progress|Overdue|Outstanding|On hold|Pending)\.?$", re.IGNORECASE
)
"""A status behind a dash, which says so without a column."""
BRACKETED = re.compile(r"\s*[(\[](?P<owner>[A-Z@][^()\[\]]{1,60})[)\]]\s*\.?$")
BODIES = frozenset(
    re.findall(
        r"\w+",
        """
    team teams officials members group board office leads representatives reps company council panel committee
    house department agency secretariat participants suppliers parties constituents users network networks
    """,
    )
)
ORDERS = frozenset(
    re.findall(
        r"\w+",
        """
    ask advise invite tell remind encourage help get send write set add draw meet meeting survey plan publish
    circulate draft develop review confirm provide prepare produce submit share consult assess check contact
    arrange book agree update consider discuss investigate identify report present propose seek request complete
    issue clarify secure include refine respond return attend nominate support start continue ensure explore
    establish undertake collect note approve raise chase find look take make bring give put speak work liaise
    engage monitor follow obtain purchase recruit organise decide determine amend revise resolve remove upload
    deliver appoint hold inform notify nominate finalise gather compile commission convene await escalate evaluate
    examine extend implement incorporate introduce launch outline pursue procure restore scope select supply verify
    visit allocate reply
    """,
    )
)
FIELDS = re.compile(
    r"(?:^|[\s([,;|–-])(?:(?P<owner>(?:Action )?Owner|Lead|Assigned to|Responsible)"
    r"|(?P<due>Due(?: date| by)?|Deadline|Target date|By when|Timescale)"
    r"|(?P<status>(?:Current )?Status|Progress|Update))"
    r"\s*:\s*(?=\S)"
)
DASHED_NAME = re.compile(r"(?P<who>[A-Z@][^:–—]{1,40}?)\s[-–—]\s+(?P<verb>[A-Za-z]+)(?:\s|$)")
INITIALS_AHEAD = re.compile(r"(?P<who>[A-Z]{2,4}(?:\s?[/&,]\s?[A-Z]{2,4})*)\s+(?P<verb>[A-Z][a-z]+)\s")
HANDLE_AHEAD = re.compile(r"(?P<who>@[\w-]+)\s+(?!(?:to|will|shall|should|please|must|and|or)\b)(?P<verb>[a-z]+)\s")
DOER = re.compile(
    r"^(?:the\s+)?(?P<who>[A-Z@][\w’'.&/@()-]*(?:,?\s+[\w’'.&/@()-]+){0,6}?)"
    r"(?:,?\s+(?:with|alongside|supported by|in consultation with)\s+.{3,60}?)?\s+(?:to|will|shall|should|please"
    r"|must)\s+[a-z]",
    re.IGNORECASE,
)


def told(text: str, ref: str | None, span: Span, near: str | None, tabled: bool = False) -> ActionFound:
    """An action from its words; `tabled` ones end in the cells of a row: owner, due date, status."""
    fields = list(FIELDS.finditer(text))
    if fields:
        return _fielded(text, fields, ref, span, near)
    words = " ".join(text.split())
    status = STATUS.search(words) if tabled else DASHED.search(words)
    behind = AFTER_DUE.search(words) if tabled and not status else None
    if behind:
        return _with_state(words, behind, ref, span, near)
    if status:
        words = words[: status.start()].rstrip(" -–,|")
    words, due = _due(words, tabled)
    words, owner = _owner(words, tabled)
    if owner and not due:
        words, due = _due(words, tabled)
    day = dates.day(due, near) if due else None
    return ActionFound(ref, words, owner, day, status[1] if status else None, span, due_words=due)


def _with_state(words: str, behind: re.Match[str], ref: str | None, span: Span, near: str | None) -> ActionFound:
    """An action whose status behind its due date says more than one word."""
    text, owner = _owner(words[: behind.start()].rstrip(" -–,|"), True)
    due = bare(behind["due"])
    return ActionFound(ref, text, owner, dates.day(due, near), behind["status"], span, due_words=due)


def _fielded(text: str, fields: list[re.Match[str]], ref: str | None, span: Span, near: str | None) -> ActionFound:
    """An action whose owner, due date and status stand after it under their names."""
    told: dict[str, str] = {}
    ends = [field.start() for field in fields[1:]] + [len(text)]
    for field, end in zip(fields, ends, strict=True):
        role = "status" if field["status"] else "due" if field["due"] else "owner"
        told.setdefault(role, " ".join(text[field.end() : end].split()).strip(" ,;.|()[]"))
    state = STATUS.search(told.get("status", ""))
    if state and len(told["status"].split()) > LONGEST_STATE:
        told["status"] = state[1]
    action = " ".join(text[: fields[0].start()].split()).rstrip(" -–,;|([")
    due = told.get("due") or None
    day = dates.day(due, near) if due else None
    owner = told.get("owner") or doer(action)
    return ActionFound(ref, action, owner, day, told.get("status") or None, span, due_words=due)


def _due(words: str, tabled: bool) -> tuple[str, str | None]:
    """The words without a due date that stands apart at their end, and that date as written."""
    by, apart = BY.search(words), DEADLINE.search(words)
    if by and not tabled:
        alone = words[: by.start()].rstrip()
        return (alone.rstrip(" ,-–([") if alone.endswith(("-", "–", ",", "(", "[")) else words), bare(by["due"])
    if apart and (tabled or words[apart.start() - 1 : apart.start() + 1].strip()[-1:] in ("-", "–", "—", "(", "[")):
        kept = words[: by.start()] if by else words[: apart.start()]
        return kept.rstrip(" ,-–([—"), bare(apart["due"])
    return words, None


def bare(due: str) -> str:
    return re.sub(r"^(?:the|by)\s+", "", due.strip(" ."), flags=re.IGNORECASE)


def _owner(words: str, tabled: bool) -> tuple[str, str | None]:
    """Who owes it: a name after a dash, the doer the words begin with, or a name in the last column or brackets."""
    told_ahead = ahead(words)
    if told_ahead:
        return told_ahead
    who = doer(words)
    dash = re.search(r"\s+[-–—]\s+([^-–—]{2,60})$", words)
    named = people.leads(dash[1], sure=True) if dash else None
    if dash and named:
        return words[: dash.start()], named
    behind = BEHIND.search(words) if tabled else None
    if behind:
        return words[: behind.start("owner")].rstrip(), behind["owner"]
    rest, last = people.trailing(words, column=True) if tabled else (words, None)
    if last or who:
        return rest, last or who
    boxed = BRACKETED.search(BY.sub("", words).rstrip())
    if boxed and people.leads(boxed["owner"], sure=True):
        return words, boxed["owner"]
    return words, None


def is_order(words: str) -> bool:
    """Whether some words say what somebody is to do: they begin with an order, or with who is to carry it out."""
    first = re.match(r"(?:to\s+)?([A-Za-z]+)", words)
    return bool(first and first[1].casefold() in ORDERS) or doer(words) is not None


def ahead(words: str) -> tuple[str, str] | None:
    """What is to be done and the name before it: "PMO: ...", "Ilse Brandt - share ...", "KL  Draft ..."."""
    called = re.match(r"(?P<who>[^:]{2,40}):\s+(?P<what>\S.*)$", words)
    if called and people.leads(called["who"], sure=True):
        return called["what"], called["who"]
    ordered = DASHED_NAME.match(words) or INITIALS_AHEAD.match(words)
    named = ordered is not None and ordered["verb"].islower() and people.is_name(ordered["who"])
    sure = named or (ordered is not None and ordered["verb"].casefold() in ORDERS)
    if ordered and sure and people.leads(ordered["who"], sure=True):
        return words[ordered.start("verb") :], ordered["who"]
    handled = HANDLE_AHEAD.match(words)
    return (words[handled.start("verb") :], handled["who"]) if handled else None


def doer(text: str) -> str | None:
    """Who is to do it, where the words begin with a name: "Design Team to ...", not "Send a letter to ..."."""
    found = DOER.match(text)
    if not found:
        return None
    who = found["who"].strip(" ,")
    first = who.split()[0].casefold()
    if first in ORDERS or len(who) > 60 or re.search(r"\d", who):
        return None
    names = [
        word.strip("()")
        for word in re.split(r"[\s,]+", who)
        if word.casefold() not in ("and", "of", "the", "for", "&", "all", "both")
    ]
    named = all(word[0].isupper() or word[0] == "@" for word in names)
    if named or (names and names[-1].casefold().rstrip(")") in BODIES) or people.leads(who, sure=True):
        return who if who[0].isupper() or who[0] == "@" or people.OFFICE.fullmatch(who) else None
    return None
