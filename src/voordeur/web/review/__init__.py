"""Dubbelen: is this signal about somebody we know? A person decides, and can take it back."""
