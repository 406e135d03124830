"""Decisions that minutes record: in so many words, in capitals, in sentences, or in a list of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mhhs_desk.domain.findings import DecisionFound
from mhhs_desk.intake.document import BULLET, OPEN_ENDED, Line, Paragraph, Table, paragraphs, span_of
from mhhs_desk.intake.headers import DEEPEST_HEADER

DECISION = re.compile(
    r"^(?:DECISION|AGREED|RESOLVED|NOTED|APPROVED|ENDORSED|Decision|Resolved|OUTCOME|Outcome)\s*"
    r"(?P<item>[A-Z]{0,6}[-_ ]?(?:DEC[-_ ]?)?\d[\w./-]*)?(?:\s*:|\s+[–-])\s+(?P<text>\S.*)$",
    re.DOTALL,
)
MINUTES = re.compile(
    r"\bminutes\b|\bnotes? of\b|\bheadline report\b|\bheadlines\b|\brecord of (?:the )?meeting\b|\bdecision (?:log"
    r"|record)\b"
    r"|\bmeeting notes\b|\boutcomes\b",
    re.IGNORECASE,
)
MINUTES_HEAD = re.compile(r"(?:#+\s*)?(?:minutes|(?:meeting\s+)?notes)\s*:?", re.IGNORECASE)
NO_TITLE = re.compile(
    r"^(?:\d|[•●○*–-]\s)|\bagenda\b|\b(?:previous|last)\b|\battached\b|\bmins?\b.*\d|;$|(?<![ap]\.m)\.$", re.IGNORECASE
)
VERBS = (
    "AGREED|NOTED|RESOLVED|APPROVED|REJECTED|ENDORSED|RATIFIED|DETERMINED|DEFERRED|RECOMMENDED|ADOPTED|ACCEPTED|DECIDED"
    "|CONFIRMED|CARRIED|UNANIMOUSLY|REQUESTED|INSTRUCTED|DIRECTED|AUTHORISED|DELEGATED|APPOINTED|ELECTED"
)
LEADS_IN = re.compile(
    rf"\b(?:{VERBS}|resolved|agreed|decided|recommended|approved)\b"
    r"(?:,?\s+(?:that|to|as follows|the following(?:\s+\w+)?))*\s*(?::|[–-]|(?<=that)|(?<=RESOLVED))$"
)
OPENS = re.compile(
    rf"{re.sub('[?]P<[a-z]+>', '?:', DECISION.pattern)}|(?:and\s+)?(?:{VERBS})\b|(?:ACTION|Action)\b|The [A-Z]\w+:",
    re.DOTALL,
)
CAPITALS = re.compile(rf"(?<![\w-])(?:{VERBS})(?![\w-])")
BODY = (
    r"(?:the\s+)?(?:[\w&'’-]+\s+){0,4}?(?:(?i:board|panel|(?:sub-)?committee|group|council|forum|members|trustees|meeting"
    r"|governing body|cabinet|partnership|senate)|[A-Z]{2,6})"
)
TOLD = re.compile(rf"{BODY}\s+(?:unanimously\s+|also\s+)?(?:{VERBS})\b")
"""A body told of in the past, its verb in capitals, as minutes do."""
CLOSED = re.compile(r"\bmeeting\s+(?:was\s+)?(?:closed|ended|concluded|adjourned)\s+at\s+\d", re.IGNORECASE)
SURE = "agreed|approved|resolved|endorsed|ratified|rejected|decided|adopted|deferred|accepted|determined"
SAID = re.compile(
    rf"^(?:{BODY})\s+(?:(?:unanimously|formally|therefore|also|then|duly|all)\s+)*(?:(?:{SURE})\b|noted\s+(?:the"
    rf"|that the report)\b|voted\s+(?:unanimously\s+)?to\b|recommended\s+that\b)"
    rf"|\bit\s+was\s+(?:\w+ly\s+)?(?:{SURE}|RESOLVED)\s+(?:that|to)\b"
    rf"|^(?!It was noted)[A-Z“\"][^.]{{2,160}}\b(?:was|were)\s+(?:\w+ly\s+)?(?:{SURE}|noted|carried|signed off)\b"
    r"|^(?:Approved|Agreed|Noted|Deferred|Adopted|Accepted|Rejected)(?:\s+as\s+[^.]{3,40})?\.?$"
    r"|\b(?:was|were)\s+(?:\w+ly\s+)?(?:re-?)?elected\s+(?:as\s+)?(?:the\s+)?(?:vice[- ]|deputy\s+)?[Cc]hair"
    r"|^(?:[Tt]he\s+)?(?i:motion)\s+(?:was\s+)?(?:carried|passed|approved)\b",
    re.DOTALL,
)
SENTENCES = re.compile(
    rf"(?<=;)\s+(?:and\s+|or\s+)?(?=(?:{VERBS})\b)|"
    r"(?<=[.!?])(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bMrs\.)(?<!\bCllr\.)(?<!\bProf\.)\s+(?=[A-Z“\"\[])"
)
VOTE = re.compile(r"(?:VOTE|Vote|MOTION|Motion)\s*(?:\d+\s*)?:\s*")
MOVES = re.compile(
    r"\bmoved\b|\bvoted\s+(?:unanimously\s+)?to\b|\bmotion(?:ed)?\s+(?:to|that|for|by)\b|\bproposed that\b",
    re.IGNORECASE,
)
MOTION = re.compile(r"\b(?:seconded|carried|passed|approved|in favou?r|in agreement|unanimous\w*)\b", re.IGNORECASE)
DOUBTFUL = re.compile(
    r"\b(?:not|could|should|would|(?-i:may)|might|if|whether|had been|to be agreed|suggested|nobody|no one|asked|until"
    r"|had|has been)\b",
    re.IGNORECASE,
)
ABOUT = re.compile(r"(?:agenda\s+)?item\s+(?P<item>\d{1,2})\s*[:.–-]\s", re.IGNORECASE)
"""The item that a paragraph of minutes names before it says what was decided on it."""
HEAD = re.compile(
    r"(?:#+\s*)?(?:\d{1,2}[.)]?\s+)?(?:new\s+|summary of\s+|key\s+)*decisions?(?:\s+(?:log|made|taken|summary))?\s*:?",
    re.I,
)
ENDS = re.compile(
    r"(?:actions?|attend\w+|apologies|date of next.*|next meeting.*|risks?.*|#+\s.*|agenda.*|discussion)\s*:?", re.I
)
ROW = re.compile(
    r"^(?:(?:[A-Z][\w&/-]*\s+(?:[\w&/-]+\s+){0,3}?)?(?P<ref>[A-Z]{1,6}\d{0,3}[-/_.]?(?:DEC"
    r"|D)?[-/_.]?\d{1,4})\s*[:.)–-]?\s+"
    r"|(?P<number>\d{1,2})[.)]\s+|[•●*–-]\s+)(?P<text>\S.*)$"
)
COLUMN = re.compile(
    r"(?:(?:dec(?:ision)?|item|agenda)\s+)?(?:ref(?:erence)?|no|number|id|#)|area|topic|item|agenda item"
    r"|date(?: made)?|subject|meeting",
    re.IGNORECASE,
)


def of_lines(lines: Sequence[Line]) -> list[DecisionFound]:
    """Every decision of a text, each once, in its order; sentences count only in minutes and notes of a meeting."""
    listed, rest = _listed(lines)
    found = list(listed)
    minuted = are_minutes(lines)
    led, before = False, None
    for point in paragraphs(_heads_parted(rest), OPENS):
        named = DECISION.match(point.text)
        under = led and _goes_on(before, point)
        led, before = under and point.bullet, point if under else None
        if named:
            listed_first = BULLET.match(named["text"])
            led, before = bool(listed_first) and minuted, Paragraph("", point.first, True) if listed_first else None
            found.append(DecisionFound(_closed(BULLET.sub("", named["text"])), point.span, named["item"]))
        elif minuted and LEADS_IN.search(point.text) and not DOUBTFUL.search(point.text):
            led, before = True, None
        elif minuted:
            found += [DecisionFound(_closed(point.text), point.span)] if under else _said(point)
    return sorted(found, key=lambda decision: (decision.source.page or 0, decision.source.line or 0))


def _heads_parted(lines: Sequence[Line]) -> list[Line]:
    """The lines with a blank one after each heading, which nothing else parts from the words under it."""
    widest = max((len(line.words) for line in lines), default=0)
    parted: list[Line] = []
    for before, line, after in zip([Line("", 0), *lines], lines, [*lines[1:], Line("", 0)], strict=False):
        parted.append(line)
        heads = line.words and after.words and not re.search(r"[.;:,!?]$", line.words) and after.words[0].isupper()
        short = len(line.words) < 0.7 * widest or (not before.words and len(line.words) < 60)
        if heads and short and not OPEN_ENDED.search(line.words):
            parted.append(Line("", line.number, line.page))
    return parted


def are_minutes(lines: Sequence[Line]) -> bool:
    """Whether a text calls itself minutes or notes of a meeting near its head."""
    head = [line for line in lines if line.words][:12]
    headed = any(MINUTES_HEAD.fullmatch(line.words) for line in lines)
    if sum(bool(TOLD.match(line.words)) for line in lines) >= 2 or any(CLOSED.search(line.words) for line in lines):
        return True
    return headed or any(MINUTES.search(line.words) and not NO_TITLE.search(line.words) for line in head)


def _goes_on(before: Paragraph | None, point: Paragraph) -> bool:
    """Whether a point may come after another in one list of what was decided, or begin it."""
    if before is None:
        return point.label in (None, "1") or not point.bullet
    if before.label is None or point.label is None:
        return point.bullet and before.label is point.label
    return int(point.label) == int(before.label) + 1


def unrepeated(decided: Sequence[DecisionFound]) -> list[DecisionFound]:
    """The decisions without those that come again under the same reference: once in the text, once in a table."""
    known: dict[str, DecisionFound] = {}
    for decision in decided:
        words = re.sub(r"\W+", " ", decision.text.casefold()).strip()
        known.setdefault(f"{decision.item or ''} {words}", decision)
    return list(known.values())


def of_table(table: Table) -> list[DecisionFound]:
    """The decisions of a table whose headings are a reference or an area, and the decision."""
    found: list[DecisionFound] = []
    at: tuple[int, int | None] | None = None
    for index, row in enumerate(table.rows):
        if at is None and index >= DEEPEST_HEADER:
            break
        heads = [cell.strip(" :.").casefold() for cell in row]
        if any(head in ("decision", "decisions", "decision made") for head in heads):
            known = [bool(not head or COLUMN.fullmatch(head) or head.startswith("decision")) for head in heads]
            text = next(place for place, head in enumerate(heads) if head in ("decision", "decisions", "decision made"))
            ref = next((place for place, head in enumerate(heads) if re.search(r"\b(?:ref|no|id|number)", head)), None)
            at = (text, ref) if all(known) and len([head for head in heads if head]) >= 2 else None
        elif at and at[0] < len(row) and len(row[at[0]].split()) >= 2:
            item = row[at[1]] if at[1] is not None and at[1] < len(row) else None
            found.append(DecisionFound(" ".join(row[at[0]].split()), table.span(index), item or None))
    return found


def _listed(lines: Sequence[Line]) -> tuple[list[DecisionFound], list[Line]]:
    """The rows of a list under a heading "Decisions", and all the other lines."""
    found: list[DecisionFound] = []
    rest: list[Line] = []
    group: list[Line] = []
    begun = False
    for line in [*lines, Line("Actions", 0)]:
        head, end = HEAD.fullmatch(line.words) is not None, ENDS.fullmatch(line.words) is not None
        row = ROW.match(line.words) if begun else None
        if group and (head or end or row or not line.words):
            found.append(_row(group))
            group = []
        begun = head or (begun and not end)
        if begun and (row or group):
            group.append(line)
        else:
            rest.append(line)
    return found, rest[:-1]


def _row(group: Sequence[Line]) -> DecisionFound:
    row = ROW.match(" ".join(line.words for line in group))
    assert row
    return DecisionFound(row["text"], span_of(group), row["ref"] or row["number"])


def _said(point: Paragraph) -> list[DecisionFound]:
    """What a paragraph of minutes decides: the sentence with a verb in capitals, or one that says who decided.

    A motion is one decision, with who seconded it and how it went.
    """
    text = re.sub(r"^\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=[A-Z])", "", point.text)
    sentences = [words.strip() for words in SENTENCES.split(text) if words.strip()]
    voted = VOTE.match(text)
    if voted and MOTION.search(text):
        return [DecisionFound(text[voted.end() :], point.span)]
    for index, words in enumerate(sentences):
        whole = " ".join(sentences[index:])
        if MOVES.search(words) and MOTION.search(whole) and not DOUBTFUL.search(words):
            return [DecisionFound(whole, point.span)]
    named = [(words, DECISION.match(words)) for words in sentences]
    if any(name for _, name in named):
        return [DecisionFound(_closed(name["text"]), point.span, name["item"]) for _, name in named if name]
    about = ABOUT.match(text)
    said = [words for words in sentences if _decides(words)]
    return [DecisionFound(_closed(words), point.span, about["item"] if about else None) for words in said]


def _closed(words: str) -> str:
    """A point of a list without what joins it to the next one."""
    return re.sub(r"\s*[;,](?:\s+(?:and|or))?$", "", words)


def _decides(words: str) -> bool:
    letters = re.sub(r"[^A-Za-z]", "", words)
    if letters.isupper() and len(letters.split()) < 2 and not words.endswith("."):
        return False  # a heading in capitals decides nothing
    if re.match(r"(?:apologies|absences?|attendance)\b", words, re.IGNORECASE):
        return False
    said = SAID.search(words)
    return bool(CAPITALS.search(words) or (said and not DOUBTFUL.search(words[: said.end()])))
