"""Plays, in a process and a database of its own: workers that are killed while they hand messages over, and what came of it.

Each worker is a child of this process; the carrier kills it, with SIGKILL, the moment it has accepted the message and before the
worker hears so. Prints as JSON how the messages stood after each worker, and what the carriers got. See test_killed_sender.py.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from voordeur.site.command import start_django

start_django()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from stages.reach.sending import MAIL, MONDAY, NOON, TEMPLATE, TEXT, carriers  # noqa: E402
from stages.town import Street  # noqa: E402
from voordeur.accounts.models import Municipality, Organisation  # noqa: E402
from voordeur.record.models import Event, ParameterValue, Partner  # noqa: E402
from voordeur.stages.reach.actions import carry_messages, send_due  # noqa: E402
from voordeur.stages.reach.models import DueStep, Message  # noqa: E402

worker = 0


def main() -> None:
    """Four messages: one whose worker dies before it hands over, and one for each carrier whose worker dies just after."""
    call_command("migrate", verbosity=0)
    with carriers(settings) as (gateway, notify, mail):
        seed()
        mail.handle_error = lambda *_: None
        told = [how("made")]
        told.append(run(0, dies_first=True) | how("died before"))
        for one, name in ((notify, "on_accepted"), (gateway, "on_accepted"), (mail, "on_taken")):
            setattr(one, name, kill)
            told.append(run(1) | how("killed after"))
            setattr(one, name, lambda *_: None)
        told.append(run(2) | how("too soon"))
        for minutes in (10, 20, 3000):
            told.append(run(minutes) | how("came later"))
        got = {"notify": [one.to for one in notify.held], "gateway": len(gateway.sent), "mail": len(mail.taken)}
    sys.stdout.write(json.dumps({"told": told, "got": got, "asked": len(notify.asked)}) + "\n")


def seed() -> None:
    """A street where four people are to get a message, each by another carrier or worker."""
    office = Organisation.objects.create(name="Noorderlicht", kind="executing", contact_name="Karim", phone="06-00000001")
    street = Street(
        SimpleNamespace(
            waterstad=Municipality.objects.create(code="9001", name="Waterstad"),
            noorderlicht=office,
            thuisgoed=Partner.objects.create(code="thuisgoed", name="Thuisgoed", kind="Huur", receiver=office),
        )
    )
    value = {"mail": "notify", "text": "sms", "letter": "", "mail_from": "Gemeente <vroeg@waterstad.test>"}
    value |= {"text_from": "Waterstad", "mail_template": TEMPLATE, "text_template": TEMPLATE}
    ParameterValue.objects.create(organisation=office, key="carriers", valid_from=date(2026, 1, 1), value=value)
    for number, (name, channel) in enumerate((("before", MAIL), ("notify", MAIL), ("sms", TEXT), ("post", MAIL)), start=1):
        home = street.household(number=str(number))
        who = street.resident(home, name, phone=f"060000000{number}", email=f"{name}@voorbeeld.test")
        case = street.signal(who, street.cast.thuisgoed).taking.case
        DueStep.objects.create(case=case, step="text", channel=channel, state="due", due_on=MONDAY)
        send_due(organisation=office, channel=channel, cases=[case.pk], by=None, now=NOON)
    Message.objects.filter(resident__surname="post").update(carrier="post")


def run(minutes: float, *, dies_first: bool = False) -> dict[str, int]:
    """Let a worker look at the queue so many minutes later; by what it ended (0: by itself)."""
    global worker
    worker = 0
    connection.close()
    child = os.fork()
    if child == 0:
        connection.connect()
        if dies_first:
            Message.objects.exclude(resident__surname="before").update(act_at=NOON + timedelta(minutes=1))
            import voordeur.stages.reach.actions.sending.handing as handing  # noqa: PLC0415

            handing.outgoing = lambda message: os._exit(7)
        carry_messages(now=NOON + timedelta(minutes=minutes))
        os._exit(0)
    worker = child
    _pid, status = os.waitpid(child, 0)
    return {"ended": os.waitstatus_to_exitcode(status)}


def kill(*_: object) -> None:
    """What the carrier does, once it has the message: the power of the worker's machine goes."""
    while not worker:
        time.sleep(0.001)
    os.kill(worker, signal.SIGKILL)
    time.sleep(0.05)  # nothing is answered to the dead


def how(when: str) -> dict[str, object]:
    """How each message stands, and how many attempts the stories tell of."""
    states = dict(Message.objects.values_list("resident__surname", "state"))
    return {"when": when, "states": states, "attempts": Event.objects.filter(kind="attempt").count()}


main()
