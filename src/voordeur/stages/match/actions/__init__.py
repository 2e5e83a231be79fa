"""The write doors of the matching."""

from voordeur.stages.match.actions.judge import decide, undo
from voordeur.stages.match.actions.link import ask_again, link_signals

__all__ = ["ask_again", "decide", "link_signals", "undo"]
