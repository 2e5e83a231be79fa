"""Whether a protocol keeps law and policy before it may be switched on: `check`, its findings, and the town it is checked for.

It proves by playing: `next_steps` itself is asked what it would do, for each class of signals, while nature does its worst.
"""

from voordeur.stages.reach.rules.law.check import check
from voordeur.stages.reach.rules.law.findings import Finding, Level, Town

__all__ = ["Finding", "Level", "Town", "check"]
