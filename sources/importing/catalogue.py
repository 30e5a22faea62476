"""Sources and organisations from a spreadsheet."""

from import_export.fields import Field

from sources.importing import cells
from sources.importing.resource import RowResource
from sources.models import Organisation, Source

COPY = "mirror, rewrite or republication"


class OrganisationResource(RowResource):
    """Columns: name, kind, website."""

    kind = Field("kind", "kind", cells.Cell(cells.code, choices=Organisation.Kind))

    class Meta(RowResource.Meta):
        model = Organisation
        fields = ("name", "kind", "website")
        import_id_fields = ("name",)


class SourceResource(RowResource):
    """Columns: source_id, publisher, title_or_description, url, published_date, language, kind, note.

    A note that begins with "mirror, rewrite or republication" makes the reliability a copy; nothing
    is said about the others. A publisher that is in the catalogue of organisations is linked.
    """

    key = Field("key", "source_id", cells.Cell())
    publisher = Field("publisher", "publisher", cells.Cell())
    title = Field("title", "title_or_description", cells.Cell())
    url = Field("url", "url", cells.Cell())
    published_on = Field("published_on", "published_date", cells.Cell(cells.partial_date))
    language = Field("language", "language", cells.Cell())
    kind = Field("kind", "kind", cells.Cell(cells.code, choices=Source.Kind))
    note = Field("note", "note", cells.Cell())

    class Meta(RowResource.Meta):
        model = Source
        fields = ("key", "publisher", "title", "url", "published_on", "language", "kind", "note")
        import_id_fields = ("key",)

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self.organisations = dict(Organisation.objects.values_list("name", "pk"))

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        if instance.note.startswith(COPY):
            instance.reliability = Source.Reliability.COPY
        publisher = self.organisations.get(cells.before_bracket(instance.publisher))
        instance.organisation_id = publisher or instance.organisation_id
