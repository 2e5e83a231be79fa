"""The statuses of a signal (DDAS EnumSignaalstatus, literal)."""

from __future__ import annotations

from enum import StrEnum


class SignalStatus(StrEnum):
    """What became of one signal; every signal has exactly one (R04)."""

    WAITING = "Nog niet opgepakt"
    TAKEN_UP = "Opgepakt"
    UNJUSTIFIED = "Niet opgepakt: onterecht signaal"
    REPEATED = "Niet opgepakt: herhaalde melding"
    OTHER_REASON = "Niet opgepakt: andere reden"
    NOT_A_RESIDENT = "Persoon is geen inwoner (meer) in de gemeente"
    DECEASED = "Inwoner is overleden"
    KNOWN = "Inwoner al bekend bij schuldhulpverlening"


# A genuine signal about who lives at an address: these count for "multiple" and "successive".
COUNTED = frozenset({SignalStatus.TAKEN_UP, SignalStatus.REPEATED})
# A person looks at these first; nothing is closed and nobody is approached meanwhile.
OPEN = frozenset({SignalStatus.WAITING})
CLOSED = frozenset(SignalStatus) - {SignalStatus.WAITING, SignalStatus.TAKEN_UP}


class Reason(StrEnum):
    """Why a signal got its status; `queries.sentence` makes a sentence of it."""

    BELOW_THRESHOLD = "below_threshold"  # R11: amount_cents, threshold_cents
    LETTER_ONLY = "letter_only"  # P07: the same, where the council does not close it
    TOO_YOUNG = "too_young"  # R12: days, limit
    TOO_OLD = "too_old"
    LEGAL_PERSON = "legal_person"  # R30
    REPEAT = "repeat"  # R10: month, amount_cents, last_cents
    GROWN = "grown"  # R10: amount_cents, last_cents
    UNTRIED = "untried"  # P07: the repeat of somebody who was never reached
    DECEASED = "deceased"  # R31
    ELSEWHERE = "elsewhere"  # R06
    EMIGRATED = "emigrated"  # R06
    MOVED_WITHIN = "moved_within"  # R07
    LINK_IN_REVIEW = "link_in_review"
    NOT_IN_REGISTER = "not_in_register"  # R05
    REGISTER_NOT_ASKED = "register_not_asked"  # R05
    MINOR = "minor"  # P06: years
    SETTLED = "settled"
    SUPERSEDED = "superseded"  # the creditor delivered a corrected file
    OVERRULED = "overruled"
    END_WITHOUT_EARLIER = "end_without_earlier"  # R15
