"""The words of reaching somebody: channels, parts of the day, results, noes, and the kinds of events in a case's story."""

from __future__ import annotations

from enum import StrEnum

# DDAS EnumSignaalpartner, literal; which of them may report here and since when is a dated parameter (R01).
SIGNAL_KINDS = (
    "Zorg", "Huur", "Energie", "Water", "Hypotheek", "DUO", "CAK Eigen bijdrage", "CAK Zorgverzekeringen", "Belastingdienst",
    "Dienst Toeslagen", "Overige",
)  # fmt: skip
SIGNAL_TYPES = ("first", "updated", "end_of_supply", "settled", "crisis")


class Channel(StrEnum):
    """How somebody is approached (DDAS EnumContactsoort, literal)."""

    LETTER = "Brief"
    CARD = "Kaartje"
    VISIT = "Huisbezoek"
    PHONE = "Telefoon"
    MAIL = "Mail"
    TEXT = "SMS/Whatsapp"
    APPOINTMENT = "Afspraak op locatie"
    DESK = "Administratief"  # no contact
    OTHER = "Overige"
    UNKNOWN = "Onbekend"


class DayPart(StrEnum):
    """Part of the day (DDAS EnumDagdeel): before 12:00, 12:00-18:00, from 18:00."""

    MORNING = "Ochtend"
    AFTERNOON = "Middag"
    EVENING = "Avond"


class AttemptResult(StrEnum):
    """What came of an attempt at a door, on the phone or by post (P19)."""

    NOBODY = "nobody"
    TALKED = "talked"
    PARTNER_OPENED = "partner_opened"
    ADULT_OPENED = "adult_opened"
    CHILD_OPENED = "child_opened"
    LIVES_ELSEWHERE = "lives_elsewhere"
    UNKNOWN_NAME = "unknown_name"
    NO_ACCESS = "no_access"
    LANGUAGE = "language"
    COME_BACK = "come_back"
    REPRESENTATIVE = "representative"
    REFUSED = "refused"
    MOVED = "moved"
    UNSAFE = "unsafe"
    SENT = "sent"
    WRONG_NUMBER = "wrong_number"
    NO_ANSWER = "no_answer"
    VOICEMAIL = "voicemail"
    RETURNED = "returned"
    DONE = "done"  # at the desk, without contact: looked up, checked


class No(StrEnum):
    """Three different noes (P10)."""

    VISITS = "visits"
    HELP = "help"  # for these arrears
    APPROACH = "approach"  # objection, AVG art. 21: decided by a person


class ChannelFact(StrEnum):
    """What shows that a channel does not work (P12)."""

    WRONG_NUMBER = "wrong_number"
    BOUNCED = "bounced"
    RETURNED = "returned"
    UNOPENED = "unopened"
    NO_ADDRESS = "no_address"


class Kind(StrEnum):
    """The kinds of events in a case's story (`record.Event.kind`)."""

    OPENED = "opened"
    SIGNAL_JOINED = "signal_joined"
    SIGNAL_LEFT = "signal_left"
    ATTEMPT = "attempt"
    NO = "no"
    UNDO_NO = "undo_no"
    CHANNEL_FACT = "channel_fact"
    PAYMENT = "payment"
    ARRANGEMENT = "arrangement"
    MOVED = "moved"
    DECEASED = "deceased"
    OFFER = "offer"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    AGREEMENT = "agreement"
    REFERRAL = "referral"
    OVERRULED = "overruled"
    PROTOCOL_MOVED = "protocol_moved"
    REPRESENTED = "represented"  # somebody acts for a resident (P06)
    UNREPRESENTED = "unrepresented"
    STAGE = "stage"  # how far the creditor's collection came (CollectionStage)
    PARTNER_ATTEMPT = "partner_attempt"  # the creditor's own attempt: a fact, never a help attempt
    PARTNER_STEP = "partner_step"  # a step that the protocol leaves to the creditor was carried out (posting date)
    KNOWN_ELSEWHERE = "known_elsewhere"  # already helped: a logged contact with that worker (R29)
    ASKED = "asked"  # the resident came to us: call me, come by, is this real (Asked)
    APPOINTMENT = "appointment"  # a moment agreed with a resident, or changed (AppointmentChange); what came of it is an attempt
    SAYS_PAID = "says_paid"  # what a resident says, not yet a payment
    LANE = "lane"  # a lane of its own: young, entrepreneur, benefits (the last needs its own legal basis)
    HOUSEHOLD = "household"  # minor children live there, as told by the resident or the register
    STEP_OVERRULED = "step_overruled"  # a worker decided otherwise than the protocol, with a reason in the note
    CORRECTION = "correction"
    CLOSED = "closed"


class CollectionStage(StrEnum):
    """How far a creditor's collection came, in the order in which it goes (programmes.md 3); the field's own words."""

    REMINDER = "herinnering"
    FORMAL_NOTICE = "aanmaning"  # the fourteen days' letter
    DEMAND = "sommatie"
    COLLECTION = "incasso"
    SUMMONS = "dagvaarding"
    HEARING = "zitting"
    JUDGMENT = "vonnis"
    SERVED = "betekening"
    EVICTION_ANNOUNCED = "aanzegging"
    CALLED_OFF = "afgelast"
    EVICTED = "ontruiming"


class EvictedBecause(StrEnum):
    """The explained reason of an eviction that was carried out all the same."""

    NEVER_REACHED = "never_reached"
    DECLINED = "declined"
    LEFT = "left"
    COURT_ORDER = "court_order"


class Asked(StrEnum):
    """What a resident asks of us, at the resident's door or on the phone."""

    CALL_ME = "call_me"
    COME_BY = "come_by"
    IS_IT_REAL = "is_it_real"


class AppointmentKind(StrEnum):
    """Where an appointment is kept (P24)."""

    HOME = "home"
    DESK = "desk"
    PHONE = "phone"


class AppointmentChange(StrEnum):
    """What happens to an appointment until the moment itself comes."""

    MADE = "made"
    MOVED = "moved"
    CONFIRMED = "confirmed"  # the resident said again that it suits
    CALLED_OFF = "called_off"


class Lane(StrEnum):
    """Who is approached in a way of their own (P06; programmes.md 3)."""

    YOUNG = "young"
    ENTREPRENEUR = "entrepreneur"
    BENEFITS = "benefits"  # knowing of a benefit needs a legal basis of its own


class Overruling(StrEnum):
    """What a worker decides about a step that the protocol proposes."""

    SKIP = "skip"
    POSTPONE = "postpone"
    NOW = "now"


# Who was met counts as reached: the resident, or somebody who acts for the resident (P06). Somebody else is not (P19).
REACHED_BY = frozenset({AttemptResult.TALKED, AttemptResult.REPRESENTATIVE, AttemptResult.REFUSED, AttemptResult.COME_BACK})
# After these a card at the door makes sense.
CLOSED_DOOR = frozenset({AttemptResult.NOBODY, AttemptResult.NO_ACCESS})
# After these nobody goes to that door for this person again.
DOOR_SHUT_FOR_GOOD = frozenset(
    {
        AttemptResult.LIVES_ELSEWHERE,
        AttemptResult.UNKNOWN_NAME,
        AttemptResult.MOVED,
        AttemptResult.UNSAFE,
        AttemptResult.REFUSED,
    }
)
# These ask that somebody looks the person up in the register again (P12).
ASK_THE_REGISTER = frozenset(
    {AttemptResult.LIVES_ELSEWHERE, AttemptResult.UNKNOWN_NAME, AttemptResult.MOVED, AttemptResult.RETURNED}
)
# Any of the results after which some channel is closed.
CLOSING = DOOR_SHUT_FOR_GOOD | {AttemptResult.RETURNED, AttemptResult.WRONG_NUMBER}
# Somebody is called or visited: on another part of the day each time.
LIVE = frozenset({Channel.VISIT, Channel.PHONE})
# These reach somebody at the moment itself: not on Sundays and holidays (P11).
NOT_ON_QUIET_DAYS = LIVE | {Channel.TEXT}
# How an appointment is kept, as a contact.
KEPT_BY = {
    AppointmentKind.HOME: Channel.VISIT,
    AppointmentKind.DESK: Channel.APPOINTMENT,
    AppointmentKind.PHONE: Channel.PHONE,
}
# Not counted as a contact of its own: the desk makes none, and a card belongs to the visit that left it.
UNCOUNTED = frozenset({Channel.DESK, Channel.CARD})
