"""An empty spreadsheet of the wide format: one sheet to fill in, one that explains its columns."""

from io import BytesIO

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from office.importing.targets import PLACES, SPECIAL, fields_of, is_date

MOST_CHOICES = 25  # that are listed; countries and languages have hundreds


def workbook():
    """The bytes of an XLSX file."""
    columns = list(wide_columns())
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        as_text = book.add_format({"num_format": "@"})
        bold = book.add_format({"bold": True, "num_format": "@"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        lines, meanings = book.add_worksheet(_("Rows")), book.add_worksheet(_("Columns"))
        # As text, or the program turns 2020-08 into a day and takes the zero from 0123.
        lines.set_column(0, len(columns) - 1, 22, as_text)
        lines.freeze_panes(1, 0)
        for number, (name, _meaning) in enumerate(columns):
            lines.write_string(0, number, name, bold)
        meanings.set_column(0, 0, 34)
        meanings.set_column(1, 1, 100, wrapped)
        for number, (name, meaning) in enumerate(columns):
            meanings.write_string(number, 0, name, bold)
            meanings.write_string(number, 1, meaning)
    return file.getvalue()


def wide_columns():
    """(column, what stands in it) of the wide format, in the order of the work."""
    for name, meaning in SPECIAL.items():
        yield name, capfirst(meaning)
    for place in PLACES.values():
        for field in fields_of(place.model).values():
            label = capfirst(str(place.model._meta.verbose_name))
            yield f"{place.name}.{field.name}", f"{label}: {field.verbose_name}. {_how(field)}"


def _how(field):
    is_several = isinstance(field, ArrayField)
    one = field.base_field if is_several else field
    said = [str(field.help_text)] if field.help_text else []
    if is_date(one):
        said.append(_("A date as precise as it is known: 2020, 2020-08, 2020-08-09."))
    elif isinstance(one, models.BooleanField):
        said.append(_("yes or no"))
    elif one.choices and len(one.flatchoices) <= MOST_CHOICES:
        said.append(_("One of: %s.") % ", ".join(str(code) for code, _label in one.flatchoices))
    elif one.is_relation:
        said.append(_("As it is called in the catalogue."))
    if is_several:
        said.append(_("Several are divided by semicolons."))
    return " ".join(said)
