"""The words of an answer into the key of an option, its condition and its red line, where the words say it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from mhhs_desk.domain.options import NIL

SUBJECT = (
    r"(?:subject to|provided(?: that)?|providing|so long as|as long as|on (?:the )?condition that"
    r"|conditional(?:ly)? on|only if|if and only if)"
)
# In this order: each pattern's words are taken out before the next one looks.
OPTIONS: tuple[tuple[str, str], ...] = (
    (
        "W",
        rf"accept(?:ed|able)?\b[^.;]{{0,60}}?\b{SUBJECT}\b"
        r"|accept(?:ed)? with (?:conditions|additional work)|conditional accept(?:ance)?",
    ),
    (
        "X",
        r"(?:do|does|can|could|will|would|shall)(?: not|n't|n’t) (?:accept|approve|support|agree)"
        r"|cannot (?:accept|approve|support|agree)",
    ),
    ("X", r"reject(?:ed|ion)?"),
    ("E", r"escalat(?:e|ed)\b|^escalation to ofgem"),
    ("R", r"refer(?:red)?(?: (?:it |this |them )?back)?\b(?! to (?:the|our|your|my)\b)"),
    (
        "N",
        r"not? (?:content|sufficient|nearly enough|enough|long enough|adequate|satisfied)|insufficient"
        r"|inadequate|too (?:short|tight)|disagree",
    ),
    (
        "U",
        r"neutral(?:\s*[/-]\s*no comment)?|no (?:strong )?(?:preference|opinion) either way|(?:lean|leans) neither way",
    ),
    ("A", r"accept(?:ed|able|s)?|approved?|(?:we|fully|i) support(?:ed)?(?! the (?:idea|aim))|happy with it"),
    ("Y", r"(?:we are |is )?(?:long enough|sufficient|enough time)|^content\b|(?:we are|am) content"),
)
STARTS: tuple[tuple[str, str], ...] = (
    ("Y", r"^yes\b|^agreed?\b"),
    ("N", r"^no\b(?! (?:view|comment|response|opinion|preference|objection))"),
    ("O", r"^other\b"),
)
NUMBERED = re.compile(r"\boption\s*(?:no\.?\s*)?([1-4])\b|^\(?([1-4])(?:[.):]|\s*$|\s*[-–]\s)", re.IGNORECASE)
NIL_WORDS = re.compile(
    r"(?:nil(?: return)?|no (?:view|views|comments?|response|answer|opinion)(?: (?:at this time|to offer"
    r"|on (?:this|any of it)))?|none"
    r"|nothing to (?:add|say)|n/?a|not applicable|0)[.!]?",
    re.IGNORECASE,
)
KEYS = re.compile(r"[AWRXEYNUO1-4]", re.IGNORECASE)
RECUSED = re.compile(r"\brecus(?:e|ed|es|ing|al)\b|\bstand(?:s|ing)? aside\b|\bconflict of interest\b", re.IGNORECASE)
CONDITION = re.compile(rf"\b{SUBJECT}\s+(?P<words>[^.;]+)", re.IGNORECASE)
UNNAMED_WORK = re.compile(r"(?:additional|further|more) work(?: being completed)?", re.IGNORECASE)
EVIDENCE = ("very low", "low", "normal", "high", "very high")
EVIDENCE_TOO = {"medium": 2, "moderate": 2, "none": 0, "weak": 1, "strong": 3, "very strong": 4, "very weak": 0}
CONSENTS = {
    "named": "named",
    "yes": "named",
    "by name": "named",
    "by kind": "kind",
    "kind": "kind",
    "no": "kind",
    "anonymous": "kind",
    "the constituency": "constituency",
    "constituency": "constituency",
    "count only": "constituency",
    "for the rep only": "rep",
    "rep only": "rep",
    "rep": "rep",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer's words say. `option` is None where they say nothing clear, or several things."""

    option: str | None
    recused: bool = False
    condition: str | None = None


@lru_cache(maxsize=4096)
def answer_of(words: str) -> Answer:
    """The option a cell or a sentence gives."""
    text = " ".join(words.split())
    if NIL_WORDS.fullmatch(text):
        return Answer(NIL)
    if RECUSED.search(text):
        return Answer(None, recused=True)
    if KEYS.fullmatch(text):
        return Answer(text.upper())
    first = re.split(r"(?<=[.;!?])\s+", text, maxsplit=1)[0]
    option = _only(_starting(first) or _keys(first) or _keys(text))
    return Answer(option, condition=condition_of(text) if option in ("W", "A", "Y") else None)


def condition_of(text: str) -> str | None:
    """What follows "subject to" or "so long as", unless it is the name of the option alone."""
    for found in CONDITION.finditer(text):
        words = found["words"].strip(" ,")
        if not UNNAMED_WORK.fullmatch(words):
            return words
    return None


def _starting(text: str) -> set[str]:
    """What the very first words say: a number of an option, or yes, no and the names of the options."""
    plain = text.lower()
    if re.match(r"yes\s*(?:and|or|/)\s*no\b", plain):
        return {"Y", "N"}
    numbered = NUMBERED.match(text)
    if numbered:
        either = re.match(r"[^.;]{0,12}[1-4]\s*(?:or|and|/|&)\s*(?:option\s*)?([1-4])\b", plain)
        return {numbered[1] or numbered[2]} | ({either[1]} if either else set())
    for key, pattern in OPTIONS[:1]:
        if re.match(pattern, plain):
            return {key}
    for key, pattern in (*STARTS, *OPTIONS[1:]):
        found = re.match(f"(?:{pattern})", plain)
        if found and re.match(r"\s*(?:[.,;:!–—-]|$|because\b|since\b|for\b|as\b)", plain[found.end() :]):
            return {"W"} if key == "A" and re.search(rf"\b{SUBJECT}\b", plain) else {key}
    return set()


def _keys(text: str) -> set[str]:
    plain = text.lower()
    found = {match[1] or match[2] for match in NUMBERED.finditer(plain)}
    for key, pattern in (*OPTIONS[:5], *STARTS, *OPTIONS[5:]):
        taken = re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", " ", plain)
        if taken != plain:
            found.add(key)
            plain = taken
    if "A" in found and re.search(rf"\b{SUBJECT}\b", text.lower()):
        found = (found - {"A"}) | {"W"}
    return found


def _only(keys: set[str]) -> str | None:
    return next(iter(keys)) if len(keys) == 1 else None


def unclear(words: str | None) -> str:
    """The doubt about an answer whose option its words do not settle."""
    return f"Which option is meant by “{words}” is not clear." if words else "No option is named."


def evidence_of(words: str | None) -> tuple[int | None, str | None]:
    """A strength of evidence from 0 to 4, and the basis written after it."""
    text = " ".join((words or "").split())
    if re.fullmatch(r"[0-4]", text):
        return int(text), None
    level, _, basis = text.partition(",")
    name = level.strip().lower()
    scale = {name: index for index, name in enumerate(EVIDENCE)} | EVIDENCE_TOO
    if name in scale:
        return scale[name], basis.strip().rstrip(".") or None
    return None, text or None


def consent_of(words: str | None) -> str | None:
    """How the words of a consent column let an answer be shown; None where they do not say it."""
    text = " ".join((words or "").lower().split()).rstrip(".")
    return CONSENTS.get(text)


def red_line_of(words: str | None, otherwise: str | None) -> str | None:
    """A red line column's words; a bare "yes" points at the reason."""
    text = (words or "").strip()
    if not text or re.fullmatch(r"(?:no|none|n/?a|-|–|nil)\.?", text, re.IGNORECASE):
        return None
    return (otherwise or text) if re.fullmatch(r"(?:yes|y|x)\.?", text, re.IGNORECASE) else text
