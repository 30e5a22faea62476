"""`make migrations`: rewrites a fresh initial migration so that each table is made in one step.

Django writes models first and then, one operation each, fields that point to other models, constraints
and triggers. With every operation it renders the models anew that are linked to the one it changes:
an empty database took twenty seconds, nearly all of them for that.
"""

import sys
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from pathlib import Path

from django.db.migrations import operations as django_operations
from django.db.migrations.writer import MigrationWriter
from pgtrigger.migrations import AddTrigger

from core.trigger_migrations import AddTriggers


def rewrite(path):
    """Writes the migration in a file anew."""
    app = path.parent.parent.name
    migration = import_module(f"{app}.migrations.{path.stem}").Migration(path.stem, app)
    migration.operations = one_step_per_table(app, migration.operations)
    path.write_text(MigrationWriter(migration).as_string())


def one_step_per_table(app, operations):
    """The same tables with as few operations as the order of links between them allows."""
    tables, triggers = {}, []
    for operation in operations:
        match operation:
            case django_operations.CreateModel():
                tables[operation.name_lower] = operation
            case django_operations.AddField():
                tables[operation.model_name_lower].fields.append((operation.name, operation.field))
            case django_operations.AddConstraint(constraint=constraint):
                options = tables[operation.model_name_lower].options
                options.setdefault("constraints", []).append(constraint)
            case django_operations.AddIndex(index=index):
                tables[operation.model_name_lower].options.setdefault("indexes", []).append(index)
            case AddTrigger():
                triggers.append(operation)
            case _:
                raise NotImplementedError(operation.describe())
    later = _cut_circles(app, tables)
    made = [tables[name] for name in _sorter(app, tables).static_order()]
    return [*made, *later, *([AddTriggers(triggers)] if triggers else [])]


def _cut_circles(app, tables):
    """Takes one link out of each circle of tables; gives the operations that add them afterwards."""
    later = []
    while True:
        try:
            _sorter(app, tables).prepare()
        except CycleError as error:
            _first, *circle = error.args[1]
            later.append(_without_a_link(app, tables[circle[-1]], circle))
        else:
            return later


def _without_a_link(app, table, circle):
    for name, field in table.fields:
        if _target(app, field) in circle:
            table.fields.remove((name, field))
            return django_operations.AddField(table.name_lower, name, field)
    raise NotImplementedError(circle)


def _sorter(app, tables):
    """Each table after those of the app that it links to or is made like."""
    maker = {name: name for name in tables} | {
        f"{table.name_lower}_{name}": table.name_lower
        for table in tables.values()
        for name, field in table.fields
        if field.many_to_many
    }
    links = {
        table.name_lower: {
            *(_target(app, field) for _name, field in table.fields),
            *(maker.get(_in_app(app, base)) for base in table.bases if isinstance(base, str)),
        }
        for table in tables.values()
    }
    return TopologicalSorter({name: found - {None, name} for name, found in links.items()})


def _target(app, field):
    return _in_app(app, field.remote_field.model) if field.remote_field else None


def _in_app(app, model):
    """The lower name of "app.Model"; None for one of another app."""
    label, _dot, name = model.lower().partition(".")
    return name if label == app else None


if __name__ == "__main__":
    from config import local

    local.fill_in()
    import django

    django.setup()
    for path in sys.argv[1:]:
        rewrite(Path(path))
