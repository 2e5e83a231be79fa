"""Take a signal up or not: each rule in the order in which it speaks, and the first that speaks decides.

What concerns the signal alone comes before what the population register says: of a signal that should not have been sent, the
creditor hears that and nothing about where the person lives. No signal falls through: the last rule takes it up (R04).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from voordeur.calendar import add_months
from voordeur.stages.triage.rules.facts import Earlier, Policy, Reasoned, SignalFacts
from voordeur.stages.triage.rules.legal_person import is_legal_person
from voordeur.stages.triage.rules.status import Reason, SignalStatus


@dataclass(frozen=True)
class Ruling:
    """The status of a signal, the rule that gave it ("" when none closed it) and the reasons.

    `urgency` is a sum of the municipality's weights (0 and up), `urgency_reasons` its terms; `letter_only`: below the threshold,
    taken up with a letter and no more (P07).
    """

    status: SignalStatus
    rule: str = ""
    reasons: tuple[Reasoned, ...] = ()
    urgency: int = 0
    urgency_reasons: tuple[Reasoned, ...] = ()
    letter_only: bool = False


_Rule = Callable[[SignalFacts, Policy, Sequence[Earlier]], Ruling | None]


def judge(signal: SignalFacts, policy: Policy, earlier: Sequence[Earlier]) -> Ruling:
    """The ruling on one signal, given the earlier signals of the same partner and customer (in any order)."""
    for rule in RULES:
        if ruling := rule(signal, policy, earlier):
            return ruling
    return _take_up(signal, policy, earlier)


def _closed(status: SignalStatus, rule: str, code: Reason, **params: object) -> Ruling:
    return Ruling(status, rule, (Reasoned(code, params),))


def _settled(signal: SignalFacts, policy: Policy, earlier: Sequence[Earlier]) -> Ruling | None:
    """A message that the arrear is settled joins the open case as a payment; without a case there is nothing to take up."""
    if signal.signal_type != "settled":
        return None
    status = SignalStatus.TAKEN_UP if signal.household_has_case else SignalStatus.OTHER_REASON
    return Ruling(status, "", (Reasoned(Reason.SETTLED),))


def _legal_person(signal: SignalFacts, policy: Policy, earlier: Sequence[Earlier]) -> Ruling | None:
    """R30: meant for a legal person. Who stands in the register is a natural person, whatever the name looks like."""
    known = signal.register not in {"not_found", "not_asked"}
    if known or not is_legal_person(signal.surname):
        return None
    return _closed(SignalStatus.UNJUSTIFIED, "R30", Reason.LEGAL_PERSON)


def _threshold(signal: SignalFacts, policy: Policy, earlier: Sequence[Earlier]) -> Ruling | None:
    """R11: below the municipality's threshold, where the council chose to close it (P07). A crisis always has a person look."""
    if not policy.threshold_closes or not _below(signal, policy):
        return None
    return _closed(
        SignalStatus.UNJUSTIFIED,
        "R11",
        Reason.BELOW_THRESHOLD,
        amount_cents=signal.amount_cents,
        threshold_cents=policy.threshold_cents,
    )


def _below(signal: SignalFacts, policy: Policy) -> bool:
    return signal.amount_cents < policy.threshold_cents and signal.signal_type != "crisis"


def _age(signal: SignalFacts, policy: Policy, earlier: Sequence[Earlier]) -> Ruling | None:
    """R12: too young or too old closes only where the municipality has switched that on; otherwise it was a warning."""
    if not policy.age_closes or signal.oldest_due is None:
        return None
    days, oldest = (signal.on - signal.oldest_due).days, policy.age_to_days.get(signal.kind)
    if days < policy.age_from_days:
        return _closed(SignalStatus.UNJUSTIFIED, "R12", Reason.TOO_YOUNG, days=days, limit=policy.age_from_days)
    if oldest is not None and days > oldest:
        return _closed(SignalStatus.UNJUSTIFIED, "R12", Reason.TOO_OLD, days=days, limit=oldest)
    return None


def _gone(signal: SignalFacts, policy: Policy, earlier: Sequence[Earlier]) -> Ruling | None:
    """R31 and R06: died, or not (any longer) registered here. Moved within the municipality is taken up (R07)."""
    if signal.register == "deceased":
        return _closed(SignalStatus.DECEASED, "R31", Reason.DECEASED)
    if signal.register in {"elsewhere", "emigrated"}:
        return _closed(SignalStatus.NOT_A_RESIDENT, "R06", Reason(signal.register))
    return None


def _repeat(signal: SignalFacts, policy: Policy, earlier: Sequence[Earlier]) -> Ruling | None:
    """R10: the arrear was taken up before and is not higher now. P07: only if that person was reached or is still approached."""
    last = last_taken_up(signal, policy, earlier)
    if last is None or signal.amount_cents > last.amount_cents or last.never_reached:
        return None
    return _closed(
        SignalStatus.REPEATED,
        "R10",
        Reason.REPEAT,
        month=last.month.isoformat(),
        amount_cents=signal.amount_cents,
        last_cents=last.amount_cents,
    )


def last_taken_up(signal: SignalFacts, policy: Policy, earlier: Sequence[Earlier]) -> Earlier | None:
    """The last earlier signal of the same arrear that was taken up within the window of the repeat rule (R10).

    The same arrear has the same oldest due date; without such a date nothing can be shown to be the same.
    """
    since = add_months(signal.on, -policy.repeat_months)
    same = [
        one
        for one in earlier
        if one.status == SignalStatus.TAKEN_UP
        and signal.oldest_due is not None
        and one.oldest_due == signal.oldest_due
        and one.on >= since
    ]
    return max(same, key=lambda one: (one.on, one.signal), default=None)


def _waiting(signal: SignalFacts, policy: Policy, earlier: Sequence[Earlier]) -> Ruling | None:
    """A person looks first: the link is doubtful, the register does not know the person (R05), or a child is named (P06)."""
    if signal.verdict == "review":
        return _closed(SignalStatus.WAITING, "", Reason.LINK_IN_REVIEW)
    if signal.register == "not_found":
        return _closed(SignalStatus.WAITING, "R05", Reason.NOT_IN_REGISTER)
    if signal.register == "not_asked":
        return _closed(SignalStatus.WAITING, "R05", Reason.REGISTER_NOT_ASKED)
    if (years := _years(signal)) is not None and years < policy.adult_from_years:
        return _closed(SignalStatus.WAITING, "P06", Reason.MINOR, years=years)
    return None


def _years(signal: SignalFacts) -> int | None:
    """Whole years on the day of the signal."""
    return age_on(signal.birth_date, signal.on) if signal.birth_date else None


def age_on(born: date, day: date) -> int:
    """Whole years lived on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


RULES: tuple[_Rule, ...] = (_settled, _legal_person, _threshold, _age, _gone, _repeat, _waiting)


def _take_up(signal: SignalFacts, policy: Policy, earlier: Sequence[Earlier]) -> Ruling:
    ruling = Ruling(SignalStatus.TAKEN_UP, "", tuple(_remarks(signal, policy, earlier)))
    return replace(ruling, rule="P07", letter_only=True) if _below(signal, policy) else ruling


def _remarks(signal: SignalFacts, policy: Policy, earlier: Sequence[Earlier]) -> list[Reasoned]:
    """What a worker should know about a signal that was taken up."""
    said = []
    if _below(signal, policy):
        said.append(
            Reasoned(Reason.LETTER_ONLY, {"amount_cents": signal.amount_cents, "threshold_cents": policy.threshold_cents})
        )
    if signal.register == "moved_within":
        said.append(Reasoned(Reason.MOVED_WITHIN))
    if last := last_taken_up(signal, policy, earlier):
        grown = signal.amount_cents > last.amount_cents
        amounts = {"amount_cents": signal.amount_cents, "last_cents": last.amount_cents}
        said.append(Reasoned(Reason.GROWN if grown else Reason.UNTRIED, amounts))
    if _end_without_earlier(signal, policy, earlier):
        said.append(Reasoned(Reason.END_WITHOUT_EARLIER))
    return said


def _end_without_earlier(signal: SignalFacts, policy: Policy, earlier: Sequence[Earlier]) -> bool:
    """R15: since 2026 an end of supply should follow an earlier signal; without one it is flagged and still processed."""
    return signal.signal_type == "end_of_supply" and signal.on >= policy.end_without_earlier_from and not earlier
