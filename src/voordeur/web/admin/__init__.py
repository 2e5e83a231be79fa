"""The administration of one organisation: its people, partners, parameters and municipalities."""
