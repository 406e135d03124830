"""The file dialogs of the system: which workspace, which files, where to save."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from mhhs_desk import places

WORKSPACES = "Workspaces of MHHS Desk (*.mhhs)"
OPENABLE = "Workspaces and hand-overs of MHHS Desk (*.mhhs *.mhhs-handover)"
HAND_OVERS = "Hand-overs of MHHS Desk (*.mhhs-handover)"
READABLE = (
    "Papers and answers (*.pdf *.docx *.docm *.odt *.rtf *.pptx *.pptm *.ppsx *.odp *.xlsx *.xlsm *.xls *.ods *.csv "
    "*.tsv *.eml *.msg *.mbox *.ics *.vcf *.txt *.md *.htm *.html *.zip);;Every file (*)"
)
PDF = "PDF (*.pdf)"
EXPORTS = {
    ".xlsx": "Workbook (*.xlsx)",
    ".csv": "Text in columns (*.csv)",
    ".json": "JSON (*.json)",
    ".db": "SQLite file (*.db)",
    ".ics": "Calendar (*.ics)",
}


def ask_workspace(parent: QWidget) -> Path | None:
    """A workspace to open."""
    name, _ = QFileDialog.getOpenFileName(parent, "Open a workspace", str(places.documents()), OPENABLE)
    return Path(name) if name else None


def ask_new_workspace(parent: QWidget, name: str) -> Path | None:
    """Where a new workspace is to be."""
    offered = str(places.documents() / name)
    chosen, _ = QFileDialog.getSaveFileName(parent, "Keep the workspace as", offered, WORKSPACES)
    return with_suffix(chosen, ".mhhs")


def ask_files(parent: QWidget) -> list[Path]:
    """Files to take in."""
    names, _ = QFileDialog.getOpenFileNames(parent, "Take in files", str(places.documents()), READABLE)
    return [Path(name) for name in names]


def ask_pdf(parent: QWidget, name: str) -> Path | None:
    """Where a paper is to be saved."""
    chosen, _ = QFileDialog.getSaveFileName(parent, "Save the paper", str(places.documents() / name), PDF)
    return with_suffix(chosen, ".pdf")


def ask_copy(parent: QWidget) -> Path | None:
    """A copy of a paper that is to be verified."""
    name, _ = QFileDialog.getOpenFileName(parent, "Verify a copy", str(places.documents()), PDF)
    return Path(name) if name else None


def ask_export(parent: QWidget, name: str) -> Path | None:
    """Where an export is to be saved, with the ending of the name it is offered under."""
    ending = Path(name).suffix
    kinds = EXPORTS[ending]
    chosen, _ = QFileDialog.getSaveFileName(parent, "Save the export", str(places.documents() / name), kinds)
    return with_suffix(chosen, ending)


def ask_taken_out(parent: QWidget) -> Path | None:
    """A file that everything was taken out into."""
    name, _ = QFileDialog.getOpenFileName(parent, "Read everything back", str(places.documents()), EXPORTS[".json"])
    return Path(name) if name else None


def ask_sealed(parent: QWidget, name: str) -> Path | None:
    """Where a sealed file is to be; one that is there is never written over, so that is not offered."""
    offered, plainly = str(places.documents() / name), QFileDialog.Option.DontConfirmOverwrite
    chosen, _ = QFileDialog.getSaveFileName(parent, "Seal and keep as", offered, HAND_OVERS, "", plainly)
    return with_suffix(chosen, ".mhhs-handover")


def ask_returned(parent: QWidget) -> Path | None:
    """A sealed file that came back."""
    name, _ = QFileDialog.getOpenFileName(parent, "Bring work back", str(places.documents()), HAND_OVERS)
    return Path(name) if name else None


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """A folder to write into."""
    name = QFileDialog.getExistingDirectory(parent, title, str(places.documents()))
    return Path(name) if name else None


def with_suffix(name: str, suffix: str) -> Path | None:
    """A chosen name with its ending; None where nothing was chosen."""
    if not name:
        return None
    return Path(name) if name.lower().endswith(suffix) else Path(name + suffix)
