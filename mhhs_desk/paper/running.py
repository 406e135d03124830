"""What runs through every page of a paper: its head, its foot, and what the document says of itself."""

from __future__ import annotations

from mhhs_desk import paper_words, words
from mhhs_desk.domain.papers import Edition, Kind
from mhhs_desk.domain.view import View
from mhhs_desk.paper.draw import About, draw
from mhhs_desk.paper.page import LEFT, MEASURE, MM, RIGHT, Mark, Page, Rule, Strip, Text
from mhhs_desk.paper.rendered import Rendered
from mhhs_desk.paper.text import BLACK, SMALL, SMALL_QUIET, SMALL_STRONG, Style, fitted, letters

HEAD_LINE, HEAD_RULE = 14.6 * MM, 17.3 * MM
FOOT_RULE, FOOT_LINE = 280.5 * MM, 284.5 * MM


def finished(view: View, kind: Kind, title: str, pages: list[Page]) -> Rendered:
    """Pages with their heads and feet, as a document. The same pages of the same view give the same bytes."""
    digest = view.digest()
    frame(view, kind, pages, digest)
    return Rendered(draw(pages, about(view, kind, title, digest)), len(pages))


def frame(view: View, kind: Kind, pages: list[Page], digest: str) -> None:
    """Give pages their heads and feet, the latter with the hash of the record."""
    top, paper, record = head(view, kind), paper_id(view, kind), record_words(digest)
    for number, page in enumerate(pages, 1):
        page.insert(0, (0.0, top))
        page.append((0.0, foot(paper, f"Page {number} of {len(pages)}", record)))


def about(view: View, kind: Kind, title: str, digest: str) -> About:
    """What the document says of itself; among it, in full, the hash of the record it was made from."""
    what = paper_words.KINDS[kind]
    return About(
        title=title,
        author=f"{view.constituency} constituency",
        subject=f"{what} for {view.meeting.label}, {when(view)}; {words.EDITIONS[view.edition]}",
        keywords=f"record {digest}",
    )


def paper_id(view: View, kind: Kind = Kind.PAPER) -> str:
    """PSG1-SS-own, PSG1-SS-group-brief: the meeting's label, the constituency's initials, the edition, the kind."""
    initials = "".join(next((sign for sign in part if sign.isalnum()), "") for part in view.constituency.split())
    last = "" if kind is Kind.PAPER else kind.value
    return "-".join(filter(None, ("".join(view.meeting.label.split()), initials.upper(), view.edition.value, last)))


def record_words(digest: str) -> str:
    """The beginning of the hash of the record, as it can be read out."""
    return f"Record {digest[:4]} {digest[4:8]} {digest[8:12]}"


def head(view: View, kind: Kind) -> Strip:
    """The meeting at the left, the constituency in the middle, the edition at the right, over a black rule."""
    marks: list[Mark] = [
        *meeting_and_day(view, HEAD_LINE, MEASURE / 3 - 4),
        middle(HEAD_LINE, SMALL, f"{view.constituency} constituency"),
        *edition_and_handling(view, kind),
        Rule(LEFT, HEAD_RULE, MEASURE, 0.6, BLACK),
    ]
    return Strip(0.0, marks)


def meeting_and_day(view: View, y: float, width: float) -> list[Text]:
    """At the left of a head the meeting, and its day where there is room for the whole of it."""
    label, day = fitted(SMALL_STRONG, view.meeting.label, width), when(view)
    after = letters(SMALL_STRONG, label) + 6
    marks = [Text(LEFT, y, SMALL_STRONG, label, 0.0)]
    if after + letters(SMALL, day) <= width:
        marks.append(Text(LEFT + after, y, SMALL, day, 0.0))
    return marks


HANDLING = {Edition.OWN: "not for circulation", Edition.GROUP: "for {forum}", Edition.MEMBERS: "for the members"}
"""Who may be given a copy."""


def edition_and_handling(view: View, kind: Kind, y: float = HEAD_LINE) -> list[Mark]:
    """At the right of a head, for whom the copy is, after the name of its edition."""
    mark = HANDLING[view.edition].format(forum=view.forum.code)
    shown = fitted(SMALL, mark, MEASURE / 6)
    name, x = named(view, kind), RIGHT - letters(SMALL, shown)
    before = x - 6 - letters(SMALL_STRONG, name)
    return [Text(before, y, SMALL_STRONG, name, 0.0), Text(x, y, SMALL, shown, 0.0)]


def named(view: View, kind: Kind) -> str:
    """Group edition; Brief, group edition; Members’ report."""
    edition = words.EDITIONS[view.edition]
    if kind is Kind.PAPER:
        return edition
    what = paper_words.KINDS[kind]
    return what if len(kind.editions) == 1 else f"{what}, {edition.lower()}"


def foot(paper: str, page: str, record: str) -> Strip:
    marks: list[Mark] = [Rule(LEFT, FOOT_RULE, MEASURE), *foot_at(FOOT_LINE, paper, page, record)]
    return Strip(0.0, marks)


def foot_at(y: float, paper: str, page: str, record: str) -> list[Text]:
    """What stands at the foot of a page or a card: which paper it is, which page, and of which record."""
    return [
        Text(LEFT, y, SMALL_QUIET, fitted(SMALL_QUIET, paper, MEASURE / 3), 0.0),
        middle(y, SMALL_QUIET, page),
        right(y, SMALL_QUIET, record),
    ]


def middle(y: float, style: Style, text: str) -> Text:
    """A text in the middle of a line of the whole page."""
    shown = fitted(style, text, MEASURE / 3 - 4)
    return Text((LEFT + RIGHT - letters(style, shown)) / 2, y, style, shown, 0.0)


def right(y: float, style: Style, text: str) -> Text:
    """A text that ends at the right margin."""
    return Text(RIGHT - letters(style, text), y, style, text, 0.0)


def when(view: View) -> str:
    return words.long_day(view.meeting.day) if view.meeting.day else "day not given"
