"""A population register to stand in for the real one: the same questions and answers, over real HTTP, from a CSV file.

For demonstrations and tests only. It answers as BRP Personen Bevragen 2.7 does: at most thirty people at an address and
ten by name, the deceased hidden from searches unless asked for, addresses only in the call by BSN, the same error bodies.
"""

from voordeur.connections.brp.stand_in.rows import Row, present_rows, read_rows
from voordeur.connections.brp.stand_in.server import Register, serve

__all__ = ["Register", "Row", "present_rows", "read_rows", "serve"]
