"""Afspraken: choose a moment with a resident, see what is coming, write down what came of it (P24)."""
