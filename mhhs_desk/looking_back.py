"""Looking back on the desk: paths of items, how positions fared, how consulted members were, a year on one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mhhs_desk.domain import looking_back
from mhhs_desk.domain.looking_back import Consulted, Path, Round, Visit, Year, held_in, paths
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.view import View
from mhhs_desk.issuing import Issuing
from mhhs_desk.paper.rendered import Rendered
from mhhs_desk.store import looking_back as reading


class LookingBack(Issuing):
    """A desk that looks back."""

    def years(self) -> list[int]:
        """The years in which meetings were held by today, the last one first."""
        return looking_back.years(held_in(self.meetings.all(), None, self.today))

    def paths(self, year: int | None = None) -> list[Path]:
        """Every item's path over meetings, where one of them was held by today: in one year, or in any."""
        held = {meeting.id for meeting in held_in(self.meetings.all(), year, self.today)}
        found = paths(reading.visits(self))
        return [path for path in found if any(visit.meeting.id in held for visit in path.visits)]

    def visited(self, year: int | None = None) -> list[Visit]:
        """Every item of the meetings that were held by today, in one year or in any."""
        held = {meeting.id for meeting in held_in(self.meetings.all(), year, self.today)}
        return [visit for visit in reading.visits(self) if visit.meeting.id in held]

    def consulted(self, year: int | None = None) -> list[Consulted]:
        """How consulted each member was at the meetings that were held by today."""
        return reading.consulted(self, held_in(self.meetings.all(), year, self.today))

    def rounds(self, number: int, edition: Edition = Edition.OWN) -> Iterator[Round]:
        """The meetings of a year as an edition may tell of them, one after the other: each takes its moment.

        For others each is made of the view of its edition, and of nothing else.
        """
        every = reading.visits(self) if edition is Edition.OWN else []
        for meeting in held_in(self.meetings.all(), number, self.today):
            own = edition is Edition.OWN
            yield reading.round_of(self, meeting, every) if own else _round(self.view(meeting, edition))

    def year(self, number: int, edition: Edition = Edition.OWN, rounds: Iterable[Round] | None = None) -> Year:
        """A year as an edition may tell of it; `rounds`: its meetings, where they are in hand already."""
        found = [one for one in (self.rounds(number, edition) if rounds is None else rounds) if one.visits]
        shown = {visit.item.id: visit for one in found for visit in one.visits}
        left = [path for path in self.paths(number) if path.is_open and path.last.meeting.day]
        own = edition is Edition.OWN
        return Year(
            number=number,
            day=self.today,
            constituency=self.constituency,
            rounds=tuple(found),
            open=tuple(Path(tuple(shown.get(one.item.id, _bare(one)) for one in path.visits)) for path in left),
            consulted=tuple(self.consulted(number)) if own else (),
        )


def _round(view: View) -> Round:
    visits = tuple(Visit(view.forum, view.meeting, one.item, one.position, one.outcome) for one in view.items)
    return Round(view.forum, view.meeting, visits, view.heard_count, view.member_count, view.notice)


def _bare(visit: Visit) -> Visit:
    """An item of a meeting to come: where it stands, and nothing that we think of it."""
    return Visit(visit.forum, visit.meeting, visit.item)


def render_year(year: Year, edition: Edition) -> Rendered:
    """A year as a PDF of one page; touches no record."""
    from mhhs_desk.paper.year import year_page

    return year_page(year, edition)


def year_name(number: int, edition: Edition) -> str:
    """The file name a year is offered under."""
    return f"{number} {edition} edition.pdf"
