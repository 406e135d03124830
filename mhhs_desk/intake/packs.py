"""A pack's asks: slides marked for approval or information, questions with their options, requests and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mhhs_desk.domain.findings import AgendaFound, Doubt, FutureFound
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake.codes import codes_in
from mhhs_desk.intake.document import Line, Paragraph, paragraphs, span_of
from mhhs_desk.intake.plan_rows import Row, rows_of
from mhhs_desk.intake.slides import Slide

_KINDS = r"(?P<{}>approval|decision|ratification|discussion|information|info|noting)"
MARKER = re.compile(
    rf"for\s+{_KINDS.format('a')}(?:\s+only)?[.!]?|{_KINDS.format('b')}\s+(?:is\s+)?(?:required|needed|requested|only)[.!]?",
    re.IGNORECASE,
)
DISPOSITIONS = {
    "approval": "approval",
    "decision": "approval",
    "ratification": "approval",
    "discussion": "discussion",
    "information": "information",
    "info": "information",
    "noting": "information",
}
QUESTION = re.compile(r"^(?:Question\s*\d*\s*:\s*)?(?P<words>[A-Z].*\?)$", re.DOTALL)
APART = re.compile(r"(?:Question\s*\d*|Note)\s*:")
LINK = re.compile(r"\w+(?:[.-]\s?\w+)+\.(?:com|org|net|uk|eu)\b")
REQUESTS = re.compile(r"request for action|what we (?:need|ask|want)\b.*\b(?:from|of)\b", re.IGNORECASE)
EXAMPLE = re.compile(r"^(?:for example|e\.g\.),?\s*", re.IGNORECASE)
FUTURE = re.compile(r"\bfuture approval|\b(?:later|subsequent|future) [A-Z]{3,5} for approval", re.IGNORECASE)


def agenda_of(slides: Sequence[Slide]) -> list[AgendaFound]:
    """The items a pack's slides put to the group, in their order."""
    found: list[AgendaFound] = []
    for slide in slides:
        rows = rows_of(slide)
        if rows:
            found += [item for row in rows if (item := item_of_row(row))]
        elif not is_future(slide):
            found += _marked(slide)
            if is_request(slide):
                found += _questions_of_request(slide)
    return found


def is_future(slide: Slide) -> bool:
    return bool(FUTURE.search(slide.title) or any(FUTURE.search(line.words) for line in slide.lines[:8]))


def is_request(slide: Slide) -> bool:
    return any(REQUESTS.search(line.words) for line in (slide.head, *slide.lines[:3])) or bool(
        REQUESTS.search(slide.title)
    )


def item_of_row(row: Row) -> AgendaFound | None:
    """A row of a milestone table as an item: a change of date, or what constituents are asked to do."""
    subject = " ".join(word for word in (row.code, row.name) if word)
    if row.request:
        return AgendaFound(None, subject, "action", row.span, ask=row.request, milestones=(row.code,))
    if row.proposed_words or row.mark:
        change = f": {row.plan_words} to {row.proposed_words}" if row.proposed_words else ""
        kind = DISPOSITIONS[row.mark] if row.mark else None
        return AgendaFound(None, subject + change, kind, row.span, ask=row.reason, milestones=(row.code,))
    return None


def row_doubts(rows: Sequence[Row]) -> list[Doubt]:
    """Rows whose columns are lost, and those whose Level 1 date goes to an unknown one for information only."""
    lost = [
        Doubt(f"{row.code}: its {row.lost} could not be told apart, for the table's columns are lost.", row.span)
        for row in rows
        if row.lost
    ]
    return lost + [
        Doubt(
            f"{row.code} is Level 1 and its new date is not known, yet it is for information only: ask whether Ofgem "
            "has to approve it.",
            row.span,
        )
        for row in rows
        if row.mark in ("information", "info")
        and (row.tier or "").startswith("Level 1")
        and row.proposed_words == "TBC"
    ]


def _marked(slide: Slide) -> list[AgendaFound]:
    """The asks of a slide, one for each marker on it; what stands above a marker, or all of it, belongs to that ask."""
    marks = [index for index, line in enumerate(slide.lines) if line.words and MARKER.fullmatch(line.words)]
    found: list[AgendaFound] = []
    begin = 0
    for order, mark in enumerate(marks):
        last = order == len(marks) - 1
        block = [*slide.lines[begin:mark], *(slide.lines[mark + 1 :] if last else ())]
        title = slide.title
        if begin:
            written = next((line for line in block if line.words), None)
            title = written.words if written else title
            block = [line for line in block if line is not written]
        kind = MARKER.fullmatch(slide.lines[mark].words)
        assert kind
        found += _ask(
            title,
            block,
            DISPOSITIONS[(kind["a"] or kind["b"]).lower()],
            slide.head if not begin else slide.lines[begin],
        )
        begin = mark + 1
    return found


def _ask(title: str, block: Sequence[Line], disposition: str, head: Line) -> list[AgendaFound]:
    points = paragraphs(block, APART)
    question, options, rest = _question(points)
    ask = _worded(rest)
    item = AgendaFound(None, title, disposition, _span(head, title, ask), ask=ask or None, milestones=codes_in(title))
    if question is None:
        return [item]
    words = _question_words(question)
    names = tuple(option.text for option in options)
    own = AgendaFound(None, words, disposition, question.span, ask=words, options=names, milestones=codes_in(words))
    return [item, own] if rest else [own]


def _span(head: Line, title: str, ask: str) -> Span:
    found = span_of([head])
    return replace(found, text=f"{title}: {ask}"[:600] if ask else title)


def _question(points: Sequence[Paragraph]) -> tuple[Paragraph | None, list[Paragraph], list[Paragraph]]:
    """A question with two or more numbered answers, those answers, and the paragraphs that are neither."""
    for index, point in enumerate(points):
        if not QUESTION.match(point.text):
            continue
        options: list[Paragraph] = []
        for answer in points[index + 1 :]:
            if answer.label is None or int(answer.label) != len(options) + 1:
                break
            options.append(answer)
        if len(options) >= 2:
            rest = [*points[:index], *points[index + 1 + len(options) :]]
            return point, options, rest
    return None, [], list(points)


def _question_words(question: Paragraph) -> str:
    found = QUESTION.match(question.text)
    return found["words"] if found else question.text


def _worded(points: Sequence[Paragraph]) -> str:
    """Paragraphs as one ask: points parted by semicolons, web addresses left out."""
    text = ""
    for point in points:
        if LINK.search(point.text) and not point.text.endswith("."):
            continue
        joint = "" if not text else " " if text[-1] in ".:?!" else "; " if point.bullet else ". "
        text += joint + point.text.rstrip(" ;")
    return text


def _questions_of_request(slide: Slide) -> list[AgendaFound]:
    found = []
    for point in paragraphs(slide.lines):
        if point.text.endswith("?"):
            words = EXAMPLE.sub("", point.text)
            title = words[0].upper() + words[1:]
            found.append(AgendaFound(None, title, "discussion", point.span, ask=title, milestones=codes_in(title)))
    return found


def future_of(slides: Sequence[Slide]) -> list[FutureFound]:
    """The numbered requests of a slide that announces what a later meeting will be asked to approve."""
    return [
        FutureFound(point.label, point.text, point.span)
        for slide in slides
        if is_future(slide)
        for point in paragraphs(slide.lines)
        if point.label
    ]
