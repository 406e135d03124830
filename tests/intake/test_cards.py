"""Contact cards: people of the organisations they belong to."""

from __future__ import annotations

from mhhs_desk.domain.findings import MemberFound
from mhhs_desk.intake.reading import read_bytes

CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Frost;Ada;;;\r\nFN:Ada Frost\r\nORG:Alder Energy;Markets\r\n"
    "TITLE:Head of Regulation\r\nEMAIL;TYPE=WORK:Ada.Frost@alder.example\r\nEND:VCARD\r\n"
)


def members(text: str) -> tuple[MemberFound, ...]:
    return read_bytes(text.encode(), "people.vcf").members


def test_a_card_is_a_contact_of_its_organisation_with_address_and_domain() -> None:
    (ada,) = members(CARD)
    assert (ada.organisation, ada.contact, ada.role) == ("Alder Energy", "Ada Frost", "Head of Regulation")
    assert (ada.address, ada.domains) == ("ada.frost@alder.example", ("alder.example",))
    assert ada.source.line == 1


def test_every_card_of_a_file_is_read() -> None:
    other = CARD.replace("Alder Energy", "Birch Power").replace("alder", "birch")
    assert [(one.organisation, one.source.line) for one in members(CARD + other)] == [
        ("Alder Energy", 1),
        ("Birch Power", 9),
    ]


def test_an_address_that_anybody_may_have_gives_no_domain() -> None:
    (one,) = members(CARD.replace("alder.example", "gmail.com"))
    assert (one.address, one.domains) == ("ada.frost@gmail.com", ())


def test_folded_and_quoted_lines_of_old_cards_are_put_together() -> None:
    text = (
        "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=96zt=C3=BCrk;Ay=\n=C5=9Fe\n"
        "item1.ORG:Cedar\\, Sons \n & Co\nEMAIL;PREF;INTERNET:a@cedar.example\nEND:VCARD\n"
    )
    (one,) = members(text)
    assert (one.contact, one.organisation) == ("Ayşe Öztürk", "Cedar, Sons & Co")


def test_a_card_without_an_organisation_is_a_doubt() -> None:
    found = read_bytes(CARD.replace("ORG:Alder Energy;Markets\r\n", "").encode(), "people.vcf")
    assert not found.members
    assert found.doubts[0].what == "The card of Ada Frost names no organisation."
    assert found.doubts[0].source is not None and found.doubts[0].source.line == 1
