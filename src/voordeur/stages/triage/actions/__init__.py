"""The write doors of triage."""

from voordeur.stages.triage.actions.decide import overrule
from voordeur.stages.triage.actions.take_up import close_empty, follow_households, let_go, renew_lanes, take_up, take_up_again
from voordeur.stages.triage.models import Taking
from voordeur.stages.triage.queries.cases import signals_of

__all__ = [
    "Taking", "close_empty", "follow_households", "let_go", "overrule", "renew_lanes", "signals_of", "take_up", "take_up_again",
]  # fmt: skip
