"""A street with people to send messages to, and carriers that stand in for real ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from zoneinfo import ZoneInfo

from stages.town import Street
from voordeur.connections.notify.stand_in import NotifyService
from voordeur.connections.notify.stand_in import serve as serve_notify
from voordeur.connections.sms.stand_in import Gateway
from voordeur.connections.sms.stand_in import serve as serve_sms
from voordeur.connections.smtp.stand_in import MailServer
from voordeur.connections.smtp.stand_in import serve as serve_smtp
from voordeur.record.models import Case, ParameterValue, Resident
from voordeur.stages.reach import actions as reach
from voordeur.stages.reach.actions.sending import Prepared
from voordeur.stages.reach.models import DueStep, Message

MONDAY = date(2026, 10, 26)
NOON = datetime(2026, 10, 26, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
KEY = "town-11111111-2222-4333-8444-555555555555-66666666-7777-4888-9999-000000000000"
TEMPLATE = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"
TOKEN = "een-lang-geheim"
MAIL, TEXT = "Mail", "SMS/Whatsapp"


class Town:
    """Waterstad with a street, and a gateway, a Notify and a mail server that it may use."""

    def __init__(self, street: Street, settings, gateway: Gateway, notify: NotifyService, mail: MailServer) -> None:
        self.street, self.cast, self.settings = street, street.cast, settings
        self.gateway, self.notify, self.mail = gateway, notify, mail

    def choose(self, **more: str) -> None:
        """Let the organisation choose its carriers: ``mail="post", text="sms"`` unless given otherwise."""
        value = {
            "mail": "post", "text": "sms", "letter": "", "mail_from": "Gemeente Waterstad <vroeg@waterstad.test>",
            "text_from": "Waterstad", "mail_template": TEMPLATE, "text_template": TEMPLATE, **more,
        }  # fmt: skip
        ParameterValue.objects.update_or_create(
            organisation=self.cast.noorderlicht, municipality=None, key="carriers", valid_from=date(2026, 1, 1),
            defaults={"value": value, "source": "test"},
        )  # fmt: skip

    def home(self, number: str, *names: str, channel: str = TEXT, **more: object) -> tuple[Case, list[Resident]]:
        """A household with a signal about each, and a step due on a channel."""
        place = self.street.household(number=number)
        people = [
            self.street.resident(
                place, name, **{"phone": f"06000{number:0>3}0{n}", "email": f"{name.lower()}@voorbeeld.test", **more}
            )
            for n, name in enumerate(names)
        ]
        case, *_same = [self.street.signal(person, self.cast.thuisgoed).taking.case for person in people]
        DueStep.objects.create(case=case, step="text", channel=channel, state="due", due_on=MONDAY)
        return case, people

    def send(self, *cases: Case, channel: str = TEXT, now: datetime = NOON) -> Prepared:
        """Press the button."""
        return reach.send_due(
            organisation=self.cast.noorderlicht, channel=channel, cases=[case.pk for case in cases], by=self.cast.clara, now=now
        )

    def states(self) -> list[str]:
        """How every message stands, in the order in which they were made."""
        return list(Message.objects.order_by("pk").values_list("state", flat=True))


@contextmanager
def carriers(settings) -> Iterator[tuple[Gateway, NotifyService, MailServer]]:
    """The three stand-ins, served and set up under the names sms, notify and post."""
    gateway, notify, mail = Gateway("sleutel"), NotifyService(KEY, templates=[TEMPLATE]), MailServer()
    with serve_sms(gateway) as sms_url, serve_notify(notify) as notify_url, serve_smtp(mail):
        settings.CARRIERS = {
            "sms": {"kind": "sms", "url": sms_url, "key": "sleutel", "token": TOKEN},
            "notify": {"kind": "notify", "url": notify_url, "key": KEY, "token": TOKEN},
            "post": {"kind": "smtp", "host": "127.0.0.1", "port": mail.port, "security": "none"},
        }
        yield gateway, notify, mail
