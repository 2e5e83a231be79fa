"""The proposal for columns: the assignment is the best there is, and contradictions between name and contents show."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from stages.deliver import shapes
from voordeur.stages.deliver.rules.mapping import FIELDS, MULTIPLE, propose
from voordeur.stages.deliver.rules.mapping.assignment import assign

MATRICES = st.integers(1, 5).flatmap(
    lambda rows: st.integers(1, 5).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(-3, 20).map(lambda n: n / 10), min_size=columns, max_size=columns), min_size=rows, max_size=rows
        )
    )
)


def _best_by_trying_all(scores):
    rows, columns = len(scores), len(scores[0])
    places = [*range(columns), *([None] * rows)]
    return max(
        sum(max(scores[row][place], 0) for row, place in enumerate(chosen) if place is not None)
        for chosen in set(itertools.permutations(places, rows))
    )


@given(MATRICES)
def test_the_assignment_is_as_good_as_the_best_of_all(scores):
    found = assign(scores)
    taken = [place for place in found if place is not None]
    assert len(taken) == len(set(taken))
    total = sum(scores[row][place] for row, place in enumerate(found) if place is not None)
    assert abs(total - _best_by_trying_all(scores)) < 1e-9


def _fields(header, rows):
    return [column.field for column in propose(header, rows, today=shapes.TODAY).columns]


def test_no_single_field_is_proposed_twice():
    found = shapes.arrears(20)
    rows = [(a.surname, a.surname, a.postcode, a.postcode, a.phone, a.phone, a.phone) for a in found]
    fields = [f for f in _fields(["naam", "achternaam", "pc", "postcode", "tel", "mobiel", "telefoon"], rows) if f]
    assert all(fields.count(field) <= MULTIPLE.get(field, 1) for field in fields)
    assert fields.count("phone") == 2


def test_a_count_of_months_and_an_amount_under_each_others_name_are_told_apart():
    rows = [(a.surname, a.months, shapes.dutch(a.cents)) for a in shapes.arrears(20)]
    assert _fields(["naam", "achterstand mnd", "achterstand"], rows)[1:] == ["months", "amount"]


def test_birth_and_due_dates_are_told_apart_by_their_years():
    rows = [(a.surname, a.birth.isoformat(), a.due.isoformat(), a.postcode) for a in shapes.arrears(20)]
    assert _fields(["aa", "bb", "cc", "dd"], rows)[1:3] == ["birth_date", "oldest_due"]


def test_steps_and_objections_are_told_apart_by_their_answers():
    rows = [(a.surname, "ja", "nee", a.postcode, shapes.dutch(a.cents)) for a in shapes.arrears(20)]
    assert _fields(["aa", "bb", "cc", "dd", "ee"], rows)[1:3] == ["attested", "objection"]


def test_among_known_names_an_unknown_one_is_no_riddle_but_a_field_not_wanted():
    rows = [(a.surname, a.postcode, a.number, shapes.dutch(a.cents), "nee", "Nederlandse") for a in shapes.arrears(20)]
    assert _fields(["Achternaam", "Postcode", "Huisnummer", "Bedrag", "Kinderen", "Nationaliteit"], rows)[4:] == ["", ""]


def test_a_name_that_its_contents_contradict_is_believed_less():
    rows = [(a.email, a.surname, a.postcode) for a in shapes.arrears(20)]
    proposal = propose(["telefoon", "naam", "pc"], rows, today=shapes.TODAY).columns
    assert proposal[0].field == "email" or proposal[0].confidence < 0.5


def test_samples_show_three_different_values():
    rows = [("",), ("a",), ("a",), ("b",), ("c",), ("d",)]
    assert propose(["naam"], rows, today=shapes.TODAY).columns[0].samples == ("a", "b", "c")


def test_every_field_is_known_by_its_own_words():
    for field, words in FIELDS.items():
        assert words, field
        assert all(word == word.strip().lower() for word in words)
