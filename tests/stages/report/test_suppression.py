"""Small numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voordeur.stages.report.rules import column, shown


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5"), (412, "412")])
def test_a_small_number_is_withheld(value, text):
    assert shown(value, below=5).text == text


@pytest.mark.parametrize("below", [0, 1])
def test_the_team_sees_everything(below):
    assert [shown(value, below=below).text for value in (0, 1, 4)] == ["0", "1", "4"]


@given(st.lists(st.integers(0, 30), max_size=6))
def test_no_withheld_count_can_be_worked_out_from_the_total(values):
    cells, total = column(values, below=5)
    hidden = [value for value, cell in zip(values, cells, strict=True) if cell.value is None]
    if len(hidden) == 1 and len(values) > 1:
        assert total.value is None
    else:
        assert total.value in (sum(values), None)
