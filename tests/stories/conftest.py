"""A town for each story, with its own population register."""

from programme_town import town_of

__all__ = ["town_of"]
