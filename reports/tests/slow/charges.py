"""Under which articles people are charged on a day, and under which of them together."""

from itertools import chain, combinations

from register.figures import Figure
from reports.tests.slow.people import bounds

GROUPS = {
    "people": {"convicted", "charged", "acquitted", "unknown"},
    "convicted": {"convicted"},
    "charged": {"charged"},
    "ended": {"acquitted"},
    "not_known": {"unknown"},
}


def charged(people, day, article, statuses=GROUPS["people"]):
    """People with a charge of one of these statuses under an article."""
    readings = [_articles(someone, day, statuses) for someone in people]
    return Figure(
        sum(article in surely for surely, _maybe in readings),
        sum(article in maybe for _surely, maybe in readings),
    )


def charged_with(people, day, articles):
    """People who are charged under these articles together, and under no other."""
    readings = [_readings(*_articles(someone, day, GROUPS["people"])) for someone in people]
    return Figure(
        sum(sets == {frozenset(articles)} for sets in readings),
        sum(frozenset(articles) in sets for sets in readings),
    )


def _articles(someone, day, statuses):
    """(articles that surely are charged, articles that may be) on the day."""
    surely, maybe = set(), set()
    for charge in someone.sentence.charges if someone.sentence else ():
        earliest, latest = bounds(charge.status_on, someone)
        if charge.status in statuses and (earliest is None or earliest <= day):
            maybe.add(charge.article)
            if not charge.status_on or (latest is not None and latest <= day):
                surely.add(charge.article)
    return surely, maybe


def _readings(surely, maybe):
    """Every set that it may be: each doubtful article is among them or not."""
    doubtful = sorted(maybe - surely)
    chosen = chain.from_iterable(
        combinations(doubtful, number) for number in range(len(doubtful) + 1)
    )
    return {frozenset(surely | set(some)) for some in chosen}
