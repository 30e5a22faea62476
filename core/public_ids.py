"""Public ids such as `RC-7K3M9Q`: random, permanent, easy to read aloud."""

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32: no I, L, O, U
LENGTH = 6
BITS = [5 * place for place in range(LENGTH)]  # where each letter begins in a random number


def new_public_id(prefix):
    """A fresh id of 30 random bits. That it was never issued is the database's to check."""
    number = secrets.randbits(5 * LENGTH)
    return f"{prefix}-" + "".join([ALPHABET[number >> bit & 31] for bit in BITS])


def public_id_in(text, prefix):
    """The public id that somebody typed, alone or beside a name, whatever its case; else None.

    "rc-7k3m9q", "RC7K3M9Q" and "Test Person (RC-7K3M9Q)" give `RC-7K3M9Q`.
    """
    letters = f"([{ALPHABET}]{{{LENGTH}}})"
    alone = re.fullmatch(f"{prefix}{letters}", text.strip(), re.IGNORECASE)
    found = alone or re.search(rf"\b{prefix}-{letters}\b", text, re.IGNORECASE)
    return f"{prefix}-{found[1].upper()}" if found else None
