"""PDF into lines with their pages: two libraries read each page, and the fuller text is kept."""

from __future__ import annotations

import io
import logging
import re
import warnings
from typing import Any

from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.findings import Doubt
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake.document import Line, Original
from mhhs_desk.intake.kinds import Kind

# Bullets that pdfium gives as private or unassigned signs; the first two are soft hyphens at a line's end.
SIGNS = str.maketrans({"\ufffe": "-", "\u00ad": "", "\x02": "-", "\x7f": "•", "\uf0a7": "•", "\x00": ""})


def read(data: bytes, name: str) -> Original:
    """Every page's lines. A page without a word is a doubt: it may be a picture."""
    pages = _pdfium_pages(data, name)
    others = _pypdf_pages(data, len(pages))
    lines: list[Line] = []
    doubts: list[Doubt] = []
    for page, (first, second) in enumerate(zip(pages, others, strict=True), 1):
        text = fuller(first, second)
        if not text.strip():
            doubts.append(Doubt(f"Page {page} has no text; it may be a picture of a page.", Span("", page=page)))
        lines += [Line(line, number, page) for number, line in enumerate(text.split("\n"), 1)]
    return Original(Kind.PDF.value, lines=tuple(_superscripts_joined(lines)), doubts=tuple(doubts))


def fuller(first: str, second: str) -> str:
    """The text with more words in it; the first where the second gains less than a twentieth."""
    return second if len(second.split()) > 1.05 * len(first.split()) else first


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(SIGNS)


def _pdfium_pages(data: bytes, name: str) -> list[str]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        try:
            return [_pdfium_text(document[index]) for index in range(len(document))]
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Fault(FaultKind.ENCRYPTED, name, kind="PDF") from error
        raise Fault(FaultKind.UNREADABLE, name, kind="PDF", why=str(error)) from error


def _pdfium_text(page: Any) -> str:
    textpage = page.get_textpage()
    try:
        return _clean(textpage.get_text_range())
    finally:
        textpage.close()
        page.close()


def _pypdf_pages(data: bytes, count: int) -> list[str]:
    """What pypdf reads of each page; nothing where it fails, for pdfium has read the file already."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = pypdf.PdfReader(io.BytesIO(data))
            texts = [_clean(page.extract_text()) for page in reader.pages]
    except Exception:
        return [""] * count
    return texts if len(texts) == count else [""] * count


def _superscripts_joined(lines: list[Line]) -> list[Line]:
    """Put a raised "th" that fell on a line of its own back on its number: "6" and "th meeting"."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if (
            before
            and before.page == line.page
            and re.match(r"(?:st|nd|rd|th)\b", line.text)
            and re.search(r"\d$", before.text)
        ):
            joined[-1] = Line(before.text + line.text, before.number, before.page)
        else:
            joined.append(line)
    return joined
