"""How lines that were read, and the rows that they ask for, are kept: by COPY, a thousand lines at a time.

Beside the writing of a large file they are kept by a session of their own, while the next lines are read.
"""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection, connections, transaction

from core import seeing
from office.importing.copying import as_json, copy_rows
from office.importing.planning import plain
from office.importing.targets import label_of
from office.models import ImportLine, ImportRow

LINE_COLUMNS = (
    "of", "number", "key", "outcome", "public_id", "name_key", "cells", "digest", "faults", "doubts",
    "candidates", "decision",
)  # fmt: skip
ROW_COLUMNS = (
    "of", "line", "position", "place", "table", "owner", "ident", "parent", "outcome", "values",
    "before", "said",
)  # fmt: skip


class Keeping:
    """Keeps at once, in the transaction that is open."""

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def wait(self):
        """Until all that was handed over is kept."""

    def keep(self, lines, rows):
        with connection.cursor() as cursor:
            copy_rows(cursor, ImportLine, LINE_COLUMNS, lines)
            copy_rows(cursor, ImportRow, ROW_COLUMNS, rows)


class KeepingBeside(Keeping):
    """Keeps in a thread with a session and transactions of its own, one after the other."""

    def __init__(self):
        self.pool, self.last = ThreadPoolExecutor(1, "import-keeping"), None

    def __exit__(self, *error):
        self.pool.submit(connections.close_all)
        self.pool.shutdown()

    def wait(self):
        if self.last is not None:
            self.last.result()
            self.last = None

    def keep(self, lines, rows):
        self.wait()
        self.last = self.pool.submit(self._keep, lines, rows)

    def _keep(self, lines, rows):
        with seeing.as_system(), transaction.atomic():
            super().keep(lines, rows)


def line_as_kept(of, line, *, outcome, public_id, candidates, digest):
    return (
        of,
        line.number,
        line.key[:250],
        str(outcome),
        public_id,
        line.name_key,
        as_json(line.cells),
        digest,
        as_json(line.faults),
        as_json(line.doubts),
        as_json(candidates),
        "",
    )


def row_as_kept(of, line, position, planned):
    row = planned.row
    return (
        of,
        line.number,
        position,
        row.place,
        label_of(row.model),
        planned.owner,
        planned.ident,
        planned.parent,
        planned.outcome,
        as_json(planned.values),
        as_json({name: plain(value) for name, value in planned.before.items()}),
        None if row.said == planned.values else as_json(row.said),
    )
