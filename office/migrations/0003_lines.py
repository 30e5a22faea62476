from django.db import migrations

from core.sql_files import run_sql


class Migration(migrations.Migration):
    dependencies = [("office", "0003_tips")]
    operations = [run_sql(__file__, "lines")]
