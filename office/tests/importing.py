"""Files for tests of imports: written, read, tried out and written in one call."""

import csv

from office.importing import applying, profiles, receipts
from office.models import ImportLine

LIST = """
title = "Test list"
list = "test-list"
key = ["No."]
"""
ONE = {
    "No.": "007",
    "name": "Test Person 17, aka Testy",
    "person.sex": "male",
    "person.born_on": "9 August 1980",
    "detention.began_on": "2020-08",
    "verdict.decided_on": "2021-02-03",
    "sentence": "3 years 6 months",
}


def make_file(folder, lines, name="list.csv"):
    """A CSV of dictionaries; columns are those of all of them."""
    path = folder / name
    columns = list(dict.fromkeys(column for line in lines for column in line))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(lines)
    return path


def read(path, profile=LIST, *, by=None, accept=()):
    """The import of a file, read and tried out."""
    found = profiles.read(profile, "test-list")
    imported = receipts.begin(path, name=path.name, profile=found, by=by, accept=accept)
    return receipts.prepare(imported)


def write(path, profile=LIST, *, by=None, accept=("death", "release")):
    return applying.write(read(path, profile, by=by, accept=accept), by=by)


def outcomes(imported):
    """{row number: outcome}"""
    lines = ImportLine.objects.filter(of=imported).order_by("number")
    return dict(lines.values_list("number", "outcome"))


def faults(imported):
    """[(row number, column, value, reason)]"""
    lines = ImportLine.objects.filter(of=imported).order_by("number")
    return [(line.number, *fault) for line in lines for fault in line.faults]
