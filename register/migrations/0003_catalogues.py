from django.db import migrations

from core.sql_files import run_sql


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0002_models"),
        ("prisoners", "0002_models"),
        ("sources", "0002_models"),
    ]
    operations = [run_sql(__file__, "catalogues"), run_sql(__file__, "seals")]
