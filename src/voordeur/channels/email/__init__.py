"""E-mail to residents: the words of one message, without anything personal in them (P17, P18).

Pure: dataclasses in, subject and body out. `connections` carries it.
"""

from voordeur.channels.email.rendering import Email, wording

__all__ = ["Email", "wording"]
