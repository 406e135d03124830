"""Papers of every kind from the command line, a copy verified in its answers, and two issues compared."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhhs_desk.desk import Desk, examine
from mhhs_desk.domain.faults import Fault
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.papers import Edition, Kind
from mhhs_desk.domain.verifying import Answer

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def workspace(sample_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_file, tmp_path / "s.mhhs"))


@pytest.fixture
def paper(run: Run, workspace: Path, tmp_path: Path) -> Path:
    out = tmp_path / "paper.pdf"
    assert run("paper", workspace, "--out", out)[0] == 0
    return out


# The kinds


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_is_the_same_bytes_each_time_and_is_issued_once(
    run: Run, workspace: Path, tmp_path: Path, kind: Kind
) -> None:
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    for out in (first, second):
        assert run("paper", workspace, "--kind", kind, "--out", out)[0] == 0
    assert first.read_bytes() == second.read_bytes()
    with Desk.open(workspace) as desk:
        (issued,) = desk.papers.all()
    assert (issued.kind, issued.edition, issued.number) == (kind, kind.editions[0], 1)
    assert issued.for_whom == ("the members of the constituency" if kind is Kind.REPORT else "Morgan Hale")


def test_brief_is_a_kind_with_a_page_for_each_item(run: Run, workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "b.pdf"
    code, told, _ = run("paper", workspace, "--brief", "--edition", "group", "--out", out)
    assert (code, told) == (0, f"{out}: brief, 11 pages, group edition.\n")
    assert len(pypdf.PdfReader(out).pages) == 11


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--kind", "report", "--edition", "own"), "The members’ report is made of the members’ edition alone"),
        (("--kind", "cards", "--brief"), "--brief and --kind cards are two papers"),
    ],
)
def test_what_is_not_made_is_refused_in_one_line(
    run: Run, workspace: Path, tmp_path: Path, asked: tuple[str, ...], said: str
) -> None:
    code, _, complaint = run("paper", workspace, *asked, "--out", tmp_path / "x.pdf")
    assert code == 2
    assert said in complaint and complaint.count("\n") == 1
    assert not (tmp_path / "x.pdf").exists()


def test_a_brief_does_not_stand_for_the_paper_at_the_gate(run: Run, workspace: Path, tmp_path: Path) -> None:
    run("paper", workspace, "--brief", "--out", tmp_path / "b.pdf")
    with Desk.open(workspace) as desk:
        assert next(gate for gate in desk.ready(desk.meeting()) if gate.code == "printed").open


# Verifying


def test_a_copy_matches_until_the_record_changes_and_then_what_changed_is_named(
    run: Run, workspace: Path, paper: Path
) -> None:
    code, told, _ = run("verify", workspace, paper)
    assert code == 0
    assert told.startswith("paper.pdf: matches. It is PSG 1, position paper, own edition, issue 1 of Tue 9 Nov 2021")
    with Desk.open(workspace) as desk:
        third = desk.items.all()[2]
        desk.positions.write(third.id, ask="Something else. [J]")
        desk.actions.change(desk.actions.all()[0].id, owner="Somebody else")
    code, told, _ = run("verify", workspace, paper)
    assert code == 1
    assert "the record has changed since" in told
    assert told.endswith("Changed: the actions; item 3: the ask.\n")
    with Desk.open(workspace) as desk:
        desk.undo()
        desk.undo()
    assert run("verify", workspace, paper)[0] == 0


def test_a_copy_that_was_saved_anew_is_altered_and_names_its_issue(run: Run, workspace: Path, paper: Path) -> None:
    anew = paper.with_name("anew.pdf")
    writer = pypdf.PdfWriter(clone_from=paper)
    writer.compress_identical_objects()
    writer.write(anew)
    code, told, _ = run("verify", workspace, anew)
    assert code == 1
    assert told.startswith("anew.pdf: altered. It names the record of PSG 1, position paper, own edition, issue 1")


def test_a_paper_printed_to_a_file_anew_is_known_by_its_foot(run: Run, workspace: Path, paper: Path) -> None:
    bare = paper.with_name("bare.pdf")
    writer = pypdf.PdfWriter()
    for page in pypdf.PdfReader(paper).pages:
        writer.add_page(page)
    writer.write(bare)
    assert b"record " not in bare.read_bytes()
    code, told, _ = run("verify", workspace, bare)
    assert (code, "altered" in told) == (1, True)


def test_a_paper_of_another_workspace_is_not_from_this_one(run: Run, paper: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.mhhs"
    Desk.create(other, "Small Supplier", "PSG", "Morgan Hale").close()
    code, told, _ = run("verify", other, paper)
    assert code == 1
    assert told.startswith("paper.pdf: not from this workspace.")


@pytest.mark.parametrize("spoilt", ["none.pdf", "empty.pdf", "words.pdf", "folder", "short.pdf"])
def test_what_cannot_be_read_is_told_in_one_line(run: Run, workspace: Path, tmp_path: Path, spoilt: str) -> None:
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "words.pdf").write_text("Only words.", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "short.pdf").write_bytes(b"%PDF-1.7\n%%EOF")
    code, told, complaint = run("verify", workspace, tmp_path / spoilt)
    assert (code, told, complaint.count("\n")) == (2, "", 1)
    assert spoilt in complaint


def test_a_copy_of_an_issue_that_was_undone_is_told_as_such(run: Run, workspace: Path, paper: Path) -> None:
    with Desk.open(workspace) as desk:
        desk.undo()
        assert not desk.papers.all()
    code, told, _ = run("verify", workspace, paper)
    assert code == 1
    assert told.endswith("That issue was taken back.\n")


def test_an_issue_of_an_old_layout_is_known_and_says_that_its_record_was_not_kept(run: Run, tmp_path: Path) -> None:
    old = Path(shutil.copy(Path(__file__).parent / "data" / "workspaces" / "001.mhhs", tmp_path / "old.mhhs"))
    copy = tmp_path / "copy.pdf"
    with Desk.open(old) as desk:
        copy.write_bytes(desk.workspace.original(desk.papers.all()[0].sha256))
    code, told, _ = run("verify", old, copy)
    assert code == 1
    assert "It is PSG 1, position paper, group edition, issue 1" in told
    assert told.endswith("and that is another today; what changed cannot be told.\n")
    assert "issued before the record was kept" in run("compare", old, 1, 1)[2]


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Path]]:
    """A small workspace with a paper issued from it."""
    folder = tmp_path_factory.mktemp("issued")
    with Desk.create(folder / "d.mhhs", "Small Supplier", "PSG", "Morgan Hale") as desk:
        forum = next(forum.id for forum in desk.forums.all() if forum.code == "PSG")
        meeting = desk.meetings.add(Meeting(forum_id=forum, label="PSG 1"))
        desk.items.add(Item(meeting_id=meeting.id, number=1, title="The framework", options=()))
        desk.issue(meeting, Edition.OWN, folder / "paper.pdf")
        yield desk, folder / "paper.pdf"


@settings(max_examples=60)
@given(st.data())
def test_no_file_that_differs_in_a_byte_is_taken_for_an_issue(issued: tuple[Desk, Path], data: st.DataObject) -> None:
    desk, paper = issued
    whole = paper.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    come = data.draw(st.binary(max_size=4))
    gone = data.draw(st.integers(0, 4))
    made = whole[:at] + come + whole[at + gone :]
    copy = paper.with_name("copy.pdf")
    copy.write_bytes(made)
    try:
        answer = desk.verify(examine(copy)).answer
    except Fault:
        return
    assert answer is (Answer.MATCHES if made == whole else answer)
    assert made == whole or answer in (Answer.ALTERED, Answer.FOREIGN)


# The list, and two compared


def test_two_issues_are_listed_and_compared_line_by_line(
    run: Run, workspace: Path, paper: Path, tmp_path: Path
) -> None:
    with Desk.open(workspace) as desk:
        desk.positions.write(desk.items.all()[2].id, ask="Something else. [J]")
    run("paper", workspace, "--out", tmp_path / "2.pdf")
    listed = run("papers", workspace)[1].splitlines()
    assert [line.split()[0] for line in listed] == ["1", "2"]
    assert "own edition, issue 2 of Tue 9 Nov 2021, for Morgan Hale" in listed[1]
    code, told, _ = run("compare", workspace, 1, 2)
    assert code == 0
    assert told.splitlines()[0] == "Item 3, PSG Forums and Meeting Dates. The ask"
    assert "  + Rep’s judgement: Something else." in told.splitlines()
    assert run("compare", workspace, 1, 1)[1] == "The two say the same.\n"
    assert run("compare", workspace, 1, 7)[0] == 2
