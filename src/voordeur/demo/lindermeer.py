"""The demonstration's fictional municipality: set up, delivered to for three months, worked in part by its people.

Every row comes from the program's own actions, as if creditors had uploaded and people had worked at their screens.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from random import Random

from voordeur import stream
from voordeur.accounts.actions import add_organisation
from voordeur.accounts.models import Organisation, OrganisationKind
from voordeur.calendar.working_days import add_months, first_of_month
from voordeur.connections.brp import configured_register
from voordeur.demo.arrears import CREDITORS, Debt, lines_of, make_debts
from voordeur.demo.files import SHAPES, newcomers_csv
from voordeur.demo.people import Staff, engage
from voordeur.demo.team import Team
from voordeur.demo.town import CODE, NAME, make_town
from voordeur.demo.traces import leave_traces
from voordeur.demo.work import leave_for_today, work_a_month
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
        team = Team(
            today=self.today, office=office, partners=partners, staff=staff, register=configured_register(), chance=Random(SEED)
        )
        debts = make_debts(self._chance, self._town, months=self.months)
        for index, month in enumerate(self.months):
            on = month.replace(day=DELIVERED_ON)
            self._deliver_month(team, debts, index, on)
            until = self.months[index + 1].replace(day=DELIVERED_ON) if index + 1 < MONTHS else self.today
            work_a_month(team, delivered=on, until=until)
            progress(f"{month:%Y-%m}: delivered and worked")
        tonight = leave_for_today(team)
        leave_traces(team, tonight, new_file=self.newcomers_file(), on=self.today)
        progress(f"{self.today}: this morning's desk")
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

    def _deliver_month(self, team: Team, debts: list[Debt], index: int, on: date) -> None:
        for creditor in CREDITORS:
            ending, shape = SHAPES[creditor.code]
            content = shape(lines_of(self._chance, debts, creditor, index))
            stream.receive(
                partner=team.partners[creditor.code], name=f"{creditor.code}-{on:%Y-%m}.{ending}", on=on,
                content=io.BytesIO(content), by=team.person("clara"), register=team.register,
            )  # fmt: skip

    def newcomers_file(self) -> bytes:
        """A first file of a creditor that nobody here knows yet, about other people than the others' files."""
        chance = Random(SEED + 1)
        debts = make_debts(chance, self._town, months=self.months)
        return newcomers_csv(lines_of(chance, debts, CREDITORS[3], MONTHS - 1))


def delivery_months(today: date) -> tuple[date, ...]:
    """The first days of the three months up to this one, or up to the last one where this month's deliveries are to come."""
    last = first_of_month(today) if today.day >= DELIVERED_ON else add_months(first_of_month(today), -1)
    return tuple(add_months(last, -back) for back in reversed(range(MONTHS)))
