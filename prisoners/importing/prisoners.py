"""People from a wide spreadsheet: one line, one person, one detention, one case."""

from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.resources import Diff

from prisoners.importing import case, custody, person
from prisoners.importing.deciding import Deciding, What, hold, key_of
from prisoners.importing.places import Places, Regions
from prisoners.models import Article, Context, Court, ExternalId, Facility, Prisoner
from sources.importing import cells
from sources.importing.joining import JoiningParts, SharedParts, is_said
from sources.importing.resource import RowResource
from sources.models import Organisation

SEXES = {"f": Prisoner.Sex.FEMALE, "m": Prisoner.Sex.MALE, "": Prisoner.Sex.UNKNOWN}


def _basis(value):
    return cells.code(value, Prisoner.Basis) or Prisoner.Basis.UNKNOWN


def _several(value):
    return [part.strip() for part in value.split(";") if part.strip()]


def _several_of(choices):
    return cells.Cell(lambda value: cells.codes(_several(value), choices))


class WithTheDecision(Diff):
    """The preview of a line begins with whom it is about, and why."""

    def __init__(self, resource, instance, new):
        super().__init__(resource, instance, new)
        self.decision = resource.decision

    def as_html(self):
        return [str(self.decision), *super().as_html()]


class PrisonerResource(RowResource):
    """Columns: person_key (the person's key in the `list`, by which the next import finds them),
    names, sex, dates, one arrest, one case, one facility or several, one release; `source_ids`.

    Texts of several values are divided by semicolons. docs/demo.md says what becomes of each column.
    """

    part_link = "prisoner"

    def __init__(self, told=None, **kwargs):
        super().__init__(**kwargs)
        self.told = told

    display_name = Field("display_name", "name_latin", cells.Cell())
    sex = Field("sex", "sex", cells.Cell(cells.code, choices=Prisoner.Sex, words=SEXES))
    born_on = Field("born_on", "birth_date", cells.Cell(cells.partial_date))
    occupation_text = Field("occupation_text", "occupation", cells.Cell())
    occupations = Field("occupations", "occupations", _several_of(Prisoner.Occupation))
    nationalities = Field("nationalities", "nationalities", cells.Cell(_several))
    affiliation = Field("affiliation", "affiliation", cells.Cell())
    health_text = Field("health_text", "health_notes_public", cells.Cell())
    health = Field("health", "health", _several_of(Prisoner.Health))
    status_note = Field("status_note", "status_as_of", cells.Cell())
    disagreement = Field("disagreement", "note_on_disagreement", cells.Cell())
    publication_basis = Field("publication_basis", "publication_basis", cells.Cell(_basis))

    class Meta(RowResource.Meta):
        model = Prisoner
        import_id_fields = ()
        fields = (
            "display_name",
            "sex",
            "born_on",
            "occupation_text",
            "occupations",
            "nationalities",
            "affiliation",
            "health_text",
            "health",
            "status_note",
            "disagreement",
            "publication_basis",
        )

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self.deciding = Deciding(self.told)
        self.facilities, self.courts, self.regions = Places(Facility), Places(Court), Regions()
        self.organisations = dict(Organisation.objects.values_list("name", "pk"))
        self.contexts = dict(Context.objects.values_list("name", "pk"))
        self.articles = {
            (article.country, article.number, article.part): article.pk
            for article in Article.objects.filter(law="CC")
        }

    def get_instance(self, instance_loader, row):
        self.decision = self.deciding.of(row)
        return self.decision.person

    # --- whom the line is about ---

    def get_diff_class(self):
        return WithTheDecision

    def get_diff_headers(self):
        return [_("what happens"), *super().get_diff_headers()]

    def import_instance(self, instance, row, **kwargs):
        self.stated_otherwise = []
        super().import_instance(instance, row, **kwargs)
        if self.decision.joins:
            self._keep_what_is_stated_otherwise(instance)

    def import_field(self, field, instance, row, **kwargs):
        """A list that joins fills what is empty and leaves the rest as it is."""
        before = getattr(instance, field.attribute)
        super().import_field(field, instance, row, **kwargs)
        stated = getattr(instance, field.attribute)
        if self.decision.is_shared and not is_said(stated):
            setattr(instance, field.attribute, before)
        elif self.decision.joins and is_said(before):
            setattr(instance, field.attribute, before)
            if is_said(stated) and stated != before:
                self.stated_otherwise.append(f"{field.column_name}: {field.widget.render(stated)}")

    def parts_of(self, instance, parts):
        if self.decision.joins:
            return JoiningParts(instance, parts, self.part_link, self.decision.joins)
        if self.decision.is_shared:
            return SharedParts(instance, parts, self.part_link)
        return super().parts_of(instance, parts)

    def _keep_what_is_stated_otherwise(self, instance):
        stated = [*self.stated_otherwise, *self.parts.differences()]
        line = f"{self.list_name}, {self.key}: {'; '.join(stated)}"
        if stated and line not in instance.notes:
            instance.notes = f"{instance.notes}\n{line}".strip()

    def skip_row(self, instance, original, row, import_validation_errors=None):
        if self.decision.what == What.HELD and not import_validation_errors:
            hold(row, self.decision)
            return True
        return super().skip_row(instance, original, row, import_validation_errors)

    def save_instance(self, instance, is_create, row, **kwargs):
        super().save_instance(instance, is_create, row, **kwargs)
        self.deciding.note(row, instance, self.decision)

    # --- what it says ---

    def read_parts(self, instance):
        self.list_name = cells.text(self.row, "list")
        self.key = key_of(self.row)
        self.country = cells.text(self.row, "country")
        return [
            *person.names(self),
            *person.external_id(self),
            *custody.custody(self),
            *case.case(self),
            *person.recognition(self),
            *person.contact(self),
        ]

    def organisation_pk(self, name):
        return self._in_catalogue(self.organisations, "recognised_by", name)

    def context_pk(self, name):
        return self._in_catalogue(self.contexts, "context", name) if name else None

    def article_pk(self, number, part):
        key = (self.country, number, part)
        if key not in self.articles:
            article = Article(country=self.country, law="CC", number=number, part=part)
            article.save()
            self.articles[key] = article.pk
        return self.articles[key]

    def _in_catalogue(self, catalogue, column, name):
        if name not in catalogue:
            self.refuse(column, name, _("not in the catalogue; enter it there first"))
        return catalogue.get(name)


class People:
    """Prisoners by their key in a list."""

    def __init__(self):
        self.found = {
            (known.scheme, known.value): known.prisoner
            for known in ExternalId.objects.select_related("prisoner")
        }

    def find(self, list_name, key):
        return self.found.get((list_name, key))

    def get(self, list_name, key):
        if (list_name, key) not in self.found:
            raise cells.CellRefused(_("no person has this key in this list"))
        return self.found[list_name, key]
