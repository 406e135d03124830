"""Preferences: kept whole, and never a reason not to start."""

from __future__ import annotations

from pathlib import Path

import pytest

from mhhs_desk import settings
from mhhs_desk.settings import Preferences


def test_preferences_come_back_as_they_were_saved(tmp_path: Path) -> None:
    kept = Preferences(theme="dark", text_size=120, geometry="00ff")
    kept.remember(tmp_path / 'a "quoted" café.mhhs')
    settings.save(kept, tmp_path / "new" / "preferences.toml")
    assert settings.load(tmp_path / "new" / "preferences.toml") == kept


@pytest.mark.parametrize("text", ["theme = ", "theme = 3\nrecent = 'x'", "theme = 'pink'", "unknown = 1", "\x00"])
def test_a_broken_file_gives_the_defaults(tmp_path: Path, text: str) -> None:
    path = tmp_path / "preferences.toml"
    path.write_text(text)
    assert settings.load(path) == Preferences()


def test_a_text_size_out_of_range_is_brought_within_it(tmp_path: Path) -> None:
    path = tmp_path / "preferences.toml"
    path.write_text("text_size = 5000")
    assert settings.load(path).text_size == settings.MOST_TEXT


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "preferences.toml"
    settings.save(Preferences(theme="dark"), path)
    path.with_suffix(".part").mkdir()
    with pytest.raises(OSError):
        settings.save(Preferences(theme="light"), path)
    assert settings.load(path).theme == "dark"


def test_the_last_workspace_is_the_first_of_the_recent_ones_and_there_once(tmp_path: Path) -> None:
    kept = Preferences()
    for name in ("a", "b", "a"):
        kept.remember(tmp_path / name)
    assert kept.recent == (str(tmp_path / "a"), str(tmp_path / "b"))
