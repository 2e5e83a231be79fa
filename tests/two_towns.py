"""Two towns side by side in one installation, each worked through the stream's own actions, for whoever tests the walls."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from voordeur import appointments, breach, stream
from voordeur.accounts.models import Municipality, Organisation, User
from voordeur.connections.brp import HttpRegister, PersonRegister
from voordeur.connections.brp.stand_in import serve
from voordeur.privacy.log import Look, Purpose
from voordeur.privacy.models import BreachNote
from voordeur.record import files
from voordeur.record.models import Case, Household, Partner, Resident
from voordeur.stages.answer.models import AnswerFile
from voordeur.stages.deliver.actions.pending import keep_pending
from voordeur.stages.deliver.models import Delivery, Line, PendingFile, Signal
from voordeur.stages.help import actions as help_
from voordeur.stages.help.actions import PlanLine
from voordeur.stages.help.models import Agreement
from voordeur.stages.help.rules.agreement import AgreementKind
from voordeur.stages.match.actions import draw_sample
from voordeur.stages.match.actions.share import Where, share_address
from voordeur.stages.match.models import Candidate, Link, Sample, SampleItem, SharedAddress
from voordeur.stages.match.queries.joined import joined
from voordeur.stages.reach.actions.callbacks import keep_call_back
from voordeur.stages.reach.actions.protocols import propose_switch
from voordeur.stages.reach.models import CallBack, Message, PrintBatch, PrintedPiece, ProtocolSwitch
from voordeur.stages.reach.rules.sending import MessageState
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel, DayPart
from voordeur.stages.triage.models import Taking
from voordeur.stages.visit import actions as visit
from voordeur.stages.visit.actions.duos import Point, Together, keep_duo
from voordeur.stages.visit.actions.people import note_absence
from voordeur.stages.visit.actions.safety import Telling, Written, write_safety_note
from voordeur.stages.visit.models import Absence, Appointment, DoorNote, Duo, Round, Stop
from voordeur.stages.visit.queries.slots import clock, offer
from voordeur.stages.visit.rules.safety import Measure, Told

TODAY = date(2026, 10, 24)
EVENING = datetime(2026, 10, 24, 19, 0, tzinfo=UTC)


@dataclass(frozen=True)
class TownWords:
    """Words that only this town's data hold: whoever sees one sees this town."""

    name: str
    surname: str
    street: str
    postcode: str
    words: tuple[str, ...]


OWN = TownWords("Waterstad", "Zonderwaal", "Sterrenpad", "9901AA", ("Zonderwaal", "Sterrenpad", "ZW-100"))
OTHER = TownWords("Elderstad", "Vreemdeveld", "Maanpad", "9902BB", ("Vreemdeveld", "Maanpad", "VV-100"))


@dataclass
class TwoTowns:
    """Both towns; `numbers[town][what]` are the ids that may stand in an address."""

    cast: object
    register: PersonRegister
    numbers: dict[str, dict[str, list[int]]] = field(default_factory=dict)


def register_row(town: TownWords, code: str, number: int, **changes: str) -> dict[str, str]:
    """A row of the population register, in the register's own columns."""
    row = {
        "bsn": "", "given": "Noor", "prefix": "", "surname": town.surname, "birth": f"19800{number}15", "sex": "V",
        "name_use": "E", "p_prefix": "", "p_surname": "", "municipality": code, "street": town.street, "number": str(number),
        "letter": "", "addition": "", "postcode": town.postcode, "city": town.name, "secrecy": "0", "suspended": "",
        "suspended_on": "", "died_on": "", "moved_in": "20150101", "earlier_addresses": "[]",
    }  # fmt: skip
    return row | changes


def csv_of(town: TownWords, *houses: int, amount: str = "812,40", birth: bool = True) -> io.BytesIO:
    """A creditor's file about these houses, and one line that will be refused."""
    mark = "ZW-100" if town is OWN else "VV-100"
    lines = ["Klantnummer;Voorletters;Achternaam;Geboortedatum;Straat;Huisnummer;Postcode;Plaats;Bedrag;Oudste vervaldatum"]
    for house in houses:
        born = f"15-0{house}-1980" if birth else ""
        lines.append(
            f"{mark}{house};N.;{town.surname};{born};{town.street};{house};{town.postcode};{town.name};{amount};01-09-2026"
        )
    lines.append(f"{mark}9;N.;{town.surname};15-09-1980;{town.street};9;{town.postcode};{town.name};niets;01-09-2026")
    return io.BytesIO("\r\n".join(lines).encode("cp1252"))


def _work(town: TownWords, partner: Partner, by: User, visitor: User, register: PersonRegister) -> None:
    office = partner.receiver
    stream.receive(partner=partner, name=f"{town.surname}.csv", content=csv_of(town, 1, 2, 3), on=TODAY, by=by, register=register)
    cases = list(Case.objects.filter(organisation=office).order_by("pk"))
    stream.print_batch(
        organisation=office, channel=Channel.LETTER, cases=[c.pk for c in cases], by=by, today=TODAY, register=register
    )
    made = visit.make_round(
        organisation=office, on=TODAY, day_part=DayPart.EVENING, first=by, second=visitor, cases=[c.pk for c in cases], by=by
    )
    door = list(made.stops.order_by("order"))
    resident = Resident.objects.filter(household=door[0].case.household).first()
    stream.door_result(
        door[0],
        made=visit.DoorResult(result=AttemptResult.TALKED, resident_id=resident.pk, leave_asked=True),
        submission=uuid4(), by=by, at=EVENING,
    )  # fmt: skip
    stream.offer_answered(door[0].case, resident=resident, accepted=True, by=by, on=TODAY)
    plan = PlanLine(kind=AgreementKind.ACTION, text=f"Post openen met {town.surname}")
    help_.agree(door[0].case, resident=resident, line=plan, by=by, on=TODAY)
    _message(town, door[0].case, resident)
    stream.answer_file(partner=partner, today=TODAY, by=by)
    look = Look(by, Purpose.FIND_PERSON)
    draw_sample(organisation=office, municipality=None, month=TODAY.replace(day=1), size=20, look=look, today=TODAY)
    keep_pending(partner=partner, name=f"{town.surname}-nieuw.csv", content=csv_of(town, 4), by=by, at=EVENING)
    wrong = Link.objects.filter(signal__organisation=office, resident=resident).first()
    left = breach.left_under([wrong.pk], by=visitor)
    breach.open_notes(joined([wrong.pk]), left=left, by=by)
    propose_switch(office, municipality=None, protocol="coevorden-letter@1", from_on=TODAY, why="", notes=[], by=by, today=TODAY)
    keep_call_back(number="0600000009", on=TODAY, day_part="", by=by)
    _people(town, office, door[0].case, by, visitor)
    _appointment(door[1].case, by)
    share_address(office, at=Where(town.postcode, "99"), kind="care", reason="Verpleeghuis", by=by, today=TODAY)


def _people(town: TownWords, office: Organisation, case: Case, by: User, visitor: User) -> None:
    """A duo, somebody who is away, and a safety note with words of this town in it."""
    keep_duo(None, Together("Noord", by, visitor, Point("Stadskantoor"), Point()), organisation=office, today=TODAY)
    note_absence(visitor, first_day=TODAY + timedelta(days=40), last_day=TODAY + timedelta(days=41), deputy=by, today=TODAY)
    told = Written(
        f"{town.surname} dreigde met een stok", Measure.TOGETHER, TODAY + timedelta(days=90), by,
        Telling(Told.WITHHELD, withheld_because=f"Niet veilig op {town.street}"),
    )  # fmt: skip
    write_safety_note(case.household, told, by=visitor, today=TODAY)


def _appointment(case: Case, by: User) -> None:
    """Somebody will be called, at the first moment that there is."""
    slot = offer(case, "phone", today=TODAY).slots[0]
    resident = Resident.objects.filter(household=case.household).first()
    moment = visit.Moment(slot.on, clock(slot.begin))
    appointments.book(case, resident=resident, kind="phone", moment=moment, asker=visit.Asker(by, "phone", uuid4()), at=EVENING)


def _message(town: TownWords, case: Case, resident: Resident) -> None:
    """An e-mail that went out, with words of this town in it."""
    kept = {"way": "mail", "to": f"{town.surname}@voorbeeld.test", "from": town.name, "subject": "Een bericht", "language": "nl"}
    kept |= {"body": f"Goedendag, dit is {town.street}.", "template": ""}
    Message.objects.create(
        organisation=case.organisation, case=case, resident=resident, channel=Channel.MAIL, step="mail", due_on=TODAY,
        reference=f"vd-{case.pk}", state=MessageState.UNKNOWN, carrier="post", made_at=EVENING,
        stored_as=files.save("message", json.dumps(kept).encode(), ".json"),
    )  # fmt: skip


def _numbers(office: Organisation, partner: Partner, municipality: Municipality) -> dict[str, list[int]]:
    """Every id of this town that may stand in an address, by what it is."""

    def ids(model: type, **where: object) -> list[int]:
        return list(model.objects.filter(**where).values_list("pk", flat=True))

    return {
        "case": ids(Case, organisation=office),
        "household": ids(Household, organisation=office),
        "resident": ids(Resident, household__organisation=office),
        "signal": ids(Signal, organisation=office),
        "pending": ids(PendingFile, partner=partner),
        "line": ids(Line, delivery__organisation=office),
        "delivery": ids(Delivery, organisation=office),
        "link": ids(Link, signal__organisation=office),
        "candidate": ids(Candidate, link__signal__organisation=office),
        "sample": ids(Sample, organisation=office),
        "item": ids(SampleItem, sample__organisation=office),
        "taking": ids(Taking, signal__organisation=office),
        "batch": ids(PrintBatch, organisation=office),
        "piece": ids(PrintedPiece, batch__organisation=office),
        "message": ids(Message, organisation=office),
        "round": ids(Round, organisation=office),
        "appointment": ids(Appointment, case__organisation=office),
        "stop": ids(Stop, round__organisation=office),
        "duo": ids(Duo, organisation=office),
        "absence": ids(Absence, user__organisation=office),
        "door_note": ids(DoorNote, household__organisation=office),
        "agreement": ids(Agreement, case__organisation=office),
        "note": ids(BreachNote, organisation=office),
        "shared": ids(SharedAddress, organisation=office),
        "switch": ids(ProtocolSwitch, organisation=office),
        "call_back": ids(CallBack, organisation=office),
        "answer_file": ids(AnswerFile, partner=partner),
        "partner": [partner.pk],
        "user": ids(User, organisation=office),
        "municipality": [municipality.pk],
    }


@pytest.fixture
def town_register() -> Iterator[PersonRegister]:
    """The population register of both towns, asked over HTTP."""
    rows = [register_row(OWN, "9001", n, bsn=bsn) for n, bsn in ((1, "999910012"), (2, "999910024"))]
    rows += [register_row(OTHER, "9003", n, bsn=bsn) for n, bsn in ((1, "999910036"), (2, "999910048"))]
    with serve(rows) as url:
        yield HttpRegister(url, "")


@pytest.fixture
def two_towns(cast, town_register: PersonRegister, signed_in: Callable[[str], object]) -> TwoTowns:
    """Waterstad (where the cast works) and Elderstad (where Stine works), each with a month of work behind it."""
    elder = Partner.objects.create(code="elderwoning", name="Elderwoning", kind="Huur", attested=True, receiver=cast.elders)
    _work(OWN, cast.thuisgoed, cast.clara, cast.vera, town_register)
    _work(OTHER, elder, cast.stine, cast.sanne, town_register)
    towns = TwoTowns(cast, town_register)
    towns.numbers[OWN.name] = _numbers(cast.noorderlicht, cast.thuisgoed, cast.waterstad)
    towns.numbers[OTHER.name] = _numbers(cast.elders, elder, cast.elderstad)
    for town, numbers in towns.numbers.items():
        empty = [what for what, found in numbers.items() if not found and what != "candidate"]
        assert not empty, f"{town} has no {empty}: the walls would not be tried there"
    return towns
