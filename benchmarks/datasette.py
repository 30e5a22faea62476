"""Datasette on the same flat rows, in the same run: the list, the CSV, the search.

It gets every help that its manual names: indexes on what is filtered, sorted and counted, full-text
search over the names, no limits of time or size.
"""

import contextlib
import csv
import random
import socket
import sqlite3
import subprocess
import urllib.request
from urllib.parse import urlencode

from benchmarks import catalogues
from benchmarks.environment import program
from benchmarks.export import PATH, whole_file
from benchmarks.lists import search_terms
from benchmarks.measure import Measure, ms, timed
from benchmarks.site import Site, wait_for
from config.local import VAR

INDEXED = ("sex", "status", "countries", "regions", "arrested_on_latest", "sentence_days")
SETTINGS = {
    "facet_time_limit_ms": 600_000,
    "sql_time_limit_ms": 600_000,
    "max_csv_mb": 0,
    "suggest_facets": "off",
}
QUERIES = 12
FACETS = (("_facet", "status"), ("_facet", "sex"), ("_facet", "countries"), ("_size", "50"))
LIST_BUDGET, CSV_BUDGET, SEARCH_BUDGET = 5, 10, 30


def measure(site, people):
    database = VAR / f"bench-{people}.sqlite"
    _fill(site, database)
    chance = random.Random(17)
    questions = [_question(chance) for _ in range(QUERIES)]
    terms = search_terms(chance, QUERIES)
    with _running(database) as other:
        table = f"/{database.stem}/prisoners"
        measures = [
            _compared(
                "list with three facets",
                timed(lambda asked: site.get(_ours(asked)), questions).p50,
                timed(lambda asked: other.get(_theirs(table, asked)), questions).p50,
                LIST_BUDGET,
            ),
            _compared(
                "full CSV",
                whole_file(site),
                other.stream(f"{table}.csv?_stream=on")[1],
                CSV_BUDGET,
            ),
        ]
        search = timed(lambda term: site.get(f"/en/prisoners/?{urlencode({'q': term})}"), terms).p50
        like = timed(lambda term: other.get(_search(table, "name__contains", term)), terms).p50
        words = timed(lambda term: other.get(_search(table, "_search", term)), terms).p50
        measures.append(_compared("name search (there: LIKE)", search, like, SEARCH_BUDGET))
        measures.append(
            Measure("name search (there: full text, whole words)", _against(search, words))
        )
    return measures


def _compared(what, ours, theirs, budget):
    return Measure(
        f"Datasette: {what}",
        _against(ours, theirs),
        f"≥ {budget} × faster",
        theirs / ours >= budget,
    )


def _against(ours, theirs):
    return f"{ms(ours)} against {ms(theirs)}: {theirs / ours:.1f} ×"


def _question(chance):
    """One or two filters and an order, in words that both sides know."""
    asked = {
        "sex": chance.choice(("female", "male")),
        "status": chance.choice(("in_custody", "released")),
        "region": chance.choice(catalogues.REGIONS),
    }
    for name in chance.sample(sorted(asked), chance.choice((1, 2))):
        del asked[name]
    return asked, chance.choice(("arrested", "sentence"))


def _ours(asked):
    filters, sort = asked
    return f"/en/prisoners/?{urlencode({**filters, 'on': '2024-12-09', 'sort': sort})}"


def _theirs(table, asked):
    filters, sort = asked
    columns = {"arrested": "arrested_on_latest", "sentence": "sentence_days"}
    names = {"region": "regions"}
    pairs = [(f"{names.get(name, name)}__exact", value) for name, value in filters.items()]
    return f"{table}?{urlencode([*pairs, ('_sort_desc', columns[sort]), *FACETS])}"


def _search(table, how, term):
    return f"{table}?{urlencode([(how, term), ('_size', '50')])}"


def _fill(site, database):
    """The public CSV as one table of SQLite, with indexes and full-text search."""
    database.unlink(missing_ok=True)
    connection = sqlite3.connect(database)
    with contextlib.closing(connection), connection:
        with urllib.request.urlopen(f"http://127.0.0.1:{site.port}{PATH}") as response:  # noqa: S310  a site of our own
            rows = csv.reader(line.decode() for line in response)
            columns = next(rows)
            declared = ", ".join(
                f'"{name}" {"INTEGER" if "days" in name else "TEXT"}' for name in columns
            )
            connection.execute(f"CREATE TABLE prisoners ({declared})")
            marks = ", ".join("?" * len(columns))
            connection.executemany(
                f"INSERT INTO prisoners VALUES ({marks})",
                ([value or None for value in row] for row in rows),
            )
        for name in INDEXED:
            connection.execute(f'CREATE INDEX by_{name} ON prisoners ("{name}")')
        connection.execute(
            "CREATE VIRTUAL TABLE prisoners_fts USING fts5 (name, names_other, content=prisoners)"
        )
        connection.execute(
            "INSERT INTO prisoners_fts (rowid, name, names_other) "
            "SELECT rowid, name, names_other FROM prisoners"
        )
        connection.execute("ANALYZE")


@contextlib.contextmanager
def _running(database):
    datasette = program("datasette")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = [word for name, value in SETTINGS.items() for word in ("--setting", name, str(value))]
    with open(VAR / "bench-datasette.log", "w") as log:
        process = subprocess.Popen(
            [datasette, "serve", "-i", database, "-h", "127.0.0.1", "-p", str(port), *options],
            stdout=log,
            stderr=log,
        )
        try:
            wait_for(port, process, log.name)
            yield Site(port, process.pid)
        finally:
            process.terminate()
            process.wait(timeout=30)
