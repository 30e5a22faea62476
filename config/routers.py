"""Which login a query uses: the public's for a public page, the staff's for everything else."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings

_is_public = ContextVar("is_public", default=False)


@contextmanager
def public_database():
    """Within this block every query goes to the login that may read the register only."""
    token = _is_public.set(True)
    try:
        yield
    finally:
        _is_public.reset(token)


class PublicRouter:
    def db_for_read(self, model, **hints):
        if model.__module__ == "__fake__":  # of a migration that asks without saying where
            return "owner"
        return settings.PUBLIC_DATABASE if _is_public.get() else "default"

    db_for_write = db_for_read

    def allow_relation(self, obj1, obj2, **hints):
        return True

    def allow_migrate(self, db, app_label, **hints):
        return db == "owner"
