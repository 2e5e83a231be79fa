"""Hand messages over to their carriers, each exactly once, whoever is killed in the middle."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from django.core.exceptions import ImproperlyConfigured
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from voordeur.connections import carriers
from voordeur.connections.carrying import CannotAsk, Carrier, NotCarried, NotNow, Receipt, Refused
from voordeur.record.queries import parameter_book
from voordeur.stages.reach.actions.sending.learning import NO_SUCH_ADDRESS, failed, gone_out, learn, unsure, withdrawn
from voordeur.stages.reach.models import Message
from voordeur.stages.reach.queries.messages import hours_of, is_wanted, outgoing
from voordeur.stages.reach.rules.sending import CLAIM_HOLDS, PAUSES, MessageState, next_moment, next_question, next_try
from voordeur.stages.reach.rules.vocabulary import Channel

log = logging.getLogger("voordeur.messages")
_TELLING = re.compile(r"\S*@\S*|\+?[0-9][0-9 -]{5,}")  # addresses and numbers stay out of the log
AT_ONCE = 100  # messages in one run, so that a worker also gets to other work


class _Carriers:
    """The carriers that one run uses, each opened once."""

    def __init__(self) -> None:
        self._open: dict[str, Carrier] = {}

    def __getitem__(self, name: str) -> Carrier:
        """Raises ImproperlyConfigured for one that the installation does not have (any more)."""
        if name not in self._open:
            self._open[name] = carriers.carrier(name)
        return self._open[name]

    def close(self) -> None:
        for one in self._open.values():
            one.close()


_Act = Callable[[Message, _Carriers, datetime], None]


def carry_messages(*, now: datetime) -> bool:
    """Hand over what waits and ask how the rest fares; whether there was anything to do.

    Safe to repeat, to kill, and to run side by side: before anything is done with a message it is put aside for some minutes,
    so that nobody else takes it and one that fails does not hold up the others.
    """
    opened = _Carriers()
    try:
        waiting = _run((MessageState.READY, MessageState.CLAIMED), _carry, opened, now=now)
        asked = _run((MessageState.HANDED_OVER,), _ask, opened, now=now)
    finally:
        opened.close()
    return waiting or asked


def _run(states: Collection[str], act: _Act, opened: _Carriers, *, now: datetime) -> bool:
    rows = Message.objects.filter(state__in=states, act_at__lte=now).order_by("act_at", "pk")
    waiting = list(rows.select_related("case__municipality", "resident")[:AT_ONCE])
    for message in waiting:
        act(message, opened, now)
    return bool(waiting)


def _carry(message: Message, opened: _Carriers, now: datetime) -> None:
    interrupted = message.state == MessageState.CLAIMED
    if not _claim(message, now=now):
        return
    try:
        by = opened[message.carrier]
        if (interrupted and _settled(message, by, now=now)) or not _may_go(message, now=now):
            return
        receipt = by.hand_over(outgoing(message))
    except ImproperlyConfigured:
        failed(message, "no_carrier", now=now)
    except NotCarried as error:
        _not_carried(message, error, now=now)
    else:
        gone_out(message, receipt, now=now)


def _claim(message: Message, *, now: datetime) -> bool:
    """Take a message as one's own; False when somebody else just did. Who finds it claimed later knows that it may have gone."""
    as_seen = Message.objects.filter(pk=message.pk, state=message.state, act_at=message.act_at)
    claim = {"state": MessageState.CLAIMED, "act_at": now + CLAIM_HOLDS, "tries": F("tries") + 1}
    if not as_seen.update(**claim, claimed_at=Coalesce("claimed_at", now)):
        return False
    message.refresh_from_db(fields=["state", "act_at", "tries", "claimed_at"])
    return True


def _may_go(message: Message, *, now: datetime) -> bool:
    """Whether somebody may be disturbed now (P11), and what the message is for still stands; else it waits or is withdrawn."""
    local = timezone.localtime(now)
    book = parameter_book(["quiet_hours"], organisation=message.organisation_id, on=local.date())
    opens = next_moment(local, hours_of(book, message.case.municipality_id))
    if opens > now and message.channel != Channel.LETTER:
        _release(message, at=opens, tries=message.tries - 1)
        return False
    if not is_wanted(message, today=local.date()):
        withdrawn(message, "over", now=now)
        return False
    return True


def _settled(message: Message, by: Carrier, *, now: datetime) -> bool:
    """Ask about a message whose hand-over was broken off; whether that settles it. False: the carrier never got it."""
    if now - (message.claimed_at or now) > by.remembers or message.tries > len(PAUSES):
        unsure(message)
        return True
    found = by.ask(message.reference)
    if found is None:
        return False
    gone_out(message, Receipt(found.carrier_id), now=now)
    learn(message, found, now=now)
    return True


def _not_carried(message: Message, error: NotCarried, *, now: datetime) -> None:
    log.warning("message %s was not carried: %s %s", message.pk, type(error).__name__, _TELLING.sub("…", str(error))[:120])
    if isinstance(error, Refused):
        failed(message, NO_SUCH_ADDRESS if error.address else "refused", now=now)
        return
    certain = isinstance(error, NotNow)
    pause = next_try(message.tries, error.after if isinstance(error, NotNow) else CLAIM_HOLDS)
    if not certain and not carriers.can_be_asked(message.carrier):
        pause = None
    if pause is None:
        failed(message, "gave_up", now=now) if certain else unsure(message)
    elif certain:
        _release(message, at=now + pause, tries=message.tries)
    else:  # it stays claimed: the carrier is asked before anything else
        Message.objects.filter(pk=message.pk, state=MessageState.CLAIMED).update(act_at=now + pause)


def _release(message: Message, *, at: datetime, tries: int) -> None:
    """It certainly did not go: it may be tried again."""
    free = {"state": MessageState.READY, "act_at": at, "claimed_at": None, "tries": tries}
    Message.objects.filter(pk=message.pk, state=MessageState.CLAIMED).update(**free)


def _ask(message: Message, opened: _Carriers, now: datetime) -> None:
    """Ask how a message fares that its carrier does not tell about by itself."""
    since = message.handed_over_at or now
    pause = next_question(max(now - since, timedelta(0)))
    mine = Message.objects.filter(pk=message.pk, act_at=message.act_at)
    if not mine.update(act_at=since + pause if pause else None):
        return
    try:
        found = opened[message.carrier].ask(message.reference)
    except (CannotAsk, ImproperlyConfigured):
        return
    if found is not None:
        learn(message, found, now=now)
