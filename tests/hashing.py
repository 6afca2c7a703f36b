"""Passwords of test accounts, hashed with the least work: what is tested is who gets in, and tests make hundreds."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class Cheap(Argon2PasswordHasher):
    """Argon2, as the platform takes it, in one short round."""

    time_cost, memory_cost, parallelism = 1, 8, 1
