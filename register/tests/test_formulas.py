"""One rule for cells that a spreadsheet program would run, in SQL and in Python."""

from itertools import product

import pytest
from django.db import connection

from core.formulas import as_meant, neutral


@pytest.mark.django_db
def test_the_database_and_python_neutralise_the_same_cells():
    texts = ["".join(signs) for signs in product(("", "'", " ", "\t", "\r", "\n"), repeat=2)]
    texts = [text + end for text in texts for end in ("=1", "+1", "-1", "@a", "a=1", "1", "")]

    with connection.cursor() as cursor:
        cursor.execute("SELECT no_formula(cell) FROM unnest(%s) cell", [texts])
        found = [neutralised for (neutralised,) in cursor.fetchall()]

    assert found == [neutral(text) for text in texts]
    assert [as_meant(text) for text in found] == texts
