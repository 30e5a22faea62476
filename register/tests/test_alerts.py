"""Staff are told of figures that were not shown, by whoever found out."""

import logging

import pytest

from register.alerts import alert_staff
from register.models import Alert


@pytest.mark.django_db
def test_the_same_alert_again_only_counts(caplog):
    caplog.set_level(logging.ERROR, logger="rollcall.alerts")
    for edition in (3, 4):
        alert_staff("books", "in-and-out?on=2024-12-09", edition)

    alert = Alert.objects.get()
    assert (alert.kind, alert.place, alert.edition, alert.times) == (
        "books",
        "in-and-out?on=2024-12-09",
        4,
        2,
    )
    assert [record.message for record in caplog.records] == [
        "BOOKS: in-and-out?on=2024-12-09 (edition 3)",
        "BOOKS: in-and-out?on=2024-12-09 (edition 4)",
    ]


@pytest.mark.django_db
def test_alerts_never_fill_the_disk():
    for number in range(1002):
        alert_staff("books", f"in-and-out?known={number}", number)

    assert Alert.objects.count() == 1000
