"""What the screens of messages show, read once and said in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest
from django.utils import timezone

from voordeur.accounts.models import User
from voordeur.privacy.log import Look, Purpose
from voordeur.shell.clock import today
from voordeur.stages.reach.actions import PrintBatch
from voordeur.stages.reach.actions.sending import Message, decisions
from voordeur.stages.reach.queries.messages import counted, due_messages, letters_can_go, with_a_carrier
from voordeur.stages.reach.rules.sending import MessageState
from voordeur.web.messages import words


@dataclass(frozen=True)
class Standing:
    """How one message stands, in words. `care`: a person must look at it. `can`: (decision, label) in order."""

    message: Message
    channel: str
    state: str
    why: str
    at: datetime
    care: bool
    can: tuple[tuple[str, str], ...]


def standing_of(message: Message) -> Standing:
    """One message as the screens tell of it."""
    able = decisions(message)
    waits = message.state == MessageState.READY and message.act_at
    return Standing(
        message=message,
        channel=words.said(words.CHANNELS, message.channel),
        state=words.said(words.STATES, message.state),
        why=words.said(words.WHY, message.why) if message.why else "",
        at=timezone.localtime((message.act_at if waits else message.settled_at or message.handed_over_at) or message.made_at),
        care=message.state == MessageState.UNKNOWN or (message.state == MessageState.FAILED and bool(able)),
        can=tuple((str(one), words.said(words.DECISIONS, one)) for one in words.FIRST if one in able),
    )


def due_context(request: HttpRequest, batches: Iterable[PrintBatch]) -> dict[str, Any]:
    """For the post screen: what is due on each channel, how many were sent or need a person, which letters a carrier has."""
    user = cast(User, request.user)
    due = due_messages(user, Look.of(request, Purpose.PRINT), today=today())
    made, care = counted(user)
    return {
        "messages_due": [(words.said(words.CHANNELS, one.channel), one) for one in due if one.rows or one.unreachable],
        "messages_made": made,
        "messages_care": care,
        "letters_can_go": letters_can_go(user, today=today()),
        "letters_gone": with_a_carrier(batches),
    }
