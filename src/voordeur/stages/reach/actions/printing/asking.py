"""Ask the register again before each batch (P13), and tell the case of everybody who is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from voordeur.accounts.models import User
from voordeur.connections.brp import NoRegister, PersonRegister, RegisterPerson
from voordeur.privacy.log import Look, Purpose, record_look
from voordeur.record.models import Household, Resident
from voordeur.stages.reach.actions.attempts import record_fact
from voordeur.stages.reach.queries.printing import Addressee
from voordeur.stages.reach.rules.register_check import Verdict, still_there
from voordeur.stages.reach.rules.vocabulary import Kind

_LEFT_OUT: Mapping[Verdict, tuple[Kind, dict[str, str]]] = {
    Verdict.DECEASED: (Kind.DECEASED, {}),
    Verdict.MOVED: (Kind.MOVED, {}),
    Verdict.UNKNOWN: (Kind.CHANNEL_FACT, {"fact": "no_address"}),
}


@dataclass(frozen=True)
class Asked:
    """The register's answer about one resident; by default what we knew stands."""

    verdict: Verdict = Verdict.THERE
    died_on: date | None = None


def ask_again(found: Sequence[Addressee], *, register: PersonRegister, by: User) -> dict[int, Asked]:
    """What the register says now of each resident. Without a connection, or a BSN, what we knew stands."""
    known = {one.resident.pk: one.resident for one in found}
    bsns = sorted({resident.bsn for resident in known.values() if resident.bsn})
    if not bsns or isinstance(register, NoRegister):
        return dict.fromkeys(known, Asked())
    record_look(Look(by, Purpose.CHECK_REGISTER), {f"household:{one.household.pk}" for one in found})
    answers = register.by_bsn(bsns)
    return {
        pk: Asked(still_there(_facts(answers.get(resident.bsn)), at=_address(resident.household)), _died(answers, resident))
        if resident.bsn
        else Asked()
        for pk, resident in known.items()
    }


def tell(to: Sequence[Addressee], asked: dict[int, Asked], *, channel: str, by: User, today: date) -> None:
    """The case learns of everybody who is left out; who died is marked so that nothing else goes out either (P08)."""
    for one in to:
        verdict = asked[one.resident.pk].verdict
        if verdict == Verdict.THERE:
            continue
        kind, more = _LEFT_OUT[verdict]
        facts = {"resident": one.resident.pk, **({"channel": channel} if kind == Kind.CHANNEL_FACT else {}), **more}
        record_fact(one.step.case, kind=kind, facts=facts, by=by, on=today)
        if verdict == Verdict.DECEASED:
            Resident.objects.filter(pk=one.resident.pk).update(died_on=asked[one.resident.pk].died_on or today)


def _died(answers: dict[str, RegisterPerson], resident: Resident) -> date | None:
    """The day of death where the register knows the whole of it."""
    person = answers.get(resident.bsn)
    try:
        return date.fromisoformat(person.died_on) if person else None
    except ValueError:
        return None


def _facts(person: RegisterPerson | None) -> tuple[str, tuple[str, ...]] | None:
    if person is None:
        return None
    home = person.address
    return str(person.suspension), (home.postcode, home.number, home.letter, home.addition)


def _address(home: Household) -> tuple[str, ...]:
    return (home.postcode, home.house_number, home.house_letter, home.addition)
