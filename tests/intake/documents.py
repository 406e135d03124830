"""Documents the intake's tests write for themselves: packs as PDF and bare text, workbooks, messages."""

from __future__ import annotations

import io
from collections.abc import Sequence
from email.message import EmailMessage

import xlsxwriter
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

REP = "rep@seat.example"


def pdf(*pages: str, password: str | None = None) -> bytes:
    """A PDF with a page for each text, a line of text for each line."""
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=pdfencrypt.StandardEncryption(password) if password else None)
    for page in pages:
        for number, line in enumerate(page.strip("\n").split("\n")):
            canvas.drawString(60, 780 - 16 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    """A workbook with the rows of each sheet from A1."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def message(
    body: str, subject: str = "PSG 1", sender: str = "Ada Frost <ada@alder.example>", **more: str
) -> EmailMessage:
    """A message to the rep on a Friday in November 2021."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, more.pop("to", REP), subject
    mail["Date"] = more.pop("sent", "Fri, 05 Nov 2021 09:30:00 +0000")
    for field, value in more.items():
        mail[field.title()] = value
    mail.set_content(body)
    return mail


# A pack as bare text: one space before a slide's first line, its title above, the columns of its tables lost.
PACK_TEXT = """Opening words

 Welcome


Changes of dates
 Milestone Type Name Plan date Proposed date Reasoning

M4
Programme milestone
not a Level 1

Everybody at
work

Oct-21

Jan-22
The partner comes late. It is due on 20/12/21.
For Information

M6 Level 1

Codes settled

Apr-22

TBC
The design leads.
For Information



What we need from programme participants: a request for action
 • Be open with us

• Start your own impact work

• For example testing - are six months enough?

• Constituency feedback required by the next meeting



Constituents Actions
 Milestone Type Name Plan date Action required by constituents Due date

M9 Level 1

Testing
start

Aug-23

• Can you find out whether the time between M5 and M9 is sufficient.

Next PSG



PSG Rules and Days
 PSG Rules

PSG is asked to approve the rules:

• Who sits

• Who decides

Approval required
 PSG Days

• PSG meets monthly

Question: Is a second group needed?

1) PSG does it all

2) A second group is set up

Approval required
 Next Steps
 Meeting Actions
• Confirm actions

Constituency Reps
• Consult your members

Next meeting
• Budget



Appendices
 Appendix 1: Transition Plan

Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Jan Feb

M4: Everyone at work

M9: Testing start

M16:

TE1: First testsTE2: Second tests

Appendix 3: Later

PSG future approval requests:

1. How changes are made

2. Papers in time (5 days)

Information only
"""
