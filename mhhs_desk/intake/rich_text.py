"""Rich text (RTF) into plain text, also as Outlook packs it: groups that hold no words are passed over."""

from __future__ import annotations

import re
import struct

TOKEN = re.compile(r"\\([a-zA-Z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)")
SIGNS = {"par": "\n", "line": "\n", "sect": "\n\n", "page": "\f", "tab": "\t", "cell": "\t", "row": "\n", "emdash": "—",
         "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”"}  # fmt: skip
WORDLESS = {"fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "headerl", "headerr",
            "footerl", "footerr", "listtable", "listoverridetable", "themedata", "datastore", "fldinst", "filetbl",
            "revtbl", "xmlnstbl", "generator", "mmathPr", "htmltag"}  # fmt: skip
BEGINNING = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n"
    b"\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What a packed text may point back to before it has said anything."""
RING = 4096
LARGEST = 16 * 1024 * 1024


def text_of(rtf: str) -> str:
    """The words of a rich text, paragraph by paragraph; deleted and hidden ones are left out."""
    said: list[str] = []
    raw = bytearray()
    stack: list[tuple[bool, int]] = []
    silent, skipped_after, skip, encoding = False, 1, 0, "cp1252"
    for found in TOKEN.finditer(rtf):
        word, number, code, sign, brace, plain = found.groups()
        if raw and not code:
            said.append(raw.decode(encoding, "replace"))
            raw.clear()
        if brace == "{":
            stack.append((silent, skipped_after))
        elif brace:
            silent, skipped_after = stack.pop() if stack else (False, 1)
        elif word in WORDLESS or sign == "*":
            silent = True
        elif word in ("v", "deleted"):
            silent = number != "0"
        elif word == "ansicpg" and number:
            encoding = _codec(f"cp{number}")
        elif word == "uc":
            skipped_after = int(number or 1)
        elif word == "u" and number:
            said += [] if silent else [chr(int(number) % 0x10000)]
            skip = skipped_after
            continue
        elif not silent:
            skip = _take(said, raw, (word, code, sign, plain), skip)
            continue
        skip = 0
    return "".join(said).encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()


def _take(
    said: list[str], raw: bytearray, token: tuple[str | None, str | None, str | None, str | None], skip: int
) -> int:
    """Add what one token says, save the signs that stand in for one written already; how many of them are left."""
    word, code, sign, plain = token
    if code:
        if skip:
            return skip - 1
        raw.append(int(code, 16))
    elif plain:
        said.append(plain[skip:])
        return max(0, skip - len(plain))
    elif word:
        said.append(SIGNS.get(word, ""))
    elif sign:
        said.append({"~": "\xa0", "_": "-", "-": ""}.get(sign, sign if sign in "\\{}" else ""))
    return 0


def _codec(name: str) -> str:
    try:
        return "cp1252" if b"x".decode(name) != "x" else name
    except (LookupError, UnicodeDecodeError):
        return "cp1252"


def unpacked(data: bytes) -> bytes:
    """The rich text that Outlook packs (MS-OXRTFCP). Raises ValueError where it is none."""
    if len(data) < 16:
        raise ValueError("packed rich text is cut short")
    size, way = struct.unpack("<4xI4s", data[:12])
    if size > LARGEST:
        raise ValueError("packed rich text is too large")
    if way == b"MELA":
        return data[16 : 16 + size]
    if way != b"LZFu":
        raise ValueError("packed rich text is of an unknown way")
    ring = bytearray(BEGINNING) + bytearray(RING - len(BEGINNING))
    return _unrolled(data, ring, min(size, 9 * len(data)))


def _unrolled(data: bytes, ring: bytearray, size: int) -> bytes:
    made, at, place = bytearray(), 16, len(BEGINNING)
    while at < len(data) and len(made) < size:
        flags, at = data[at], at + 1
        for bit in range(8):
            if flags >> bit & 1:
                if at + 1 >= len(data):
                    return bytes(made)
                back, run = data[at] << 4 | data[at + 1] >> 4, (data[at + 1] & 15) + 2
                at += 2
                if back == place:
                    return bytes(made)
                taken = [(back + step) % RING for step in range(run)]
            elif at < len(data):
                ring[place], at, taken = data[at], at + 1, [place]
            else:
                return bytes(made)
            for one in taken:
                made.append(ring[one])
                ring[place] = ring[one]
                place = (place + 1) % RING
    return bytes(made)
