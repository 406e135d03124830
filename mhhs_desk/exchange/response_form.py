"""The response form of one member as a workbook: instructions, a row an item, and hidden what brings it home."""

from __future__ import annotations

import io
import math
import textwrap
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mhhs_desk.domain import form_layout as layout
from mhhs_desk.domain.asking import fill
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.options import NIL, QUESTION_KEYS

ACCENT, TEXT, SECOND, EDGE, RULE, TINT, TINTED = (
    "#1D4C9B",
    "#1A1C1E",
    "#50555B",
    "#7E827E",
    "#DDDDD8",
    "#EDF2FA",
    "#C6D2E8",
)
FONT, SIZE, A4 = "Calibri", 10, 9
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
WIDTHS = (5, 23, 36, 12, 19, 32, 20, 20, 12, 18, 13)
START_WIDTHS = (2, 28, 64, 52)
LINE, PADDING, SIGNS = 12.9, 5.5, 1.15
"""The height of a line and what a row has more, in points; and the signs to a unit of a column's width."""
LEAST_LINES = 3
"""Room for a reason, before a row grows with what is typed."""
TITLE_ROW, HEAD_ROW, FIRST_ROW = 0, 1, 2
MOST_HINT, MOST_TITLE, MOST_FOOT = 255, 32, 200
"""What the format allows for the words beside a cell, and what fits into a foot."""


@dataclass(frozen=True, slots=True)
class Form:
    """What goes into the form of one member. `wording` holds its words (resources/templates/form.toml), with fields.

    `fields` fills them in; `evidence` names the five strengths from the lowest.
    """

    workspace: str
    meeting: Meeting
    member: Member
    items: tuple[Item, ...]
    wording: Mapping[str, Any]
    fields: Mapping[str, str]
    evidence: tuple[str, ...]
    made: date


def response_form(form: Form) -> bytes:
    """The workbook. The same form gives the same bytes."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties(
            {"title": f"{form.meeting.label}: {form.member.name}", "author": form.fields.get("rep", ""),
             "created": datetime(form.made.year, form.made.month, form.made.day)}
        )  # fmt: skip
        _Writer(book, form).write()
    return growing(out.getvalue())


def growing(data: bytes) -> bytes:
    """The workbook with rows that grow with what is typed into them: their heights are a beginning, not fixed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename.startswith("xl/worksheets/"):
                part = part.replace(b' customHeight="1"', b"")
            new.writestr(entry, part)
    return out.getvalue()


def height(*cells: tuple[str, float]) -> float:
    """How high a row must be for its cells: (words, width of the column)."""
    return PADDING + LINE * max((_lines(words, width) for words, width in cells), default=1)


def _lines(words: str, width: float) -> int:
    return sum(len(textwrap.wrap(line, max(1, math.floor(SIGNS * width)))) or 1 for line in words.split("\n"))


def choices_of(form: Form) -> dict[str, list[tuple[str, str]]]:
    """Every list of the form: a question's own options with their numbers, and "no comment" after each item's."""
    wording = form.wording
    lists = {
        layout.CONSENT: list(wording["consent"].items()),
        layout.EVIDENCE: [(str(level), words) for level, words in enumerate(form.evidence)],
        layout.SENSITIVE: [(layout.NO, wording["no"]), (layout.YES, wording["yes"])],
    }
    for item in form.items:
        offered = [(o.key, f"{o.key}. {o.name}" if o.key in QUESTION_KEYS else o.name) for o in item.options]
        lists[item.uid] = [*offered, (NIL, wording["nil"])]
    return lists


class _Writer:
    """One form on its way into a workbook."""

    def __init__(self, book: Any, form: Form) -> None:
        self.book, self.form = book, form
        self.lists = choices_of(form)
        self.ranges: dict[str, str] = {}
        self._styles: dict[tuple[tuple[str, Any], ...], Any] = {}

    def write(self) -> None:
        sheet = self.form.wording["sheet"]
        start = self.book.add_worksheet(sheet["start"])
        answers = self.book.add_worksheet(sheet["answers"])
        lists = self.book.add_worksheet(layout.LISTS)
        desk = self.book.add_worksheet(layout.DESK)
        self._lists(lists)
        self._start(start)
        self._answers(answers)
        self._desk(desk)
        for hidden in (lists, desk):
            hidden.hide()
            hidden.protect()
        start.activate()

    def _style(self, **facts: Any) -> Any:
        """A style of the form; each is made once."""
        whole = {"font_name": FONT, "font_size": SIZE, "font_color": TEXT, "valign": "top", "text_wrap": True, **facts}
        key = tuple(sorted(whole.items()))
        if key not in self._styles:
            self._styles[key] = self.book.add_format(whole)
        return self._styles[key]

    def _cell(self) -> Any:
        """A cell to be filled in: tinted, and the only kind that is not locked."""
        return self._style(bg_color=TINT, bottom=1, bottom_color=TINTED, left=1, left_color="#FFFFFF", locked=False)

    def _said(self, words: str) -> str:
        return fill(words, self.form.fields)

    # What can be chosen

    def _lists(self, sheet: Any) -> None:
        from xlsxwriter.utility import xl_range_abs

        for column, (name, choices) in enumerate(self.lists.items()):
            for row, (_, words) in enumerate(choices):
                sheet.write_string(row, column, words)
            self.ranges[name] = f"={layout.LISTS}!{xl_range_abs(0, column, len(choices) - 1, column)}"

    def _choice(self, sheet: Any, row: int, column: int, name: str, hint: str, title: str) -> None:
        """A drop-down over a list, which refuses what is not on it."""
        refused = self.form.wording["refused"]
        told = {
            "validate": "list",
            "source": self.ranges[name],
            "error_title": refused["title"][:MOST_TITLE],
            "error_message": refused["text"][:MOST_HINT],
        }
        sheet.data_validation(row, column, row, column, {**told, **_hint(title, hint)})

    # The sheets

    def _paper(self, sheet: Any) -> None:
        """How a sheet looks, prints and is locked."""
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(**MARGINS)
        sheet.fit_to_pages(1, 0)
        foot = self._said(self.form.wording["footer"])[:MOST_FOOT].replace("&", "&&")
        sheet.set_footer(f"&L&8{foot}&R&8&P / &N")
        sheet.protect("", {"format_rows": True, "format_columns": True})

    def _start(self, sheet: Any) -> None:
        words = self.form.wording["start"]
        self._paper(sheet)
        for column, width in enumerate(START_WIDTHS):
            sheet.set_column(column, column, width, self._style())
        sheet.set_column(4, 4, 2, None, {"hidden": True})
        sheet.set_row(1, 28)
        sheet.write_string(1, 1, self._said(words["title"]), self._style(font_size=18, bold=True, text_wrap=False))
        sheet.write_string(2, 1, self._said(words["under"]), self._style(font_color=SECOND, text_wrap=False))
        row = 4
        for paragraph in words["paragraph"]:
            text = self._said(paragraph["text"])
            sheet.set_row(row, height((text, START_WIDTHS[2])) + LINE / 2)
            sheet.write_string(row, 1, paragraph["head"], self._style(bold=True, font_color=ACCENT))
            sheet.write_string(row, 2, text, self._style())
            row += 1
        sheet.set_row(row, 2 * LINE)
        ruled = self._style(bold=True, bottom=1, bottom_color=EDGE, valign="bottom")
        sheet.write_string(row, 1, self._said(words["fields"]), ruled)
        for column in (2, 3):
            sheet.write_blank(row, column, None, ruled)
        self._fields(sheet, row + 1)

    def _fields(self, sheet: Any, row: int) -> None:
        """What is filled in once: the member is given, and its usual consent is chosen already."""
        words, form = self.form.wording["start"], self.form
        label = self._style(font_color=SECOND, bottom=1, bottom_color=RULE)
        beside = self._style(font_color=SECOND, bottom=1, bottom_color=RULE, align="left", indent=1)
        sheet.write_string(row, 1, words["field"]["member"], label)
        sheet.write_string(row, 2, form.member.name, self._style(bottom=1, bottom_color=RULE, bold=True))
        sheet.write_blank(row, 3, None, beside)
        for name in layout.FIELDS:
            row += 1
            sheet.set_row(row, max(LINE + 2 * PADDING, height((words["hint"][name], START_WIDTHS[3] - 2))))
            sheet.write_string(row, 1, words["field"][name], label)
            chosen = form.wording["consent"].get(form.member.consent, "") if name == layout.CONSENT else ""
            sheet.write(row, 2, chosen, self._cell())
            sheet.write_string(row, 3, words["hint"][name], beside)
            sheet.write_string(row, 4, name)
            if name == layout.CONSENT:
                self._choice(sheet, row, 2, name, "", "")

    def _answers(self, sheet: Any) -> None:
        words = self.form.wording
        self._paper(sheet)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.set_column(len(WIDTHS), len(WIDTHS), 2, None, {"hidden": True})
        sheet.set_row(TITLE_ROW, 30)
        sheet.write_string(
            TITLE_ROW, 0, self._said(words["start"]["title"]), self._style(font_size=14, bold=True, text_wrap=False)
        )
        sheet.set_row(HEAD_ROW, height(*((words["column"][n], w) for n, w in zip(layout.COLUMNS, WIDTHS, strict=True))))
        for column, name in enumerate(layout.COLUMNS):
            colour = ACCENT if name in layout.ANSWERED else SECOND
            head = self._style(bold=True, font_color=colour, bottom=2, bottom_color=EDGE, valign="bottom")
            sheet.write_string(HEAD_ROW, column, words["column"][name], head)
        sheet.freeze_panes(FIRST_ROW, 2)
        sheet.repeat_rows(HEAD_ROW)
        for place, item in enumerate(self.form.items):
            self._item(sheet, FIRST_ROW + place, item)

    def _item(self, sheet: Any, row: int, item: Item) -> None:
        words = self.form.wording
        plain = self._style(bottom=1, bottom_color=RULE)
        sheet.write_number(row, 0, item.number, self._style(bottom=1, bottom_color=RULE, align="left"))
        sheet.write_string(row, 1, item.title, self._style(bottom=1, bottom_color=RULE, bold=True))
        ask = item.ask if item.ask and item.ask != item.title else ""
        sheet.set_row(row, height((item.title, 0.9 * WIDTHS[1]), (ask, WIDTHS[2]), ("\n" * (LEAST_LINES - 1), 1)))
        sheet.write_string(row, 2, ask, plain)
        paper = " ".join(filter(None, (item.paper_ref, item.paper_version)))
        sheet.write_string(row, 3, paper, self._style(bottom=1, bottom_color=RULE, font_color=SECOND))
        lists = {"answer": item.uid, layout.EVIDENCE: layout.EVIDENCE, layout.SENSITIVE: layout.SENSITIVE}
        for name in layout.ANSWERED:
            column = layout.COLUMNS.index(name)
            title, hint = words["column"][name], words["hint"][name]
            sheet.write_blank(row, column, None, self._cell())
            if name in lists:
                self._choice(sheet, row, column, lists[name], hint, title)
            else:
                sheet.data_validation(row, column, row, column, {"validate": "any", **_hint(title, hint)})
        sheet.write_string(row, len(layout.COLUMNS), item.uid)

    def _desk(self, sheet: Any) -> None:
        for row, cells in enumerate(self._identities()):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell)

    def _identities(self) -> Iterator[tuple[str, ...]]:
        form = self.form
        yield layout.MARK, str(layout.VERSION)
        yield layout.WORKSPACE, form.workspace
        yield layout.MEETING, form.meeting.uid, form.meeting.label
        yield layout.MEMBER, form.member.uid, form.member.name
        for item in form.items:
            yield layout.ITEM, item.uid, str(item.number), item.title, item.paper_version or ""
        for place, name in enumerate(layout.COLUMNS):
            yield layout.COLUMN, name, str(place)
        for name, choices in self.lists.items():
            for key, words in choices:
                yield layout.CHOICE, name, key, words


def _hint(title: str, hint: str) -> dict[str, str]:
    """The words that stand beside a cell while one is in it."""
    return {"input_title": title[:MOST_TITLE], "input_message": hint[:MOST_HINT]} if hint else {}
