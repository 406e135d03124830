"""A paper's content as HTML, with the style that prints it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from mhhs_desk import places as on_disk
from tests.bench.others.content import Content, Paragraph, Said, Table, indent

FACES = (("Regular", 400, "normal"), ("Semibold", 600, "normal"), ("It", 400, "italic"))
LOOK = """
@page { size: A4; margin: 25mm 20mm 22mm 20mm;
  @top-left { content: HEAD0; font: 8pt Paper } @top-center { content: HEAD1; font: 8pt Paper }
  @top-right { content: HEAD2; font: 8pt Paper } @bottom-left { content: FOOT0; font: 8pt Paper }
  @bottom-center { content: "Page " counter(page) " of " counter(pages); font: 8pt Paper }
  @bottom-right { content: FOOT1; font: 8pt Paper } }
body { font: 10pt/13.5pt Paper; margin: 0 } p { margin: 0 0 5pt; orphans: 2; widows: 2 } b { font-weight: 600 }
h1, h2 { font: 600 20pt/24pt Paper; margin: 36pt 0 10pt; break-after: avoid }
h3 { font: 600 10pt/13.5pt Paper; color: #1d4c9b; margin: 10pt 0 3pt; break-after: avoid }
a { color: #1d4c9b; text-decoration: none } .small { font-size: 8pt; line-height: 11pt }
.in { margin-left: 36mm; width: 106mm } .row { border-top: 0.35pt solid gray; position: relative; padding: 8pt 0 8pt }
.row > h3 { position: absolute; left: 0; margin: 0 }
table { border-collapse: collapse; table-layout: fixed; margin: 8pt 0 14pt } thead { border-bottom: 0.6pt solid black }
td, th { vertical-align: top; text-align: left; font-weight: 400; padding: 2.6pt 5pt 2.6pt 0 }
.roomy td { padding: 4.3pt 5pt 4.3pt 0 } .first { break-before: page }
tr { border-bottom: 0.35pt solid gray; break-inside: avoid } .in > p { break-inside: avoid }
"""


def html_source(content: Content) -> str:
    """The document, with running heads, page x of y, bookmarks, tables whose heads are repeated, and links."""
    look = LOOK
    for name, part in zip(("HEAD0", "HEAD1", "HEAD2", "FOOT0", "FOOT1"), (*content.head, *content.foot), strict=True):
        look = look.replace(name, '"' + part.replace("\\", "\\\\").replace('"', '\\"') + '"')
    faces = "".join(
        f"@font-face {{ font-family: Paper; font-weight: {weight}; font-style: {style};"
        f" src: url({(on_disk.fonts() / f'SourceSansPro-{name}.ttf').as_uri()}) }}"
        for name, weight, style in FACES
    )
    known = {one.place for one in content.paragraphs() if one.place}
    body = "\n".join(_blocks(content, known))
    head = f'<meta charset="utf-8"><title>{escape(content.title)}</title><style>{faces}{look}</style>'
    return f'<html lang="en-GB"><head>{head}</head><body>{body}</body></html>'


def _blocks(content: Content, known: set[str]) -> Iterator[str]:
    label = ""
    for block in content.blocks:
        if isinstance(block, Paragraph) and block.beside:
            label = f"<h3>{_words(block, known)}</h3>"
            continue
        made = _table(block, known) if isinstance(block, Table) else _paragraph(block, known)
        made = f'<div class="in">{made}</div>' if indent(block) else made
        yield f'<div class="row">{label}{made}</div>' if label else made
        label = ""


def _paragraph(paragraph: Paragraph, known: set[str]) -> str:
    name = paragraph.kind.lower() if paragraph.kind[0] == "H" else "p"
    turn = ' class="first"' if paragraph.turns else ""
    return f"<{name}{turn}>{_words(paragraph, known)}</{name}>"


def _table(table: Table, known: set[str]) -> str:
    columns = "".join(f'<col style="width: {width:.1f}pt">' for width in table.widths)
    head, *rows = ("".join(f"<td>{_words(cell, known)}</td>" for cell in row) for row in table.rows)
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    room = "roomy" if table.pad > 3 else ""
    return (
        f'<table class="{room}" style="width: {sum(table.widths):.1f}pt"><colgroup>{columns}</colgroup>'
        f"<thead><tr>{head.replace('td>', 'th>')}</tr></thead><tbody>{body}</tbody></table>"
    )


def _words(paragraph: Paragraph, known: set[str]) -> str:
    heading = paragraph.kind[0] == "H"
    small = not heading and bool(paragraph.said) and all(said.size < 10 for said in paragraph.said)
    made = "".join(_said(said, heading or small, known) for said in paragraph.said)
    here = f' id="{escape(paragraph.place)}"' if paragraph.place else ""
    style = ' class="small"' if small else ""
    return f"<span{here}{style}>{made}</span>" if here or small else made


def _said(said: Said, of_one_size: bool, known: set[str]) -> str:
    text = escape(said.text)
    text = f"<b>{text}</b>" if said.bold else f"<i>{text}</i>" if said.italic else text
    text = f'<a href="#{escape(said.link)}">{text}</a>' if said.link in known else text
    return text if of_one_size or said.size >= 10 else f'<span class="small">{text}</span>'
