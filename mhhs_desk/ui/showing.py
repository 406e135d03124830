"""In which editions a sentence of a position will appear, and why not in the others, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mhhs_desk import words
from mhhs_desk.domain.editions import LeftOut, Why, sayers
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.members import Consent, Member, Person
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.positions import Lapse, Lapsed, Sentence
from mhhs_desk.domain.view import View

OTHERS = (Edition.GROUP, Edition.MEMBERS)
NAMES = {Edition.OWN: "own", Edition.GROUP: "group", Edition.MEMBERS: "members’"}
REASONS = {
    Why.NAMES: "it names somebody who may not be named",
    Why.COUNTS: "it counts the silent or the recused",
    Why.BARE: "it has no evidence",
    Why.REPEATS: "it repeats words that are held back",
    Why.NUMBERS: "it writes out the number of an answer",
}
CONSENTS = {
    Consent.REP: "{code} is for the rep only",
    Consent.CONSTITUENCY: "{code} is counted without a source",
    Consent.NAMED: "the words of {code} are held back, or name somebody who may not be named",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """The editions that leave a sentence out, each with the reason; none where every one says it."""

    left_out: tuple[tuple[Edition, str], ...] = ()

    cites: tuple[int, ...] = ()
    """The answers it cites that may not be shown."""

    @property
    def own_only(self) -> bool:
        return len(self.left_out) == len(OTHERS)

    @property
    def reason(self) -> str:
        """Why it is left out; of two reasons both."""
        return ", and ".join(dict.fromkeys(reason for _, reason in self.left_out))

    @property
    def words(self) -> str:
        """ "own edition only, as F24 is for the rep only"."""
        if not self.left_out:
            return "in every edition"
        if self.own_only:
            return f"own edition only, as {self.reason}"
        missing = {edition for edition, _ in self.left_out}
        there = words.listed([NAMES[edition] for edition in Edition if edition not in missing])
        return f"{there} editions only, as {self.reason}"


class Showing:
    """The rule of the editions over one item, asked of any sentence. What it was asked it remembers.

    It rests on the answers and not on the position: `same` tells whether it holds for a view as it is now.
    """

    def __init__(
        self,
        view: View,
        item_id: int,
        people: Iterable[Person],
        others: Iterable[Member] = (),
        unseen: Iterable[Feedback] = (),
    ) -> None:
        beside = list(people), list(others), list(unseen)
        self._basis = _basis(view, item_id, *beside)
        self._answers = {answer.feedback.id: answer.feedback for answer in view.item(item_id).answers}
        self._rules = sayers(view, item_id, *beside)
        self._known: dict[tuple[str, Sentence], Shown] = {}

    def same(
        self,
        view: View,
        item_id: int,
        people: Iterable[Person],
        others: Iterable[Member] = (),
        unseen: Iterable[Feedback] = (),
    ) -> bool:
        """Whether nothing that this rests on has changed."""
        return self._basis == _basis(view, item_id, list(people), list(others), list(unseen))

    def of(self, part: str, sentence: Sentence) -> Shown:
        """Where a sentence of a part appears."""
        asked = part, sentence
        if asked not in self._known:
            found = [(edition, left) for edition in OTHERS if (left := self._rules[edition](part, sentence))]
            cites = dict.fromkeys(number for _, left in found for number in left.cites)
            self._known[asked] = Shown(tuple((edition, self._why(left)) for edition, left in found), tuple(cites))
        return self._known[asked]

    def _why(self, left: LeftOut) -> str:
        if left.why is not Why.CITES:
            return REASONS.get(left.why, "it may not be shown")
        return words.listed([why_unshown(number, self._answers.get(number)) for number in left.cites])


def _basis(view: View, item_id: int, *beside: list[Any]) -> tuple[object, ...]:
    """All that the rule looks at."""
    answers = tuple((item.item, item.answers) for item in view.items)
    around = (view.meeting, view.forum, view.seat, view.constituency, view.members, view.sources, view.stances)
    return (item_id, answers, around, beside)


def why_unshown(number: int, answer: Feedback | None) -> str:
    """Why an answer may not be cited outside the own edition."""
    code = f"F{number:02d}"
    if answer is None:
        return f"{code} does not stand"
    if answer.sensitive:
        return f"{code} is commercially sensitive"
    return CONSENTS.get(answer.consent, "{code} would point at its member").format(code=code)


def why_lapsed(lapsed: Lapsed, who: str) -> str:
    """Why a cited answer does not stand any more, and what can be cited instead."""
    code = f"F{lapsed.number:02d}"
    told = {
        Lapse.FOLLOWED: f"{code} was followed by a newer answer of {who}",
        Lapse.REMOVED: f"{code} of {who} was removed",
        Lapse.UNCOUNTED: f"{code} of {who} does not count any more",
    }[lapsed.why]
    return f"{told}. Ctrl U cites {lapsed.newer.code}." if lapsed.newer else f"{told}. Cite another."


def told_lapsed(found: Iterable[Lapsed], names: Mapping[int, str]) -> tuple[dict[int, str], dict[int, int | None]]:
    """What is to be said of each cited answer that does not stand, and the newer one to cite where there is one."""
    known = list(found)
    lapses = {one.number: why_lapsed(one, names.get(one.member_id or 0, "a member")) for one in known}
    return lapses, {one.number: one.newer.id if one.newer else None for one in known}
