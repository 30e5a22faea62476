"""Hostile questions to every address and every form: an answer or a refusal, never a fault of ours, no slow query.

hypothesis draws them from the filters, the reports and the forms themselves, and makes what fails as small
as it can be. A few fixed ones are asked each time. `make soak` asks 100,000 of a register of 10,000 people, in
portions whose seeds are printed: FUZZ_SEED begins with one of them, FUZZ_REQUESTS says how many altogether.
"""

import os
import random

import pytest

from tests import databases
from tests.fuzzing import forms, office, public
from tests.fuzzing.trial import Caller, Question, Trial

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
        # How many of the drawn ones are answered with a page is chance; that these are is not.
        of_public.ask(Question("get", "/en/"))
        of_office.ask(Question("get", "/admin/"))
        assert of_public.statuses == of_office.statuses == {200: 1}

        of_public.draw(public.questions(), number=40, seed_of_it=7)
        shown = office.forms_of_the_office(user, rows, step=23)
        of_office.draw(forms.questions(shown), number=15, seed_of_it=7)

    assert of_public.statuses.total() == 41
    assert of_office.statuses.total() == 16


@pytest.mark.soak
def test_no_question_of_many_makes_the_site_fail(register, settings, capsys):
    settings.CACHES = settings.CACHES | {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    }
    first_seed = int(os.environ.get("FUZZ_SEED", random.SystemRandom().randrange(10**9)))
    failed = []
    with register(databases.clone_of_crowd):
        user, rows = office.make_office()
        of_readers = [*office.forms_of_readers(), *office.forms_of_logging_in()]
        asked = {  # of each portion of a thousand
            "pages": (Trial(Caller()), public.questions(), 800),
            "forms": (Trial(Caller()), forms.questions(of_readers), 100),
            "office": (
                Trial(office.caller_of(user)),
                forms.questions(office.forms_of_the_office(user, rows)),
                100,
            ),
        }
        for seed in range(first_seed, first_seed + MANY // 1_000):
            for name, (trial, questions, number) in asked.items():
                try:
                    trial.draw(questions, number=number, seed_of_it=seed)
                except Exception as fault:  # what hypothesis raises says with which question
                    failed.append("\n".join([f"{name}, seed {seed}: {fault}", *fault.__notes__]))
            with capsys.disabled():
                said = [f"{name}: {trial}" for name, (trial, *_) in asked.items()]
                print(f"\nseed {seed}, {len(failed)} faults", *failed, *said, sep="\n", flush=True)

    assert failed == []
