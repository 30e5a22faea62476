from django.db import migrations

from core.sql_files import run_sql


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    run_before = [("sources", "0001_functions"), ("prisoners", "0001_functions")]
    operations = [
        run_sql(__file__, "documented_custody", "DROP FUNCTION documented_custody(text, text, text)")
    ]
