from django.db import migrations

from core.sql_files import run_sql


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_initial")]
    operations = [run_sql(__file__, "records")]
