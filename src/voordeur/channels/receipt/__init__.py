"""The receipt of a delivery: proof of what a creditor did, never of what a resident answered (P29)."""

from voordeur.channels.receipt.rendering import Receipt, render_receipt

__all__ = ["Receipt", "render_receipt"]
