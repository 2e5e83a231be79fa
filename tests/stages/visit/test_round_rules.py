"""In which order, who may know what, and whether a door still has to be visited."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voordeur.stages.reach.queries.protocols import shipped_methods
from voordeur.stages.reach.rules.history import Told, history
from voordeur.stages.visit.rules.order import Address, walk
from voordeur.stages.visit.rules.sight import Arrears, Person, Visitor, arrears_in_sight, may_go, people_in_sight
from voordeur.stages.visit.rules.still import NoMore, gone, no_more

TOWN, LANDLORD = Visitor(), Visitor(frozenset({1}))
FATMA, KEES = Person(10, "Fatma Yilmaz", frozenset({1})), Person(11, "Kees Bakker", frozenset({2}))
OWED = (Arrears(1, "Thuisgoed", 50_000), Arrears(2, "Zorgvuldig", 20_000))


def test_the_towns_people_see_names_and_no_amounts_unless_the_town_chose_to():
    assert people_in_sight(TOWN, (FATMA, KEES)) == (FATMA, KEES)
    assert arrears_in_sight(TOWN, OWED, shown_to_team=False) == ()
    assert arrears_in_sight(TOWN, OWED, shown_to_team=True) == OWED


def test_a_creditors_employee_sees_only_its_own_customers_and_arrears():
    assert people_in_sight(LANDLORD, (FATMA, KEES)) == (FATMA,)
    assert arrears_in_sight(LANDLORD, OWED, shown_to_team=True) == (OWED[0],)
    assert not may_go(LANDLORD, frozenset({2}))


def test_nobody_asks_for_who_moved_or_died():
    left = Person(12, "Oma Bakker", frozenset({1}), gone=True)
    assert people_in_sight(TOWN, (left, FATMA)) == (FATMA,)


COEVORDEN = shipped_methods()["coevorden-visit@1"].protocol
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
# Two people, a signal about each.
JOINED = (
    ("signal_joined", {"signal": 1, "resident": 10, "amount_cents": 500}),
    ("signal_joined", {"signal": 2, "resident": 11, "amount_cents": 500}),
)


def known(*facts, on=TUESDAY):
    told = [Told(n, kind, MONDAY, said) for n, (kind, said) in enumerate(JOINED)]
    told += [Told(n, kind, on, said) for n, (kind, said) in enumerate(facts, start=10)]
    return history(told, opened_on=MONDAY)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ([], None),
        ([("deceased", {"resident": 10})], None),
        ([("deceased", {"resident": 10}), ("deceased", {"resident": 11})], NoMore.DIED),
        ([("moved", {"resident": 10}), ("moved", {"resident": 11})], NoMore.MOVED),
        ([("no", {"no": "visits", "resident": 10})], NoMore.SAID_NO),
        ([("no", {"no": "help", "resident": 10})], None),
        ([("no", {"no": "help", "resident": 10}), ("no", {"no": "approach", "resident": 11})], NoMore.SAID_NO),
        ([("no", {"no": "visits", "resident": 10}), ("undo_no", {"no": "visits", "resident": 10})], None),
        ([("no", {"no": "visits", "resident": 10}), ("asked", {"asked": "come_by", "resident": 10})], NoMore.SAID_NO),
        ([("payment", {"signal": 1})], None),
        ([("payment", {"signal": 1}), ("payment", {"signal": 2})], NoMore.PAID),
        ([("payment", {})], NoMore.PAID),
        ([("arrangement", {})], NoMore.ARRANGED),
        ([("closed", {"outcome": "x"})], NoMore.CLOSED),
    ],
)
def test_a_door_is_visited_while_one_signal_is_open_and_nobody_said_no_to_visits(facts, why):
    assert no_more(COEVORDEN, known(*facts)) == why


def test_who_is_gone():
    assert gone(known(("moved", {"resident": 10}), ("offer", {"resident": 11}))) == {10}
    assert gone(known(("moved", {}))) == {10, 11}


def test_a_pair_walks_street_by_street_the_urgent_first():
    doors = [
        Address(1, "1234 ab", "100"),
        Address(2, "1234AB", "9"),
        Address(3, "1234AB", "9", "b"),
        Address(4, "1111AA", "1"),
        Address(5, "9999ZZ", "3", urgency=2),
    ]
    assert walk(doors) == [5, 4, 2, 3, 1]


addresses = st.builds(
    Address,
    key=st.integers(1, 10_000),
    postcode=st.from_regex(r"[1-9][0-9]{3}[A-Z]{2}", fullmatch=True),
    house_number=st.integers(1, 300).map(str),
    rest=st.sampled_from(["", "a", "II"]),
    urgency=st.integers(0, 3),
)


@given(st.lists(addresses, unique_by=lambda a: a.key))
def test_no_door_is_lost_and_the_order_does_not_depend_on_how_they_came(doors):
    assert sorted(walk(doors)) == sorted(door.key for door in doors)
    assert walk(doors) == walk(list(reversed(doors)))
