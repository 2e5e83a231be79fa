"""Lekstroom's way of working: one office, five municipalities, seven corporations; everybody sees their own, nobody drops off."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from programme_town import Home, ProgrammeTown
from voordeur.accounts.actions import add_municipality, add_organisation, add_person
from voordeur.accounts.models import OrganisationKind, Role, User
from voordeur.calendar import add_working_days
from voordeur.privacy.access import within
from voordeur.record.actions import add_partner
from voordeur.record.models import Case, Partner
from voordeur.stages.deliver.models import Delivery, Line
from voordeur.stages.help.queries import directory_of
from voordeur.stages.reach import actions as reach
from voordeur.stages.reach.models import DueStep
from voordeur.stages.triage.models import Taking
from voordeur.stages.visit.actions import NotPlanned

DELIVERED = date(2026, 9, 21)
OFFER_BY = DELIVERED + timedelta(days=28)
PLANNED_A_MONTH = 35
# Waterstad and Veenstad are the cast's; the other three belong to this story.
PLACES = {"9001": "Waterstad", "9002": "Veenstad", "9041": "Dijkstad", "9042": "Griendstad", "9043": "Rietstad"}
CORPORATIONS = ("Waardhuis", "Lekdak", "Vlietthuis", "Griendhof", "Rietdak", "De Dijkhoeve")  # and Thuisgoed
HOMES = {
    name: Home(1, f"Van {name}", nth=nth, street=f"{name}pad", postcode=f"990{nth}AA", city=name, municipality=code)
    for nth, (code, name) in enumerate(PLACES.items(), start=1)
}
ONE_MONTH = {"months": 1, "amount": "512,00"}


@pytest.fixture
def town(town_of) -> ProgrammeTown:
    town = town_of("lekstroom@1", HOMES, today=DELIVERED)
    for code, name in PLACES.items():
        add_municipality(town.office, code=code, name=name)
    return town


def corporation(town: ProgrammeTown, name: str, kind: str = "Huur") -> Partner:
    staff = add_organisation(name=name, kind=OrganisationKind.PARTNER)
    code = name.lower().replace(" ", "")
    return add_partner(code=code, name=name, kind=kind, attested=True, receiver=town.office, organisation=staff)


def person(name: str, role: Role, home) -> User:
    return add_person(email=f"{name}@voorbeeld.test", name=name, role=role, organisation=home, password="een-lang-wachtwoord")[0]


def cases_of(user: User) -> set[str]:
    """The places of the cases that somebody may see."""
    return set(Case.objects.filter(within(user)).values_list("municipality__name", flat=True))


def test_seven_corporations_signal_to_one_office_and_everybody_sees_only_their_own(town):
    partners = [town.cast.thuisgoed, *(corporation(town, name) for name in CORPORATIONS)]
    assert len(partners) == 7
    for partner, place in zip(partners, PLACES.values(), strict=False):
        town.delivers(partner, (place, ONE_MONTH))
    assert cases_of(town.cast.clara) == set(PLACES.values())

    # A worker sees the municipalities that the worker serves; a municipality its own residents, whoever does the work.
    karim = town.cast.karim
    karim.municipalities.set(town.office.municipalities.filter(name__in=("Veenstad", "Rietstad")))
    assert cases_of(karim) == {"Veenstad", "Rietstad"}
    here = add_organisation(name="Gemeente Dijkstad", kind=OrganisationKind.MUNICIPALITY, municipalities=[("9041", "Dijkstad")])
    assert cases_of(person("Willemijn", Role.COORDINATOR, here)) == {"Dijkstad"}

    # A corporation sees its own deliveries, and of cases nothing.
    own = Delivery.objects.filter(within(town.cast.petra, partner="partner"))
    assert set(own.values_list("partner__name", flat=True)) == {"Thuisgoed"}
    assert cases_of(town.cast.petra) == set()


def test_the_corporations_employee_goes_along_to_its_own_tenants_and_to_no_others(town):
    other = corporation(town, "Lekdak")
    town.delivers(town.cast.thuisgoed, ("Waterstad", ONE_MONTH))
    town.delivers(other, ("Veenstad", ONE_MONTH))
    pair = (town.cast.vera, person("Henk", Role.VISITOR, other.organisation))
    tomorrow = add_working_days(DELIVERED, 1)
    assert town.due("Veenstad", on=tomorrow) == {"visit"}
    town.nobody_opens("Veenstad", pair=pair)
    with pytest.raises(NotPlanned, match="Lekdak"):
        town.nobody_opens("Waterstad", pair=pair)


def test_three_closed_doors_then_the_phone_and_nobody_waits_past_the_term_for_an_offer(town):
    town.delivers(town.cast.thuisgoed, ("Waterstad", ONE_MONTH | {"phone": "0600012345"}))
    tried = [town.nobody_opens("Waterstad", on=town.day_of("Waterstad", "visit")) for _ in range(3)]
    assert len(set(tried)) == 3
    assert "card" not in town.due("Waterstad")
    assert town.day_of("Waterstad", "phone") > town.today
    letter = town.day_of("Waterstad", "own-letter")
    assert letter <= OFFER_BY


def test_more_than_a_month_holds_is_never_refused_and_everybody_keeps_the_deadline(town_of):
    many = {f"home {n}": Home(n, f"Bewoner{n}") for n in range(1, PLANNED_A_MONTH + 6)}
    town = town_of("lekstroom@1", many, today=DELIVERED)
    town.delivers(town.cast.thuisgoed, *((name, ONE_MONTH) for name in many))
    waiting = add_working_days(DELIVERED, 10)
    cases = list(Case.objects.values_list("pk", flat=True))
    reach.plan(cases, today=add_working_days(DELIVERED, 1))
    due = DueStep.objects.filter(step="visit", state="due")
    assert due.count() == len(many) > PLANNED_A_MONTH
    assert set(due.values_list("deadline", flat=True)) == {OFFER_BY}

    # Whom nobody could visit in two weeks gets the offer by letter, in time; the visit stays due.
    reach.plan(cases, today=waiting)
    assert DueStep.objects.filter(step="own-letter", state="due").count() == len(many)
    assert waiting < OFFER_BY


def test_another_kind_of_partner_is_a_matter_of_settings_and_a_welfare_organisation_cannot_signal(town):
    water, welfare = corporation(town, "Lekwater", kind="Water"), corporation(town, "Welzijn Lek", kind="Overige")
    town.decides("partner_kinds", ["Huur"])
    town.delivers(water, ("Waterstad", {"amount": "88,00"}))
    assert Line.objects.get().findings[0]["code"] == "kind_not_allowed"

    town.decides("partner_kinds", ["Zorg", "Huur", "Energie", "Water"])
    town.delivers(water, ("Veenstad", {"amount": "88,00"}))
    assert Taking.objects.get().status == "Opgepakt"
    assert town.day_of("Veenstad", "other-letter") == add_working_days(DELIVERED, 2)

    town.delivers(welfare, ("Rietstad", ONE_MONTH))
    assert Line.objects.filter(delivery__partner=welfare).get().verdict == "refused"


def test_each_municipality_has_its_own_desks_to_refer_to(town):
    places = town.office.municipalities.in_bulk(field_name="code")
    ours = {"dorpsteam": {"name": "Dorpsteam Veenstad", "financial": False}}
    town.decides("referral_directory", ours, where=places["9002"])
    town.delivers(town.cast.thuisgoed, ("Waterstad", ONE_MONTH), ("Veenstad", ONE_MONTH))
    assert set(directory_of(town.case("Veenstad"), on=town.today)) == {"dorpsteam"}
    assert "dorpsteam" not in directory_of(town.case("Waterstad"), on=town.today)
