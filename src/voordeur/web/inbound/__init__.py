"""Inkomend: somebody contacts us; found in seconds, asked two questions, written down in three taps (P14)."""
