import argparse, os, sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks import databases
people = int(sys.argv[1])
databases.join(people)
import django; django.setup()
from benchmarks import synthetic
import time
if "load" in sys.argv:
    databases.empty_anew()
    t=time.monotonic()
    print(synthetic.load(people, print), time.monotonic()-t)
if "publish" in sys.argv:
    from register.publishing import publish
    from sources.models import Record
    ids = list(Record.objects.values_list("public_id", flat=True))
    u = synthetic.reviewer()
    t=time.monotonic()
    r=publish(ids, by=u, progress=lambda n: print(n, round(time.monotonic()-t,1), flush=True))
    t=time.monotonic()-t
    print(len(r.published), t, len(r.published)/t)
