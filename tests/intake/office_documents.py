"""Word documents, slides, OpenDocument files and archives that the intake's tests write for themselves."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import docx
import pptx
from pptx.util import Inches

SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(write: Callable[[Any], None]) -> bytes:
    """A Word document, written by what is given an empty one."""
    document = docx.Document()
    write(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def body(xml: str) -> bytes:
    """A Word document whose body is the XML given."""
    empty = word(lambda document: None)
    return changed(
        empty, "word/document.xml", lambda text: re.sub("<w:body>.*(?=<w:sectPr)", f"<w:body>{xml}", text, flags=re.S)
    )


def slides(*pages: Callable[[Any], None]) -> bytes:
    """A deck with a slide for each that writes one: it is given a slide with a title."""
    deck = pptx.Presentation()
    for write in pages:
        write(deck.slides.add_slide(deck.slide_layouts[5]))
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def box(slide: Any, words: str, left: float, top: float) -> Any:
    """A text box on a slide, so many inches from its left and top."""
    shape = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(3), Inches(0.6))
    shape.text_frame.text = words
    return shape


def grid(slide: Any, rows: Sequence[Sequence[str]]) -> None:
    """A table on a slide."""
    table = slide.shapes.add_table(len(rows), len(rows[0]), Inches(1), Inches(2), Inches(8), Inches(3)).table
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            table.cell(number, column).text = words


def open_document(content: str, kind: str = "text", styles: str = "") -> bytes:
    """An OpenDocument file with what stands in its body."""
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{content}</office:{kind}></office:body></office:document-content>"
    )
    mime = f"application/vnd.oasis.opendocument.{kind}"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/></manifest:manifest>'
    )
    return archive({"mimetype": mime, "META-INF/manifest.xml": manifest, "content.xml": xml})


def archive(files: dict[str, str | bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def changed(
    data: bytes, member: str, change: Callable[[str], str], more: dict[str, str | bytes] | None = None
) -> bytes:
    """A package with one of its members rewritten, and more members put in."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
        files[member] = change(package.read(member).decode())
    return archive(files | (more or {}))
