"""Text messages to residents: the words of one message, without anything personal in them (P15, P17, P18).

Pure: dataclasses in, one line out. `connections` carries it.
"""

from voordeur.channels.text.rendering import LONGEST_NAME, TextMessage, wording

__all__ = ["LONGEST_NAME", "TextMessage", "wording"]
