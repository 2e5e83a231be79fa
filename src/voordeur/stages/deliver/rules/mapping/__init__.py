"""Which column holds which of our fields: proposed from the header's words and from the contents, together."""

from voordeur.stages.deliver.rules.mapping.header_words import FIELDS, MULTIPLE
from voordeur.stages.deliver.rules.mapping.propose import ColumnProposal, Proposal, propose

__all__ = ["FIELDS", "MULTIPLE", "ColumnProposal", "Proposal", "propose"]
