"""A demonstration town set up, delivered to for three months, worked in part by its people.

Every row comes from the program's own actions, as if creditors had uploaded and people had worked at their screens.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from django.conf import settings

from voordeur import stream
from voordeur.accounts.actions import add_organisation
from voordeur.accounts.models import Municipality, Organisation, OrganisationKind, Role
from voordeur.calendar.working_days import add_months, first_of_month
from voordeur.connections.brp import configured_register
from voordeur.demo import agreed, crews, doors, residents
from voordeur.demo.arrears import Debt, lines_of, make_debts
from voordeur.demo.files import SHAPES, newcomers_csv
from voordeur.demo.lying import address_file, town_map
from voordeur.demo.people import CREDITORS_VISITORS, LOOKING_IN, Staff, engage
from voordeur.demo.plans import DEFAULT, Plan, plan_of, programmes_shown
from voordeur.demo.team import Team
from voordeur.demo.town import Numbers, Town, make_town
from voordeur.demo.traces import leave_traces
from voordeur.demo.work import leave_for_today, work_a_month
from voordeur.record.actions import add_partner, set_parameter
from voordeur.record.models import Partner
from voordeur.stages.visit.actions.places import draw_anew, read_in

MONTHS = 3
DELIVERED_ON = 21  # of each month, inside the window in which partners deliver (R13)
UNTIL_DELIVERED = timedelta(days=DELIVERED_ON - 1)  # from the first of a creditor's month
FORTNIGHT, LAST_DELIVERED = timedelta(days=15), timedelta(days=5)
SOURCE = "gemeentelijk beleid"
FROM = date(2021, 1, 1)
CARRIER = "notify"
TEMPLATE = "00000000-0000-4000-8000-000000000001"


@dataclass(frozen=True)
class Delivered:
    """One day on which creditors deliver: which month of their arrears it is, and which of its `parts`."""

    on: date
    month: int
    part: int = 0
    parts: int = 1

    @property
    def name(self) -> str:
        """What the file of that day is called after."""
        return f"{self.on:%Y-%m}" if self.parts == 1 else self.on.isoformat()


class Play:
    """The town of a plan on a day; `register()` is what the population register knows of it."""

    def __init__(self, plan: Plan, today: date, numbers: Numbers) -> None:
        self.plan, self.today = plan, today
        self.deliveries = every_fortnight(today) if plan.fortnightly else every_month(today)
        self.months = tuple(one.on - UNTIL_DELIVERED for one in self.deliveries if one.part == 0)
        self._chance = Random(plan.seed)
        towns = [make_town(self._chance, place, today=self.months[0], numbers=numbers) for place in plan.places]
        self._town = Town(tuple(household for town in towns for household in town.households))

    def register(self) -> list[dict[str, str]]:
        """The population register's rows."""
        return self._town.register()

    def play(self, progress: Callable[[str], None]) -> Staff:
        """Set up, deliver, work; gives the people with their logins. The town must be new to the database."""
        office, partners = self._set_up()
        here = {place.code for place in self.plan.places}
        homes = {person.home for person in self._town.people() if person.home.municipality in here}
        read_in(office, address_file(homes))
        draw_anew(office, town_map(homes))
        staff = engage(
            office, partners[self.plan.staffed].organisation, town=self.plan.suffix, guests=self._guests(partners),
        )  # fmt: skip
        team = Team(
            plan=self.plan, today=self.today, office=office, partners=partners, staff=staff, register=configured_register(),
            chance=Random(self.plan.seed),
        )  # fmt: skip
        crews.form_duos(team, on=self.months[0])
        debts = make_debts(self._chance, self._town, self.plan, months=self.months)
        for one, then in zip(self.deliveries, (*(later.on for later in self.deliveries[1:]), self.today), strict=True):
            self._deliver(team, debts, one)
            doors.look_up(team, on=one.on)
            work_a_month(team, delivered=one.on, until=then)
            progress(f"{office.name}, {one.on}: delivered and worked")
        if self.plan.residents_act:
            residents.leave_for_today(team, on=self.today)
            agreed.agree(team, on=self.today)
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
        for key, value in {"programme": plan.protocol, **_carriers(plan.office.name), **plan.parameters}.items():
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

    def _deliver(self, team: Team, debts: list[Debt], one: Delivered) -> None:
        for creditor in self.plan.creditors:
            ending, shape = SHAPES[creditor.shape]
            mine = [debt for place, debt in enumerate(debts) if one.parts == 1 or place % one.parts == one.part]
            lines = lines_of(self._chance, mine, creditor, one.month)
            if lines:  # who has nothing to report sends nothing
                stream.receive(
                    partner=team.partners[creditor.code], name=f"{creditor.code}-{one.name}.{ending}", on=one.on,
                    content=io.BytesIO(shape(lines)), by=team.person("clara"), register=team.register,
                )  # fmt: skip

    def newcomers_file(self) -> bytes:
        """A first file of a creditor that nobody here knows yet, about other people than the others' files; b"": none came."""
        if not self.plan.newcomer:
            return b""
        chance = Random(self.plan.seed + 1)
        debts = make_debts(chance, self._town, self.plan, months=self.months)
        return newcomers_csv(lines_of(chance, debts, self.plan.creditor(self.plan.newcomer), MONTHS - 1))


def _carriers(office: str) -> dict[str, Any]:
    """Who carries the town's messages, where the installation has somebody: the stand-in that the command serves."""
    if CARRIER not in settings.CARRIERS:
        return {}
    value = {way: CARRIER for way in ("mail", "text", "letter")}
    sent_from = {"mail_from": f"{office} <vroeg@voorbeeld.test>", "text_from": "Gemeente"}
    return {"carriers": {**value, **sent_from, "mail_template": TEMPLATE, "text_template": TEMPLATE}}


def every_month(today: date) -> tuple[Delivered, ...]:
    """Three monthly deliveries, up to this month's or up to the last one where this month's are to come."""
    last = first_of_month(today) if today.day >= DELIVERED_ON else add_months(first_of_month(today), -1)
    months = (add_months(last, month + 1 - MONTHS) for month in range(MONTHS))
    return tuple(Delivered(month.replace(day=DELIVERED_ON), index) for index, month in enumerate(months))


def every_fortnight(today: date) -> tuple[Delivered, ...]:
    """Six deliveries in three months, the last of them some days ago: so that every phase is met on any day."""
    last = today - LAST_DELIVERED
    days = (last - FORTNIGHT * back for back in reversed(range(2 * MONTHS)))
    return tuple(Delivered(day, number // 2, number % 2, 2) for number, day in enumerate(days))


def plays(programme: str, today: date) -> tuple[Play, ...]:
    """The towns of a programme, or of ``all``: the small ones first, for the large one takes what is left of the numbers."""
    names = [name for name in programmes_shown() if programme in (name, "all")]
    numbers = Numbers()
    return tuple(Play(plan_of(name), today, numbers) for name in sorted(names, key=lambda name: name == DEFAULT))
