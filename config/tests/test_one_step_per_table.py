"""A fresh initial migration, rewritten: the same tables, each made after those it links to."""

import pytest
from django.db import models
from django.db.migrations.operations import AddConstraint, AddField, CreateModel, RunSQL
from pgtrigger import Protect, Update
from pgtrigger.migrations import AddTrigger

from config.one_step_per_table import one_step_per_table
from core.trigger_migrations import AddTriggers


def table(name, *fields):
    return CreateModel(name, [("id", models.BigAutoField(primary_key=True)), *fields])


def link(to):
    return models.ForeignKey(to, models.CASCADE)


def test_links_constraints_and_triggers_go_into_one_step():
    rule = models.CheckConstraint(condition=models.Q(pk__gt=0), name="positive")
    trigger = AddTrigger("part", Protect(name="fixed", operation=Update))

    *tables, triggers = one_step_per_table(
        "app",
        [
            table("Part"),
            table("Whole"),
            AddField("Part", "whole", link("app.whole")),
            AddConstraint("part", rule),
            trigger,
        ],
    )

    assert [made.name for made in tables] == ["Whole", "Part"]
    assert [name for name, _field in tables[1].fields] == ["id", "whole"]
    assert tables[1].options["constraints"] == [rule]
    assert isinstance(triggers, AddTriggers)
    assert triggers.operations == [trigger]


def test_a_circle_is_closed_afterwards():
    *tables, closing = one_step_per_table(
        "app",
        [
            table("One"),
            table("Two", ("one", link("app.one"))),
            AddField("One", "two", link("app.two")),
        ],
    )

    assert isinstance(closing, AddField)
    assert len(tables) == 2
    assert sum(len(made.fields) for made in tables) == 3


def test_a_link_to_itself_or_to_another_app_needs_no_order():
    made = one_step_per_table(
        "app", [table("One", ("above", link("app.one")), ("by", link("auth.user")))]
    )

    assert len(made) == 1


def test_what_it_does_not_know_is_not_left_out():
    with pytest.raises(NotImplementedError):
        one_step_per_table("app", [RunSQL("SELECT 1")])
