"""The write doors of the matching."""

from voordeur.stages.match.actions.judge import decide, undo
from voordeur.stages.match.actions.link import ask_again, link_signals
from voordeur.stages.match.models import Candidate, Link

__all__ = ["Candidate", "Link", "ask_again", "decide", "link_signals", "undo"]
