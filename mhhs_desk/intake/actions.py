"""Actions: of a pack's tables, requests and next steps, of action logs, and those written out as "Action:"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mhhs_desk.domain.findings import ActionFound
from mhhs_desk.intake import dates
from mhhs_desk.intake.codes import codes_in
from mhhs_desk.intake.document import BULLET, OPEN_ENDED, Line, Paragraph, paragraphs, span_of
from mhhs_desk.intake.packs import is_request
from mhhs_desk.intake.plan_rows import Row, rows_of
from mhhs_desk.intake.slides import Slide

TASK = re.compile(
    r"(?:Start|Support|Provide|Confirm|Review|Consult|Encourage|Nominate|Send|Check|Respond|Return|Complete|Submit|Assess"
    r"|Prepare|Attend|Agree|Identify|Put|Ask|Tell|Give|Share|Name|Appoint)\b"
)
NEEDED_BY = re.compile(
    r"\b(?:required|needed|wanted|due|expected)\s+by\s+((?:the\s+)?next\s+\w+|\d.*?|[A-Z][a-z]+day.*?)\.?$",
    re.IGNORECASE,
)
OWNERS = re.compile(
    r"(?P<reps>constituenc(?:y|ies)(?:'s|’s)?\s+rep(?:resentative)?s?)|(?P<next>(?:for\s+)?(?:the\s+)?next\s+meeting)"
    r"|(?P<here>meeting\s+actions|from\s+this\s+meeting|actions)|(?P<other>PMO|SRO|IPA|LDP|Ofgem|Elexon|SI|PPC|DCC|all"
    r"|secretariat|members|programme|chair|constituents|suppliers)",
    re.IGNORECASE,
)
PROCEDURE = re.compile(r"(?:confirm|review|agree|note)\s+(?:the\s+)?actions\.?", re.IGNORECASE)
WRITTEN_OUT = re.compile(
    r"^(?:NEW\s+)?ACTION\s*(?:(?:No\.?\s*)?(?P<ref>[A-Z]{0,4}[-_ ]?\d[\w./-]*))?\s*[:–-]\s*(?P<text>\S.*)$",
    re.IGNORECASE,
)
BY = re.compile(
    r"\b(?:by|due)\s+(?P<due>(?:the\s+)?(?:next\s+\w+|end\s+of\s+\w+|\d{1,2}\w*\s+\w+.*|[A-Z][a-z]+day.*))$"
)
BRACKETED = re.compile(r"\s*[(\[](?P<owner>[A-Z][^()\[\]]{1,60})[)\]]\s*\.?$")
TO_DO = re.compile(r"^(?P<owner>[A-Z][\w.&/' -]{1,40}?)\s+to\s+[a-z]+")


def of_rows(slides: Sequence[Slide]) -> list[ActionFound]:
    """The actions of milestone tables, with whom they are asked of in the table's heading."""
    found = []
    for slide in slides:
        heading = " ".join([slide.title, *(line.words for line in slide.lines[:12])])
        asked = re.search(r"\b(constituents|members|parties|participants|representatives)\b", heading, re.IGNORECASE)
        owner = asked[1].capitalize() if asked else None
        found += [_of_row(row, owner) for row in rows_of(slide) if row.request]
    return found


def _of_row(row: Row, owner: str | None) -> ActionFound:
    text = row.request or ""
    return ActionFound(None, text, owner, None, None, row.span, due_words=row.due_words, milestone=row.code)


def of_requests(slides: Sequence[Slide]) -> list[ActionFound]:
    """What a request slide asks participants to do: its points that name a task, or something needed by a time."""
    found = []
    for slide in slides:
        if not is_request(slide) or rows_of(slide):
            continue
        asked = re.search(
            r"\b(?:from|of)\s+((?:programme\s+)?(?:participants|parties|members|constituents))", slide.title, re.I
        )
        owner = asked[1].capitalize() if asked else None
        for point in paragraphs(slide.lines):
            needed = NEEDED_BY.search(point.text)
            if needed or (TASK.match(point.text) and not point.text.endswith("?")):
                due = needed[1].removeprefix("the ") if needed else None
                found.append(_action(point, owner, due))
    return found


def of_next_steps(slides: Sequence[Slide]) -> list[ActionFound]:
    """The points under "Next steps", each under the heading that says whose they are or when they come up."""
    found = []
    for slide in slides:
        if not re.match(r"next steps\b", slide.title, re.IGNORECASE):
            continue
        owner, due, headed = None, None, False
        for point in _points(slide.lines):
            heading = OWNERS.fullmatch(point.text.strip(" :"))
            if heading and not point.bullet:
                owner = None if heading["next"] or heading["here"] else point.text.strip(" :")
                due, headed = ("Next meeting" if heading["next"] else None), True
            elif headed and not PROCEDURE.fullmatch(point.text):
                found.append(_action(point, owner, due))
    return found


def _points(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """The points of a list that may have lost its bullets: a capital begins a point, save after an open end."""
    group: list[Line] = []
    for line in [*lines, Line("", 0)]:
        goes_on = bool(group and line.words) and not BULLET.match(line.words) and not OWNERS.fullmatch(line.words)
        if goes_on and (not line.words[0].isupper() or OPEN_ENDED.search(group[-1].words) or _is_short_for(line.words)):
            group.append(line)
            continue
        if group:
            yield from paragraphs(group[:1]) if len(group) == 1 else _joined(group)
        group = [line] if line.words else []


def _is_short_for(words: str) -> bool:
    """Whether a line ends a name begun above: "Partner (LDP)" has one word of the three that LDP stands for."""
    short = re.match(r"([^()]*)\(([A-Z]{2,6})\)", words)
    return short is not None and len(short[1].split()) < len(short[2])


def _joined(group: list[Line]) -> Iterator[Paragraph]:
    first = group[0]
    text = " ".join(line.words for line in group)
    yield Paragraph(BULLET.sub("", text), first, bool(BULLET.match(text)), lines=tuple(group))


def _action(point: Paragraph, owner: str | None, due_words: str | None) -> ActionFound:
    codes = codes_in(point.text)
    milestone = codes[0] if len(codes) == 1 else None
    return ActionFound(None, point.text, owner, None, None, point.span, due_words=due_words, milestone=milestone)


def written_out(lines: Sequence[Line]) -> list[ActionFound]:
    """Actions written as "ACTION 3: PMO to publish the plan by 12 January 2022"."""
    found = []
    for point in paragraphs(lines):
        named = WRITTEN_OUT.match(point.text)
        if not named:
            continue
        text = named["text"]
        bracketed, doer = BRACKETED.search(text), TO_DO.match(text)
        owner = doer["owner"] if doer else bracketed["owner"] if bracketed else None
        by = BY.search(text.rstrip("."))
        due = dates.day(by["due"]) if by else None
        found.append(
            ActionFound(
                named["ref"], text, owner, due, None, span_of([point.first]), due_words=by["due"] if by else None
            )
        )
    return found
