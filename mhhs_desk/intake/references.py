"""Which item is meant: a reference as written matched with an item of the agenda."""

from __future__ import annotations

import re

from mhhs_desk.domain.items import Item
from mhhs_desk.intake.known import Known, Match
from mhhs_desk.intake.likeness import ALIKE, closest, telling_words

CODE = re.compile(r"\b([A-Z]{1,2}\d{1,2}(?:\.?[a-z])?)\b")
LABEL = re.compile(r"(?:on\s+)?([A-Z]{1,2}\d{1,2}(?:\.?[a-z])?)\b(?!\s+(?:to|and|-|–))", re.IGNORECASE)
NUMBER = re.compile(r"(?:agenda\s+)?(?:item|question|q)?\.?\s*(?:no\.?\s*)?(\d{1,2})[.):]?", re.IGNORECASE)
SEVERAL = re.compile(r"[,;]\s*")


def item_of(reference: str | None, title: str | None, known: Known) -> Match:
    """The item of a reference as written: by paper reference, number, title, milestone code, wording."""
    key = "item", reference, title
    if key not in known.memo:
        known.memo[key] = _matched(reference, title, known)
    match: Match = known.memo[key]
    return match


def _matched(reference: str | None, title: str | None, known: Known) -> Match:
    if not reference and not title:
        return Match(None, False, "no item named")
    number = NUMBER.fullmatch((reference or "").strip())
    if number:
        return _by_number(int(number[1]), title, known)
    words = reference or title or ""
    found = _by_paper(words, known) or _by_title(words, known) or _by_milestone(words, known)
    return found or closest(words, ((item.id, item.title) for item in known.items), "title")


def _by_number(number: int, title: str | None, known: Known) -> Match:
    """The item of a number; a title beside it that is another item's makes it unsure."""
    found = [item for item in known.items if item.number == number]
    beside = closest(title, ((item.id, item.title) for item in known.items), "title") if title else None
    if not found:
        return beside if beside and beside.id else Match(None, False, "no such number")
    if beside and beside.sure and beside.id != found[0].id and not _worded_alike(title or "", found[0]):
        other = next(item for item in known.items if item.id == beside.id)
        return Match(found[0].id, False, f"item number, though its title is that of item {other.number}")
    return Match(found[0].id, True, "item number")


def _worded_alike(title: str, item: Item) -> bool:
    from rapidfuzz import fuzz

    return fuzz.token_set_ratio(telling_words(title), telling_words(item.title)) >= ALIKE


def _by_paper(words: str, known: Known) -> Match | None:
    """The item whose paper the words name: MHHS-DEL031, CR022, PAB177/04."""
    said = _joined(words)
    found = {}
    for item in known.items:
        for reference in SEVERAL.split(item.paper_ref or ""):
            bare = _joined(reference)
            if len(bare) >= 4 and re.search(rf"(?<![a-z0-9]){re.escape(bare)}(?![0-9])", said):
                found[item.id] = reference
    if len(found) != 1:
        return None
    ((number, paper),) = found.items()
    return Match(number, True, f"paper {paper}")


def _joined(words: str) -> str:
    """Words as references are compared: small letters, no spaces beside the signs that join their parts."""
    return re.sub(r"\s*([-/().])\s*", r"\1", words.casefold()).strip()


def _by_title(words: str, known: Known) -> Match | None:
    exact = [item for item in known.items if item.title.casefold() == words.casefold()]
    return Match(exact[0].id, True, "title") if len(exact) == 1 else None


def _by_milestone(words: str, known: Known) -> Match | None:
    """The item about a milestone: of the code that labels the words, or the one that names all their codes."""
    codes = CODE.findall(words)
    about = [item for item in known.items if set(item.milestones) & set(codes)]
    labelled = LABEL.match(words)
    if labelled:
        about = [item for item in about if labelled[1] in item.milestones] or about
    if len(about) > 1:
        about = [item for item in about if set(codes) <= set(CODE.findall(f"{item.title} {item.ask or ''}"))]
    return Match(about[0].id, True, f"milestone {about[0].milestones[0]}") if len(about) == 1 else None
