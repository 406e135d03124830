"""Sealed files: only the passphrase opens them, no byte can be changed unnoticed, and what is in them is whole."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mhhs_desk import words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.faults import Fault, FaultKind, Refused
from mhhs_desk.domain.handing import Mode
from mhhs_desk.handing_over import take_over
from mhhs_desk.store import files, handing_rows, handing_scope, keys, sealed, triggers
from mhhs_desk.store.engine import open_database
from mhhs_desk.store.keys import Key

PASSPHRASE = "correct horse battery"
PAGE = f"A page.\n{sealed.BLANK}\n"
KEY = Key("0123456789abcdef" * 2, bytes(range(32)))


@pytest.fixture(scope="module")
def key_file() -> keys.KeyFile:
    return keys.wrap(KEY, PASSPHRASE)


@pytest.fixture
def payload(tmp_path: Path) -> Path:
    """More than two chunks."""
    path = tmp_path / "payload"
    path.write_bytes(bytes(range(256)) * (2 * sealed.CHUNK // 256 + 5))
    return path


@pytest.fixture
def file(payload: Path, key_file: keys.KeyFile, tmp_path: Path) -> Path:
    path = tmp_path / "desk.mhhs-handover"
    sealed.seal(payload, path, PAGE, KEY, key_file, nonce=bytes(7))
    return path


def opened(path: Path, target: Path) -> bytes:
    envelope = sealed.look(path)
    sealed.unseal(envelope, sealed.key_of(envelope, PASSPHRASE), target)
    return target.read_bytes()


def fault_of(path: Path, target: Path) -> FaultKind:
    """What is said of a file that cannot be opened; nothing is written of it."""
    with pytest.raises(Fault) as caught:
        opened(path, target)
    assert words.fault(caught.value).count("\n") == 0 and not target.exists()
    return caught.value.kind


def zipped(path: Path, *members: tuple[str, bytes], how: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", how) as made:
        for name, data in members:
            made.writestr(name, data)
    return path


def members(path: Path) -> tuple[bytes, bytes]:
    with zipfile.ZipFile(path) as archive:
        return archive.read(sealed.PAGE), archive.read(sealed.SEALED)


def test_what_is_sealed_comes_out_as_it_went_in(file: Path, payload: Path, tmp_path: Path) -> None:
    assert opened(file, tmp_path / "out") == payload.read_bytes()


def test_the_file_begins_with_its_page_and_tells_its_checksum(file: Path) -> None:
    page, body = members(file)
    assert b"A page." in file.read_bytes()[:100]
    assert hashlib.sha256(body).hexdigest().encode() in page


def test_the_same_content_and_salt_give_the_same_bytes(file: Path, payload: Path, key_file: keys.KeyFile) -> None:
    again = file.with_name("again.mhhs-handover")
    sealed.seal(payload, again, PAGE, KEY, key_file, nonce=bytes(7))
    assert again.read_bytes() == file.read_bytes()


def test_another_passphrase_is_told_as_such(file: Path) -> None:
    with pytest.raises(Refused) as caught:
        sealed.key_of(sealed.look(file), "correct horse batterx")
    assert "desk.mhhs-handover" in words.refusal(caught.value)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0), bit=st.integers(0, 7))
def test_no_bit_can_be_changed_unnoticed(file: Path, payload: Path, place: int, bit: int) -> None:
    spoilt, target = file.with_name("spoilt.mhhs-handover"), file.with_name("out")
    data = bytearray(file.read_bytes())
    data[place % len(data)] ^= 1 << bit
    spoilt.write_bytes(data)
    try:
        assert opened(spoilt, target) == payload.read_bytes()  # a field of the ZIP that nothing rests on
    except (Fault, Refused):
        assert not target.exists()
    finally:
        target.unlink(missing_ok=True)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 0.9999))
def test_a_file_that_was_cut_short_is_told_as_such(file: Path, share: float) -> None:
    short = file.with_name("short.mhhs-handover")
    short.write_bytes(file.read_bytes()[: int(file.stat().st_size * share)])
    assert fault_of(short, file.with_name("out")) in (FaultKind.DAMAGED, FaultKind.NOT_SEALED)


@pytest.mark.parametrize("change", ["page", "checksum", "cut", "swapped", "header"])
def test_what_somebody_changed_with_care_is_noticed_too(file: Path, tmp_path: Path, change: str) -> None:
    page, body = members(file)
    start = body.index(b"}\n") + 2
    sized = sealed.CHUNK + sealed.TAG
    first, second, rest = (
        body[start : start + sized],
        body[start + sized : start + 2 * sized],
        body[start + 2 * sized :],
    )
    match change:
        case "page":
            page = page.replace(b"A page", b"B page")
        case "checksum":
            page = page.replace(page[-65:-1], b"f" * 64)
        case "cut":
            body = body[:start] + first + second
        case "swapped":
            body = body[:start] + second + first + rest
        case "header":
            body = body.replace(b'"of": ""', b'"of": "a"', 1)
    other = zipped(tmp_path / "other.mhhs-handover", (sealed.PAGE, page), (sealed.SEALED, body))
    assert fault_of(other, tmp_path / "out") is FaultKind.ALTERED


def test_a_newer_format_is_told_as_such(file: Path, tmp_path: Path) -> None:
    page, body = members(file)
    newer = body.replace(b'"format": 1', b'"format": 2', 1)
    other = zipped(tmp_path / "other.mhhs-handover", (sealed.PAGE, page), (sealed.SEALED, newer))
    assert fault_of(other, tmp_path / "out") is FaultKind.NEWER


def test_a_hostile_or_a_foreign_file_is_no_hand_over(file: Path, tmp_path: Path) -> None:
    page, body = members(file)
    target, other = tmp_path / "out", tmp_path / "other.mhhs-handover"
    bomb = bytes(200_000_000)
    for foreign in (
        zipped(other, (sealed.PAGE, page), (sealed.SEALED, bomb), how=zipfile.ZIP_DEFLATED).read_bytes(),
        zipped(other, (sealed.PAGE, page), (sealed.SEALED, body), ("../../.profile", b"x")).read_bytes(),
        zipped(other, ("/READ ME.txt", page), (sealed.SEALED, body)).read_bytes(),
        zipped(other, (sealed.PAGE, b"x" * 70_000), (sealed.SEALED, body)).read_bytes(),
        zipped(other, (sealed.SEALED, body)).read_bytes(),
        b"PDF", b"", io.BytesIO(body).read(),
    ):  # fmt: skip
        other.write_bytes(foreign)
        assert fault_of(other, target) is FaultKind.NOT_SEALED


def test_a_key_file_that_asks_for_too_much_work_is_refused(file: Path, tmp_path: Path) -> None:
    page, body = members(file)
    costly = body.replace(b'\\"memory_kib\\": 65536', b'\\"memory_kib\\": 99999999', 1)
    assert costly != body
    other = zipped(tmp_path / "other.mhhs-handover", (sealed.PAGE, page), (sealed.SEALED, costly))
    assert fault_of(other, tmp_path / "out") is FaultKind.ALTERED


def test_every_table_is_decided_on_for_one_meeting(desk: Desk) -> None:
    assert set(handing_scope.OF_ONE_MEETING) == set(triggers.record_tables(desk.workspace.db))


def test_every_kind_of_proposal_and_every_text_that_cites_is_carried(desk: Desk) -> None:
    from mhhs_desk.domain.positions import PARTS
    from mhhs_desk.domain.proposals import ProposalKind

    assert set(handing_rows.FILED_AS) == set(ProposalKind)
    assert set(handing_rows.CITING["position"]) == set(PARTS)


def test_nothing_plain_is_on_the_disk_at_any_moment(
    sample: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []

    def watched(path: Path) -> None:
        if path.parent.name.startswith(("handing-", "out")):
            seen.extend(each.read_bytes() for each in path.parent.iterdir() if each.is_file())
        plain(path)

    plain = files.remove
    monkeypatch.setattr(files, "remove", watched)
    out = tmp_path / "out" / "desk.mhhs-handover"
    out.parent.mkdir()
    sample.hand_over(out, "Priya Nand", Mode.TAKE_OVER, None, PASSPHRASE)
    take_over(out, PASSPHRASE, out.with_name("over.mhhs"), "another long passphrase")
    assert seen and not [data for data in seen if b"Alder Energy" in data]
    assert b"Alder Energy" not in out.read_bytes() + out.with_name("over.mhhs").read_bytes()


def test_a_payload_that_is_not_a_workspace_is_not_taken_over(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "over.mhhs"
    with pytest.raises(Fault) as caught:
        take_over(file, PASSPHRASE, target, "another long passphrase")
    assert caught.value.kind is FaultKind.NOT_A_WORKSPACE and caught.value.name == str(file)
    assert not target.exists() and not keys.beside(target).exists()


def test_a_workspace_of_a_newer_layout_is_not_taken_over(sample: Desk, tmp_path: Path, key_file: keys.KeyFile) -> None:
    newer, out = tmp_path / "newer.mhhs", tmp_path / "newer.mhhs-handover"
    sample.hand_over(tmp_path / "a.mhhs-handover", "Priya Nand", Mode.TAKE_OVER, None, PASSPHRASE)
    envelope = sealed.look(tmp_path / "a.mhhs-handover")
    key = sealed.key_of(envelope, PASSPHRASE)
    sealed.unseal(envelope, key, newer)
    db = open_database(newer, key)
    db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('mhhs-desk', 'm999', 'x')")
    db.conn.commit()
    db.close()
    sealed.seal(newer, out, PAGE, key, keys.wrap(key, PASSPHRASE))
    with pytest.raises(Fault) as caught:
        take_over(out, PASSPHRASE, tmp_path / "over.mhhs", None)
    assert (caught.value.kind, caught.value.name) == (FaultKind.NEWER, str(out))


def test_a_sealed_file_among_papers_is_told_as_what_it_is(file: Path) -> None:
    from mhhs_desk.intake.kinds import kind_of

    with pytest.raises(Fault) as caught:
        kind_of(file.read_bytes(), file.name)
    assert "is a hand-over of MHHS Desk. Open it" in words.fault(caught.value)
