"""Every report over HTTP: the first time in an edition, and again."""

from benchmarks.measure import Measure, Times, ms, timed
from reports.catalogue import REPORTS

COLD_BUDGET = 1.0
AGAIN_BUDGET = 0.010
DAYS = ("2012-03-04", "2021-06-15", "2024-12-09")


def measure(site):
    return [_measure(site, slug) for slug in REPORTS]


def _measure(site, slug):
    addresses = [f"/en/reports/{slug}/?on={day}" for day in DAYS]
    cold = timed(site.get, addresses)
    again = Times(tuple(min(timed(site.get, [one] * 3).seconds) for one in addresses))
    slowest, slowest_again = max(cold.seconds), max(again.seconds)
    return Measure(
        f"report “{slug}”: first, again",
        f"{ms(slowest)}, {ms(slowest_again)}",
        f"≤ {ms(COLD_BUDGET)}, ≤ {ms(AGAIN_BUDGET)}",
        slowest <= COLD_BUDGET and slowest_again <= AGAIN_BUDGET,
    )
