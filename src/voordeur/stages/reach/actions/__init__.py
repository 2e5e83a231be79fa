"""The write doors of reach: plan what is due, record what happened, print."""

from voordeur.stages.reach.actions.attempts import Attempt, record_attempt, record_fact, record_no
from voordeur.stages.reach.actions.plan import plan
from voordeur.stages.reach.actions.printing import print_batch

__all__ = ["Attempt", "plan", "print_batch", "record_attempt", "record_fact", "record_no"]
