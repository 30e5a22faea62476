"""One model as the columns of a spreadsheet: how each value is written, and read back.

    for column in columns_of(Detention):
        row[column.name] = column.write(detention)             # "2020-08", "RC-7K3M9Q", "yes" …
        values[column.attname] = column.read(row[column.name])

A column for each field that has a column in the database of its own, named after the field (the link
of a root to its record is called `public_id`, like its column). What is generated and the internal
number `id` are left out; what many-to-many links hold comes last, as a list. A row that lies within
another (a stay, a charge) names its person too, who follows from there.

How values are written, and nothing else is read:

- text as it is, "" when there is none; partial dates as EDTF, days and moments (UTC) as ISO 8601
- yes and no; numbers with a point; choices as their codes, never as their labels
- lists joined with "; "; JSON as JSON
- a link by what names the row it leads to (`key_of`): a part by its code, a root by its public id, a
  source by its key, an article as "BY | CC | 342-1 | 2"

Whole tables are written without an instance per row: `paths` is what `values_list` fetches and
`text` takes. They are read with `key`, the values of `key_fields` of the row that a link leads to,
so that thousands can be looked up at once.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from core.fields import PartialDateField, canonical
from core.partial_dates import DateNotUnderstood

BETWEEN_ITEMS, BETWEEN_PARTS = "; ", " | "
YES, NO = "yes", "no"


class CannotRead(ValueError):
    """Why a cell cannot be taken, for the person whose spreadsheet it is."""


@dataclass(frozen=True)
class Column:
    """`key_fields` are those that name the row a link leads to; empty for what is no link."""

    name: str
    field: models.Field
    key_fields: tuple[str, ...] = ()

    @property
    def attname(self):
        """The attribute that `read` gives a value for."""
        return self.field.name if self.is_many else self.field.attname

    @property
    def is_many(self):
        """A list of links, kept in a table of its own: set after the row is saved."""
        return self.field.many_to_many

    @property
    def target(self):
        """The model that a link leads to."""
        return self.field.remote_field.model if self.key_fields else None

    @property
    def paths(self):
        """What `values_list` has to fetch for `text`; nothing is fetched in a row for many links."""
        if self.is_many:
            return ()
        if self.key_fields == (self._pk_of_target,):
            return (self.field.attname,)
        return tuple(f"{self.field.name}__{name}" for name in self.key_fields) or (self.field.name,)

    @property
    def _pk_of_target(self):
        return self.target._meta.pk.attname if self.target else None

    def write(self, row):
        """The cell of an instance."""
        if self.is_many:
            keys = getattr(row, self.field.name).values_list(*self.key_fields).order_by("pk")
            return self.text_of_many(keys)
        return self.text(*(_follow(row, path.split("__")) for path in self.paths))

    def text(self, *values):
        """The cell of the values that `paths` fetched."""
        return _parts(values) if self.key_fields else _plain(self.field, values[0])

    def text_of_many(self, keys):
        """The cell of many links; `keys` are the values of `key_fields` of each row they lead to."""
        return joined((_parts(key) for key in keys), BETWEEN_ITEMS)

    def read(self, text):
        """What a cell says, as a value for `attname`; refuses with CannotRead and the reason.

        A link gives the primary key of the row that it leads to, a list of links those of all.
        """
        if self.is_many:
            return [self._found(self.key(item)) for item in parted(text, BETWEEN_ITEMS)]
        if self.key_fields:
            return self._found(self.key(text)) if text else _nothing(self.field)
        return _read(self.field, text)

    def key(self, text):
        """The values of `key_fields` that a cell names."""
        parts = [text] if len(self.key_fields) == 1 else parted(text, BETWEEN_PARTS)
        if len(parts) > len(self.key_fields):
            raise CannotRead(
                _("write it as: %(parts)s") % {"parts": BETWEEN_PARTS.join(self.key_fields)}
            )
        parts += [""] * (len(self.key_fields) - len(parts))
        fields = map(self.target._meta.get_field, self.key_fields)
        return tuple(
            part if field.is_relation else _read(field, part)
            for field, part in zip(fields, parts, strict=True)
        )

    def _found(self, key):
        wanted = dict(zip(self.key_fields, key, strict=True))
        found = self.target._base_manager.filter(**wanted).values_list("pk", flat=True)[:2]
        if len(found) == 1:
            return found[0]
        label = {"kind": self.target._meta.verbose_name}
        if found:
            raise CannotRead(_("more than one %(kind)s is called so") % label)
        raise CannotRead(_("there is no such %(kind)s") % label)


def columns_of(model):
    """The columns of a model, in the order of its fields."""
    fields = [
        field
        for field in model._meta.concrete_fields
        if not field.generated and not isinstance(field, models.AutoField)
    ]
    return [_column(field) for field in [*fields, *model._meta.many_to_many]]


def key_of(model):
    """The names of the fields by which a row of `model` is known outside of this database.

    A field that is unique (a code, a key, a public id); else those of a constraint that makes them
    unique together; else what the model itself names as `known_by`, which may fit several rows.
    """
    unique = [
        field.attname
        for field in model._meta.concrete_fields
        if field.unique and not field.null and not isinstance(field, models.AutoField)
    ]
    for name in ("code", "record_id", *unique):
        if name in unique:
            return (name,)
    for constraint in model._meta.total_unique_constraints:
        return tuple(constraint.fields)
    return model.known_by


def joined(items, separator):
    """Texts in one cell, so that `parted` finds the same ones."""
    sign = separator.strip()
    return separator.join(
        item.replace("\\", "\\\\").replace(sign, f"\\{sign}") for item in map(str, items)
    )


def parted(text, separator):
    """The texts in a cell; a sign with a backslash before it parts nothing."""
    sign = re.escape(separator.strip())
    if not text.strip():
        return []
    items = re.findall(rf"(?:^|{sign})((?:\\.|[^\\{sign}])*)", text, re.DOTALL)
    return [re.sub(r"\\(.)", r"\1", item.strip(), flags=re.DOTALL) for item in items]


def _column(field):
    name = field.db_column if field.db_column and field.is_relation else field.name
    return Column(name, field, key_of(field.remote_field.model) if field.is_relation else ())


def _follow(row, path):
    for name in path:
        row = None if row is None else getattr(row, name)
    return row


def _parts(values):
    values = ["" if value is None else str(value) for value in values]
    if len(values) == 1:
        return values[0]
    while values and not values[-1]:
        values.pop()
    return joined(values, BETWEEN_PARTS)


def _plain(field, value):
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(field, models.JSONField):
        return value
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(field, ArrayField):
        return joined(value, BETWEEN_ITEMS)
    if isinstance(field, models.JSONField):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value)


def _read(field, text):
    if "\0" in text:
        raise CannotRead(_("this holds a sign that no text can have"))
    if isinstance(field, ArrayField):
        return [_read(field.base_field, item) for item in parted(text, BETWEEN_ITEMS)]
    if text == "":
        return _nothing(field)
    if isinstance(field, PartialDateField):
        return _date(text)
    if isinstance(field, models.BooleanField):
        if text not in (YES, NO):
            raise CannotRead(_("not yes or no"))
        return text == YES
    if isinstance(field, models.JSONField):
        return _json(text)
    try:
        value = field.to_python(text)
    except (ValidationError, ArithmeticError) as error:
        raise CannotRead(_reason(error)) from error
    if field.choices and value not in dict(field.flatchoices):
        codes = ", ".join(str(code) for code, _label in field.flatchoices)
        raise CannotRead(_("not one of: %(choices)s") % {"choices": codes})
    return value


def _nothing(field):
    if field.null:
        return None
    if isinstance(field, models.CharField | models.TextField | models.FileField):
        return ""
    raise CannotRead(_("this may not be empty"))


def _date(text):
    try:
        return canonical(text)
    except DateNotUnderstood as error:
        raise CannotRead(str(error)) from error


def _json(text):
    try:
        return json.loads(text)
    except ValueError as error:
        raise CannotRead(_("not JSON")) from error


def _reason(error):
    return " ".join(getattr(error, "messages", None) or [_("not a number")])
