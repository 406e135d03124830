"""Answers written in sentences: the items a message speaks of, what it says of each, and how it may be shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mhhs_desk.domain.findings import Doubt, Letterhead, ResponseFound
from mhhs_desk.domain.options import NIL
from mhhs_desk.intake import answers, letters
from mhhs_desk.intake.codes import CODE, codes_in
from mhhs_desk.intake.document import Line, Paragraph, paragraphs
from mhhs_desk.intake.showing import Shown, shown_of, stricter

ITEM_NUMBER = re.compile(
    r"\b(?:agenda\s+)?(?:items?|questions?|q)\s*(?:no\.?|number|#)?\s*(\d{1,2})\b(?!\s*[-–])", re.IGNORECASE
)
LIST_NUMBER = re.compile(r"^\(?(\d{1,2})[.)]\s+(?=\S)")
BARE_NUMBER = re.compile(rf"^\(?(?P<label>\d{{1,2}}[a-d]?)\)?\s*[-–:.]?\s+(?=(?:{answers.NAMES})(?!\w))", re.IGNORECASE)
"""An item by its number alone before what is answered: "2 reject"."""
SEVERAL = re.compile(
    r"\b(?:items|questions)\s+(?P<numbers>\d{1,2}(?:\s*,\s*\d{1,2})*\s*,?\s*(?:and|&)\s*\d{1,2})\b", re.IGNORECASE
)
MARKED = re.compile(r"(?:agenda\s+)?(?:item|question|q)\s*(?P<number>\d{1,2}[a-d]?)\s*[.):]\s+(?=\S)", re.IGNORECASE)
"""A number in front of an answer, with a mark behind it: "Q2. No"."""
OPENING = r"(?:on|regarding|re|as for|as to|as regards|concerning|about|with regard to|turning to|for)\s+(?:the\s+)?"
BEFORE_COLON = re.compile(rf"^(?:{OPENING})?(?P<label>[^:.;!]{{2,90}}?)\s*(?::|\s[-–—])\s+(?=\S)", re.IGNORECASE)
BEFORE_US = re.compile(
    rf"^{OPENING}(?P<label>[^:.;!,]{{2,60}}?)(?:,\s+(?=\S)|\s+(?=(?:we|we'd|we’d|our|i|my|us|it)\b))", re.IGNORECASE
)
PARTS = re.compile(r"\b(?P<name>Condition|Red line|Evidence|Reason)s?:\s*", re.IGNORECASE)
OPENS = re.compile(
    rf"(?:agenda\s+)?(?:item|question|q)\s*\d|{CODE}\b|(?:on|regarding|as for|as to)\s+\S.{{1,80}}:"
    r"|(?:on|regarding|as for|as to)\s+(?:the\s+)?(?:agenda\s+)?(?:item|question)\s*\d"
    r"|(?!(?:condition|red line|evidence|reason)s?:)[A-Z][^.!?:;]{2,70}:\s\S"
    r"|(?-i:[A-Z])[^.!?:;–—-]{2,60}\s[-–—]\s\S",
    re.IGNORECASE,
)
TITLED = re.compile(r"(?P<title>[A-Z][^:.;!?]{2,80}):\s+(?=\S)")
"""The title behind an item's number, before what is said of it: "Item 3 - Rules: accept"."""
PROMISES = re.compile(
    r"\b(?:will|shall|going to|hope to|['’]ll)\s+(?:\w+\s+)?(?:send|answer|reply|respond|come back|get back|let you)\b",
    re.IGNORECASE,
)
"""An answer that is still to come."""
REPORTED = re.compile(
    r"\b(?:the (?:group|panel|board|committee|meeting|members|programme|secretariat|council)|[A-Z]{2,5}) (?:\w+ )?"
    r"(?:accepted|agreed|approved|rejected|noted|decided|deferred|endorsed)\b"
)
"""What a body is said to have done, which is not the sender's own answer."""
LEANS = re.compile(
    r"^(?:we|our|i)\b[^.]{0,60}\b(?:lean|prefer|favour|rather|worr\w+|concern\w*|not sure|of two minds|view)\b",
    re.IGNORECASE,
)
OWN = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|I|[Mm]y|me)\b")
NO_ITEMS = re.compile(
    r"(?:condition|red line|evidence|reason|date|time|place|venue|meeting|subject|from|to|cc|sent|tel|phone"
    r"|email|e-mail|note|ps)s?",
    re.IGNORECASE,
)
RED_LINE = re.compile(
    r"\bred line\b|\b(?:will|would|shall) (?:not|never) accept\b|\b(?:cannot|could not"
    r"|can't) accept\b[^.]*\bunder any\b",
    re.IGNORECASE,
)
NO_RED_LINE = re.compile(r"\b(?:no|not a|without a) red line", re.IGNORECASE)
REST = re.compile(
    r"\bno (?:view|views|comments?|opinion|position) on (?:the (?:rest|others?|other items|remaining items)"
    r"|anything else)\b"
    r"|\bnil return\b|\bnothing (?:to add|else to say)\b|\bno (?:other|further) comments?\b"
    r"|\bno comments? on anything\b",
    re.IGNORECASE,
)


LEADS = 4
"""A message says in its first paragraphs for whom it answers."""


def responses_of(lines: Sequence[Line], letterhead: Letterhead | None) -> tuple[list[ResponseFound], list[Doubt]]:
    """The answers a message gives in its own words. Quoted lines are nobody's answer; at most they name the item."""
    points = _own(lines)
    found: list[ResponseFound] = []
    doubts: list[Doubt] = []
    whole = Shown()
    for point, quoted in points:
        shown = shown_of(point.text)
        response, doubt = _response(point, quoted)
        if response is None:
            whole = stricter(whole, shown)
        else:
            found.append(replace(response, consent=shown.consent, sensitive=shown.sensitive))
            doubts += [Doubt(words, point.span) for words in doubt]
    rest = next((point for point, _ in points if REST.search(point.text)), None)
    if rest and (found or answers.NIL_WORDS.fullmatch(rest.text) or len(points) < 8):
        found.append(ResponseFound(None, None, None, NIL, None, None, rest.span, answer=rest.text))
        doubts.append(Doubt("The message gives a nil return without naming the items it is for.", rest.span))
    firm = firm_of(lines)
    named = [replace(_signed(response, whole, letterhead), organisation=firm) for response in found]
    return named, doubts


def firm_of(lines: Sequence[Line]) -> str | None:
    """The firm that a message says it answers for, where it says that at its beginning."""
    return next(filter(None, (letters.votes_for(point.text) for point, _ in _own(lines)[:LEADS])), None)


def _signed(response: ResponseFound, whole: Shown, letterhead: Letterhead | None) -> ResponseFound:
    """An answer with its sender, and with what the message as a whole says of being shown."""
    shown = stricter(whole, Shown(response.consent, response.sensitive))
    return replace(
        response,
        consent=shown.consent,
        sensitive=shown.sensitive,
        respondent=letterhead.sender if letterhead else None,
        address=letterhead.address if letterhead else None,
        received=letterhead.sent if letterhead else None,
    )


def _own(lines: Sequence[Line]) -> list[tuple[Paragraph, str | None]]:
    """The sender's own paragraphs, each with the quoted line right above it."""
    points: list[tuple[Paragraph, str | None]] = []
    block: list[Line] = []
    above: str | None = None
    for line in [*lines, Line("", 0, quoted=True)]:
        if not line.quoted:
            block.append(line)
            continue
        whole = [part for point in _paragraphs(block) for part in _votes_in(point)]
        points += [(point, above if order == 0 else None) for order, point in enumerate(whole)]
        if block and any(line.words for line in block):
            above = None
        block = []
        words = line.words.lstrip("> ")
        above = words or above
    return points


def _paragraphs(block: Sequence[Line]) -> list[Paragraph]:
    """Paragraphs of a message; a label that stands alone takes in the paragraph after it."""
    joined: list[Paragraph] = []
    starts = [index for index, line in enumerate(block) if index and BARE_NUMBER.match(line.words)]
    pieces = [block[at:end] for at, end in zip([0, *starts], [*starts, len(block)], strict=True)]
    for point in (point for piece in pieces for point in paragraphs(piece, OPENS)):
        before = joined[-1] if joined else None
        if (
            before
            and re.fullmatch(rf"(?:{OPENING})?[^.!?]{{1,70}}:", before.text, re.IGNORECASE)
            and not point.text.endswith(":")
            and not (ITEM_NUMBER.match(point.text) and not ITEM_NUMBER.search(before.text))
            and not letters.votes_for(before.text)
        ):
            lines = (*before.lines, *point.lines)
            joined[-1] = Paragraph(f"{before.text} {point.text}", before.first, before.bullet, before.label, lines)
        else:
            joined.append(point)
    return joined


def _each_item(sentence: str) -> list[str]:
    """A sentence that answers for several items at once, as one for each of them."""
    found = SEVERAL.search(sentence)
    if not found or not answers.answer_of(sentence).option:
        return [sentence]
    numbers = re.findall(r"\d{1,2}", found["numbers"])
    return [f"{sentence[: found.start()]}item {number}{sentence[found.end() :]}" for number in numbers]


def _votes_in(point: Paragraph) -> list[Paragraph]:
    """The sentences of a paragraph, each for itself, where each of them names an item and answers for it."""
    sentences = [one for words in re.split(r"(?<=[.;!])\s+", point.text) for one in _each_item(words)]
    each = len(sentences) > 1 and all(
        ITEM_NUMBER.search(words) and answers.answer_of(_after_label(words)[1]).option for words in sentences
    )
    if not each:
        return [point]
    return [Paragraph(words, point.first, lines=point.lines) for words in sentences]


def _response(point: Paragraph, quoted: str | None) -> tuple[ResponseFound | None, list[str]]:
    """The answer in one paragraph and the doubts about it; none where it names no item and says nothing of one."""
    item, said, sure = _item_and_words(point)
    doubts: list[str] = []
    head, parts = _parts(said)
    read = answers.answer_of(head)
    says_something = bool(read.option or read.recused)
    if item is None and quoted and says_something:
        item = _reference(quoted)
        doubts.append("The item was taken from the quoted line above the answer.")
    if item is None or not (sure or says_something) or (not says_something and _only_mentions(point)):
        return None, []
    if REPORTED.search(said):
        return None, []
    if REST.search(point.text) and not sure:
        return None, []
    if read.option is None and not read.recused:
        doubts.append(answers.unclear(None if len(said) > 80 else said))
    level, basis = answers.evidence_of(parts.get("evidence"))
    response = ResponseFound(
        None,
        None,
        item,
        read.option,
        parts.get("reason") or (_reason(head) if read.option != NIL else None) or None,
        None,
        point.span,
        condition=parts.get("condition", "").rstrip(".") or read.condition,
        red_line=parts.get("red line") or _red_line(head),
        evidence=level,
        evidence_basis=basis,
        recused=read.recused,
        answer=head,
    )
    return response, doubts


def _only_mentions(point: Paragraph) -> bool:
    """Whether some words ask about an item or point at it, and say nothing of it themselves."""
    asks = point.text.rstrip().endswith("?") or PROMISES.search(point.text) is not None
    label, _ = _after_label(point.text)
    return asks or not (point.label or label or OWN.search(point.text))


def _item_and_words(point: Paragraph) -> tuple[str | None, str, bool]:
    """The item a paragraph speaks of, what it says of it, and whether a number or a code names it."""
    text = point.text
    marked = MARKED.match(text)
    if marked and not TITLED.match(text[marked.end() :]):
        return marked["number"], text[marked.end() :], True
    if point.label and point.bullet:
        return point.label, _after_label(text)[1] or text, True
    label, rest = _after_label(text)
    if label:
        return _reference(label), rest, _names_one(label) or bool(LEANS.search(rest))
    return (_reference(text), _from_the_item(text), True) if _names_one(text) else (None, text, False)


def _from_the_item(text: str) -> str:
    """What some words say from the sentence on that names the item; all of it where they say something before."""
    sentences = re.split(r"(?<=[.!?])\s+", text)
    names = next((index for index, sentence in enumerate(sentences) if _names_one(sentence)), 0)
    before = " ".join(sentences[:names])
    return text if OWN.search(before) or answers.answer_of(before).option else " ".join(sentences[names:])


def _after_label(text: str) -> tuple[str | None, str]:
    for pattern in (BARE_NUMBER, BEFORE_COLON, BEFORE_US):
        found = pattern.match(text)
        label = found["label"].strip() if found else ""
        # "No - six weeks would do": the answer itself is no item.
        if found and not NO_ITEMS.fullmatch(label) and not re.fullmatch(answers.NAMES, label, re.IGNORECASE):
            rest = text[found.end() :]
            titled = TITLED.match(rest) if ITEM_NUMBER.fullmatch(label) else None
            return label, rest[titled.end() :] if titled and not answers.answer_of(titled["title"]).option else rest
    return None, text


def _names_one(text: str) -> bool:
    return bool(ITEM_NUMBER.search(text) or codes_in(text))


def _reference(text: str) -> str:
    """A number where the words are "item 3"; otherwise the words themselves, or the codes in a long sentence."""
    number = ITEM_NUMBER.search(text)
    if number:
        return number[1]
    listed = LIST_NUMBER.match(text)
    if listed:
        return listed[1]
    codes = codes_in(text)
    return " to ".join(codes) if codes and len(text) > 60 else text


def _parts(said: str) -> tuple[str, dict[str, str]]:
    """An answer without its labelled parts, and those: condition, red line, evidence, reason."""
    marks = list(PARTS.finditer(said))
    ends = [mark.start() for mark in marks[1:]] + [len(said)]
    parts = {mark["name"].lower(): said[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=False)}
    return said[: marks[0].start()].strip() if marks else said, {name: words for name, words in parts.items() if words}


def _red_line(text: str) -> str | None:
    for sentence in re.split(r"(?<=[.!?;])\s+", text):
        if RED_LINE.search(sentence) and not NO_RED_LINE.search(sentence):
            return sentence
    return None


OPTION_NAME = re.compile(
    r"^(?:(?:we )?(?:support|oppose|agree|disagree|abstain)(?=\s*(?:[.,;:–—-]|$))"
    r"|accept(?: subject to additional work)?|approved?|reject|refer(?: back)?|escalate(?: to ofgem)?|yes|no|neutral"
    r"|other|(?:not )?content"
    r"|option \d|\d)\b\s*(?:,\s*(?:not )?content)?\s*(?:[,.;:–—-]+\s*|$)(?:because\s+)?",
    re.IGNORECASE,
)


ONLY_VOTES = re.compile(
    r"(?:(?:on|for) (?:item|question) \d+,? )?(?:(?:(?:we|i) (?:are |am |would be )?)?(?:happy|content) to "
    r"|(?:we|i) (?:would |will |(?:would )?vote to |are voting to )?|[\w&'’ -]{2,40} (?=\w+s\b))"
    r"(?:approve|accept|reject|support|oppose|abstain|agree|disagree)s?"
    r"(?:,? (?:(?:on|with) )?(?:it|this|that|(?:item|question) \d+))?[.;!]?",
    re.IGNORECASE,
)
"""A sentence that gives an answer and no reason for it."""


BRACKETED = re.compile(rf"(?:{answers.NAMES})\s*\((?P<why>[^()]+)\)[.;]?", re.IGNORECASE)
"""A reason in brackets behind the answer."""


def _reason(said: str) -> str:
    """What stands after the name of the option; all of it where the answer does not begin with one."""
    if ONLY_VOTES.fullmatch(said.strip()):
        return ""
    bracketed = BRACKETED.fullmatch(said.strip())
    rest = bracketed["why"] if bracketed else OPTION_NAME.sub("", said, count=1).strip()
    if rest != said.strip() and answers.AGAIN.fullmatch(rest):
        return ""
    return rest[:1].upper() + rest[1:]
