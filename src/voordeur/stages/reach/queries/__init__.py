"""The read doors of reach, one module per subject."""
