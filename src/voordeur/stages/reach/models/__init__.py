"""The tables of reach: the worklist, what was printed and sent, the working methods, residents' codes, a town's own texts."""

from voordeur.stages.reach.models.codes import HandedIn, ResidentCode
from voordeur.stages.reach.models.messages import Message
from voordeur.stages.reach.models.post import PrintBatch, PrintedPiece
from voordeur.stages.reach.models.protocols import ProtocolSwitch, ProtocolText
from voordeur.stages.reach.models.texts import HouseStyle, OwnText, TextChoice
from voordeur.stages.reach.models.worklist import DueStep

__all__ = [
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
