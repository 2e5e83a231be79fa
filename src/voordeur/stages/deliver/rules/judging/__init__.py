"""The judgement over one line: accepted, accepted with warnings, or refused, with the reasons."""

from voordeur.stages.deliver.rules.judging.judge import Judge
from voordeur.stages.deliver.rules.judging.judged import Judged, Values, Verdict
from voordeur.stages.deliver.rules.judging.plan import Plan, plan_of
from voordeur.stages.deliver.rules.judging.policy import Policy, Share

__all__ = ["Judge", "Judged", "Plan", "Policy", "Share", "Values", "Verdict", "plan_of"]
