"""Hostile questions to every public address: an answer or a refusal, never a fault of ours.

A small seeded part runs each time, the long trial with `make soak`.
"""

import random
import string
import urllib.error
import urllib.parse
import urllib.request

import pytest

PATHS = [
    *("/en/", "/be/", "/en/prisoners/", "/prisoners.csv", "/prisoners.json", "/prisoners.xlsx"),
    *("/en/pardons/", "/en/deaths/", "/en/facilities/", "/en/courts/", "/en/articles/"),
    *(
        "/en/reports/",
        "/en/reports/silence/",
        "/en/reports/in-and-out/",
        "/en/reports/held-over-time/",
    ),
    *("/reports/silence.csv", "/en/prisoners/RC-000000/", "/en/pardons/CA-000000/", "/xx/"),
]
NAMES = [
    *("q", "on", "known", "page", "sort", "scope", "lang", "from", "to", "days", "open", "excel"),
    *("sex", "status", "nationality", "occupation", "health", "article", "court", "facility"),
    *(
        "arrested_from",
        "arrested_to",
        "sentence_from",
        "silent",
        "recognised_by",
        "died",
        "country",
    ),
]
HOSTILE = [
    *("", "0", "-1", "1e309", "99999999999999999999", "NaN", "null", "None", "true", "unknown"),
    *("2021-02-30", "9999-12-31", "0000-00-00", "2024-12-09", "2020~", "[..2021]", "1", "2"),
    *(
        "' OR 1=1 --",
        "%",
        "_",
        "\\",
        '"',
        "<script>alert(1)</script>",
        "{{7*7}}",
        "../../etc/passwd",
    ),
    *(
        "=cmd()",
        "\u202eRTL",
        "e\u0301" * 50,
        "\x00",
        "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    ),
    *("x" * 3000, "ПРИВЕТ", "名前", "female", "in_custody", "name", "RC-7K3M9Q"),
]


def question(chance):
    """One address with up to five parameters, known and unknown, sane and hostile."""
    pairs = []
    for _ in range(chance.randrange(6)):
        name = chance.choice(NAMES)
        if chance.random() < 0.1:
            name = "".join(chance.choices(string.printable, k=8))
        pairs.append((name, chance.choice(HOSTILE)))
    return f"{chance.choice(PATHS)}?{urllib.parse.urlencode(pairs)}"


def ask(server, path):
    try:
        with urllib.request.urlopen(server + path, timeout=30) as answer:
            answer.read()
            return answer.status
    except urllib.error.HTTPError as refusal:
        return refusal.code


def faults(server, seed, count):
    """The questions that were answered with anything but a page, a refusal or "not found"."""
    chance = random.Random(seed)
    asked = [question(chance) for _ in range(count)]
    return [
        (path, status) for path in asked if (status := ask(server, path)) not in {200, 400, 404}
    ]


def test_no_question_makes_the_site_fail(demo_server):
    assert faults(demo_server, seed=7, count=120) == []


@pytest.mark.soak
def test_no_question_of_many_makes_the_site_fail(demo_server):
    assert faults(demo_server, seed=None, count=20_000) == []
