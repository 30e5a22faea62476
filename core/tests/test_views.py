import json

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied

from core.views import read_date_view


def ask(rf, text, user):
    request = rf.get("/", {"text": text})
    request.user = user
    return json.loads(read_date_view(request).content)


def test_staff_see_how_a_date_is_understood(rf):
    staff = User(is_staff=True)

    assert ask(rf, "Aug 2020", staff) == {"edtf": "2020-08", "words": "August 2020"}
    assert "2020-08-09 or 2020-09-08" in ask(rf, "9/8/2020", staff)["error"]
    assert "no date here" in ask(rf, "", staff)["error"]


@pytest.mark.parametrize("user", [AnonymousUser(), User(), User(is_staff=True, is_active=False)])
def test_nobody_else_may_ask(rf, user):
    with pytest.raises(PermissionDenied):
        ask(rf, "Aug 2020", user)


def test_answers_are_not_kept(rf):
    request = rf.get("/", {"text": "2020"})
    request.user = User(is_staff=True)

    assert "no-store" in read_date_view(request)["Cache-Control"]
