"""Telling of a protocol: as sentences (`show`), as a drawing (`draw`), beside another (`compare`)."""

from voordeur.stages.reach.rules.telling.comparing import compare
from voordeur.stages.reach.rules.telling.drawing import draw
from voordeur.stages.reach.rules.telling.showing import show

__all__ = ["compare", "draw", "show"]
