"""How often Python looks for garbage, in a process that answers readers."""

import gc

# A search makes ten thousand small things and drops them. To look through them for every 700, as Python
# is shipped, takes a sixth of its time.
THRESHOLDS = 50_000, 20, 50


def collect_rarely():
    """What is loaded by now stays for good: looking through it for garbage kept a reader waiting 80 ms."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
