"""The carriers of this installation, by the name that its settings give them.

Which of them carries an organisation's mail, texts and letters is a dated parameter of that organisation; keys stand in the
settings (from the environment) and never in the database.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from voordeur.connections import notify, sms
from voordeur.connections.carrying import Carrier, Delivery, Way
from voordeur.connections.notify import Notify
from voordeur.connections.sms import SmsGateway
from voordeur.connections.smtp import Smtp

Report = tuple[str, Delivery]

CARRIES: Mapping[str, frozenset[Way]] = {
    "notify": frozenset(Way),
    "sms": frozenset({Way.TEXT}),
    "smtp": frozenset({Way.MAIL}),
}
_READERS: Mapping[str, Callable[[Mapping[str, Any]], Report]] = {"notify": notify.read_report, "sms": sms.read_report}
_MAKERS: Mapping[str, type[Notify | SmsGateway | Smtp]] = {"notify": Notify, "sms": SmsGateway, "smtp": Smtp}


def carries(name: str, way: Way) -> bool:
    """Whether this installation has a carrier of that name and it carries such messages."""
    return way in CARRIES.get(settings.CARRIERS.get(name, {}).get("kind", ""), frozenset())


def needs_template(name: str) -> bool:
    """Whether the carrier puts our words into a template of its own, whose id must be known."""
    return bool(settings.CARRIERS.get(name, {}).get("kind") == "notify")


def can_be_asked(name: str) -> bool:
    """Whether the carrier can tell afterwards what became of a message."""
    maker = _MAKERS.get(settings.CARRIERS.get(name, {}).get("kind", ""))
    return bool(maker and maker.remembers)


def carrier(name: str) -> Carrier:
    """The carrier of that name, ready to be used; close it afterwards. Raises ImproperlyConfigured."""
    held = dict(settings.CARRIERS.get(name, {}))
    kind = held.pop("kind", "")
    held.pop("token", None)
    try:
        return _MAKERS[kind](**held)
    except (KeyError, TypeError, ValueError) as error:
        # What stands in the settings is a secret: only what is wrong is told.
        raise ImproperlyConfigured(f"CARRIERS: {name!r} is not set up rightly ({type(error).__name__})") from None


def may_report(name: str, token: str) -> bool:
    """Whether somebody with this token may tell how messages fare. Compared in constant time, also for a name that is none."""
    expected = str(settings.CARRIERS.get(name, {}).get("token", ""))
    return hmac.compare_digest(expected.encode(), token.encode()) and bool(expected)


def read_report(name: str, body: Mapping[str, Any]) -> Report:
    """What a carrier's call-back tells. Raises KeyError, ValueError or TypeError for another shape than its own."""
    return _READERS[settings.CARRIERS[name]["kind"]](body)
