"""What the colours of a page mean: the profile of sRGB, written from its definition (IEC 61966-2-1)."""

from __future__ import annotations

from functools import cache
from struct import pack

WHITE = (0.9642, 1.0, 0.8249)
"""The white that profiles reckon with (D50)."""
TO_D50 = (1.047882, 0.022918, -0.050201, 0.029587, 0.990479, -0.017059, -0.009232, 0.015076, 0.751678)
"""From the white of sRGB (D65) to that of profiles, after Bradford."""
RED, GREEN, BLUE = (0.436066, 0.222488, 0.013916), (0.385147, 0.716873, 0.097076), (0.143066, 0.060608, 0.714096)
CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""The curve of sRGB: its power, and the line that it begins with."""
HEAD = 128


@cache
def srgb() -> bytes:
    """The profile, in version 4 of the ICC's format: made here, so it is nobody's but ours."""
    tags = (
        (b"desc", _told("sRGB")),
        (b"cprt", _told("No copyright")),
        (b"wtpt", b"XYZ \0\0\0\0" + _numbers(WHITE)),
        (b"chad", b"sf32\0\0\0\0" + _numbers(TO_D50)),
        (b"rXYZ", b"XYZ \0\0\0\0" + _numbers(RED)),
        (b"gXYZ", b"XYZ \0\0\0\0" + _numbers(GREEN)),
        (b"bXYZ", b"XYZ \0\0\0\0" + _numbers(BLUE)),
        *((name, b"para\0\0\0\0\0\3\0\0" + _numbers(CURVE)) for name in (b"rTRC", b"gTRC", b"bTRC")),
    )
    table, body = b"", b""
    start = HEAD + 4 + 12 * len(tags)
    for name, content in tags:
        table += name + pack(">II", start + len(body), len(content))
        body += content + b"\0" * (-len(content) % 4)
    return _head(start + len(body)) + pack(">I", len(tags)) + table + body


def _head(size: int) -> bytes:
    made = pack(">6H", 2021, 11, 10, 0, 0, 0)
    head = pack(">I4sI4s4s4s", size, b"\0" * 4, 0x04200000, b"mntr", b"RGB ", b"XYZ ") + made + b"acsp"
    return (head + b"\0" * 28 + _numbers(WHITE)).ljust(HEAD, b"\0")


def _numbers(values: tuple[float, ...]) -> bytes:
    return b"".join(pack(">i", round(value * 65536)) for value in values)


def _told(said: str) -> bytes:
    coded = said.encode("utf-16-be")
    return b"mluc\0\0\0\0" + pack(">II2s2sII", 1, 12, b"en", b"GB", len(coded), 28) + coded
