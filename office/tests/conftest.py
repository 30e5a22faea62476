"""Who imports, and where files lie meanwhile."""

import pytest
from django.contrib.auth.models import Group, User

from office.demo_users import make_groups
from office.importing import originals
from office.tests.uploads import make_profile


@pytest.fixture
def editor():
    """Somebody who imports from the command line."""
    return User.objects.create(username="importer")


@pytest.fixture
def folder_of_files(tmp_path, monkeypatch):
    """What was uploaded lies here."""
    monkeypatch.setattr(originals, "FOLDER", tmp_path / "imports")


@pytest.fixture
def importer(client):
    """An editor who is logged in, with a profile for the test list."""
    make_groups()
    user = User.objects.create_user("editor", is_staff=True)
    user.groups.add(Group.objects.get(name="editors"))
    client.force_login(user)
    make_profile()
    return user
