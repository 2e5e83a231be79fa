"""Shared addresses (P03): each person a household of their own, from the day on which the address is on the list."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from connections.brp.people import row
from stages.match.town import TODAY, Counted, signal
from voordeur import people, stream
from voordeur.record.models import Case, Event, Household, Resident
from voordeur.stages.answer.models import Answer
from voordeur.stages.help import actions as help_
from voordeur.stages.help.actions import PlanLine
from voordeur.stages.help.models import Agreement
from voordeur.stages.help.rules.agreement import AgreementKind
from voordeur.stages.match.actions.share import Where, unshare_address
from voordeur.stages.match.models import Link, SharedAddress
from voordeur.stages.match.queries.shared import hints, shared_book
from voordeur.stages.reach.actions import Attempt
from voordeur.stages.report.queries.counting import counts_of
from voordeur.stages.triage.models import Taking
from voordeur.web.case.people import residents_of

HOUSE = Where("9001 AB", "50")
STUDENTS = [
    row(f"9999001{n:02d}", given=name, surname=surname, birth=f"200{n}0101", number="50", addition=str(n) if n > 2 else "")
    for n, (name, surname) in enumerate([("Bo", "Aker"), ("Co", "Beemd"), ("Do", "Cool"), ("Ed", "Duin")])
]
REGISTER = Counted(STUDENTS)


def _month(cast, month: int, *names: str) -> dict[str, Link]:
    """A signal of each of these students; by surname."""
    rows = {r["surname"]: r for r in STUDENTS}
    made = {
        name: signal(
            cast, number="50", addition=rows[name]["addition"], month=month, surname=name, initials=f"{rows[name]['given'][0]}.",
            birth_date=f"{rows[name]['birth'][:4]}-01-01", customer_number=f"K-{name}-{month}",
        )
        for name in names
    }  # fmt: skip
    for one in made.values():
        one.refresh_from_db()
    stream.carry_signals([one.pk for one in made.values()], register=REGISTER, today=TODAY)
    return {name: Link.objects.get(signal=one) for name, one in made.items()}


def _share(cast, at: Where = HOUSE) -> tuple[SharedAddress, int]:
    return people.share(cast.noorderlicht, at=at, kind="students", reason="Vergunning kamerverhuur", by=cast.anna, today=TODAY)


@pytest.fixture
def together(cast):
    """Two students behind one door, who look like a household as yet."""
    links = _month(cast, 10, "Aker", "Beemd")
    assert links["Aker"].household == links["Beemd"].household
    return links


def test_an_address_on_the_list_makes_each_person_a_household(cast):
    _share(cast)
    links = _month(cast, 10, "Aker", "Beemd", "Duin")
    assert len({link.household_id for link in links.values()}) == 3
    assert not Taking.objects.filter(multiple=True).exists(), "one signal each: nobody has several"
    again = _month(cast, 9, "Aker")
    assert again["Aker"].household == links["Aker"].household, "the same person in another month is the same household"


def test_two_signals_of_one_person_there_are_multiple(cast):
    _share(cast)
    first = _month(cast, 10, "Aker")["Aker"]
    second = signal(cast, partner=cast.zorgvuldig, number="50", surname="Aker", initials="B.", birth_date="2000-01-01")
    second.refresh_from_db()
    stream.carry_signals([second.pk], register=REGISTER, today=TODAY)
    assert set(Taking.objects.filter(multiple=True).values_list("signal", flat=True)) == {first.signal_id, second.pk}


def test_while_the_register_is_silent_too(cast):
    silent = Counted(STUDENTS)
    silent.silent = True
    _share(cast)
    ones = [signal(cast, number="50", surname=name) for name in ("Aker", "Beemd")]
    stream.carry_signals([one.pk for one in ones], register=silent, today=TODAY)
    assert Link.objects.values("household").distinct().count() == 2


def test_adding_splits_who_stood_together_and_each_case_follows_its_person(cast, together):
    aker, beemd = together["Aker"].resident, together["Beemd"].resident
    case = Case.objects.get()
    stream.attempt(case, made=Attempt("Telefoon", "Avond", True, "talked", beemd.pk), by=cast.karim, on=TODAY)
    stream.say_no(case, resident=beemd, no="visits", by=cast.karim, on=TODAY)
    stream.offer_answered(case, resident=beemd, accepted=True, by=cast.karim, on=TODAY)
    line = PlanLine(kind=AgreementKind.ACTION, text="Toeslag aanvragen")
    help_.agree(case, resident=beemd, line=line, by=cast.karim, on=TODAY)
    assert Taking.objects.filter(multiple=True).count() == 2

    _, split = _share(cast)

    assert split == 1
    for link in together.values():
        link.refresh_from_db()
    mine, theirs = (Case.objects.get(household=together[name].household, closed_on=None) for name in ("Aker", "Beemd"))
    assert mine == case and theirs != case
    assert [r.pk for r in residents_of(mine)] == [aker.pk] and [r.pk for r in residents_of(theirs)] == [beemd.pk]
    assert not Taking.objects.filter(multiple=True).exists()
    told = list(Event.objects.filter(case=theirs).values_list("kind", flat=True))
    assert {"opened", "signal_joined", "attempt", "no", "offer", "accepted", "agreement"} <= set(told)
    assert Agreement.objects.get().case == theirs
    assert Answer.objects.filter(signal=together["Beemd"].signal_id, code="HULP_GEACCEPTEERD").exists()
    assert not Answer.objects.filter(signal=together["Aker"].signal_id, code="HULP_GEACCEPTEERD").exists()
    assert not Event.objects.filter(case=mine, kind="closed").exists()


def test_what_a_closed_case_holds_stays_there(cast, together):
    case = Case.objects.get()
    stream.learn(case, kind="payment", facts={}, by=cast.karim, on=TODAY)
    stream.close(case, outcome="Inwoner heeft zelf al betaald/betalingsregeling getroffen", by=cast.karim, on=TODAY)
    _share(cast)
    assert set(Case.objects.values_list("pk", flat=True)) == {case.pk}, "what was done is not done again"
    links = _month(cast, 11, "Aker", "Beemd")
    assert links["Aker"].household != links["Beemd"].household


def test_taking_it_off_puts_nobody_together_again(cast, together):
    made, _ = _share(cast)
    unshare_address(made, by=cast.anna, today=TODAY)
    links = _month(cast, 11, "Aker", "Beemd")
    assert links["Aker"].household != links["Beemd"].household
    fresh = _month(cast, 11, "Cool")["Cool"]  # behind the same door, never seen before
    assert Resident.objects.filter(household=fresh.household).count() == 2 or fresh.resident.household == fresh.household


def test_one_door_of_a_number(cast):
    _share(cast, Where("9001AB", "50", "", "3", whole=False))
    book = shared_book(cast.noorderlicht)
    assert book.holds("9001AB", "50", "", "3") and book.holds("9001 ab", "50-3") and not book.holds("9001AB", "50")
    assert not shared_book(cast.elders).holds("9001AB", "50", "", "3")


def test_many_surnames_are_a_hint_and_no_more(cast):
    _month(cast, 10, "Aker", "Beemd", "Cool", "Duin")
    assert [(h.postcode, h.number, h.surnames, h.signals) for h in hints(cast.noorderlicht, more_than=3)] == [
        ("9001AB", "50", 4, 4)
    ]
    assert hints(cast.noorderlicht, more_than=4) == [] and hints(cast.elders, more_than=0) == []
    _share(cast)
    assert hints(cast.noorderlicht, more_than=3) == []


def test_living_apart_holds_in_the_months_to_come(cast, together):
    """Divorced under one roof (P04): each a case of their own, also when the register still has them at one door."""
    beemd = together["Beemd"].resident
    assert people.live_apart(beemd, reason="divorced", today=TODAY)
    later = _month(cast, 11, "Aker", "Beemd")
    assert later["Aker"].household == together["Aker"].household
    assert later["Beemd"].household == Resident.objects.get(pk=beemd.pk).household != later["Aker"].household
    assert not people.live_apart(beemd, reason="divorced", today=TODAY), "nobody to part from any more"


# The screen


def test_the_administrator_keeps_the_list(cast, signed_in, together):
    client = signed_in("anna")
    sent = {"postcode": "9001ab", "number": "50", "whole": "on", "kind": "students", "reason": "Vergunning"}
    told = client.post(reverse("manage_shared"), sent, follow=True).content.decode()
    assert "1 bewoner kreeg een eigen zaak" in told and "Studentenhuis" in told and "Vergunning" in told
    again = client.post(reverse("manage_shared"), sent)
    assert again.status_code == 422 and "staat al op de lijst" in again.content.decode()
    assert client.post(reverse("manage_shared"), sent | {"number": "", "reason": ""}).status_code == 422
    made = SharedAddress.objects.get()
    told = client.post(reverse("manage_shared_end", args=[made.pk]), follow=True).content.decode()
    made.refresh_from_db()
    assert (made.ended_by, made.added_by) == (cast.anna, cast.anna) and "houdt die" in told


def test_only_an_administrator_of_the_own_organisation(cast, signed_in):
    made, _ = _share(cast)
    assert signed_in("clara").get(reverse("manage_shared")).status_code == 403
    cast.stine.role = cast.anna.role
    cast.stine.save(update_fields=["role"])
    assert signed_in("stine").post(reverse("manage_shared_end", args=[made.pk])).status_code == 404
    made.refresh_from_db()
    assert made.ended_on is None


def test_splitting_many_costs_no_more_for_each_than_it_must(cast, django_assert_max_num_queries):
    home = Household.objects.create(organisation=cast.noorderlicht, postcode="9001AB", house_number="50")
    for n in range(6):
        Resident.objects.create(household=home, surname=f"Naam{n}", in_register=True, bsn=f"99990020{n}")
    with django_assert_max_num_queries(60):
        assert _share(cast)[1] == 5
    assert Household.objects.filter(house_number="50").count() == 6


def test_the_national_count_takes_a_shared_address_as_one(cast):
    """Per person nobody has several signals; the national count per address is kept apart."""
    _share(cast)
    _month(cast, 10, "Aker", "Beemd")
    counts = counts_of(organisation=cast.noorderlicht, month=date(2026, 10, 1))
    by_measure = {measure: count for (_place, measure), count in counts.items() if "multiple" in measure}
    assert by_measure == {"multiple_addresses": 1}
