"""A section for each item: what is sought, our position and its evidence, who thinks what, and what follows."""

from __future__ import annotations

from itertools import chain

from mhhs_desk import words
from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.items import Disposition, Touch
from mhhs_desk.domain.options import QUESTION_KEYS
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.route import route_of
from mhhs_desk.domain.view import ItemView, View
from mhhs_desk.paper import wording
from mhhs_desk.paper.bars import bar, parts_of
from mhhs_desk.paper.differing import differing_views
from mhhs_desk.paper.going_on import going_on
from mhhs_desk.paper.page import MM, Strips, gap, together
from mhhs_desk.paper.rows import (
    SMALL_LEADING,
    dashes,
    labelled,
    not_alone,
    paragraph,
    paragraphs,
    plain,
    section,
)
from mhhs_desk.paper.sources import came
from mhhs_desk.paper.text import (
    BODY,
    CITE,
    DASH,
    DOT,
    DOUBT,
    ITALICS,
    QUIET,
    RING,
    SMALL_QUIET,
    STRONG,
    STRUCK,
    Run,
    Runs,
)

SOURCES_ON = "Sources on page"
"""The label of what an item cites; the number of the page is known once every strip has its place."""
OPENING, MOST_OPENING = 2, 130 * MM
"""The rows that stay with the head of an item, unless they are taller than this."""
SIGNS = {State.SILENT: RING, State.NIL: DASH, State.NOT_ASKED: DOT, State.RECUSED: STRUCK}
STATE_NAMES = {State.SILENT: "Asked and silent", State.NIL: "Nil return", State.NOT_ASKED: "Not asked",
               State.RECUSED: "Recused"}  # fmt: skip


def item_section(view: View, item: ItemView) -> Strips:
    """The section of one item; a row without anything to say is left out."""
    one = item.item
    rows = (
        (asking(view, item), _asked(item)),
        ("Position", _position(view, item)),
        ("We ask", dashes(wording.sentences(item, "ask"))),
        ("Why", paragraphs(wording.prose(item, "reasons"))),
        ("Who thinks what", who(view, item)),
        ("Coverage", _coverage(view, item)),
        ("Differing views", differing_views(view, item)),
        ("Fallback", paragraphs(wording.prose(item, "fallback"))),
        ("Threshold check", paragraphs(thresholds(view, item), 2.0)),
        ("Milestone rule", paragraphs(milestones(view, item))),
        ("Route", _route(view, item)),
        ("Questions to put", dashes(wording.sentences(item, "questions"))),
        ("Outcome", paragraphs(outcome(item), 2.0)),
    )
    name = f"{one.number} {one.title}"
    head = section(one.title, f"item-{one.id}", name, str(one.number), under(view, item))
    made = not_alone([*(labelled(label, body) for label, body in rows), _cited(item)])
    opening, rest = (going_on(name, [*chain.from_iterable(part)]) for part in (made[:OPENING], made[OPENING:]))
    return [*together([*head, *opening], MOST_OPENING), *rest, gap(30)]


def _cited(item: ItemView) -> Strips:
    """What the position rests on, by how and when it came; the label says where the sources are listed."""
    numbers = sorted({number for part in item.texts.values() for sentence in part for number in sentence.cites})
    groups: dict[str, list[int]] = {}
    for number in numbers:
        groups.setdefault(came(item, number), []).append(number)
    runs: Runs = []
    for said, found in groups.items():
        runs += [Run(SMALL_QUIET, " · ")] if runs else []
        runs += [Run(CITE, f"{item.cited_as}{number:02d} ", f"{item.cited_as}{number}") for number in found]
        runs.append(Run(SMALL_QUIET, said))
    body = paragraph(runs, size=8, leading=SMALL_LEADING)
    return labelled(SOURCES_ON, body, SMALL_QUIET, SMALL_LEADING)


def under(view: View, item: ItemView) -> Runs:
    """Approval required · SRO, 15 minutes · MHHS-DEL031 v1.0 · psg-pack.pdf, page 14."""
    one = item.item
    sought = wording.SOUGHT_LONG[one.disposition] if one.disposition else "What is sought is not given"
    lead = ", ".join(filter(None, (one.lead, words.count(one.minutes, "minute") if one.minutes else "")))
    source = view.sources.get(one.source_id or 0)
    paper = " ".join(filter(None, (one.paper_ref, one.paper_version)))
    found = ", ".join(filter(None, (source.name if source else "", words.place(one.span))))
    return plain(QUIET, " · ".join(filter(None, (sought, lead, paper, found))))


def asking(view: View, item: ItemView) -> str:
    """The label of what the papers say of an item."""
    if item.item.disposition is Disposition.INFORMATION:
        return "The papers say"
    return "We are asked" if item.item.disposition is Disposition.ACTION else f"{view.forum.code} is asked"


def _asked(item: ItemView) -> Strips:
    ask = (item.item.ask or "").strip()
    texts = [plain(BODY, wording.stopped(ask))] if ask and ask != item.item.title else []
    answers = [option for option in item.item.options if option.key in QUESTION_KEYS]
    texts += [[wording.open_chip(option.key), Run(BODY, " " + option.name)] for option in answers]
    return paragraphs(texts, 2.0)


def _position(view: View, item: ItemView) -> Strips:
    position = item.position
    first, *rest = wording.prose(item, "statement") or [[]]
    if position is None or (position.option is None and position.strength is None and not first):
        informs = item.item.disposition is Disposition.INFORMATION
        return paragraph(plain(QUIET, "For information; no position is taken." if informs else "No position yet."))
    lead: Runs = []
    if position.option:
        name = wording.stopped(item.item.option_name(position.option))
        lead = [wording.chip(position.option), Run(STRONG, " " + name)]
    elif item.text("questions"):
        lead = [wording.open_chip("?"), Run(STRONG, " No option is taken; we put a question.")]
    else:
        lead = [Run(STRONG, "No option is taken.")]
    return paragraphs([[*lead, *first], *rest, wording.strength(item, view.edition)])


def who(view: View, item: ItemView) -> Strips:
    if not item.tally.total:
        return paragraph(plain(QUIET, "There is no member to ask."))
    strip, unnamed = bar(parts_of(item))
    own = view.edition is Edition.OWN
    said = [f"Of {words.count(item.tally.total, 'member')}."]
    if unnamed:
        listed = ", ".join(unnamed)
        said.append(f"{listed[:1].upper()}{listed[1:]}.")
    said.append(
        "Silence is not counted for any option." if own
        else "Only answers that may be shown or counted here are counted; nothing is read into the rest."
    )  # fmt: skip
    if older := wording.stale(item):
        said.append(f"{words.count(older, 'answer')} given on another version of the paper.")
    if themes := _themes(view, item):
        said.append(themes)
    strip.keep = True
    return [strip, gap(3, keep=True), *paragraph(plain(SMALL_QUIET, " ".join(said)), size=8, leading=SMALL_LEADING)]


def _themes(view: View, item: ItemView) -> str:
    """What the answers speak of, each with how many do; the other editions hold no themes."""
    told = [f"{spoken.theme.name} ({spoken.count})" for spoken in view.spoken(item) if spoken.count]
    return f"The answers speak of: {'; '.join(told)}." if told else ""


def _coverage(view: View, item: ItemView) -> Strips:
    total, answered = item.tally.total, item.tally.answered
    if not total:
        return []
    if view.edition is not Edition.OWN:
        verb = "is" if answered == 1 else "are"
        return paragraph(
            plain(BODY, f"The answers of {answered} of {words.count(total, 'member')} {verb} counted here.")
        )
    texts = [plain(BODY, f"{answered} of {words.count(total, 'member')} answered.")]
    for state, sign in SIGNS.items():
        names = [view.members[number].name for number, found in item.states.items() if found is state]
        if names:
            texts.append([Run(sign, ""), Run(BODY, f" {STATE_NAMES[state]}: {words.listed(sorted(names))}.")])
    texts += [plain(BODY, told) for told in (*wording.answering_for(item), *wording.not_counted(view, item))]
    return paragraphs(texts, 2.0, hang=11)


def thresholds(view: View, item: ItemView) -> list[Runs]:
    """The thresholds that are touched or unsure with the reason, then the others; in *own* also those to look at."""
    checks = {check.threshold: check for check in item.checks}
    found = [(threshold, checks.get(threshold.code) or checks.get(threshold.name)) for threshold in view.thresholds]
    texts: list[Runs] = []
    for threshold, check in found:
        if check and check.answer is not Touch.NOT_TOUCHED:
            why = f" {wording.stopped(check.why)}" if check.why else ""
            texts.append([Run(STRONG, f"{threshold.name}: {check.answer}."), Run(BODY, why)])
    clear = [threshold.name for threshold, check in found if check and check.answer is Touch.NOT_TOUCHED]
    open_ = [threshold.name for threshold, check in found if check is None and view.edition is Edition.OWN]
    texts += [plain(BODY, f"Not touched: {wording.series(clear)}.")] if clear else []
    if open_ and len(open_) == len(found):
        texts = [plain(DOUBT, "No threshold of Ofgem has been looked at yet.")]
    elif open_:
        texts.append(plain(DOUBT, f"Not looked at yet: {wording.series(open_)}."))
    return texts


def milestones(view: View, item: ItemView) -> list[Runs]:
    """The dates of each move and what the rule in force says of it; the rule itself is told once."""
    texts: list[Runs] = []
    told: set[str] = set()
    for move in item.moves:
        before, after = wording.dates(move)
        lead = f" {before} to {after}, {wording.slipped(move)}."
        rule = f" {move.rule.text}" if move.rule and move.rule.code not in told else ""
        told |= {move.rule.code} if move.rule else set()
        texts.append([Run(STRONG, f"{wording.milestone_name(move)}:"), Run(BODY, lead + rule), *wording.verdict(move)])
    still = [code for code in item.item.milestones if code not in {move.milestone.code for move in item.moves}]
    if still:
        texts.append(plain(BODY, f"No move of {words.listed(still)} is proposed."))
    return texts


def _route(view: View, item: ItemView) -> Strips:
    """What the item needs, who decides, where it goes without consensus, and whether Ofgem must be asked."""
    return paragraph(wording.route(route_of(view, item), view.edition))


def outcome(item: ItemView) -> list[Runs]:
    """What the group did, and what became of our position."""
    done = item.outcome
    if done is None:
        return []
    facts = (
        ("Recommended by", done.recommended_by),
        ("Decided by", done.decided_by),
        ("Ofgem", done.ofgem),
        ("Our position", done.ours),
        ("Why", done.why),
    )
    lead: Runs = []
    if done.option:
        name = wording.stopped(item.item.option_name(done.option))
        lead = [wording.chip(done.option), Run(STRONG, " " + name)]
    lead.append(Run(BODY, " " + wording.stopped(done.text)))
    told = [[Run(ITALICS, f"{name}:"), Run(BODY, " " + wording.stopped(said))] for name, said in facts if said]
    return [lead, *told]
