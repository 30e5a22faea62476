from django.db import migrations

from core.sql_files import run_sql


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        # Kept on the way back: an extension may have been here before us, or be used by others.
        migrations.RunSQL(
            """
            CREATE EXTENSION IF NOT EXISTS btree_gist;
            CREATE EXTENSION IF NOT EXISTS pg_trgm;
            CREATE EXTENSION IF NOT EXISTS unaccent;
            """,
            reverse_sql=migrations.RunSQL.noop,
        ),
        run_sql(__file__, "edtf_days", reverse="DROP FUNCTION edtf_days(text)"),
        run_sql(__file__, "name_indexes", reverse="DROP FUNCTION settle_indexes(regclass)"),
    ]
