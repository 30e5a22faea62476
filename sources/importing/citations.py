"""The sources that a line names, as citations of its record or of one row of it."""

from django.utils.translation import gettext as _

from sources.importing.cells import CellRefused
from sources.models import Citation, Source


class SourceKeys:
    """Sources by key, read once for a whole spreadsheet."""

    def __init__(self):
        self.by_key = dict(Source.objects.values_list("key", "pk"))

    def pk(self, key):
        if key not in self.by_key:
            raise CellRefused(_("no source has the key “%(key)s”") % {"key": key})
        return self.by_key[key]

    def pks(self, keys):
        return list(dict.fromkeys(self.pk(key) for key in keys))


def missing_citations(record_id, sources, row=None):
    """Supporting citations of `record_id` (of its row `row`) that are not there yet, not saved."""
    there = set(
        Citation.objects.filter(
            record_id=record_id, row=row, field="", stated_value=""
        ).values_list("source_id", flat=True)
    )
    return [
        Citation(record_id=record_id, row=row, source_id=source)
        for source in sources
        if source not in there
    ]
