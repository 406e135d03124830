"""The name of a board, panel or committee, and the number of its meeting, as the head of a paper writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from mhhs_desk.intake.dates import DAY, MONTH
from mhhs_desk.intake.document import Line

NOUN = (
    r"(?:Board|Panel|(?:Sub-?)?Committee|Council|(?:Sub-?)?Group|Forum|Partnership|Senate|Assembly|Task\s?force"
    r"|Commission|Governing\s+Body"
    r"|Cabinet|Workgroup|Executive|Trustees|Governors|Alliance)"
)
_DAYS = rf"{MONTH}|(?i:mon|tues|wednes|thurs|fri|satur|sun)day"
_ABOUT = rf"(?:\s+(?i:on|for)\s+(?:[Tt]he\s+)?(?!{_DAYS})[A-Z]\w+(?:\s+[A-Z]\w+){{0,2}})?"
_UPPER = re.compile(
    rf"^(?P<name>(?:[A-Z0-9&'’./-]+\s+){{0,8}}?{NOUN.upper()}(?:\s+OF\s+(?:THE\s+)?[A-Z]+(?:\s+[A-Z]+){{0,3}})?{_ABOUT})(?=$|[\s,:(|–-])"
)
_MIXED = re.compile(
    rf"^(?P<name>(?:(?:[A-Z][\w&'’./-]*|of|the|and|for|on|&)\s+){{0,8}}?{NOUN}(?:\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+){{0,3}})?"
    rf"{_ABOUT})(?=$"
    rf"|[\s,:(|–.-])"
)
_LETTERS = re.compile(
    r"^(?P<name>(?:[A-Z]\w*\s+){0,3}?[A-Z]{2,6})\s+(?:(?:shared|draft|monthly|weekly|regular|community)\s+)?"
    r"(?:meeting|minutes|agenda|action\s+(?:log|list)|notes|call)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(r"(?P<name>(?:[A-Z][\w&-]+\s+){1,4}(?:T[ASO]C|[A-Z]{1,3}(?:AG|IG|WG|SC|SG|AC)|SIG|PMC|CPC))")
_OF_LOG = re.compile(r"^(?P<name>(?:[A-Z][\w&'’-]*\s+){1,5}?)Action\s+(?:Log|List|Register|Tracker)\b", re.IGNORECASE)
SHORT = re.compile(r"^\s*\(([A-Z][A-Za-z]{1,6})\)")
OPENING = re.compile(
    r"^(?:#+\s*|\*\*|title\s*:\s*|(?:forum|group|board|panel)\s*:\s*|meeting(?:\s+name|\s+of)?\s*:\s*|committee\s*:\s*|[A-Z]{1,5}\s?\(\d+\)\s?\d+[\w.]*\s+)*"
    r"(?:(?:draft|final|approved|confirmed|unconfirmed|the)\s+)*"
    r"(?:notice is (?:hereby )?given (?:that|of)\s+(?:the|a)\s+"
    r"|you are (?:hereby )?(?:summoned|invited) to (?:attend )?(?:the|a)\s+)?"
    r"(?:(?:minutes|notes?|agenda|record|actions?(?:\s+(?:log|list))?|summary|headlines?(?:\s+report)?|meeting)"
    r"(?:\s+(?:of|from|for|after)|\s*[:–-])\s+)*"
    r"(?:(?:the|an?)\s+)?(?:(?:(?:\d+\w\w|annual|ordinary|extraordinary|special|general|full|monthly|quarterly|regular|public"
    r"|virtual|remote|emergency|first|second|third|inaugural)\s+)*meeting\s+(?:of|:)\s+(?:the\s+)?)*",
    re.IGNORECASE,
)
EXPLICIT = re.compile(
    r"\W*(?:you are (?:hereby )?(?:summoned|invited)"
    r"|(?:(?:draft|final|approved|unconfirmed)\s+)*(?:minutes|notes?|agenda)\s+(?:of|for)\b"
    r"|actions?\s+(?:log|list)(?:\s+(?:of|for)\b|\s*[:–-]\s))",
    re.IGNORECASE,
)
"""What says of a body that the meeting is its own."""
HIGHER = re.compile(r"(?:council|authority|university|trust|association|executive|cabinet)$", re.IGNORECASE)
NUMBERED_LETTERS = re.compile(r"(?P<letters>[A-Z]{3,8})\s+\d{1,3}")
EXECUTIVE = re.compile(r"(?:the )?(?:executive|cabinet)", re.IGNORECASE)
SMALL = frozenset(("of", "the", "and", "for", "on", "in", "to"))
NEAR = 10
ORDINAL = re.compile(rf"\b(\d{{1,3}}(?i:st|nd|rd|th))\s+(?!(?i:{MONTH})\b)(?:[Mm]eeting|MEETING|[A-Z]{{3,5}})\b")
MEETING_FIELD = re.compile(
    r"[Mm]eeting\s*:?\s+(?!(?:[Nn]umber|[Nn]o|[Rr]ef)\b)(?P<label>(?:[A-Z][\w-]*\s+){1,4}\d{1,4})$"
)
SPELT = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|inaugural)\s+meeting\b",
    re.I,
)
HEADS = re.compile(
    r"^\W*(?:the\s+)?(?:\w+\s+meeting$|(?:draft\s+)?(?:agenda|minutes|notes?)\b|meeting\b)", re.IGNORECASE
)
NUMBERED = re.compile(
    rf"\bmeeting\s+(?:(?:no\.?|number|ref(?:erence)?)\s*:?\s*|#\s*)?(\d{{1,4}}(?:\.\d)?)(?![\d/:.-]*\d)(?!\s*(?:st"
    rf"|nd|rd|th)?\s+{MONTH})"
    r"(?!\s*(?:[ap]m|to|items?|minutes|days|weeks))\b",
    re.IGNORECASE,
)
AFTER_NAME = re.compile(
    rf"^\s+(?:meeting\s+)?(?:no\.?\s*|#\s*)?(\d{{1,4}})(?=$|[\s,–-])(?!\s*(?:st|nd|rd|th)?\s+{MONTH})"
)


COMMON = re.compile(
    r"(?:Board|Panel|(?:Sub-?)?Committee|(?:Sub-?)?Group|Council|Forum|Partnership|Workgroup)", re.IGNORECASE
)
"""What a body calls itself in its own sentences, which names none."""
OWN_NUMBER = re.compile(r"^\s+(0\d{3}\w?)\b")
"""A workgroup is known by the number of what it works on."""
FIELD = re.compile(
    r"\bmeeting\s+(?:number|no\.?|ref\w*|id)\s*:?\s*(?P<said>(?P<name>[A-Z]{2,8})\s?(?P<number>\d{1,4}))\b",
    re.IGNORECASE,
)


def body_of(cover: Sequence[Line]) -> tuple[str | None, str | None]:
    """The body a cover names, and the number written right behind its name ("Code Panel 88"), else None."""
    head = [line for line in cover[:NEAR] if not re.match(r"\d{1,2}[.)]\s|[•●○*]\s|-\s", line.words)]
    wrapped = [Line(f"{one.words} {two.words}", one.number) for one, two in pairwise(head)]
    told = [
        line
        for line in cover
        if re.match(r"(?:meeting\s+name|forum|committee|meeting\s+of|group|board|panel)\s*:", line.words, re.I)
    ]
    fields = [field for line in cover if (field := FIELD.search(line.words)) and field["name"].isupper()]
    if fields:
        letters, label = fields[0]["name"], fields[0]["said"]
        spelt = (found[0] for line in head if (found := _named(line.words)))
        return next((name for name in spelt if _initials(name) == letters), letters), label
    said = [found for line in head if EXPLICIT.match(line.words) and (found := _named(line.words))]
    if said and not HIGHER.search(said[0][0]):
        return said[0]
    named = [found for line in (*told, *head) if (found := _named(line.words) or _named_behind(line.words))]
    if not named:
        named = [found for line in wrapped[:3] if (found := _named(line.words))]
    if not named:
        return None, None
    first = named[0]
    if HIGHER.search(first[0]):
        # "Borough Council" over "Planning Committee": the meeting is the committee's.
        first = next((found for found in named[1:] if not HIGHER.search(found[0])), None) or next(
            (found for found in named[1:] if EXECUTIVE.fullmatch(found[0])), first
        )
    own = (NUMBERED_LETTERS.fullmatch(line.words) for line in head)
    called = next((one[0] for one in own if one and one["letters"] == _initials(first[0])), None)
    return first[0], first[1] or called


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"[A-Za-z]+", name) if word not in SMALL).upper()


def _named_behind(words: str) -> tuple[str, str | None] | None:
    """The body in the second part of a heading: "Fenside Academy - Governing Body"."""
    first, dash, second = words.partition(" - ")
    return _named(second) if dash and len(first.split()) <= 5 and not re.search(r"\d", first) else None


def _named(words: str) -> tuple[str, str | None] | None:
    text = OPENING.sub("", words, count=1)
    found = _UPPER.match(text) or _MIXED.match(text)
    if found is None:
        letters = _LETTERS.match(text) or _ALONE.fullmatch(text)
        if letters and letters["name"].split()[-1].isupper():
            return letters["name"], None
        log = _OF_LOG.match(text)
        return (_titled(log["name"]), None) if log and log["name"][0].isupper() else None
    name, rest = found["name"], text[found.end() :]
    own = OWN_NUMBER.match(rest) if name.casefold().endswith("workgroup") else None
    if own:
        return f"{_titled(name)} {own[1]}", None
    if COMMON.fullmatch(name):
        return None
    if _is_talk(rest):
        return None
    short = SHORT.match(rest)
    if short:
        return short[1], None
    number = AFTER_NAME.match(rest)
    titled = _titled(name)
    return titled, f"{titled} {number[1]}" if number and not re.fullmatch(r"(?:19|20)\d\d", number[1]) else None


def _is_talk(rest: str) -> bool:
    """Whether what follows a name makes it the subject of a sentence and no heading."""
    bare = DAY.sub("", rest)
    if re.match(r"\s+(?:(?:will|to)\s+be\s+)?held\b", rest, re.IGNORECASE):
        return False
    return len(bare.split()) > 9 or bool(
        re.match(
            r"\s+(?:is|are|was|were|will|has|have|members?|chair\w*|secretar\w+|agreed|noted|to|said|asked|approved|should|papers?|input"
            r"|meets|met)\b",
            bare,
            re.I,
        )
    )


def _titled(name: str) -> str:
    """A name in capitals as a name is written: "City of Rivers Cultural Board"."""
    words = " ".join(name.split())
    if not words.isupper() or (" " not in words and len(words) < 6):
        return words
    titled = [
        word.lower() if word.lower() in SMALL and order else word.capitalize()
        for order, word in enumerate(words.split())
    ]
    return re.sub(r"-[a-z]", lambda match: match[0].upper(), " ".join(titled))


def number_of(lines: Sequence[Line], other: re.Pattern[str]) -> str | None:
    """The number of a meeting by its own words: "6th meeting", "Meeting number 96", "Meeting #42"."""
    for line in lines:
        spelt = SPELT.search(line.words) if HEADS.search(line.words) else None
        field = MEETING_FIELD.match(line.words)
        if field and not DAY.search(line.words):
            return field["label"]
        numbered = ORDINAL.search(line.words) or NUMBERED.search(line.words) or spelt
        if numbered and not other.search(line.words):
            return " ".join(numbered[0].split())
    return None
