"""Public keys in settings: a site with one that cannot be used does not start."""

from django.core.exceptions import ImproperlyConfigured
from pyrage import RecipientError, x25519

from config import env


def age_public_keys(name):
    """The age public keys that a setting lists; refuses whatever is not one, and never repeats it."""
    keys = env.names(name)
    for key in keys:
        if key.upper().startswith("AGE-SECRET-KEY-"):
            raise ImproperlyConfigured(
                f"{name} holds a secret key, which must never be on a server: make another pair of "
                "keys, and name the public one here, which begins with age1."
            )
        try:
            x25519.Recipient.from_str(key)
        except RecipientError:
            raise ImproperlyConfigured(
                f"{name} must be public keys of age, which begin with age1, separated by commas."
            ) from None
    return keys
