import pytest
from django.db import transaction

from reports.tests.slow.published import Published


@pytest.fixture
def publish_world():
    """A function that gives a Published, within a transaction that is taken back after the example."""

    class Example:
        def __init__(self, *drawn):
            self.drawn = drawn

        def __enter__(self):
            self.atomic = transaction.atomic()
            self.atomic.__enter__()
            return Published(*self.drawn)

        def __exit__(self, *error):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    return Example
