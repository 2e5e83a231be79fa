"""The write doors of help: offer, agree, close."""

from voordeur.stages.help.actions.agree import PlanLine, agree, done
from voordeur.stages.help.actions.carry import carry_over
from voordeur.stages.help.actions.close import close, record_helper
from voordeur.stages.help.actions.offer import answer_offer, offer
from voordeur.stages.help.actions.refusal import RefusalError, sentence
from voordeur.stages.help.models import Agreement

__all__ = [
    "Agreement",
    "PlanLine",
    "RefusalError",
    "agree",
    "answer_offer",
    "carry_over",
    "close",
    "done",
    "offer",
    "record_helper",
    "sentence",
]
