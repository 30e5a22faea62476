"""Publishing: all people as one edition, and then one record at a time."""

import random
from dataclasses import replace

import pghistory
from django.contrib.auth import get_user_model
from django.db import connection

from benchmarks.measure import Measure, Times, stopwatch, timed, within
from benchmarks.processor import Processor
from prisoners.models import Detention
from register.publishing import publish
from sources.models import Record

SINGLE = 30
BULK_BUDGET = 3_000  # records a second
SINGLE_BUDGET = 0.100


def reviewer():
    """Somebody who edited nothing: the rows were written by nobody."""
    user, _ = get_user_model().objects.get_or_create(username="bench-reviewer")
    return user


def publish_all(say):
    """Publish everything that waits; returns records per second, and per second of processor time."""
    public_ids = list(Record.objects.ready_for_review().values_list("public_id", flat=True))
    processor = Processor(connection)
    before = processor.seconds()
    with stopwatch() as seconds:

        def tell(done):
            say(f"published {done:,} of {len(public_ids):,} records, {seconds():.0f} s")

        by = reviewer()
        with pghistory.context(user=by.pk, screen="benchmark"):
            publish(public_ids, by=by, progress=tell)
    return len(public_ids) / seconds(), len(public_ids) / (processor.seconds() - before)


def bulk(per_second, per_processor_second):
    return Measure(
        "publish everything as one edition",
        f"{per_second:,.0f} records/s; {per_processor_second:,.0f} in a second of processor time",
        f"≥ {BULK_BUDGET:,} records/s",
        per_second >= BULK_BUDGET,
    )


def single():
    """One detention confirmed anew, then its record published."""
    chance, by = random.Random(13), reviewer()
    last = Detention.objects.latest("pk").pk
    chosen = list(
        Detention.objects.filter(
            pk__in=[chance.randint(1, last) for _ in range(SINGLE)]
        ).select_related("prisoner")
    )
    for detention in chosen:
        detention.region = f"{detention.region} changed"
        detention.save()

    processor, computed = Processor(connection), []

    def publish_one(detention):
        before = processor.seconds()
        with pghistory.context(user=by.pk, screen="benchmark"):
            publish([detention.prisoner.public_id], by=by)
        computed.append(processor.seconds() - before)

    measure = within("publish one record", timed(publish_one, chosen), SINGLE_BUDGET)
    return replace(measure, seen=f"{measure.seen}; processor time {Times(tuple(computed))}")
