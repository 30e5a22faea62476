"""What the tables and columns mean: for programs (Data Package), as a table, and for the data page."""

import csv
import io
import json
import re

from django.conf import settings
from django.utils.translation import gettext as _

from register.export.package.tables import tables

PROFILE = "tabular-data-package"
HEADER = ("table", "column", "title", "type", "meaning", "codes", "links_to")


def datapackage(described, *, asked, address, permalink):
    """datapackage.json of a package; `described` are (table, bytes, sha256) in order.

    The same question to the same edition gives the same text: no moment of its own stands in it.
    """
    package = {
        "profile": PROFILE,
        "name": "rollcall-register",
        "title": _("A register of political prisoners"),
        "description": _(
            "The register as linked tables. Every fact carries its source, and every figure its bounds. "
            "Of people whose name is withheld there is nothing that identifies them; whose name was "
            "withheld, or whose record was withdrawn, after this edition is not among them."
        ),
        "homepage": address,
        "version": f"edition-{asked.edition_number}",
        "edition": asked.edition_number,
        "on": asked.on.isoformat(),
        "permalink": permalink,
    }
    if asked.edition:
        package["created"] = asked.edition.published_at.isoformat()
    if settings.DATA_LICENCE:
        package["licenses"] = [{"name": settings.DATA_LICENCE}]
    keys = {table.name: table.key for table, *_rest in described}
    package["resources"] = [_resource(*each, keys) for each in described]
    return json.dumps(package, ensure_ascii=False, indent=1).encode() + b"\n"


def _resource(table, length, sha256, keys):
    schema = {
        "fields": [_field(column, is_key=column.name == table.key) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = [table.key]
    links = [column for column in table.columns if column.links_to]
    if links:
        schema["foreignKeys"] = [
            {
                "fields": [column.name],
                # Within a table the name of the table is left empty.
                "reference": {
                    "resource": "" if column.links_to == table.name else column.links_to,
                    "fields": [keys[column.links_to]],
                },
            }
            for column in links
        ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title,
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": length,
        "hash": f"sha256:{sha256}",
        "schema": schema,
    }


def _field(column, *, is_key):
    field = {"name": column.name, "type": column.type, "title": column.title or column.name}
    if column.meaning:
        field["description"] = column.meaning
    if column.type == "boolean":
        field |= {"trueValues": ["yes"], "falseValues": ["no"]}
    constraints = {"required": True, "unique": True} if is_key else {}
    codes = [str(code) for code, _label in column.codes]
    if column.is_list and codes:
        one = f"({'|'.join(map(re.escape, codes))})"
        constraints["pattern"] = f"{one}(; {one})*"
    elif codes:
        constraints["enum"] = codes
    if codes:
        field["labels"] = {str(code): str(label) for code, label in column.codes}
    if constraints:
        field["constraints"] = constraints
    return field


def dictionary():
    """The data dictionary as CSV: one line for each column of each table, in the reader's language."""
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(HEADER)
    for table in tables():
        for column in table.columns:
            codes = "; ".join(f"{code} = {label}" for code, label in column.codes)
            lines.writerow(
                [
                    *(table.name, column.name, column.title, column.type),
                    *(column.meaning, codes, column.links_to),
                ]
            )
    return out.getvalue().encode()
