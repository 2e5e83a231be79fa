"""The month, counted from what is on record."""

from __future__ import annotations

from datetime import date

import pytest

from stages.town import MONTH, TODAY, Street
from voordeur.record.actions import append_event, close_case
from voordeur.stages.answer.actions import answer_signals
from voordeur.stages.deliver.models import Delivery, Signal
from voordeur.stages.help.models import HelpOffer
from voordeur.stages.report.actions import count_month
from voordeur.stages.report.models import Fact
from voordeur.stages.report.rules import measure_of


def facts(street: Street, month: date = MONTH) -> dict[tuple[str | None, str | None, str], int]:
    count_month(organisation=street.cast.noorderlicht, month=month)
    found = Fact.objects.filter(organisation=street.cast.noorderlicht, month=month).select_related("municipality", "partner")
    return {
        (f.municipality.name if f.municipality else None, f.partner.code if f.partner else None, f.measure): f.value
        for f in found
    }


@pytest.fixture
def worked(street: Street) -> Street:
    """Anna and Ben in one house, Cees in Veenstad, Dora below the threshold, one refused line; Anna was reached and accepted."""
    home = street.household(number="14")
    anna, ben = street.resident(home, "Aaldering"), street.resident(home, "Boonstra")
    cees = street.resident(street.household(number="2", municipality=street.cast.veenstad), "Cramer")
    dora = street.resident(street.household(number="3"), "Draaisma")
    rent = street.signal(anna, street.cast.thuisgoed)
    street.signal(ben, street.cast.zorgvuldig)
    veen = street.signal(cees, street.cast.thuisgoed)
    street.signal(dora, street.cast.thuisgoed, status="Niet opgepakt: onterecht signaal")
    Delivery.objects.filter(partner=street.cast.thuisgoed).update(delivered=4, accepted=3, refused=1)
    case = rent.taking.case
    street.told(case, "attempt", channel="Brief", reached=False, resident=anna.pk)
    street.told(case, "attempt", channel="Telefoon", reached=True, resident=anna.pk)
    street.told(case, "attempt", channel="Administratief", reached=False, resident=anna.pk)
    street.told(case, "accepted", resident=anna.pk)
    HelpOffer.objects.create(case=case, resident=anna, offered_on=TODAY, answer="accepted", answered_on=TODAY)
    close_case(case=veen.taking.case, on=TODAY, outcome="Definitief geen contact kunnen krijgen", by=None)
    answer_signals(list(Signal.objects.values_list("pk", flat=True)), today=TODAY)
    return street


def test_every_measure_stands_where_it_belongs(worked: Street):
    assert facts(worked) == {
        (None, "thuisgoed", "delivered"): 4,
        (None, "thuisgoed", "accepted"): 3,
        (None, "thuisgoed", "refused"): 1,
        (None, "zorgvuldig", "delivered"): 1,
        (None, "zorgvuldig", "accepted"): 1,
        ("Waterstad", "thuisgoed", "signals"): 2,
        ("Waterstad", "thuisgoed", "status:Opgepakt"): 1,
        ("Waterstad", "thuisgoed", "status:Niet opgepakt: onterecht signaal"): 1,
        ("Waterstad", "zorgvuldig", "signals"): 1,
        ("Waterstad", "zorgvuldig", "status:Opgepakt"): 1,
        ("Veenstad", "thuisgoed", "signals"): 1,
        ("Veenstad", "thuisgoed", "status:Opgepakt"): 1,
        ("Waterstad", "thuisgoed", "signals_reached"): 1,
        ("Waterstad", "zorgvuldig", "signals_reached"): 1,
        ("Waterstad", "thuisgoed", "signals_accepted"): 1,
        ("Waterstad", None, "cases_opened"): 1,
        ("Veenstad", None, "cases_opened"): 1,
        ("Waterstad", None, "single"): 1,
        ("Veenstad", None, "single"): 1,
        ("Waterstad", None, "multiple_addresses"): 1,
        ("Waterstad", None, "attempts:Brief"): 1,
        ("Waterstad", None, "attempts:Telefoon"): 1,
        ("Waterstad", None, "reached:Telefoon"): 1,
        ("Waterstad", None, "cases_reached"): 1,
        ("Waterstad", None, "help_accepted"): 1,
        ("Veenstad", None, "outcome:Definitief geen contact kunnen krijgen"): 1,
        ("Waterstad", "thuisgoed", "answers:HULP_GEACCEPTEERD"): 1,
        ("Waterstad", "thuisgoed", "answers:NIET_OPGEPAKT_ONTERECHT"): 1,
        ("Waterstad", "zorgvuldig", "answers:ONTVANGEN"): 1,
        ("Veenstad", "thuisgoed", "answers:GEEN_CONTACT"): 1,
    }


def test_an_address_has_several_signals_only_by_those_that_were_taken_up(street: Street):
    person = street.resident(street.household(number="9"), "Evers")
    street.signal(person, street.cast.thuisgoed)
    street.signal(person, street.cast.zorgvuldig, status="Niet opgepakt: onterecht signaal")
    assert facts(street).get(("Waterstad", None, "multiple_addresses"), 0) == 0


def test_delivered_is_accepted_plus_refused_in_the_facts_too(worked: Street):
    counted = facts(worked)
    for partner in ("thuisgoed", "zorgvuldig"):
        assert counted[None, partner, "delivered"] == counted[None, partner, "accepted"] + counted.get(
            (None, partner, "refused"), 0
        )


def test_every_fact_has_a_definition(worked: Street):
    assert {measure_of(measure).key for _town, _partner, measure in facts(worked)} >= {"signals", "status", "outcome"}


def test_counting_again_replaces_and_never_doubles(worked: Street):
    first = facts(worked)
    assert facts(worked) == first
    worked.signal(worked.resident(worked.household(number="9"), "Evers"), worked.cast.thuisgoed)
    assert facts(worked)["Waterstad", "thuisgoed", "signals"] == 3


def test_a_corrected_fact_does_not_count(worked: Street):
    spoken = worked.cast.noorderlicht and Signal.objects.first().taking.case.events.get(kind="attempt", facts__channel="Telefoon")
    append_event(case=spoken.case, kind="correction", on=TODAY, corrects=spoken)
    counted = facts(worked)
    assert ("Waterstad", None, "attempts:Telefoon") not in counted
    assert ("Waterstad", None, "cases_reached") not in counted
    assert ("Waterstad", "thuisgoed", "signals_reached") not in counted


def test_a_month_counts_only_itself_and_december_ends_at_new_year(worked: Street):
    december = date(2026, 12, 1)
    worked.signal(worked.resident(worked.household(number="9"), "Evers"), worked.cast.thuisgoed, month=december)
    counted = facts(worked, december)
    assert counted["Waterstad", "thuisgoed", "signals"] == 1
    assert counted["Waterstad", None, "cases_opened"] == 1
    assert ("Waterstad", None, "help_accepted") not in counted


def test_nobody_is_in_the_facts(worked: Street):
    count_month(organisation=worked.cast.noorderlicht, month=MONTH)
    columns = {field.name for field in Fact._meta.get_fields()}
    assert columns == {"id", "organisation", "municipality", "partner", "month", "measure", "value"}


@pytest.mark.parametrize("many", [1, 30])
def test_the_number_of_queries_does_not_grow(street: Street, django_assert_max_num_queries, many):
    for number in range(many):
        street.signal(street.resident(street.household(number=str(number)), "Aaldering"), street.cast.thuisgoed)
    with django_assert_max_num_queries(22):
        count_month(organisation=street.cast.noorderlicht, month=MONTH)
