"""What of ours may stand beside each measure that others state: events between days, numbers on a day.

A number may be stated as one thing and fit as another, so most measures have counts of both kinds.
"""

from datetime import date
from functools import partial

from django.db import connections, router
from django.db.models import Count

from prisoners.facts.custody import DetentionFacts
from prisoners.facts.prosecution import VerdictFacts
from register.figures import Figure
from register.inlined import inlined
from register.models import Recognition, Span, Verdict
from reports.claims import DAY, Measure, Reading
from reports.custody import both_counts, possible, rows_of
from reports.measures.clemency_ledger.claims import EVENTS as CLEMENCY
from reports.measures.deaths_in_custody.claims import EVENTS as DEATHS
from reports.measures.held_over_time.claims import STOCKS as HELD
from reports.measures.held_over_time.claims import held_then
from reports.measures.in_and_out.claims import EARLY, newly_held
from reports.measures.in_and_out.claims import EVENTS as FLOWS
from reports.measures.in_and_out.flows import Flow
from reports.planned import SHARED, counted
from reports.stock import Steps, Stock

Reason = DetentionFacts.EndReason
# What a court says first, of a charge or of a new one; appeals speak of the same conviction again.
FIRST = [
    VerdictFacts.Instance.FIRST,
    VerdictFacts.Instance.NEW_CASE,
    VerdictFacts.Instance.UNKNOWN,
]


def out(question, reasons):
    """How many people are out of custody, released for one of these reasons, on the days of a claim."""
    released = question.once(_released)
    are_out = Stock.of_all([of for reason, of in released.items() if reason in reasons])
    return lambda reading: are_out.between(reading.as_of_earliest, reading.as_of_latest)


def _released(question):
    """{reason: the Stock of those who are out of custody for it}."""
    spans, counts = possible(question, [Span.Status.RELEASED]), {}
    with counted(SHARED):
        sides = [
            list(both_counts(question, spans.values_list("reason", day)))
            for day in ("begins", "ends")
        ]
    for number_of_side, side in enumerate(sides):
        for reason, day, least, most in side:
            sure, maybe = counts.setdefault(reason, (({}, {}), ({}, {})))
            sure[number_of_side][day], maybe[number_of_side][day] = least, most
    return {reason: Stock(Steps(*sure), Steps(*maybe)) for reason, (sure, maybe) in counts.items()}


def held_for_each_held(question):
    """How many times as many are held on the day of a claim as on the day before its period."""
    held = held_then(question)

    def then(reading):
        if reading.begins is None:
            return None
        day = reading.begins - DAY
        before, now = held(Reading(None, day, day)), held(reading)
        if not before.at_most:
            return Figure(0, None)
        least = round(now.at_least / before.at_most, 2)
        return Figure(least, round(now.at_most / before.at_least, 2) if before.at_least else None)

    return then


def convicted(question):
    """Prosecutions in which a first verdict of guilt was given from one day (None: ever) to another."""

    def count(entries):
        verdicts = rows_of(Verdict, question, entries).filter(
            outcome="convicted", instance__in=FIRST
        )
        return _by_days(verdicts, "decided_on_days", Count("prosecution", distinct=True))

    return _between(question, count, "prosecutions")


def recognised(question):
    """People whom somebody recognised for the first time from one day (None: ever) to another."""

    def count(entries):
        first = rows_of(Recognition, question, entries)
        with connections[router.db_for_read(Recognition)].cursor() as cursor:
            rows = inlined(first.values("entry_id", "recognised_on_days"), cursor)
            cursor.execute(FIRST_RECOGNITION.format(rows=rows), {})
            return {(earliest, latest): people for earliest, latest, people in cursor.fetchall()}

    return _between(question, count, "people")


FIRST_RECOGNITION = """
    SELECT earliest, latest, count(*) FROM (
        SELECT CASE WHEN bool_and(lower(days) IS NOT NULL) THEN min(lower(days)) END AS earliest,
               min(upper(days)) - 1 AS latest
          FROM ({rows}) AS recognition (entry_id, days) GROUP BY entry_id) AS person
     GROUP BY earliest, latest
"""


def _between(question, count, unit):
    maybe = count(question.possible_entries)
    sure = count(question.certain_entries) if question.whom.leaves_doubt else None
    flow = Flow(maybe, sure)

    def between(begins, ends):
        figure = flow.within(begins or date.min, ends)
        return Figure(figure.at_least, figure.at_most, unit)

    return between


def _by_days(rows, column, number):
    rows = rows.values_list(f"{column}__startswith", f"{column}__endswith").annotate(number)
    return {
        (earliest, after and after - DAY): people for earliest, after, people in rows.order_by()
    }


RELEASED = [reason for reason in Reason.values if reason not in (Reason.DEATH, Reason.ESCAPE)]
EVENTS = {
    **FLOWS,
    **DEATHS,
    **CLEMENCY,
    Measure.IN_CUSTODY: newly_held,
    Measure.CONVICTED: convicted,
    Measure.RECOGNISED: recognised,
}
STOCKS = {
    **HELD,
    Measure.NEWLY_HELD: held_then,
    Measure.NEWLY_HELD_PER_RELEASED: held_for_each_held,
    Measure.RELEASED_BY_PARDON: partial(out, reasons=[Reason.PARDON]),
    Measure.AMNESTIED: partial(out, reasons=[Reason.AMNESTY]),
    Measure.RELEASED_EARLY: partial(out, reasons=EARLY),
    Measure.RELEASED_FULL_TERM: partial(out, reasons=[Reason.FULL_TERM]),
    Measure.RELEASED_ALL_GROUNDS: partial(out, reasons=RELEASED),
}
