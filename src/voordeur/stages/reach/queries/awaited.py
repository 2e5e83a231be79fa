"""What we wait for from a creditor: the steps that a case's protocol leaves to it, and that it has not reported yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from voordeur.privacy.log import Look, record_look
from voordeur.record.models import Case, Partner
from voordeur.stages.reach.queries.protocols import protocols_for
from voordeur.stages.reach.queries.steps import planned
from voordeur.stages.triage.queries import cases_by_customer

PARTNER_DOES = "partner_does"


@dataclass(frozen=True)
class Awaited:
    """One customer whose step the creditor carries out itself. `title`: the step as the protocol's text calls it."""

    case: int
    customer: str
    step: str
    title: str
    since: date


def left_to(partner: Partner) -> dict[int, tuple[str, ...]]:
    """By open case of this creditor's customers: the steps that its protocol leaves to the creditor. Person-free."""
    cases = Case.objects.filter(pk__in=set(cases_by_customer(partner).values()))
    return {
        case: steps
        for case, protocol in protocols_for(cases).items()
        if (steps := tuple(step.name for step in protocol.steps if protocol.is_partners(step)))
    }


def steps_left_to(partner: Partner) -> dict[str, str]:
    """The steps that protocols of open cases leave to this creditor: name → what the protocol's text calls it."""
    cases = Case.objects.filter(pk__in=set(cases_by_customer(partner).values()))
    protocols = {protocol.key: protocol for protocol in protocols_for(cases).values()}
    return {
        step.name: step.title or step.name
        for protocol in protocols.values()
        for step in protocol.steps
        if protocol.is_partners(step)
    }


def awaited(partner: Partner, *, today: date, look: Look) -> list[Awaited]:
    """The customers for whom a report of this creditor is still waited for, the longest first. One entry in the log."""
    left = left_to(partner)
    customers = {case: number for number, case in cases_by_customer(partner, as_written=True).items() if case in left}
    found = []
    for one in planned(list(customers), today=today):
        protocol = protocols_for([one.case])[one.case.pk]
        for step in one.steps.waiting:
            told = protocol.step(step.name)
            if step.code == PARTNER_DOES and told:
                found.append(Awaited(one.case.pk, customers[one.case.pk], step.name, told.title or step.name, one.case.opened_on))
    record_look(look, [f"case:{case}" for case in sorted({each.case for each in found})])
    return sorted(found, key=lambda each: (each.since, each.customer))
