"""The walking list: a round on paper, for an evening on which no phone works. No amounts, no creditors."""

from voordeur.channels.walking_list.rendering import PaperDoor, WalkingList, render_walking_list

__all__ = ["PaperDoor", "WalkingList", "render_walking_list"]
