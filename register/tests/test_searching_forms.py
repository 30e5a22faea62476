"""Forms of a name that are written in other words: found with nobody else to compare them with."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from names import candidates
from names.search import search
from register.models import PUBLISHED_NAMES

pytestmark = pytest.mark.django_db


def found(asked, *, limit=10):
    answer = search(PUBLISHED_NAMES, asked, using="default", limit=limit)
    return [person.likeness.written for person in answer.people]


def store(*names):
    rows = [(f"RC-{number}", name) for number, name in enumerate(names)]
    PUBLISHED_NAMES.add(rows, using="default")


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("張宇人", "張偉人"),
        ("李勇武", "李李武"),
        ("강석주", "강강주"),
        ("Roman Sushchenko", "Roman Suštšenko"),
        ("Вадзім Дзевятоўскі", "Wadsim Dsewjatouski"),
        ("李老根", "이노근"),
        ("Gholamreza Nikkhah", "Gholam-Reza Nik-Khah"),
        ("Gholam-Reza Nik-Khah", "Gholamreza Nikkhah"),
        ("قاسم شعلهسعدي", "Ghasem Sholeh-Saadi"),
        ("Vladimirs Petrovs", "Wladimir Petrof"),
        # These two words are one, though they are long and there is no hyphen.
        ("Jila Baniyaghoob", "Jila Bani Yaghoob"),
    ],
)
def test_a_form_finds_the_other(stored, asked):
    store("Anna Kim", stored, "Ivan Petrov", "王丽")

    assert found(asked)[:1] == [stored]


def test_rare_forms_of_a_given_name_are_found_by_the_table_of_aliases(monkeypatch):
    """However many namesakes are read before."""
    monkeypatch.setattr(candidates, "MOST_NAMES", 1)
    store(*["Пётр Гарбуноў"] * 6, *["Мікалай Лапко"] * 6, "Мікалай Гарбуноў")

    assert found("Николай Горбунов")[:1] == ["Мікалай Гарбуноў"]


def test_a_step_reads_no_more_names_than_its_bound(monkeypatch):
    monkeypatch.setattr(candidates, "MOST_NAMES", 7)
    store(*[f"{surname}{given}" for surname in "王李张刘陈" for given in ("伟", "丽", "静")])

    with CaptureQueriesContext(connection) as queries:
        found("王伟丽")

    bounds = [
        re.findall(r"LIMIT (\d+)", each["sql"])[-1] for each in queries if "written" in each["sql"]
    ]
    # In the last step each of the three words has its own.
    assert bounds and set(bounds) <= {"7", "21"}
