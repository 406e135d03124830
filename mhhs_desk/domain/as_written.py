"""A view as it will be once what is being written into a position is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mhhs_desk.domain.positions import Position
from mhhs_desk.domain.view import ItemView, View, texts_of


def as_written(view: View, item_id: int, texts: Mapping[str, str], number: int) -> View:
    """The rep's own view with some texts of an item's position as they stand now, by part.

    `number` is what a position gets that is not kept yet.
    """
    items = tuple(_written(one, texts, number) if one.item.id == item_id else one for one in view.items)
    return replace(view, items=items)


def _written(item: ItemView, texts: Mapping[str, str], number: int) -> ItemView:
    before = item.position or Position(id=number, item_id=item.item.id)
    changes: dict[str, Any] = dict(texts)
    position = replace(before, **changes)
    return replace(item, position=position, texts=texts_of(position))
