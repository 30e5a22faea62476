"""Archives for tests: written, and taken or refused."""

import pytest
from django.core.management import CommandError, call_command


def export(path):
    call_command("export_archive", path, verbosity=0)
    return path.read_bytes()


def refused(path, match):
    with pytest.raises(CommandError, match=match):
        call_command("import_archive", path, verbosity=0)
