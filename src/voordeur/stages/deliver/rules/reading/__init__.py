"""From bytes to a table: the kind is told by the content, never by the name, and every guard stands before the parsing."""

from voordeur.stages.deliver.rules.reading.opening import open_table
from voordeur.stages.deliver.rules.reading.table import Table

__all__ = ["Table", "open_table"]
