"""A paper's content as the source of a Typst document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.bench.others.content import Content, Paragraph, Said, Table, indent

SIGNS = re.compile(r"[\\#$*_`<>@\[\]~]|(?<=[-/])[-/]|^[-+=/]|(?<=^\d)\.|(?<=^\d\d)\.")
"""What would be more than itself in the source."""
LOOK = """
#set page(paper: "a4", margin: (left: 20mm, right: 20mm, top: 25mm, bottom: 22mm),
  header-ascent: 28%, footer-descent: 22%,
  header: text(8pt)[#grid(columns: (1fr, auto, 1fr), align: (left, center, right), ..HEAD)
    #v(-4pt) #line(length: 100%, stroke: 0.6pt)],
  footer: context text(8pt)[#grid(columns: (1fr, auto, 1fr), align: (left, center, right), FOOT)])
#set text(font: "Source Sans Pro", size: 10pt, lang: "en", region: "GB", fallback: false,
  top-edge: 0.935em, bottom-edge: -0.415em)
#set par(leading: 0pt, spacing: 5pt)
#set strong(delta: 200)
#set table.cell(breakable: false)
#set smartquote(enabled: false)
#show heading: set text(weight: "semibold")
#show heading: set block(above: 14pt, below: 8pt)
#show heading.where(level: 2): set block(above: 36pt, below: 10pt)
#show heading.where(level: 1): set text(20pt)
#show heading.where(level: 2): set text(20pt)
#show heading.where(level: 3): set text(10pt, fill: rgb("1d4c9b"))
#show link: set text(rgb("1d4c9b"))
#let row(head, body, breakable: false) = {
  line(length: 100%, stroke: 0.35pt + gray); v(6.5pt)
  block(breakable: breakable, grid(columns: (36mm, 106mm), text(rgb("1d4c9b"))[*#head*], body)); v(6.5pt) }
#let right-of(body) = pad(left: 36mm, right: 28mm, body)
#let tab(pad, widths, ..cells) = block(above: 8pt, below: 22pt,
  table(columns: widths, stroke: none, align: left, inset: (x: 0pt, right: 5pt, y: pad), ..cells))
"""


def typst_source(content: Content) -> bytes:
    """The document, with running heads, page x of y, bookmarks, tables whose heads are repeated, and links."""
    places = {one.place for one in content.paragraphs() if one.place}
    heads = ", ".join(f"[{_escaped(part)}]" for part in content.head)
    paper, record = (f"[{_escaped(part)}]" for part in content.foot)
    pages = '[Page #counter(page).display("1 of 1", both: true)]'
    look = LOOK.replace("..HEAD", heads).replace("FOOT", f"{paper}, {pages}, {record}")
    title = content.title.replace("\\", "\\\\").replace('"', '\\"')
    return "\n\n".join([f'#set document(title: "{title}")', look, *_blocks(content, places)]).encode()


def _blocks(content: Content, places: set[str]) -> Iterator[str]:
    label: str | None = None
    for block in content.blocks:
        if isinstance(block, Paragraph) and block.beside:
            label = _words(block, places)
            continue
        made = _table(block, places) if isinstance(block, Table) else _paragraph(block, places)
        if label is not None:
            split = ", breakable: true" if isinstance(block, Table) else ""
            made, label = f"#row([{label}], [{made}]{split})", None
        elif indent(block):
            made = f"#right-of[{made}]"
        yield made


def _paragraph(paragraph: Paragraph, places: set[str]) -> str:
    words = _words(paragraph, places)
    turn = "#pagebreak()\n" if paragraph.turns else ""
    return f"{turn}#heading(level: {paragraph.kind[1]})[{words}]" if paragraph.kind[0] == "H" else words


def _table(table: Table, places: set[str]) -> str:
    widths = ", ".join(f"{width:.1f}pt" for width in table.widths)
    head, *rows = ([f"[{_words(cell, places)}]" for cell in row] for row in table.rows)
    lines = [f"table.header({', '.join(head)}), table.hline(stroke: 0.6pt)"]
    lines += [f"{', '.join(row)}, table.hline(stroke: 0.35pt + gray)" for row in rows]
    return f"#tab({table.pad + 0.6}pt, (" + widths + "),\n" + ",\n".join(lines) + ")"


def _words(paragraph: Paragraph, places: set[str]) -> str:
    here = f"#metadata(none) <{paragraph.place}>" if paragraph.place else ""
    heading = paragraph.kind[0] == "H"
    sizes = {said.size for said in paragraph.said}
    one = sizes.pop() if len(sizes) == 1 else 10
    made = "".join(_said(said, one, places, heading) for said in paragraph.said)
    return f"{here}#text({one}pt)[{made}]" if one != 10 and not heading else here + made


def _said(said: Said, size: float, places: set[str], heading: bool) -> str:
    """Words in their look, the space before them outside it."""
    text = _escaped(said.text.lstrip())
    space = " " if said.text[:1] == " " else ""
    if heading:
        return space + text
    text = f"*{text}*" if said.bold and text else f"_{text}_" if said.italic and text else text
    text = f"#link(<{said.link}>)[{text}]" if said.link in places else text
    return space + (text if said.size == size else f"#text({said.size}pt)[{text}]")


def _escaped(text: str) -> str:
    return SIGNS.sub(lambda found: "\\" + found[0], text)
