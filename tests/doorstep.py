"""A street for tests of visits: households with residents, open cases, signals of creditors, and a visit that is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count

from voordeur.accounts.models import Organisation, OrganisationKind, Role, User
from voordeur.record.actions import append_event
from voordeur.record.models import Case, Household, Partner, Resident
from voordeur.stages.deliver.models import Delivery, Line, Signal
from voordeur.stages.match.models import Link
from voordeur.stages.reach.models import DueStep
from voordeur.stages.triage.models import Taking

TODAY = date(2026, 11, 25)
_numbers = count(1)


@dataclass
class Home:
    """One door: its case, and who is asked for there."""

    case: Case
    residents: list[Resident]
    signals: list[Signal]

    @property
    def resident(self) -> Resident:
        return self.residents[0]


def home(
    cast,
    *,
    street: str = "Merelstraat",
    number: str = "14",
    postcode: str = "1234AB",
    people: tuple[str, ...] = ("Fatma Yilmaz",),
    partner: Partner | None = None,
    cents: int = 12_345,
    urgency: int = 0,
) -> Home:
    """A household in Waterstad with one signal per person, taken up in an open case, whose visit is due today."""
    place = Household.objects.create(
        organisation=cast.noorderlicht, municipality=cast.waterstad, street=street, house_number=number,
        postcode=postcode, city="Waterstad",
    )  # fmt: skip
    case = Case.objects.create(
        household=place,
        organisation=cast.noorderlicht,
        municipality=cast.waterstad,
        opened_on=TODAY,
        protocol="coevorden-visit@1",
    )
    made = Home(case, [], [])
    for name in people:
        given, _, surname = name.partition(" ")
        made.residents.append(Resident.objects.create(household=place, given_names=given, initials=given[0], surname=surname))
        made.signals.append(signal(cast, made.case, made.residents[-1], partner or cast.thuisgoed, cents))
    DueStep.objects.create(
        case=case, step="visit", channel="Huisbezoek", state="due", due_on=TODAY, day_part="Avond", urgency=urgency,
        reason={"code": "first", "params": {}},
    )  # fmt: skip
    return made


def signal(cast, case: Case, resident: Resident, partner: Partner, cents: int) -> Signal:
    """One more signal of a creditor about a resident, taken up in the case."""
    number = next(_numbers)
    delivery = Delivery.objects.create(
        partner=partner, organisation=cast.noorderlicht, month=TODAY.replace(day=1), on=TODAY, sha256=f"{number:064d}",
        delivered=1, accepted=1, state="done",
    )  # fmt: skip
    line = Line.objects.create(delivery=delivery, number=1, verdict="accepted")
    made = Signal.objects.create(
        line=line, delivery=delivery, partner=partner, organisation=cast.noorderlicht, kind=partner.kind,
        signal_type="first", on=TODAY, month=TODAY.replace(day=1), amount_cents=cents, surname=resident.surname,
    )  # fmt: skip
    Link.objects.create(signal=made, resident=resident, household=case.household, verdict="new")
    Taking.objects.create(signal=made, status="Opgepakt", case=case, on=TODAY, single=True)
    joined = {"signal": made.pk, "partner": partner.pk, "kind": made.kind, "amount_cents": cents, "resident": resident.pk}
    append_event(case=case, kind="signal_joined", on=TODAY, facts=joined)
    return made


def lent_visitor(cast, partner: Partner | None = None, name: str = "willem") -> User:
    """A visitor employed by a creditor (Lekstroom, Zutphen): a pair of a landlord's and the town's person."""
    partner = partner or cast.thuisgoed
    if partner.organisation is None:
        partner.organisation = Organisation.objects.create(name=f"{partner.name} BV", kind=OrganisationKind.PARTNER)
        partner.save()
    user = User(email=f"{name}@voorbeeld.test", name=name.title(), role=Role.VISITOR, organisation=partner.organisation)
    user.save()
    return user
