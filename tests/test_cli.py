"""The command line does the whole job without a window, and says in one line what stands in its way."""

from __future__ import annotations

import errno
import json
import socket
from pathlib import Path

import pytest
from pypdf import PdfReader

from mhhs_desk.__main__ import names_a_workspace
from mhhs_desk.desk import Desk
from mhhs_desk.domain.faults import FaultKind
from mhhs_desk.words import FAULTS


@pytest.fixture
def workspace(sample_file: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "s.mhhs"
    copy.write_bytes(sample_file.read_bytes())
    return copy


def test_the_main_job_runs_with_every_socket_blocked(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def blocked(*_: object) -> None:
        raise AssertionError("a network connection was tried")

    monkeypatch.setattr(socket, "socket", blocked)
    monkeypatch.setattr(socket, "create_connection", blocked)
    monkeypatch.setattr(socket, "getaddrinfo", blocked)
    made, paper = tmp_path / "new.mhhs", tmp_path / "paper.pdf"
    assert run("sample", made)[0] == 0
    assert run("ready", made)[0] == 1
    assert run("paper", made, "--out", paper)[0] == 0
    assert run("search", made, "IAG")[0] == 0
    assert run("check", made)[0] == 0


@pytest.mark.parametrize("edition", ["own", "group", "members"])
def test_the_paper_is_the_same_bytes_each_time(run, workspace: Path, tmp_path: Path, edition: str) -> None:
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    for out in (first, second):
        assert run("paper", workspace, "--edition", edition, "--out", out)[0] == 0
    assert first.read_bytes() == second.read_bytes()
    assert len(PdfReader(first).pages) > 1


def test_printing_meets_the_gate_and_a_change_opens_it_again(run, workspace: Path, tmp_path: Path) -> None:
    def printed() -> bool:
        gates = json.loads(run("ready", workspace, "--json")[1])["gates"]
        return bool(next(gate["met"] for gate in gates if gate["gate"] == "printed"))

    assert not printed()
    run("paper", workspace, "--out", tmp_path / "p.pdf")
    assert printed()
    with Desk.open(workspace) as desk:
        desk.positions.write(desk.items.all()[0].id, ask="Write it down. [J]")
    assert not printed()


def test_search_prints_what_was_found_and_says_no_when_nothing_was(run, workspace: Path) -> None:
    code, out, _ = run("search", workspace, "IAG")
    assert code == 0
    assert "feedback" in out and "\x02" not in out
    assert run("search", workspace, "zzzz")[0] == 1


def test_export_holds_every_record_and_original(run, workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.json"
    assert run("export", workspace, out)[0] == 0
    told = json.loads(out.read_text(encoding="utf-8"))
    with Desk.open(workspace) as desk:
        assert len(told["records"]["feedback"]) == desk.feedback.count()
        assert len(told["originals"]) == len({source.sha256 for source in desk.sources.all()})


def test_reading_files_nothing_and_prints_json(run, tmp_path: Path) -> None:
    pack = tmp_path / "pack.txt"
    pack.write_text(
        "DAG 3\nWednesday 8 June 2022\n\n1. Welcome\n2. Approve the minutes - for approval\n", encoding="utf-8"
    )
    code, out, _ = run("read", pack, "--json")
    told = json.loads(out)
    assert code == 0
    assert {"file", "sha256", "kind", "meeting", "agenda", "actions", "milestones", "responses", "decisions",
            "doubts"} <= set(told)  # fmt: skip


def test_intake_without_accept_waits_in_the_inbox(run, tmp_path: Path) -> None:
    path = tmp_path / "d.mhhs"
    Desk.create(path, "Small Supplier", "PSG", "Morgan Hale").close()
    members = Path(__file__).parent.parent / "resources" / "sample" / "members.xlsx"
    code, out, _ = run("intake", path, members)
    assert (code, "0 filed" in out) == (0, True)
    with Desk.open(path) as desk:
        assert (desk.members.count(), len(desk.waiting())) == (0, 1)
    assert "taken in before" in run("intake", path, members)[1]


def test_a_file_that_cannot_be_read_does_not_keep_the_others_out(run, tmp_path: Path) -> None:
    path, empty = tmp_path / "d.mhhs", tmp_path / "empty.pdf"
    Desk.create(path, "Small Supplier", "PSG", "Morgan Hale").close()
    empty.touch()
    members = Path(__file__).parent.parent / "resources" / "sample" / "members.xlsx"
    code, out, err = run("intake", path, empty, members, "--accept")
    assert code == 2
    assert "members.xlsx" in out and "empty.pdf" in err and err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("ready", "none.mhhs"),
        ("paper", "none.mhhs", "--out", "p.pdf"),
        ("check", "folder"),
        ("read", "empty.txt"),
        ("read", "folder"),
        ("read", "huge.pdf"),
        ("read", "lying.pdf"),
        ("search", "lying.pdf", "x"),
    ],
)
def test_bad_input_is_one_line_that_names_the_file_and_exit_status_2(run, tmp_path, monkeypatch, arguments) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("empty.txt").touch()
    Path("lying.pdf").write_text("This is no PDF at all, whatever it says. " * 20, encoding="utf-8")
    with Path("huge.pdf").open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(2 * 1024**3)
    code, out, err = run(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert arguments[1] in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty.txt", "folder", "huge.pdf", "lying.pdf"]


def test_a_meeting_that_does_not_exist_is_told_with_those_that_do(run, workspace: Path, tmp_path: Path) -> None:
    code, _, err = run("paper", workspace, "--meeting", "PSG 99", "--out", tmp_path / "p.pdf")
    assert code == 2
    assert "PSG 99" in err and "PSG 1" in err
    assert not (tmp_path / "p.pdf").exists()


def test_no_space_for_the_pdf_leaves_nothing_half_written(run, workspace, tmp_path, monkeypatch) -> None:
    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    code, _, err = run("paper", workspace, "--out", tmp_path / "p.pdf")
    assert (code, err.count("\n")) == (2, 1)
    assert "disk is full" in err
    assert not [path for path in tmp_path.iterdir() if ".pdf" in path.name]


def test_wrong_use_is_exit_status_2(run, workspace: Path) -> None:
    assert run("paper", workspace)[0] == 2
    assert run("nonsense")[0] == 2
    assert run("ready", workspace, "--today", "tomorrow")[0] == 2


def test_every_fault_has_its_words() -> None:
    assert set(FAULTS) == set(FaultKind)


@pytest.mark.parametrize(
    ("arguments", "workspace"),
    [
        (["mine.mhhs"], True),
        (["--today", "2021-11-09"], True),
        (["./kept.db"], True),
        (["read", "kept.db"], False),
        (["sample"], False),
        (["--help"], False),
    ],
)
def test_a_bare_word_is_a_command_even_where_a_file_is_called_so(tmp_path, monkeypatch, arguments, workspace) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("read", "sample", "kept.db"):
        Path(name).touch()
    assert names_a_workspace(arguments) is workspace
