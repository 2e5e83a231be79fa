"""The forms of reach."""
