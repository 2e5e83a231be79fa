"""The letter: closed, addressed to one person by name, saying why, from whom, for how long, and how to say no (P13, P16).

Pure: dataclasses in, the bytes of one tagged PDF out. Two pages a letter (one sheet, so that two people never share one),
in the order given. The address stands where the window of a Dutch C5 or DL envelope is.
"""

from voordeur.channels.letter.rendering import SHEET, Letter, LetterTooLongError, render, show, values_of, wording

__all__ = ["SHEET", "Letter", "LetterTooLongError", "render", "show", "values_of", "wording"]
