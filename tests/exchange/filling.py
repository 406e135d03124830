"""Filling in a response form as a member would: words put into cells of the file itself, or by LibreOffice."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

START, ANSWERS = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
COLUMNS = {"answer": "E", "reason": "F", "condition": "G", "red_line": "H", "evidence": "I", "basis": "J",
           "sensitive": "K"}  # fmt: skip
FIRST_ROW = 3
FIELDS = {"respondent": 12, "role": 13, "parties": 14, "consent": 15}

Answers = Mapping[int, Mapping[str, str]]
"""What is filled in, by the row of the item (from 0) and the column."""


def filled(form: bytes, answers: Answers, **fields: str) -> bytes:
    """A form with its cells filled in."""
    cells = {
        f"{COLUMNS[column]}{FIRST_ROW + row}": words for row, filling in answers.items()
        for column, words in filling.items()
    }  # fmt: skip
    parts = {ANSWERS: cells, START: {f"C{FIELDS[name]}": words for name, words in fields.items()}}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            text = old.read(entry)
            for reference, words in parts.get(entry.filename, {}).items():
                text = _with_cell(text.decode(), reference, words).encode()
            new.writestr(entry, text)
    return out.getvalue()


def _with_cell(sheet: str, reference: str, words: str) -> str:
    cell = re.compile(rf'<c r="{reference}" s="(\d+)"(?:/>| t="s"><v>\d+</v></c>)')
    said = f'<is><t xml:space="preserve">{escape(words)}</t></is>'
    changed, times = cell.subn(lambda found: f'<c r="{reference}" s="{found[1]}" t="inlineStr">{said}</c>', sheet)
    assert times == 1, f"{reference} is no cell of the form"
    return changed


def saved_by_office(office: str, file: Path, kind: str, folder: Path) -> Path:
    """The file as LibreOffice saves it, as a kind: xlsx or ods."""
    command = [office, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", kind,
               "--outdir", str(folder), str(file)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{file.stem}.{kind}"
