"""A NotifyNL to stand in for the real one: the same questions, answers and refusals, over real HTTP, nothing sent anywhere.

For demonstrations and tests only. It answers as version 2 of the API does: a token per call, 201 with the message as it was
made, errors as a list, 429 with the limit named, a search by reference, call-backs with a bearer token.
"""

from voordeur.connections.notify.stand_in.messages import Held
from voordeur.connections.notify.stand_in.server import NotifyService, serve

__all__ = ["Held", "NotifyService", "serve"]
