"""Argon2 is dear on purpose, and the cast signs in a thousand times: the same hash for less memory and fewer processors."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher

# What the hash of somebody's own password costs: rounds, kibibytes, processors.
COSTS = (Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism)


def at_less_cost() -> None:
    """From now on in this process; the demonstration and the browser's tests pay the full price."""
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 1024, 1
