from django.db import migrations

from core.sql_files import run_sql


class Migration(migrations.Migration):
    dependencies = [("office", "0001_models")]
    operations = [run_sql(__file__, "audit")]
