"""Send without paper, never twice: make the messages that are due, hand them over, learn how they fared.

A message is rendered once and kept as it goes out. It is claimed before it is handed over, so that whoever comes after a killed
process knows that it may have gone, and asks the carrier before trying again.
"""

from voordeur.stages.reach.actions.sending.appointments import remind_of_appointments, tell_of_appointments
from voordeur.stages.reach.actions.sending.handing import carry_messages
from voordeur.stages.reach.actions.sending.learning import Decision, decide, decisions, learn_delivery
from voordeur.stages.reach.actions.sending.letters import send_letters
from voordeur.stages.reach.actions.sending.preparing import Prepared, send_due
from voordeur.stages.reach.models import Message

__all__ = [
    "Decision", "Message", "Prepared", "carry_messages", "decide", "decisions", "learn_delivery",
    "remind_of_appointments", "send_due", "send_letters", "tell_of_appointments",
]  # fmt: skip
