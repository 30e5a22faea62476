"""Building the synthetic register, and what was measured while it was built."""

import json
from datetime import datetime

from django.utils import timezone

from benchmarks import databases, publishing, synthetic
from benchmarks.measure import stopwatch
from config.database import is_prepared
from config.local import VAR
from register.models import Edition


def ensure(people, say, *, anew=False):
    """Facts about the register of so many people: built now unless one is kept of the same tables."""
    kept = VAR / f"bench-{people}.json"
    if not anew and kept.exists() and is_prepared() and Edition.objects.exists():
        return json.loads(kept.read_text())
    databases.empty_anew()
    with stopwatch() as seconds:
        rows = synthetic.load(people, say)
    per_second, per_processor_second = publishing.publish_all(say)
    synthetic.analyze()
    facts = {
        "people": people,
        "dependent_rows": rows,
        "load_seconds": round(seconds()),
        "published_per_second": round(per_second),
        "published_per_processor_second": round(per_processor_second),
        "built_at": datetime.now(timezone.get_default_timezone()).isoformat(timespec="minutes"),
    }
    kept.write_text(json.dumps(facts))
    return facts
