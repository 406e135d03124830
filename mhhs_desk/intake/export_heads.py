"""The headings of a web form's export: the maker's own, those of courtesy, and those that stand in two rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mhhs_desk.intake import answers
from mhhs_desk.intake.headers import FIRM, role_of, spelt
from mhhs_desk.intake.questions import asks_for_more

MAKERS = re.compile(
    r"(?:respondent|collector|resp(?:onse)?\.?|submission|user|unique|form|entry|record)?\s*(?:id|key|no\.?|number|ref\.?)"
    r"|(?:start|end|completion|last modified|created"
    r"|recorded)\s*(?:date|time)?"
    r"|(?:answer|question) ?type|(?:submit\w*|stage) (?:date|time)\b.*"
    r"|time\s?stamp|date (?:started|submitted|last action)|ip ?address|custom data.*"
    r"|status|progress|finished|(?:created|modified) by|last (?:updated|modified)(?: by)?"
    r"|last page accessed|completion status"
    r"|duration.*|channel|(?:started|ended|seed|last page|tracking link|time taken|referr?er.*|browser|device"
    r"|user ?agent|web ?link|source|complete[d]?\??|approved|tags?)"
    r"|(?:response|respondent|submission|distribution) ?(?:ref(?:erence)?|type|number|no|channel)"
    r"|(?:user|start) ?language|prefix|title"
    r"|(?:tele)?phone.*|mobile.*|post ?code|language|quiz feedback|total points|grade.*|(?:points|feedback) - .*"
    r"|location ?\w*|recipient.*|(?:group|page|question|interview|total) ?time\b.*"
    r"|external.*",
    re.IGNORECASE,
)
"""What the maker of a form puts into columns of its own."""
MARK_OF_A_MAKER = re.compile(
    r"(?:respondent|collector|response|submission|user|entry) ?(?:id|key|ref(?:erence)?|no\.?|number)"
    r"|(?:start|completion) (?:time|date)|startdate|time\s?stamp|submitted.*"
    r"|submission date|date submitted",
    re.IGNORECASE,
)
NAMES = re.compile(
    r"(?:your\s+)?(?:(?P<first>(?:first|given)\s?name|forename)|(?:last|family|sur)\s?name)", re.IGNORECASE
)
"""The two halves of a name, in columns of their own."""
COURTESY = re.compile(
    r".*\b(?:(?:would|do) (?:you|we) (?:like|want|wish|need) to (?:receive|be (?:kept|added|informed|told|contacted)"
    r"|hear|join|attend|sign)|keep me"
    r"|(?:may|can) (?:we|i|elexon|the \w+) (?:contact|get in touch|follow up|email)|newsletter|mailing list"
    r"|access requirements|dietary|(?:will|able to|plan(?:ning)? to) (?:\w+ )?attend|which session"
    r"|how did you (?:hear|find)|captcha|(?:happy|content|willing) (?:for|to be) .*(?:response|contact|answer|publish)"
    r"|how (?:easy|satisfied|useful) .*(?:survey|this form|questionnaire))\b.*"
    r"|[^?]*\b(?:data protection|privacy|gdpr|terms and conditions|upload|attach(?:ment)?s?)\b[^?]*"
    r"|.*\b(?:publish|quot|attribut)\w*\b.*\b(?:my|our|your|these)\b.*"
    r"|.*\b(?:my|our|your) (?:answers?|responses?|comments?|names?)\b.*\b(?:publish|quot|attribut)\w*\b.*"
    r"|(?:i|we) (?:am|are|agree|consent|give|confirm|understand|have read)\b.*",
    re.IGNORECASE,
)
"""What is asked for the form's own sake, not for anybody's view of the matter."""
GENERIC = re.compile(
    r"(?:response|open[- ]ended response|choice|text|selected choice|radio (?:buttons?)?|drop ?down|organi[sz]ation"
    r"|name|answer|value|selection|checkbox(?:es)?|long text|short text)",
    re.IGNORECASE,
)
SPECIFIED = re.compile(
    r"open[- ]ended response|other\b.*|(?:please )?(?:specify|comments?|explain)\b.*|text|.*\bcomments?", re.IGNORECASE
)
SECOND = re.compile(r"response|open[- ]ended response|other \(please specify\)", re.IGNORECASE)
FIELD = re.compile(
    r"(?P<plain>.{8,}?)\s*(?:\[(?P<boxed>[^\]]{1,120})\]|(?<=\?)\s*[-–:/]\s+(?P<named>.{1,120})"
    r"|\s?[-–:]\s(?P<about>(?:(?:full|first|last|your|contact|company|organi[sz]ation) )?name|organi[sz]ation|company"
    r"|e-?mail(?: address)?))",
    re.DOTALL | re.IGNORECASE,
)
PIPED = re.compile(r"(?<=\w)\[\w{1,12}\](?=\. )|\*?\{\{[^}]*\}\}\*?,?\s*|^[^/?]{1,60} / (?=[A-Z][^?]*\?)")
"""What a program puts before a question: an answer given above, the page it stands on."""
OFFERED = re.compile(rf"\s*[:(–-]\s*(?:{answers.NAMES})(?:{answers.PARTING}(?:{answers.NAMES}))+\)?$", re.IGNORECASE)
"""The choices that a heading offers: "Solution: Accept / Reject"."""
AGAIN = re.compile(r"(?P<base>.*[^\W\d])(?P<count>[?.:)]?\d{1,2})|(?P<asked>.*[?.:)])\d{1,2}", re.DOTALL)
"""A heading that a program gave a number, since it had stood there before."""
OF_A_FIRM = re.compile(rf"\b{FIRM}\b", re.IGNORECASE)
OF_A_KIND = re.compile(
    r"\b(?:constituency|sectors?|categor\w+|type|describes?|kind|capacity|role|stakeholder|interest group)\b",
    re.IGNORECASE,
)
OF_YOU = re.compile(
    r"\b(?:which group|(?:are you|you are) (?:an?|in|from|part of|with)|you (?:represent|work|belong|operate)"
    r"|your (?:group|market|area|business|segment))\b",
    re.IGNORECASE,
)
"""What asks where a respondent belongs."""
OPINION = re.compile(
    r"\b(?:(?:dis)?agree|support|oppose|vote|view|position|approve|accept|prefer|content|think|believe)\w*",
    re.IGNORECASE,
)
EXPLAINS = re.compile(
    r"\b(?:expla\w+|rationale|reason\w*|why|comments?|details?|elaborate|expand|justif\w+|evidence)", re.I
)
"""What asks for words, where the answer before was a choice."""
GENERAL = re.compile(
    r"\b(?:any|other|further|additional|final|overall|general|else|anything|everything)\b", re.IGNORECASE
)
CATCH_ALL = re.compile(
    r"(?:if|please|use|add|give|provide|share|tell|leave|any|further|other|additional)\b.*"
    r"\b(?:further|other|additional|else|general|final|anything)\b.*\b(?:views?|comments?|points?|feedback|thoughts|remarks"
    r"|things?|us|raise|say)\b",
    re.IGNORECASE,
)
"""What asks for all that was not asked yet, though it bids only: "If you have further views, set them out here"."""
NOBODY = re.compile(r"anonymous|n/?a|-+|none|not given", re.IGNORECASE)
NO_ANSWER = re.compile(r"(?:test|testing|dummy|sample)\b.*|.*\bplease ignore\b.*", re.IGNORECASE)
"""Who tried out a form."""
TOTALS = re.compile(
    r"(?:grand )?totals?|count|sum|average|mean|answered(?: question)?|skipped(?: question)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Head:
    """A column's heading: the question it belongs to, and what the column has below or behind that."""

    index: int
    plain: str
    field: str = ""


def is_made(row: Sequence[str]) -> bool:
    """Whether a row of headings has one that only a program writes."""
    return any(MARK_OF_A_MAKER.fullmatch(cell.strip()) for cell in row)


def second_row(below: Sequence[str]) -> Sequence[str]:
    """The row below the headings where it goes on with them, as SurveyMonkey has it; else nothing."""
    return below if sum(bool(SECOND.fullmatch(cell)) for cell in below) >= 2 else ()


def heads_of(row: Sequence[str], second: Sequence[str]) -> Iterator[Head]:
    """The headings of an export's columns; those that are left empty go on with the one before where two rows head."""
    seen: list[str] = []
    for index, cell in enumerate(row):
        under = " ".join(second[index].split()) if index < len(second) else ""
        told = PIPED.sub("", spelt(" ".join(cell.split())))
        told = told[:1].upper() + told[1:]
        if told:
            told = _once(told, seen)
            seen.append(told)
        elif not (under and seen):
            continue
        field = FIELD.fullmatch(told) if not under else None
        before = (
            next((one for one in seen[-2::-1] if len(one) > 8 and told.startswith(f"{one} ")), "") if not under else ""
        )
        if field:
            yield Head(index, field["plain"], field["boxed"] or field["named"] or field["about"])
        elif before and asks_for_more(told.removeprefix(before).strip(" -–:()[]")):
            yield Head(index, before, told.removeprefix(before).strip(" -–:()[]"))
        elif under and not (cell and GENERIC.fullmatch(under)):
            yield Head(index, seen[-1] if seen else "", under)
        else:
            yield Head(index, told, under)


def _once(told: str, seen: Sequence[str]) -> str:
    """A heading without the number by which a program told it from the same one before it."""
    again = AGAIN.fullmatch(told)
    base = (again["base"] or again["asked"]) if again else ""
    known = base and (base in seen or asks_for_more(base) or role_of(base) in ("organisation", "respondent", "segment"))
    return base if known else told
