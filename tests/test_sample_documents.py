"""The sample's documents: committed as their generator writes them, and telling the story they should."""

from __future__ import annotations

import email
import email.policy
import io
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pypdf
import pytest
from python_calamine import CalamineWorkbook

from mhhs_desk.desk import Desk
from mhhs_desk.domain.wordings import Says
from mhhs_desk.intake.reading import read

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "sample"
GENERATOR = ROOT / "tests" / "sample_documents.py"


def generate(folder: Path) -> dict[str, bytes]:
    subprocess.run([sys.executable, GENERATOR, folder], check=True)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return generate(tmp_path_factory.mktemp("written"))


def unpacked(name: str, data: bytes) -> object:
    """What a file says, without the compression, which may differ between machines."""
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return {part: book.read(part) for part in book.namelist()}
    if name.endswith(".pdf"):
        reader = pypdf.PdfReader(io.BytesIO(data))
        streams = [page.get_contents() for page in reader.pages]
        return reader.metadata, [stream.get_data() for stream in streams if stream]
    return data


def rows(name: str) -> list[list[str]]:
    sheet = CalamineWorkbook.from_path(SAMPLE / name).get_sheet_by_index(0)
    return [[str(cell) for cell in row] for row in sheet.to_python()]


def test_the_committed_documents_are_what_the_generator_writes(written: dict[str, bytes]) -> None:
    committed = {path.name: path.read_bytes() for path in SAMPLE.iterdir() if path.suffix != ".toml"}
    assert committed.keys() == written.keys()
    changed = [name for name in written if unpacked(name, committed[name]) != unpacked(name, written[name])]
    assert changed == []


def test_the_generator_writes_the_same_bytes_twice(written: dict[str, bytes], tmp_path: Path) -> None:
    assert generate(tmp_path) == written


def fonts_inside(reader: pypdf.PdfReader) -> dict[str, bool]:
    """Each font of a PDF by name, and whether the file carries it."""
    resources: list[Any] = [page["/Resources"] for page in reader.pages]
    used = [font.get_object() for held in resources for font in held["/Font"].values()]
    return {str(font["/BaseFont"]): "/FontFile2" in font["/FontDescriptor"] for font in used}


def test_every_document_is_taken_in_once_and_two_are_left_waiting() -> None:
    sample = tomllib.loads((SAMPLE / "sample.toml").read_text())
    documents = [path.name for path in SAMPLE.iterdir() if path.suffix != ".toml"]
    assert sorted(sample["order"]) == sorted(documents)
    assert sample["waiting"] == ["unknown.eml", "yarrow.eml"]


def test_all_members_live_on_example_domains() -> None:
    heads, *members = rows("members.xlsx")
    domain, address = heads.index("Mail domain"), heads.index("E-mail")
    assert len({row[0] for row in members}) == 24
    assert all(row[domain].endswith(".example") for row in members)
    assert all(row[address].endswith(f"@{row[domain]}") for row in members)


def test_each_member_is_asked_once_and_one_is_spared_one_item() -> None:
    known = {row[4] for row in rows("members.xlsx")[1:]}
    request, sallow = (
        email.message_from_bytes((SAMPLE / name).read_bytes(), policy=email.policy.default)
        for name in ("request.eml", "request-sallow.eml")
    )
    asked = {address.addr_spec for address in request["Bcc"].addresses}
    assert len(asked) == 23
    assert asked | {sallow["To"].addresses[0].addr_spec} == known
    assert request.get_content().count("\n- ") - sallow.get_content().count("\n- ") == 1


def test_the_pack_has_its_fonts_inside_and_gives_neither_date_nor_number() -> None:
    reader = pypdf.PdfReader(SAMPLE / "psg-pack.pdf")
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert fonts_inside(reader) == {
        "/AAAAAA+SourceSansPro-Regular": True,
        "/AAAAAA+SourceSansPro-Semibold": True,
    }
    assert text.count("Approval required") == 4
    assert "PSG 1" not in text
    assert "10 November" not in text


def test_the_pack_puts_eleven_items_of_which_one_is_a_question_with_two_answers() -> None:
    found = read(SAMPLE / "psg-pack.pdf")
    asks = [item.disposition for item in found.agenda]
    assert {kind: asks.count(kind) for kind in asks} == {
        "information": 3, "discussion": 1, "action": 2, "approval": 5,
    }  # fmt: skip
    assert [len(item.options) for item in found.agenda if item.options] == [2]
    assert {milestone.code for milestone in found.milestones} == plan_codes()
    assert len(found.future_approvals) == 6
    assert found.meeting is not None
    assert found.meeting.date is None


def test_the_paper_that_is_issued_again_asks_one_thing_and_asks_it_otherwise() -> None:
    (before,) = [item for item in read(SAMPLE / "psg-pack.pdf").agenda if "Level 3" in item.title]
    (again,) = read(SAMPLE / "psg-level-3-revised.pdf").agenda
    assert again.title == before.title
    assert before.ask and again.ask
    assert again.ask.replace(", each with a member named by every constituency", "") == before.ask


def plan_codes() -> set[str]:
    plan = (ROOT / "resources" / "reference" / "milestones.toml").read_text(encoding="utf-8")
    return {entry["code"] for entry in tomllib.loads(plan)["milestone"]}


def test_a_reply_that_quotes_the_request_answers_only_what_its_writer_wrote() -> None:
    assert [answer.item for answer in read(SAMPLE / "gorse.eml").responses] == ["M5"]
    assert len(read(SAMPLE / "quillon.eml").responses) == 11


@pytest.mark.parametrize("name", ["cobalt.eml", "harbell.eml", "quillon.eml", "gorse.eml"])
def test_every_condition_and_red_line_a_member_wrote_is_read(name: str) -> None:
    found = read(SAMPLE / name)
    written = found.text.split("-----Original Message-----")[0]
    assert sum(answer.condition is not None for answer in found.responses) == written.count("Condition:")
    assert sum(answer.red_line is not None for answer in found.responses) == written.count("Red line:")


def test_no_position_cites_a_member_who_gave_no_answer() -> None:
    sample = tomllib.loads((SAMPLE / "sample.toml").read_text())
    text = str(sample["position"])
    members = {row[0] for row in rows("members.xlsx")[1:]}
    assert {"Jessamy Energy", "Mallow Electric", "Umber Electric"} <= {name for name in members if name not in text}


def test_exactly_one_sentence_is_left_without_evidence() -> None:
    sample = tomllib.loads((SAMPLE / "sample.toml").read_text())
    parts = ("statement", "reasons", "ask", "fallback", "minority")
    sentences = [sentence for position in sample["position"] for part in parts for sentence in position[part]]
    assert [sentence for sentence in sentences if "[" not in sentence] == [
        "Two groups would take longer to decide than one."
    ]


def test_the_samples_history_has_a_removed_answer_and_a_wording_that_moved(sample: Desk) -> None:
    (gone,) = sample.deleted()
    sample.bring_back(gone, "the answer")
    assert sample.feedback.get(gone.record_id).channel == "Note of a call"
    moved = [change for p in sample.positions.all() for change in sample.past_of("position", p.id)[2:]]
    assert any(old and new and name == "statement" for change in moved for name, old, new in change.fields())


def test_three_wordings_of_the_iag_question_were_tried_and_the_last_one_is_in_the_statement(sample: Desk) -> None:
    tried = sample.wordings.all()
    assert [(one.number, one.chosen, bool(one.why)) for one in tried] == [
        (1, False, False),
        (2, False, False),
        (3, True, True),
    ]
    position = sample.positions.of(tried[-1].item_id)
    assert set(tried[-1].text.splitlines()) < set(position.statement.splitlines())
    said = [{stance.says for stance in sample.stances.where("wording_id = ?", one.id)} for one in tried]
    assert said == [set(Says)] * 3
    assert any(stance.why for stance in sample.stances.all() if stance.says is Says.OBJECTS)
