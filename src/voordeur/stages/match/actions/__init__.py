"""The write doors of the matching."""

from voordeur.stages.match.actions.judge import decide, undo
from voordeur.stages.match.actions.link import ask_again, link_signals
from voordeur.stages.match.actions.sample import draw_sample, judge_sample
from voordeur.stages.match.models import Candidate, Link

__all__ = ["Candidate", "Link", "ask_again", "decide", "draw_sample", "judge_sample", "link_signals", "undo"]
