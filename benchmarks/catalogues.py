"""Invented facilities, courts, judges, articles, contexts, organisations and sources."""

from benchmarks.copying import Table
from benchmarks.dates import FIRST_DAY, as_stated
from prisoners.facts.places import CourtFacts, FacilityFacts
from prisoners.models import Article, Context, Court, Facility, Official
from sources.models import Organisation, Source

COUNTRIES = ("XA", "XB", "ZZ")  # codes that ISO 3166 gives to no country
REGIONS = [f"Test Region {number}" for number in range(1, 13)]
FACILITIES, COURTS, JUDGES, ARTICLES, CONTEXTS, ORGANISATIONS = 60, 80, 200, 120, 8, 6
PEOPLE_PER_SOURCE = 20


def source_count(people):
    return max(50, people // PEOPLE_PER_SOURCE)


def load(cursor, random, people):
    """Write all catalogues; ids run from 1 in each."""
    tables = {
        model: Table(model)
        for model in (Facility, Court, Official, Article, Context, Organisation, Source)
    }
    for number in range(1, FACILITIES + 1):
        kind = random.choice(FacilityFacts.Kind.values)
        tables[Facility].add(id=number, kind=kind, **_place("Colony", number))
    for number in range(1, COURTS + 1):
        kind = random.choice(CourtFacts.Kind.values)
        tables[Court].add(id=number, kind=kind, **_place("Court", number))
    for number in range(1, JUDGES + 1):
        tables[Official].add(id=number, name=f"Test Judge {number}", country="XA")
    for number in range(1, ARTICLES + 1):
        tables[Article].add(
            id=number, country="XA", number=str(100 + number), title=f"Test article {number}"
        )
    for number in range(1, CONTEXTS + 1):
        tables[Context].add(
            id=number, name=f"Test protests {number}", country="XA", began_on=str(2001 + 3 * number)
        )
    for number in range(1, ORGANISATIONS + 1):
        tables[Organisation].add(id=number, name=f"Test Organisation {number}", kind="ngo")
    for number in range(1, source_count(people) + 1):
        published = FIRST_DAY.replace(year=2000 + number % 26, month=1 + number % 12)
        tables[Source].add(
            id=number,
            key=f"invented-source-{number}",
            title=f"Test news of day {number}",
            publisher=f"Test Publisher {number % 40}",
            url=f"https://example.org/news/{number}",
            published_on=as_stated(random, published),
            language="en",
            reliability="original",
        )
    for table in tables.values():
        table.flush(cursor)
        table.set_sequence(cursor)


def _place(kind, number):
    return {
        "name": f"Test {kind} {number}",
        "country": COUNTRIES[0],
        "region": REGIONS[number % len(REGIONS)],
    }
