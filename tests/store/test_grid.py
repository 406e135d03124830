"""The matrix that is read at a glance is the one that the whole view tells."""

from __future__ import annotations

from mhhs_desk.desk import Desk
from mhhs_desk.domain.matrix import Grid
from tests.exchange.matrices import fill


def test_a_glance_and_the_whole_view_tell_the_same_matrix(desk: Desk) -> None:
    meeting = fill(desk)
    glance, whole = desk.grid(meeting), Grid.of(desk.view(meeting))
    assert glance.columns == whole.columns
    assert [(row.member, list(row.states)) for row in glance.rows] == [(r.member, list(r.states)) for r in whole.rows]
    assert [list(row.answers) for row in glance.rows] == [list(row.answers) for row in whole.rows]
    assert sum(row.answered for row in glance.rows) == 5
