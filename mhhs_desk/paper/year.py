"""A year on one page: how our positions fared, the meetings, what is still open, and how consulted the members were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mhhs_desk import words
from mhhs_desk.domain.looking_back import Consulted, Fared, Path, Round, Visit, Year, fared, fared_by, has_position
from mhhs_desk.domain.papers import Edition, Fate
from mhhs_desk.domain.positions import Strength
from mhhs_desk.paper import wording
from mhhs_desk.paper.draw import About, draw
from mhhs_desk.paper.page import BOTTOM, LEFT, MEASURE, MM, RIGHT, Flow, Mark, Rule, Strip, Strips, Text, gap
from mhhs_desk.paper.rendered import Rendered
from mhhs_desk.paper.rows import Column, heading, paragraph, plain, section, table
from mhhs_desk.paper.running import FOOT_LINE, FOOT_RULE, HANDLING, HEAD_LINE, HEAD_RULE, foot_at, middle
from mhhs_desk.paper.text import BLACK, BODY, SMALL, SMALL_QUIET, SMALL_STRONG, Run, Runs, fitted, letters

SIZE, LEADING, PAD = 8.0, 11.0, 2.4
HALF, BETWEEN = (MEASURE - 8 * MM) / 2, 8 * MM
FATES = (Fate.CARRIED, Fate.IN_PART, Fate.NOT_CARRIED, Fate.DEFERRED, Fate.NOT_TAKEN)


@dataclass(frozen=True, slots=True)
class Most:
    """How much is told one by one before the rest is counted."""

    rounds: int
    items: int
    open: int
    members: int


LIMITS = (
    Most(14, 30, 8, 60), Most(14, 22, 8, 60), Most(14, 16, 8, 40), Most(12, 12, 6, 40), Most(12, 8, 5, 30),
    Most(12, 6, 4, 20), Most(8, 4, 3, 10), Most(4, 2, 2, 4), Most(1, 1, 1, 2),
)  # fmt: skip
"""Tried one after the other, until all is on one page."""


def year_page(year: Year, edition: Edition) -> Rendered:
    """A year as a PDF of one page. The same year gives the same bytes."""
    tried = (_laid_out(year, edition, most).pages for most in LIMITS)
    page = next(pages[0] for pages in tried if len(pages) == 1)
    page.insert(0, (0.0, _head(year, edition)))
    page.append((0.0, _foot(year, edition)))
    about = About(
        title=_title(year),
        author=f"{year.constituency} constituency",
        subject=f"The year {year.number}; {words.EDITIONS[edition]}",
        keywords=f"year {year.number}",
    )
    return Rendered(draw([page], about), 1)


def _title(year: Year) -> str:
    return f"{year.number}: what became of our positions"


def _laid_out(year: Year, edition: Edition, most: Most) -> Flow:
    flow = Flow(BOTTOM)
    flow.place(section(_title(year), "year", _title(year), under=plain(BODY, _lead(year))))
    flow.place([gap(5), *heading("How our positions fared"), *_fared(year)])
    flow.place([gap(9), *heading("The meetings"), *_rounds(year, most.rounds)])
    flow.place(_positions(year, most.items))
    if year.open:
        flow.place([gap(9), *heading("Still open"), *_open(year.open, most.open)])
    if edition is Edition.OWN and year.consulted:
        flow.place([gap(9), *heading("How consulted the members were")])
        shown = year.consulted[: most.members]
        middle_ = (len(shown) + 1) // 2
        left, right = _members(shown[:middle_], LEFT), _members(shown[middle_:], LEFT + HALF + BETWEEN)
        flow.columns(left, right)
        flow.place(_rest(len(year.consulted) - len(shown), "member"))
    return flow


def _lead(year: Year) -> str:
    """Facts in sentences: how many meetings of whom, and how the positions fared."""
    if not year.rounds:
        return f"No meeting with an agenda was held in {year.number} by {words.day(year.day, year=True)}."
    codes = list(dict.fromkeys(one.forum.code for one in year.rounds))
    whole, taken = fared(year.visits), sum(has_position(visit) for visit in year.visits)
    meetings = words.count(len(year.rounds), "meeting")
    verb = "was" if len(year.rounds) == 1 else "were"
    said = [f"{meetings} of {words.listed(codes)} {verb} held by {words.day(year.day, year=True)}."]
    said.append(f"We took an option on {taken} of {words.count(len(year.visits), 'item')}.")
    if whole.decided:
        share = f", {whole.share} %" if whole.share is not None else ""
        verb = "was" if whole.counts[Fate.CARRIED] == 1 else "were"
        said.append(f"Of {whole.decided} that were decided {whole.counts[Fate.CARRIED]} {verb} carried{share}.")
    return " ".join(said)


# Positions


def _fared(year: Year) -> Strips:
    """A row for each forum and each strength, and one for all."""
    forums = {visit.item.id: visit.forum.code for visit in year.visits}
    strengths = {visit.item.id: visit.strength for visit in year.visits}
    by_forum, by_strength = fared_by(year.visits, forums), fared_by(year.visits, strengths)
    rows = [(code, one) for code, one in by_forum.items()] if len(by_forum) > 1 else []
    order: tuple[Strength | None, ...] = (*Strength, None)
    rows += [
        (words.STRENGTHS[strength] if strength else "Strength not stated", by_strength[strength])
        for strength in order
        if strength in by_strength
    ]
    if not rows:
        return paragraph(plain(SMALL_QUIET, "No option was taken on any item."), LEFT, MEASURE, SIZE, LEADING)
    heads = ("Carried", "In part", "Not carried", "Deferred", "Not taken", "Not noted")
    first, width, last = 46 * MM, 16 * MM, 26 * MM
    columns = [Column("", LEFT, first)]
    columns += [Column(head, LEFT + first + n * width, width, right=True) for n, head in enumerate(heads)]
    columns.append(Column("Of those decided", RIGHT - last, last, right=True))
    made = [_figures(name, one) for name, one in [*rows, ("All", fared(year.visits))]]
    return table(columns, made, SIZE, LEADING, PAD)


def _figures(name: str, one: Fared) -> tuple[Runs, ...]:
    share = f"{one.counts[Fate.CARRIED]} of {one.decided}" if one.decided else "none decided"
    share += f", {one.share} %" if one.share is not None else ""
    figures = [str(one.counts[fate] or "–") for fate in FATES]
    return (plain(SMALL_STRONG if name == "All" else SMALL, name), *(plain(SMALL, f) for f in figures),
            plain(SMALL, str(one.unknown or "–")), plain(SMALL, share))  # fmt: skip


# Meetings


def _rounds(year: Year, most: int) -> Strips:
    columns = (
        Column("Meeting", LEFT, 34 * MM),
        Column("Held", LEFT + 36 * MM, 30 * MM),
        Column("Items", LEFT + 66 * MM, 12 * MM, right=True),
        Column("Members heard", LEFT + 80 * MM, 26 * MM, right=True),
        Column("Working days’ notice", LEFT + 108 * MM, 30 * MM, right=True),
        Column("Our positions carried", LEFT + 140 * MM, 30 * MM, right=True),
    )
    shown = year.rounds[-most:]
    rows = table(columns, [_round(one) for one in shown], SIZE, LEADING, PAD) if shown else []
    return [*rows, *_rest(len(year.rounds) - len(shown), "earlier meeting")]


def _round(one: Round) -> tuple[Runs, ...]:
    day = words.day(one.meeting.day, year=True) if one.meeting.day else "no day"
    whole = fared(one.visits)
    carried = f"{whole.counts[Fate.CARRIED]} of {whole.decided}" if whole.decided else "none decided"
    notice = "not known" if one.notice is None else str(one.notice)
    texts = (day, str(len(one.visits)), f"{one.heard} of {one.members}", notice, carried)
    return (plain(SMALL_STRONG, one.meeting.label), *(plain(SMALL, text) for text in texts))


def _positions(year: Year, most: int) -> Strips:
    """What we argued on each item, what was decided, and what became of our position; the last ones first."""
    taken = [visit for one in reversed(year.rounds) for visit in one.visits if has_position(visit)]
    if not taken:
        return []
    columns = (
        Column("Meeting", LEFT, 26 * MM),
        Column("Item", LEFT + 28 * MM, 60 * MM),
        Column("We argued", LEFT + 90 * MM, 26 * MM),
        Column("Decided", LEFT + 118 * MM, 26 * MM),
        Column("Our position", LEFT + 146 * MM, 24 * MM),
    )
    rows = table(columns, [_position(visit, columns) for visit in taken[:most]], SIZE, LEADING, PAD)
    return [gap(9), *heading("Our positions"), *rows, *_rest(len(taken) - most, "position")]


def _position(visit: Visit, columns: Sequence[Column]) -> tuple[Runs, ...]:
    item, outcome = visit.item, visit.outcome
    decided = item.option_name(outcome.option) if outcome and outcome.option else "no option"
    texts = (
        f"{visit.meeting.label}, {item.number}",
        item.title,
        item.option_name(visit.position.option if visit.position else None),
        decided if outcome else "not noted",
        words.FATES[visit.fate] if visit.fate else "not noted",
    )
    return tuple(plain(SMALL, fitted(SMALL, text, column.width)) for text, column in zip(texts, columns, strict=True))


def _open(found: Sequence[Path], most: int) -> Strips:
    strips: Strips = []
    for path in found[:most]:
        way = " → ".join(visit.meeting.label for visit in path.visits)
        last = path.last
        option = last.position.option if last.position else None
        ours = f" We say: {wording.stopped(last.item.option_name(option))}" if option else ""
        runs = [Run(SMALL_STRONG, wording.stopped(last.item.title)), Run(SMALL_QUIET, f" {way}."), Run(SMALL, ours)]
        strips += [*paragraph(runs, LEFT, MEASURE, SIZE, LEADING), gap(1.5)]
    return [*strips, *_rest(len(found) - most, "item")]


def _rest(count: int, one: str) -> Strips:
    """How many there are beside those that are told."""
    if count < 1:
        return []
    return paragraph(plain(SMALL_QUIET, f"And {words.count(count, one)} more."), LEFT, MEASURE, SIZE, LEADING)


# Members, in own only


def _members(found: Iterable[Consulted], x: float) -> Strips:
    rows = [_member(one) for one in found]
    if not rows:
        return []
    columns = (
        Column("Member", x, 33 * MM),
        Column("Asked", x + 34 * MM, 9 * MM, right=True),
        Column("Answered", x + 45 * MM, 14 * MM, right=True),
        Column("Days", x + 60 * MM, 8 * MM, right=True),
        Column("Told", x + 69 * MM, 12 * MM, right=True),
    )
    return table(columns, rows, SIZE, LEADING, 1.6)


def _member(one: Consulted) -> tuple[Runs, ...]:
    answered, items = one.answered
    notice = "–" if one.notice is None else f"{one.notice:g}"
    told = f"{one.told} of {one.heard}" if one.heard else "–"
    texts = (f"{one.asked} of {len(one.meetings)}", f"{answered} of {items}", notice, told)
    return (plain(SMALL, one.member.name), *(plain(SMALL, text) for text in texts))


# Head and foot


def _head(year: Year, edition: Edition) -> Strip:
    name = words.EDITIONS[edition]
    mark = HANDLING[edition].format(forum="")
    x = RIGHT - letters(SMALL, mark)
    marks: list[Mark] = [
        Text(LEFT, HEAD_LINE, SMALL_STRONG, str(year.number), 0.0),
        middle(HEAD_LINE, SMALL, f"{year.constituency} constituency"),
        Text(x - 6 - letters(SMALL_STRONG, name), HEAD_LINE, SMALL_STRONG, name, 0.0),
        Text(x, HEAD_LINE, SMALL, mark, 0.0),
        Rule(LEFT, HEAD_RULE, MEASURE, 0.6, BLACK),
    ]
    return Strip(0.0, marks)


def _foot(year: Year, edition: Edition) -> Strip:
    marks: list[Mark] = [Rule(LEFT, FOOT_RULE, MEASURE)]
    made = f"As on {words.day(year.day, year=True)}"
    marks += foot_at(FOOT_LINE, f"{year.number}-{edition}", "Page 1 of 1", made)
    return Strip(0.0, marks)
