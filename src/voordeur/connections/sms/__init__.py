"""A text gateway over HTTP: `SmsGateway` asks the real one or the stand-in in `stand_in`; `read_report` reads its call-backs."""

from voordeur.connections.sms.client import SmsGateway, read_report

__all__ = ["SmsGateway", "read_report"]
