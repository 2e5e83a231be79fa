"""Werkwijzen: read, drawn, checked against the law, compared, tried on last year, written, and switched on by two people."""
