"""The themes: every role there, every contrast kept, every size at the user's own."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionComboBox

from mhhs_desk import places
from mhhs_desk.settings import Preferences
from mhhs_desk.ui import controls
from mhhs_desk.ui.theme import Look, Theme

NAMES = ("light", "dark", "high-contrast")
GROUNDS = ("page", "pane", "window", "sidebar", "selection")
READ = ("text", "text2", "text3", "accent", "danger", "attention")


def theme(name: str, scale: float = 1.0) -> Theme:
    return Theme.load(places.resources() / "theme" / f"{name}.toml", scale)


def luminance(colour: QColor) -> float:
    parts = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
             for part in (colour.redF(), colour.greenF(), colour.blueF()))  # fmt: skip
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", NAMES)
def test_every_word_can_be_read_on_every_ground(name: str) -> None:
    shown = theme(name)
    for ground in GROUNDS:
        for role in READ:
            assert contrast(shown.colour(role), shown.colour(ground)) >= 4.4, (role, ground)
        assert contrast(shown.colour("edge"), shown.colour(ground)) >= 2.95, ground
    assert contrast(shown.colour("on_accent"), shown.colour("accent")) >= 4.5


@pytest.mark.parametrize("name", NAMES)
def test_every_option_has_a_chip_whose_letter_can_be_read(name: str) -> None:
    shown = theme(name)
    assert set(shown.chips) == set("AWRXEYNUO1234")
    assert all(contrast(chip.fill, chip.letter) >= 4.5 for chip in shown.chips.values())


def test_all_themes_know_the_same_roles() -> None:
    assert len({frozenset(theme(name).colours) for name in NAMES}) == 1


def test_a_larger_text_size_makes_letters_and_lines_larger() -> None:
    plain, large = theme("light"), theme("light", 2.0)
    assert large.font("body").pixelSize() == 2 * plain.font("body").pixelSize() == 30
    assert large.line("title") == 60


def test_the_typeface_is_the_one_that_ships(look: Look) -> None:
    from PySide6.QtGui import QFontInfo

    assert QFontInfo(look.theme.font()).family().startswith("Source Sans Pro")
    assert QFontInfo(look.theme.font("body", semibold=True)).weight() == 600


def test_the_theme_the_user_chose_is_put_on(qapp: QApplication) -> None:
    preferences = Preferences(theme="light")
    look = Look(qapp, preferences)
    preferences.theme = "dark"
    look.put_on()
    assert look.theme.dark
    assert qapp.palette().base().color() == look.theme.colour("page")


def test_a_choice_opens_as_a_list_below_it_without_arrows_over_its_ends(look: Look) -> None:
    choice = controls.combo(look, "Strength", [(f"Strength {number}", number) for number in range(6)])
    choice.show()
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    assert not choice.style().styleHint(QStyle.StyleHint.SH_ComboBox_Popup, option, choice), (
        "arrows would hide its ends"
    )
