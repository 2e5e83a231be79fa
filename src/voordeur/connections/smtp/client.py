"""E-mail over SMTP, by Django's own backend. A mail server cannot be asked afterwards what it did with a message."""

from __future__ import annotations

import re
import smtplib
import ssl
from datetime import timedelta
from email.utils import parseaddr

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from voordeur.connections.carrying import CannotAsk, Delivery, NotCarried, NotNow, Outgoing, PerhapsCarried, Receipt, Refused

TIMEOUT = 20  # seconds
_ENHANCED = re.compile(rb"\s*([245])\.(\d{1,3})\.\d{1,3}")
_NO_MAILBOX = frozenset({550, 551, 553})


class Smtp:
    """Carries e-mail by a mail server. `security`: ``starttls`` (port 587), ``tls`` (port 465) or ``none`` (this machine)."""

    remembers = timedelta(0)

    def __init__(self, host: str, port: int = 587, *, user: str = "", password: str = "", security: str = "starttls") -> None:
        if security not in {"starttls", "tls", "none"}:
            raise ValueError("security is starttls, tls or none")
        self._server = EmailBackend(
            host=host, port=port, username=user, password=password, use_tls=security == "starttls", use_ssl=security == "tls",
            timeout=TIMEOUT,
        )  # fmt: skip

    def close(self) -> None:
        """Let go of the connection."""
        self._server.close()

    def hand_over(self, message: Outgoing) -> Receipt:
        """See `Carrier`. The Message-ID is made from the reference, so that the same message again would be seen as the same."""
        name = f"<{message.reference}@{parseaddr(message.sender)[1].rpartition('@')[2]}>"
        # Said to be a machine's (RFC 3834), so that no absence notice comes back.
        headers = {"Message-ID": name, "Auto-Submitted": "auto-generated"}
        mail = EmailMessage(message.subject, message.body, message.sender, [message.to], headers=headers)
        try:
            self._server.open()
        except (OSError, smtplib.SMTPException, ssl.SSLError) as error:
            raise NotNow(type(error).__name__) from error
        try:
            self._server.send_messages([mail])
        except smtplib.SMTPRecipientsRefused as error:
            raise _judged(*next(iter(error.recipients.values())), recipient=True) from error
        except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as error:
            raise _judged(error.smtp_code, error.smtp_error) from error
        except (smtplib.SMTPException, OSError) as error:
            raise PerhapsCarried(type(error).__name__) from error
        return Receipt(name)

    def ask(self, reference: str) -> Delivery | None:
        """Always raises `CannotAsk`."""
        raise CannotAsk("a mail server tells nothing afterwards")


def _judged(code: int, said: bytes | str, *, recipient: bool = False) -> NotCarried:
    """What a mail server's refusal means (RFC 5321, RFC 3463): 4xx later, 5xx never; 5.1.x the mailbox does not exist."""
    told = said if isinstance(said, bytes) else said.encode()
    detail = f"{code} {told.decode(errors='replace')}"
    if code < 500:
        return NotNow(detail)
    enhanced = _ENHANCED.match(told)
    mailbox = enhanced[2] == b"1" if enhanced else code in _NO_MAILBOX
    return Refused(detail, address=recipient and mailbox)
