"""Ways within a page, where each page stands by itself: to what it names, and to nothing else."""

from __future__ import annotations

from mhhs_desk.paper.page import Anchor, Link, Page


def kept_within(page: Page, name: str) -> None:
    """Let the ways of a page lead to places on it, and take out those that would lead nowhere.

    Places that stand in the outline are gone to from there and keep their names.
    """
    strips = [strip for _, strip in page]
    here = {mark.key for strip in strips for mark in strip.marks if isinstance(mark, Anchor) and not mark.title}
    for strip in strips:
        kept = [mark for mark in strip.marks if not isinstance(mark, Link) or mark.to in here]
        for at, mark in enumerate(kept):
            if isinstance(mark, Link):
                kept[at] = mark._replace(to=f"{name}/{mark.to}")
            elif isinstance(mark, Anchor) and not mark.title:
                kept[at] = mark._replace(key=f"{name}/{mark.key}")
        strip.marks[:] = kept
