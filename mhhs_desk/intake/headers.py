"""The columns of a table told by the words of their headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from mhhs_desk.intake.document import Table

FIRM = r"(?:organi[sz]ation|company|business|firm|group|body|employer|institution|participant|party)"
POLITE = re.compile(
    r"^(?:please\s+)?(?:provide|enter|state|give|tell us|confirm|select|indicate|specify|choose"
    r"|what(?:['’]s| is| are))"
    r"(?:\s+us)?(?:\s+with)?\s+(?=(?:the|your|name|organi)\b)",
    re.IGNORECASE,
)
"""What goes before a name in a form that asks in sentences: "Please provide your organisation's name"."""
CHOICE = r"(?:yes|no|(?:dis)?agree|neutral|no comment|support|oppose|accept|reject|approve|abstain|unsure|other|n/?a)"
ROLES = {
    "capacity": r"are you an? (?:[\w ]+,? )*(?:resident|business|organi[sz]ation|individual|group)\b.*"
    r"|are you (?:responding|replying|answering)\b.*|in what capacity\b.*|(?:responding|response) as\b.*"
    r"|i am responding\b.*",
    "organisation": r"(?:(?:your|name of(?:\s+(?:your|the))?|responding|respondent)\s+)?(?:org(?:ani[sz]ation)?"
    r"|company|member"
    r"|party|firm|(?:programme\s+)?participant)(?:(?:\s*/\s*|\s+or\s+)(?:organi[sz]ation|company|party|individual))?"
    r"(?:['’]s)?(?:\s+name)?(?:\s+represented|\s+you represent)?"
    r"|(?:which|what)\b(?!.*\b(?:describes?|type|kind|sort)\b).*\b(?:organi[sz]ation|company)\b"
    r"(?:\W*|.*\b(?:name|represent|work|behalf|belong|from|respond|answer)\w*.*)"
    r"|what is (?:the name of )?your organi[sz]ation.*|if\b.*\bon behalf of an? organi[sz]ation\b.*"
    rf"|(?:the\s+)?(?:full\s+)?name of (?:the|your|this)\s+{FIRM}(?:(?:\s*/\s*|\s+or\s+|,\s*){FIRM})*(?:\s.*)?"
    rf"|(?:the|your)\s+{FIRM}(?:(?:\s*/\s*|\s+or\s+){FIRM})*(?:['’]s)?(?:\s+name)?"
    rf"|{FIRM} (?:that |which )?you (?:represent|work for|are .*)",
    "publish": r"(?:can|may|are you|do you (?:consent|agree))\b.*\b(?:publish|quoted|attributed).*"
    r"|.*\bpublish(?:ed)?\b.*\byour\b.*|.*\bprivacy\b.*",
    "count": r"(?:no\.?|number)\s+of\s+.*represented|no\s+(?:non-?\s?)?(?:[A-Z]{2,5}\s+)?parties\s+represented",
    "others": r"non[- ]?(?:[A-Z]{2,5}\s+)?parties\s+represented",
    "represents": r"(?:[A-Z]{2,5}\s+)?(?:parties|organi[sz]ations|companies)\s+(?:represented|you represent)"
    r"|parties represented by .*",
    "respondent": r"(?:(?:your|respondent|contact)(?:['’]s)?\s+)?(?:full\s+)?name"
    r"|(?:name of\s+)?(?:the\s+|consultation\s+)?respondent"
    r"|(?:user|display|participant|attendee) name|representative|constituency representative|reviewer|reviewed by"
    r"|submitted by|name of (?:person|representative)\b.*|what is your (?:full )?name"
    r"|contact(?:\s+person)?|answered by"
    r"|completed by|from",
    "address": r"(?:(?:what is\s+)?(?:your|contact)\s+)?(?:e-?mail|address|e-?mail\s+address)",
    "domain": r"(?:(?:e-?)?mail\s+|web\s+)?domains?",
    "segment": r"segment|kind|type of (?:supplier|member|organi[sz]ation)|category|constituency"
    r"|stakeholder (?:type|group)"
    r"|(?:(?:which|what|your)\s+(?:is your\s+)?)?constituency\b.*",
    "role": r"(?:job\s+)?(?:role|title|position)(?:\s+of\s+(?:the\s+)?(?:respondent|organi[sz]ation))?"
    r"|roles?(?:\s+of\s+.*)?\s+represented"
    r"|(?:type of respondent|respondent (?:type|category|role))|which (?:of (?:these"
    r"|the following) )?best describes .*"
    r"|(?:organi[sz]ation|company|party|participant|market|stakeholder) (?:type|role|category)",
    "item": r"(?:agenda\s+)?items?(?:\s+(?:no|number))?|questions?(?:\s+(?:no|number|id|code|ref))?|q(?:\s?(?:no"
    r"|number))?|no|number|#",
    "section": r"(?:(?:document|paper|relevant)\s+)?(?:section|clause|paragraph|page|chapter)(?:\s*(?:no"
    r"|number|ref(?:erence)?|/.*))?",
    "title": r"(?:item\s+|question\s+)?title|question\s+text|(?:the\s+)?ask|subject|what is asked",
    "answer": r"(?:your\s+|our\s+|the\s+)?(?:answer|response|decision|option|view|vote|choice"
    r"|position)(?:\s+(?:chosen|given))?|response\s+\d|(?:response|answer)\s*[:/-]?\s*yes\s*/\s*no.*"
    rf"|{CHOICE}(?:\s*(?:/|\bor\b|,)\s*{CHOICE})+",
    "rationale": r"(?:(?:your|our|the|supporting|additional|further|any|main|key)\s+)?(?:rationale|reasons?"
    r"|reasoning|why|comments?|explanation|justification)"
    r"(?:\s+(?:for|and|or)\b.*)?|(?:please\s+)?(?:explain|say why|give).*"
    r"|conditions? (?:or|and) (?:comments?|reasons?)"
    r"|(?:key|main) points(?: (?:raised|made))?|summary of (?:the )?(?:response|comments?|views?|reasons?)",
    "condition": r"(?:any\s+|your\s+)?conditions?(?:\s+(?!(?:or|and) (?:comments?|reasons?)\b).*)?"
    r"|subject to(?:\s+.*)?",
    "red_line": r"(?:any\s+|your\s+)?red[ -]?lines?(?:\s+.*)?",
    "consent": r"consent|may (?:we|you|i)\b.*\bname.*|.*\bbe named\b.*|.*\bname you\b.*|attribution"
    r"|how (?:may|can) .*shown.*",
    "confidential": r".*\bconfidential(?:ity)?\b.*",
    "received": r"(?:date\s+)?(?:received|submitted|sent|timestamp|answered|completed)(?:\s+(?:at|on))?"
    r"|(?:(?:submission|response)\s+)?date"
    r"|time|completion time"
    r"|start time",
    "evidence": r"(?:strength of\s+)?evidence(?:\s+strength)?|strength",
    "basis": r"(?:evidence\s+)?basis|basis of evidence|source of evidence|what .* rests on|evidence basis",
    "nil": r"nil return(?:\s+.*)?|no view(?:\s+.*)?",
    "action": r"(?:agreed\s+|new\s+)?actions?(?:\s+(?:required|completed|description|items?|points?|agreed|arising"
    r"|detail|text))?"
    r"|(?:description|details?) of (?:the\s+)?action|task|what(?: needs to be done)?",
    "owner": r"(?:action\s+)?owners?|leads?|assigned(?:\s+to)?|responsib(?:le|ility)(?:\s+(?:person|party))?|who"
    r"|action\s+by"
    r"|by\s+whom|person\s+responsible|actionee|assignee|action\s+lead|owned\s+by",
    "due": r"(?:action\s+)?(?:due|target)(?:\s+(?:date|by|for completion|completion date))?|deadline|date\s+due"
    r"|by\s+when|complete\s+by"
    r"|completion\s+date|time\s?scales?|when|to be completed by|required by",
    "status": r"(?:current\s+|action\s+)?(?:status|state)|progress(?:\s+(?:update|to date))?|(?:progress"
    r"|status|update)s?\s*(?:/|and|&)\s*\w+|(?:latest\s+|status\s+)?updates?"
    r"|rag(?:\s*/?\s*status)?|open/closed",
    "ref": r"(?:action\s+)?(?:ref(?:erence)?|id)(?:\s*(?:no|number))?|action\s+(?:no|number|#)",
}
PATTERNS = {role: re.compile(pattern, re.IGNORECASE | re.DOTALL) for role, pattern in ROLES.items()}
DEEPEST_HEADER = 60
LONGEST_HEADING = 400


def spelt(heading: str) -> str:
    """A heading as words where a program wrote it as one: "Q01_Agree", "SubmittedAt", "respondent_org"."""
    told = heading.strip()
    if " " in told or "." in told or not re.search(r"_|[a-z][A-Z]", told):
        return heading
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", told.replace("_", " ")).strip()


def role_of(heading: str) -> str | None:
    """What a column holds, by its heading; None where the heading is none of the known ones."""
    if len(heading) > LONGEST_HEADING:
        return None
    words = re.sub(r"\s*\([^)]*\)", "", " ".join(spelt(heading).split())).strip(" ?:*.")
    if not words or len(words) > 120:
        return None
    plain = POLITE.sub("", words)
    asked = (plain, words) if plain != words else (words,)
    return next((role for told in asked for role, pattern in PATTERNS.items() if pattern.fullmatch(told)), None)


def columns(row: Iterable[str]) -> dict[str, int]:
    """The column of each role in a row of headings, the first one where two have the same role."""
    at: dict[str, int] = {}
    again = None
    for index, heading in enumerate(row):
        role = role_of(heading)
        if role == "answer" and role in at:
            again = again or index
        # "Item" and "Question" side by side are a number and its words.
        if role:
            at.setdefault("title" if role == "item" and role in at else role, index)
    if again:  # "Agree / Disagree" and "Response" are a choice and its reason
        at.setdefault("rationale", again)
    return at


def header_row(table: Table, wanted: Callable[[set[str]], bool]) -> int | None:
    """The first row, near the top, whose headings hold what is wanted."""
    for index, row in enumerate(table.rows[:DEEPEST_HEADER]):
        if wanted(set(columns(row))):
            return index
    return None
