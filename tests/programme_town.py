"""A small town that works by one of the five working methods, told in sentences: what the stories of tests/stories are played on.

Each sentence is one call of the stream, as its screen makes it, on the day that the story has come to.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any
from uuid import uuid4

import pytest

from voordeur import stream
from voordeur.accounts.models import Municipality, Organisation, User
from voordeur.connections.brp import HttpRegister, PersonRegister
from voordeur.connections.brp.stand_in import serve
from voordeur.record.actions import set_parameter
from voordeur.record.models import Case, Event, Partner, Resident
from voordeur.stages.deliver.models import Delivery, Signal
from voordeur.stages.reach import actions as reach
from voordeur.stages.reach.models import DueStep
from voordeur.stages.reach.queries.one_case import steps_of
from voordeur.stages.reach.rules.next_steps import NextSteps
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel, DayPart
from voordeur.stages.visit import actions as visit

HOURS = {DayPart.MORNING: 8, DayPart.AFTERNOON: 13, DayPart.EVENING: 18}  # UTC: one or two hours later in the town
FROM = date(2021, 1, 1)


@dataclass(frozen=True)
class Home:
    """Somebody at a front door. `number` is the house's; `nth` tells everybody in the story apart."""

    number: int
    surname: str
    nth: int = 0
    given: str = "Noor"
    street: str = "Sterrenpad"
    postcode: str = "9901AA"
    city: str = "Waterstad"
    municipality: str = "9001"
    born: str = "19800115"

    @property
    def bsn(self) -> str:
        """A number for tests that passes the 11-test."""
        return numbered(self.nth or self.number)

    @property
    def customer(self) -> str:
        """What creditors call this customer."""
        return f"K-{self.nth or self.number}"

    def register_row(self) -> dict[str, str]:
        """What the population register knows."""
        return {
            "bsn": self.bsn, "given": self.given, "prefix": "", "surname": self.surname, "birth": self.born, "sex": "V",
            "name_use": "E", "p_prefix": "", "p_surname": "", "municipality": self.municipality, "street": self.street,
            "number": str(self.number), "letter": "", "addition": "", "postcode": self.postcode, "city": self.city,
            "secrecy": "0", "suspended": "", "suspended_on": "", "died_on": "", "moved_in": "20150101", "earlier_addresses": "[]",
        }  # fmt: skip


def numbered(nth: int) -> str:
    """The nth number from 9999 on that passes the 11-test."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    fit = (n for n in range(999_910_000, 1_000_000_000) if not sum(int(d) * w for d, w in zip(str(n), weights, strict=True)) % 11)
    return str(next(islice(fit, nth, None)))


@dataclass
class ProgrammeTown:
    """The town on a day; `homes` by a name for the story."""

    cast: Any
    register: PersonRegister
    homes: Mapping[str, Home]
    today: date
    office: Organisation = field(init=False)

    def __post_init__(self) -> None:
        self.office = self.cast.noorderlicht

    def works_by(self, protocol: str, **parameters: Any) -> None:
        """From the beginning this town works by this protocol (name@version), with these parameters of its own."""
        for key, value in {"programme": protocol, **parameters}.items():
            self.decides(key, value)

    def decides(self, key: str, value: Any, *, where: Municipality | None = None) -> None:
        """A parameter of the town's own."""
        set_parameter(organisation=self.office, municipality=where, key=key, value=value, valid_from=FROM, source="raadsbesluit")

    # --- creditors ---

    def delivers(self, partner: Partner, *lines: tuple[str, Mapping[str, Any]], on: date | None = None) -> Delivery:
        """A creditor delivers lines about homes: amount, months, and what else it says."""
        self.today = on or self.today
        rows = [self._line(self.homes[name], said) for name, said in lines]
        header = list(dict.fromkeys(key for row in rows for key in row))
        text = "\r\n".join(";".join(each.get(key, "") for key in header) for each in ({key: key for key in header}, *rows))
        return stream.receive(
            partner=partner, name=f"{partner.code}-{self.today}-{uuid4().hex[:4]}.csv", content=io.BytesIO(text.encode()),
            on=self.today, by=self.cast.clara, register=self.register,
        )  # fmt: skip

    def _line(self, home: Home, said: Mapping[str, Any]) -> dict[str, str]:
        line = {
            "Klantnummer": home.customer, "Voorletters": f"{home.given[0]}.", "Achternaam": home.surname,
            "Geboortedatum": f"{home.born[6:]}-{home.born[4:6]}-{home.born[:4]}", "Straat": home.street,
            "Huisnummer": str(home.number), "Postcode": home.postcode, "Plaats": home.city, "Bedrag": "812,40",
            "Oudste vervaldatum": (self.today - timedelta(days=45)).strftime("%d-%m-%Y"),
        }  # fmt: skip
        return line | {_COLUMNS[key]: str(value) for key, value in said.items()}

    def tells(self, partner: Partner, what: str, *names: str, on: date | None = None, because: str = "") -> reach.Heard:
        """A creditor tells that it did something, or to which stage its collection came, for these homes."""
        numbers = [self.homes[name].customer for name in names]
        return stream.partner_told(
            partner, what=what, customers=numbers, on=on or self.today, today=self.today, by=None, because=because
        )

    # --- what stands and is due ---

    def case(self, name: str) -> Case:
        """The open case at a home."""
        home = self.homes[name]
        return Case.objects.get(household__house_number=str(home.number), household__street=home.street, closed_on=None)

    def resident(self, name: str) -> Resident:
        """Who lives there."""
        return Resident.objects.get(bsn=self.homes[name].bsn, household__organisation=self.office)

    def steps(self, name: str, *, on: date | None = None) -> NextSteps:
        """The protocol's whole answer for a home on a day."""
        self.today = on or self.today
        return steps_of(self.case(name), today=self.today)

    def due(self, name: str, *, on: date | None = None) -> set[str]:
        """The names of the steps that the worklist says are due at a home on a day."""
        self.today = on or self.today
        case = self.case(name)
        reach.plan([case.pk], today=self.today)
        return set(DueStep.objects.filter(case=case, state="due").values_list("step", flat=True))

    def day_of(self, name: str, step: str) -> date:
        """The day on which a step is or becomes due at a home."""
        answer = self.steps(name)
        return next(one.due_on for one in (*answer.due, *answer.waiting) if one.name == step and one.due_on)

    def waits_for(self, name: str) -> dict[str, str]:
        """What waits for a fact instead of a day, by step: the code of what it waits for."""
        return {step.name: step.code for step in self.steps(name).waiting if step.due_on is None}

    def day_part(self, name: str) -> str:
        """The part of the day at which the visit that is due is proposed."""
        return next(step.day_part for step in self.steps(name).due if step.channel == Channel.VISIT)

    def answers(self, name: str) -> list[str]:
        """What this home's creditors heard, oldest first."""
        signals = Signal.objects.filter(customer_number=self.homes[name].customer)
        return [answer.code for answer in sorted((a for s in signals for a in s.answers.all()), key=lambda a: a.pk)]

    def doors(self, name: str) -> list[str]:
        """The parts of the day at which that door was tried, in order."""
        tried = Event.objects.filter(case=self.case(name), kind="attempt", facts__channel=Channel.VISIT).order_by("on", "pk")
        return [event.facts["day_part"] for event in tried]

    # --- the team ---

    def post_goes_out(self, *names: str, on: date | None = None) -> None:
        """The letters that are due at these homes are printed."""
        self.today = on or self.today
        stream.print_batch(
            organisation=self.office, channel=Channel.LETTER, cases=[self.case(name).pk for name in names], by=self.cast.karim,
            today=self.today, register=self.register,
        )  # fmt: skip

    def rings(self, name: str, part: DayPart, *, pair: Sequence[User] = (), on: date | None = None, **found: Any) -> None:
        """A pair rings at a home at that part of the day and finds this."""
        self.today = on or self.today
        first, second = (*(pair or (self.cast.vera, self.cast.victor)), None)[:2]
        made = visit.make_round(
            organisation=self.office, on=self.today, day_part=part, first=first, second=second, cases=[self.case(name).pk],
            by=self.cast.clara,
        )  # fmt: skip
        at = datetime(self.today.year, self.today.month, self.today.day, HOURS[part], 15, tzinfo=UTC)
        stream.door_result(made.stops.get(), made=visit.DoorResult(**found), submission=uuid4(), by=first, at=at)

    def nobody_opens(self, name: str, *, on: date | None = None, pair: Sequence[User] = ()) -> DayPart:
        """The visit that is due is made at the part of the day that is proposed, and the door stays shut."""
        self.today = on or self.today
        part = DayPart(self.day_part(name))
        self.rings(name, part, pair=pair, result=AttemptResult.NOBODY)
        return part

    def talks(self, name: str, *, on: date | None = None, pair: Sequence[User] = ()) -> None:
        """The visit that is due is made, and the resident lets the pair in."""
        self.today = on or self.today
        part = DayPart(self.day_part(name))
        self.rings(name, part, pair=pair, result=AttemptResult.TALKED, resident_id=self.resident(name).pk, leave_asked=True)

    def tries(self, name: str, channel: Channel, result: AttemptResult, *, step: str = "", on: date | None = None) -> None:
        """Somebody of the team calls, mails or writes by hand."""
        self.today = on or self.today
        reached = result == AttemptResult.TALKED
        made = reach.Attempt(
            channel=channel, day_part=DayPart.AFTERNOON if channel == Channel.PHONE else "", reached=reached, result=result,
            resident_id=self.resident(name).pk, step=step,
        )  # fmt: skip
        stream.attempt(self.case(name), made=made, by=self.cast.karim, on=self.today)

    def learns(self, name: str, kind: str, *, on: date | None = None, **facts: Any) -> Event:
        """A fact becomes known."""
        self.today = on or self.today
        return stream.learn(self.case(name), kind=kind, facts=facts, by=self.cast.karim, on=self.today)

    def says_no(self, name: str, no: str, *, on: date | None = None) -> None:
        """The resident says no, by phone or on the page: no reason is asked."""
        self.today = on or self.today
        stream.say_no(self.case(name), resident=self.resident(name), no=no, by=None, on=self.today)

    def accepts(self, name: str, *, on: date | None = None, accepted: bool = True) -> None:
        """The resident answers the offer."""
        self.today = on or self.today
        stream.offer_answered(self.case(name), resident=self.resident(name), accepted=accepted, by=self.cast.karim, on=self.today)


# How a line's own words are headed in the file.
_COLUMNS = {
    "amount": "Bedrag", "months": "Maanden", "stage": "Incassofase", "attempts": "Contactpogingen", "phone": "Telefoon",
    "email": "E-mail", "type": "Signaaltype", "since": "Oudste vervaldatum",
}  # fmt: skip

TownOf = Callable[..., ProgrammeTown]


@pytest.fixture
def town_of(cast: Any) -> Iterator[TownOf]:
    """Makes a town that works by a protocol: `town_of("leiden@1", homes, today=…, **parameters)`."""
    with ExitStack() as open_:

        def make(protocol: str, homes: Mapping[str, Home], *, today: date, **parameters: Any) -> ProgrammeTown:
            url = open_.enter_context(serve([home.register_row() for home in homes.values()]))
            town = ProgrammeTown(cast, HttpRegister(url, ""), homes, today)
            town.works_by(protocol, **parameters)
            return town

        yield make
