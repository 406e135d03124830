"""The pieces of an agenda item that are known by themselves: times, minutes, papers, and what it is for."""

from __future__ import annotations

import re

CLOCK = r"\d{1,2}[.:]\d\d(?:\s*[ap]\.?m\.?)?"
BARE_CLOCK = r"(?:[01]\d|2[0-3])[0-5]\d"
SPAN = rf"(?:{CLOCK}|{BARE_CLOCK}|\d{{1,2}}\s*[ap]m)\s*(?:[-–—]|to)\s*(?:{CLOCK}|{BARE_CLOCK}|\d{{1,2}}\s*[ap]m)"
MINUTES = re.compile(r"(?:c\.?\s*)?(\d{1,3}(?:\.\d+)?)\s*(m|mins?|minutes?|h|hrs?|hours?|['’′])\.?", re.IGNORECASE)
PAPER_WORD = r"(?:papers?|attachments?|att|documents?|enclosures?|enc|annex|appendix|item paper|agenda paper)"
REFERENCE = (
    r"(?:[A-Z]{1,8}\s?\(\d{1,2}\)\s?\d+[\w./]*(?:\([a-z]+\))?|[A-Z]{2,8}\d{1,4}/\d{1,3}[A-Za-z]?|[A-Z]{2,6}-DEL\s?\d+"
    r"|[A-Z]{1,8}/\d{1,4}/(?:\d{1,3}|[A-Z]\b)|[a-z]{1,3}\d{2}/\d{1,3}"
    r"|[A-Z]{2,5}[- ]\d{2,4}[-/]\d{1,3}|\d{2,3}/\d{2}[A-Z]?"
    r"|CR[- ]?\d{3})"
)
NAMED_PAPER = rf"{PAPER_WORD}(?![A-Za-z])\.?\s*(?:no\.?\s*)?(?:[A-Z]{{0,8}}[\w()./-]*\d[\w()./-]*|[A-Z]\b)"
PAPER = re.compile(rf"(?P<named>\b{NAMED_PAPER})|(?<![\w/-])(?P<ref>{REFERENCE})(?![\w/])", re.IGNORECASE)
REF_ONLY = re.compile(rf"(?<![\w/(-])(?P<ref>{REFERENCE})(?![\w/])")
NOTHING = re.compile(
    r"(?:(?:verbal|oral)(?: update| report| presentation| item)?|presentation|slides?|n/?a|none|tbc|to follow|attached"
    r"|enclosed|tabled|-|–|standing item|action item|(?:pages?|pp?\.?)?\s*\d{1,3}(?:\s*[-–]\s*\d{1,3})?)",
    re.IGNORECASE,
)
_KIND = {
    "approval": "approval|approve|decision|decide|decisions|ratification|ratify|endorsement|endorse|agreement|agree"
    "|confirm|confirmation"
    "|determination|determine|resolution|resolve|adoption|adopt|vote|voting",
    "discussion": "discussion|discuss|debate|consideration|consider|input|comments?|steer|feedback",
    "information": "information|info|noting|note|awareness|update|receive|assurance|assure",
}
ANY_KIND = "|".join(_KIND.values())
LIST = rf"(?:{ANY_KIND})(?:(?:\s*[/,&]\s*|\s+(?:and|or)\s+(?:for\s+|to\s+)?)(?:{ANY_KIND}))*"
FOR = re.compile(rf"\b(?:for|to)\s+(?P<kinds>{LIST})(?:\s+(?:only|items?))?\b", re.IGNORECASE)
REQUIRED = re.compile(rf"\b(?P<kinds>{LIST})\s+(?:is\s+)?(?:required|requested|needed|sought)\b", re.IGNORECASE)
ALONE = re.compile(
    rf"(?:(?:items?|matters?|papers?)\s+)?(?:for\s+|to\s+)?(?P<kinds>{LIST})(?:\s+(?:only|items?|required))?",
    re.IGNORECASE,
)


def kind_of(words: str) -> str | None:
    """Approval, discussion or information; the weightiest where several are named."""
    named = re.findall(rf"\b(?:{ANY_KIND})\b", words, re.IGNORECASE)
    kinds = {kind for word in named for kind, known in _KIND.items() if re.fullmatch(known, word, re.IGNORECASE)}
    return next((kind for kind in _KIND if kind in kinds), None)


def minutes_of(words: str) -> int | None:
    found = MINUTES.fullmatch(words.strip(" ()[]"))
    if not found:
        return None
    amount = float(found[1]) * (60 if found[2].casefold().startswith("h") else 1)
    return round(amount)


def paper_of(words: str) -> str | None:
    """The words as a reference to a paper: "Paper 3", "TB(7)2", "paper TB(6)2v1"; the bare code where there is one."""
    text = words.strip(" ,;.()[]")
    found = PAPER.fullmatch(text)
    if not found:
        return None
    if found["ref"]:
        return found["ref"] if REF_ONLY.fullmatch(text) else None
    code = re.sub(rf"^{PAPER_WORD}\.?\s*(?:no\.?\s*)?", "", text, flags=re.IGNORECASE)
    return code if re.match(r"[A-Z]{1,8}[-\d(/]", code) and len(code) > 1 else text


EMPTY = r"-|–|verbal(?:\s+update)?|oral|n/a|tbc|to follow|attached|presentation|slides"
