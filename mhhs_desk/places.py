"""Where things are: resources, preferences and logs, from source, from a wheel or frozen."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import platformdirs

APP = "mhhs-desk"

SYNCED_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
SYNCED_FOLDERS = {
    "OneDrive": re.compile(r"OneDrive( - .+)?"),
    "Dropbox": re.compile(r"Dropbox( \(.+\))?"),
    "Google Drive": re.compile(r"Google ?Drive( \(.+\))?"),
    "iCloud": re.compile(r"iCloud ?Drive|Mobile Documents"),
    "Box": re.compile(r"Box( Sync)?"),
    "Nextcloud": re.compile(r"Nextcloud"),
}
"""What a folder that a service synchronises is called, by the name of the service."""
SYNCED_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".sync_*.db": "Nextcloud",
}
"""What a service keeps in the folder that it synchronises."""
CLOUD_STORAGE = "CloudStorage"
"""Where macOS keeps such folders, each called SERVICE-ACCOUNT."""


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


def synced(path: Path, environ: Mapping[str, str] = os.environ, home: Path | None = None) -> str | None:
    """The service that synchronises the folder of a file with other computers; None where none is known to.

    The home folder itself is none, whatever a service keeps in it.
    """
    folder = path.absolute().parent
    named = (Path(environ[name]) for name in SYNCED_VARIABLES if environ.get(name))
    if any(folder.is_relative_to(root) for root in named):
        return "OneDrive"
    home = home or Path.home()
    within = [one for one in (folder, *folder.parents) if one != home and one.name]
    found = (_service_of(one) or _service_in(one) for one in within)
    return next(filter(None, found), None)


def _service_of(folder: Path) -> str | None:
    """The service that a folder is called after."""
    name = folder.name
    if folder.parent.name == CLOUD_STORAGE:
        name = name.partition("-")[0]
        return next((service for service in SYNCED_FOLDERS if service.replace(" ", "") == name), name)
    if name == "My Drive" and not folder.parent.name:
        return "Google Drive"
    return next((service for service, called in SYNCED_FOLDERS.items() if called.fullmatch(name)), None)


def _service_in(folder: Path) -> str | None:
    """The service that keeps a mark of its own in a folder."""
    return next((service for mark, service in SYNCED_MARKS.items() if any(folder.glob(mark))), None)
