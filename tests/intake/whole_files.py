"""A well-formed file of every kind that is read, with something of everything in it."""

from __future__ import annotations

from typing import Any

from tests.intake.documents import PACK_TEXT, message, pdf, workbook
from tests.intake.office_documents import archive, box, grid, open_document, slides, word
from tests.intake.outlook_files import message_tree, outlook, packed_rtf

LOG: list[list[str]] = [
    ["Ref", "Action", "Owner", "Due", "Status"],
    ["A1", "Publish the plan", "PMO", "10/11/2021", "Open"],
]
FORM: list[list[object]] = [
    ["Organisation", "Alder"],
    ["Item", "Answer", "Rationale"],
    [1, "Accept", "Fine"],
    [2, "Reject", "Too soon"],
]
EVENT = (
    "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:PSG 1\r\nDTSTART;TZID=Europe/London:20211110T100000\r\nDURATION:PT2H\r\n"
    "LOCATION:By video\r\nRRULE:FREQ=MONTHLY\r\nDESCRIPTION:Agenda\\n1. Rules\r\nEND:VEVENT\r\n"
)
ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\nBEGIN:STANDARD\r\nDTSTART:19701025T020000\r\nTZOFFSETFROM:+0100\r\n"
    "TZOFFSETTO:+0000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Frost;Ada;;;\r\nFN:Ada Frost\r\nORG:Alder Energy;Markets\r\n"
    "TITLE:Head\r\nEMAIL;TYPE=WORK:ada@alder.example\r\nEND:VCARD\r\n"
)
CELLS = "".join(f"<table:table-cell><text:p>{words}</text:p></table:table-cell>" for words in LOG[0])


def whole_files() -> dict[str, bytes]:
    """The files by the names they would come under."""
    form, mail = workbook(Form=FORM), message("On the rules: accept.\n\nM9: no, too short.\n")
    mail.add_attachment(form, maintype="application", subtype="octet-stream", filename="form.xlsx")
    outer = message("Forwarded.", "Fw: PSG 1")
    outer.add_attachment(mail)
    calendar = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{ZONE}{EVENT}{EVENT}END:VCALENDAR\r\n"
    heads = b"From ada@alder.example Fri Nov  5 09:30:00 2021\n"
    inner = message_tree("Item 3: accept", attachments=[("form.xlsx", form)])
    rtf = packed_rtf(rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\pard M9: no, it\'92s late.\par\u8364?\par}")
    return {
        "pack.pdf": pdf("PSG 4\n2 February 2022", "Agenda\n1. Rules\n2. Plan"),
        "pack.txt": PACK_TEXT.encode(),
        "form.xlsx": form,
        "form.ods": open_document(
            f"<table:table><table:table-row>{CELLS}</table:table-row></table:table>", "spreadsheet"
        ),
        "answers.csv": b"Organisation;Item;Answer\nAlder;1;Accept\nBirch;1;Reject\n",
        "answer.eml": outer.as_bytes(),
        "replies.mbox": b"\n".join([heads + mail.as_bytes(), heads + mail.as_bytes()]),
        "answer.msg": outlook("M9: no.", attachments=[("Fw", inner), ("form.xlsx", form)]),
        "rich.msg": outlook(rtf=rtf),
        "paper.docx": word(_write),
        "deck.pptx": slides(_show, lambda slide: grid(slide, LOG)),
        "paper.odt": open_document(
            f"<text:h>Agenda</text:h><text:list><text:list-item><text:p>Rules</text:p></text:list-item></text:list>"
            f"<table:table><table:table-row>{CELLS}</table:table-row></table:table>"
        ),
        "deck.odp": open_document(
            '<draw:page><draw:frame svg:y="1cm"><draw:text-box><text:p>Rules</text:p></draw:text-box></draw:frame>'
            "</draw:page>",
            "presentation",
        ),
        "feed.ics": calendar.encode(),
        "meeting.ics": calendar.replace(EVENT, "", 1).encode(),
        "people.vcf": (CARD + CARD).encode(),
        "letter.rtf": rb"{\rtf1\ansi Dear rep,\par M9: no.\par}",
        "page.html": b"<!DOCTYPE html><html><body><h1>Agenda</h1><ul><li>Rules</ul><blockquote>M9: yes</blockquote>",
        "papers.zip": archive({"form.xlsx": form, "note.txt": "M9: no.", "inner.zip": archive({"x.txt": "x"})}),
    }


def _write(document: Any) -> None:
    document.add_heading("PSG 4, 2 February 2022", 1)
    document.add_paragraph("Welcome", style="List Number")
    document.add_paragraph("Rules", style="List Number")
    run = document.add_paragraph("M5 moves ").add_run("to May.")
    document.add_comment(run, text="Agreed?", author="Ben Birch")
    table = document.add_table(2, 5)
    for number, row in enumerate(LOG):
        for column, words in enumerate(row):
            table.cell(number, column).text = words


def _show(slide: Any) -> None:
    slide.shapes.title.text_frame.text = "Agenda"
    box(slide, "1. Rules\n2. Plan", 1, 2)
    slide.shapes.add_group_shape().shapes.add_textbox(0, 0, 900, 900).text_frame.text = "Approval required"
    slide.notes_slide.notes_text_frame.text = "Say that it is late."
