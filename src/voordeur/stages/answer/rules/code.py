"""What a creditor may hear about one signal: one code from a whitelist, and nothing else (R25, P28; interop 2.4).

Pure. The two tables below are the whole mapping; each row says whether a lawyer has looked at it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from voordeur.stages.help.rules.outcome import Outcome
from voordeur.stages.triage.rules.status import SignalStatus


class AnswerCode(StrEnum):
    """All that can be said to a creditor."""

    RECEIVED = "ONTVANGEN"
    NOT_TAKEN_UNJUSTIFIED = "NIET_OPGEPAKT_ONTERECHT"
    NOT_TAKEN_REPEATED = "NIET_OPGEPAKT_HERHAALD"
    NOT_TAKEN = "NIET_OPGEPAKT"
    DECEASED = "OVERLEDEN"
    NOT_A_RESIDENT = "GEEN_INWONER"
    NO_CONTACT = "GEEN_CONTACT"
    NO_HELP = "GEEN_HULP"
    ACCEPTED = "HULP_GEACCEPTEERD"
    CLOSED = "AFGESLOTEN"


@dataclass(frozen=True)
class Row:
    """One line of the mapping.

    `personal`: the code says something about one person, so it goes only to the creditors of whom it is true; the others
    hear `CLOSED` (P04, P28). `reviewed`: a lawyer has confirmed the row; until then the desk should not rely on it.
    """

    code: AnswerCode
    personal: bool = False
    reviewed: bool = False
    why: str = ""


# The status of a signal that is in no case, or in one that still runs.
BY_STATUS: Mapping[str, Row] = {
    SignalStatus.WAITING: Row(AnswerCode.RECEIVED),
    SignalStatus.TAKEN_UP: Row(AnswerCode.RECEIVED),
    SignalStatus.UNJUSTIFIED: Row(AnswerCode.NOT_TAKEN_UNJUSTIFIED, why="DDAS: told to the partner"),
    SignalStatus.REPEATED: Row(AnswerCode.NOT_TAKEN_REPEATED, why="DDAS: told to the partner"),
    SignalStatus.OTHER_REASON: Row(AnswerCode.NOT_TAKEN, why="DDAS: the partner learns that, never why"),
    SignalStatus.NOT_A_RESIDENT: Row(AnswerCode.NOT_A_RESIDENT, why="DDAS: told to the partner; never a new address"),
    SignalStatus.DECEASED: Row(AnswerCode.DECEASED, why="DDAS: told to the partner"),
    SignalStatus.KNOWN: Row(AnswerCode.NOT_TAKEN, why="that somebody has debt counselling is content of help"),
}

# The result of a closed case, for each of its signals.
BY_OUTCOME: Mapping[str, Row] = {
    Outcome.UNJUSTIFIED: Row(AnswerCode.NOT_TAKEN_UNJUSTIFIED),
    Outcome.REPEATED: Row(AnswerCode.NOT_TAKEN_REPEATED),
    Outcome.OTHER_REASON: Row(AnswerCode.NOT_TAKEN, why="the reason is hidden (R25)"),
    Outcome.DECEASED: Row(AnswerCode.DECEASED, personal=True),
    Outcome.NOT_A_RESIDENT: Row(AnswerCode.NOT_A_RESIDENT, personal=True),
    Outcome.KNOWN: Row(AnswerCode.CLOSED, why="that somebody has debt counselling is content of help"),
    Outcome.OTHER_TRAJECTORY: Row(AnswerCode.CLOSED, why="content of help"),
    Outcome.NEVER_REACHED: Row(AnswerCode.NO_CONTACT),
    Outcome.LOST_CONTACT: Row(AnswerCode.CLOSED, why="there was contact; silence is no refusal (P11)"),
    Outcome.PAID: Row(AnswerCode.CLOSED, why="the payment may be another creditor's"),
    Outcome.NO_HELP: Row(AnswerCode.NO_HELP, personal=True),
    Outcome.ADVICE: Row(AnswerCode.CLOSED, why="content of help; acceptance was told when it was given"),
    Outcome.FURTHER_FINANCIAL: Row(AnswerCode.CLOSED, why="content of help"),
    Outcome.FURTHER_OTHER: Row(AnswerCode.CLOSED, why="content of help"),
    Outcome.FURTHER: Row(AnswerCode.CLOSED, why="content of help"),
    Outcome.WITHOUT_RESIDENT: Row(AnswerCode.CLOSED, why="never a word about a referral (R32)"),
}


@dataclass(frozen=True)
class Facts:
    """What is known of one signal and of the one person whom it is about; of nobody else in the house.

    `status` is "" while nothing was decided; `outcome` is "" while the case runs. `alone`: no other person has a signal in
    the case, so that its result is about this person. `offer` is this person's own answer: accepted, declined or "".
    """

    status: str = ""
    outcome: str = ""
    alone: bool = True
    offer: str = ""
    accepted_on: date | None = None
    died: bool = False
    left: bool = False
    secrecy: bool = False


@dataclass(frozen=True)
class Said:
    """The answer: a code, and with an acceptance the last day on which collection pauses (R26)."""

    code: AnswerCode
    pause_end: date | None = None


def code_for(facts: Facts, *, pause_days: int) -> Said:
    """What the creditor of this signal may hear now.

    A status or result that the tables do not know says no more than that it was received or closed. The secrecy flag of the
    register (R34) bars everything but the code itself.
    """
    if facts.outcome:
        return Said(_closed(facts))
    if facts.status not in ("", SignalStatus.WAITING, SignalStatus.TAKEN_UP):
        return Said(BY_STATUS.get(facts.status, Row(AnswerCode.CLOSED)).code)
    if facts.offer == "accepted":
        known = facts.accepted_on if not facts.secrecy else None
        return Said(AnswerCode.ACCEPTED, known + timedelta(days=pause_days) if known else None)
    if facts.offer == "declined":
        return Said(AnswerCode.NO_HELP)
    return Said(AnswerCode.RECEIVED)


def _closed(facts: Facts) -> AnswerCode:
    row = BY_OUTCOME.get(facts.outcome, Row(AnswerCode.CLOSED))
    if not row.personal or facts.alone:
        return row.code
    true_of_this_person = {
        AnswerCode.DECEASED: facts.died,
        AnswerCode.NOT_A_RESIDENT: facts.left,
        AnswerCode.NO_HELP: facts.offer == "declined",
    }
    return row.code if true_of_this_person[row.code] else AnswerCode.CLOSED
