"""A letter as a Word file, for who wants to change a line by hand. Pure: a template and a letter in, the bytes of a .docx out."""

from voordeur.channels.word.rendering import SLOTS, WordRefusedError, check_template, render

__all__ = ["SLOTS", "WordRefusedError", "check_template", "render"]
