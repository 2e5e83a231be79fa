"""Gathers the rooms' tables for Django; no table is defined here."""

from voordeur.accounts.models import Municipality, Organisation, User
from voordeur.privacy.models import AccessLogEntry, BreachItem, BreachMark, BreachNote, BreachSignal, LogHead, RetentionRun
from voordeur.record.models import Case, Event, Household, Note, ParameterValue, Partner, Representative, Resident
from voordeur.stages.answer.models import Answer, AnswerFile
from voordeur.stages.deliver.models import ColumnMapping, Delivery, Line, PendingFile, Signal
from voordeur.stages.help.models import Agreement, HelpOffer
from voordeur.stages.match.models import Candidate, Decision, Link, Sample, SampleItem, SamplePerson, SharedAddress
from voordeur.stages.reach.models import (
    CallBack,
    DueStep,
    HandedIn,
    HouseStyle,
    Message,
    OwnText,
    PrintBatch,
    PrintedPiece,
    ProtocolSwitch,
    ProtocolText,
    ResidentCode,
    TextChoice,
)
from voordeur.stages.report.models import Fact
from voordeur.stages.triage.models import Taking
from voordeur.stages.visit.models import (
    Absence,
    AddressPoint,
    Appointment,
    Arrival,
    DoorNote,
    Duo,
    EveningPlan,
    Place,
    Round,
    Stop,
    Visitor,
    WorkingHours,
)

__all__ = [
    "Absence", "AccessLogEntry", "AddressPoint", "Agreement", "Answer", "AnswerFile", "Appointment", "Arrival", "BreachItem",
    "BreachMark", "BreachNote", "BreachSignal", "CallBack", "Candidate", "Case", "ColumnMapping", "Decision", "Delivery",
    "DoorNote", "DueStep", "Duo", "EveningPlan", "Event", "Fact", "HandedIn", "HelpOffer", "HouseStyle", "Household", "Line",
    "Link", "LogHead", "Message", "Municipality", "Note", "Organisation", "OwnText", "ParameterValue", "Partner", "PendingFile",
    "Place", "PrintBatch", "PrintedPiece", "ProtocolSwitch", "ProtocolText", "Representative", "Resident", "ResidentCode",
    "RetentionRun", "Round", "Sample", "SampleItem", "SamplePerson", "SharedAddress", "Signal", "Stop", "Taking", "TextChoice",
    "User", "Visitor", "WorkingHours",
]  # fmt: skip
