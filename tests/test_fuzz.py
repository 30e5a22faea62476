"""Hostile questions to every address: an answer or a refusal, never a fault of ours, and no slow query.

Names come from the filters, the reports and the forms themselves; values from `tests/hostile`. A small
seeded part runs each time; `make soak` asks FUZZ_REQUESTS questions (100,000) with a seed that it prints.
"""

import os
import random

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests import databases
from tests.fuzzing import Trial

MANY = int(os.environ.get("FUZZ_REQUESTS", 100_000))


@pytest.fixture
def demo_db(django_db_setup, django_db_blocker, settings, tmp_path):
    """The demonstration register in a database of this test's own."""
    settings.PUBLIC_DATABASE = "public"
    settings.MEDIA_ROOT = tmp_path
    with django_db_blocker.unblock():
        name = databases.clone_of_demo()
        with databases.using(name):
            yield name
        databases.drop(name)


def public_trial(seed, number):
    trial = Trial(Client(raise_request_exception=False), seed)
    return trial.run(trial.public(number))


def office_trial(seed, number):
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("fuzzer"))
    trial = Trial(client, seed)
    return trial.run(trial.office(number))


def said(name, trial):
    return (
        f"{name}, seed {trial.seed}: {sum(trial.statuses.values())} requests "
        f"{dict(sorted(trial.statuses.items()))}, {trial.queries} queries, the slowest {trial.slowest:.2f} s"
    )


def test_no_question_makes_the_site_fail(demo_db):
    public = public_trial(seed=7, number=40)
    office = office_trial(seed=7, number=12)

    assert (public.faults, public.slow) == ([], [])
    assert (office.faults, office.slow) == ([], [])
    assert public.statuses[200] > 5
    assert office.statuses[200] > 2


@pytest.mark.soak
def test_no_question_of_many_makes_the_site_fail(demo_db, capsys):
    seed = int(os.environ.get("FUZZ_SEED", random.SystemRandom().randrange(10**9)))
    public = public_trial(seed, MANY * 4 // 5)
    office = office_trial(seed, MANY // 5)

    with capsys.disabled():
        print("\n" + said("public", public), said("office", office), sep="\n")
    assert (public.faults, public.slow) == ([], [])
    assert (office.faults, office.slow) == ([], [])
