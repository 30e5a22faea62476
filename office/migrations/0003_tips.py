from django.db import migrations

from core.sql_files import run_sql


class Migration(migrations.Migration):
    dependencies = [("office", "0003_sealing")]
    operations = [run_sql(__file__, "tips")]
