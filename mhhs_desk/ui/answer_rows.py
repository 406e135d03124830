"""The rows of an item's answers: by option, then who has not answered, and what is said of each in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mhhs_desk import words
from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.feedback import Feedback, is_stale
from mhhs_desk.domain.members import Consent, Member
from mhhs_desk.domain.themes import Spoken
from mhhs_desk.domain.view import Answer, ItemView, View
from mhhs_desk.ui.similar_rows import SimilarRow, together

CONSENTS = {
    Consent.NAMED: "",
    Consent.KIND: "By kind",
    Consent.CONSTITUENCY: "Counted, not shown",
    Consent.REP: "Rep only",
}
STATES = {
    State.SILENT: "{n} silent",
    State.NIL: "{n} nil return",
    State.RECUSED: "{n} recused",
    State.NOT_ASKED: "{n} not asked",
}
SORTS = ("evidence", "name", "received")


@dataclass(frozen=True, slots=True)
class OptionHead:
    """The head of one option's answers."""

    key: str
    name: str
    count: int
    detail: str

    @property
    def id(self) -> tuple[str, str]:
        return "option", self.key


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer with what is shown beside it."""

    answer: Answer
    source: str
    stale: str
    themes: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    """Words of it that speak of the theme that is shown alone."""
    alike: bool = False
    """Whether it stands beneath a line over answers that say much the same."""

    @property
    def id(self) -> int:
        return self.answer.feedback.id


@dataclass(frozen=True, slots=True)
class StateRow:
    """The members in one state other than answered."""

    state: State
    names: tuple[str, ...]

    @property
    def id(self) -> tuple[str, str]:
        return "state", self.state

    @property
    def words(self) -> str:
        told = STATES[self.state].format(n=len(self.names))
        return told + "s" if self.state is State.NIL and len(self.names) != 1 else told


@dataclass(frozen=True, slots=True)
class OutsideHead:
    """The head of the answers of those who are no members on the day of the meeting."""

    count: int
    day: date | None

    @property
    def id(self) -> tuple[str, str]:
        return "outside", ""

    @property
    def words(self) -> str:
        day = f" on {words.day(self.day)}" if self.day else ""
        return f"{self.count} not counted: not a member{day}"


Row = OptionHead | AnswerRow | StateRow | OutsideHead | SimilarRow


def rows_of(view: View, item: ItemView, sort: str = "evidence", only: Spoken | None = None) -> Iterator[Row]:
    """Every member's place on an item: the answers option by option, then the other states by name.

    `only` is the theme whose answers are shown alone.
    """
    themes = view.spoken(item)
    for option in item.item.options:
        group = [answer for answer in item.answers if answer.feedback.option == option.key]
        group = [answer for answer in group if only is None or answer.feedback.id in only.words]
        if group:
            yield OptionHead(option.key, option.name, len(group), _detail(item, group))
            yield from _answers(view, item, sorted(group, key=lambda a: _order(a, sort)), themes, only)
    if only is None:
        yield from _others(view, item, sort)


def _answers(
    view: View, item: ItemView, group: list[Answer], themes: Sequence[Spoken], only: Spoken | None
) -> Iterator[Row]:
    """The answers for one option; where all of them are shown, those that say much the same beside one another."""
    for one in together(group, themes) if only is None else ((answer, False) for answer in group):
        if isinstance(one, SimilarRow):
            yield one
            continue
        answer, alike = one
        named = tuple(spoken.theme.name for spoken in themes if answer.feedback.id in spoken.words)
        found = only.words[answer.feedback.id] if only else ()
        yield replace(answer_row(view, item, answer), themes=named, found=found, alike=alike)


def _others(view: View, item: ItemView, sort: str) -> Iterator[Row]:
    """Those whose answer is not among the counted ones: by state, and who is no member on the day."""
    for state in STATES:
        names = [member.name for member in _in_state(view, item, state)]
        if names:
            yield StateRow(state, tuple(names))
    if item.outside:
        yield OutsideHead(len(item.outside), view.meeting.day)
        for answer in sorted(item.outside, key=lambda a: _order(a, sort)):
            key = answer.feedback.option
            said = "Nil return" if answer.feedback.is_nil else f"{key}, {item.item.option_name(key)}"
            yield AnswerRow(
                answer, f"{said} · {source_line(view, answer.feedback)}", stale_words(item, answer.feedback)
            )


def _in_state(view: View, item: ItemView, state: State) -> list[Member]:
    return [view.members[number] for number, where in item.states.items() if where is state]


def _order(answer: Answer, sort: str) -> tuple[object, ...]:
    feedback = answer.feedback
    if sort == "name":
        return (answer.who.casefold(),)
    if sort == "received":
        return (feedback.received or "", answer.who)
    strength = -1 if feedback.evidence is None else feedback.evidence
    return (feedback.red_line is None, -strength, answer.who.casefold())


def _detail(item: ItemView, group: list[Answer]) -> str:
    """What to look at in a group: 1 red line · 2 conditions · 1 stale."""
    reds = sum(answer.feedback.red_line is not None for answer in group)
    conditions = sum(bool(answer.feedback.condition) for answer in group)
    stale = sum(bool(stale_words(item, answer.feedback)) for answer in group)
    parts = [
        words.count(reds, "red line") if reds else "",
        words.count(conditions, "condition") if conditions else "",
        f"{stale} stale" if stale else "",
    ]
    return " · ".join(part for part in parts if part)


def stale_words(item: ItemView, feedback: Feedback) -> str:
    """ "Given on v0.9", where the paper has been issued again since; empty where it has not."""
    return f"Given on {feedback.paper_version}" if is_stale(feedback, item.item.paper_version) else ""


def answer_row(view: View, item: ItemView, answer: Answer) -> AnswerRow:
    return AnswerRow(answer, source_line(view, answer.feedback), stale_words(item, answer.feedback))


def source_line(view: View, feedback: Feedback) -> str:
    """ "Response form, row 6 · 5 Nov 09:14"."""
    source = view.sources.get(feedback.source_id or 0)
    channel = (feedback.channel or (source.kind if source else "")).strip()
    channel = channel[:1].upper() + channel[1:]
    where = ", ".join(part for part in (channel, words.place(feedback.span)) if part)
    return " · ".join(part for part in (where, short_moment(feedback.received)) if part)


def spoken_for(feedback: Feedback) -> str:
    """ "answers for Alder Retail, as head of metering"; empty where neither is said."""
    parties = f"for {feedback.represents}" if feedback.represents else ""
    role = f"as {feedback.role}" if feedback.role else ""
    told = ", ".join(part for part in (parties, role) if part)
    return told and f"answers {told}"


def short_moment(value: str | None) -> str:
    """A moment without its weekday: 5 Nov 09:14."""
    return words.moment(value).split(" ", 1)[1] if value else "when is not known"


def read_out(row: Row) -> str:
    """A row as a screen reader says it."""
    if isinstance(row, OptionHead):
        return f"{row.name}, {words.count(row.count, 'answer')}"
    if isinstance(row, StateRow):
        return f"{row.words}: {', '.join(row.names)}"
    if isinstance(row, (OutsideHead, SimilarRow)):
        return row.words
    feedback = row.answer.feedback
    parts = [
        row.answer.who,
        f"option {feedback.option}",
        "red line" if feedback.red_line else "",
        feedback.rationale,
        f"condition: {feedback.condition}" if feedback.condition else "",
        f"held back: {'; '.join(feedback.held_back)}" if feedback.held_back else "",
        row.stale,
        f"evidence: {feedback.evidence_basis}" if feedback.evidence_basis else "",
        f"speaks of {', '.join(row.themes)}" if row.themes else "",
        f"{feedback.code}, {row.source}",
    ]
    return ", ".join(part for part in parts if part)


def texts_of(feedback: Feedback) -> list[tuple[str, str, str]]:
    """What an answer says: its words, their colour, and the label they begin with."""
    texts = [(feedback.rationale, "text", "") if feedback.rationale else ("No reason given.", "text3", "")]
    if feedback.red_line and feedback.red_line != feedback.rationale:
        texts.append((feedback.red_line, "text", "Red line:"))
    if feedback.condition:
        texts.append((feedback.condition, "text", "Condition:"))
    if feedback.evidence_basis:
        texts.append((feedback.evidence_basis, "text2", "Evidence:"))
    return texts


def marks(row: AnswerRow) -> list[tuple[str, str, str]]:
    """The marks after a name, in their order and at most two: icon, word, role."""
    feedback = row.answer.feedback
    found = [("flag", "Red line", "danger")] if feedback.red_line else []
    if row.stale:
        found.append(("clock-counter-clockwise", row.stale, "attention"))
    if kept := kept_words(feedback):
        found.append(("lock-simple", kept, "text2"))
    return found[:2]


def kept_words(feedback: Feedback) -> str:
    """How much of an answer the others may see: "By kind, in part"; empty where all of it, by name."""
    if feedback.sensitive:
        return "Sensitive"
    parts = [CONSENTS[feedback.consent], "in part" if feedback.held_back else ""]
    told = ", ".join(part for part in parts if part)
    return told[:1].upper() + told[1:]
