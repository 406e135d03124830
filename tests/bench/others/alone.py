"""One paper made once, in a process of its own: `python -m tests.bench.others.alone MAKER MATERIAL PDF`.

The last line told is the seconds from the material to the bytes, with the libraries loaded but no face yet, and the
most memory in kB that the process ever held; 0 where the system does not say.
"""

from __future__ import annotations

import pickle
import re
import sys
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

LIBRARIES = {
    "ours": ("mhhs_desk.paper.position_paper", "reportlab.pdfbase.ttfonts"),
    "raw": ("tests.bench.others.raw", "reportlab.pdfbase.ttfonts", "reportlab.pdfgen.canvas"),
    "typst": ("typst",),
    "platypus": ("tests.bench.others.platypus",),
    "weasyprint": ("weasyprint",),
}
PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


def ours(material: Any) -> bytes:
    from mhhs_desk.paper.position_paper import position_paper

    return position_paper(*material).data


def raw(material: Any) -> bytes:
    from tests.bench.others.raw import draw, load_face

    load_face()
    return draw(material)


def typst(material: Any) -> Any:
    library = import_module("typst")
    source, faces = material
    return library.Compiler(source, font_paths=library.Fonts(False, False, [faces])).compile(format="pdf")


def platypus(material: Any) -> bytes:
    from tests.bench.others.platypus import platypus

    return platypus(material)


def weasyprint(material: Any) -> Any:
    return import_module("weasyprint").HTML(string=material).write_pdf()


MAKERS = {"ours": ours, "raw": raw, "typst": typst, "platypus": platypus, "weasyprint": weasyprint}


def main(maker: str, material: str, pdf: str) -> None:
    for library in LIBRARIES[maker]:
        import_module(library)
    given = pickle.loads(Path(material).read_bytes())
    start = perf_counter()
    made = MAKERS[maker](given)
    took = perf_counter() - start
    status = Path("/proc/self/status")  # what getrusage tells holds what the process that started this one took
    peak = PEAK.search(status.read_text()) if status.exists() else None
    Path(pdf).write_bytes(made)
    print(took, peak[1] if peak else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
