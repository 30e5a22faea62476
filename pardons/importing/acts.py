"""Clemency acts with the numbers that were announced."""

import re

from import_export.fields import Field

from pardons.models import AnnouncedCount, ClemencyAct
from sources.importing import cells
from sources.importing.parts import Part
from sources.importing.resource import RowResource

Category = AnnouncedCount.Category
CATEGORIES = {
    "women": Category.WOMEN,
    "men": Category.MEN,
    "under_25": Category.UNDER_25,
    "pensioners": Category.PENSIONERS,
    "disability": Category.DISABILITY,
    "chronic_illness": Category.CHRONIC,
    "parents_of_minors": Category.PARENTS,
    "large_families": Category.LARGE_FAMILIES,
    "foreigners": Category.FOREIGNERS,
}
QUALIFIER = re.compile(r"(exactly|at least|about)\b\s*(.*)")


def _conditions(value):
    parts = [part.strip() for part in value.split(";") if part.strip()]
    return cells.codes(parts, ClemencyAct.Condition)


def _names_given(value):
    return cells.code(value, ClemencyAct.NamesGiven) or ClemencyAct.NamesGiven.UNKNOWN


def _in_ledger(value):
    return cells.yes_or_no(value) is not False


class ClemencyActResource(RowResource):
    """Columns: act_key, announced_date, kind, authority, announced_count and one column a category,
    qualifiers, names_disclosed, conditions_stated, source_ids, notes; optional: country, conditions
    (codes), is_in_ledger, speaker, and <category>_stated for the words of one number.

    "exactly 13" is 13 to 13; "at least 18" is 18 and more; "about 8500" bounds nothing and is kept
    in words.
    """

    part_link = "act"

    key = Field("key", "act_key", cells.Cell())
    announced_on = Field("announced_on", "announced_date", cells.Cell(cells.partial_date))
    kind = Field("kind", "kind", cells.Cell(cells.code, choices=ClemencyAct.Kind))
    country = Field("country", "country", cells.Cell())
    authority = Field("authority", "authority", cells.Cell())
    names_given = Field("names_given", "names_disclosed", cells.Cell(_names_given))
    conditions_text = Field("conditions_text", "conditions_stated", cells.Cell())
    conditions_stated = Field("conditions_stated", "conditions", cells.Cell(_conditions))
    is_in_ledger = Field("is_in_ledger", "is_in_ledger", cells.Cell(_in_ledger))
    note = Field("note", "notes", cells.Cell())

    class Meta(RowResource.Meta):
        model = ClemencyAct
        import_id_fields = ("key",)
        fields = (
            "key",
            "announced_on",
            "kind",
            "country",
            "authority",
            "names_given",
            "conditions_text",
            "conditions_stated",
            "is_in_ledger",
            "note",
        )

    def read_parts(self, instance):
        speaker = cells.text(self.row, "speaker") or instance.authority
        parts = []
        total = self.read("announced_count", cells.number)
        if total is not None:
            parts.append(_count(Category.TOTAL, speaker, **self._total(total)))
        for column, category in CATEGORIES.items():
            number = self.read(column, cells.number)
            if number is not None:
                stated = cells.text(self.row, f"{column}_stated") or str(number)
                parts.append(_count(category, speaker, lower=number, upper=number, stated=stated))
        return parts

    def _total(self, number):
        said = cells.text(self.row, "qualifiers")
        found = QUALIFIER.match(said)
        if not found:
            return {
                "lower": None,
                "upper": None,
                "stated": ", ".join(filter(None, [str(number), said])),
            }
        word, rest = found.groups()
        return {
            "lower": None if word == "about" else number,
            "upper": number if word == "exactly" else None,
            "stated": f"{word} {number}{rest}"
            if rest.startswith(";")
            else f"{word} {number} {rest}".strip(),
        }


def _count(category, speaker, **values):
    values = {"category": category, "speaker": speaker, "is_adopted": True} | values
    return Part(f"announced:{category}", AnnouncedCount, values)
