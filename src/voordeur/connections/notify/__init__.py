"""NotifyNL: e-mail, text messages and letters for public bodies, over one API (a fork of GOV.UK Notify).

`Notify` asks the real service or the stand-in in `stand_in`; `read_report` reads its call-backs.
"""

from voordeur.connections.notify.client import Notify, read_report

__all__ = ["Notify", "read_report"]
