"""The recovery sheet: one A4 page with the passphrase of a workspace, how to use it and where to keep it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from mhhs_desk import words
from mhhs_desk.paper.draw import About, draw
from mhhs_desk.paper.page import (
    LEFT,
    MEASURE,
    MM,
    RIGHT,
    TEXT_LEFT,
    TEXT_WIDTH,
    TOP,
    Mark,
    Page,
    Rule,
    Strip,
    Strips,
    Text,
    gap,
)
from mhhs_desk.paper.rendered import Rendered
from mhhs_desk.paper.rows import LEADING, baseline, heading, labelled, paragraph, plain, section
from mhhs_desk.paper.tagging import Tag
from mhhs_desk.paper.text import (
    BLACK,
    BODY,
    QUIET,
    SEMIBOLD,
    SMALL_QUIET,
    SMALL_STRONG,
    STRONG,
    Run,
    Style,
    fitted,
    letters,
)

TITLE = "Recovery sheet"
GROUPS, GROUP = 5, 5
"""How a made passphrase is written: five groups of five."""
CODE, CODE_LEADING = Style(SEMIBOLD, 27), 34.0
OWN, OWN_LEADING = Style(SEMIBOLD, 20), 27.0
HEAD_LINE, HEAD_RULE = 14.6 * MM, 17.3 * MM
FOOT_RULE, FOOT_LINE = 280.5 * MM, 284.5 * MM
STEP = 5 * MM
"""How far the words of a numbered line stand in."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a recovery sheet is made of: the workspace's file name, whose it is, the day, and the passphrase."""

    workspace: str
    constituency: str
    day: date
    passphrase: str

    @property
    def file_name(self) -> str:
        """The name that the sheet is offered under as a file."""
        return f"{PurePath(self.workspace).stem} recovery sheet.pdf"


def recovery_sheet(sheet: Sheet) -> Rendered:
    """The sheet as a PDF of one page. The same facts give the same bytes."""
    stem = PurePath(sheet.workspace).stem
    strips = [
        *section(
            TITLE, "sheet", TITLE, under=plain(QUIET, "With this passphrase the workspace opens on any computer.")
        ),
        *labelled("Workspace", _fact(sheet.workspace)),
        *labelled("Constituency", _fact(sheet.constituency)),
        *labelled("Written on", _fact(words.long_day(sheet.day))),
        gap(26),
        *_passphrase(sheet.passphrase),
        gap(26),
        *labelled("To open it", _numbered(_uses(sheet))),
        *labelled("Where to keep it", _lines(KEEPING)),
        *labelled(
            "If it is lost", _lines([LOST, f"Where the key file is lost, {stem}.backups holds a copy: workspace.key."])
        ),
    ]
    page: Page = [(0.0, _head(sheet)), (0.0, _foot(sheet))]
    y = TOP
    for strip in strips:
        page.append((y, strip))
        y += strip.height
    about = About(f"{TITLE} of {sheet.workspace}", f"{sheet.constituency} constituency", TITLE)
    return Rendered(draw([page], about), 1)


KEEPING = [
    "On paper, away from the computer: in a safe, a locked drawer, or with the alternate.",
    "Not in the folder of the workspace, and not in a mailbox: whoever has both can read everything in it.",
    "Once the passphrase is changed, destroy this sheet and print another.",
]
LOST = (
    "While a computer that remembers the key still opens the workspace, a new passphrase can be made there. "
    "Without that and without this sheet nobody can open it, the makers of MHHS Desk included."
)


def _uses(sheet: Sheet) -> list[str]:
    """How the passphrase is used, a step a line."""
    made = is_made(sheet.passphrase)
    return [
        f"Put {sheet.workspace} and {sheet.workspace}.key, its key file, beside one another on any computer "
        "with MHHS Desk.",
        "Open the workspace. Where that computer does not remember the key, it asks for this passphrase.",
        "Type the five groups, in capitals or small letters, with or without hyphens. "
        "There is no letter I, L, O or U in them: what looks like one is a 1 or a 0."
        if made
        else "Type it as it stands here, capitals and small letters as they are.",
    ]


def is_made(passphrase: str) -> bool:
    """Whether a passphrase is written in the groups of one that was made, not chosen."""
    groups = passphrase.split("-")
    return len(groups) == GROUPS and all(len(group) == GROUP and group.isalnum() for group in groups)


def _passphrase(passphrase: str) -> Strips:
    """The passphrase in large type: its groups in columns, each over a line; one of the rep's own in lines."""
    head = heading("Recovery passphrase")
    if not is_made(passphrase):
        body = paragraph([Run(OWN, passphrase)], LEFT, MEASURE, OWN.size, OWN_LEADING)
        return [*head, Strip(4, [Rule(LEFT, 0, MEASURE, 0.5, BLACK)]), *body, Strip(8, [Rule(LEFT, 8, MEASURE)])]
    between = 6 * MM
    wide = (MEASURE - between * (GROUPS - 1)) / GROUPS
    groups = passphrase.split("-")
    widest = max(letters(CODE, group) for group in groups)
    style = Style(SEMIBOLD, CODE.size * min(1.0, wide / widest))
    marks: list[Mark] = [Tag("P")]
    for number, group in enumerate(groups):
        x = LEFT + number * (wide + between)
        marks.append(Text(x, baseline(CODE.size, CODE_LEADING) + 4, style, group, 0.0))
        marks.append(Rule(x, CODE_LEADING + 8, wide, 0.5, BLACK))
    return [*head, Strip(CODE_LEADING + 10, marks)]


def _fact(text: str) -> Strips:
    return paragraph([Run(STRONG, text)])


def _lines(texts: list[str]) -> Strips:
    strips: Strips = []
    for text in texts:
        strips += [*([gap(4)] if strips else []), *paragraph(plain(BODY, text))]
    return strips


def _numbered(texts: list[str]) -> Strips:
    """Lines with their number before them."""
    strips: Strips = []
    for number, text in enumerate(texts, 1):
        entry = paragraph(plain(BODY, text), TEXT_LEFT + STEP, TEXT_WIDTH - STEP)
        count = Text(TEXT_LEFT, baseline(BODY.size, LEADING), STRONG, str(number), 0.0)
        entry[0].marks[:0] = [entry[0].marks[0], count]
        strips += [*([gap(4)] if strips else []), *entry]
    return strips


def _head(sheet: Sheet) -> Strip:
    """The workspace at the left, what the sheet is at the right, over a black rule."""
    name = fitted(SMALL_STRONG, sheet.workspace, MEASURE / 2)
    return Strip(
        0.0,
        [
            Text(LEFT, HEAD_LINE, SMALL_STRONG, name, 0.0),
            _right(HEAD_LINE, SMALL_STRONG, TITLE),
            Rule(LEFT, HEAD_RULE, MEASURE, 0.6, BLACK),
        ],
    )


def _foot(sheet: Sheet) -> Strip:
    return Strip(
        0.0,
        [
            Rule(LEFT, FOOT_RULE, MEASURE),
            Text(LEFT, FOOT_LINE, SMALL_QUIET, "Printed from MHHS Desk. It keeps no copy of this sheet.", 0.0),
            _right(FOOT_LINE, SMALL_QUIET, "Confidential"),
        ],
    )


def _right(y: float, style: Style, text: str) -> Text:
    return Text(RIGHT - letters(style, text), y, style, text, 0.0)
