"""The privacy officer's page: what is kept, what goes next, and the proof that it went."""
