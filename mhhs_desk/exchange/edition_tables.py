"""What an edition shows of its meetings as tables to read. A view holds nothing that its edition may not show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from mhhs_desk.domain.positions import PARTS, Sentence, with_counts
from mhhs_desk.domain.view import ItemView, View
from mhhs_desk.exchange.tables import Row, Tables


def tables_of(views: Iterable[View], kept_back: Callable[[str, int], bool]) -> Tables:
    """The tables of some meetings, each row once.

    `kept_back(table, number)` says of an action, or of one of the programme's papers, that one of the meetings may not
    tell it: then none does.
    """
    views = list(views)
    found: dict[str, list[Row]] = {name: [] for name in (*OF_MEETING, *OF_ITEM)}
    for view in views:
        for name, rows in OF_MEETING.items():
            found[name] += [row for row in rows(view) if not kept_back(name, row.get("id", 0))]
        for item in view.items:
            at = {"meeting": view.meeting.label, "item": item.item.number}
            for name, of_item in OF_ITEM.items():
                found[name] += [{**at, **row} for row in of_item(item)]
    return {name: _once(rows) for name, rows in found.items()}


def _once(rows: list[Row]) -> list[Row]:
    """Rows without those that are there already, and without the numbers that told them apart."""
    seen = {tuple(map(str, row.items())): row for row in rows}
    return [{name: value for name, value in row.items() if name != "id"} for row in seen.values()]


# Of a meeting


def _meetings(view: View) -> Iterator[Row]:
    one = view.meeting
    yield {
        "meeting": one.label,
        "forum": view.forum.code,
        "forum_name": view.forum.name,
        "day": one.day and one.day.isoformat(),
        "start": one.start,
        "end": one.end,
        "place": one.place,
        "kind": str(one.kind),
        "cancelled": one.cancelled and one.cancelled.isoformat(),
        "constituency": view.constituency,
        "members": view.member_count,
        "members_heard": view.heard_count,
        "notice_in_working_days": view.notice,
    }


def _members(view: View) -> Iterator[Row]:
    for member in view.members.values():
        yield {"member": member.name, "segment": member.segment}


def _actions(view: View) -> Iterator[Row]:
    items = {item.item.id: item.item for item in view.items}
    for action in view.actions:
        item = items.get(action.item_id or 0)
        yield {
            "id": action.id,
            "action": action.ref,
            "text": action.text,
            "owner": action.owner,
            "due": action.due and action.due.isoformat(),
            "due_in_words": action.due_words,
            "status": str(action.status),
            "milestone": action.milestone,
            "item": item and f"{view.meeting.label} item {item.number}",
        }


def _calls(view: View) -> Iterator[Row]:
    for call in view.calls:
        sent = call.sent_on.isoformat()
        what = "reminder" if call.reminder else "call for views"
        yield {"meeting": view.meeting.label, "what": what, "sent": sent, "due": call.due, "channel": call.channel}


def _papers(view: View) -> Iterator[Row]:
    for number, source in view.sources.items():
        yield {"id": number, "paper": source.name, "kind": source.kind, "sha256": source.sha256}


# Of an item


def _items(view: ItemView) -> Iterator[Row]:
    item = view.item
    yield {
        "title": item.title,
        "disposition": item.disposition and str(item.disposition),
        "ask": item.ask,
        "lead": item.lead,
        "minutes": item.minutes,
        "paper_ref": item.paper_ref,
        "paper_version": item.paper_version,
        "milestones": list(item.milestones),
        "options": [f"{option.key} {option.name}" for option in item.options],
    }


def _answers(view: ItemView) -> Iterator[Row]:
    for answer in view.answers:
        said = answer.feedback
        yield {
            "answer": f"{view.cited_as}{said.id:02d}",
            "who": answer.who,
            "option": said.option,
            "option_name": view.item.option_name(said.option),
            "rationale": said.rationale,
            "condition": said.condition,
            "red_line": said.red_line,
            "evidence": said.evidence,
            "evidence_basis": said.evidence_basis,
            "received": said.received,
            "paper_version": said.paper_version,
        }


def _counts(view: ItemView) -> Iterator[Row]:
    for option, number in sorted(view.tally.options.items()):
        yield {"counted": view.item.option_name(option), "option": option, "members": number}
    for state, number in sorted(view.tally.states.items()):
        yield {"counted": str(state), "option": None, "members": number}


def _positions(view: ItemView) -> Iterator[Row]:
    if view.position is None:
        return
    texts = {part: " ".join(_sentence(view, sentence) for sentence in view.text(part)) for part in PARTS}
    position = view.position
    strength = position.strength and str(position.strength)
    yield {"option": position.option, "strength": strength, **texts, "sentences_left_out": view.left_out}


def _sentence(view: ItemView, sentence: Sentence) -> str:
    cites = "".join(f" [{view.cited_as}{number:02d}]" for number in sentence.cites)
    return f"{with_counts(sentence.words, view.tally)}{cites}{' [J]' if sentence.judgement else ''}"


def _thresholds(view: ItemView) -> Iterator[Row]:
    for check in view.checks:
        yield {"threshold": check.threshold, "answer": str(check.answer), "why": check.why}


def _moves(view: ItemView) -> Iterator[Row]:
    for move in view.moves:
        before, after = move.before, move.after
        yield {
            "milestone": move.milestone.code,
            "name": move.milestone.name,
            "tier": move.milestone.tier,
            "baseline": before and (before.start or before.words),
            "proposed": after.start or after.words,
            "proposed_end": after.end,
            "needs_ofgem": move.needs_ofgem,
            "why": str(move.ground),
        }


def _outcomes(view: ItemView) -> Iterator[Row]:
    if done := view.outcome:
        yield {
            "option": done.option,
            "text": done.text,
            "recommended_by": done.recommended_by,
            "decided_by": done.decided_by,
            "ofgem": done.ofgem,
            "our_position": done.ours and str(done.ours),
            "why": done.why,
        }


OF_MEETING: dict[str, Callable[[View], Iterator[Row]]] = {
    "meetings": _meetings,
    "members": _members,
    "actions": _actions,
    "calls": _calls,
    "papers": _papers,
}
OF_ITEM: dict[str, Callable[[ItemView], Iterator[Row]]] = {
    "items": _items,
    "answers": _answers,
    "counts": _counts,
    "positions": _positions,
    "thresholds": _thresholds,
    "moves": _moves,
    "outcomes": _outcomes,
}
