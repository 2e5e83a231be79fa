"""What a household owes per creditor, over the months."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from voordeur.web.case.money import HEIGHT, WIDTH, Owed, creditors, points

OCT, NOV = date(2026, 10, 1), date(2026, 11, 1)


def test_a_month_counts_the_last_message_of_each_customer_number():
    told = [
        Owed("Thuisgoed", "Huur", "A", NOV, 100),
        Owed("Thuisgoed", "Huur", "A", NOV, 150),
        Owed("Thuisgoed", "Huur", "B", NOV, 30),
        Owed("Thuisgoed", "Huur", "A", OCT, 500),
    ]
    (one,) = creditors(told)
    assert one.months == ((OCT, 500), (NOV, 180))
    assert (one.now_cents, one.first_cents) == (180, 500)


def test_a_settled_arrear_counts_for_nothing():
    (one,) = creditors([Owed("Thuisgoed", "Huur", "A", OCT, 500), Owed("Thuisgoed", "Huur", "A", NOV, 500, ended=True)])
    assert one.now_cents == 0


def test_one_month_makes_no_line():
    assert points([5]) == ""


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=40))
def test_the_line_stays_in_its_box_and_runs_from_left_to_right(values):
    drawn = [tuple(map(float, pair.split(","))) for pair in points(values).split()]
    assert len(drawn) == len(values)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in drawn)
    assert drawn == sorted(drawn, key=lambda pair: pair[0])
