"""What is withheld is nowhere in the bytes that leave the program: not in a paper, a matrix, a draft or a form."""

from __future__ import annotations

import io
import os
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import default
from functools import cache
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from mhhs_desk.asking import make
from mhhs_desk.desk import Desk, matrix_file, render
from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.matrix import Form
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Consent
from mhhs_desk.domain.papers import Edition, Kind
from mhhs_desk.domain.positions import Strength
from mhhs_desk.domain.view import View
from mhhs_desk.exchange.action_log import action_log
from mhhs_desk.taking_out import FORMS
from tests.editions_worlds import ANSWERED, NILS, RECUSED, Cell, Mention, Words, World, build, worlds
from tests.whole_pdf import read_from, told_by

EXAMPLES = int(os.environ.get("EXAMPLES", "8"))
"""How many workspaces are made up; `make soak-editions` makes up more."""
TODAY = date(2021, 11, 9)
OTHERS = [Edition.GROUP, Edition.MEMBERS]
OWN_NUMBER = re.compile(r"\bF\d{2,}\b")
ORDERS = st.permutations(range(18))


@cache
def empty() -> bytes:
    """A workspace with nothing in it but the reference data."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.mhhs"
        Desk.create(path, "Small Supplier", "PSG", "Morgan Hale", "rep@seat.example").close()
        return path.read_bytes()


@contextmanager
def opened(words: Words, order: list[int]) -> Iterator[tuple[Desk, Meeting]]:
    """A workspace of a world, on a real disk."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.mhhs"
        path.write_bytes(empty())
        with Desk.open(path, TODAY) as desk:
            yield desk, build(desk, words, order)


def members_of(words: Words, which: Iterable[int]) -> Iterator[str]:
    """What members are known by: their names, domains, people and addresses."""
    for member in which:
        yield from (words.name(member), words.domain(member), *words.person(member).split(), words.address(member))


def withheld(words: Words, desk: Desk) -> set[str]:
    """Every word, name, address, file name and identity that *group* and *members* may not hold."""
    world = words.world
    members = range(len(world.segments))
    found = set(members_of(words, (m for m in members if not world.may_be_named(m))))
    for member in members:
        found |= {words.hidden("note", member), words.hidden("post", member)}
    for item in range(len(world.cells)):
        found |= {words.hidden("tried", item), words.hidden("stance", item)}
        found |= {word for member in members for word in _of_answer(words, item, member)}
    records = (*desk.members.all(), *desk.people.all(), *desk.feedback.all(), *desk.sources.all(), *desk.stances.all())
    found |= {record.uid for record in records} | {source.sha256 for source in desk.sources.all()}
    return found | {"rep@seat.example"}


def _of_answer(words: Words, item: int, member: int) -> Iterator[str]:
    cell = words.world.cells[item][member]
    if cell.state == RECUSED:
        yield words.hidden("aside", item, member)
    if cell.state not in (ANSWERED, NILS):
        return
    kinds = ("file", "subject", "mail", "role", "party", "before")
    yield from (words.hidden(kind, item, member) for kind in kinds)
    first, second = words.passages(item, member)
    if not words.world.shows(item, member):
        beside = " ".join(words.beside(item, member, kind) for kind in ("red", "condition", "basis"))
        yield from f"{first} {second} {beside}".split()
    elif cell.held:
        yield from first.split()


def met(secrets: Iterable[str], texts: Iterable[str]) -> set[str]:
    """The secrets that stand in any of some texts, whatever their case and however their lines are broken."""
    told = "\n".join("".join(text.split()).casefold() for text in texts)
    return {secret for secret in secrets if "".join(secret.split()).casefold() in told}


def unpacked(data: bytes) -> Iterator[str]:
    """Every part of a workbook, or a text as it is."""
    yield data.decode("utf-8", errors="ignore")
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            for entry in book.infolist():
                yield f"{entry.filename} {book.read(entry).decode('utf-8', errors='ignore')}"


def taken_out(desk: Desk, edition: Edition) -> Iterator[str]:
    """Every part of every file that an edition is taken out into; a calendar is the rep's own, and names its maker."""
    for form in (form for form in FORMS if form != ".ics"):
        target = desk.path.with_name(f"out{form}")
        desk.export(target, edition)
        yield from unpacked(target.read_bytes())


def chased(desk: Desk) -> list[str]:
    """What somebody outside reads who is chased; nothing where nobody is."""
    try:
        return [f"{chase.draft.subject} {chase.draft.text}" for chase in desk.plan_chase()]
    except Refused:
        return []


# The editions


@settings(max_examples=EXAMPLES, deadline=None)
@given(worlds(), ORDERS)
def test_nothing_that_is_withheld_is_in_the_bytes_of_an_edition(world: World, order: list[int]) -> None:
    words = Words(world)
    with opened(words, order) as (desk, meeting):
        secrets = withheld(words, desk)
        for edition in OTHERS:
            view = desk.view(meeting, edition)
            for kind in (kind for kind in Kind if edition in kind.editions):
                data = render(view, TODAY, kind).data
                assert met(secrets, told_by(data)) == set()
                assert not [text for text in read_from(data) if OWN_NUMBER.search(text)]
            told = [text for form in Form for text in unpacked(matrix_file(view, form, TODAY))]
            told += unpacked(action_log(desk.log_book(edition=edition)))
            assert met(secrets, [*told, *taken_out(desk, edition)]) == set()
        assert met(secrets, chased(desk)) == set()


@settings(max_examples=EXAMPLES, deadline=None)
@given(worlds(), ORDERS, ORDERS)
def test_what_is_withheld_changes_no_byte_of_an_edition(world: World, order: list[int], other: list[int]) -> None:
    """Other words, names and files in what is withheld, and answers filed in another order: the same paper."""
    made = []
    for words, filed in ((Words(world), order), (Words(world, "other"), other)):
        with opened(words, filed) as (desk, meeting):
            view = desk.view(meeting, Edition.GROUP)
            papers = (render(view, TODAY, kind).data for kind in Kind if Edition.GROUP in kind.editions)
            made.append([*papers, *(matrix_file(view, form, TODAY) for form in Form), *taken_out(desk, Edition.GROUP)])
            made[-1].append(action_log(desk.log_book(edition=Edition.GROUP)))
    assert [one == other for one, other in zip(*made, strict=True)] == [True] * len(made[0])


@settings(max_examples=EXAMPLES, deadline=None)
@given(worlds(), ORDERS)
def test_a_member_is_named_on_no_item_on_which_it_does_not_let_itself_be_named(world: World, order: list[int]) -> None:
    words = Words(world)
    with opened(words, order) as (desk, meeting):
        view = desk.view(meeting, Edition.GROUP)
        for item, shown in enumerate(view.items):
            quiet = [m for m in range(len(world.segments))
                     if not world.may_be_named(m, item) and world.asks_not_to_be_named(m)]  # fmt: skip
            assert met(members_of(words, quiet), [repr(shown)]) == set()


# What goes to members


@settings(max_examples=EXAMPLES, deadline=None)
@given(worlds(), ORDERS)
def test_a_draft_and_its_form_hold_nothing_of_any_other_member_nor_of_any_answer(
    world: World, order: list[int]
) -> None:
    words = Words(world)
    with opened(words, order) as (desk, meeting), tempfile.TemporaryDirectory() as folder:
        answers = [f"{a.rationale} {a.red_line} {a.condition} {a.represents}".split() for a in desk.feedback.all()]
        try:
            plan = desk.plan_asking(meeting)
        except Refused:
            reject()  # everybody has answered everything: nobody is left to ask
        made = make(plan, Path(folder) / "out", lambda done, total: None)
        assert len(made.files) % 2 == 0
        for path in made.files:
            whose = next(m for m in range(len(world.segments)) if words.name(m) in path.name)
            others = [m for m in range(len(world.segments)) if m != whose]
            secrets = {*members_of(words, others), *(word for said in answers for word in said if word[0] == "q")}
            told = [path.name, *unpacked(path.read_bytes()), *_mailed(path)]
            assert met(secrets, told) == set()
            assert met([words.name(whose)], told)


def _mailed(path: Path) -> Iterator[str]:
    """The heads, the text and the workbook of a draft."""
    if path.suffix != ".eml":
        return
    message = message_from_bytes(path.read_bytes(), policy=default)
    yield from (str(value) for value in message.values())
    for part in message.walk():
        if not part.is_multipart():
            content = part.get_content()
            yield from unpacked(content if isinstance(content, bytes) else content.encode())


# The detector itself: what it is to find, it finds


SECRET = "Qabogizedu"
FIXED = World(
    segments=("Domestic", "Domestic"),
    cells=(
        (
            Cell(ANSWERED, "A", Consent.KIND, False, True, False, 0),
            Cell(ANSWERED, "X", Consent.REP, False, True, True, 0),
        ),
    ),
    mentions=(Mention("statement", "reason", 1, 0, (1,)), Mention("ask", "name", 0, 0, (0,))),
    strengths=(Strength.DIVIDED,),
)
"""Two members, neither of whom may be named, and what the rep makes of them."""


def with_metadata(data: bytes) -> bytes:
    return changed(data, lambda writer: writer.add_metadata({"/Keywords": f"of {SECRET}"}))


def with_bookmark(data: bytes) -> bytes:
    return changed(data, lambda writer: writer.add_outline_item(title=f"On {SECRET}", page_number=0))


def with_attachment(data: bytes) -> bytes:
    return changed(data, lambda writer: writer.add_attachment("list.txt", f"{SECRET} said so".encode()))


def with_alt_text(data: bytes) -> bytes:
    figure = DictionaryObject({NameObject("/S"): NameObject("/Figure"), NameObject("/Alt"): TextStringObject(SECRET)})
    tree = DictionaryObject({NameObject("/K"): ArrayObject([figure])})
    return changed(data, lambda writer: writer.root_object.update({NameObject("/StructTreeRoot"): tree}))


def with_lost_object(data: bytes) -> bytes:
    """A stream that nothing leads to, packed."""
    lost = StreamObject()
    lost.set_data(f"({SECRET}) Tj".encode())
    return changed(data, lambda writer: writer._add_object(lost.flate_encode()))


def changed(data: bytes, change: Callable[[pypdf.PdfWriter], object]) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def leak() -> View:
    """The group edition of a world, with a name in it that ought not to be there."""
    with opened(Words(FIXED), list(range(18))) as (desk, meeting):
        view = desk.view(meeting, Edition.GROUP)
    return replace(view, actions=(Action(id=1, ref="ACT-01", text=f"Call {SECRET} back"),))


@pytest.mark.parametrize("plant", [with_metadata, with_bookmark, with_attachment, with_alt_text, with_lost_object])
def test_the_detector_finds_what_is_planted_anywhere_in_a_file(plant: Callable[[bytes], bytes], leak: View) -> None:
    data = render(replace(leak, actions=()), TODAY).data
    assert met([SECRET], told_by(data)) == set()
    assert met([SECRET], told_by(plant(data))) == {SECRET}


def test_the_detector_finds_a_word_on_a_page_in_each_way_of_reading_it(leak: View) -> None:
    told = list(told_by(render(leak, TODAY).data))
    assert sum(bool(met([SECRET], [text])) for text in told[1:]) >= 3  # as letters, as typed, and by another reader


def test_the_detector_finds_what_is_withheld_in_the_own_edition() -> None:
    words = Words(FIXED)
    with opened(words, list(range(18))) as (desk, meeting):
        data = desk.render(meeting).data
        found = met(withheld(words, desk), told_by(data))
    files = {words.hidden("file", 0, member) for member in (0, 1)}
    assert {words.name(0), words.name(1), *words.passages(0, 1)[0].split(), *files} <= found
    assert OWN_NUMBER.search(" ".join(read_from(data)))
