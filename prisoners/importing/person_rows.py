"""Lines about people who are in the register already: conditions, signs of life, deaths."""

from import_export.fields import Field

from prisoners.facts.person import YesNo
from prisoners.importing.places import Places
from prisoners.importing.prisoners import People
from prisoners.models import Condition, Contact, Death, Facility
from sources.importing import cells
from sources.importing.parts import code_of
from sources.importing.resource import RowResource

OPEN = "open"


class PersonRowResource(RowResource):
    """One line is one row of a person, found by `person_key` in the `list`; its sources are cited
    for that row. A line with other values in `same` is another row."""

    same = ()

    class Meta(RowResource.Meta):
        import_id_fields = ()

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self.people, self.facilities = People(), Places(Facility)
        self.rows = {}
        for row in self._meta.model.objects.select_related("prisoner"):
            key = (row.prisoner_id, *[getattr(row, name) for name in self.same])
            self.rows.setdefault(key, row)

    def get_instance(self, instance_loader, row):
        person = self.people.find(cells.text(row, "list"), cells.text(row, "person_key"))
        try:
            values = [self.fields[name].clean(row) for name in self.same]
        except ValueError:
            return None  # refused with its column when the line is read
        return self.rows.get((person.pk, *values)) if person else None

    def read_parts(self, instance):
        found = self.read("person_key", self._person)
        if found:
            instance.prisoner = found

    def facility(self):
        """The facility in the catalogue that the cell names, if any."""
        name, country = cells.text(self.row, "facility"), cells.text(self.row, "country")
        return self.facilities.find(name, country)

    def _person(self, key):
        return self.people.get(cells.text(self.row, "list"), key)

    def cited_row(self, instance):
        return instance.prisoner.record_id, instance.code


def _ended(value):
    return "" if value == OPEN else cells.partial_date(value)


def _is_open(value):
    return value == OPEN


class ConditionResource(PersonRowResource):
    """Columns: person_key, facility, kind, start, end, source_ids, note. The end is a date, "open"
    (not known to have ended) or empty (not stated)."""

    same = ("kind", "began_on", "ended_on", "is_open")

    kind = Field("kind", "kind", cells.Cell(cells.code, choices=Condition.Kind))
    began_on = Field("began_on", "start", cells.Cell(cells.partial_date))
    ended_on = Field("ended_on", "end", cells.Cell(_ended))
    is_open = Field("is_open", "end", cells.Cell(_is_open))
    note = Field("note", "note", cells.Cell())

    class Meta(PersonRowResource.Meta):
        model = Condition
        fields = ("kind", "began_on", "ended_on", "is_open", "note")

    def read_parts(self, instance):
        super().read_parts(instance)
        instance.facility_id = self.facility()


class ContactResource(PersonRowResource):
    """Columns: person_key, happened_on, kind, source_ids, note."""

    same = ("happened_on", "kind")

    happened_on = Field("happened_on", "happened_on", cells.Cell(cells.partial_date))
    kind = Field("kind", "kind", cells.Cell(cells.code, choices=Contact.Kind))
    note = Field("note", "note", cells.Cell())

    class Meta(PersonRowResource.Meta):
        model = Contact
        fields = ("happened_on", "kind", "note")


def _class(value):
    return cells.code(value, Death.Class) or Death.Class.UNKNOWN


def _yes_no(value):
    return cells.code(value, YesNo) or YesNo.UNKNOWN


class DeathResource(PersonRowResource):
    """Columns: person_key, death_date, facility, official_cause, reported_circumstances,
    medical_neglect_reported, source_ids; optional: death_class, is_body_returned, investigation.

    The class is never inferred from the facility: without its column it is unknown.
    """

    died_on = Field("died_on", "death_date", cells.Cell(cells.partial_date))
    death_class = Field("death_class", "death_class", cells.Cell(_class))
    official_cause = Field("official_cause", "official_cause", cells.Cell())
    reported_cause = Field("reported_cause", "reported_circumstances", cells.Cell())
    is_neglect_reported = Field(
        "is_neglect_reported", "medical_neglect_reported", cells.Cell(_yes_no)
    )
    is_body_returned = Field("is_body_returned", "is_body_returned", cells.Cell(_yes_no))
    investigation = Field("investigation", "investigation", cells.Cell(_yes_no))

    class Meta(PersonRowResource.Meta):
        model = Death
        fields = (
            "died_on",
            "death_class",
            "official_cause",
            "reported_cause",
            "is_neglect_reported",
            "is_body_returned",
            "investigation",
        )

    def read_parts(self, instance):
        """The words beside the name of the facility, such as where exactly, stay as they are."""
        super().read_parts(instance)
        instance.facility_id = self.facility()
        instance.place = cells.text(self.row, "facility")
        if instance.prisoner_id and not instance.pk:
            instance.code = code_of(instance.prisoner.record_id, "death")
