"""The annex of the own edition: the wordings that were tried on an item, what members said to each, and why one won."""

from __future__ import annotations

from collections.abc import Sequence

from mhhs_desk import words
from mhhs_desk.domain.positions import JUDGEMENT, citations, with_counts
from mhhs_desk.domain.view import ItemView, View
from mhhs_desk.domain.word_diff import GONE, NEW, SAME, Piece, apart, pieces
from mhhs_desk.domain.wordings import Says, Wording, support
from mhhs_desk.paper import wording as worded
from mhhs_desk.paper.going_on import going_on
from mhhs_desk.paper.page import LEFT, MEASURE, Rule, Strips, Text, gap
from mhhs_desk.paper.rows import heading, labelled, paragraph, paragraphs, section
from mhhs_desk.paper.text import BODY, GREY, ITALICS, QUIET, REGULAR, STRONG, Run, Runs, Style

STRUCK = Style(REGULAR, 10, GREY)
"""What went: a line is drawn through it."""
STYLES = {SAME: BODY, NEW: STRONG, GONE: STRUCK}
NOTE = "What is new in a wording is set in heavy type, what it left out is struck through."


def mediation_section(view: View) -> Strips:
    """Each item with the wordings that were tried on it; nothing where none was, or where the view holds none."""
    strips: Strips = []
    for item in view.items:
        tried = [wording for wording in view.wordings if wording.item_id == item.item.id]
        if tried:
            name = f"{item.item.number} {item.item.title}"
            strips += [*heading(name), *going_on(name, _wordings(view, item, tried)), gap(14)]
    if not strips:
        return []
    note = paragraph([Run(QUIET, NOTE)], LEFT, MEASURE)
    for strip in note:
        strip.keep = True
    head = [*section("Mediation", "mediation", "Mediation"), gap(6, keep=True), *note, gap(8, keep=True)]
    return [*head, *strips, gap(16)]


def _wordings(view: View, item: ItemView, tried: Sequence[Wording]) -> Strips:
    strips: Strips = []
    for before, wording in zip((None, *tried), tried, strict=False):
        body = [*_text(item, before, wording), gap(4), *paragraphs(_said(view, wording), 2.0)]
        strips += labelled(f"Wording {wording.number}", body)
    return strips


def _text(item: ItemView, before: Wording | None, wording: Wording) -> Strips:
    """A wording with what changed in it since the one before."""
    text = _resolved(item, wording)
    if not text:
        return paragraph([Run(QUIET, "Nothing was written.")])
    if before and text == _resolved(item, before):
        return paragraph([Run(QUIET, f"As wording {before.number}.")])
    found = pieces(_resolved(item, before), text, shorten=False) if before else [Piece(SAME, text)]
    if apart(found):
        found = [Piece(SAME, text)]  # it has nothing in common with the one before, which stands above
    spaced = (Piece(piece.kind, piece.text + " ") for piece in found)
    return _struck(paragraph([run for piece in spaced for run in _runs(item, piece)]))


def _resolved(item: ItemView, wording: Wording) -> str:
    """A wording as it would print, its counts in words."""
    lines = (line.strip() for line in wording.text.splitlines())
    return "\n".join(with_counts(line, item.tally) for line in lines if line)


def _runs(item: ItemView, piece: Piece) -> Runs:
    """A run of words; its citations lead to their entries, and the mark of judgement is said."""
    style, runs, at = STYLES[piece.kind], [], 0
    for number, start, end in citations(piece.text):
        runs += _marked(style, piece.text[at:start])
        runs.append(Run(STRUCK, f"[F{number:02d}]") if piece.kind == GONE else worded.cites(item, [number])[0])
        at = end
    return [*runs, *_marked(style, piece.text[at:])]


def _marked(style: Style, text: str) -> Runs:
    told = text.replace(JUDGEMENT, "(rep’s judgement)")
    return [Run(style, told)] if told else []


def _struck(strips: Strips) -> Strips:
    """Draw a line through what went."""
    for strip in strips:
        for mark in list(strip.marks):
            if isinstance(mark, Text) and mark.style is STRUCK:
                strip.marks.append(Rule(mark.x, mark.y - 2.6, mark.width, 0.5, GREY))
    return strips


def _said(view: View, wording: Wording) -> list[Runs]:
    """Who agrees, who can live with it, who objects and who has not said, with the reasons; and why it won."""
    reasons = {stance.member_id: stance.why for stance in view.stances if stance.wording_id == wording.id}
    found = support(wording.id, view.stances, view.members)
    texts = [_group(view, says, members, reasons) for says, members in found.items() if members]
    if wording.chosen:
        why = f" {worded.stopped(wording.why)}" if wording.why else " No reason is given."
        texts.append([Run(STRONG, "Chosen."), Run(BODY, why)])
    return texts


def _group(view: View, says: Says | None, members: tuple[int, ...], reasons: dict[int, str]) -> Runs:
    """ "Objects (1): Cobalt Gas & Power (no vote)."; who has not said is counted and named."""
    names = []
    for member in sorted(members, key=lambda number: view.members[number].name.casefold()):
        why = reasons.get(member, "").strip().rstrip(".")
        names.append(f"{view.members[member].name} ({why})" if why else view.members[member].name)
    label = words.saying(says, len(members))
    return [Run(ITALICS, f"{len(members)} {label}:"), Run(BODY, f" {words.listed(names)}.")]
