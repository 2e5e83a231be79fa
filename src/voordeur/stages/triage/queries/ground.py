"""Everything that the rules need to know about a batch of signals, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from voordeur.accounts.models import Organisation
from voordeur.calendar import add_months
from voordeur.record.actions import Start
from voordeur.record.models import Case
from voordeur.record.queries import ParameterBook, parameter_book, represented
from voordeur.stages.triage.models import Taking
from voordeur.stages.triage.rules.district import district_of
from voordeur.stages.triage.rules.facts import Earlier, Policy, SignalFacts
from voordeur.stages.triage.rules.lane import lane
from voordeur.stages.triage.rules.pattern import AtAddress
from voordeur.stages.triage.rules.status import COUNTED, SignalStatus

PROGRAMME, DISTRICTS = "programme", "districts"
# DDAS EnumEindresultaat: the result of a case in which nobody was ever reached.
NEVER_REACHED = "Definitief geen contact kunnen krijgen"

# Whose arrear it is at one partner: by customer number, or else by the resident.
Customer = tuple[int, str, str]


@dataclass
class Ground:
    """What is known about a batch before it is judged; `earlier` and `with_case` grow while the batch is judged in order."""

    takings: list[Taking]
    books: dict[int, ParameterBook]
    earlier: dict[Customer, list[Earlier]]
    with_case: set[int]  # households with an open case
    represented: set[int]  # residents for whom an administrator or curator acts

    def policy(self, taking: Taking) -> Policy:
        """The policy that holds for the municipality of this signal."""
        book = self.books[taking.signal.organisation_id]
        place = taking.signal.link.household.municipality_id
        values: dict[str, Any] = {key: book.value(key, place) for key in Policy.KEYS}
        values["end_without_earlier_from"] = date.fromisoformat(values["end_without_earlier_from"])
        return Policy(**values)

    def programme(self, taking: Taking) -> str:
        """The protocol (name@version) for a new case of this signal's municipality."""
        book = self.books[taking.signal.organisation_id]
        return str(book.value(PROGRAMME, taking.signal.link.household.municipality_id))

    def start(self, taking: Taking) -> Start:
        """How a new case about this signal starts."""
        household = taking.signal.link.household
        districts = self.books[taking.signal.organisation_id].value(DISTRICTS, household.municipality_id)
        return Start(household.pk, self.programme(taking), district_of(household.postcode, districts))

    def remember(self, taking: Taking) -> None:
        """Let later signals of the batch see what became of this one."""
        for key in {customer_of(taking), _resident_key(taking)}:
            self.earlier.setdefault(key, []).append(as_earlier(taking))

    def earlier_than(self, taking: Taking) -> list[Earlier]:
        """The earlier signals of the same partner and customer as this one's."""
        mine = (taking.signal.on, taking.signal_id)
        return [one for one in self.earlier.get(customer_of(taking), []) if (one.on, one.signal) < mine]


def in_full(ids: Collection[int] | QuerySet[Any, Any]) -> QuerySet[Taking]:
    """The takings of these signals with all that is judged, oldest signal first."""
    return (
        Taking.objects.filter(signal__in=ids, signal__link__isnull=False, signal__superseded_by=None)
        .select_related("signal__partner", "signal__link__household", "signal__link__resident", "case")
        .order_by("signal__on", "signal_id")
    )


def still_in_a_case(signals: Collection[int]) -> list[Taking]:
    """The takings of these signals, as far as they stand in a case."""
    rows = Taking.objects.filter(signal__in=signals, case__isnull=False)
    return list(rows.select_related("case", "signal__link__household", "signal__partner"))


def empty_cases(organisation: Organisation) -> list[int]:
    """Ids of the open cases in which no signal stands."""
    rows = Case.objects.filter(organisation=organisation, closed_on=None, takings=None)
    return sorted(rows.values_list("pk", flat=True))


def ground(takings: list[Taking]) -> Ground:
    """Read the ground for these takings (see `in_full`): three queries, and one for each organisation."""
    day = max((taking.signal.on for taking in takings), default=date.max)
    keys = (*Policy.KEYS, PROGRAMME, DISTRICTS)
    books = {pk: parameter_book(keys, organisation=pk, on=day) for pk in {t.signal.organisation_id for t in takings}}
    acted_for = represented({taking.signal.link.resident_id for taking in takings})
    found = Ground(takings, books, {}, _households_with_a_case(takings), acted_for)
    found.earlier = _earlier(takings, months=max((found.policy(t).repeat_months for t in takings), default=0))
    return found


def customer_of(taking: Taking) -> Customer:
    """Whose arrear this is: the partner and its customer number, else the partner and the resident (R10)."""
    number = taking.signal.customer_number
    return (taking.signal.partner_id, "number", number) if number else _resident_key(taking)


def _resident_key(taking: Taking) -> Customer:
    return taking.signal.partner_id, "resident", str(taking.signal.link.resident_id)


def facts_of(taking: Taking, known: Ground) -> SignalFacts:
    """One signal as the rules see it."""
    signal, link = taking.signal, taking.signal.link
    return SignalFacts(
        signal=taking.signal_id,
        kind=signal.kind,
        signal_type=signal.signal_type,
        on=signal.on,
        amount_cents=signal.amount_cents,
        oldest_due=signal.oldest_due,
        surname=signal.surname,
        birth_date=_born(taking),
        verdict=link.verdict,
        register=link.register_status,
        collection_stage=signal.collection_stage,
        warm_handover=signal.warm_handover,
        months=float(signal.months) if signal.months is not None else None,
        household_has_case=link.household_id in known.with_case,
        represented=link.resident_id in known.represented,
        entrepreneur=link.resident.entrepreneur,
    )


def _born(taking: Taking) -> date | None:
    """The day of birth: as the register has the whole of it, else as the creditor says. A doubtful link says nothing of it."""
    resident = taking.signal.link.resident
    try:
        return date.fromisoformat(resident.birth_date) if resident.in_register else taking.signal.birth_date
    except ValueError:
        return taking.signal.birth_date


def as_earlier(taking: Taking) -> Earlier:
    """A judged signal as later ones of the same customer see it."""
    signal, case = taking.signal, taking.case
    return Earlier(
        signal=taking.signal_id,
        on=signal.on,
        month=signal.month,
        oldest_due=signal.oldest_due,
        amount_cents=signal.amount_cents,
        status=taking.status,
        case_open=case is not None and case.closed_on is None,
        never_reached=case is not None and case.outcome == NEVER_REACHED,
    )


def _earlier(takings: Sequence[Taking], *, months: int) -> dict[Customer, list[Earlier]]:
    if not takings:
        return {}
    first = min(taking.signal.on for taking in takings)
    rows = Taking.objects.filter(
        signal__partner__in={t.signal.partner_id for t in takings},
        signal__on__gte=add_months(first, -months),
        signal__superseded_by=None,
    ).exclude(pk__in=[t.pk for t in takings])
    numbers = {t.signal.customer_number for t in takings if t.signal.customer_number}
    residents = {t.signal.link.resident_id for t in takings if not t.signal.customer_number}
    of_numbers = rows.filter(signal__customer_number__in=numbers)
    of_residents = rows.filter(signal__link__resident__in=residents)
    found: dict[Customer, list[Earlier]] = defaultdict(list)
    for taking in (of_numbers | of_residents).select_related("signal__link", "case"):
        for key in {customer_of(taking), _resident_key(taking)}:
            found[key].append(as_earlier(taking))
    return found


def _households_with_a_case(takings: Sequence[Taking]) -> set[int]:
    households = {taking.signal.link.household_id for taking in takings}
    return set(Case.objects.filter(household__in=households, closed_on=None).values_list("household", flat=True))


def at_addresses(households: Collection[int]) -> Iterator[tuple[Taking, AtAddress, int]]:
    """Every genuine signal (taken up or repeated) at these addresses: the taking, the signal in time, the household."""
    rows = Taking.objects.filter(signal__link__household__in=households, status__in=COUNTED, signal__superseded_by=None).exclude(
        signal__signal_type="settled"
    )
    for taking in rows.select_related("signal__link"):
        yield taking, AtAddress(taking.signal_id, taking.signal.month), taking.signal.link.household_id


def open_cases_about(residents: Collection[int]) -> list[Taking]:
    """The takings in open cases in which one of these residents stands, those of the case's other people too."""
    cases = Taking.objects.filter(case__closed_on=None, case__isnull=False, signal__link__resident__in=residents).values("case")
    return list(Taking.objects.filter(case__in=cases).select_related("case", "signal__link__resident"))


def being_worked(residents: Collection[int]) -> QuerySet[Taking]:
    """The takings of signals about these people that wait for a person or stand in an open case."""
    mine = Taking.objects.filter(signal__link__resident__in=residents).filter(
        Q(status=SignalStatus.WAITING) | Q(case__closed_on=None, case__isnull=False)
    )
    return in_full(mine.values("signal"))


def lane_of(taking: Taking, known: Ground) -> str:
    """Whose work this signal is; "" for everybody's."""
    facts, policy = facts_of(taking, known), known.policy(taking)
    found = lane(
        name=facts.surname,
        born=facts.birth_date,
        on=facts.on,
        represented=facts.represented,
        entrepreneur=facts.entrepreneur,
        adult_from=policy.adult_from_years,
        young_to=policy.young_to_years,
    )
    return str(found or "")
