"""Hostile questions to every address and every form: an answer or a refusal, never a fault of ours, no slow query.

hypothesis draws them from the filters, the reports and the forms themselves, and makes what fails as small
as it can be. A few fixed ones are asked each time. `make soak` asks 100,000 of a register of 10,000 people, in
portions whose seeds are printed: FUZZ_SEED begins with one of them, FUZZ_REQUESTS says how many altogether.
"""

import os
import random
from itertools import chain

import pytest

from tests import databases
from tests.fuzzing import forms, office, public
from tests.fuzzing.trial import Caller, Trial, in_portions

MANY = int(os.environ.get("FUZZ_REQUESTS", 100_000))


@pytest.fixture
def register(django_db_setup, django_db_blocker, settings, tmp_path):
    """Gives a function that takes the name of a database, which then answers; all of it goes in the end."""
    settings.PUBLIC_DATABASE = "public"
    settings.MEDIA_ROOT = tmp_path
    names = []
    with django_db_blocker.unblock():
        yield lambda clone: names.append(clone()) or databases.using(names[-1])
        for name in names:
            databases.drop(name)


def test_no_question_makes_the_site_fail(register):
    with register(databases.clone_of_demo):
        user, rows = office.make_office()
        of_public = Trial(Caller())
        of_office = Trial(office.caller_of(user))

        of_public.draw(public.questions(), number=40, seed_of_it=7)
        shown = office.forms_of_the_office(user, rows, step=23)
        of_office.draw(forms.questions(shown), number=15, seed_of_it=7)

    assert of_public.statuses[200] > 5
    assert of_office.statuses[200] > 2


@pytest.mark.soak
def test_no_question_of_many_makes_the_site_fail(register, settings, capsys):
    settings.CACHES = settings.CACHES | {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    }
    first_seed = int(os.environ.get("FUZZ_SEED", random.SystemRandom().randrange(10**9)))
    with register(databases.clone_of_crowd):
        user, rows = office.make_office()
        trials = {
            "public pages": (Caller(), public.questions(), MANY * 8 // 10),
            "public forms": (
                Caller(),
                forms.questions([*office.forms_of_readers(), *office.forms_of_logging_in()]),
                MANY // 10,
            ),
            "office": (
                office.caller_of(user),
                forms.questions(office.forms_of_the_office(user, rows)),
                MANY // 10,
            ),
        }
        failed = {
            name: in_portions(
                Trial(caller),
                questions,
                number=number,
                first_seed=first_seed,
                say=lambda line, name=name: _say(capsys, f"{name}, {line}"),
            )
            for name, (caller, questions, number) in trials.items()
        }

    assert [*chain(*failed.values())] == []


def _say(capsys, line):
    with capsys.disabled():
        print(f"\n{line}", end="", flush=True)
