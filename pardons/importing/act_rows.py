"""Lines about acts that are in the register already: further numbers, and people who benefited."""

from django.utils.translation import gettext as _
from import_export.fields import Field

from pardons.models import AnnouncedCount, Beneficiary, ClemencyAct
from prisoners.importing.prisoners import People
from sources.importing import cells
from sources.importing.resource import RowResource


class ActRowResource(RowResource):
    """One line is one row of an act, found by `act_key`; its sources are cited for that row."""

    class Meta(RowResource.Meta):
        import_id_fields = ()

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self.acts = {act.key: act for act in ClemencyAct.objects.exclude(key=None)}
        self.rows = {
            self.key_of(row): row for row in self._meta.model.objects.select_related("act")
        }

    def read_parts(self, instance):
        act = self.read("act_key", self._act)
        if act:
            instance.act = act

    def _act(self, key):
        if key not in self.acts:
            raise cells.CellRefused(_("no clemency act has this key"))
        return self.acts[key]

    def cited_row(self, instance):
        return instance.act.record_id, instance.code


def _is_adopted(value):
    return cells.yes_or_no(value) is not False


class AnnouncedCountResource(ActRowResource):
    """Columns: act_key, category, lower, upper, stated, speaker, is_adopted, source_ids."""

    category = Field(
        "category", "category", cells.Cell(cells.code, choices=AnnouncedCount.Category)
    )
    lower = Field("lower", "lower", cells.Cell(cells.number))
    upper = Field("upper", "upper", cells.Cell(cells.number))
    stated = Field("stated", "stated", cells.Cell())
    speaker = Field("speaker", "speaker", cells.Cell())
    is_adopted = Field("is_adopted", "is_adopted", cells.Cell(_is_adopted))

    class Meta(ActRowResource.Meta):
        model = AnnouncedCount
        fields = ("category", "lower", "upper", "stated", "speaker", "is_adopted")

    def key_of(self, row):
        return (row.act.key, row.category, row.stated, row.speaker)

    def get_instance(self, instance_loader, row):
        columns = ("act_key", "category", "stated", "speaker")
        return self.rows.get(tuple(cells.text(row, column) for column in columns))


DISPUTED = "disputed"


def _outcome(value):
    return cells.code(value, Beneficiary.Outcome)


class BeneficiaryResource(ActRowResource):
    """Columns: act_key, person_key (in the `list`) or name_as_reported, released_date, source_ids,
    note; optional: outcome.

    Without an outcome, a date of release says released. A note that begins with "disputed" makes the
    outcome disputed and the confidence low.
    """

    name_as_reported = Field("name_as_reported", "name_as_reported", cells.Cell())
    released_on = Field("released_on", "released_date", cells.Cell(cells.partial_date))
    note = Field("note", "note", cells.Cell())

    class Meta(ActRowResource.Meta):
        model = Beneficiary
        fields = ("name_as_reported", "released_on", "note")

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self.people = People()

    def key_of(self, row):
        return (row.act.key, row.prisoner_id or row.name_as_reported)

    def get_instance(self, instance_loader, row):
        person = self._prisoner(row)
        name = cells.text(row, "name_as_reported")
        return self.rows.get((cells.text(row, "act_key"), person.pk if person else name))

    def read_parts(self, instance):
        super().read_parts(instance)
        if cells.text(self.row, "person_key"):
            instance.prisoner = self.read("person_key", self._known_prisoner)
        if instance.prisoner:
            instance.sex = instance.prisoner.sex
        if " citizen)" in instance.name_as_reported:
            instance.categories = [AnnouncedCount.Category.FOREIGNERS]
        instance.outcome = self.read("outcome", _outcome) or self._outcome_of(instance)
        if instance.note.startswith(DISPUTED):
            instance.confidence = Beneficiary.Confidence.LOW

    def _outcome_of(self, instance):
        if instance.note.startswith(DISPUTED):
            return Beneficiary.Outcome.DISPUTED
        if instance.released_on:
            return Beneficiary.Outcome.RELEASED
        return Beneficiary.Outcome.UNKNOWN

    def _prisoner(self, row):
        return self.people.find(cells.text(row, "list"), cells.text(row, "person_key"))

    def _known_prisoner(self, key):
        return self.people.get(cells.text(self.row, "list"), key)
