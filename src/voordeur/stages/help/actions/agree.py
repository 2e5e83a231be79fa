"""What is agreed with a resident: the lines of the afsprakenplan, and referrals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from voordeur.accounts.models import User
from voordeur.record.actions import append_event
from voordeur.record.models import Case, Resident
from voordeur.stages.help.actions.offer import demand_open
from voordeur.stages.help.actions.refusal import RefusalError
from voordeur.stages.help.models import Agreement
from voordeur.stages.help.queries import directory_of
from voordeur.stages.help.rules.agreement import AgreementKind, may_agree


@dataclass(frozen=True)
class PlanLine:
    """One line of the plan, as it was agreed. `referred_to` is a code of the referral directory, for a referral only."""

    kind: AgreementKind
    text: str
    owner: str = ""
    due_on: date | None = None
    referred_to: str = ""
    agreed: bool = True
    exception_reason: str = ""


@transaction.atomic
def agree(case: Case, *, resident: Resident, line: PlanLine, by: User | None, on: date) -> Agreement:
    """Put one line in the plan. Raises RefusalError for a referral to nobody, or without agreement or a reason (R32)."""
    demand_open(case, resident)
    referral = line.kind is AgreementKind.REFERRAL
    problem = may_agree(
        kind=line.kind,
        agreed=line.agreed,
        exception_reason=line.exception_reason,
        referred_to=line.referred_to,
        directory=directory_of(case, on=on),
    )
    if problem:
        raise RefusalError(problem)
    made = Agreement.objects.create(
        case=case,
        resident=resident,
        kind=line.kind,
        text=line.text.strip(),
        owner=line.owner.strip(),
        made_on=on,
        due_on=line.due_on,
        referred_to=line.referred_to if referral else "",
        agreed=line.agreed,
        exception_reason="" if line.agreed else line.exception_reason.strip(),
    )
    facts = {"agreement": made.pk, "to": line.referred_to} if referral else {"agreement": made.pk, "kind": line.kind.value}
    append_event(case=case, kind="referral" if referral else "agreement", on=on, by=by, facts=facts)
    return made


@transaction.atomic
def done(agreement: Agreement, *, by: User | None, on: date) -> Agreement:
    """Tick an agreement off. Ticking off what is done changes nothing."""
    if agreement.done_on is None:
        agreement.done_on = on
        agreement.save(update_fields=["done_on"])
        facts = {"agreement": agreement.pk, "kind": "done"}
        append_event(case=agreement.case, kind="agreement", on=on, by=by, facts=facts)
    return agreement
