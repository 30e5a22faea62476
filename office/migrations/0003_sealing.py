from django.db import migrations

from core.sql_files import run_sql


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0003_audit"),
        ("prisoners", "0002_models"),
        ("pardons", "0002_models"),
    ]
    operations = [run_sql(__file__, "sealing")]
