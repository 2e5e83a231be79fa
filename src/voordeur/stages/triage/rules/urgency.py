"""How urgent a case is, in words: each reason with the weight that the municipality gives it; the sum orders the worklist.

An end of supply alone is not a threatening situation (R16); a crisis signal or an announced eviction is (Wgs art. 4(2)).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from voordeur.stages.triage.rules.facts import Earlier, Policy, Reasoned, SignalFacts
from voordeur.stages.triage.rules.judge import Ruling, last_taken_up
from voordeur.stages.triage.rules.pattern import Pattern
from voordeur.stages.triage.rules.status import SignalStatus

# The stages of collection at which the home is at stake within days (Wgs art. 4(2): forced eviction).
EVICTION_STAGES = frozenset({"aanzegging", "ontruiming"})
COURT_STAGES = frozenset({"dagvaarding", "zitting", "vonnis", "betekening"})
# More than so many months behind: what is missed next month comes on top.
_MANY_MONTHS = 3


def is_threatening(signal_type: str, collection_stage: str) -> bool:
    """Whether a signal itself tells of a threatening situation (Wgs art. 4(2), a closed list).

    An end of supply alone does not (R16).
    """
    return signal_type == "crisis" or collection_stage.lower() in EVICTION_STAGES


def weighed(ruling: Ruling, signal: SignalFacts, policy: Policy, earlier: Sequence[Earlier], shape: Pattern | None) -> Ruling:
    """The ruling with its urgency; only what is taken up or waits for a person has one."""
    if ruling.status not in {SignalStatus.TAKEN_UP, SignalStatus.WAITING} or ruling.letter_only:
        return ruling
    reasons = tuple(_reasons(signal, policy, earlier, shape))
    return replace(ruling, urgency=sum(int(one.params["weight"]) for one in reasons), urgency_reasons=reasons)


def _reasons(signal: SignalFacts, policy: Policy, earlier: Sequence[Earlier], shape: Pattern | None) -> list[Reasoned]:
    last = last_taken_up(signal, policy, earlier)
    holds: Mapping[str, bool] = {
        "crisis": signal.signal_type == "crisis",
        "eviction": signal.collection_stage.lower() in EVICTION_STAGES,
        "court": signal.collection_stage.lower() in COURT_STAGES,
        "end_of_supply": signal.signal_type == "end_of_supply",
        "warm_handover": signal.warm_handover,
        "multiple": bool(shape and shape.multiple),
        "successive": bool(shape and shape.successive),
        "grown": last is not None and signal.amount_cents > last.amount_cents,
        "many_months": signal.months is not None and signal.months >= _MANY_MONTHS,
    }
    return [
        Reasoned(code, {"weight": policy.urgency_weights[code]})
        for code, true in holds.items()
        if true and policy.urgency_weights.get(code)
    ]
