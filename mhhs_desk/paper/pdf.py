"""The outer structure of a PDF file: its objects, their numbers and where they lie, and what PDF/A-2b asks of it.

reportlab's own neither holds tags nor says what its colours mean, and an object of its for each link and each tag
would take longer than setting the paper. Nothing is packed: what packs makes other bytes of the same on another
machine, and the same paper is to be the same bytes on each.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import astuple, dataclass
from functools import cache
from html import escape
from itertools import accumulate

from mhhs_desk.paper.colours import srgb
from mhhs_desk.paper.faces import Face, program
from mhhs_desk.paper.tagging import text
from mhhs_desk.paper.text import clean

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


@dataclass(frozen=True, slots=True)
class About:
    """What the document says of itself."""

    title: str
    author: str
    subject: str
    keywords: str = ""


class File:
    """A PDF file as it is written, object by object."""

    def __init__(self) -> None:
        self._objects: list[bytes] = []

    def reserve(self) -> int:
        """The number of an object that is yet to be written."""
        self._objects.append(b"")
        return len(self._objects)

    def put(self, number: int, body: str) -> None:
        self._objects[number - 1] = body.encode("latin-1")

    def add(self, body: str) -> int:
        number = self.reserve()
        self.put(number, body)
        return number

    def stream(self, data: bytes, entries: str = "") -> int:
        number = self.reserve()
        head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode("latin-1")
        self._objects[number - 1] = b"".join((head, data, b"\nendstream"))
        return number

    def words_of(self, about: About) -> tuple[int, int]:
        """What the document says of itself, once for programs of today and once as PDF had it first."""
        about = About(*(NEVER_IN_XML.sub("", clean(said)) for said in astuple(about)))
        facts = (("Title", about.title), ("Author", about.author), ("Subject", about.subject))
        told = [*facts, *([("Keywords", about.keywords)] if about.keywords else [])]
        made = "".join(f"/{name}{text(said)}" for name, said in told)
        number = self.add(f"<<{made}/Creator(MHHS Desk)/Producer(MHHS Desk)/Trapped/False>>")
        return number, self.stream(described(about).encode(), "/Type/Metadata/Subtype/XML")

    def meaning_of_colours(self) -> int:
        profile = self.stream(srgb(), "/N 3")
        name = text("sRGB IEC61966-2.1")
        return self.add(
            f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier{name}/Info{name}"
            f"/DestOutputProfile {profile} 0 R>>"
        )

    def face(self, face: Face) -> list[int]:
        """Write the programs of a face, each with the signs that the document uses."""
        return [self._program(face.name, at, tuple(signs)) for at, signs in enumerate(face.subsets)]

    def _program(self, name: str, at: int, signs: tuple[int, ...]) -> int:
        cut = program(name, at, signs)
        font = self.stream(cut.program, f"/Length1 {len(cut.program)}")
        texts = self.stream(cut.texts)
        descriptor = self.add(f"<</Type/FontDescriptor{cut.descriptor}/FontFile2 {font} 0 R>>")
        called = cut.descriptor.split("/")[2]
        return self.add(
            f"<</Type/Font/Subtype/TrueType/BaseFont/{called}/FirstChar 0/LastChar {len(signs) - 1}"
            f"/Widths[{cut.widths}]/FontDescriptor {descriptor} 0 R/ToUnicode {texts} 0 R>>"
        )

    def data(self, catalog: int, info: int) -> bytes:
        """The file: its objects, where each lies, and which is the first to read."""
        parts, known = self._objects, hashlib.md5(HEAD, usedforsecurity=False)
        for at, body in enumerate(parts):
            parts[at] = part = b"%d 0 obj\n%b\nendobj\n" % (at + 1, body)  # in its place, or it would be there twice
            known.update(part)
        *places, end = accumulate(map(len, parts), initial=len(HEAD))
        lines = b"".join([b"%010d 00000 n \n" % place for place in places])
        size, name = len(parts) + 1, known.hexdigest()
        told = f"<</Size {size}/Root {catalog} 0 R/Info {info} 0 R/ID[<{name}><{name}>]>>"
        table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, lines)
        return b"".join((HEAD, *parts, table, f"trailer\n{told}\nstartxref\n{end}\n%%EOF\n".encode("latin-1")))


NEVER_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


def _told(said: str) -> str:
    return escape(said, quote=False)


@cache
def _frame() -> str:
    spaces = (
        ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("pdf", "http://ns.adobe.com/pdf/1.3/"),
        ("xmp", "http://ns.adobe.com/xap/1.0/"),
        ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    )
    return " ".join(f'xmlns:{name}="{where}"' for name, where in spaces)


def described(about: About) -> str:
    """What the document says of itself, in XMP; among it that it means to be PDF/A-2b."""
    keywords = f"<pdf:Keywords>{_told(about.keywords)}</pdf:Keywords>" if about.keywords else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {_frame()}><rdf:Description rdf:about="">\n'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_told(about.title)}</rdf:li></rdf:Alt></dc:title>\n'
        f"<dc:creator><rdf:Seq><rdf:li>{_told(about.author)}</rdf:li></rdf:Seq></dc:creator>\n"
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{_told(about.subject)}</rdf:li></rdf:Alt>'
        "</dc:description>\n"
        "<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>\n"
        f"<xmp:CreatorTool>MHHS Desk</xmp:CreatorTool><pdf:Producer>MHHS Desk</pdf:Producer>{keywords}\n"
        "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\n"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    )
