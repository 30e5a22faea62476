"""Facilities, courts and contexts from spreadsheets, and how other spreadsheets find them by name."""

from django.utils.translation import gettext as _
from import_export.fields import Field

from prisoners.models import Context, Court, Facility
from sources.importing import cells
from sources.importing.resource import RowResource
from sources.models import Source

FACILITY_KINDS = {
    "penal colony": "penal_colony",
    "women's penal colony": "womens_penal_colony",
    "penal colony (special regime)": "special_regime_colony",
    "prison": "prison",
    "pre-trial detention centre": "pretrial_centre",
}
COURT_KINDS = {
    "district court": "district",
    "regional court": "regional",
    "regional-level court": "regional",
    "supreme court": "supreme",
}


class Places:
    """Places by name and country, read once for a whole spreadsheet."""

    def __init__(self, model):
        self.pks = {}
        for pk, name, country in model.objects.values_list("pk", "name", "country"):
            self.pks[name, country] = pk

    def find(self, name, country):
        """The place of exactly this name, or of what stands before an addition in brackets."""
        return self.pks.get((name, country)) or self.pks.get((cells.before_bracket(name), country))


class Regions:
    """The region of a place of arrest, where our catalogues of places say it."""

    def __init__(self):
        self.of = {}
        for model in (Court, Facility):
            for city, region, country in model.objects.values_list("city", "region", "country"):
                self.of[city, country] = self.of[region, country] = region

    def find(self, place, country):
        """The region of "Minsk (Square of Changes)" or "Zhylichy, Mahiliou region"; "" if not known."""
        return self.of.get((cells.before_bracket(place).split(", ")[-1], country), "")


class PlaceResource(RowResource):
    """What facilities and courts share. The sources of a place have no public citation: they are
    kept by key in the note for staff."""

    name_native = Field("name_native", "name_native", cells.Cell())
    other_names = Field("other_names", "other_names", cells.Cell())
    country = Field("country", "country", cells.Cell())
    region = Field("region", "region", cells.Cell())
    city = Field("city", "city", cells.Cell())
    latitude = Field("latitude", "lat", cells.Cell(cells.decimal))
    longitude = Field("longitude", "lon", cells.Cell(cells.decimal))
    location_basis = Field("location_basis", "geo_basis", cells.Cell())

    class Meta(RowResource.Meta):
        fields = (
            "name",
            "kind",
            "name_native",
            "other_names",
            "country",
            "region",
            "city",
            "latitude",
            "longitude",
            "location_basis",
        )
        import_id_fields = ("name", "country")

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        if not instance.staff_note and self.cited:
            instance.staff_note = "Sources: " + "; ".join(cells.several(row, "source_ids"))

    def missing_citations(self, instance):
        return []


class FacilityResource(PlaceResource):
    name = Field("name", "facility_name", cells.Cell())
    kind = Field(
        "kind", "kind", cells.Cell(cells.code, choices=Facility.Kind, words=FACILITY_KINDS)
    )

    class Meta(PlaceResource.Meta):
        model = Facility


class CourtResource(PlaceResource):
    name = Field("name", "court_name", cells.Cell())
    kind = Field("kind", "kind", cells.Cell(cells.code, choices=Court.Kind, words=COURT_KINDS))

    class Meta(PlaceResource.Meta):
        model = Court


class ContextResource(RowResource):
    """Columns: name, country, began_on, ended_on."""

    country = Field("country", "country", cells.Cell())
    began_on = Field("began_on", "began_on", cells.Cell(cells.partial_date))
    ended_on = Field("ended_on", "ended_on", cells.Cell(cells.partial_date))

    class Meta(RowResource.Meta):
        model = Context
        fields = ("name", "country", "began_on", "ended_on")
        import_id_fields = ("name",)


class FacilityReportResource(RowResource):
    """Reports that speak of a facility and of no one in particular: facility, country, kind, note.

    They become lines of the facility's public note, each with its sources.
    """

    name = Field("name", "facility", cells.Cell())
    country = Field("country", "country", cells.Cell())

    class Meta(RowResource.Meta):
        model = Facility
        fields = ("name", "country")
        import_id_fields = ("name", "country")

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self.named = {source.key: source for source in Source.objects.all()}

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        if instance.pk is None:
            raise cells.refusal(
                "facility", cells.text(row, "facility"), _("no facility has this name")
            )
        named = [self.named[key] for key in cells.several(row, "source_ids")]
        where = "; ".join(f"{s.publisher}, {s.published_on or '?'}, {s.url}" for s in named)
        line = f"{cells.text(row, 'note')} ({where})"
        self.is_new_line = line not in instance.note
        if self.is_new_line:
            instance.note = f"{instance.note}\n{line}".strip()

    def missing_citations(self, instance):
        return []

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return not import_validation_errors and not self.is_new_line
