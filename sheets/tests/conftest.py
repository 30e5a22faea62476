import pytest

from sheets.tests.files import Reading


@pytest.fixture
def read(tmp_path):
    return Reading(tmp_path)
