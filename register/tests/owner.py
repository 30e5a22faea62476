"""Functions of the owner's that tests need: their own login may neither delete nor fill in the register."""

from django.db import connections


def make(function, parameters, *, name):
    """In the database of the tests, for everybody there to call."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(function, parameters)
        cursor.execute(f"GRANT EXECUTE ON FUNCTION {name} TO PUBLIC")
    connections["owner"].close()
