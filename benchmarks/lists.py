"""The list of prisoners over HTTP: filtered, sorted, three filters counted; and search by name."""

import random
from urllib.parse import urlencode

from benchmarks import catalogues
from benchmarks.measure import timed, within
from benchmarks.names import LATIN, OTHERS, invented
from prisoners.facts.person import Occupation
from prisoners.facts.treatment import ConditionFacts

QUERIES = 50
LIST = "/en/prisoners/"
SORTS = ("name", "arrested", "-arrested", "sentence", "silence")
BUDGET = {100_000: 0.060, 1_000_000: 0.300}
SEARCH_BUDGET = 0.050
AGAIN_BUDGET = 0.010


def measure(site, people):
    chance = random.Random(7)
    lists = [list_query(chance) for _ in range(QUERIES)]
    searches = [f"{LIST}?{urlencode({'q': term})}" for term in search_terms(chance, QUERIES)]
    _warm_up(site, chance)
    first = timed(site.get, lists)
    again = timed(site.get, lists)
    found = timed(site.get, searches)
    return [
        within("list page: filters, sort, three filters counted", first, BUDGET.get(people)),
        within("the same pages again", again, AGAIN_BUDGET),
        within("search by a part of a name, the whole page", found, SEARCH_BUDGET),
    ]


def list_query(chance):
    """One to three filters, a day and a sort, as a researcher would combine them."""
    filters = {
        "sex": chance.choice(("female", "male")),
        "status": chance.choice(("in_custody", "maybe_in_custody", "released")),
        "region": chance.choice(catalogues.REGIONS),
        "article": chance.randint(1, 40),
        "court": chance.randint(1, 40),
        "facility": chance.randint(1, 30),
        "context": chance.randint(1, 4),
        "occupation": chance.choice(Occupation.values),
        "condition": chance.choice(ConditionFacts.Kind.values),
        "sentence_from": chance.choice((1, 3, 5, 10)),
        "scope": "recognised",
        "arrested_from": chance.choice(("2010", "2015", "2020-08")),
        "age_from": chance.choice((18, 30, 60)),
    }
    chosen = chance.sample(sorted(filters), chance.choice((1, 2, 3)))
    query = {name: filters[name] for name in chosen} | {
        "on": f"{chance.randint(2005, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        "sort": chance.choice(SORTS),
    }
    return f"{LIST}?{urlencode(query)}"


def search_terms(chance, count):
    """Whole words and parts of words of invented names, in all scripts."""
    terms = []
    for _ in range(count):
        names = dict(invented(chance))
        writing = chance.choice((LATIN, *(w for w in OTHERS if w in names)))
        word = names[writing].split()[-1]
        terms.append(word if chance.random() < 0.5 else word[: max(3, len(word) // 2)])
    return terms


def _warm_up(site, chance):
    """Connections, templates, translations: what the first reader of a day pays."""
    for _ in range(5):
        site.get(list_query(chance))
