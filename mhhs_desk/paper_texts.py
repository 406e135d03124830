"""What each part of an issued paper says, as lines of plain text: two issues are compared by them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from mhhs_desk import paper_words, words
from mhhs_desk.domain.members import Consent
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.positions import PARTS, Strength
from mhhs_desk.domain.verifying import WHOLE, Plain, Where


@dataclass(frozen=True, slots=True)
class Difference:
    """A part in which two issues differ: its item's number and title, its name, and what each says."""

    number: int
    title: str
    part: str
    before: str
    after: str


UNSAID = "Differs in something that these lines do not tell, such as a place in an original."


def differences(found: Iterable[Where], before: Plain, after: Plain) -> list[Difference]:
    """The parts in which two views differ, with the words of both; empty where one of them says nothing there."""
    titles = paper_words.titles(before, after)
    made = []
    for where in found:
        number, title = titles.get(where.item, (WHOLE, ""))
        told = (text_of(where, view) for view in (before, after))
        made.append(Difference(number, title, paper_words.part(where.part), *told))
    return made


def lines_apart(found: Difference) -> Iterator[tuple[str, str]]:
    """The lines that went (-) and came (+) between the two, in their order; where none differs, that something does."""
    old, new = found.before.splitlines(), found.after.splitlines()
    if old == new:
        yield "~", UNSAID
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (("-", line) for line in old[i:j])
            yield from (("+", line) for line in new[k:m])


def text_of(where: Where, view: Plain) -> str:
    """What a view says in one of its parts."""
    item = next((item for item in view["items"] if item["item"]["id"] == where.item), None)
    if where.item != WHOLE and item is None:
        return ""
    lines = _of_item(where.part, item, view) if item else _of_meeting(where.part, view)
    return "\n".join(filter(None, lines))


# The meeting


def _of_meeting(part: str, view: Plain) -> Iterable[str]:
    match part:
        case "meeting":
            one = view["meeting"]
            times = "–".join(filter(None, (one["start"], one["end"])))
            return [one["label"], _day(one["day"]), times, one["place"] or "", _told("Papers", one["papers_received"])]
        case "seat":
            seat = view["seat"] or {}
            return [view["constituency"], _told("Rep", seat.get("rep")), _told("Alternate", seat.get("alternate"))]
        case "heard":
            never = words.listed([member["name"] for member in view["never_heard"]])
            members = words.count(view["member_count"], "member")
            return [f"{view['heard_count']} of {members} heard.", _told("Never heard", never)]
        case "asking":
            return [
                f"{'Reminded' if call['reminder'] else 'Asked'} on {_day(call['sent_on'])}, {call['channel']}"
                for call in view["calls"]
            ]
        case "actions":
            dues = view.get("dues", {})
            told = (
                (one["ref"], one["text"], one["owner"], _due(one, dues.get(str(one["id"]))), one["status"])
                for one in view["actions"]
            )
            return [", ".join(filter(None, parts)) for parts in told]
        case "originals":
            return [source["name"] for source in view["sources"].values()]
        case "rules":
            return [f"{one['code']}: {one['text']}" for one in view["rules"]]
    return ["Something that has no words here."]


def _told(label: str, value: str | None) -> str:
    return f"{label}: {value}" if value else ""


def _day(value: str | None) -> str:
    return words.day(date.fromisoformat(value), year=True) if value else "day not given"


def _due(action: Plain, due: Plain | None) -> str:
    """The day of its own, or the words found, with the day of the meeting they mean."""
    if action["due"]:
        return f"due {_day(action['due'])}"
    at = f" ({_day(due['day'])})" if due and due.get("day") else ""
    return f"{action['due_words']}{at}" if action["due_words"] else ""


# An item


def _of_item(part: str, item: Plain, view: Plain) -> Iterable[str]:
    if part in PARTS:
        return [_sentence(one, view) for one in item["texts"].get(part, ())]
    match part:
        case "agenda":
            one = item["item"]
            options = words.listed([option["name"] for option in one["options"]])
            return [one["title"], one["ask"] or "", one["disposition"] or "", one["lead"] or "", options,
                    " ".join(filter(None, (one["paper_ref"], one["paper_version"])))]  # fmt: skip
        case "answers":
            return [*_answers(item["answers"], item, view), *_answers(item["outside"], item, view)]
        case "coverage":
            return _coverage(item, view)
        case "taken":
            return _taken(item)
        case "thresholds":
            names = {one["code"]: one["name"] for one in view["thresholds"]}
            return [
                f"{names.get(check['threshold'], check['threshold'])}: {check['answer']}. {check['why']}".strip()
                for check in item["checks"]
            ]
        case "milestones":
            return [_move(move) for move in item["moves"]]
        case "outcome":
            return _outcome(item)
        case "mediation":
            return _wordings(item, view)
        case "themes":
            return [one["name"] for one in view["themes"] if one["item_id"] == item["item"]["id"]]
        case "left_out":
            return [f"{words.count(item['left_out'], 'sentence')} left out"]
    return ["Something that has no words here."]


def _sentence(sentence: Plain, view: Plain) -> str:
    letter = Edition(view["edition"]).letter
    cites = "".join(f" [{letter}{number:02d}]" for number in sentence["cites"])
    return f"{'Rep’s judgement: ' if sentence['judgement'] else ''}{sentence['words']}{cites}"


def _option(key: str | None, item: Plain) -> str:
    options = item["item"]["options"]
    return next((str(one["name"]) for one in options if one["key"] == key), key or "none")


def _answers(answers: Iterable[Plain], item: Plain, view: Plain) -> Iterator[str]:
    letter = Edition(view["edition"]).letter
    for answer in sorted(answers, key=lambda one: str(one["who"]).casefold()):
        one = answer["feedback"]
        said = f"{answer['who']}: {_option(one['option'], item)}. {one['rationale']}".strip()
        beside = [_told("Red line", one["red_line"]), _told("Condition", one["condition"]), *_around(one)]
        yield f"{' · '.join(filter(None, (said, *beside)))} [{letter}{one['id']:02d}]"


def _around(answer: Plain) -> Iterator[str]:
    """What stands around an answer: how sure it is, for whom it speaks, how it came and what may be shown of it."""
    if answer["evidence"] is not None:
        basis = f" ({answer['evidence_basis']})" if answer["evidence_basis"] else ""
        yield f"Evidence: {words.EVIDENCE[answer['evidence']].lower()}{basis}"
    yield _told("Answers as", answer["role"])
    yield _told("Answers for", answer["represents"])
    yield _told("Came", ", ".join(filter(None, (answer["channel"], _came(answer["received"])))))
    yield _told("On", answer["paper_version"])
    yield words.CONSENTS[Consent(answer["consent"])]
    yield "Commercially sensitive" if answer["sensitive"] else ""
    yield _told("Held back", "; ".join(f"“{passage}”" for passage in answer["held_back"]))


def _came(received: str | None) -> str:
    return words.moment(received, year=True) if received else ""


def _coverage(item: Plain, view: Plain) -> Iterator[str]:
    tally = item["tally"]
    yield from (f"{_option(key, item)}: {number}" for key, number in sorted(tally["options"].items()) if number)
    yield from (f"{state}: {number}" for state, number in sorted(tally["states"].items()) if number)
    for number, member in view["members"].items():
        if number in item["states"]:
            yield f"{member['name']}: {item['states'][number]}"


def _taken(item: Plain) -> list[str]:
    position = item["position"] or {}
    strength = position.get("strength")
    return [_option(position.get("option"), item), words.STRENGTHS[Strength(strength)] if strength else ""]


def _move(move: Plain) -> str:
    before, after = move["before"], move["after"]
    was = words.months(before["start"], before["end"], before["words"]) if before else "not given"
    return f"{move['milestone']['code']}: {was} to {words.months(after['start'], after['end'], after['words'])}"


def _outcome(item: Plain) -> list[str]:
    found: dict[str, Any] = item["outcome"] or {}
    facts = (("Recommended by", "recommended_by"), ("Decided by", "decided_by"), ("Ofgem", "ofgem"),
             ("Our position", "ours"))  # fmt: skip
    option = _option(found["option"], item) if found.get("option") else ""
    return [option, found.get("text") or "", *(_told(label, found.get(name)) for label, name in facts)]


def _wordings(item: Plain, view: Plain) -> Iterator[str]:
    names = {int(number): member["name"] for number, member in view["members"].items()}
    for one in view["wordings"]:
        if one["item_id"] == item["item"]["id"]:
            yield f"Wording {one['number']}{', chosen' if one['chosen'] else ''}: {one['text']}"
            yield _told("Why", one["why"])
            for stance in view["stances"]:
                if stance["wording_id"] == one["id"]:
                    yield f"{names.get(stance['member_id'], 'a member')} {stance['says']}"
