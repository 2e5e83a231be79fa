"""E-mail over SMTP: `Smtp` hands over to a mail server or to the stand-in in `stand_in`."""

from voordeur.connections.smtp.client import Smtp

__all__ = ["Smtp"]
