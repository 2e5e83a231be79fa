"""What may be said at the door, by who opens (P20, P13). Codes only: the screens hold the sentences, in two languages."""

from __future__ import annotations

from enum import StrEnum

from voordeur.stages.reach.rules.vocabulary import AttemptResult


class Say(StrEnum):
    """One instruction for the pair."""

    FIRST_NAME = "first_name"  # ask for the person by first name
    FROM_THE_TOWN = "from_the_town"  # "from the town, personal": no subject, no creditor, no amount
    ENVELOPE = "envelope"  # the closed envelope may be left
    NOT_THROUGH_A_CHILD = "not_through_a_child"  # nothing is told to, asked of or handed to a child; children never interpret
    NO_NEIGHBOURS = "no_neighbours"  # never a question to neighbours
    SHOW_PASS = "show_pass"  # noqa: S105 - the identity card of the pair, not a password
    TELL_REASON = "tell_reason"  # why the pair comes
    ASK_LEAVE = "ask_leave"  # before entering (P21)
    SOURCE_AND_RIGHTS = "source_and_rights"  # at the first talk: source, purpose, term, rights (P16)
    LANDLORD_PRESENT = "landlord_present"  # who comes from the creditor, and that one may speak to the other alone (P22)
    INTERPRETER = "interpreter"  # by telephone; children never interpret (P23)
    LEAVE_NOW = "leave_now"  # safety before everything


_ELSE = (Say.FIRST_NAME, Say.FROM_THE_TOWN, Say.ENVELOPE)
_BY_RESULT: dict[str, tuple[Say, ...]] = {
    "nobody": (Say.ENVELOPE, Say.NO_NEIGHBOURS),
    "no_access": (Say.NO_NEIGHBOURS,),
    "partner_opened": _ELSE,
    "adult_opened": _ELSE,
    "child_opened": (Say.NOT_THROUGH_A_CHILD,),
    "lives_elsewhere": (Say.FROM_THE_TOWN, Say.NO_NEIGHBOURS),
    "unknown_name": (Say.FROM_THE_TOWN, Say.NO_NEIGHBOURS),
    "representative": (Say.FIRST_NAME, Say.FROM_THE_TOWN, Say.ENVELOPE),
    "language": (Say.INTERPRETER,),
    "unsafe": (Say.LEAVE_NOW,),
}
_RESIDENT = (Say.SHOW_PASS, Say.TELL_REASON, Say.ASK_LEAVE, Say.SOURCE_AND_RIGHTS)


def may_say(result: AttemptResult, *, creditor_in_pair: bool = False) -> tuple[Say, ...]:
    """The instructions that fit who opened; with the resident also that somebody of the creditor stands there (P22)."""
    said = _BY_RESULT.get(result, _RESIDENT)
    return (*said, Say.LANDLORD_PRESENT) if creditor_in_pair and said == _RESIDENT else said
