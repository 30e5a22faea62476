"""Everything that staff entered, to compare what was there before and after."""

from prisoners.merging.journal import read
from prisoners.models import Merge, Prisoner
from sources.models import Record
from tests.working_rows import working_models

# That somebody was at work is not what they entered.
BOOKKEEPING = {"revision", "editors", "changed_at"}


def everything():
    """{table: {number of the row: its columns}} of all working rows."""
    models = [*(working_models() - {Merge}), Prisoner.tags.through]
    return {
        model._meta.label: {
            pk: {
                name: value
                for name, value in read(model, pk).items()
                if not is_kept_apart(model, name)
            }
            for pk in model._base_manager.values_list("pk", flat=True)
        }
        for model in models
    }


def is_kept_apart(model, column):
    return model is Record and column in BOOKKEEPING
