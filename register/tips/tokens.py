"""What a form carries instead of a cookie: that it came from here, not long ago, and is sent once.

Whoever sends it acts with nobody's rights, so there are none that a foreign page could borrow: a cookie
would protect nothing. See docs/decisions/a-form-without-a-cookie.md.
"""

import secrets

from django.core.signing import BadSignature, TimestampSigner

# Without the letters and digits that are mistaken for each other when read out.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_signer = TimestampSigner(salt="rollcall.tips")

LASTS = 24 * 60 * 60
# Nobody reads the page and writes faster than this.
TAKES = 3


def new_token():
    code = "".join(secrets.choice(LETTERS) for _ in range(8))
    return _signer.sign(f"{code[:4]}-{code[4:]}")


def read_token(token, *, lasts=LASTS):
    """The number of the message; None when the token is not ours, or too old."""
    try:
        return _signer.unsign(token, max_age=lasts)
    except BadSignature:
        return None


def is_too_soon(token):
    """Whether a token of ours is sent back before anybody can have written."""
    return read_token(token, lasts=TAKES) is not None
