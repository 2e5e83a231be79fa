"""The write doors of the record: open and close a case, append to its story."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from voordeur.accounts.models import Municipality, Organisation, User
from voordeur.programmes.parameters import national
from voordeur.record.models import Case, Event, Household, Note, ParameterValue, Partner, Representative, Resident


@transaction.atomic
def append_event(
    *,
    case: Case,
    kind: str,
    on: date,
    by: User | None = None,
    facts: Mapping[str, Any] | None = None,
    note: str = "",
    corrects: Event | None = None,
) -> Event:
    """Add one fact to a case's story. `facts` are person-free (see `Event`); what somebody wrote goes into `note`."""
    event = Event.objects.create(
        case=case, kind=kind, on=on, at=timezone.now(), by=by, facts=dict(facts or {}), corrects=corrects
    )
    if note.strip():
        Note.objects.create(event=event, text=note.strip())
    return event


@transaction.atomic
def append_events(*, kind: str, on: date, by: User | None = None, told: Iterable[tuple[int, Mapping[str, Any]]]) -> list[Event]:
    """One fact of the same kind to each of many cases, in one statement. `told`: (case id, person-free facts); order is kept."""
    now = timezone.now()
    return Event.objects.bulk_create(
        [Event(case_id=case, kind=kind, on=on, at=now, by=by, facts=dict(facts)) for case, facts in told]
    )


def keep_away(household: Household, *, until: date | None) -> None:
    """Nobody rings at this household until a day (P25); None: from now on again. The caller has its cases planned anew."""
    Household.objects.filter(pk=household.pk).update(no_visits_until=until)
    household.no_visits_until = until


@transaction.atomic
def open_case(*, household: Household, on: date, protocol: str, district: str = "") -> Case:
    """The household's open case, made when there is none."""
    found = Case.objects.filter(household=household, closed_on=None).first()
    if found:
        return found
    case = Case.objects.create(
        household=household,
        organisation=household.organisation,
        municipality=household.municipality,
        opened_on=on,
        protocol=protocol,
        district=district,
    )
    append_event(case=case, kind="opened", on=on, facts={"protocol": protocol})
    return case


@transaction.atomic
def close_case(*, case: Case, on: date, outcome: str, by: User | None, facts: Mapping[str, Any] | None = None) -> None:
    """Close a case with its DDAS result (eindresultaat). Closing a closed case changes nothing."""
    if case.closed_on is not None:
        return
    case.closed_on, case.outcome = on, outcome
    case.save(update_fields=["closed_on", "outcome"])
    append_event(case=case, kind="closed", on=on, by=by, facts={"outcome": outcome, **(facts or {})})


@dataclass(frozen=True)
class Start:
    """How a household's new case starts: by which protocol (name@version), in which district ("" where none is known)."""

    household: int
    protocol: str
    district: str = ""


@transaction.atomic
def move_case(case: Case, *, protocol: str, on: date, by: User, note: str) -> Event:
    """Let a running case go on under another version of a protocol (name@version): on purpose, with a reason."""
    case.protocol = protocol
    case.save(update_fields=["protocol"])
    return append_event(case=case, kind="protocol_moved", on=on, by=by, facts={"protocol": protocol}, note=note)


@transaction.atomic
def open_cases(starts: Iterable[Start], *, on: date) -> dict[int, Case]:
    """The open case of each household (by id), made where there is none: as `open_case`, in a fixed number of queries."""
    start = {one.household: one for one in starts}
    # The rows are locked in one order so that two workers at once make one case (SQLite locks the whole database).
    rows = Household.objects.select_for_update().filter(pk__in=start).order_by("pk").in_bulk()
    cases = {case.household_id: case for case in Case.objects.filter(household__in=start, closed_on=None)}
    made = Case.objects.bulk_create(
        Case(
            household=row,
            organisation_id=row.organisation_id,
            municipality_id=row.municipality_id,
            opened_on=on,
            protocol=start[pk].protocol,
            district=start[pk].district,
        )
        for pk, row in rows.items()
        if pk not in cases
    )
    append_events(kind="opened", on=on, told=[(case.pk, {"protocol": case.protocol}) for case in made])
    return cases | {case.household_id: case for case in made}


@transaction.atomic
def close_cases(outcomes: Sequence[tuple[int, str]], *, on: date) -> None:
    """Close many open cases (pairs of id and DDAS result) for a rule, not by a person; closed ones are left as they are."""
    results = dict(outcomes)
    rows = list(Case.objects.select_for_update().filter(pk__in=results, closed_on=None).order_by("pk"))
    for case in rows:
        case.closed_on, case.outcome = on, results[case.pk]
    Case.objects.bulk_update(rows, ["closed_on", "outcome"])
    append_events(kind="closed", on=on, told=[(case.pk, {"outcome": case.outcome}) for case in rows])


def give_cases(cases: Collection[int], *, to: User | None) -> int:
    """Make somebody the one who works on these open cases (None: nobody yet). Returns how many there were."""
    return Case.objects.filter(pk__in=cases, closed_on=None).update(owner=to)


@transaction.atomic
def add_partner(
    *, code: str, name: str, kind: str, attested: bool, receiver: Organisation, organisation: Organisation | None = None
) -> Partner:
    """Make a signalling partner of `receiver`. `kind` is a DDAS EnumSignaalpartner; `organisation` is the partner's own staff."""
    return Partner.objects.create(
        code=code, name=name, kind=kind, attested=attested, receiver=receiver, organisation=organisation
    )


@transaction.atomic
def change_partner(partner: Partner, *, name: str, kind: str, attested: bool, organisation: Organisation | None = None) -> None:
    """Change a signalling partner; its code stays, files are named by it."""
    partner.name, partner.kind, partner.attested, partner.organisation = name, kind, attested, organisation
    partner.save(update_fields=["name", "kind", "attested", "organisation"])


@transaction.atomic
def set_parameter(
    *, organisation: Organisation, key: str, value: Any, valid_from: date, source: str, municipality: Municipality | None = None
) -> ParameterValue:
    """Give a dated parameter a local value from a day on. Raises KeyError for a key that nobody knows."""
    national(key, valid_from)
    held, _ = ParameterValue.objects.update_or_create(
        organisation=organisation,
        municipality=municipality,
        key=key,
        valid_from=valid_from,
        defaults={"value": value, "source": source},
    )
    return held


@dataclass(frozen=True)
class Acting:
    """Somebody who acts for a resident: by what right (`RepresentativeKind`), and how to reach them."""

    kind: str
    name: str
    office: str = ""
    phone: str = ""
    email: str = ""


@transaction.atomic
def set_representative(resident: Resident, *, acting: Acting, since: date, by: User) -> Representative:
    """Let somebody act for a resident from a day on; who did until now stops. The open cases of the household hear it (P06)."""
    Representative.objects.filter(resident=resident, ended_on=None).update(ended_on=since)
    made = Representative.objects.create(
        resident=resident, kind=acting.kind, name=acting.name, office=acting.office, phone=acting.phone, email=acting.email,
        since=since, by=by,
    )  # fmt: skip
    facts = {"resident": resident.pk, "kind": acting.kind}
    cases = Case.objects.filter(household=resident.household_id, closed_on=None).values_list("pk", flat=True)
    append_events(kind="represented", on=since, by=by, told=[(case, facts) for case in cases])
    return made


@transaction.atomic
def end_representative(resident: Resident, *, on: date, by: User) -> bool:
    """Nobody acts for a resident any more; whether somebody did."""
    ended = Representative.objects.filter(resident=resident, ended_on=None).update(ended_on=on)
    cases = Case.objects.filter(household=resident.household_id, closed_on=None).values_list("pk", flat=True)
    append_events(kind="unrepresented", on=on, by=by, told=[(case, {"resident": resident.pk}) for case in cases] if ended else [])
    return bool(ended)


def mark_resident(resident: Resident, *, silent_address: bool, entrepreneur: bool) -> None:
    """Note about somebody that another address is named to nobody (P04), and whether they have a business of their own (P06)."""
    resident.silent_address, resident.entrepreneur = silent_address, entrepreneur
    resident.save(update_fields=["silent_address", "entrepreneur"])
