from contextlib import contextmanager

import pytest
from django.db import transaction

from reports.tests.slow.published import Published


@pytest.fixture
def publish_world():
    """A function that gives a Published, within a transaction that is taken back after the example."""

    @contextmanager
    def example(*drawn):
        with transaction.atomic():
            try:
                yield Published(*drawn)
            finally:
                transaction.set_rollback(True)

    return example
