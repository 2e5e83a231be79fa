"""A street of fictional people for the tests of the last stages: signals, links, takings and cases, made directly.

The earlier stages have tests of their own; here only what they leave behind matters.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from conftest import Cast
from voordeur.accounts.models import Municipality
from voordeur.record.actions import append_event, open_case
from voordeur.record.models import Case, Household, Partner, Resident
from voordeur.stages.deliver.models import Delivery, Line, Signal
from voordeur.stages.match.models import Link
from voordeur.stages.triage.models import Taking

MONTH = date(2026, 10, 1)
TODAY = date(2026, 10, 25)
_count = itertools.count(1)


@dataclass
class Street:
    """Builds people and their signals in one town of the cast."""

    cast: Cast

    def household(self, *, number: str, municipality: Municipality | None = None) -> Household:
        """A home in the Merelstraat."""
        return Household.objects.create(
            organisation=self.cast.noorderlicht,
            municipality=municipality or self.cast.waterstad,
            street="Merelstraat",
            house_number=number,
            postcode="9001AB",
            city="Waterstad",
        )

    def resident(self, household: Household, surname: str, **more: object) -> Resident:
        """Somebody who lives there; the BSN is a test number unless one is given."""
        fields = {"initials": "A.", "surname": surname, "bsn": "", "in_register": True, **more}
        return Resident.objects.create(household=household, **fields)

    def delivery(self, partner: Partner, *, month: date = MONTH) -> Delivery:
        """A delivery of one month, judged."""
        found = Delivery.objects.filter(partner=partner, month=month).first()
        return found or Delivery.objects.create(
            partner=partner,
            organisation=partner.receiver,
            month=month,
            on=month.replace(day=25),
            sha256=f"{partner.code}{month}",
            state="done",
        )

    def signal(
        self, resident: Resident, partner: Partner, *, status: str = "Opgepakt", month: date = MONTH, **more: object
    ) -> Signal:
        """One signal about this person; taken up (with a case) unless another DDAS status is given."""
        delivery = self.delivery(partner, month=month)
        number = next(_count)
        line = Line.objects.create(delivery=delivery, number=number, verdict="accepted")
        accepted = delivery.lines.count()
        Delivery.objects.filter(pk=delivery.pk).update(delivered=F("refused") + accepted, accepted=accepted)
        signal = Signal.objects.create(
            line=line,
            delivery=delivery,
            partner=partner,
            organisation=partner.receiver,
            kind=partner.kind,
            signal_type="first",
            on=delivery.on,
            month=month,
            amount_cents=12345,
            surname=resident.surname,
            **{"customer_number": f"K-{number}", **more},
        )
        Link.objects.create(signal=signal, resident=resident, household=resident.household, verdict="auto")
        case = open_case(household=resident.household, on=delivery.on, protocol="coevorden@1") if status == "Opgepakt" else None
        Taking.objects.create(signal=signal, status=status, case=case, on=delivery.on, single=True)
        return signal

    def told(self, case: Case, kind: str, *, on: date = TODAY, **facts: object) -> None:
        """One more fact of the case."""
        append_event(case=case, kind=kind, on=on, facts=facts)
