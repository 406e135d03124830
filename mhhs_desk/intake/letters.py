"""A letter: who signed it and for whom, so that what it answers is somebody's answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mhhs_desk.intake.document import Line

CLOSING = re.compile(
    r"(?:yours (?:sincerely|faithfully|truly)|(?:kind|best|warm|with (?:kind|best)) (?:regards|wishes)"
    r"|regards|best wishes"
    r"|many thanks|thanks)\b[\s,.]*",
    re.IGNORECASE,
)
NAME = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Cllr)\.? )?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}(?:,? [A-Z]{2,5})?"
)
SUFFIX = re.compile(r"\b(?:plc|ltd|limited|llp|inc|gmbh|b\.?v\.?|cic)\b\.?", re.IGNORECASE)
"""What only a firm's name ends in."""
KIND = re.compile(
    r"\b(?:company|group|association|council|trust|society|institute|partnership|alliance|federation|university|energy|power"
    r"|networks?|supply|utilities|metering|trading|generation|renewables)\b",
    re.IGNORECASE,
)
TITLE = re.compile(
    r"\b(?:head|manager|director|officer|lead|analyst|advis[eo]r|team|arrangements|regulation|regulatory|affairs|policy|chief"
    r"|chair|secretary|consultant|department|executive|counsel)\b",
    re.IGNORECASE,
)
"""What somebody is in a firm."""
FOR = re.compile(
    r"(?i:\b(?:for and )?on behalf of) (?P<name>(?:the )?[A-Z][\w&'’.-]*(?: (?:and |of "
    r"|the )?(?:plc\b|ltd\b|llp\b|[A-Z(&])[\w&'’.)-]*){0,6})"
)
VIEWS = r"(?:votes?|voting|respond(?:ing)?|responses?|answers?|views?|positions?)"
VOTER = (
    r"(?:the )?(?P<name>"
    r"(?!(?:items?|questions?|agenda|information|decision|our|my|your|these|all|final|the|provisional)\b)(?-i:[A-Z])[A-Za-z&'’.-]*"
    r"(?: (?:(?-i:[A-Z(&])[A-Za-z&'’.)-]*|of|and|the|plc|ltd)){0,6}?)"
)
VOTES_FOR = re.compile(
    rf"(?:(?:(?:our|the|my) )?{VIEWS} (?:are )?(?:from|for|of|on behalf of)|from|on behalf of) {VOTER}"
    r"(?: (?:as follows|are(?: as follows| below)?))?\s*:(?:\s.*)?"
    rf"|(?:(?:please (?:see|find)(?: below)?|below|here)(?: is| are)? )?"
    rf"{VOTER.replace('?P<name>', '?P<voter>')}(?:['’]s?)? (?:votes?|positions?|responses?|views?)"
    r"(?: (?:as follows|are(?: as follows| below)?))?\s*:",
    re.IGNORECASE | re.DOTALL,
)
VOTES_FOR_IN = re.compile(
    rf"\b{VIEWS}\b[^.:]{{0,30}}?\b(?:for and )?on behalf of {VOTER}(?=[.,:;]|\s(?:is|are|as|on|to|in)\b|$)"
    rf"|\bon behalf of {VOTER.replace('?P<name>', '?P<voter>')}(?=,? (?:we|i) \w+)",
    re.IGNORECASE,
)
RESPONSE_OF = re.compile(
    r"^(?P<name>[A-Z][\w&'’. -]{2,60}?)(?:['’]s?)? (?i:response|submission|reply|representation"
    r"|comments)(?i: to| on|:|$)"
    r"|^(?i:(?:(?:response|submission|reply|representation) )?(?:from|by"
    r"|of):? (?:the )?)(?P<other>[A-Z][^:;?]{2,80})$",
)
GENERIC = re.compile(
    r"(?:consultation|our|the|a|your|collated|draft|final|summary|question|this|in|date|please|send|submit"
    r"|return|written|non.*|annex.*|appendix.*)\b.*",
    re.IGNORECASE,
)
ADDRESSED = re.compile(r"\s*(?:dear\b|to\s*:|for the attention of\b|fao\b)", re.IGNORECASE)
TOP, BELOW = 12, 6
"""So many lines hold the head of a letter, and what stands below a signature."""


def signed(lines: Sequence[Line]) -> dict[str, str]:
    """Who answers by a letter: the name below its closing words, and the firm there, at its head or in its title."""
    written = [line.words for line in lines if line.words]
    closing = next((index for index, words in enumerate(written) if CLOSING.fullmatch(words)), None)
    below = written[closing + 1 : closing + 1 + BELOW] if closing is not None else []
    name = next((words for words in below[:2] if NAME.fullmatch(words.rstrip(",")) and not KIND.search(words)), None)
    if name:
        below = below[below.index(name) + 1 :]
    firm = _firm(written, below)
    told = {"respondent": name and name.rstrip(","), "organisation": firm}
    return {role: words for role, words in told.items() if words}


def _firm(written: Sequence[str], below: Sequence[str]) -> str | None:
    """The firm a letter is from: as it says itself, in its signature, in its title, or over its address."""
    titled = next((found for words in written[:TOP] if (found := _titled(words))), None)
    if titled:
        return titled
    said = next((match["name"] for words in (*below, *written[:40]) if (match := FOR.search(words))), None)
    head = next((index for index, words in enumerate(written[:TOP]) if ADDRESSED.match(words)), 0)
    named = [
        words
        for words in (*below, *written[: min(head or 3, 3)])
        if len(words.split()) <= 8 and not re.search("[@:]", words)
    ]
    sure = [words for words in named if SUFFIX.search(words)]
    likely = [words for words in named if KIND.search(words) and not TITLE.search(words)]
    told = [*([said] if said else ()), *sure[:1], *likely[:1]]
    return told[0].rstrip(",.") if told else None


def _titled(words: str) -> str | None:
    found = RESPONSE_OF.match(words)
    name = (found["name"] or found["other"]).strip() if found else ""
    return name if name and name[0].isupper() and not GENERIC.fullmatch(name) else None


def votes_for(text: str) -> str | None:
    """The firm that a paragraph of a message says it answers for: "Our votes on behalf of Alder Energy:"."""
    said = VOTES_FOR.fullmatch(text.strip()) or VOTES_FOR_IN.search(text)
    return next((re.sub(r"['’]s?$", "", words.strip(" .")) for words in said.groups() if words), None) if said else None
