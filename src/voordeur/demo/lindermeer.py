"""The demonstration's fictional municipality: set up, delivered to for three months, worked in part by its people.

Every row comes from the program's own actions, as if creditors had uploaded and people had worked at their screens.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date
from random import Random

from voordeur import stream
from voordeur.accounts.actions import add_organisation
from voordeur.accounts.models import Organisation, OrganisationKind
from voordeur.connections.brp import configured_register
from voordeur.demo.arrears import CREDITORS, Debt, lines_of, make_debts
from voordeur.demo.files import SHAPES
from voordeur.demo.people import Staff, engage
from voordeur.demo.town import CODE, NAME, make_town
from voordeur.demo.work import Work
from voordeur.record.actions import add_partner
from voordeur.record.models import Partner

SEED = 1986
MONTHS = 3
DELIVERED_ON = 21  # of each month, inside the window in which partners deliver (R13)
STAFFED_PARTNER = "lindewonen"  # the creditor whose staff sign in


class Lindermeer:
    """The town on a day; `register()` is what the population register knows of it."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.months = delivery_months(today)
        self._chance = Random(SEED)
        self._town = make_town(self._chance, today=self.months[0])

    def register(self) -> list[dict[str, str]]:
        """The population register's rows."""
        return self._town.register()

    def play(self, progress: Callable[[str], None]) -> Staff:
        """Set up, deliver, work; gives the people with their logins. The database must be empty and prepared."""
        office, partners = self._set_up()
        staff = engage(office, partners[STAFFED_PARTNER].organisation)
        work = Work(office=office, partners=partners, staff=staff, register=configured_register(), seed=SEED)
        debts = make_debts(self._chance, self._town, months=self.months)
        for index, month in enumerate(self.months):
            on = month.replace(day=DELIVERED_ON)
            self._deliver_month(partners, debts, index, on, staff)
            until = self.months[index + 1].replace(day=DELIVERED_ON) if index + 1 < MONTHS else self.today
            work.between(on, until)
            progress(f"{month:%Y-%m}: delivered and worked")
        work.today(self.today)
        return staff

    def _set_up(self) -> tuple[Organisation, dict[str, Partner]]:
        office = add_organisation(
            name=f"Gemeente {NAME}", kind=OrganisationKind.MUNICIPALITY, municipalities=[(CODE, NAME)],
            contact_name="Clara Coenen", phone="06-00012345",
        )  # fmt: skip
        partners = {}
        for creditor in CREDITORS:
            staff = add_organisation(name=creditor.name, kind=OrganisationKind.PARTNER)
            partners[creditor.code] = add_partner(
                code=creditor.code, name=creditor.name, kind=creditor.kind, attested=True, receiver=office, organisation=staff
            )
        return office, partners

    def _deliver_month(self, partners: dict[str, Partner], debts: list[Debt], index: int, on: date, staff: Staff) -> None:
        for creditor in CREDITORS:
            ending, shape = SHAPES[creditor.code]
            content = shape(lines_of(self._chance, debts, creditor, index))
            stream.receive(
                partner=partners[creditor.code], name=f"{creditor.code}-{on:%Y-%m}.{ending}", content=io.BytesIO(content),
                on=on, by=staff.people["clara"], register=configured_register(),
            )  # fmt: skip


def delivery_months(today: date) -> tuple[date, ...]:
    """The first days of the three months up to this one, or up to the last one where this month's deliveries are to come."""
    return tuple(reversed(list(_backward(today))))


def _backward(today: date) -> Iterator[date]:
    month = today.replace(day=1)
    if today.day < DELIVERED_ON:
        month = _before(month)
    for _ in range(MONTHS):
        yield month
        month = _before(month)


def _before(month: date) -> date:
    return month.replace(year=month.year - 1, month=12) if month.month == 1 else month.replace(month=month.month - 1)
