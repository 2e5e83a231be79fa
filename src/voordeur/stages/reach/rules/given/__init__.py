"""A case's history as somebody writes it by hand, or another program does: JSON in, the history of the rules out.

Tolerant of order, of identifiers of any kind, of Dutch and English words for the same; strict on words that mean nothing here.
Every word is described in docs/protocols.md.
"""

from voordeur.stages.reach.rules.given.reading import read_history
from voordeur.stages.reach.rules.given.values import GivenError

__all__ = ["GivenError", "read_history"]
