"""The base of our import resources: every refusal names the column, the value and the reason."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError, transaction
from django.utils.encoding import force_str
from django.utils.translation import gettext as _
from import_export.resources import ModelResource

from sources.importing import cells
from sources.importing.citations import SourceKeys, missing_citations
from sources.importing.parts import Parts
from sources.models import Citation
from sources.violations import check_now, explain


class RowResource(ModelResource):
    """One line makes one root, or one row of a catalogue.

    A subclass declares a field for each column that goes into one field of the model. Columns that
    make rows of other models are read in `read_parts`, through `self.read`.
    """

    part_link = None  # the field by which parts point to the root

    class Meta:
        abstract = True
        skip_unchanged = True

    def before_import(self, dataset, **kwargs):
        self.sources = SourceKeys()

    def after_import(self, dataset, result, **kwargs):
        """Nothing: no spreadsheet carries primary keys, so no sequence has to catch up."""

    # --- reading ---

    def import_instance(self, instance, row, **kwargs):
        self.row, self.refusals = row, {}
        self._refuse_null_characters()
        for field in self.get_import_fields():
            try:
                self.import_field(field, instance, row, **kwargs)
            except ValueError as error:
                self.refuse(field.column_name, row.get(field.column_name), error)
        self.cited = self.read("source_ids", self._read_sources) or []
        self.parts = self.read_parts(instance) or []
        if self.refusals:
            raise ValidationError(self.refusals)
        self.parts = self.parts_of(instance, self.parts)

    def read_parts(self, instance):
        """The `Part`s that the line asks for."""
        return []

    def parts_of(self, instance, parts):
        return Parts(instance, parts, self.part_link)

    def read(self, column, reader, *args, **kwargs):
        """What `reader` makes of a column; a refusal is noted beside the column and None comes back."""
        value = cells.text(self.row, column)
        try:
            return reader(value, *args, **kwargs)
        except ValueError as error:
            self.refuse(column, value, error)

    def refuse(self, column, value, reason):
        self.refusals.setdefault(column, []).append(cells.refused(column, value, force_str(reason)))

    def _refuse_null_characters(self):
        for column, value in self.row.items():
            if isinstance(value, str) and "\0" in value:
                self.refuse(column, value.replace("\0", "\ufffd"), _("a null character in it"))
        if self.refusals:
            raise ValidationError(self.refusals)

    def _read_sources(self, _value):
        return self.sources.pks(cells.several(self.row, "source_ids"))

    # --- deciding ---

    def skip_row(self, instance, original, row, import_validation_errors=None):
        if import_validation_errors:
            return False
        return (
            instance.pk is not None
            and not _differ(instance, original)
            and not self.parts.is_changing()
            and not self.missing_citations(instance)
        )

    def missing_citations(self, instance):
        record_id, row = self.cited_row(instance)
        return missing_citations(record_id, self.cited, row) if record_id else []

    def cited_row(self, instance):
        """(public id, code) of what the sources of a line speak of; the code is None for all of it."""
        return getattr(instance, "record_id", None), None

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        if import_validation_errors:
            raise ValidationError(import_validation_errors)
        try:
            # A trigger makes the record when the root is inserted; the code is random.
            instance.full_clean(exclude=["record", "code"], validate_unique=validate_unique)
        except ValidationError as error:
            columns = {f.attribute: f.column_name for f in self.get_import_fields()}
            raise ValidationError(
                {
                    columns.get(name, NON_FIELD_ERRORS): errors
                    for name, errors in error.error_dict.items()
                }
            ) from error

    # --- writing ---

    def save_instance(self, instance, is_create, row, **kwargs):
        """Save all rows of a line, and let the database check at once what it checks at commit."""
        try:
            with transaction.atomic():
                self.do_instance_save(instance, is_create)
                self.parts.write()
                Citation.objects.bulk_create(self.missing_citations(instance))
                check_now()
        except DatabaseError as error:
            raise ValidationError(explain(error)) from error


def _differ(one, other):
    """Whether any stored value differs, of columns that are made from others too."""
    fields = [f.attname for f in one._meta.concrete_fields if not f.generated]
    return any(getattr(one, name) != getattr(other, name) for name in fields)
