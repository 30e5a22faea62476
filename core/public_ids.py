"""Public ids such as `RC-7K3M9Q`: random, permanent, easy to read aloud."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32: no I, L, O, U
LENGTH = 6


def new_public_id(prefix):
    """A fresh id of 30 random bits. That it was never issued is the database's to check."""
    return f"{prefix}-" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
