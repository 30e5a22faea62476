import signal
import tracemalloc

import pytest

from sheets import FileRefused
from sheets.tests.files import MEGABYTE, Reading

SECONDS, MEMORY = 5, 80 * MEGABYTE


@pytest.fixture
def read(tmp_path):
    return Reading(tmp_path)


@pytest.fixture
def bounded():
    """A test that goes on for longer, or takes more memory, fails."""

    def stop(_signal, _frame):
        pytest.fail(f"took more than {SECONDS} s")

    def begin():
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        tracemalloc.start()

    before = signal.signal(signal.SIGVTALRM, stop)
    yield begin
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MEMORY


@pytest.fixture
def refused(read, bounded):
    """Reads what a test makes, which has to be refused, and gives the sentence."""

    def reading(made):
        content = made() if callable(made) else made
        bounded()
        with pytest.raises(FileRefused) as found:
            read.everything(content)
        return str(found.value)

    return reading
