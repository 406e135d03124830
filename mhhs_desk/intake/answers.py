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
DEGREE = r"(?:strongly|fully|broadly|generally|mostly|largely|partly|partially|somewhat|slightly|tend to|do)"
# In this order: each pattern's words are taken out before the next one looks.
OPTIONS: tuple[tuple[str, str], ...] = (
    (
        "W",
        rf"accept(?:ed|able)?\b[^.;]{{0,60}}?\b{SUBJECT}\b"
        r"|accept(?:ed)?(?: \w+){0,4},? if\b|(?:accept(?:ed)?|approved?|support) with (?:conditions|additional work)"
        r"|conditional approval"
        r"|conditional accept(?:ance)?",
    ),
    (
        "X",
        r"(?:(?:do|does|can|could|will|would|shall) not|(?:do|does|ca|could|wo|would|sha)n['’]t)"
        r" (?:accept|approve|support)"
        r"|cannot (?:accept|approve|support)|not (?:in favour|supportive)|(?:we|i) (?:strongly |would )?oppose",
    ),
    ("X", r"reject(?:ed|ion)?"),
    ("E", r"escalat(?:e|ed)\b|^escalation to ofgem"),
    ("R", r"refer(?:red)?(?: (?:it |this |them )?back)?\b(?! to (?:the|our|your|my)\b)"),
    (
        "N",
        r"not? (?:content|sufficient|nearly enough|enough|long enough|adequate|satisfied)|insufficient"
        r"|inadequate|too (?:short|tight)|disagree|(?:(?:do|does|can) not|(?:do|does|ca)n['’]t) agree|cannot agree",
    ),
    (
        "U",
        r"neutral(?:\s*[/-]\s*no comment)?|no (?:strong )?(?:preference|opinion) either way|(?:lean"
        r"|leans) neither way",
    ),
    (
        "A",
        r"accept(?:ed|able|s)?|approved?|(?:we|fully|i) support(?:ed)?(?! the (?:idea|aim))|happy with it"
        rf"|we are (?:{DEGREE} )?(?:supportive|in favour)",
    ),
    (
        "Y",
        r"(?:we are |is )?(?:long enough|sufficient|enough time)|^content\b|(?:we are|am) content"
        rf"|(?:we|i)(?: {DEGREE})? agree(?![^.]{0, 200}\b(?:but|however|although|except)\b)",
    ),
)
STARTS: tuple[tuple[str, str], ...] = (
    (
        "U",
        r"^neither (?:agree|support)\w* (?:n?or) (?:disagree|oppose)\w*|^(?:unsure|undecided)\b"
        r"|^(?:we |i )?(?:would )?abstain(?:ed)?\b"
        r"|^(?:not sure|(?:we )?(?:don['’]?t|do not) know)\b",
    ),
    ("W", r"^(?:qualified|conditional) support\b|^support with (?:comments|conditions|qualifications)\b"),
    ("Y", rf"^yes\b|^(?:{DEGREE} )?agreed?\b"),
    (
        "N",
        r"^no(?=\s*(?:$|[.,;:!–—(-]|/(?!\w))|\s+(?:we|i|it|this|that|the|our|as|because|there|these|they"
        r"|not|content)\b)"
        rf"|^(?:{DEGREE} )?disagree[sd]?\b",
    ),
    (
        "A",
        rf"^(?:{DEGREE} )?support(?:ive|ed|s)?\b|^in favour\b"
        r"|^[\w&'’ -]{2,40} (?:supports|approves|accepts)(?: (?:it|this))?(?=[.;]?$)",
    ),
    ("X", r"^[\w&'’ -]{2,40} (?:opposes|rejects|does not (?:support|accept|approve))(?: (?:it|this))?(?=[.;]?$)"),
    ("X", rf"^(?:{DEGREE} )?(?:oppose[sd]?|against)\b"),
    ("O", r"^other\b"),
)
NUMBERED = re.compile(r"\boption\s*(?:no\.?\s*)?([1-4])\b|^\(?([1-4])(?:[.):](?!\d)|\s*$|\s*[-–]\s)", re.IGNORECASE)
NIL_WORDS = re.compile(
    r"(?:nil(?: return)?|(?:we |i )?(?:have |offer |make )?no (?:(?:further|other|particular|specific"
    r"|strong) )?(?:view|views|comments?|response|answer|opinion)(?: (?:from (?:us|me|our side)|at this time|to offer"
    r"|on (?:this|any of it)))?|none"
    r"|no (?:rationale|reasons?|response|comments?|answer) (?:was |were )?(?:provided|given|received|supplied)"
    r"|nothing from (?:us|me|our side)"
    r"|nothing(?: (?:further|more|else))?(?: to (?:add|say))?"
    r"|(?:not|none) at (?:this|the present) (?:time"
    r"|stage|moment)|n/?a|not applicable|0)[.!]?",
    re.IGNORECASE,
)
PRINTED = re.compile(r"^name\b(?:\s*[:/])?\s*(?=\S)|^please\b[^.]*\.\s+(?=\S)", re.IGNORECASE)
"""What a form has printed before the words that somebody filled in."""
NAMES = (
    rf"yes|no(?: comments?| response| view| opinion)?|neutral(?: */ *no comment)?|n/?a"
    rf"|(?:{DEGREE} )?(?:agree[d]?|disagree"
    r"|support(?:ive)?|oppose[d]?)|neither (?:agree|support) nor (?:disagree|oppose)|(?:conditional"
    r"|qualified) support"
    r"|accept(?:ed)?(?: subject to (?:additional|further) work)?|approved?|refer(?:red)?(?: back)?"
    r"|escalated?(?: to ofgem)?|reject(?:ed)?|abstain(?:ed)?|unsure|undecided|not sure|don['’]?t know"
    r"|option \w{1,2}|other|none"
)
"""The choices that forms offer."""
PARTING = r"(?:\s*(?:/|\||\bor\b|,|\n)\s*)"
UNFILLED = re.compile(
    rf"\W*(?:yes\s+no|\(?delete as (?:appropriate|applicable)\)?\W*"
    rf"|(?:{NAMES}){PARTING}(?:{NAMES})\b(?!,? *(?:because|as|we)\b)"
    rf"(?:{PARTING}(?:{NAMES})\b)*\s*[*(\[]*\s*(?:please )?(?:(?:delete|select|circle|tick|mark|state"
    rf"|choose)\b.*|not known"
    r"|please give.*|please provide.*)?\W*"
    r"|(?:high|medium|low|none)(?:\s*/\s*(?:high|medium|low|none|n/?a)){2,}"
    r"|please (?:provide|give|state|list|add|specify|explain|describe|include|set out|delete|tick|mark"
    r"|circle|indicate|complete|use)\b[^.]{0,120}\.?"
    r"|(?:please )?(?:insert|enter|click|type|choose|select|tap)\b.{0,60}|(?:free text|(?:question )?not answered"
    r"|skipped|blank|\[.{0,60}\]"
    r"|<.{0,60}>|_+|\.{3,}|-+|–|—"
    r"|tbc)\W*)",
    re.IGNORECASE | re.DOTALL,
)
"""What stands in a cell that nobody has filled in: all the choices, or a word that bids to choose."""
NEUTRAL = re.compile(r"neutral ?/ ?no comments?", re.IGNORECASE)
"""Two words for one choice."""
OFFERED = re.compile(rf"(?:{NAMES})(?:\s*/\s*(?:{NAMES}))+", re.IGNORECASE)
CHOICE = re.compile(
    rf"\W*(?:(?:we|i)\s+(?=(?:{NAMES})[.;!]))?"
    rf"(?P<name>(?:we|i) (?:do not|don['’]t|cannot) (?:agree|support|accept)(?=[.;!])|{NAMES})(?!\w)"
    rf"(?:\s*(?P<end>$|[.;:!\n|–—-]|,(?!\s*subject)|/(?!\w))"
    r"|\s+(?=(?-i:[A-Z“\"‘'])|(?:we|i|it|this|that|the|our|as|because|there|these|in|for|at)\b))[\s.,;:|–—/-]*",
    re.IGNORECASE,
)
AGAIN = re.compile(r"(?:we|i|it|they) (?:do|does|are|is|would|can|have|will)(?: not|n['’]t)?[.;!]?", re.IGNORECASE)
"""What only says yes or no once more: "Yes, we do"."""
REASON = re.compile(
    r"(?:(?:please (?:give|provide) )?(?:your )?(?:rationale|reasons?|reasoning|comments?|why)\s*:\s*)", re.I
)
"""The name a form gives to the reason, before it."""
BOX = re.compile(r"[☐☒☑✓✔□■]|\[\s?[xX✓]?\s?\]|\(\s?[xX✓]?\s?\)(?!\w)")
EMPTY_BOX = re.compile(r"[☐□]|[\[(]\s*[\])]")
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


def is_filled(words: str) -> bool:
    """Whether somebody has filled in a cell: it has words, and not only all the choices there are."""
    told = " ".join(words.split())
    return bool(told) and (bool(NEUTRAL.fullmatch(told)) or not UNFILLED.fullmatch(told))


def ticked(words: str) -> str:
    """A cell with boxes to tick as what is ticked, and what is written below; without the choices printed over it."""
    boxes = list(BOX.finditer(words))
    if not boxes:
        printed, _, written = words.partition("\n")
        return written if OFFERED.fullmatch(printed.strip()) and is_filled(written) else words
    ends = [box.start() for box in boxes[1:]] + [len(words)]
    chosen, below = [words[: boxes[0].start()]], ""
    for box, end in zip(boxes, ends, strict=True):
        label, _, rest = words[box.end() : end].partition("\n")
        if not EMPTY_BOX.fullmatch(box[0]):
            chosen.append(label)
        below = rest if end == len(words) else below
    told = " ".join(" ".join(part.split()) for part in chosen if part.strip())
    return "\n".join(part for part in (told, below.strip()) if part)


def parted(words: str) -> tuple[str, str | None]:
    """The choice an answer begins with and the reason written after it; all of it twice where it names no choice."""
    text = words.strip()
    choice = CHOICE.match(text)
    if choice is None or (choice["name"].lower() == "none" and text[choice.end("name") :].strip(" .!")):
        return (text, None) if NIL_WORDS.fullmatch(text) or KEYS.fullmatch(text) else (text, text or None)
    why = REASON.sub("", " ".join(text[choice.end() :].split()).strip(" /|"))
    empty = AGAIN.fullmatch(why) or re.fullmatch(r"[-–—.]*|n/?a|none|no (?:further )?comments?\.?", why, re.IGNORECASE)
    return choice["name"], None if empty else why[:1].upper() + why[1:]


def condition_of(text: str) -> str | None:
    """What follows "subject to" or "so long as", unless it is the name of the option alone."""
    for found in CONDITION.finditer(text):
        words = found["words"].strip(" ,")
        if not UNNAMED_WORK.fullmatch(words):
            return words
    return None


def _starting(text: str) -> set[str]:
    """What the very first words say: a number of an option, or yes, no and the names of the options."""
    plain = re.sub(r"^(Yes|No)\s+(?=[A-Z“])", r"\1. ", text).lower()
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
    plain = re.sub(r"^(Yes|No)\s+(?=[A-Z“])", r"\1. ", text).lower()
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
