"""Partial dates in models: the text that was meant, and its days computed by PostgreSQL.

    began_on = PartialDateField(_("began on"))
    began_on_days = days_of("began_on")

Both are declared in plain sight, in abstract models too; the days are NULL while the text is "".
"""

from datetime import date, datetime, time

from django.contrib.postgres.fields import DateRangeField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from core.date_reading import read_date
from core.forms import PartialDateFormField
from core.partial_dates import DateNotUnderstood


class PartialDateField(models.CharField):
    """Canonical EDTF text, "" when unknown. Whatever is saved has been through `read_date` first.

    Lookups compare the stored text as it is; ask about days through `days_of`.
    """

    def __init__(self, *args, max_length=40, blank=True, **kwargs):
        super().__init__(*args, max_length=max_length, blank=blank, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("blank", None)
        if not self.blank:
            kwargs["blank"] = False
        if self.max_length == 40:
            del kwargs["max_length"]
        return name, path, args, kwargs

    def to_python(self, value):
        try:
            return canonical(value)
        except DateNotUnderstood as error:
            raise ValidationError(str(error), code="invalid") from error

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        if not hasattr(value, "resolve_expression"):
            value = canonical(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value, connection):
        if not hasattr(value, "as_sql"):
            value = canonical(value)
        return super().get_db_prep_save(value, connection)

    def formfield(self, **kwargs):
        kwargs.setdefault("form_class", PartialDateFormField)
        field = super().formfield(**kwargs)
        field.max_length = None  # of the stored text, not of what may be typed
        return field


def days_of(field_name):
    """All days that the partial date in `field_name` may mean, as a generated daterange column."""
    return models.GeneratedField(
        expression=models.Func(models.F(field_name), function="edtf_days"),
        output_field=DateRangeField(),
        db_persist=True,
        editable=False,
    )


def canonical(value):
    """EDTF of what a form, a spreadsheet cell or code gives; raises DateNotUnderstood."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        if value.time() != time():
            raise DateNotUnderstood(
                _("“%(text)s” has a time of day in it. Write the date alone.") % {"text": value}
            )
        value = value.date()
    if isinstance(value, date):
        value = value.isoformat()
    if isinstance(value, str):
        return read_date(value).text if value.strip() else ""
    return read_date(str(value)).text
