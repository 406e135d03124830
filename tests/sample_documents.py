"""Write the documents of the sample from the data beside this file.

`python tests/sample_documents.py` rewrites resources/sample; with a folder, it writes them there.
"""

from __future__ import annotations

import csv
import importlib.resources
import io
import sys
import textwrap
import tomllib
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from html import escape
from pathlib import Path
from typing import Any

import xlsxwriter
from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "sample"
DATA = Path(__file__).resolve().parent / "data" / "sample"

Row = list[str]
Member = dict[str, str]
MEMBER_FIELDS = ("name", "domain", "segment", "contact", "mailbox", "role", "consent")
FORM_HEADS = (
    "Organisation", "Respondent", "E-mail", "Item", "Answer", "Reason", "Condition", "Red line", "Evidence", "Basis",
    "Consent", "Confidential", "Received",
)  # fmt: skip
FONTS = importlib.resources.files("font_source_sans_pro") / "files"

WIDTH, HEIGHT = 842.0, 595.0
LEFT, RIGHT, TOP, FOOT = 48.0, 794.0, 500.0, 40.0
INK, GREY, RULE = HexColor("#20272C"), HexColor("#5C666D"), HexColor("#A9B4BA")
DEEP, WASH, STAMP = HexColor("#1F4E5F"), HexColor("#E8EFF1"), HexColor("#9A3412")
REGULAR, SEMIBOLD = "SourceSansPro", "SourceSansPro-Semibold"
BODY = 19.0


def load(name: str) -> dict[str, Any]:
    """One table of data."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def members() -> dict[str, Member]:
    """The invented members by name, each with an address."""
    rows = [dict(zip(MEMBER_FIELDS, row, strict=True)) for row in load("members")["members"]]
    return {row["name"]: row | {"address": f"{row['mailbox']}@{row['domain']}"} for row in rows}


def workbook(sheet: str, heads: tuple[str, ...], widths: list[int], rows: list[Row]) -> bytes:
    """A workbook of one sheet, the same bytes each time."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": sheet, "author": "Morgan Hale", "created": datetime(2021, 11, 4, 9, 0)})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    cell = book.add_format({"text_wrap": True, "valign": "top"})
    page = book.add_worksheet(sheet)
    page.write_row(0, 0, heads, head)
    for number, row in enumerate(rows, 1):
        page.write_row(number, 0, row, cell)
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, len(rows), len(heads) - 1)
    book.close()
    return out.getvalue()


def members_book() -> bytes:
    heads = ("Organisation", "Mail domain", "Segment", "Contact", "E-mail", "Role", "Consent")
    fields = ("name", "domain", "segment", "contact", "address", "role", "consent")
    rows = [[member[field] for field in fields] for member in members().values()]
    return workbook("Members", heads, [22, 24, 14, 20, 34, 26, 16], rows)


def forms_book() -> bytes:
    """The response forms that came back, collated: a row for each member and item."""
    titles, words, people = load("members")["items"], load("members")["words"], members()
    rows: list[Row] = []
    for form in load("answers")["form"]:
        member, received = people[form["member"]], form["received"].strftime("%Y-%m-%d %H:%M")
        for key, title in titles.items():
            if answer := form.get(key):
                who = [member["name"], member["contact"], member["address"], title, words[answer["option"]]]
                more = [answer.get(name, "") for name in ("why", "if", "red", "evidence", "basis")]
                rows.append([*who, *more, member["consent"], answer.get("confidential", "No"), received])
    return workbook("Answers", FORM_HEADS, [20, 18, 30, 34, 22, 60, 34, 24, 11, 26, 16, 16, 17], rows)


def web_form() -> bytes:
    """The export of the web form: a row for each respondent, a column for each question and its reason."""
    titles, words, people = load("members")["items"], load("members")["words"], members()
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\n")
    questions = [head for title in titles.values() for head in (title, "Why")]
    sheet.writerow(["Submitted", "Organisation", "Name", "E-mail", *questions, "May you be named?"])
    for form in sorted(load("answers")["web"], key=lambda form: form["received"]):
        member = people[form["member"]]
        row = [form["received"].strftime("%Y-%m-%d %H:%M"), member["name"], member["contact"], member["address"]]
        for key in titles:
            answer = form.get(key)
            row += [words[answer["option"]], answer["why"]] if answer else ["", ""]
        sheet.writerow([*row, "Yes"])
    return out.getvalue().encode("utf-8")


def mailbox(name: str) -> str:
    """How a member's contact is written in a header; what is an address already stays as it is."""
    member = members().get(name)
    return f"{member['contact']} <{member['address']}>" if member else name


def body_of(mail: dict[str, Any], width: int | None = 72) -> str:
    """What the writer wrote: paragraphs, the item list filled in, wrapped as a mail program would."""
    titles = load("members")["items"]
    listed = "\n".join(f"- {title}" for key, title in titles.items() if key not in mail.get("leave_out", []))
    paragraphs = mail["body"].strip("\n").replace("{items}", listed).split("\n\n")
    if width is None:
        return "\n\n".join(paragraphs) + "\n"
    lines = [[textwrap.fill(line, width) for line in paragraph.split("\n")] for paragraph in paragraphs]
    return "\n\n".join("\n".join(paragraph) for paragraph in lines) + "\n"


def quoted(style: str, request: dict[str, Any]) -> str:
    """The rep's request as a reply carries it below the answer."""
    name, address = parseaddr(request["from"])
    if style == "marks":
        lines = [f"> {line}".rstrip() for line in body_of(request).splitlines()]
        return f"\nOn Thu, 4 Nov 2021 at 11:20, {name} <{address}> wrote:\n\n" + "\n".join(lines) + "\n"
    heads = f"From: {name} <{address}>\nSent: 04 November 2021 11:20\nTo: {name}\nSubject: {request['subject']}"
    return f"\n-----Original Message-----\n{heads}\n\n{body_of(request, None)}"


def as_html(text: str) -> str:
    paragraphs = (f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in text.strip().split("\n\n"))
    return "<html><body>" + "\n".join(paragraphs) + "</body></html>\n"


def message(mail: dict[str, Any], request: dict[str, Any]) -> bytes:
    """One e-mail as a mail program saves it."""
    stem, people = Path(mail["file"]).stem, members()
    letter = EmailMessage()
    letter["From"] = mailbox(mail["from"])
    letter["To"] = ", ".join(mailbox(name) for name in mail.get("to", [request["from"]]))
    if asked := mail.get("ask"):
        names = asked if isinstance(asked, list) else [name for name in people if name not in asked]
        letter["Bcc"] = ", ".join(people[name]["address"] for name in names)
    letter["Subject"] = mail["subject"]
    letter["Date"] = format_datetime(mail["sent"])
    letter["Message-ID"] = f"<{stem}.{mail['sent']:%Y%m%d%H%M}@{parseaddr(str(letter['From']))[1].split('@')[1]}>"
    style = mail.get("quote")
    text = body_of(mail, None if style == "outlook" else 72) + (quoted(style, request) if style else "")
    letter.set_content(text)
    if style == "marks":
        letter.add_alternative(as_html(text), subtype="html")
        letter.set_boundary(f"=_{stem}_alternative")
    return letter.as_bytes()


class Deck:
    """A canvas with a pen that moves down the slide."""

    def __init__(self, foot: str) -> None:
        for name, file in ((REGULAR, "SourceSansPro-Regular"), (SEMIBOLD, "SourceSansPro-Semibold")):
            pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{file}.ttf")))
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=(WIDTH, HEIGHT), invariant=1, initialFontName=REGULAR)
        self.canvas.setTitle("Programme Steering Group: papers")
        self.canvas.setAuthor("Programme Management Office")
        self.foot = foot
        self.y = TOP

    def write(
        self, text: str, x: float, width: float, size: float = BODY, font: str = REGULAR, ink: Color = INK
    ) -> None:
        """Write a paragraph below the pen, which ends under it."""
        leading = size * 1.38
        self.canvas.setFillColor(ink)
        self.canvas.setFont(font, size)
        for line in simpleSplit(text, font, size, width):
            self.y -= leading
            self.canvas.drawString(x, self.y + size * 0.3, line)

    def slide(self, title: str, number: int) -> None:
        """Begin a slide with its title, its rule and its foot."""
        self.canvas.setFillColor(DEEP)
        self.canvas.rect(0, HEIGHT - 14, WIDTH, 14, stroke=0, fill=1)
        self.canvas.setFont(SEMIBOLD, 26)
        self.canvas.drawString(LEFT, 532, title)
        self.canvas.setStrokeColor(RULE)
        self.canvas.line(LEFT, 518, RIGHT, 518)
        self.canvas.bookmarkPage(f"slide{number}")
        self.canvas.addOutlineEntry(title, f"slide{number}")
        self.y = TOP

    def end(self, number: int) -> None:
        """Close a slide with its foot."""
        self.canvas.setFillColor(GREY)
        self.canvas.setFont(REGULAR, 9)
        self.canvas.drawString(LEFT, 24, self.foot)
        self.canvas.drawRightString(RIGHT, 24, str(number))
        self.canvas.showPage()

    def cover(self, title: str, words: str) -> None:
        self.canvas.setFillColor(DEEP)
        self.canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
        self.y = 360
        self.write(title, LEFT + 40, 700, 44, SEMIBOLD, white)
        self.y -= 10
        self.write(self.foot, LEFT + 40, 700, 22, REGULAR, white)
        self.y -= 90
        self.write(words, LEFT + 40, 700, 15, REGULAR, white)
        self.canvas.showPage()

    def pdf(self) -> bytes:
        self.canvas.save()
        return self.out.getvalue()


def lead(deck: Deck, block: dict[str, Any]) -> None:
    deck.write(block["lead"], LEFT, RIGHT - LEFT)
    deck.y -= 12


def listed(deck: Deck, marks: list[str], lines: list[str], x: float = LEFT, width: float = RIGHT - LEFT) -> None:
    """Write lines with a mark before each."""
    for mark, line in zip(marks, lines, strict=True):
        top = deck.y
        deck.write(mark, x + 6, 24, ink=DEEP)
        deck.y = top
        deck.write(line, x + 34, width - 34)
        deck.y -= 9
    deck.y -= 5


def bullets(deck: Deck, block: dict[str, Any]) -> None:
    listed(deck, ["•"] * len(block["bullets"]), block["bullets"])


def numbered(deck: Deck, block: dict[str, Any]) -> None:
    listed(deck, [f"{number}." for number in range(1, len(block["numbered"]) + 1)], block["numbered"])


def question(deck: Deck, block: dict[str, Any]) -> None:
    """A question to the group with its answers, in a panel."""
    height = 56 + 38 * len(block["answers"])
    deck.y -= 8
    deck.canvas.setFillColor(WASH)
    deck.canvas.rect(LEFT, deck.y - height, RIGHT - LEFT, height, stroke=0, fill=1)
    deck.y -= 10
    deck.write(block["question"], LEFT + 16, RIGHT - LEFT - 32, BODY, SEMIBOLD)
    deck.y -= 8
    listed(deck, [f"{number})" for number in range(1, len(block["answers"]) + 1)], block["answers"], LEFT + 16)


def stamp(deck: Deck, block: dict[str, Any]) -> None:
    """What the group is to do with the slide, at its foot on the right."""
    if deck.y < 100:
        raise ValueError(f"no room for the stamp: {deck.y:.0f}")
    wide = pdfmetrics.stringWidth(block["stamp"], SEMIBOLD, 18) + 32
    deck.canvas.setStrokeColor(STAMP)
    deck.canvas.setLineWidth(1.5)
    deck.canvas.rect(RIGHT - wide, 54, wide, 36, stroke=1, fill=0)
    deck.canvas.setLineWidth(1)
    deck.y = 54 + 30
    deck.write(block["stamp"], RIGHT - wide + 16, wide, 18, SEMIBOLD, STAMP)


def table(deck: Deck, block: dict[str, Any]) -> None:
    """A ruled table; text is written row by row, cell by cell."""
    columns, widths = block["table"]["columns"], [(RIGHT - LEFT) * part for part in block["table"]["widths"]]
    size = 13.0 if len(columns) > 5 else 17.0
    for number, row in enumerate([columns, *block["table"]["rows"]]):
        font, top, x, low = SEMIBOLD if number == 0 else REGULAR, deck.y, LEFT, deck.y
        spare = [len(simpleSplit(cell, font, size, wide - 12)) for cell, wide in zip(row, widths, strict=True)]
        low = top - max(spare) * size * 1.38 - 14
        if number == 0:
            deck.canvas.setFillColor(WASH)
            deck.canvas.rect(LEFT, low, RIGHT - LEFT, top - low, stroke=0, fill=1)
        deck.canvas.setStrokeColor(RULE)
        for cell, wide in zip(row, widths, strict=True):
            deck.canvas.rect(x, low, wide, top - low, stroke=1, fill=0)
            deck.y = top - 6
            deck.write(cell, x + 6, wide - 12, size, font)
            x += wide
        deck.y = low
    deck.y -= 16


def boxes(deck: Deck, block: dict[str, Any]) -> None:
    """Rows of boxes, one under the other: who stands where."""
    for line in block["boxes"]:
        wide = (RIGHT - LEFT - 12 * (len(line["row"]) - 1)) / len(line["row"])
        top = deck.y
        for place, words in enumerate(line["row"]):
            x = LEFT + place * (wide + 12)
            deck.canvas.setFillColor(WASH)
            deck.canvas.setStrokeColor(RULE)
            deck.canvas.rect(x, top - 56, wide, 56, stroke=1, fill=1)
            deck.y = top - 28 + 10.4 * len(simpleSplit(words, SEMIBOLD, 15, wide - 24))
            deck.write(words, x + 12, wide - 24, 15, SEMIBOLD, DEEP)
        deck.y = top - 56 - 16


def columns(deck: Deck, block: dict[str, Any], size: float = BODY - 2) -> None:
    """Lists side by side, each under its head."""
    top, wide = deck.y - 6, (RIGHT - LEFT + 24) / len(block["columns"])
    for place, column in enumerate(block["columns"]):
        deck.y, x = top, LEFT + place * wide
        deck.write(column["head"], x, wide - 24, size + 1, SEMIBOLD, DEEP)
        deck.y -= size / 2
        for line in column["lines"]:
            deck.write(line, x, wide - 24, size)
            deck.y -= size / 4


def plan_columns(names: list[str], plan: list[dict[str, str]]) -> dict[str, Any]:
    """The codes of some workstreams. The real chart lost the words of M16, and ours has lost them too."""

    def label(entry: dict[str, str]) -> str:
        return f"{entry['code']}: {entry['name'] if entry['code'] != 'M16' else ''}".rstrip()

    lists = {name: [label(entry) for entry in plan if entry["workstream"] == name] for name in names}
    return {"columns": [{"head": name, "lines": lines} for name, lines in lists.items()]}


BLOCKS = {
    "lead": lead, "bullets": bullets, "numbered": numbered, "question": question, "stamp": stamp, "table": table,
    "boxes": boxes, "columns": columns,
}  # fmt: skip


def pack_pdf(pack: dict[str, Any], plan: list[dict[str, str]]) -> bytes:
    """The whole deck."""
    deck = Deck(pack["foot"])
    for number, slide in enumerate(pack["slide"], 1):
        if "cover" in slide:
            deck.cover(slide["title"], slide["cover"])
            continue
        deck.slide(slide["title"], number)
        if "plan" in slide:
            columns(deck, plan_columns(slide["plan"], plan), 11)
        for block in slide.get("block", []):
            next(draw for name, draw in BLOCKS.items() if name in block)(deck, block)
        if deck.y < FOOT:
            raise ValueError(f"slide {number} does not fit: {deck.y:.0f}")
        deck.end(number)
    return deck.pdf()


def documents() -> dict[str, bytes]:
    """Every document by its file name."""
    mails = load("mails")["mail"]
    request = next(mail for mail in mails if mail["file"] == "request.eml")
    plan = tomllib.loads((ROOT / "resources" / "reference" / "milestones.toml").read_text(encoding="utf-8"))
    return {
        "members.xlsx": members_book(),
        "psg-pack.pdf": pack_pdf(load("pack"), plan["milestone"]),
        "psg-level-3-revised.pdf": pack_pdf(load("revised"), plan["milestone"]),
        "answers-forms.xlsx": forms_book(),
        "web-form.csv": web_form(),
        **{mail["file"]: message(mail, request) for mail in mails},
    }


def write(folder: Path = SAMPLE) -> None:
    """Write every document into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in documents().items():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    write(*map(Path, sys.argv[1:2]))
