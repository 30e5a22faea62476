"""What sources state against the adopted value: one line, one citation."""

from django.utils.translation import gettext as _
from import_export.fields import Field

from pardons.models import AnnouncedCount, ClemencyAct
from prisoners.importing.prisoners import People
from prisoners.models import (
    Charge,
    Condition,
    Contact,
    Death,
    Detention,
    Prosecution,
    Recognition,
    SentencePart,
    Stay,
    Verdict,
)
from sources.importing import cells
from sources.importing.parts import code_of
from sources.importing.resource import RowResource
from sources.models import Citation

PARTS_OF_PERSON = {
    model._meta.model_name: model
    for model in (
        Charge,
        Condition,
        Contact,
        Death,
        Detention,
        Prosecution,
        Recognition,
        Stay,
        Verdict,
    )
} | {"sentence": SentencePart, "first_sentence": SentencePart, "appeal": Verdict}


class ContradictionResource(RowResource):
    """Columns: person_key (in the `list`) or act_key, row, field, source_id, stated_value.

    `row` is the place of the row in the line that made it, such as "verdict"; empty for the person
    or the act itself.
    """

    stated_value = Field("stated_value", "stated_value", cells.Cell())

    class Meta(RowResource.Meta):
        model = Citation
        import_id_fields = ()
        fields = ("stated_value",)

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self.people = People()
        self.acts = {act.key: act for act in ClemencyAct.objects.exclude(key=None)}
        self.there = {
            (c.record_id, c.row, c.field, c.source_id, c.stated_value): c
            for c in Citation.objects.filter(stance=Citation.Stance.CONTRADICTS)
        }

    def get_instance(self, instance_loader, row):
        self.row, self.refusals = row, {}
        citation = Citation(stated_value=cells.text(row, "stated_value"))
        self._read(citation)
        return self.there.get(_key(citation))

    def read_parts(self, instance):
        self._read(instance)

    def _read(self, citation):
        citation.stance = Citation.Stance.CONTRADICTS
        citation.source_id = self.read("source_id", self.sources.pk)
        citation.field = cells.text(self.row, "field")
        column = "act_key" if cells.text(self.row, "act_key") else "person_key"
        root = self.read(column, self._act if column == "act_key" else self._person)
        if root:
            citation.record_id = root.record_id
            citation.row = self.read("row", self._code, root=root)
            if "row" not in self.refusals:
                self.read("field", self._field, root=root)

    def _person(self, key):
        return self.people.get(cells.text(self.row, "list"), key)

    def _act(self, key):
        if key not in self.acts:
            raise cells.CellRefused(_("no clemency act has this key"))
        return self.acts[key]

    def _code(self, place, root):
        if not place:
            return None
        code = code_of(root.record_id, place)
        model = self._model(place, root)
        if not model.objects.filter(code=code).exists():
            raise cells.CellRefused(_("this record has no such row from an import"))
        return code

    def _field(self, name, root):
        model = self._model(cells.text(self.row, "row"), root)
        if name and name not in {f.name for f in model._meta.fields}:
            raise cells.CellRefused(_("there is no such field"))
        return name

    def _model(self, place, root):
        if not place:
            return type(root)
        known = {"announced": AnnouncedCount} if isinstance(root, ClemencyAct) else PARTS_OF_PERSON
        if place.partition(":")[0] not in known:
            raise cells.CellRefused(_("not one of: %(choices)s") % {"choices": ", ".join(known)})
        return known[place.partition(":")[0]]

    def missing_citations(self, instance):
        return []


def _key(citation):
    return (
        citation.record_id,
        citation.row,
        citation.field,
        citation.source_id,
        citation.stated_value,
    )
