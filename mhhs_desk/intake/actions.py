"""Actions: of a pack's tables, requests and next steps, of action logs, and those written out as "Action:"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from mhhs_desk.domain.findings import ActionFound
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import owed
from mhhs_desk.intake.codes import codes_in
from mhhs_desk.intake.document import BULLET, OPEN_ENDED, Line, Paragraph, paragraphs, span_of
from mhhs_desk.intake.packs import is_request
from mhhs_desk.intake.plan_rows import Row, rows_of
from mhhs_desk.intake.slides import Slide

TASK = re.compile(
    r"(?:Start|Support|Provide|Confirm|Review|Consult|Encourage|Nominate|Send|Check|Respond|Return|Complete|Submit"
    r"|Assess"
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
MARKED = re.compile(
    r"(?:^|(?<=[.;\])?!])\s+|(?<=\[))\W{0,4}(?:(?i:new)\s+)?(?:(?:ACTIONS?|Actions?)(?:\s+(?i:items?|points?))?|AI"
    r"|AP)\s*(?:(?i:no)\.?\s*)?"
    r"(?P<ref>[A-Z]{0,6}[-_ ]?\d[\w./-]*)?\s*"
    r"(?:(?i:on|for)\s+(?P<on>[A-Z][^:.]{1,50}?)|\((?P<in>[A-Z][^():.]{1,50})\))?\s*\W{0,2}(?::"
    r"|\s[–-])[\s*_:]{0,3}(?=\S)"
)
CODED = re.compile(
    r"(?:^|(?<=[.;\])?!])\s+)\W{0,3}"
    r"(?:(?:ACTION|Action)\s+(?P<bare>\d[\w./-]*|[A-Z]{1,6}[-_ ]?\d[\w./-]*)\s+(?=[A-Z@])"
    r"|(?P<ref>[A-Z]{2,8}[-_ ]?\d{1,4}[-/._]\d{1,4}|\d{2,4}[-/]\d{1,3}|[01]\d{3})"
    r"\s*(?::|\s[–-])\s+(?=[A-Z@]|the\s))(?P<on>)(?P<in>)"
)
"""A reference that opens an action though no word says so; it counts where somebody "to do" something follows."""
BESIDE = r"(?:[A-Z]{2,3}(?:\s?[/,&]\s?[A-Z]{2,3})*|All|ALL)"
"""Whom a narrow column beside the text names: it comes through as a line of its own."""
REFERRED = re.compile(r"(?:^|(?<=[.;)?!\]])\s+)ACTION\s+(?P<ref>(?:[A-Z]{2,6}[-_ ]?)?\d{1,4}[-/.]\d{1,3})\.?$")
"""A reference alone, below or behind the paragraph that tells what is to be done."""
ITEM = r"(?:Agenda\s+)?(?:Item|ITEM)\s+\d"
OPENS = re.compile(re.sub(r"\?P<\w+>", "?:", f"{MARKED.pattern}|{CODED.pattern}|{REFERRED.pattern}|{BESIDE}$|{ITEM}"))
NUMBER_AHEAD = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]?\s+")
SHORTEST_TOLD = 5
NOTHING = re.compile(r"(?:none|nil|n/?a|nothing|no actions?)\b.{0,20}", re.IGNORECASE)
LINES_TOLD = 8
"""So many lines of an action written in a long paragraph are kept with its place."""
OTHERWISE = re.compile(r"\ball actions?\b.{0,20}?\b(?:for|by|due)\s+(?P<due>.+?)\s+unless\b", re.IGNORECASE)
TASKS_HEAD = re.compile(
    r"(?:[A-Z][\w&'’-]*\s+(?:[-–]\s+)?){0,6}actions?\s+(?:log|list|register|tracker)(?:\s*[-–:|].{0,40}"
    r"|\s+(?:as\s+at|as\s+of|from|of)\b.{0,40})?|(?!(?-i:Action|ACTION)$)"
    r"(?:#+\s*)?(?:\d{1,2}[.)]?\s+)?(?:new\s+|summary of\s+|agreed\s+|list of\s+|table of\s+|outstanding\s+"
    r"|open\s+)*actions?"
    r"(?:\s+(?:points?|items?|arising|agreed|summary|list|log|register|table|tracker|review))*"
    r"(?:\s+(?:from|arising from|of)\b.{3,60})?(?:\s*\([^()]{1,40}\))?\s*:?",
    re.IGNORECASE,
)
TASK_REF = r"(?:[A-Z]{1,6}\d{0,3}[-/_.]?\d{1,4}(?:[-/.]\d{1,3})?[a-z]?|\d{3,4}/\d{1,3}(?![/\d]))"
ROW = re.compile(
    rf"^(?:(?:[A-Z][\w&/-]*\s+(?:[\w&/-]+\s+){{0,3}}?)?(?P<ref>{TASK_REF})\s*[:.)–-]?\s+(?=\S)"
    r"|(?i:action)\s+(?P<action>\d[\w./-]*)\s*[:.)–-]?\s+(?=[A-Z@])|(?P<number>\d{1,2}(?:\.\d{1,2})?(?=[.)])"
    r"|\d{1,2}\.\d{1,2}(?=\s+[A-Z]{2,4}(?:/[A-Z]{2,4})*\s+[A-Z][a-z]))[.)]?\s+(?=[A-Z@])"
    r"|(?:[-*•●]\s+(?:\[[ xX]\]\s*)?|\[[ xX]?\]\s+)(?=[A-Z@]))"
)
BARE_ROW = re.compile(
    r"^(?P<ref>(?P<number>\d{1,4}(?:\.\d{1,2})?))(?P<action>)\s+(?:(?:\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}\.\d{1,2})\s+)*(?=[A-Z@])"
)
APART = re.compile(rf"\S(?:\s{{2,}}|\t)(?:{owed.WHEN})\s*$", re.IGNORECASE)
"""A due date in a column of its own."""
SECTION_ENDS = re.compile(
    r"(?:#+\s+\S.*|decisions?\b.{0,30}|attend(?:ees|ance)\b.*|date of next.*|next meeting.*|risks?\b.{0,30}"
    r"|minutes\b.*|apologies.*"
    r"|agenda\b.*|any other business|appendix.*)\s*:?",
    re.IGNORECASE,
)


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


def written_out(lines: Sequence[Line], near: str | None = None) -> list[ActionFound]:
    """Actions written as "ACTION 3: PMO to publish the plan" or "Action on XY: ...", at a paragraph's head or in it."""
    points = paragraphs(lines, OPENS)
    found = _referred(points)
    for point, after in zip(points, [*points[1:], None], strict=False):
        marks = _marks(point.text)
        starts = _starts(point) if marks else []
        ends = [mark.start() for mark in marks[1:]] + [len(point.text)]
        for mark, end in zip(marks, ends, strict=False):
            text = point.text[mark.end() : end].strip(" []*")
            if mark[0].rstrip().endswith("]") or len(text) < 3 or mark["on"] == text:
                continue
            ref = _ref(mark)
            action = owed.told(text, ref, _place(point, starts, mark.start()), near)
            beside = after.text if after and end == len(point.text) and re.fullmatch(BESIDE, after.text) else None
            on = mark["on"] or mark["in"] or (beside if action.owner is None else None)
            found.append(replace(action, owner=on) if on else action)
    return found


def _referred(points: Sequence[Paragraph]) -> list[ActionFound]:
    """The paragraphs that a reference without words makes actions; one that comes again is told where its words are."""
    found = []
    for before, point in zip([None, *points], points, strict=False):
        mark = REFERRED.search(point.text)
        if mark is None or sum(mark["ref"] in one.text for one in points) > 1:
            continue
        told = point if mark.start() else before
        words = NUMBER_AHEAD.sub("", point.text[: mark.start()] if mark.start() else before.text if before else "")
        if told and len(words.split()) >= SHORTEST_TOLD:
            found.append(ActionFound(mark["ref"], words, owed.doer(words), None, None, told.span))
    return found


def _marks(text: str) -> list[re.Match[str]]:
    """What opens each action in a paragraph, in its order."""
    marked = list(MARKED.finditer(text))
    coded = [mark for mark in CODED.finditer(text) if owed.doer(text[mark.end() :])]
    apart = [mark for mark in coded if not any(one.start() <= mark.start() < one.end() for one in marked)]
    return sorted([*marked, *apart], key=lambda mark: mark.start())


def _ref(mark: re.Match[str]) -> str | None:
    """The reference in what opens an action; "AP" and "AI" are part of theirs."""
    told: str | None = mark["ref"] or mark.groupdict().get("bare")
    short = re.search(r"\b(AP|AI)\s?$", mark[0].split(told)[0]) if told else None
    return f"{short[1]}{told}" if short else told


def _starts(point: Paragraph) -> list[int]:
    """Where each line of a paragraph begins in its words, counted from their end: a bullet may be gone at the front."""
    ends = list(accumulate(len(line.words) + 1 for line in reversed(point.lines)))
    return [len(point.text) + 1 - end for end in reversed(ends)]


def _place(point: Paragraph, starts: Sequence[int], offset: int) -> Span:
    """The place of the line of a paragraph that holds an offset of its words."""
    index = max(bisect_right(starts, offset + 1) - 1, 0)
    return span_of(point.lines[index : index + LINES_TOLD])


def of_lists(lines: Sequence[Line], near: str | None = None) -> list[ActionFound]:
    """The rows of every list under a heading "Actions": each begins with its reference or number."""
    found: list[ActionFound] = []
    group: list[Line] = []
    tabled = begun = marked = False
    after, page = "", None
    for line in [*lines, Line("Decisions", 0)]:
        words = re.sub(r"\*\*", "", line.words)
        if OTHERWISE.search(words) or PROCEDURE.fullmatch(BULLET.sub("", words)):
            continue
        if group and line.page != group[-1].page:
            found.append(_of_row_lines(group, near, tabled))
            group, begun = [], _row(words, tabled) is not None
        elif line.page != page:
            begun = False  # a slide of its own
        page = line.page
        head = TASKS_HEAD.fullmatch(words) is not None
        # "2. Boundaries" ends what "1. Actions" began.
        begins = begun and _row(words, tabled) is not None and not (after and re.match(after, words))
        marked = marked or begins
        row = begins or (begun and not (tabled or marked) and _says_who(words, group))
        ends = not row and (SECTION_ENDS.fullmatch(words) is not None or bool(after and re.match(after, words)))
        if group and (head or row or not words or ends):
            found.append(_of_row_lines(group, near, tabled))
            group = []
        if head or (begun and ends):
            begun, tabled, marked = head, False, False
            own = re.match(r"(\d{1,2})[.)]?\s", words) if head else None
            after = rf"{int(own[1]) + 1}[.)]?\s" if own else ""
        elif (
            begun and not row and not group and re.search(r"\bowner|\bdue\b|\bdeadline|\blead\b", words, re.IGNORECASE)
        ):
            tabled = True
        elif row or group:
            group.append(line)
    return [action for action in found if not NOTHING.fullmatch(action.text)]


def _says_who(words: str, group: Sequence[Line]) -> bool:
    """Whether a line of a list without marks begins a row: it says who is to do it."""
    says = owed.doer(words) is not None or bool(re.search(r"\s[-–—]\s", words) and owed.ahead(words))
    return says and not (group and OPEN_ENDED.search(group[-1].words))


def _row(words: str, tabled: bool) -> re.Match[str] | None:
    """What opens a row: its reference or number. In a table an area may stand before it."""
    row = (BARE_ROW.match(words) if tabled else None) or ROW.match(words)
    return row if row and (tabled or row["ref"] is None or words.startswith(row["ref"])) else None


def _of_row_lines(group: Sequence[Line], near: str | None, tabled: bool) -> ActionFound:
    text = re.sub(r"\*\*", "", " ".join(line.words for line in group))
    row = (BARE_ROW.match(text) if tabled else None) or ROW.match(text)
    ref = row["ref"] or row["action"] or row["number"] if row else None
    rest = re.sub(r"\s\|\s|\t", " ", text[row.end() :] if row else text)
    return owed.told(rest, ref, span_of(group), near, tabled or bool(APART.search(group[-1].text)))
