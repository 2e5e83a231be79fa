"""The write doors of reach: plan what is due, record what happened, print."""

from voordeur.stages.reach.actions.attempts import Attempt, record_attempt, record_fact, record_no
from voordeur.stages.reach.actions.plan import plan, plan_day
from voordeur.stages.reach.actions.printing import print_batch
from voordeur.stages.reach.models import PrintBatch

__all__ = ["Attempt", "PrintBatch", "plan", "plan_day", "print_batch", "record_attempt", "record_fact", "record_no"]
