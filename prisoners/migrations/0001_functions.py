from django.db import migrations

from core.sql_files import run_sql


class Migration(migrations.Migration):
    operations = [run_sql(__file__, "rules"), run_sql(__file__, "names")]
