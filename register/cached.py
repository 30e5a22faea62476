"""Answers and pages kept for as long as they stay true: one state of the register, one question."""

import hashlib

from django.core.cache import cache

from register.models import Stamp

A_DAY = 24 * 60 * 60


def read_stamp():
    """What names the present state of the register; None where nothing was ever published.

    Read it before what it stands for: a change in between then belongs to the stamp that follows.
    """
    return Stamp.objects.values_list("value", flat=True).first()


def kept(compute, asked, *question):
    """What `compute()` gives, worked out once for the same question, day and state of the register."""
    if asked.stamp is None:
        return compute()
    return cache.get_or_set(key_of(asked.stamp, asked.known, asked.on, question), compute, A_DAY)


def key_of(*parts):
    """A key for the cache, of things whose `repr` says all that matters of them."""
    return f"register:{hashlib.sha256(repr(parts).encode()).hexdigest()}"
