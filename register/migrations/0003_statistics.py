from django.db import migrations

from core.sql_files import run_sql


class Migration(migrations.Migration):
    dependencies = [("register", "0003_stamp")]
    operations = [run_sql(__file__, "statistics")]
