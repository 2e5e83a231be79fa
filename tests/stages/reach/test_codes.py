"""The code on a letter: one a person, the same each time, never somebody else's, gone with the person."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.town import TODAY, Street
from voordeur.privacy.log import Look, Purpose
from voordeur.privacy.models import AccessLogEntry
from voordeur.record.models import Case, Household, Resident
from voordeur.stages.reach import forget
from voordeur.stages.reach.actions import codes as actions
from voordeur.stages.reach.actions.codes import code_for, codes_for
from voordeur.stages.reach.models import ResidentCode
from voordeur.stages.reach.queries.codes import address_of_code, case_of_code, opened
from voordeur.stages.reach.rules.code import ALPHABET, LENGTH, read, spell

signs = st.sampled_from(ALPHABET)


@given(st.binary(min_size=8, max_size=32))
def test_a_code_is_read_as_it_was_spelled(chance):
    code = spell(chance)
    assert len(code) == 11
    assert read(code) == code
    assert read(f"  {code.lower().replace('-', ' ')}.") == code


@given(st.binary(min_size=8), st.integers(0, LENGTH - 1), signs)
def test_one_wrong_sign_is_noticed(chance, place, sign):
    code = spell(chance).replace("-", "")
    wrong = code[:place] + sign + code[place + 1 :]
    assert (read(wrong) == "") == (wrong != code)


@given(st.binary(min_size=8), st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_two_signs_that_changed_places_are_noticed(chance, one, other):
    swapped = list(spell(chance).replace("-", ""))
    swapped[one], swapped[other] = swapped[other], swapped[one]
    assert (read("".join(swapped)) == "") == ("".join(swapped) != spell(chance).replace("-", ""))


def test_a_code_typed_on_another_keyboard_is_understood():
    code = next(c for n in range(10_000) if {"H", "K", "3", "8"} <= set(c := spell(n.to_bytes(8, "big") * 4)))
    cyrillic, arabic = str.maketrans("HK", "НК"), str.maketrans("38", "٣٨")
    assert read(code.translate(cyrillic).translate(arabic)) == code
    assert read(code.replace("8", "B").replace("5", "S").replace("2", "Z")) == code


@given(st.text(max_size=40))
def test_reading_never_fails(typed):
    assert read(typed) == "" or set(read(typed)) <= {*ALPHABET, "-"}


@pytest.fixture
def home(street: Street) -> tuple[Case, Resident]:
    resident = street.resident(street.household(number="14"), "Aaldering")
    return street.signal(resident, street.cast.thuisgoed).taking.case, resident


def test_a_code_is_the_same_each_time_and_only_a_digest_is_kept(home):
    case, resident = home
    code = code_for(case, resident, on=TODAY)
    assert code_for(case, resident, on=date(2027, 1, 1)) == code
    (kept,) = ResidentCode.objects.values()
    assert code not in str(kept)
    assert code.replace("-", "") not in str(kept)
    assert address_of_code(code) == f"http://localhost/b/{code}/"


def test_everybody_has_a_code_of_their_own(street: Street):
    place = street.household(number="14")
    people = [street.resident(place, name) for name in ("Aaldering", "Boonstra")]
    case, *_ = [street.signal(person, street.cast.thuisgoed).taking.case for person in people]
    assert len(set(codes_for([(case.pk, person.pk) for person in people], on=TODAY).values())) == 2


@pytest.mark.parametrize("many", [2, 150])
def test_the_number_of_queries_does_not_grow(street: Street, django_assert_max_num_queries, many):
    place = street.household(number="14")
    people = [street.resident(place, f"Naam{n}") for n in range(many)]
    case = Case.objects.create(
        household=place, organisation=place.organisation, municipality=place.municipality, opened_on=TODAY, protocol="coevorden@1"
    )
    with django_assert_max_num_queries(5):  # the transaction's two among them
        codes = codes_for([(case.pk, person.pk) for person in people], on=TODAY)
    assert len(set(codes.values())) == many


def test_a_code_that_is_somebody_elses_is_derived_another_time(street: Street, monkeypatch):
    place = street.household(number="14")
    anna, ben = street.resident(place, "Aaldering"), street.resident(place, "Boonstra")
    case = street.signal(anna, street.cast.thuisgoed).taking.case
    real = actions.derived
    # On the first turn everybody gets Anna's code.
    monkeypatch.setattr(actions, "derived", lambda c, r, turn: real(c, r if turn else anna.pk, turn))
    codes = codes_for([(case.pk, anna.pk), (case.pk, ben.pk)], on=TODAY)
    assert len(set(codes.values())) == 2
    assert codes_for([(case.pk, ben.pk)], on=TODAY) == {(case.pk, ben.pk): codes[(case.pk, ben.pk)]}


def test_after_another_secret_key_what_is_printed_opens_the_door_again(home, settings):
    case, resident = home
    before = code_for(case, resident, on=TODAY)
    settings.SECRET_KEY = "another-secret-key-after-a-leak-0123456789"
    code = code_for(case, resident, on=TODAY)
    assert code != before
    assert opened(code, postcode="9001AB", number="14", today=TODAY)
    assert not opened(before, postcode="9001AB", number="14", today=TODAY)


def test_a_code_goes_with_the_person(home):
    case, resident = home
    code = code_for(case, resident, on=TODAY)
    assert forget.forget(residents=[resident.pk], signals=[], today=TODAY) == 1
    assert not ResidentCode.objects.exists()
    assert opened(code, postcode="9001AB", number="14", today=TODAY) is None


def _died(case: Case, resident: Resident) -> None:
    Resident.objects.filter(pk=resident.pk).update(died_on=TODAY)


def _long_closed(case: Case, resident: Resident) -> None:
    Case.objects.filter(pk=case.pk).update(closed_on=date(2026, 7, 25), outcome="Hulp geaccepteerd")


def _elsewhere(case: Case, resident: Resident) -> None:
    Resident.objects.filter(pk=resident.pk).update(household=Household.objects.create(organisation=case.organisation))


def _address_unknown(case: Case, resident: Resident) -> None:
    Household.objects.filter(pk=case.household_id).update(postcode="", house_number="")


@pytest.mark.parametrize("change", [_died, _long_closed, _elsewhere, _address_unknown])
def test_a_code_ends(home, change, django_assert_num_queries):
    case, resident = home
    code = code_for(case, resident, on=TODAY)
    assert opened(code, postcode="9001AB", number="14", today=TODAY)
    change(case, resident)
    with django_assert_num_queries(3):
        assert opened(code, postcode="9001AB", number="14", today=TODAY) is None
    assert opened(code, postcode="", number="", today=TODAY) is None


def test_a_code_still_opens_shortly_after_closing(home):
    case, resident = home
    code = code_for(case, resident, on=TODAY)
    Case.objects.filter(pk=case.pk).update(closed_on=date(2026, 7, 26), outcome="Hulp geaccepteerd")
    assert opened(code, postcode="9001AB", number="14", today=TODAY)


def test_a_new_occupant_learns_nothing(street: Street, home):
    case, resident = home
    code = code_for(case, resident, on=TODAY)
    street.told(case, "moved", resident=resident.pk)
    assert opened(code, postcode="9001AB", number="14", today=TODAY) is None


@pytest.mark.parametrize("code", ["", "onzin", "234-567-89C"])
def test_a_wrong_code_asks_the_same_queries(home, code, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert opened(code, postcode="9001AB", number="14", today=TODAY) is None


def test_somebody_who_calls_back_is_found_by_the_code_within_the_walls(street: Street, home):
    case, resident = home
    code = code_for(case, resident, on=TODAY)
    typed = code.lower().replace("-", "")
    assert case_of_code(typed, street.cast.karim, Look(street.cast.karim, Purpose.FIND_PERSON)) == case
    logged = AccessLogEntry.objects.latest("pk")
    assert (logged.user, logged.subjects) == (street.cast.karim, [f"household:{case.household_id}"])
    before = AccessLogEntry.objects.count()
    assert case_of_code(typed, street.cast.stine, Look(street.cast.stine, Purpose.FIND_PERSON)) is None
    assert case_of_code("onzin", street.cast.karim, Look(street.cast.karim, Purpose.FIND_PERSON)) is None
    assert AccessLogEntry.objects.count() == before
