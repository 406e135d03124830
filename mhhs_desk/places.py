"""Where things are: resources, preferences and logs, from source, from a wheel or frozen."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import platformdirs

APP = "mhhs-desk"


def resources() -> Path:
    """The folder of reference data, theme and sample that ships with the program."""
    if getattr(sys, "frozen", False):
        return Path(getattr(sys, "_MEIPASS", Path(sys.executable).parent)) / "resources"
    inside = Path(__file__).parent / "resources"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "resources"


def fonts() -> Path:
    """The folder of Source Sans Pro's TTF files, without importing the package that carries them."""
    if getattr(sys, "frozen", False):
        return resources() / "fonts"
    return _inside("font_source_sans_pro") / "files"


def icons() -> Path:
    """The folder of the Phosphor icon font, without importing the package that carries it."""
    return resources() / "icons" if getattr(sys, "frozen", False) else _inside("qtawesome") / "fonts"


def _inside(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(package)
    return Path(next(iter(spec.submodule_search_locations)))


def preferences() -> Path:
    """The file of this person's preferences on this computer."""
    return Path(platformdirs.user_config_dir(APP, appauthor=False)) / "preferences.toml"


def state() -> Path:
    """The folder of what this computer remembers of workspaces: copies of key files, and seals."""
    return Path(platformdirs.user_data_dir(APP, appauthor=False))


def documents() -> Path:
    """Where a new workspace or a saved paper is offered to go."""
    return Path(platformdirs.user_documents_dir())
