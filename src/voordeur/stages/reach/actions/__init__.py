"""The write doors of reach: plan what is due, record what happened, print, send."""

from voordeur.stages.reach.actions.attempts import Attempt, record_attempt, record_fact, record_no
from voordeur.stages.reach.actions.heard import Heard, hear
from voordeur.stages.reach.actions.plan import plan, plan_day
from voordeur.stages.reach.actions.printing import Printing, print_batch
from voordeur.stages.reach.actions.sending import (
    Prepared,
    carry_messages,
    decide,
    learn_delivery,
    remind_of_appointments,
    send_due,
    tell_of_appointments,
)
from voordeur.stages.reach.models import PrintBatch

__all__ = [
    "Attempt", "Heard", "Prepared", "PrintBatch", "Printing", "carry_messages", "decide", "hear", "learn_delivery", "plan",
    "plan_day", "print_batch", "record_attempt", "record_fact", "record_no", "remind_of_appointments", "send_due",
    "tell_of_appointments",
]  # fmt: skip
