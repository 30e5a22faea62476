"""How many were held on day D as known at edition K, at least and at most: one question to PostgreSQL."""

import random
from datetime import date, timedelta

from django.db.models import Count, Q

from benchmarks import databases, versions
from benchmarks.measure import Measure, ms, timed, within
from config.routers import public_database
from register.models import Edition, Span
from register.models.version import VersionQuerySet

QUESTIONS = 40
FIRST_DAY, DAYS = date(2001, 1, 1), 25 * 365
BUDGET = {1_000_000: 0.150}
MOST_PEOPLE_IN_VERSIONS = 100_000


def measure(people):
    one = _times()
    measures = [within("held on a day as known at an edition, bounds", one, BUDGET.get(people))]
    if people <= MOST_PEOPLE_IN_VERSIONS:
        with databases.copy("versions") as is_new:
            if is_new:
                versions.make()
            ten = _times()
        measures.append(
            Measure(
                f"the same, {versions.VERSIONS} versions of each entry",
                f"{ten}",
                f"p95 no more than with one: {ms(one.p95)}",
                ten.p95 <= one.p95,
            )
        )
    return measures


def _times():
    """Each question three times, the fastest counts: what else the machine does is not measured."""
    chance = random.Random(11)
    latest = Edition.objects.latest("number").number
    questions = [
        (FIRST_DAY + timedelta(days=chance.randrange(DAYS)), chance.randint(1, latest))
        for _ in range(QUESTIONS)
    ]
    with public_database():
        return timed(_held, questions, tries=3)


def _held(question):
    on, known = question
    custody = Span.Status.IN_CUSTODY, Span.Status.MAYBE
    return (
        VersionQuerySet(Span)
        .known(known)
        .filter(status__in=custody, begins__lte=on, ends__gt=on)
        .aggregate(
            at_least=Count("entry", filter=Q(status=Span.Status.IN_CUSTODY)), at_most=Count("entry")
        )
    )
