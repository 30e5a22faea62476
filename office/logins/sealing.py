"""Small secrets in the database, encrypted with a key made from SECRET_KEY: a stolen dump has none of them."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def encrypt(text):
    return _keys().encrypt(text.encode()).decode()


def decrypt(text):
    """What `encrypt` was given. Old secret keys still open what they closed."""
    return _keys().decrypt(text.encode()).decode()


def _keys():
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"second factor {key}".encode()).digest()))
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )
