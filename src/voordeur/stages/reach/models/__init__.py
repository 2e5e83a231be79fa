"""The tables of reach: worklist, post and messages, working methods, residents' codes, a town's own texts, call-backs."""

from voordeur.stages.reach.models.callbacks import CallBack
from voordeur.stages.reach.models.codes import HandedIn, ResidentCode
from voordeur.stages.reach.models.messages import Message
from voordeur.stages.reach.models.post import PrintBatch, PrintedPiece
from voordeur.stages.reach.models.protocols import ProtocolSwitch, ProtocolText
from voordeur.stages.reach.models.texts import HouseStyle, OwnText, TextChoice
from voordeur.stages.reach.models.worklist import DueStep

__all__ = [
    "CallBack",
    "DueStep",
    "HandedIn",
    "HouseStyle",
    "Message",
    "OwnText",
    "PrintBatch",
    "PrintedPiece",
    "ProtocolSwitch",
    "ProtocolText",
    "ResidentCode",
    "TextChoice",
]
