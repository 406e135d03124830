"""The same papers made by others, each in a process of its own: Typst, reportlab's platypus, WeasyPrint."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median

from mhhs_desk import places
from mhhs_desk.domain.papers import Edition, Kind
from mhhs_desk.domain.view import View
from tests.bench.compare import Measured
from tests.bench.large_view import large_view
from tests.bench.others.content import Content, content
from tests.bench.others.html_source import html_source
from tests.bench.others.raw import lines_of
from tests.bench.others.typst_source import typst_source

OTHERS = Path(sys.prefix) / "others"
APART = ("typst", "weasyprint")
"""Where `make bench` puts the libraries that nothing else is to see, and who is one of them."""
FACES = ("Regular", "Semibold", "It")
DAY = date(2021, 11, 9)
FEW = {"ours": 9, "typst": 9}
MANY = {"ours": 5, "raw": 5, "typst": 5, "platypus": 3, "weasyprint": 1}
"""How often each makes a paper of twelve pages, and one of two hundred. WeasyPrint takes half a minute for it."""
MOST_ROOM = 2.2


@dataclass(slots=True)
class Made:
    """What one maker took, each time, and what it made: seconds, MB at the most, pages."""

    seconds: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    pages: int = 0


def measure(folder: Path) -> tuple[list[Measured], list[Measured]]:
    """How our papers fare beside those of others: the times, and the room they take."""
    from mhhs_desk.sample import build
    from tests.bench.paper import TWELVE, of_pages

    with build(folder / "papers.mhhs") as desk:
        day, meeting = desk.today, desk.meeting()
        views = [of_pages(desk.view(meeting, edition), day, TWELVE) for edition in (Edition.GROUP, Edition.OWN)]
    times = [_against(f", {view.edition}", _all_made(folder, view, day, FEW), "typst", 1.0) for view in views]
    made = _all_made(folder, large_view(), DAY, MANY)
    times += [_against("", made, other, limit) for other, limit in LIMITS.items()]
    ours, raw = made["ours"], made["raw"]
    name = f"a paper of {ours.pages} pages, the whole process"
    return times, [Measured(name, median(ours.megabytes), median(raw.megabytes), MOST_ROOM)]


LIMITS = {"typst": 1.0, "platypus": 1 / 5, "weasyprint": 1 / 15}
NAMES = {"typst": "Typst’s", "platypus": "platypus’", "weasyprint": "WeasyPrint’s"}


def _against(edition: str, made: Mapping[str, Made], other: str, limit: float) -> Measured:
    ours, theirs = made["ours"], made[other]
    name = f"a paper of {ours.pages} pages{edition}, beside {NAMES[other]} of {theirs.pages}"
    return Measured(name, median(ours.seconds), median(theirs.seconds), limit)


def _all_made(folder: Path, view: View, day: date, rounds: Mapping[str, int]) -> dict[str, Made]:
    """A paper made by each in turn, as often as it is to."""
    _write_materials(folder, view, day, rounds)
    made = {maker: Made() for maker in rounds}
    for turn in range(max(rounds.values())):
        for maker in rounds:
            if turn < rounds[maker]:
                _make(folder, maker, made[maker])
    return made


def _make(folder: Path, maker: str, made: Made) -> None:
    pdf = folder / f"{maker}.pdf"
    command = [sys.executable, "-m", "tests.bench.others.alone", maker, str(folder / f"{maker}.material"), str(pdf)]
    told = subprocess.run(command, env=_around(maker), check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    made.seconds.append(float(told[-2]))
    made.megabytes.append(int(told[-1]) / 1024)
    made.pages = made.pages or len(lines_of(pdf.read_bytes()))


def _around(maker: str) -> dict[str, str]:
    """The environment of a maker's process: only one that needs them finds the libraries that are kept apart."""
    return {**os.environ, "PYTHONPATH": str(OTHERS)} if maker in APART else {**os.environ}


def _write_materials(folder: Path, view: View, day: date, makers: Iterable[str]) -> None:
    """Write what each maker makes the paper from: a record, lines of text, a source."""
    from mhhs_desk.paper.position_paper import position_paper

    said = content_of(view, day)
    for maker in makers:
        match maker:
            case "ours":
                material: object = view, day
            case "raw":
                material = lines_of(position_paper(view, day).data)
            case "typst":
                material = typst_source(said), _faces(folder)
            case "platypus":
                material = said
            case _:
                material = html_source(said)
        (folder / f"{maker}.material").write_bytes(pickle.dumps(material))


def content_of(view: View, day: date) -> Content:
    """What our paper says, for others to set."""
    from mhhs_desk.paper import front_page
    from mhhs_desk.paper.following import Following
    from mhhs_desk.paper.running import named, paper_id, record_words

    paper = Following(view, day)
    paper.follow(view)
    head = (view.meeting.label, f"{view.constituency} constituency", named(view, Kind.PAPER))
    foot = (paper_id(view), record_words(view.digest()))
    return content(paper.pages, front_page.title(view), head, foot)


def _faces(folder: Path) -> str:
    """A folder with the faces that the paper is set in and no others."""
    faces = folder / "faces"
    faces.mkdir(exist_ok=True)
    for face in FACES:
        shutil.copy(places.fonts() / f"SourceSansPro-{face}.ttf", faces)
    return str(faces)
