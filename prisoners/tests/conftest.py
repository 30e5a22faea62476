"""Two records of one person, and who merges them."""

import pytest
from django.contrib.auth.models import User

from prisoners.tests.builders import make_prisoner


@pytest.fixture
def editor():
    return User.objects.create_user("editor")


@pytest.fixture
def kept():
    return make_prisoner(record_id="RC-KEPT00", display_name="Test Kept", sex="unknown")


@pytest.fixture
def absorbed():
    return make_prisoner(record_id="RC-PAST00", display_name="Test Gone")
