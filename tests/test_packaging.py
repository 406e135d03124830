"""What the program is made into and what a machine must have: the wheel, the lock, the system packages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installed wheel, built from this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(folder / "installed")
    return folder / "installed"


def run_installed(installed: Path, where: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=where,
        env={**os.environ, "PYTHONPATH": str(installed)},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def test_an_installed_program_finds_its_own_resources(installed: Path, tmp_path: Path) -> None:
    found = run_installed(installed, tmp_path, "-c", "from mhhs_desk import places; print(places.resources())")
    assert Path(found.strip()) == installed / "mhhs_desk" / "resources"
    here, there = ROOT / "resources", installed / "mhhs_desk" / "resources"
    shipped = {file.relative_to(here) for file in here.rglob("*") if "pictures" not in file.parts}
    assert {file.relative_to(there) for file in there.rglob("*")} == shipped


def test_an_installed_program_makes_the_sample_and_prints_its_paper(installed: Path, tmp_path: Path) -> None:
    run_installed(installed, tmp_path, "-m", "mhhs_desk", "sample", "s.mhhs")
    run_installed(installed, tmp_path, "-m", "mhhs_desk", "paper", "s.mhhs", "--out", "paper.pdf")
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF-")


def test_every_library_is_locked_by_hash_and_no_address_is_written() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"\n(?! )", lock) if entry.strip()]
    assert len(entries) > 20
    assert all(re.match(r"[\w.-]+==\S+", entry) and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in lock and "--index" not in lock and "--find-links" not in lock


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of commands that stand for a Debian machine where two packages are missing and we have no rights."""
    commands = {
        "dpkg-query": "for name; do case $name in -*|libegl1*|binutils*) ;; *) echo installed $name ;; esac; done",
        "apt-get": f"echo apt-get $* >>{tmp_path}/done",
        "id": "echo ${USER_NUMBER:-1000}",
        "sudo": "exit 1",
    }
    for name, body in commands.items():
        command = tmp_path / name
        command.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        command.chmod(0o755)
    return tmp_path


def see_to_system(machine: Path, *purpose: str, **environment: str) -> subprocess.CompletedProcess[str]:
    path = f"{machine}{os.pathsep}{os.environ['PATH']}"
    command = ["sh", str(ROOT / ".ci" / "system"), sys.executable, *purpose]
    return subprocess.run(command, env={"PATH": path, **environment}, capture_output=True, text=True, check=False)


def test_without_rights_the_one_line_to_run_is_named_and_nothing_is_installed(machine: Path) -> None:
    told = see_to_system(machine, "package")
    assert told.returncode == 1
    assert told.stderr.rstrip().endswith("install --yes --no-install-recommends libegl1 binutils'")
    assert not (machine / "done").exists()


def test_with_rights_only_what_is_missing_for_the_purpose_is_installed(machine: Path) -> None:
    assert see_to_system(machine, USER_NUMBER="0").returncode == 0
    updated, installed = (machine / "done").read_text(encoding="utf-8").splitlines()
    assert updated.startswith("apt-get update")
    assert "libegl1" in installed
    assert "binutils" not in installed and "libgl1" not in installed


def test_a_python_that_will_not_do_is_refused_with_the_way_out(machine: Path) -> None:
    (machine / "old").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (machine / "old").chmod(0o755)
    command = ["sh", str(ROOT / ".ci" / "system"), str(machine / "old")]
    environment = {"PATH": f"{machine}{os.pathsep}{os.environ['PATH']}", "USER_NUMBER": "0"}
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "PYTHON=" in told.stderr
