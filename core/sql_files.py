"""Migrations keep their SQL in files beside the app, so that editors and reviewers read it as SQL."""

from pathlib import Path

from django.db import migrations


def run_sql(migration_file, name, reverse=migrations.RunSQL.noop):
    """A migration operation that runs `sql/<name>.sql` of the app that `migration_file` is in."""
    path = Path(migration_file).resolve().parent.parent / "sql" / f"{name}.sql"
    return migrations.RunSQL(path.read_text(encoding="utf-8"), reverse)
