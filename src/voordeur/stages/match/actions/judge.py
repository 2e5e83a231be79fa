"""A person's judgement of a doubtful link, and its undoing."""

from __future__ import annotations

from voordeur.accounts.models import User
from voordeur.stages.match.models import Candidate, Link


def decide(link: Link, *, same_as: Candidate | None, by: User) -> None:
    """A worker says whom a signal is about."""
    raise NotImplementedError


def undo(link: Link, *, by: User) -> None:
    """A worker takes a link apart."""
    raise NotImplementedError
