from django.db import migrations

from core.sql_files import run_sql


class Migration(migrations.Migration):
    dependencies = [("core", "0002_documented_custody")]
    operations = [
        run_sql(__file__, "publishing"),
        run_sql(__file__, "spans"),
        run_sql(__file__, "terms"),
        run_sql(__file__, "presences"),
        run_sql(__file__, "profiles"),
        run_sql(__file__, "lags"),
        run_sql(__file__, "reaches"),
        run_sql(__file__, "served"),
        run_sql(__file__, "spells"),
        run_sql(__file__, "alerts"),
    ]
