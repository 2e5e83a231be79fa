"""Households for the tests of the screens: invented people with signals, as match and triage leave them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import count

from voordeur.accounts.models import Municipality
from voordeur.record.actions import append_event, open_case
from voordeur.record.models import Case, Household, Partner, Resident
from voordeur.stages.deliver.models import Delivery, Line, Signal
from voordeur.stages.match.models import Link
from voordeur.stages.reach import actions as reach
from voordeur.stages.triage.models import Taking

TODAY = date(2026, 11, 25)
_number = count(1)


@dataclass
class Home:
    """A household with its open case and people."""

    case: Case
    household: Household
    people: list[Resident]
    signals: list[Signal]

    @property
    def resident(self) -> Resident:
        """The first of the people."""
        return self.people[0]


def home(
    cast,
    *,
    names: tuple[tuple[str, str, str], ...] = (("F.", "", "Yilmaz"),),
    municipality: Municipality | None = None,
    street: str = "Merelstraat",
    number: str = "14",
    signals: int = 1,
    on: date = date(2026, 11, 2),
    phone: str = "06-00001234",
    planned: bool = True,
) -> Home:
    """An open case of these people (initials, prefix, surname), with so many signals of Thuisgoed over as many months."""
    household = Household.objects.create(
        organisation=cast.noorderlicht,
        municipality=municipality or cast.waterstad,
        street=street,
        house_number=number,
        postcode="1234AB",
        city="Waterstad",
    )
    people = [
        Resident.objects.create(
            household=household,
            initials=initials,
            prefix=prefix,
            surname=surname,
            birth_date="1984-05-17",
            phone=phone,
            email=f"{surname.lower().replace(' ', '')}@voorbeeld.test",
            in_register=True,
        )
        for initials, prefix, surname in names
    ]
    case = open_case(household=household, on=on, protocol="coevorden-visit@1")
    made = [signal(case, people[0], cast.thuisgoed, months_ago=i) for i in reversed(range(signals))]
    if planned:
        reach.plan([case.pk], today=TODAY)
    return Home(case, household, people, made)


def signal(
    case: Case, resident: Resident, partner: Partner, *, months_ago: int = 0, cents: int = 42_000, kind: str = "Huur"
) -> Signal:
    """One signal of a partner about a resident, linked and taken up in the case."""
    number = next(_number)
    month = _months_before(date(2026, 11, 1), months_ago)
    on = min(month.replace(day=2), TODAY)
    delivery = Delivery.objects.create(
        partner=partner,
        organisation=case.organisation,
        month=month,
        on=on,
        sha256=sha256(str(number).encode()).hexdigest(),
        state="done",
        delivered=1,
        accepted=1,
    )
    made = Signal.objects.create(
        line=Line.objects.create(delivery=delivery, number=1, verdict="accepted"),
        delivery=delivery,
        partner=partner,
        organisation=case.organisation,
        kind=kind,
        signal_type="first",
        on=on,
        month=month,
        customer_number=f"K{resident.pk}",
        surname=resident.surname,
        amount_cents=cents + months_ago * 1_500,
        oldest_due=month,
    )
    Link.objects.create(
        signal=made, resident=resident, household=case.household, verdict="auto", register_status="resident", reasons=[]
    )
    Taking.objects.create(signal=made, status="Opgepakt", case=case, on=on, urgency=1)
    facts = {
        "signal": made.pk,
        "partner": partner.pk,
        "kind": kind,
        "amount_cents": made.amount_cents,
        "signal_type": "first",
        "oldest_due": made.oldest_due.isoformat(),
        "resident": resident.pk,
    }
    append_event(case=case, kind="signal_joined", on=on, facts=facts)
    return made


def _months_before(month: date, number: int) -> date:
    year, index = divmod(month.year * 12 + month.month - 1 - number, 12)
    return date(year, index + 1, 1)
