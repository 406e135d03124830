"""A form made, filled in, dropped and filed: what was put in is what is counted."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from mhhs_desk.asking import Letter, Plan
from mhhs_desk.desk import Desk
from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.members import Consent
from mhhs_desk.domain.options import NIL
from mhhs_desk.domain.sources import SourceState
from mhhs_desk.exchange.response_form import choices_of, response_form
from mhhs_desk.inbox import ReadFile, Receipt
from mhhs_desk.intake.reading import read_bytes
from tests.exchange.filling import Answers, filled, saved_by_office

KIND = "By kind: as “a small supplier”, without our name"


@pytest.fixture
def plan(sample: Desk) -> Plan:
    return sample.plan_asking(sample.meeting())


@pytest.fixture
def office() -> str:
    """LibreOffice; a test that needs it says so plainly where there is none."""
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("no LibreOffice on this computer")
    return found


def words(letter: Letter, row: int, key: str) -> str:
    """What one chooses in the list of an item's answers."""
    return dict(choices_of(letter.form)[letter.form.items[row].uid])[key]


def drop(desk: Desk, data: bytes, name: str = "form.xlsx") -> Receipt:
    """Drop one file, and file what is sure of it."""
    return desk.take_in([ReadFile(read_bytes(data, name), data)], accept=True)[0]


def standing(desk: Desk, letter: Letter, row: int) -> Feedback:
    """The answer of the letter's member to an item that was filed last."""
    item, member = letter.form.items[row], letter.form.member
    return list(desk.feedback.where("item_id = ? AND member_id = ?", item.id, member.id))[-1]


def test_every_form_files_itself_and_the_tally_is_what_was_put_in(sample: Desk, plan: Plan) -> None:
    put: dict[int, Counter[str]] = {}
    for number, letter in enumerate(plan.letters):
        answers: dict[int, dict[str, str]] = {}
        for row, item in enumerate(letter.form.items):
            key = [*(option.key for option in item.options), NIL][(number + row) % (len(item.options) + 1)]
            answers[row] = {"answer": words(letter, row, key), "reason": f"Reason {number}.{row}"}
            put.setdefault(item.id, Counter())[key] += 1
        receipt = drop(sample, filled(response_form(letter.form), answers), f"answers {number}.xlsx")
        assert (receipt.filed, receipt.waiting) == (len(letter.form.items), 0)
        assert sample.sources.get(receipt.source.id).state is SourceState.FILED
    for view in sample.view(sample.meeting()).items:
        recused = view.tally.states[State.RECUSED]
        told = Counter(view.tally.options) + Counter({NIL: view.tally.states[State.NIL]})
        assert (told, told.total() + recused) == (put[view.item.id], len(plan.letters))


def test_an_answer_keeps_all_that_was_filled_in(sample: Desk, plan: Plan) -> None:
    letter = plan.letters[2]
    row = {"answer": words(letter, 0, "W"), "reason": "Too long", "condition": "Ten pages", "red_line": "=No vote",
           "evidence": "Very high", "basis": "A plan", "sensitive": "Yes"}  # fmt: skip
    drop(sample, filled(response_form(letter.form), {0: row}, respondent="Ada Frost", consent=KIND))
    answer = standing(sample, letter, 0)
    assert (answer.option, answer.rationale, answer.condition, answer.red_line) == (
        "W", "Too long", "Ten pages", "=No vote"
    )  # fmt: skip
    assert (answer.evidence, answer.evidence_basis, answer.sensitive) == (4, "A plan", True)
    assert (answer.consent, answer.channel) == (Consent.KIND, "Response form")
    assert answer.span and (answer.span.sheet, answer.span.row) == ("Answers", 3)


def test_rows_left_empty_are_left_out_and_a_nil_return_is_one(sample: Desk, plan: Plan) -> None:
    letter = plan.letters[2]
    form = response_form(letter.form)
    receipt = drop(sample, filled(form, {3: {"answer": words(letter, 3, NIL)}, 5: {"sensitive": "No"}}))
    assert (receipt.filed, receipt.waiting) == (1, 0)
    assert standing(sample, letter, 3).is_nil


def test_an_answer_that_is_no_option_waits_with_its_words(sample: Desk, plan: Plan) -> None:
    letter = plan.letters[2]
    answers = {0: {"answer": "Perhaps"}, 1: {"reason": "Not sure yet"}, 2: {"answer": words(letter, 2, "A")}}
    receipt = drop(sample, filled(response_form(letter.form), answers))
    doubts = [proposal.doubts for proposal in sample.proposals_of(receipt.source.id)]
    assert (receipt.filed, receipt.waiting) == (1, 2)
    assert doubts[0] == ("“Perhaps” is not an option of this item. Choose one with its key.",)
    assert doubts[1] == ("No option is named. Choose one with its key.",)


def test_words_typed_over_the_consent_keep_the_answers_for_the_rep(sample: Desk, plan: Plan) -> None:
    letter = plan.letters[2]
    drop(sample, filled(response_form(letter.form), {0: {"answer": "Reject"}}, consent="Ask me first"))
    assert standing(sample, letter, 0).consent is Consent.REP


def test_a_form_of_another_workspace_is_never_filed(sample: Desk, plan: Plan) -> None:
    stranger = replace(plan.letters[0].form, workspace="01a20f16-0000-7000-8000-000000000000")
    receipt = drop(sample, filled(response_form(stranger), {0: {"answer": "Accept"}}))
    proposal = sample.proposals_of(receipt.source.id)[0]
    assert (receipt.filed, receipt.waiting, sample.can_file(receipt.source.id)) == (0, 1, 0)
    assert proposal.doubts == ("The form was made in another workspace.",)


def test_a_form_about_another_meeting_is_never_filed_as_of_this_one(sample: Desk, plan: Plan) -> None:
    other = sample.meetings.add(replace(plan.meeting, id=0, uid="", label="PSG 2", day=None))
    data = filled(response_form(plan.letters[0].form), {0: {"answer": "Accept"}})
    receipt = sample.take_in([ReadFile(read_bytes(data, "form.xlsx"), data)], other, accept=True)[0]
    assert (receipt.filed, receipt.waiting) == (0, 1)
    assert sample.proposals_of(receipt.source.id)[0].doubts == ("The form is about another meeting, PSG 1.",)


def test_a_form_finds_its_meeting_though_another_is_next(sample: Desk, plan: Plan) -> None:
    sample.meetings.add(replace(plan.meeting, id=0, uid="", label="PSG 0", day=sample.today))
    receipt = drop(sample, filled(response_form(plan.letters[0].form), {0: {"answer": "Accept"}}))
    assert (receipt.filed, standing(sample, plan.letters[0], 0).source_id) == (1, receipt.source.id)


def test_a_newer_answer_stands_over_the_older_one(sample: Desk, plan: Plan) -> None:
    letter = plan.letters[2]
    for answer in ("Reject", "Refer"):
        drop(sample, filled(response_form(letter.form), {0: {"answer": answer}}), f"{answer}.xlsx")
    view = sample.view(plan.meeting).item(letter.form.items[0].id)
    mine = [answer.feedback for answer in view.answers if answer.feedback.member_id == letter.form.member.id]
    assert [answer.option for answer in mine] == ["R"]


def test_an_answer_is_to_the_paper_that_the_form_was_made_for(sample: Desk) -> None:
    item = sample.items.all()[0]
    sample.items.change(item.id, paper_version="v1.0")
    letter = sample.plan_asking(sample.meeting()).letters[0]
    sample.items.change(item.id, paper_version="v2.0")
    drop(sample, filled(response_form(letter.form), {0: {"answer": "Accept"}}))
    assert standing(sample, letter, 0).paper_version == "v1.0"


def test_a_form_that_hangs_on_a_message_files_itself(sample: Desk, plan: Plan) -> None:
    letter = plan.letters[2]
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = "Marcus Feld <marcus.feld@cobaltgp.example>", "morgan.hale@smallsuppliers.example"
    mail["Subject"], mail["Date"] = "PSG 1: our answers", "Tue, 09 Nov 2021 08:30:00 +0000"
    mail.set_content("Morgan,\n\nHere is our form.\n\nMarcus\n")
    data = filled(response_form(letter.form), {0: {"answer": "Reject"}})
    mail.add_attachment(data, maintype="application", subtype="octet-stream", filename="form.xlsx")
    receipt = drop(sample, mail.as_bytes(), "answer.eml")
    answer = standing(sample, letter, 0)
    assert (receipt.filed, answer.option, answer.received) == (1, "X", "2021-11-09T08:30")


def test_the_hidden_parts_of_a_form_are_not_shown_or_searched(sample: Desk, plan: Plan) -> None:
    letter = plan.letters[2]
    receipt = drop(sample, filled(response_form(letter.form), {0: {"answer": "Reject", "reason": "Quibbleworth"}}))
    assert letter.form.member.uid not in receipt.source.text
    assert "Quibbleworth" in receipt.source.text


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_form_saved_by_libreoffice_files_itself(
    sample: Desk, plan: Plan, tmp_path: Path, office: str, kind: str
) -> None:
    letter = plan.letters[2]
    answers: Answers = {
        0: {"answer": words(letter, 0, "X"), "reason": "Too long", "evidence": "Low"},
        3: {"answer": words(letter, 3, "1"), "sensitive": "Yes"},
        5: {"answer": words(letter, 5, NIL)},
    }
    made = tmp_path / "made.xlsx"
    made.write_bytes(filled(response_form(letter.form), answers, consent=KIND))
    (tmp_path / "saved").mkdir()
    saved = saved_by_office(office, made, kind, tmp_path / "saved")
    receipt = drop(sample, saved.read_bytes(), f"renamed.{kind}")
    assert (receipt.filed, receipt.waiting) == (3, 0)
    found = [standing(sample, letter, row) for row in (0, 3, 5)]
    assert [(one.option, one.consent, one.sensitive) for one in found] == [
        ("X", Consent.KIND, False), ("1", Consent.KIND, True), (NIL, Consent.KIND, False)
    ]  # fmt: skip


def test_a_part_that_is_sensitive_holds_the_whole_answer_back_and_asks_which(sample: Desk, plan: Plan) -> None:
    letter = plan.letters[2]
    row = {"answer": words(letter, 0, "W"), "reason": "Too dear", "sensitive": "Only the price"}
    receipt = drop(sample, filled(response_form(letter.form), {0: row}))
    (found,) = sample.proposals_of(receipt.source.id)
    told = [*sample.sources.get(receipt.source.id).doubts, *found.doubts, *found.facts.get("settled", ())]
    assert found.facts["sensitive"]
    assert any("“Only the price”; all of it is held back." in doubt for doubt in told)
