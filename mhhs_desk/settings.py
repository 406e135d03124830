"""This person's preferences on this computer: one dataclass, kept as TOML, written whole or not at all."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

THEMES = ("system", "light", "dark", "high-contrast")
LEAST_TEXT, MOST_TEXT = 80, 200
RECENT = 8
TOLD = 32


@dataclass(slots=True)
class Preferences:
    """What is remembered between two runs. `geometry` is the window's own form of its place, as hexadecimal."""

    theme: str = "system"
    text_size: int = 100
    last_workspace: str = ""
    recent: tuple[str, ...] = ()
    geometry: str = ""
    told_synced: tuple[str, ...] = ()
    """The workspaces of which it was said that they are in a synchronised folder."""
    watched: tuple[str, ...] = ()
    """The folder each workspace takes files in from: a workspace, its folder, and so on in turn."""

    def remember(self, workspace: Path) -> None:
        """Put a workspace first among the recent ones."""
        self.last_workspace = str(workspace)
        others = (name for name in self.recent if name != self.last_workspace)
        self.recent = (self.last_workspace, *others)[:RECENT]

    def forget(self, workspace: Path) -> None:
        """Leave out of the recent ones a workspace that is elsewhere now."""
        self.recent = tuple(name for name in self.recent if name != str(workspace))

    def tell_synced(self, workspace: Path) -> bool:
        """Whether it is still to be said of a workspace that it is in a synchronised folder; from now on it was."""
        if str(workspace) in self.told_synced:
            return False
        self.told_synced = (str(workspace), *self.told_synced)[:TOLD]
        return True

    def watched_folder(self, workspace: Path) -> Path | None:
        """The folder that a workspace takes files in from."""
        pairs = dict(zip(self.watched[::2], self.watched[1::2], strict=False))
        return Path(pairs[str(workspace)]) if str(workspace) in pairs else None

    def watch(self, workspace: Path, folder: Path | None) -> None:
        """Take files of a workspace in from another folder, or from none."""
        pairs = dict(zip(self.watched[::2], self.watched[1::2], strict=False))
        pairs.pop(str(workspace), None)
        first = {str(workspace): str(folder)} if folder else {}
        kept = list((first | pairs).items())[:TOLD]
        self.watched = tuple(name for pair in kept for name in pair)


def load(path: Path) -> Preferences:
    """The preferences of a file; a value that is missing or broken is the default one."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    plain = Preferences()
    known = {field.name: getattr(plain, field.name) for field in fields(plain)}
    kept = {name: _read(value, known[name]) for name, value in found.items() if name in known}
    preferences = Preferences(**{name: value for name, value in kept.items() if value is not None})
    if preferences.theme not in THEMES:
        preferences.theme = plain.theme
    preferences.text_size = min(MOST_TEXT, max(LEAST_TEXT, preferences.text_size))
    return preferences


def _read(value: Any, default: Any) -> Any:
    """A value of the default's type, or None where it is of another."""
    if isinstance(default, tuple):
        return tuple(str(item) for item in value) if isinstance(value, list) else None
    return value if type(value) is type(default) else None


def save(preferences: Preferences, path: Path) -> None:
    """Write the preferences, leaving the old file where the new one cannot be written."""
    lines = []
    for field in fields(preferences):
        value = getattr(preferences, field.name)
        # A JSON string, number or list is a TOML one as well.
        lines.append(
            f"{field.name} = {json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)}\n"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text("".join(lines), encoding="utf-8")
    part.replace(path)
