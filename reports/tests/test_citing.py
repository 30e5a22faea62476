"""A figure that was cited: the same in its link whatever comes after, and why today's is another."""

import re

import pytest
from django.contrib.auth import get_user_model

from register.asked import NotUnderstood
from register.figures import Figure
from register.publishing import publish, withhold
from reports.citing.since import Kind
from reports.tests.cited import (
    DAY,
    REPORT,
    cited_link,
    correct,
    held,
    lines,
    opened,
    ten_and_a_doubt,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return get_user_model().objects.create_user("reviewer")


@pytest.fixture
def people(reviewer):
    return ten_and_a_doubt(reviewer)


def test_a_link_that_nothing_happened_to_says_so(client, people):
    cited = opened(client, cited_link(client))

    assert cited.published.figure == cited.since.today == Figure(10, 11)
    assert (cited.since.is_unchanged, cited.since.same_records) == (True, True)
    assert "Nothing has changed it since" in client.get(cited_link(client)).content.decode()


def test_whose_name_is_withheld_since_is_a_number_among_the_reasons(client, people, reviewer):
    """Named even by an id, the person would be known to have fitted the filters of the figure."""
    link = cited_link(client)
    correct(people[0], reviewer)
    withhold(people[0], reason="family")

    page = client.get(link).content.decode()

    assert "Test Person 0" not in page
    assert people[0].public_id not in page
    assert lines(opened(client, link).since) == {Kind.PROTECTED: (1, -1, -1)}


def test_how_many_names_were_not_shown_is_part_of_what_was_published(client, people):
    withhold(people[0], reason="family")

    link = cited_link(client)

    assert opened(client, link).published.withheld == 1
    assert "The name of one counted record was not shown" in client.get(link).content.decode()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("_10_11_", "_10_12_"),
        lambda text: text.replace("on=2021-06-01", "on=2021-06-02"),
        lambda text: text.replace("known=1", "known=2"),
        lambda text: text + "A",
        lambda text: text[:-1],
        lambda text: text + "&sex=male",
        lambda text: text.replace("situation-today", "held-over-time"),
        lambda text: re.sub("cited=.*", "cited=nonsense", text),
        lambda text: re.sub("cited=.*", "cited=%00%F0_.%22", text),
    ],
)
def test_a_link_that_was_changed_says_nothing_of_what_was_published(
    client, people, reviewer, change
):
    link = cited_link(client)
    publish([held("Test Newcomer").public_id], by=reviewer)

    page = client.get(change(link))

    assert page.status_code == 200
    assert "This link was changed or damaged" in page.content.decode()
    assert "As published" not in page.content.decode()
    assert page.context["answer"].headlines


def test_the_order_of_the_question_and_the_language_do_not_matter(client, people):
    link = cited_link(client, f"on={DAY}&sex=male&status=in_custody")
    path, _mark, query = link.partition("?")
    turned = "&".join(reversed(query.split("&")))

    assert opened(client, f"{path.replace('/en/', '/be/')}?{turned}").published
    assert opened(client, f"{link}&print=1").published


def test_links_live_on_when_the_key_is_changed(client, people, settings):
    link = cited_link(client)

    settings.CITATION_KEYS = ["a new key for tests, long enough to be one", *settings.CITATION_KEYS]
    assert opened(client, link).since.same_records is True
    assert opened(client, cited_link(client)).since.same_records is True

    settings.CITATION_KEYS = settings.CITATION_KEYS[:1]
    assert opened(client, link).is_damaged


def test_a_question_that_cannot_be_asked_any_more_leaves_the_figure(client, people, monkeypatch):
    link = cited_link(client, f"on={DAY}&sex=male")
    monkeypatch.setattr("reports.whom.EntryFilter", refusing)

    page = client.get(link)

    assert page.status_code == 200
    assert "cannot be asked any more" in page.content.decode()
    assert page.context["cited"].published.figure.at_least == 10


def test_few_records_have_no_fingerprint(client, reviewer):
    publish([held("Test Person").public_id], by=reviewer)

    cited = opened(client, cited_link(client))

    assert cited.published.records is None
    assert cited.since.same_records is None


def test_where_nothing_is_published_nothing_can_be_cited(client):
    assert client.get(f"{REPORT}cite/").status_code == 404


def refusing(*_args, **_kwargs):
    raise NotUnderstood("sex", "There is no such filter any more.")
