"""A home with a code, and somebody who walks through its door on a phone without JavaScript."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.test import Client

from voordeur.stages.reach.actions.codes import code_for
from web.town import TODAY, Home

LANGUAGES = ("nl", "en", "tr", "ar", "pl", "uk")


@dataclass
class Phone:
    """Somebody with a letter in hand."""

    home: Home
    language: str = "nl"
    client: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        self.code = code_for(self.home.case, self.home.resident, on=TODAY)

    def get(self, path: str, **more):
        """Open a page in the chosen language, as far as it leads."""
        return self.client.get(path, {"taal": self.language}, follow=True, **more)

    def otherwise(self, page: str):
        """The page where none of the moments suits."""
        return self.client.get(f"/b/{page}/?taal={self.language}&anders=1")

    def knock(self, code: str | None = None, postcode: str = "1234 AB", number: str = "14", **more):
        """Hand the first page in."""
        sent = {"code": self.code if code is None else code, "postcode": postcode, "number": number}
        return self.client.post(f"/b/?taal={self.language}", sent, follow=True, **more)

    def hand_in(self, page: str, token: str = "", **sent):
        """Fill a form in, with the token of the page that it stands on unless another is given."""
        on = page if page in {"bellen", "langs"} else "brief"
        token = token or token_of(self.get(f"/b/{on}/"))
        return self.client.post(f"/b/{page}/?taal={self.language}", {"token": token, **sent}, follow=True)


def token_of(answer) -> str:
    """The hidden number of the first form on a page."""
    return re.search(r'name="token" value="([^"]+)"', answer.content.decode())[1]


def shown(answer) -> str:
    """The page, without what differs each time it is made."""
    return re.sub(r'(name="token" value=")[^"]+', r"\1", answer.content.decode())
