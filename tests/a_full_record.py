"""A record as large as asked for, in the shapes that the stages leave behind, made in bulk: for whoever measures the screens.

Every fourth signal is about a household of its own; of ten of those households three have an open case. Nobody in it
exists. What is made is the same every time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import islice

from django.db import connection

from voordeur.accounts.models import Municipality, Organisation, User
from voordeur.privacy import log
from voordeur.privacy.models import AccessLogEntry, LogHead
from voordeur.record.models import Case, Event, Household, Partner, Resident
from voordeur.stages.answer.models import Answer, AnswerFile
from voordeur.stages.deliver.models import Delivery, Line, Signal
from voordeur.stages.help.models import Agreement, HelpOffer
from voordeur.stages.match.models import Candidate, Link
from voordeur.stages.reach.models import DueStep, PrintBatch, PrintedPiece
from voordeur.stages.report.models import Fact
from voordeur.stages.triage.models import Taking
from voordeur.stages.visit.models import Round, Stop

TODAY = date(2026, 11, 25)
MONTHS = 24
PER_HOUSEHOLD = 4
PER_DELIVERY = 250
COLUMNS = ["Klantnummer", "Achternaam", "Postcode", "Huisnummer", "Bedrag"]
STEPS = (
    ("letter", "Brief"), ("card", "Kaartje"), ("visit", "Huisbezoek"), ("phone", "Telefoon"),
    ("register_check", "Administratief"), ("decide", "Administratief"),
)  # fmt: skip
PAID = "Inwoner heeft zelf al betaald/betalingsregeling getroffen"
_BATCH = 1_000


@dataclass(frozen=True)
class Desk:
    """Who receives: the organisation, its municipalities and partners, and somebody who works there."""

    office: Organisation
    municipalities: Sequence[Municipality]
    partners: Sequence[Partner]
    worker: User
    second: User


@dataclass(frozen=True)
class Filled:
    """What one filling made, for whoever opens pages about it."""

    case: int
    closed_case: int
    doubt: int
    round: int
    postcode: str
    surname: str
    household: int


def fill(desk: Desk, signals: int, *, start: int = 0) -> Filled:
    """Add households `start` and up, until this many signals are made. Ids are the database's own."""
    numbers = range(start, start + signals // PER_HOUSEHOLD)
    homes = _keep(Household, (_household(desk, n) for n in numbers))
    people = _keep(Resident, (_resident(home, n, which) for home, n in zip(homes, numbers, strict=True) for which in range(2)))
    cases = _keep(Case, (_case(desk, home, n) for home, n in zip(homes, numbers, strict=True)))
    made = _signals(desk, numbers)
    links = _keep(Link, (_link(signal, homes, people, place) for place, signal in enumerate(made)))
    _keep(Taking, (_taking(signal, cases, links, place) for place, signal in enumerate(made)))
    _doubts(links, people)
    events = _story(desk, cases, people, made)
    open_cases = [case for case in cases if case.closed_on is None]
    _keep(DueStep, (_step(case, place) for place, case in enumerate(open_cases)))
    _help(cases, people)
    _answers(desk, made)
    _printed(desk, cases, people, events)
    round_ = _rounds(desk, open_cases, numbers)
    _figures(desk)
    _looks(desk, homes, len(made) // 2)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a running database does by itself: plans for a full table, not for an empty one
    return Filled(
        case=open_cases[-1].pk,
        closed_case=next(case.pk for case in reversed(cases) if case.closed_on),
        doubt=next(link.pk for link in reversed(links) if link.verdict == "review"),
        round=round_,
        postcode=homes[-1].postcode,
        surname=people[-1].surname,
        household=homes[-1].pk,
    )


def refused_delivery(desk: Desk, lines: int) -> int:
    """One delivery of which every line was refused; its id."""
    delivery = Delivery.objects.create(
        partner=desk.partners[0], organisation=desk.office, month=TODAY.replace(day=1), on=TODAY,
        sha256=sha256(b"refused").hexdigest(), state="done", header=COLUMNS, delivered=lines, refused=lines,
        lines_total=lines, lines_done=lines, file_name="geweigerd.csv",
    )  # fmt: skip
    found = [{"code": "bad_amount", "column": "Bedrag", "params": {"value": "niets"}}]
    _keep(
        Line,
        (
            Line(
                delivery=delivery, number=n, verdict="refused", findings=found,
                cells=[f"K{n}", "Molenaar", "1234AB", str(n), "niets"],
            )
            for n in range(1, lines + 1)
        ),
    )  # fmt: skip
    return delivery.pk


def _keep(model: type, rows: Iterable) -> list:
    kept: list = []
    rows = iter(rows)
    while batch := list(islice(rows, _BATCH)):
        kept += model.objects.bulk_create(batch)
    return kept


def _month(back: int) -> date:
    year, index = divmod(TODAY.year * 12 + TODAY.month - 1 - back, 12)
    return date(year, index + 1, 1)


def _name(n: int) -> str:
    """Surnames as uneven as real ones: some are everybody's, most are rare."""
    return f"Molenaar{n % 7}" if n % 5 == 0 else f"Van{n % 4001}dijk"


def _household(desk: Desk, n: int) -> Household:
    return Household(
        organisation=desk.office, municipality=desk.municipalities[n % len(desk.municipalities)],
        street=f"Merel{n % 997}straat", house_number=str(n % 120 + 1), postcode=f"{1000 + n % 3000}{chr(65 + n % 20)}B",
        city="Waterstad",
    )  # fmt: skip


def _resident(home: Household, n: int, which: int) -> Resident:
    return Resident(
        household=home, initials="A.B.", given_names=f"Naam{n % 300}", surname=_name(n + which),
        birth_date=f"{1940 + n % 60}-0{n % 9 + 1}-1{which}", phone=f"06-000{n % 100_000:05d}",
        email=f"r{n}.{which}@voorbeeld.test", in_register=True, bsn=f"9999{(n * 2 + which) % 100_000:05d}",
    )  # fmt: skip


def _case(desk: Desk, home: Household, n: int) -> Case:
    opened = _month(n % MONTHS).replace(day=3)
    over = n % 10 >= 3
    return Case(
        household=home, organisation=desk.office, municipality=home.municipality, opened_on=opened,
        closed_on=min(opened + timedelta(days=80), TODAY) if over else None, outcome=PAID if over else "",
        protocol="coevorden-visit@1",
    )  # fmt: skip


def _signals(desk: Desk, numbers: range) -> list[Signal]:
    total = len(numbers) * PER_HOUSEHOLD
    deliveries = _keep(
        Delivery,
        (
            Delivery(
                partner=desk.partners[n % len(desk.partners)], organisation=desk.office, month=_month(n % MONTHS),
                on=_month(n % MONTHS).replace(day=2), sha256=sha256(f"{numbers.start}:{n}".encode()).hexdigest(), state="done",
                header=COLUMNS, delivered=PER_DELIVERY, accepted=PER_DELIVERY, lines_total=PER_DELIVERY, lines_done=PER_DELIVERY,
            )
            for n in range(-(-total // PER_DELIVERY))
        ),
    )  # fmt: skip
    lines = _keep(
        Line,
        (Line(delivery=deliveries[n // PER_DELIVERY], number=n % PER_DELIVERY + 1, verdict="accepted") for n in range(total)),
    )
    return _keep(Signal, (_signal(desk, line, numbers.start, n) for n, line in enumerate(lines)))


def _signal(desk: Desk, line: Line, start: int, n: int) -> Signal:
    home, turn = divmod(n, PER_HOUSEHOLD)
    number = start + home
    delivery = line.delivery
    return Signal(
        line=line, delivery=delivery, partner_id=delivery.partner_id, organisation=desk.office, kind="Huur", signal_type="first",
        on=delivery.on, month=delivery.month, customer_number=f"K{number}-{turn % 2}", initials="A.B.",
        surname=_name(number + turn % 2), street=f"Merel{number % 997}straat", house_number=str(number % 120 + 1),
        postcode=f"{1000 + number % 3000}{chr(65 + number % 20)}B", city="Waterstad", amount_cents=10_000 + n % 90_000,
        oldest_due=delivery.month - timedelta(days=60),
    )  # fmt: skip


def _link(signal: Signal, homes: list[Household], people: list[Resident], place: int) -> Link:
    home, turn = divmod(place, PER_HOUSEHOLD)
    verdict = "review" if place % 50 == 1 else "human" if place % 50 == 2 else "auto"
    return Link(
        signal=signal, resident=people[home * 2 + turn % 2], household=homes[home], verdict=verdict, score=12.0,
        register_status="resident", asked_on=signal.on,
        reasons=[{"field": "surname", "agreement": "same", "weight": 9.0, "signal": signal.surname, "register": signal.surname}],
    )  # fmt: skip


def _taking(signal: Signal, cases: list[Case], links: list[Link], place: int) -> Taking:
    link = links[place]
    if link.verdict == "review":
        reasons = [{"code": "link_in_review", "params": {}}]
        return Taking(signal=signal, status="Nog niet opgepakt", rule="", reasons=reasons, on=signal.on)
    if place % 20 == 7:
        return Taking(signal=signal, status="Niet opgepakt: onterecht signaal", rule="R11", reasons=[], on=signal.on)
    case = cases[place // PER_HOUSEHOLD]
    return Taking(signal=signal, status="Opgepakt", case=case, on=signal.on, urgency=place % 4, single=True)


def _doubts(links: list[Link], people: list[Resident]) -> None:
    waiting = [link for link in links if link.verdict == "review"]
    reasons = [{"field": "surname", "agreement": "near", "weight": 4.0, "signal": "Molenaar", "register": "Molenaars"}]
    _keep(
        Candidate,
        (
            Candidate(link=link, resident=people[(place * 7 + which) % len(people)], score=6.0 - which, reasons=reasons)
            for place, link in enumerate(waiting)
            for which in range(2)
        ),
    )


def _story(desk: Desk, cases: list[Case], people: list[Resident], signals: list[Signal]) -> list[Event]:
    def told(place: int, kind: str, on: date, facts: dict) -> Event:
        return Event(
            case=cases[place], kind=kind, on=on, at=datetime.combine(on, datetime.min.time(), UTC), facts=facts, by=desk.worker
        )

    def tell() -> Iterable[Event]:
        for place, case in enumerate(cases):
            one = people[place * 2].pk
            sent = {"step": "letter", "channel": "Brief", "day_part": "", "reached": False, "result": "sent", "resident": one}
            yield told(place, "attempt", case.opened_on, sent)
            yield told(place, "opened", case.opened_on, {"protocol": case.protocol})
            for signal in signals[place * PER_HOUSEHOLD : (place + 1) * PER_HOUSEHOLD]:
                joined = {
                    "signal": signal.pk, "partner": signal.partner_id, "kind": signal.kind, "amount_cents": signal.amount_cents,
                    "signal_type": "first", "oldest_due": signal.oldest_due.isoformat(), "resident": one,
                }  # fmt: skip
                yield told(place, "signal_joined", max(signal.on, case.opened_on), joined)
            if case.closed_on:
                yield told(place, "closed", case.closed_on, {"outcome": case.outcome})

    return [event for event in _keep(Event, tell()) if event.kind == "attempt"]


def _step(case: Case, place: int) -> DueStep:
    step, channel = STEPS[place % len(STEPS)]
    late = place % 3
    return DueStep(
        case=case, step=step, channel=channel, state="due" if late else "waiting",
        due_on=TODAY - timedelta(days=late * 2) if late else TODAY + timedelta(days=1 + place % 9), urgency=place % 4,
        deadline=TODAY + timedelta(days=place % 20) if place % 7 == 0 else None,
        reason={"code": "start", "params": {}},
    )  # fmt: skip


def _help(cases: list[Case], people: list[Resident]) -> None:
    offered = [(place, case) for place, case in enumerate(cases) if place % 3 == 0]
    _keep(
        HelpOffer,
        (
            HelpOffer(
                case=case, resident=people[place * 2], offered_on=case.opened_on, answer="accepted" if place % 2 else "",
                answered_on=case.opened_on if place % 2 else None,
            )
            for place, case in offered
        ),
    )  # fmt: skip
    _keep(
        Agreement,
        (
            Agreement(
                case=case, resident=people[place * 2], made_on=case.opened_on, kind="action", text="Post openen", owner="uzelf",
                due_on=case.opened_on + timedelta(days=20), done_on=case.closed_on,
            )
            for place, case in offered
        ),
    )  # fmt: skip


def _answers(desk: Desk, signals: list[Signal]) -> None:
    files = {
        (partner.pk, back): AnswerFile(partner=partner, on=_month(back).replace(day=5))
        for partner in desk.partners
        for back in range(MONTHS)
    }
    AnswerFile.objects.bulk_create(files.values())
    sent = {(partner, file.on.replace(day=1)): file for (partner, _back), file in files.items()}
    newest = _month(0)
    _keep(
        Answer,
        (
            Answer(
                signal=signal, partner_id=signal.partner_id, code="received", on=signal.on,
                file=None if signal.month == newest else sent[signal.partner_id, signal.month],
            )
            for signal in signals
        ),
    )  # fmt: skip


def _printed(desk: Desk, cases: list[Case], people: list[Resident], events: list[Event]) -> None:
    by_month: dict[date, PrintBatch] = {}
    for case in cases:
        by_month.setdefault(case.opened_on, PrintBatch(organisation=desk.office, channel="Brief", on=case.opened_on, pages=10))
    PrintBatch.objects.bulk_create(by_month.values())
    _keep(
        PrintedPiece,
        (
            PrintedPiece(
                batch=by_month[case.opened_on], case=case, resident=people[place * 2], event=event, text_version="letter@1",
                step="letter", due_on=case.opened_on,
            )
            for place, (case, event) in enumerate(zip(cases, events, strict=True))
        ),
    )  # fmt: skip


def _rounds(desk: Desk, cases: list[Case], numbers: range) -> int:
    # As many rounds as there are in two weeks of a busy town; each of eight doors.
    made = _keep(
        Round,
        (
            Round(organisation=desk.office, on=TODAY - timedelta(days=n), day_part="Avond", first=desk.worker, second=desk.second)
            for n in range(1, 15)
        ),
    )
    _keep(Stop, (Stop(round=each, case=case, order=order) for each in made for order, case in enumerate(cases[:8], start=1)))
    return made[0].pk


def _figures(desk: Desk) -> None:
    if Fact.objects.filter(organisation=desk.office).exists():
        return
    measures = (
        "signals",
        "status:Opgepakt",
        "signals_reached",
        "signals_accepted",
        "cases_opened",
        "attempts:Brief",
        "cases_reached",
    )
    _keep(
        Fact,
        (
            Fact(
                organisation=desk.office, municipality=town, partner=partner, month=_month(back), measure=measure, value=40 + back
            )
            for back in range(MONTHS)
            for town in desk.municipalities
            for partner in (*desk.partners, None)
            for measure in measures
        ),
    )


def _looks(desk: Desk, homes: list[Household], number: int) -> None:
    """So many looks in the log, in one unbroken chain behind what stands there."""
    head = LogHead.objects.filter(pk=1).first() or LogHead(pk=1, length=0, hash=log.GENESIS)
    began = datetime(2026, 1, 1, 8, tzinfo=UTC)

    def chain() -> Iterable[AccessLogEntry]:
        for n in range(number):
            subjects = sorted({f"household:{homes[(n + k) % len(homes)].pk}" for k in range(1 + n % 25)})
            entry = AccessLogEntry(
                at=began + timedelta(minutes=n * 7), user=desk.worker, organisation=desk.office, purpose="offer_help",
                subjects=subjects, path="/", previous_hash=head.hash,
            )  # fmt: skip
            entry.hash = head.hash = log._digest(entry)
            head.length += 1
            yield entry

    _keep(AccessLogEntry, chain())
    head.seal = log._seal(head.length, head.hash)
    head.save()


def pages(filled: Filled, delivery: int) -> dict[str, tuple[str, str]]:
    """Every list and page that a team uses, by name: the role that opens it, and its address."""
    team = {
        "vandaag": "/",
        "vandaag, bellen": "/?hand=call",
        "vandaag, bellen, blad 3": "/?hand=call&page=3",
        "vandaag, gekozen": "/?soort=Huur&van=geen",
        "vandaag, post, gekozen": "/?hand=post&soort=Energie&van=geen",
        "werkwijzen": "/werkwijzen/",
        "zaken": "/zaken/",
        "zaken, blad 2": "/zaken/?page=2",
        "zaken, alle, laatste blad": "/zaken/?staat=all&page=999999",
        "zaken, dringend": "/zaken/?dringend=1",
        "zaken, naam": f"/zaken/?q={filled.surname}",
        "inkomend, naam": f"/inkomend/?q={filled.surname}",
        "inkomend, veelvoorkomende naam": "/inkomend/?q=molenaar",
        "inkomend, postcode": f"/inkomend/?q={filled.postcode}",
        "inkomend, telefoon": "/inkomend/?q=0600000012",
        "zaak, open": f"/zaak/{filled.case}/",
        "zaak, afgesloten": f"/zaak/{filled.closed_case}/",
        "dubbelen": "/dubbelen/",
        "dubbelen, een twijfel": f"/dubbelen/{filled.doubt}/",
        "post": "/post/",
        "huisbezoek": "/huisbezoek/",
        "afspraken": "/huisbezoek/afspraken/?wanneer=later",
        "huisbezoek, een ronde": f"/huisbezoek/{filled.round}/",
        "aanleveringen": "/aanleveren/",
        "aanlevering": f"/aanleveren/{delivery}/",
        "aanlevering, blad 150": f"/aanleveren/{delivery}/?page=150",
        "antwoorden": "/terugkoppelen/",
        "cijfers": "/verantwoorden/",
    }
    officer = {
        "privacy": "/privacy/",
        "logboek": "/privacy/logboek/",
        "logboek, laatste blad": "/privacy/logboek/?page=999999",
        "logboek, een huishouden": f"/privacy/logboek/?subject=household:{filled.household}",
    }
    return {name: ("clara", path) for name, path in team.items()} | {name: ("oscar", path) for name, path in officer.items()}
