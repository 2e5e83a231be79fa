"""The sixteen results of a case (DDAS EnumEindresultaat, exchange model v1.2), and which may be chosen when.

A result is what the national statistics and, through a whitelist, the creditors hear. So each result that claims something
("never reached", "solved within thirty days") may only be chosen where the case's own facts bear it out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum


class Outcome(StrEnum):
    """DDAS EnumEindresultaat, literal."""

    UNJUSTIFIED = "Niet opgepakt: onterecht signaal"
    REPEATED = "Niet opgepakt: herhaalde melding"
    OTHER_REASON = "Niet opgepakt: andere reden"
    DECEASED = "Inwoner is overleden"
    NOT_A_RESIDENT = "Persoon is geen inwoner (meer) in de gemeente"
    KNOWN = "Inwoner al bekend bij schuldhulpverlening"
    OTHER_TRAJECTORY = "Inwoner heeft al een ander lopend traject"
    NEVER_REACHED = "Definitief geen contact kunnen krijgen"
    LOST_CONTACT = "Geen reactie na eerder contact"
    PAID = "Inwoner heeft zelf al betaald/betalingsregeling getroffen"
    NO_HELP = "Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering"
    ADVICE = "(Budget)advies en/of quick fix"
    FURTHER_FINANCIAL = "Vervolghulp en/of verwijzing financieel"
    FURTHER_OTHER = "Vervolghulp en/of verwijzing niet financieel"
    FURTHER = "Vervolghulp en/of verwijzing"
    WITHOUT_RESIDENT = "Verwijzing zonder tussenkomst inwoner"


@dataclass(frozen=True)
class Facts:
    """What a case's own story says about its end; person-free.

    `counsellor` and `other_helper`: a contact with that worker is on record (R29; an administrator is neither).
    `last_action_on`: the day on which the last agreed action is done, or is due as long as it is not.
    """

    closing_on: date
    quick_fix_days: int
    tried: bool = False
    reached: bool = False
    declined: bool = False  # said no to help, by whatever way (P10)
    accepted_on: date | None = None
    paid_or_arranged: bool = False
    deceased: bool = False
    moved_away: bool = False
    counsellor: bool = False
    other_helper: bool = False
    referrals: frozenset[str] = frozenset()  # "financial", "other": made with the resident's agreement
    referred_without: bool = False  # a referral without agreement, with its reason on record (R32)
    last_action_on: date | None = None
    has_note: bool = False


@dataclass(frozen=True)
class Problem:
    """Why something cannot be: a code (its sentence stands in `actions.refusal`), the rule behind it, and figures."""

    code: str
    rule: str
    params: Mapping[str, int | str] = field(default_factory=dict)


Check = Callable[[Facts], Problem | None]


def _demand(met: Callable[[Facts], bool], code: str, rule: str = "DDAS 1.3") -> Check:
    return lambda facts: None if met(facts) else Problem(code, rule)


def _quick_fix(facts: Facts) -> Problem | None:
    """R28: only where the arrears can be solved within the term after acceptance."""
    if facts.accepted_on is None:
        return Problem("not_accepted", "R28")
    solved_on = facts.last_action_on or facts.closing_on
    if solved_on > facts.accepted_on + timedelta(days=facts.quick_fix_days):
        return Problem("too_long_for_quick_fix", "R28", {"days": facts.quick_fix_days})
    return None


def _further(kind: str) -> Check:
    """Longer help is internal (accepted) or a referral; a referral of the other kind points to the other result."""

    def check(facts: Facts) -> Problem | None:
        if facts.accepted_on is None and not facts.referrals:
            return Problem("not_accepted", "DDAS 1.3")
        if kind and facts.referrals and kind not in facts.referrals:
            return Problem(f"no_referral_{kind}", "DDAS 1.3")
        return None

    return check


_REASON = _demand(lambda f: f.has_note, "reason_needed")

# Every check of a result must pass; the first that does not is the answer.
RULES: Mapping[Outcome, tuple[Check, ...]] = {
    Outcome.UNJUSTIFIED: (_demand(lambda f: f.accepted_on is None, "help_was_accepted"), _REASON),
    Outcome.REPEATED: (_demand(lambda f: f.accepted_on is None, "help_was_accepted"), _REASON),
    Outcome.OTHER_REASON: (_demand(lambda f: f.accepted_on is None, "help_was_accepted"), _REASON),
    Outcome.DECEASED: (_demand(lambda f: f.deceased, "death_not_recorded"),),
    Outcome.NOT_A_RESIDENT: (_demand(lambda f: f.moved_away, "move_not_recorded"),),
    Outcome.KNOWN: (_demand(lambda f: f.counsellor, "counsellor_not_spoken", "R29"),),
    Outcome.OTHER_TRAJECTORY: (_demand(lambda f: f.other_helper, "helper_not_spoken", "R29"),),
    Outcome.NEVER_REACHED: (
        _demand(lambda f: f.tried, "never_tried"),
        _demand(lambda f: not f.reached, "was_reached"),
    ),
    Outcome.LOST_CONTACT: (_demand(lambda f: f.reached, "was_never_reached"),),
    Outcome.PAID: (_demand(lambda f: f.paid_or_arranged, "payment_not_recorded"),),
    Outcome.NO_HELP: (_demand(lambda f: f.reached or f.declined, "was_never_reached"),),
    Outcome.ADVICE: (_quick_fix,),
    Outcome.FURTHER_FINANCIAL: (_further("financial"),),
    Outcome.FURTHER_OTHER: (_further("other"),),
    Outcome.FURTHER: (_further(""),),
    Outcome.WITHOUT_RESIDENT: (_demand(lambda f: f.referred_without, "no_referral_without_resident", "R32"),),
}


def may_close(outcome: Outcome, facts: Facts) -> Problem | None:
    """None where the case's facts bear the result out; else the first reason why not."""
    return next((problem for check in RULES[outcome] if (problem := check(facts))), None)


def choices(facts: Facts) -> dict[Outcome, Problem | None]:
    """Every result in DDAS order, with why it cannot be chosen now (None: it can). A reason still to be written is no bar."""
    found = {outcome: may_close(outcome, facts) for outcome in Outcome}
    return {o: None if p and p.code == "reason_needed" else p for o, p in found.items()}
