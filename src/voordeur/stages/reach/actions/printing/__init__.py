"""Print files of letters and cards, each piece once."""

from voordeur.stages.reach.actions.printing.composing import Piece, compose, lines_of, name_of
from voordeur.stages.reach.actions.printing.making import Printing, print_batch
from voordeur.stages.reach.actions.printing.rendering import PDF, WORD, word_name

__all__ = ["PDF", "WORD", "Piece", "Printing", "compose", "lines_of", "name_of", "print_batch", "word_name"]
