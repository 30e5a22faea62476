"""What has been learned since a figure was cited: the reasons of the difference, one by one or as a number."""

import pytest
from django.contrib.auth import get_user_model

from register.figures import Figure
from register.models import Tombstone
from register.publishing import publish, withdraw
from reports.citing.since import Kind
from reports.tests.cited import (
    cited_link,
    correct,
    erase,
    held,
    lines,
    merge_into,
    opened,
    ten_and_a_doubt,
)

pytestmark = pytest.mark.usefixtures("committed_db")


def test_the_figure_stays_and_every_difference_has_its_reason(client):
    editor, reviewer = (get_user_model().objects.create_user(name) for name in ("one", "two"))
    people = ten_and_a_doubt(reviewer)
    link = cited_link(client)

    publish([held("Test Newcomer").public_id], by=reviewer)
    correct(people[0], reviewer)
    withdraw(people[1].public_id, reason=Tombstone.Reason.ERROR)
    withdraw(people[2].public_id, reason=Tombstone.Reason.RISK)
    merge_into(people[4], people[3], editor, reviewer)
    erase(people[5])

    cited = opened(client, link)
    page = client.get(link).content.decode()
    assert cited.published.figure == Figure(10, 11)
    assert cited.since.gone == (-1, -1)
    assert lines(cited.since) == {
        Kind.NEW: (1, 1, 1),
        Kind.CORRECTED: (1, -1, -1),
        Kind.MERGED: (1, -1, -1),
        Kind.WITHDRAWN: (1, -1, -1),
        Kind.PROTECTED: (1, -1, -1),
    }
    assert cited.since.today == Figure(6, 7)
    assert summed(cited) == (6, 7)
    assert "1 erased since" in page
    assert "Test Newcomer" in page
    assert people[1].public_id in page and people[4].public_id in page
    assert people[2].public_id not in page.partition("<h2>Method")[0].partition("table-")[0]
    assert people[5].public_id not in page


def summed(cited):
    """As published, with all that came after: at least, at most."""
    figure, steps = cited.published.figure, cited.since.lines
    return (
        figure.at_least + cited.since.gone[0] + sum(line.least for line in steps),
        figure.at_most + cited.since.gone[1] + sum(line.most for line in steps),
    )
