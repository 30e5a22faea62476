import pytest

from register.tests.builders import (
    make_article,
    make_contact,
    make_edition,
    make_entry,
    make_organisation,
    make_span,
)

pytestmark = pytest.mark.django_db
LIST = "/en/prisoners/"


def names(response):
    return [row.person.name for row in response.context["page"].object_list]


def figure(response):
    found = response.context["figure"]
    return found.at_least, found.at_most


def test_the_list_shows_who_possibly_fits_and_marks_who_is_not_certain(client):
    make_edition()
    make_entry(name="Held Person", status="in_custody")
    make_entry(name="Doubtful Person", status="maybe_in_custody")
    make_entry(name="Free Person", status="released")

    response = client.get(LIST, {"status": "in_custody", "on": "2024-12-09"})

    assert names(response) == ["Doubtful Person", "Held Person"]
    assert figure(response) == (1, 2)
    assert response.content.decode().count("possibly</span>") == 1
