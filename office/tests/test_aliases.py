"""What staff see of each other: a name, or an alias where the register is set up so."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Permission
from django.urls import reverse

from office.models import Profile, Remark
from office.tests.logins import make_staff
from prisoners.models import Tag
from prisoners.tests.builders import make_prisoner

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(db):
    user = make_staff("anna-from-minsk")
    Profile.objects.create(user=user, alias="Swift")
    return user


@pytest.fixture
def page(anna, client):
    """Gives the list of remarks, one of which anna wrote, as somebody sees it."""
    Remark.objects.create(
        record=make_prisoner().record, kind=Remark.Kind.SUBMITTED, written_by=anna
    )

    def seen_by(user):
        user.user_permissions.add(Permission.objects.get(codename="view_remark"))
        client.force_login(user)
        return client.get(reverse("admin:office_remark_changelist")).content.decode()

    return seen_by


@pytest.fixture
def aliased(settings):
    settings.STAFF_SHOWN_AS = "alias"


def test_colleagues_see_the_name_unless_set_up_otherwise(page):
    assert "anna-from-minsk" in page(make_staff("bert"))


def test_colleagues_see_the_alias_and_not_the_name(aliased, page):
    seen = page(make_staff("bert"))

    assert "Swift" in seen
    assert "anna-from-minsk" not in seen


def test_somebody_without_an_alias_is_a_colleague_with_a_number(aliased, anna, page):
    Profile.objects.all().delete()

    seen = page(make_staff("bert"))

    assert f"colleague {anna.pk}" in seen
    assert "anna-from-minsk" not in seen


def test_administrators_see_both(aliased, page):
    assert "Swift (anna-from-minsk)" in page(make_staff("boss", is_superuser=True))


def test_everybody_sees_their_own_name(aliased, anna, page):
    assert "anna-from-minsk" in page(anna)


def test_what_is_written_without_anybody_looking_names_the_alias(aliased, anna):
    assert str(anna) == "Swift"


def test_the_history_of_an_object_in_the_admin_shows_the_alias(aliased, anna, client):
    tag = Tag.objects.create(name="new")
    LogEntry.objects.log_actions(anna.pk, [tag], CHANGE, "changed", single_object=True)
    bert = make_staff("bert")
    bert.user_permissions.add(*Permission.objects.filter(codename__endswith="_tag"))
    client.force_login(bert)

    seen = client.get(reverse("admin:prisoners_tag_history", args=[tag.pk])).content.decode()

    assert "Swift" in seen
    assert "anna-from-minsk" not in seen


def test_aliases_are_read_once_for_a_page(
    aliased, anna, page, client, django_assert_max_num_queries
):
    bert = make_staff("bert")
    page(bert)
    for _number in range(5):
        Remark.objects.create(
            record=make_prisoner().record, kind=Remark.Kind.SUBMITTED, written_by=anna
        )

    with django_assert_max_num_queries(14) as queries:
        client.get(reverse("admin:office_remark_changelist"))
    read = [query for query in queries.captured_queries if "office_profile" in query["sql"]]
    assert len(read) == 1
