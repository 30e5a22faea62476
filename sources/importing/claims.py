"""Count claims from a spreadsheet."""

from django.utils.translation import gettext as _
from import_export.fields import Field

from sources.importing import cells
from sources.importing.resource import RowResource
from sources.models import CountClaim, Record

WORDS = {word.replace("_", " "): word for word in CountClaim.Qualifier.values}


def _measure(stated):
    return stated if stated in CountClaim.Measure.values else CountClaim.Measure.OTHER


def _record(public_id):
    if public_id and not Record.objects.filter(pk=public_id).exists():
        raise cells.CellRefused(_("there is no record with this public id"))
    return public_id or None


class CountClaimResource(RowResource):
    """Columns: claim_id, measure, period_start, as_of, value, qualifier, claimed_by, source_id, note, about.

    A measure that we have no code for becomes "other measure"; the word in the cell is kept in any
    case. `about` is the public id of the record that the statement speaks of.
    """

    key = Field("key", "claim_id", cells.Cell())
    measure = Field("measure", "measure", cells.Cell(_measure))
    measure_stated = Field("measure_stated", "measure", cells.Cell())
    value = Field("value", "value", cells.Cell(cells.number))
    value_stated = Field("value_stated", "value", cells.Cell())
    qualifier = Field(
        "qualifier",
        "qualifier",
        cells.Cell(cells.code, choices=CountClaim.Qualifier, words=WORDS),
    )
    period_start_on = Field("period_start_on", "period_start", cells.Cell(cells.partial_date))
    as_of_on = Field("as_of_on", "as_of", cells.Cell(cells.partial_date))
    speaker = Field("speaker", "claimed_by", cells.Cell())
    source = Field("source_id", "source_id")
    about = Field("about_id", "about", cells.Cell(_record))
    note = Field("note", "note", cells.Cell())

    class Meta(RowResource.Meta):
        model = CountClaim
        fields = (
            "key",
            "measure",
            "measure_stated",
            "value",
            "value_stated",
            "qualifier",
            "period_start_on",
            "as_of_on",
            "speaker",
            "source",
            "about",
            "note",
        )
        import_id_fields = ("key",)

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self.fields["source"].widget = cells.Cell(self._source)

    def _source(self, key):
        return self.sources.pk(key) if key else None
