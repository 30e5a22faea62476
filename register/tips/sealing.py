"""A message made unreadable here, for the group's keys alone (age, https://age-encryption.org/v1)."""

from django.conf import settings
from pyrage import encrypt, x25519

# Lengths are rounded up, so that the length of what is kept says little about what was written.
ROUND = 2048


def is_sealing():
    return bool(settings.TIPS_PUBLIC_KEY)


def seal(text):
    """The text encrypted to every key, as a file that can be pasted: -----BEGIN AGE ENCRYPTED FILE-----"""
    keys = [x25519.Recipient.from_str(key) for key in settings.TIPS_PUBLIC_KEY]
    message = text.encode()
    return encrypt(message + b"\n" * (-len(message) % ROUND), keys, armored=True).decode()
