"""Reads by a resident's code: the derivation, whose it is, and whether it still opens the resident's door."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from voordeur.accounts.models import User
from voordeur.calendar import add_months
from voordeur.privacy.access import within
from voordeur.privacy.log import Look, record_look
from voordeur.record.models import Case, Event, Household, Resident
from voordeur.record.queries import parameter_book
from voordeur.stages.reach.models import ResidentCode
from voordeur.stages.reach.rules.code import read, spell
from voordeur.stages.reach.rules.vocabulary import Kind

_SALT = "voordeur.stages.reach.codes"
_TERM = "resident_code_months"


@dataclass(frozen=True)
class Opened:
    """Whom a door was opened for: never shown, only used to write down what is asked and to say who writes."""

    case: Case
    resident: Resident


def derived(case: int, resident: int, turn: int) -> str:
    """The code of a resident in a case: from the installation's secret key, so that it can be printed again and never guessed.

    Another secret key gives other codes: what was printed before then opens nothing any more.
    """
    return spell(salted_hmac(_SALT, f"{case} {resident} {turn}", algorithm="sha256").digest())


def digest_of(code: str) -> str:
    """What is kept of a code: without the secret key nobody can tell from it what was printed."""
    return salted_hmac(f"{_SALT}.kept", code, algorithm="sha256").hexdigest()


def address_of_code(code: str) -> str:
    """The absolute address of the resident's door for this code, for a QR code or a link."""
    return settings.PUBLIC_URL + reverse("resident_code", args=[code])


def address_of_door() -> str:
    """The absolute address where a code can be typed; short enough to copy from paper."""
    return settings.PUBLIC_URL + reverse("resident_door")


def case_of_code(code: str, user: User, look: Look) -> Case | None:
    """The case that a code was printed for, within this person's walls; logged. For somebody who calls back (P14).

    As long as the case is not forgotten: also when the code no longer opens the resident's own door.
    """
    found = resident_of_code(code, user, look)
    return found.case if found else None


def resident_of_code(code: str, user: User, look: Look) -> Opened | None:
    """As `case_of_code`, with the person whose name stood on that letter, card or message."""
    kept = ResidentCode.objects.filter(
        within(user, organisation="case__organisation", municipality="case__municipality"), digest=digest_of(read(code))
    )
    row = kept.select_related("case__household", "case__municipality", "resident").first()
    if row is None:
        return None
    record_look(look, [f"household:{row.case.household_id}"])
    return Opened(row.case, row.resident)


def opened(code: str, *, postcode: str, number: str, today: date) -> Opened | None:
    """Whom the door opens for; None for whatever is not right, so that nobody learns what it was.

    `postcode` like 1234AB, `number` the digits of the house number: both as on the envelope, hence no proof of who somebody is
    (P18). The same queries are asked and the same comparison made, whatever the code. No look is recorded: nobody is shown
    anything of the person, and that somebody opened this page is not to be known about them.
    """
    kept = ResidentCode.objects.filter(digest=digest_of(read(code)))
    known = kept.select_related("case__household", "case__municipality", "case__organisation", "resident").first()
    row = known or ResidentCode(case=Case(household=Household(), organisation_id=0), resident=Resident())
    right, gone, over = _same_address(row.case.household, postcode, number), _gone(row), _over(row.case, today)
    return Opened(row.case, row.resident) if known and right and not gone and not over else None


def still_open(case: int, resident: int) -> Opened | None:
    """Whom a door that was opened a moment ago still stands open for: somebody may have died or been forgotten meanwhile."""
    row = (
        ResidentCode.objects.filter(case=case, resident=resident, resident__died_on=None, resident__forgotten_on=None)
        .select_related("case__household", "case__municipality", "case__organisation", "resident")
        .first()
    )
    return Opened(row.case, row.resident) if row else None


def _gone(row: ResidentCode) -> bool:
    """Whether this person died, left this home, or is forgotten: a new occupant learns nothing (P08, P13)."""
    case, who = row.case, row.resident
    moves = Event.objects.filter(case=case.pk or 0, kind=Kind.MOVED, corrected_by=None).values_list("facts", flat=True)
    moved = any(facts.get("resident") in {None, who.pk} for facts in moves)
    return moved or bool(who.died_on or who.forgotten_on) or who.household_id != case.household_id


def _over(case: Case, today: date) -> bool:
    """Whether the case closed so long ago that its codes ended with it."""
    term = parameter_book([_TERM], organisation=case.organisation_id, on=today).value(_TERM, case.municipality_id)
    return case.closed_on is not None and add_months(case.closed_on, int(term)) <= today


def _same_address(home: Household, postcode: str, number: str) -> bool:
    """Compared in a time that does not depend on where they differ; what we do not know is never the same."""
    known = f"{home.postcode.replace(' ', '').upper()} {_digits(home.house_number)}"
    same = hmac.compare_digest(known.encode(), f"{postcode} {number}".encode())
    return same and bool(home.postcode and _digits(home.house_number))


def _digits(number: str) -> str:
    """The digits with which a house number begins."""
    return number[: len(number) - len(number.lstrip("0123456789"))].lstrip("0")
