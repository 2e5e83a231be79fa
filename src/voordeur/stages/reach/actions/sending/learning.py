"""Write down how a message fared: gone out, delivered, failed; what a carrier tells and what a person decides."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from voordeur.accounts.models import User
from voordeur.connections import carriers
from voordeur.connections.carrying import Delivery, Receipt, Standing
from voordeur.record.actions import append_event
from voordeur.record.models import Case
from voordeur.record.queries import parameter_book
from voordeur.stages.reach.actions.attempts import record_fact
from voordeur.stages.reach.actions.plan import plan
from voordeur.stages.reach.models import Message
from voordeur.stages.reach.queries.messages import MENDABLE, hours_of
from voordeur.stages.reach.rules.proposed import tells_of_appointment
from voordeur.stages.reach.rules.registry import check_facts
from voordeur.stages.reach.rules.sending import ASK_AFTER, MessageState, next_moment
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel, ChannelFact, Kind

NO_SUCH_ADDRESS = "no_such_address"
# What it says of a channel when an address or number turns out not to exist (P12).
_CLOSES = {Channel.MAIL: ChannelFact.BOUNCED, Channel.TEXT: ChannelFact.WRONG_NUMBER}
_WHY = {
    Standing.NO_SUCH_ADDRESS: NO_SUCH_ADDRESS,
    Standing.NOT_DELIVERED: "not_delivered",
    Standing.REFUSED: "refused",
}
# A message in one of these may be with its carrier, though we do not know it yet.
_MAYBE_OUT = frozenset({MessageState.READY, MessageState.CLAIMED, MessageState.UNKNOWN})


class Decision(StrEnum):
    """What a person decides about a message that nobody else can settle."""

    ARRIVED = "arrived"  # it went after all
    AGAIN = "again"  # it certainly did not go: try again
    LEAVE = "leave"  # it is not sent any more
    BOUNCED = "bounced"  # it came back to the mailbox that it was sent from


@transaction.atomic
def gone_out(message: Message, receipt: Receipt, *, now: datetime) -> None:
    """The carrier has the message: the case's story gets the attempt (R27), and what follows is planned. Once, however often."""
    held = _locked(message)
    if held.state not in _MAYBE_OUT:
        return
    today = timezone.localdate(now)
    if held.event_id is None:
        purpose = "appointment" if tells_of_appointment(held.step) else "offer_help"
        facts = {
            "step": held.step, "channel": held.channel, "day_part": "", "reached": False, "result": str(AttemptResult.SENT),
            "resident": held.resident_id, "purpose": purpose, "text_version": held.text_version,
        }  # fmt: skip
        checked = check_facts(Kind.ATTEMPT, facts)
        held.event = append_event(case=held.case, kind=Kind.ATTEMPT, on=today, by=held.made_by, facts=checked)
    held.state, held.why, held.carrier_id, held.handed_over_at = MessageState.HANDED_OVER, "", receipt.carrier_id, now
    held.act_at = now + ASK_AFTER[0] if carriers.can_be_asked(held.carrier) else None
    held.save(update_fields=["event", "state", "why", "carrier_id", "handed_over_at", "act_at"])
    plan([held.case_id], today=today)


def learn_delivery(reference: str, delivery: Delivery, *, now: datetime) -> bool:
    """A carrier tells how a message fares; False when no message of ours is called so. Safe to repeat, in any order."""
    message = Message.objects.filter(reference=reference).first()
    if message is None:
        return False
    with transaction.atomic():
        gone_out(message, Receipt(delivery.carrier_id), now=now)
        learn(message, delivery, now=now)
    return True


@transaction.atomic
def learn(message: Message, delivery: Delivery, *, now: datetime) -> None:
    """Write down how a message that was handed over fares. Delivered is delivered; a failure may still turn into that."""
    held = _locked(message)
    if held.state not in {MessageState.HANDED_OVER, MessageState.FAILED} or delivery.standing == Standing.UNDER_WAY:
        return
    if delivery.standing == Standing.DELIVERED:
        _settle(held, MessageState.DELIVERED, "", now=now)
    elif held.state == MessageState.HANDED_OVER:
        _settle_failed(held, _WHY[delivery.standing], now=now)


@transaction.atomic
def failed(message: Message, why: str, *, now: datetime) -> None:
    """The message did not go and will not by itself; an address that does not exist closes its channel (P12)."""
    held = _locked(message)
    if held.state in _MAYBE_OUT:
        _settle_failed(held, why, now=now)


@transaction.atomic
def withdrawn(message: Message, why: str, *, now: datetime) -> None:
    """What the message was for is over before it went."""
    held = _locked(message)
    if held.state in _MAYBE_OUT:
        _settle(held, MessageState.WITHDRAWN, why, now=now)


def unsure(message: Message) -> None:
    """Perhaps it went, and nobody can be asked: a person decides."""
    left = {"state": MessageState.UNKNOWN, "why": "interrupted", "act_at": None}
    Message.objects.filter(pk=message.pk, state=MessageState.CLAIMED).update(**left)


@transaction.atomic
def decide(message: Message, decision: str, *, by: User, now: datetime) -> None:
    """A person settles what nobody else can. Raises ValueError with a sentence where that cannot be decided (any more)."""
    held = _locked(message)
    if decision not in decisions(held):
        raise ValueError(_("Dit bericht is intussen al verder. Kijk opnieuw hoe het ermee staat."))
    held.made_by = by
    held.save(update_fields=["made_by"])
    if decision == Decision.ARRIVED:
        gone_out(held, Receipt(held.carrier_id), now=now)
    elif decision == Decision.BOUNCED:
        _settle_failed(held, NO_SUCH_ADDRESS, now=now)
    elif decision == Decision.LEAVE:
        _settle(held, MessageState.WITHDRAWN, "left", now=now)
    else:
        _ready(held, now=now)


def decisions(message: Message) -> frozenset[str]:
    """What a person can decide about a message as it stands now."""
    if message.state == MessageState.UNKNOWN:
        return frozenset({Decision.ARRIVED, Decision.AGAIN, Decision.LEAVE})
    if message.state == MessageState.FAILED and (message.why in MENDABLE or message.channel == Channel.LETTER):
        return frozenset({Decision.AGAIN, Decision.LEAVE})
    if message.state == MessageState.HANDED_OVER and message.channel == Channel.MAIL:
        return frozenset({Decision.BOUNCED})
    return frozenset()


def _ready(held: Message, *, now: datetime) -> None:
    local = timezone.localtime(now)
    book = parameter_book(["quiet_hours"], organisation=held.organisation_id, on=local.date())
    held.act_at = next_moment(local, hours_of(book, held.case.municipality_id))
    held.state, held.why, held.tries, held.claimed_at, held.settled_at = MessageState.READY, "", 0, None, None
    held.save(update_fields=["state", "why", "tries", "claimed_at", "settled_at", "act_at"])


def _settle_failed(held: Message, why: str, *, now: datetime) -> None:
    _settle(held, MessageState.FAILED, why, now=now)
    if why == NO_SUCH_ADDRESS and held.channel in _CLOSES:
        today = timezone.localdate(now)
        facts = {"channel": held.channel, "fact": str(_CLOSES[Channel(held.channel)]), "resident": held.resident_id}
        record_fact(held.case, kind=Kind.CHANNEL_FACT, facts=facts, by=None, on=today)
        plan([held.case_id], today=today)


def _settle(held: Message, state: MessageState, why: str, *, now: datetime) -> None:
    held.state, held.why, held.settled_at, held.act_at = state, why, now, None
    held.save(update_fields=["state", "why", "settled_at", "act_at"])


def _locked(message: Message) -> Message:
    """The message as it stands now, with its case; nobody else touches either until this transaction ends."""
    Case.objects.select_for_update().get(pk=message.case_id)
    rows = Message.objects.select_for_update(of=("self",)).select_related("case__municipality", "made_by")
    return rows.get(pk=message.pk)
