"""What the stand-in was given, judged as Notify judges it, and written as Notify writes it."""

from __future__ import annotations

import base64
import binascii
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from voordeur.connections.notify.client import LARGEST_LETTER

Json = dict[str, Any]
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"\+?[0-9]{10,15}")
_POSTAGE = frozenset({"netherlands", "europe", "rest-of-world"})
_SETTLED = frozenset(
    {
        "delivered", "received", "permanent-failure", "temporary-failure", "technical-failure", "cancelled",
        "validation-failed", "virus-scan-failed",
    }
)  # fmt: skip
_ADDRESS = {"email": "email_address", "sms": "phone_number"}
_NEEDED = {"email": ("email_address", "template_id"), "sms": ("phone_number", "template_id"), "letter": ("reference", "content")}
_KNOWN = {
    "email": {"email_address", "template_id", "personalisation", "reference", "email_reply_to_id", "one_click_unsubscribe_url"},
    "sms": {"phone_number", "template_id", "personalisation", "reference", "sms_sender_id"},
    "letter": {"reference", "content", "postage"},
}
_SLOTS = {"email": ("subject", "body"), "sms": ("body",), "letter": ()}


class Faulty(Exception):
    """The message is refused; `faults` are (error, sentence) as they go into the answer."""

    def __init__(self, *faults: tuple[str, str], status: int = 400) -> None:
        super().__init__(str(faults))
        self.faults, self.status = faults, status


@dataclass
class Held:
    """One message that was accepted. `status` is what Notify says of it now."""

    kind: str  # email, sms, letter
    given: Json
    status: str = "created"
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    at: str = "2026-11-23T09:00:00.000000Z"

    @property
    def reference(self) -> str | None:
        """How the sender names it."""
        return self.given.get("reference")

    @property
    def to(self) -> str:
        """Where it goes; "" for a letter."""
        return str(self.given.get(_ADDRESS.get(self.kind, ""), ""))

    @property
    def words(self) -> Mapping[str, str]:
        """What was filled into the template."""
        filled: Mapping[str, str] = self.given.get("personalisation", {})
        return filled

    @property
    def settled_at(self) -> str | None:
        """When it was over; None while it is under way."""
        return self.at if self.status in _SETTLED else None

    def accepted(self, root: str) -> Json:
        """The answer to the POST."""
        if self.kind == "letter":
            return {"id": self.id, "reference": self.reference, "postage": self.given.get("postage", "netherlands")}
        content = {"body": self.words["body"]}
        content |= {"from_number": "Gemeente"} if self.kind == "sms" else {
            "subject": self.words["subject"], "from_email": "gemeente@notifynl.test"
        }  # fmt: skip
        return {
            "id": self.id,
            "reference": self.reference,
            "content": content,
            "uri": f"{root}/v2/notifications/{self.id}",
            "template": self._template(root),
            "scheduled_for": None,
        }

    def shown(self, root: str) -> Json:
        """The answer to a GET: every field there is, null where it does not fit."""
        lines: Json = dict.fromkeys(f"line_{number}" for number in range(1, 7))
        return {
            "id": self.id,
            "reference": self.reference,
            "email_address": self.given.get("email_address"),
            "phone_number": self.given.get("phone_number"),
            **lines,
            "postcode": None,
            "postage": self.given.get("postage"),
            "type": self.kind,
            "status": self.status,
            "template": self._template(root),
            "body": self.words.get("body", ""),
            "subject": self.words.get("subject"),
            "created_at": self.at,
            "created_by_name": None,
            "sent_at": self.at if self.status != "created" else None,
            "completed_at": self.settled_at,
            "scheduled_for": None,
        }

    def report(self) -> Json:
        """The body of a call-back."""
        return {
            "id": self.id,
            "reference": self.reference,
            "to": self.to,
            "status": self.status,
            "created_at": self.at,
            "completed_at": self.settled_at,
            "sent_at": self.at,
            "notification_type": self.kind,
            "template_id": self.given.get("template_id"),
            "template_version": 1,
        }

    def _template(self, root: str) -> Json:
        template = self.given.get("template_id") or str(uuid.UUID(int=0))
        return {"id": template, "version": 1, "uri": f"{root}/v2/template/{template}"}


def read(kind: str, given: Mapping[str, Any], *, templates: frozenset[str]) -> Held:
    """A message out of the body of a POST. Raises `Faulty` naming every fault, as the API does."""
    faults = [f"{name} is a required property" for name in _NEEDED[kind] if name not in given]
    unknown = sorted(set(given) - _KNOWN[kind])
    faults += [f"Additional properties are not allowed ({', '.join(unknown)} was unexpected)"] if unknown else []
    faults += _about_address(kind, given) + _about_template(kind, given, templates)
    if faults:
        raise Faulty(*(("ValidationError", fault) for fault in faults))
    if kind == "letter":
        _check_letter(given)
    elif missing := [name for name in _SLOTS[kind] if name not in given.get("personalisation", {})]:
        raise Faulty(("BadRequestError", f"Missing personalisation: {', '.join(missing)}"))
    return Held(kind, dict(given))


def _about_address(kind: str, given: Mapping[str, Any]) -> list[str]:
    if kind == "email" and "email_address" in given and not _EMAIL.fullmatch(str(given["email_address"])):
        return ["email_address Not a valid email address"]
    if kind == "sms" and "phone_number" in given and not _PHONE.fullmatch(str(given["phone_number"])):
        return ["phone_number Not a valid phone number"]
    return []


def _about_template(kind: str, given: Mapping[str, Any], templates: frozenset[str]) -> list[str]:
    if kind == "letter" or "template_id" not in given:
        return []
    try:
        uuid.UUID(str(given["template_id"]))
    except ValueError:
        return ["template_id is not a valid UUID"]
    return [] if not templates or given["template_id"] in templates else ["Template not found"]


def _check_letter(given: Mapping[str, Any]) -> None:
    if given.get("postage", "netherlands") not in _POSTAGE:
        raise Faulty(("ValidationError", "postage invalid. It must be netherlands, europe or rest-of-world."))
    try:
        pdf = base64.b64decode(given["content"], validate=True)
    except (binascii.Error, ValueError):
        raise Faulty(("BadRequestError", "Cannot decode letter content (invalid base64 encoding)")) from None
    if not pdf.startswith(b"%PDF"):
        raise Faulty(("BadRequestError", "Letter content is not a valid PDF"))
    if len(pdf) > LARGEST_LETTER:
        raise Faulty(("BadRequestError", "Letter content is larger than 2MB"), status=413)
