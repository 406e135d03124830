"""What the tests of the paper read out of a PDF."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mhhs_desk.domain.view import View
from mhhs_desk.paper.position_paper import position_paper
from tests.paper.views import TODAY


@pytest.fixture
def pages_of() -> Callable[[View], list[str]]:
    """The text of each page of a view's paper, each run of white space as one space."""

    def read(view: View) -> list[str]:
        import pypdfium2

        document = pypdfium2.PdfDocument(position_paper(view, TODAY).data)
        pages = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
        document.close()
        return pages

    return read


@pytest.fixture
def text_of(pages_of: Callable[[View], list[str]]) -> Callable[[View], str]:
    return lambda view: " ".join(pages_of(view))


@pytest.fixture
def reader_of() -> Callable[[View], Any]:
    """The structure of a view's paper."""

    def read(view: View) -> Any:
        import io

        import pypdf

        return pypdf.PdfReader(io.BytesIO(position_paper(view, TODAY).data))

    return read
