from django.db import migrations

from core.sql_files import run_sql


class Migration(migrations.Migration):
    dependencies = [("register", "0003_catalogues")]
    operations = [run_sql(__file__, "stamp")]
