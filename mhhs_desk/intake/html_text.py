"""A web page into plain text: no style, no script, nothing loaded; quoted blocks keep their mark."""

from __future__ import annotations

import re
from html.parser import HTMLParser

LEFT_OUT = {"style", "script", "head", "title", "noscript", "template"}
BREAKS = {"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote", "pre", "hr"}
MOST_IN_A_CELL = 8
APART = {"p", "h1", "h2", "h3", "h4", "blockquote", "table", "ul", "ol"}


def text_of(page: str) -> str:
    """The words of a page, a line for a block, "> " before what stands in a blockquote."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[tuple[int, str]] = []
        self._line: list[str] = []
        self._left_out = 0
        self._depth = 0
        self._rows: list[list[int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._left_out = 0  # a head left open must not swallow the page
        elif tag in LEFT_OUT:
            self._left_out += 1
        elif tag == "br":
            self._end_line(keep_empty=True)
        elif tag in BREAKS:
            self._end_line()
        if tag == "tr":
            for row in self._rows:
                row.clear()  # a table that holds others only sets out the page
            self._rows.append([])
        elif tag in ("td", "th"):
            self._end_line()
            if self._rows:
                self._rows[-1].append(len(self._lines))
        if tag == "blockquote":
            self._depth += 1
        if tag == "li":
            self._line = ["• "]

    def handle_endtag(self, tag: str) -> None:
        if tag in LEFT_OUT:
            self._left_out = max(0, self._left_out - 1)
        elif tag in BREAKS:
            self._end_line()
            if tag == "tr":
                self._end_row()
            if tag in APART:
                self._lines.append((self._depth, ""))
        if tag == "blockquote":
            self._depth = max(0, self._depth - 1)

    def _end_row(self) -> None:
        """The row of a table as one line, its cells parted by tabs, where it does not hold half the page."""
        begins = self._rows.pop() if self._rows else []
        ends = [*begins[1:], len(self._lines)]
        cells = [[words for _, words in self._lines[at:end] if words] for at, end in zip(begins, ends, strict=True)]
        if len(cells) < 2 or max(map(len, cells)) > MOST_IN_A_CELL:
            return
        row = "\t".join(" ".join(cell) for cell in cells)
        self._lines[begins[0] :] = [(self._depth, row)]

    def handle_data(self, data: str) -> None:
        if not self._left_out:
            self._line.append(re.sub(r"\s+", " ", data))

    def _end_line(self, keep_empty: bool = False) -> None:
        words = "".join(self._line).replace("\xa0", " ").strip()
        if words or keep_empty:
            self._lines.append((self._depth, words))
        self._line = []

    def text(self) -> str:
        """All lines so far, runs of blank ones made one."""
        self._end_line()
        body = "\n".join("> " * depth + words if words else "" for depth, words in self._lines)
        return re.sub(r"\n{3,}", "\n\n", body).strip()
