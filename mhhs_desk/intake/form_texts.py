"""Response forms whose table came through as plain words, one or several after another: who answers, and what."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from mhhs_desk.domain.findings import Doubt, ResponseFound
from mhhs_desk.domain.options import NIL
from mhhs_desk.intake import answers, forms
from mhhs_desk.intake.document import Line, span_of

_NON = r"(?:non[- ]?)?(?:[A-Z]{2,6}\s+)?"
LABELS = {
    "respondent": r"(?:name of\s+)?respondent(?:(?:'s)?\s+name)?(?=\s*[:/\n])|(?<=\n)name(?=\s*:)",
    "organisation": r"company(?:\s+name)?(?=\s*[:/])|organi[sz]ation(?:\s+name)?(?=\s*[:/])|company name",
    "count": rf"no\.?\s+of\s+{_NON}part(?:ies|y)\s+represented",
    "represents": rf"{_NON}parties\s+represented",
    "role": r"(?<=\n)role(?=\s*:)|(?:role|type) of (?:the\s+)?(?:respondent|organi[sz]ation)",
    "confidential": r"response confidential(?=\s*\?)|does this response contain confidential information"
    r"|(?:is\s+)?(?:any of\s+)?(?:your|this"
    r"|the)\s+response"
    r"\s+(?:is\s+)?confidential|confidential(?:ity)?(?=\s*(?:\([^)]*\))?\s*:)",
    "segment": r"(?<=\n)(?:your\s+)?constituency(?=\s*:)",
    "address": r"(?:contact\s+)?e-?mail(?:\s+address)?(?=\s*[:/])",
    "telephone": r"(?:contact\s+)?(?:tele)?phone(?:\s+number)?(?=\s*[:/])",
    "received": r"date(?:\s+of\s+response)?(?=\s*:)",
}
LABEL = re.compile(
    "|".join(f"(?P<{name}>(?:(?<![A-Za-z])|(?-i:(?<=[a-z])(?=[A-Z]))){pattern})" for name, pattern in LABELS.items()),
    re.IGNORECASE,
)
QUESTIONS = re.compile(
    r"\bQ(?:uestion)?s?\s*/?\s*(?:No\.?\s*)?/?\s*Question\b[^\n]*|\bQuestion\s*/?\s*Response\b[^\n]*", re.IGNORECASE
)
QUESTION = re.compile(
    r"(?:(?:^|\n)[ \t|/]*|(?<=[^\s\d])[ \t]+(?=\d{1,2}[.)]\s+[A-Z]))"
    r"(?:Q(?:uestion)?\s*)?(?:(?P<number>\d{1,2})\s*[.):|/]?\s+)?(?P<title>(?:Do|Does|Did|Are|Is"
    r"|Would|Will|Should"
    r"|Could|Can|Have|Has|What|Which|How|Where|To what)\s[^?]{5,600}\?)"
    r"|(?:^|\n)[ \t|/]*(?:Q|Question)\s*(?P<no>\d{1,2})\s*[.):–-]\s*(?P<words>[^\n]{5,300})",
)
SAID = re.compile(r"^\s*(?:(?:your\s+)?(?:response|answer|view|decision)\s*:\s*)", re.IGNORECASE)
BECAUSE = re.compile(
    r"(?:^|\n)\s*(?:please\s+(?:give|provide|state|add)\s+)?(?:(?:your|a|any)\s+)?"
    r"(?:rationale|reasons?|reasoning|comments?|explanation|why)\s*:\s*",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"^\s*(?:please\s+(?:give|provide|state|explain|comment|supply)\b[^./\n]*?"
    r"(?:[./\n]|(?=\s(?-i:Yes|No|Neutral|N/A|Agree|Disagree|Support|Oppose|Other)\b)|$)\s*)+",
    re.IGNORECASE,
)
CHOICE = re.compile(
    r"^[\s/|:–-]*(?P<answer>yes\s*(?:/|and|or)\s*no|yes|no comments?|no|neutral|n/?a|agree[d]?|disagree|support"
    r"|oppose|option\s+\w+|other|none)"
    r"(?![\w])[ \t]*[./|,:;–-]*\s*",
    re.IGNORECASE,
)
FILED = re.compile(
    r"(?:^|\n)[ \t]*(?P<ref>[A-Z]{1,4}\d{2,4}[A-Za-z]?[ _/-][A-Za-z]{1,5}[ _/-]\d{1,3})"
    r"\s*[-–—:]?\s*(?P<name>[A-Z][^\n]{1,80})?(?=\n|$)"
)
"""The heading over one respondent's answer in a collection: "C107/ASS/001 - Hazel Trading"."""
NO_COMMENT = re.compile(
    r"\b(?:no (?:further )?comments?(?: to make)?|nothing to add|do(?:es)? not wish to (?:respond|comment))\b",
    re.IGNORECASE,
)
BLANKS = re.compile(r"(?:name|please.*|\(.*|insert.*|tbc|\[.*|_+|\.+|-+|/+)?", re.IGNORECASE | re.DOTALL)
SECTION = re.compile(r"\d{1,2}\.\d{1,3}\.?\s+[A-Z]")
"""A numbered paragraph of a paper, which is nobody's answer."""
NEAR = 200
"""So many signs may lie between the name of a firm and that of its respondent."""
CORE = {"organisation", "count", "represents", "role", "confidential"}


@dataclass(slots=True)
class Form:
    """One respondent's form: the head by its labels, and where its text begins and ends."""

    begin: int
    end: int
    firm: str = ""
    head: dict[str, str] = field(default_factory=dict)
    body: int = 0


Place = Callable[[int], Line]
Found = tuple[list[ResponseFound], list[Doubt]]


def responses_of(lines: Sequence[Line]) -> Found | None:
    """The answers of all forms in a text; None where it holds no form."""
    text = "\n".join(line.text for line in lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.text) + 1)
    filed = _filed(text)
    filled = _forms(text, [mark.start("ref") for mark in filed])
    if not filled and len(filed) < 2:
        return None
    found: list[ResponseFound] = []
    doubts: list[Doubt] = []

    def place(offset: int) -> Line:
        return lines[min(bisect_right(starts, offset) - 1, len(lines) - 1)]

    for mark, following in zip(filed, [*filed[1:], None], strict=False):
        form = Form(mark.start("ref"), following.start("ref") if following else len(text), mark["name"].strip())
        own = [one for one in filled if form.begin <= one.begin < form.end]
        for one in own:
            one.firm = form.firm
        if not own:
            _of_letter(found, doubts, form, text[mark.end() : form.end], place)
    for form in filled:
        _of_form(found, doubts, form, text, place)
    return found, doubts


def _filed(text: str) -> list[re.Match[str]]:
    """The headings of a collection of answers; the list of them comes before, so the last of each counts."""
    last: dict[str, re.Match[str]] = {}
    for mark in FILED.finditer(text):
        if mark["name"] and not re.fullmatch(r"[\d\s]+", mark["name"]):
            last[mark["ref"]] = mark
    return sorted(last.values(), key=lambda mark: mark.start())


def _of_letter(found: list[ResponseFound], doubts: list[Doubt], form: Form, words: str, place: Place) -> None:
    """A letter in a collection: a nil return where it has no comment, else a doubt."""
    span = span_of([place(form.begin)])
    said = " ".join(words.split())
    if len(said) < 400 and (nil := NO_COMMENT.search(said)):
        found.append(ResponseFound(None, form.firm, None, NIL, None, None, span, answer=nil[0]))
        return
    doubts.append(Doubt(f"The response of {form.firm} begins here, but no answer of it could be read.", span))


def _forms(text: str, filed: Sequence[int]) -> list[Form]:
    """The forms of a text: each begins with its respondent and has two labels or more of a form's head.

    One ends where the next begins, or at the next heading of a collection.
    """
    marks = list(LABEL.finditer(text))
    begins = [_begin(marks, index, text) for index, mark in enumerate(marks) if mark.lastgroup == "respondent"]
    forms_found: list[Form] = []
    for order, index in enumerate(begins):
        after = begins[order + 1] if order + 1 < len(begins) else len(marks)
        own = marks[index:after]
        if not CORE & {mark.lastgroup for mark in own if mark.start() - own[0].start() < 2500}:
            continue
        ends = [marks[after].start()] if after < len(marks) else [len(text)]
        form = Form(own[0].start(), min([*ends, *(at for at in filed if at > own[0].start())]))
        _read_head(form, own, text)
        forms_found.append(form)
    return forms_found


def _begin(marks: Sequence[re.Match[str]], index: int, text: str) -> int:
    """The first label of a form: its respondent, or the firm named right above it, behind the last form's questions."""
    at = index - 1
    while at >= 0 and marks[at].lastgroup in ("segment", "role", "count"):
        at -= 1
    if at < 0 or marks[at].lastgroup != "organisation" or marks[index].start() - marks[at].start() > NEAR:
        return index
    last = next((mark.start() for mark in reversed(marks[:at]) if mark.lastgroup == "respondent"), None)
    own = last is not None and next(_asked(text, last, marks[at].start()), None) is None
    return index if own else at


def _read_head(form: Form, marks: Sequence[re.Match[str]], text: str) -> None:
    first_question = QUESTIONS.search(text, form.begin, form.end) or next(_asked(text, form.begin, form.end), None)
    # A label may come again in the words of an answer: the head ends where the questions begin.
    head = [
        mark for mark in marks if first_question is None or mark.start() < max(first_question.start(), marks[0].end())
    ]
    form.body = head[-1].end()
    for mark, following in zip(head, [*head[1:], None], strict=False):
        end = following.start() if following else first_question.start() if first_question else form.end
        value = text[mark.end() : max(end, mark.end())]
        value = re.split(r"\n\s*\n|\n(?=[A-Z][\w /&-]{2,40}:\s)", value.strip(" :/|?\n\t"))[0]
        words = answers.PRINTED.sub("", " ".join(value.split()).strip(" :/|"))
        if mark.lastgroup == "confidential":
            said = re.match(r"(?:yes|no|part\w*|[yn])\b", words, re.IGNORECASE)
            words = said[0] if said else ""
        if words and not BLANKS.fullmatch(words) and mark.lastgroup:
            form.head.setdefault(mark.lastgroup, words[:200])


def _asked(text: str, begin: int, end: int) -> Iterator[re.Match[str]]:
    """The questions of a form, without those of its head."""
    for mark in QUESTION.finditer(text, begin, end):
        if mark["number"] or not mark["title"] or not LABEL.match(text, mark.start("title")):
            yield mark


def _of_form(found: list[ResponseFound], doubts: list[Doubt], form: Form, text: str, place: Place) -> None:
    """Add a form's answers; a form nobody filled in is a doubt, and one whose answers were not seen is one too."""
    asked = list(_asked(text, form.body, form.end))
    ends = [mark.start() for mark in asked[1:]] + [_end_of_last(text, form)]
    before = len(found)
    for mark, end in zip(asked, ends, strict=False):
        answer = _answer(text[mark.end() : end])
        if answer:
            found.append(
                _response(form, mark, answer, place(mark.start("title" if mark["title"] else "words")), doubts)
            )
    if len(found) > before:
        return
    line = place(form.begin)
    who = " of ".join(dict.fromkeys(filter(None, _names(form))))
    what = f"The form of {who} begins here, but no answer of it could be read." if who else forms.NOT_FILLED
    doubts.append(Doubt(what, span_of([line])))


def _end_of_last(text: str, form: Form) -> int:
    """Where a form's last answer ends: at the heading over the next form, or at a footer."""
    ends = re.compile(r"\n\s*\n\s*[^\n]{0,80}(?:QUESTIONS|CONSULTATION|Response form)[^\n]*\n")
    found = ends.search(text, form.body, form.end)
    return found.start() if found else form.end


def _names(form: Form) -> tuple[str | None, str | None]:
    firm = form.head.get("organisation") or form.firm or form.head.get("represents")
    return form.head.get("respondent"), firm or None


def _answer(words: str) -> tuple[str, str | None] | None:
    """The choice and the reason after a question; None where both choices still stand there or nothing does."""
    if SECTION.match(words.strip()):
        return None
    rest = SAID.sub("", ASKS.sub("", words.strip()))
    if re.match(r"(?:option\s+\w+\s*)?yes\s*/\s*no\b", rest, re.IGNORECASE):
        return None
    choice = CHOICE.match(rest)
    if choice is None:
        said = " ".join(BECAUSE.sub(" ", rest).split()).strip(" /|-")
        return (said, said) if len(said) > 2 else None
    after = BECAUSE.sub("", rest[choice.end() :], count=1)
    other = CHOICE.match(after)
    if "/" in choice["answer"].replace("n/a", "") or (other and not after[other.end() :].strip()):
        return None
    why = " ".join(after.split()).strip(" /|")
    return choice["answer"], None if re.fullmatch(r"[-–—.]*|n/?a|none", why, re.IGNORECASE) else why


def _response(
    form: Form, mark: re.Match[str], answer: tuple[str, str | None], line: Line, doubts: list[Doubt]
) -> ResponseFound:
    words, why = answer
    read = answers.answer_of(words)
    number, title = mark["number"] or mark["no"], " ".join((mark["title"] or mark["words"]).split())
    kept = form.head.get("confidential")
    consent, doubt = forms.consent_of(None, kept)
    span = span_of([line])
    if read.option is None and not read.recused:
        doubts.append(Doubt(answers.unclear(words if len(words) < 80 else None), span))
    if doubt:
        doubts.append(Doubt(doubt, span))
    respondent, organisation = _names(form)
    return ResponseFound(
        respondent,
        organisation,
        number or title,
        read.option,
        why,
        kept,
        span,
        address=(form.head.get("address") or "").lower() or None,
        consent=consent,
        answer=words,
        title=title if number else None,
        represents=form.head.get("represents"),
        role=form.head.get("role") or form.head.get("segment"),
    )
