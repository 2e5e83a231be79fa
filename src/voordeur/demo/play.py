"""A demonstration town set up, delivered to for three months, worked in part by its people.

Every row comes from the program's own actions, as if creditors had uploaded and people had worked at their screens.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date
from random import Random

from voordeur import stream
from voordeur.accounts.actions import add_organisation
from voordeur.accounts.models import Municipality, Organisation, OrganisationKind, Role
from voordeur.calendar.working_days import add_months, first_of_month
from voordeur.connections.brp import configured_register
from voordeur.demo.arrears import Debt, lines_of, make_debts
from voordeur.demo.files import SHAPES, newcomers_csv
from voordeur.demo.people import CREDITORS_VISITORS, LOOKING_IN, Staff, engage
from voordeur.demo.plans import DEFAULT, Plan, plan_of, programmes_shown
from voordeur.demo.team import Team
from voordeur.demo.town import Numbers, Town, make_town
from voordeur.demo.traces import leave_traces
from voordeur.demo.work import leave_for_today, work_a_month
from voordeur.record.actions import add_partner, set_parameter
from voordeur.record.models import Partner

MONTHS = 3
DELIVERED_ON = 21  # of each month, inside the window in which partners deliver (R13)
SOURCE = "gemeentelijk beleid"
FROM = date(2021, 1, 1)


class Play:
    """The town of a plan on a day; `register()` is what the population register knows of it."""

    def __init__(self, plan: Plan, today: date, numbers: Numbers) -> None:
        self.plan, self.today = plan, today
        self.months = delivery_months(today)
        self._chance = Random(plan.seed)
        towns = [make_town(self._chance, place, today=self.months[0], numbers=numbers) for place in plan.places]
        self._town = Town(tuple(household for town in towns for household in town.households))

    def register(self) -> list[dict[str, str]]:
        """The population register's rows."""
        return self._town.register()

    def play(self, progress: Callable[[str], None]) -> Staff:
        """Set up, deliver, work; gives the people with their logins. The town must be new to the database."""
        office, partners = self._set_up()
        staff = engage(
            office, partners[self.plan.staffed].organisation, town=self.plan.suffix, guests=self._guests(partners),
        )  # fmt: skip
        team = Team(
            plan=self.plan, today=self.today, office=office, partners=partners, staff=staff, register=configured_register(),
            chance=Random(self.plan.seed),
        )  # fmt: skip
        debts = make_debts(self._chance, self._town, self.plan, months=self.months)
        for index, month in enumerate(self.months):
            on = month.replace(day=DELIVERED_ON)
            self._deliver_month(team, debts, index, on)
            until = self.months[index + 1].replace(day=DELIVERED_ON) if index + 1 < MONTHS else self.today
            work_a_month(team, delivered=on, until=until)
            progress(f"{office.name}, {month:%Y-%m}: delivered and worked")
        tonight = leave_for_today(team)
        leave_traces(team, tonight, new_file=self.newcomers_file(), on=self.today)
        progress(f"{office.name}, {self.today}: this morning's desk")
        return staff

    def _set_up(self) -> tuple[Organisation, dict[str, Partner]]:
        plan = self.plan
        office = add_organisation(
            name=plan.office.name, kind=plan.office.kind, contact_name=plan.office.contact, phone=plan.office.phone,
            municipalities=[(place.code, place.name) for place in plan.places],
        )  # fmt: skip
        for place in plan.places:
            here = Municipality.objects.get(code=place.code)
            own = {"districts": plan.districts(place), "referral_directory": plan.referrals.get(place.code)}
            for key, value in own.items():
                if value:
                    set_parameter(organisation=office, municipality=here, key=key, value=value, valid_from=FROM, source=SOURCE)
        for key, value in {"programme": plan.protocol, **plan.parameters}.items():
            set_parameter(organisation=office, key=key, value=value, valid_from=FROM, source=SOURCE)
        partners = {}
        for creditor in plan.creditors:
            staff = add_organisation(name=creditor.name, kind=OrganisationKind.PARTNER)
            partners[creditor.code] = add_partner(
                code=creditor.code, name=creditor.name, kind=creditor.kind, attested=True, receiver=office, organisation=staff
            )
        return office, partners

    def _guests(self, partners: Mapping[str, Partner]) -> list[tuple[str, str, Organisation]]:
        """Creditors' employees who go along to the doors, and people of municipalities that look in."""
        along = zip(self.plan.visitors_from, CREDITORS_VISITORS, strict=False)
        guests = [(str(Role.VISITOR), name, home) for code, name in along if (home := partners[code].organisation)]
        for code, name in zip(self.plan.municipal, LOOKING_IN, strict=False):
            place = next(one for one in self.plan.places if one.code == code)
            own = add_organisation(
                name=f"Gemeente {place.name}", kind=OrganisationKind.MUNICIPALITY, municipalities=[(place.code, place.name)]
            )
            guests.append((str(Role.COORDINATOR), name, own))
        return guests

    def _deliver_month(self, team: Team, debts: list[Debt], index: int, on: date) -> None:
        for creditor in self.plan.creditors:
            ending, shape = SHAPES[creditor.shape]
            content = shape(lines_of(self._chance, debts, creditor, index))
            stream.receive(
                partner=team.partners[creditor.code], name=f"{creditor.code}-{on:%Y-%m}.{ending}", on=on,
                content=io.BytesIO(content), by=team.person("clara"), register=team.register,
            )  # fmt: skip

    def newcomers_file(self) -> bytes:
        """A first file of a creditor that nobody here knows yet, about other people than the others' files; b"": none came."""
        if not self.plan.newcomer:
            return b""
        chance = Random(self.plan.seed + 1)
        debts = make_debts(chance, self._town, self.plan, months=self.months)
        return newcomers_csv(lines_of(chance, debts, self.plan.creditor(self.plan.newcomer), MONTHS - 1))


def delivery_months(today: date) -> tuple[date, ...]:
    """The first days of the three months up to this one, or up to the last one where this month's deliveries are to come."""
    last = first_of_month(today) if today.day >= DELIVERED_ON else add_months(first_of_month(today), -1)
    return tuple(add_months(last, -back) for back in reversed(range(MONTHS)))


def plays(programme: str, today: date) -> tuple[Play, ...]:
    """The towns of a programme, or of ``all``: the small ones first, for the large one takes what is left of the numbers."""
    names = [name for name in programmes_shown() if programme in (name, "all")]
    numbers = Numbers()
    return tuple(Play(plan_of(name), today, numbers) for name in sorted(names, key=lambda name: name == DEFAULT))
