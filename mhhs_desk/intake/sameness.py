"""Is this the same again, another version of what is known, or something of its own? Answers, mails and members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.members import Member, Person
from mhhs_desk.domain.proposals import Sameness, Verdict
from mhhs_desk.domain.sources import Source
from mhhs_desk.intake.likeness import closest_name, figures, plain, telling_name

Facts = Mapping[str, Any]

MOST_TELLING = 30
"""Of so many letters, words are hardly ever used twice by chance."""
BOTH = "This file gives two answers to it."
SAYS = ("rationale", "condition", "red_line", "evidence_basis")
KEYS = ("option", "evidence", "consent", "sensitive")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Said:
    """An answer on the record: the facts it was filed with and said again with, and when its source arrived."""

    feedback: Feedback
    filed_with: tuple[Facts, ...] = ()
    arrived: str | None = None
    file: int | None = None

    @property
    def last(self) -> str | None:
        """When it was last said, as far as it is dated."""
        moments = [self.feedback.received, *(facts.get("received") for facts in self.filed_with)]
        return max((moment for moment in moments if moment), default=None)


def same_mail(one: Source, other: Source) -> bool:
    """Whether two mails are one that came to two mailboxes: same sender, date, subject and words.

    What else their heads say, the Message-ID among it, is no proof either way.
    """
    if one.kind != "e-mail" or other.kind != "e-mail" or not one.sent or not one.sender:
        return False
    heads = ((mail.sent, plain(mail.sender), plain(mail.subject), mail.doubts) for mail in (one, other))
    return len(set(heads)) == 1 and one.text.split() == other.text.split()


def of_answer(facts: Facts, before: Sequence[Said], file: int | None = None) -> Verdict:
    """An answer against those of the same member on the same item, and against the file it stands in itself.

    `before` is in the order of filing; `file` the number of the source that the answer is of.
    """
    if not before:
        return Verdict()
    same = next((said for said in reversed(before) if _says_the_same(facts, said)), None)
    standing = max(before, key=lambda said: (said.feedback.received or "", said.feedback.id))
    if same is not None and _is_known(facts, same, standing):
        return _again(facts, same, file)
    in_this_file = file is not None and any(said.file == file for said in before)
    if in_this_file and not _is_later(facts, standing):
        return Verdict(Sameness.NEWER, standing.feedback.id, *_told("also", standing, BOTH))
    return _other_words(facts, standing)


def of_pair(facts: Facts, earlier: Facts) -> Verdict:
    """An answer against an earlier one of the same file, member and item."""
    if _key(facts) == _key(earlier):
        return Verdict(Sameness.SAME, None, "said twice in this file")
    return Verdict(doubt=BOTH if _order(facts.get("received"), earlier.get("received")) in (0, None) else None)


def _is_known(facts: Facts, same: Said, standing: Said) -> bool:
    """Whether the words are those that stand, or a copy of what was said then; said anew later, they count anew."""
    if same.feedback.received == facts.get("received") or same is standing:
        return True
    return not _is_later(facts, standing)


def _again(facts: Facts, same: Said, file: int | None) -> Verdict:
    known = same.feedback
    version = facts.get("given_on")
    if version and known.paper_version and version != known.paper_version and _is_later(facts, same):
        return Verdict(Sameness.NEWER, known.id, f"the same as {known.code}, said again of {version}")
    why = f"the same as {known.code}"
    later = bool(facts.get("received")) and facts.get("received") != known.received
    if later and facts.get("channel") == "E-mail" and same.file != file and len(_words(facts)) >= MOST_TELLING:
        return Verdict(Sameness.SAME, known.id, why, f"These are the words of {known.code}, quoted or said again.")
    return Verdict(Sameness.SAME, known.id, why)


def _other_words(facts: Facts, standing: Said) -> Verdict:
    """Another answer than the one that stands: later, earlier, or not to be told apart by their dates."""
    known, received = standing.feedback, facts.get("received")
    if _is_later(facts, standing):
        return Verdict(Sameness.NEWER, known.id, *_told("newer than", standing))
    if _order(received, known.received) == -1:
        return Verdict(Sameness.OLDER, known.id, *_told("older than", standing))
    if _order(received, standing.last) == -1:
        doubt = f"{known.code} was said again later, {moment(standing.last)}."
        return Verdict(Sameness.OLDER, known.id, *_told("older than", standing, doubt))
    why, _ = _told("newer than", standing)
    if received == known.received and "T" not in (received or ""):
        return Verdict(Sameness.NEWER, known.id, f"{why}, by when it came")
    doubt = "Which of the two is the later is not written."
    return Verdict(Sameness.NEWER, known.id, why, doubt)


def _is_later(facts: Facts, said: Said) -> bool:
    """Whether an answer is dated after all that is known of another one."""
    return _order(facts.get("received"), said.last or (said.arrived or "")[:10] or None) == 1


def _order(one: str | None, other: str | None) -> int | None:
    """Whether a moment is before (-1), at (0) or after (1) another, as exactly as both say; None where one is not."""
    if not one or not other:
        return None
    exact = min(len(one), len(other))
    mine, theirs = one[:exact], other[:exact]
    return (mine > theirs) - (mine < theirs)


def _told(how: str, standing: Said, doubt: str | None = None) -> tuple[str, str | None]:
    known = standing.feedback
    dated = f" of {moment(known.received)}" if known.received else ""
    return f"{how} {known.code}{dated}, which said {_in_short(known)}", doubt


def _in_short(known: Feedback) -> str:
    words = known.rationale if len(known.rationale) <= 60 else known.rationale[:57].rstrip() + "…"
    option = "nil return" if known.is_nil else known.option
    return f"{option}: “{words}”" if words else option


def moment(value: str | None) -> str:
    """An ISO day or month in words: 5 Nov."""
    return f"{int(value[8:10])} {MONTHS[int(value[5:7]) - 1]}" if value and len(value) >= 10 else value or "no date"


def _says_the_same(facts: Facts, said: Said) -> bool:
    """Whether it says what stands on the record, or what the record was filed with before the rep put it right."""
    known = said.feedback
    on_record = {name: getattr(known, name) for name in (*SAYS, *KEYS)}
    return any(_key(facts) == _key(other) for other in (on_record, *said.filed_with))


def _key(facts: Facts) -> tuple[object, ...]:
    said = [plain(facts.get(name)) for name in SAYS]
    if said[2] == said[0]:
        said[2] = ""
    keys = [
        facts.get("option"),
        facts.get("evidence"),
        str(facts.get("consent") or "named"),
        bool(facts.get("sensitive")),
    ]
    return (*said, *keys, bool(facts.get("red_line")))


def _words(facts: Facts) -> str:
    return plain(facts.get("rationale"))


def words_of_another(facts: Facts, worded: Mapping[str, Sequence[Feedback]]) -> Feedback | None:
    """The answer of another member on the same item whose very words these are: sent on or quoted, not said.

    `worded` holds the answers to the item by their plain words.
    """
    words = _words(facts)
    if len(words) < MOST_TELLING:
        return None
    return next((f for f in worded.get(words, ()) if f.member_id != facts.get("member_id")), None)


def of_member(facts: Facts, members: Sequence[Member], people: Sequence[Person]) -> Verdict:
    """A member or a contact against those known: the same, one with something new, or one that is only close."""
    known, close = _member_meant(facts, members)
    if known is None:
        return Verdict(doubt=f"Its name is close to {close.name}." if close else None)
    domains = [domain for domain in facts.get("domains") or () if domain not in known.domains]
    changes: dict[str, Any] = {"domains": [list(known.domains), [*known.domains, *domains]]} if domains else {}
    if facts.get("segment") and not known.segment:
        changes["segment"] = [None, facts["segment"]]
    if _new_person(facts, known, people):
        changes["contact"] = [None, facts.get("contact") or facts.get("address")]
    if not changes:
        return Verdict(Sameness.SAME, known.id, f"{known.name} is known")
    return Verdict(Sameness.NEWER, known.id, f"more of {known.name}: {', '.join(changes)}", None, changes)


def _member_meant(facts: Facts, members: Sequence[Member]) -> tuple[Member | None, Member | None]:
    """The member meant, and the one whose name is only close to it."""
    if facts.get("member_id"):
        return next((m for m in members if m.id == facts["member_id"]), None), None
    name = facts["organisation"]
    same = [m for m in members if telling_name(m.name) == telling_name(name)]
    same = [m for m in same if m.name.casefold() == name.casefold()] or same
    if len(same) == 1:
        return same[0], None
    match = closest_name(name, ((m.id, m.name) for m in members))
    return None, next((m for m in members if m.id == match.id), None) if match.sure or same else None


def _new_person(facts: Facts, member: Member, people: Sequence[Person]) -> bool:
    name, address = plain(facts.get("contact")), (facts.get("address") or "").casefold()
    own = [person for person in people if person.member_id == member.id]
    if address:
        return not any((person.address or "").casefold() == address for person in own)
    return bool(name) and not any(plain(person.name) == name for person in own)


def of_decision(item_id: int, text: str, known: Iterable[tuple[int, int, str]]) -> Verdict:
    """A decision against those of its item, as (number, item, text)."""
    from rapidfuzz import fuzz

    words = plain(text)
    for number, item, other in known:
        alike = fuzz.ratio(words, plain(other)) >= 95 and figures(text) == figures(other)
        if item == item_id and alike:
            return Verdict(Sameness.SAME, number, "recorded already")
    return Verdict()
