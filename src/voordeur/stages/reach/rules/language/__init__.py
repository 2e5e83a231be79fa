"""The language in which a working method is written: what it can say (`protocol`), and reading it strictly (`reading`).

Nothing here decides what is due: that is `next_steps`.
"""

from voordeur.stages.reach.rules.language.faults import Fault, ProtocolError
from voordeur.stages.reach.rules.language.protocol import Protocol, Step
from voordeur.stages.reach.rules.language.reading import read_protocol

__all__ = ["Fault", "Protocol", "ProtocolError", "Step", "read_protocol"]
