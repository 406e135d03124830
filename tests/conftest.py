"""What every test may use: a workspace, the sample, and the real documents beside the project where they are there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from mhhs_desk import places
from mhhs_desk.cli import main
from mhhs_desk.desk import Desk
from mhhs_desk.store import soundness

Run = Callable[..., tuple[int, str, str]]

# Speed is measured in benchmarks, never in tests: a busy machine must not fail a property.
settings.register_profile("house", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
"""No test asks the keychain of the person who runs it; those that need one start their own."""


@pytest.fixture(autouse=True, scope="session")
def no_computer_in_particular(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What this computer remembers of workspaces is remembered elsewhere for the time of the tests."""
    folder = tmp_path_factory.mktemp("state")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "state", lambda: folder)
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the project; a test that needs it says so plainly when it is not there."""
    folder = Path(__file__).parent.parent.parent / "shared"
    if not (folder / "cases").is_dir():
        pytest.skip(f"no real documents in {folder}")
    return folder


@pytest.fixture(scope="session")
def desk_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace of a Small Supplier seat at the PSG, made once; copy it before changing it."""
    path = tmp_path_factory.mktemp("desk") / "desk.mhhs"
    Desk.create(path, "Small Supplier", "PSG", "Morgan Hale", "rep@seat.example").close()
    return path


def copied(kept: Path, folder: Path) -> Desk:
    """A copy of a workspace in a folder, open; it is as sound as the one it is a copy of."""
    copy = folder / kept.name
    copy.write_bytes(kept.read_bytes())
    soundness.seal(copy)
    return Desk.open(copy)


@pytest.fixture
def desk(desk_file: Path, tmp_path: Path) -> Iterator[Desk]:
    """A new workspace of a Small Supplier seat at the PSG, with nothing in it but the reference data."""
    with copied(desk_file, tmp_path) as opened:
        yield opened


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace, built once; copy it before changing it."""
    from mhhs_desk.sample import build

    path = tmp_path_factory.mktemp("sample") / "sample.mhhs"
    build(path).close()
    return path


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> Iterator[Desk]:
    """A copy of the sample workspace, open."""
    with copied(sample_file, tmp_path) as opened:
        yield opened


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command; returns its exit status, what it printed and what it complained of."""

    def go(*arguments: object) -> tuple[int, str, str]:
        code = 0
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return go
