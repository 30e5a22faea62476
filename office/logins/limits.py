"""The cache in which allauth counts attempts: one table for all processes of the site.

A counter that each process kept for itself would let through as many times more attempts as there
are processes. Nothing is dropped before its time, however many keys somebody makes; values are plain
JSON; and keys, which hold addresses and names of accounts, are kept as a keyed hash.
"""

import hashlib
import hmac
import json
from datetime import timedelta

from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection
from django.utils import timezone

FOREVER = timedelta(days=365)

SET = """
    INSERT INTO office_attempts (key, value, expires_at) VALUES (%s, %s, %s)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at
"""
ADD = f"{SET} WHERE office_attempts.expires_at <= clock_timestamp()"
GET = "SELECT value FROM office_attempts WHERE key = %s AND expires_at > clock_timestamp()"
TIDY = """
    DELETE FROM office_attempts WHERE key IN (
        SELECT key FROM office_attempts WHERE expires_at <= clock_timestamp()
        LIMIT 100 FOR UPDATE SKIP LOCKED
    )
"""


class LimitsCache(BaseCache):
    """What Django asks of a cache, as far as rate limits need it. Values are what JSON can hold."""

    def __init__(self, _location, params):
        super().__init__(params)

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        with connection.cursor() as cursor:
            cursor.execute(ADD, self._row(key, value, timeout, version))
            return cursor.rowcount == 1

    def get(self, key, default=None, version=None):
        with connection.cursor() as cursor:
            cursor.execute(GET, [self._hashed(key, version)])
            row = cursor.fetchone()
        return default if row is None else json.loads(row[0])

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        with connection.cursor() as cursor:
            cursor.execute(SET, self._row(key, value, timeout, version))
            cursor.execute(TIDY)

    def delete(self, key, version=None):
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM office_attempts WHERE key = %s", [self._hashed(key, version)]
            )
            return cursor.rowcount == 1

    def clear(self):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM office_attempts")

    def _row(self, key, value, timeout, version):
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        lasts = FOREVER if seconds is None else timedelta(seconds=seconds)
        return [self._hashed(key, version), json.dumps(value), timezone.now() + lasts]

    def _hashed(self, key, version):
        text = self.make_key(key, version=version)
        return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
