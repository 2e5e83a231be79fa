"""The check on every text before it can be used. Pure: a text in, faults out.

`forbidden_words` finds what an open card, envelope, mail or message would betray (P17); `check_text` also what is missing
(P14-P16), slots that nobody fills, messages that are too long, and in Dutch the sentences that read hard. A breach keeps a text
from use; a note is advice.
"""

from voordeur.channels.text_check.checking import check_text, plain_words, usable
from voordeur.channels.text_check.faults import Fault, Level, breach, note
from voordeur.channels.text_check.forbidden_words import Forbidden, forbidden_words
from voordeur.channels.text_check.messages import parts_of
from voordeur.channels.text_check.reading import Limits, Reading, read

__all__ = [
    "Fault", "Forbidden", "Level", "Limits", "Reading", "breach", "check_text", "forbidden_words", "note", "parts_of",
    "plain_words", "read", "usable",
]  # fmt: skip
