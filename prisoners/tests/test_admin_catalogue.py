"""Catalogues in the admin: an article is found and added by how it is written."""

import pytest
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import reverse

from prisoners.models import Article, ServedTimeRule
from prisoners.tests.builders import make_article
from sources.tests.builders import make_source
from sources.tests.forms import messages_of
from tests.staff import make_editor

pytestmark = pytest.mark.django_db


def article_admin():
    return admin.site.get_model_admin(Article)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("342-1", ["342-1", "342-1(2)"]),
        ("342-1(2)", ["342-1(2)"]),
        ("BY CC 342-1 (2)", ["342-1(2)"]),
        ("art. 342-1 part 2", ["342-1(2)"]),
        ("PL 342-1", []),
        ("group actions", ["342-1(2)"]),
    ],
)
def test_an_article_is_found_as_it_is_written(written, found):
    make_article(number="342-1", title="")
    make_article(number="342-1", part="2", title="Group actions")

    rows, _repeats = article_admin().get_search_results(None, Article.objects.all(), written)

    assert [str(row).removeprefix("BY CC ") for row in rows] == found


@pytest.mark.parametrize(
    ("written", "added"),
    [
        ("BY CC 342-1(2)", "BY CC 342-1(2)"),
        ("by cc 130", "BY CC 130"),
        ("130 part 3", "BY CC 130(3)"),
    ],
)
def test_an_article_is_added_as_it_is_written(written, added):
    make_article(country="BY", number="1")

    assert str(article_admin().add_by_name(written)) == added


@pytest.mark.parametrize("written", ["group actions", "", "342-1(2", "BY"])
def test_what_is_no_article_is_refused(written):
    with pytest.raises(ValidationError):
        article_admin().add_by_name(written)


def test_with_several_countries_the_country_has_to_be_said():
    make_article(country="BY")
    make_article(country="PL")

    with pytest.raises(ValidationError, match="country"):
        article_admin().add_by_name("342-1")


@pytest.mark.parametrize(
    "model",
    [
        "facility",
        "court",
        "official",
        "article",
        "context",
        "servedtimerule",
        "tag",
        "prisoner",
    ],
)
@pytest.mark.parametrize("page", ["changelist", "add"])
def test_every_page_opens_for_an_editor(client, model, page):
    client.force_login(make_editor())

    assert client.get(reverse(f"admin:prisoners_{model}_{page}")).status_code == 200


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("source", "", "This field is required."),
        ("country", "Russia", "at most 2 characters"),
        ("country", "ru", "two capital letters"),
        ("days_counted", "0", "counts for more than nothing"),
        ("valid_until_on", "2018-07-13", "ends before it can begin"),
    ],
)
def test_a_rule_on_time_served_that_cannot_be_is_refused_in_a_sentence(
    client, field, value, sentence
):
    client.force_login(make_editor())
    filled = {
        "country": "RU",
        "kind": "custody",
        "regime": "general",
        "days_counted": "1.5",
        "valid_from_on": "2018-07-14",
        "source": str(make_source(title="Test Code of Law")),
    }
    add = reverse("admin:prisoners_servedtimerule_add")

    answer = client.post(add, filled | {field: value})

    assert sentence in " ".join(messages_of(answer))
    assert not ServedTimeRule.objects.exists()
    accepted = client.post(add, filled)
    assert accepted.status_code == 302, messages_of(accepted)
