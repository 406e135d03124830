"""Folders that a service synchronises are known by their names and marks; others that sound alike are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from mhhs_desk import places


def service(path: str, **environ: str) -> str | None:
    return places.synced(Path(path), environ, Path("/home/me"))


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("/home/me/OneDrive/desk.mhhs", "OneDrive"),
        ("/home/me/OneDrive - Alder Energy Ltd/PSG/desk.mhhs", "OneDrive"),
        ("/home/me/Dropbox/desk.mhhs", "Dropbox"),
        ("/home/me/Dropbox (Alder Energy)/a/b/desk.mhhs", "Dropbox"),
        ("/home/me/Google Drive/desk.mhhs", "Google Drive"),
        ("/home/me/GoogleDrive/desk.mhhs", "Google Drive"),
        ("/My Drive/desk.mhhs", "Google Drive"),
        ("/Users/me/Library/CloudStorage/GoogleDrive-me@seat.example/My Drive/desk.mhhs", "Google Drive"),
        ("/Users/me/Library/CloudStorage/OneDrive-Alder/desk.mhhs", "OneDrive"),
        ("/Users/me/Library/CloudStorage/Egnyte-alder/desk.mhhs", "Egnyte"),
        ("/Users/me/Library/Mobile Documents/com~apple~CloudDocs/desk.mhhs", "iCloud"),
        ("/home/me/iCloudDrive/desk.mhhs", "iCloud"),
        ("/home/me/Box/desk.mhhs", "Box"),
        ("/home/me/Nextcloud/desk.mhhs", "Nextcloud"),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(path: str, named: str) -> None:
    assert service(path) == named


@pytest.mark.parametrize(
    "path",
    [
        "/home/me/Boxes/desk.mhhs",
        "/home/me/Dropbox archive 2019/desk.mhhs",
        "/home/me/My OneDrive/desk.mhhs",
        "/home/me/OneDriveBackup/desk.mhhs",
        "/home/me/Documents/My Drive/desk.mhhs",
        "/home/me/Documents/OneDrive.mhhs",
        "/home/me/desk.mhhs",
    ],
)
def test_a_folder_that_only_sounds_alike_raises_no_alarm(path: str) -> None:
    assert service(path) is None


def test_onedrive_is_known_wherever_the_system_says_it_is() -> None:
    assert service("/data/work/PSG/desk.mhhs", OneDriveCommercial="/data/work") == "OneDrive"
    assert service("/data/workshop/desk.mhhs", OneDriveCommercial="/data/work") is None


@pytest.mark.parametrize(
    ("mark", "named"), [(".dropbox", "Dropbox"), (".nextcloudsync.log", "Nextcloud"), (".sync_4f1a.db", "Nextcloud")]
)
def test_a_synchronised_folder_is_known_by_the_mark_in_it(tmp_path: Path, mark: str, named: str) -> None:
    inner = tmp_path / "files" / "PSG"
    inner.mkdir(parents=True)
    assert places.synced(inner / "desk.mhhs", {}, tmp_path) is None
    (tmp_path / "files" / mark).touch()
    assert places.synced(inner / "desk.mhhs", {}, tmp_path) == named


def test_what_a_service_keeps_in_the_home_folder_does_not_make_all_of_it_synchronised(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    (tmp_path / "Documents").mkdir()
    assert places.synced(tmp_path / "Documents" / "desk.mhhs", {}, tmp_path) is None
