"""The orders in which people can be listed; each ends with the public id, so that pages are stable."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from register.asked import NotUnderstood
from register.filters.fields import shown

# Life and death are longer than any number of days.
SENTENCE = """
    CASE WHEN e.sentence_kinds && '{life,death}'::varchar[] THEN 1000000 ELSE e.sentence_days END
"""

# Days certainly spent in custody up to the day asked about and with it.
CUSTODY = """
    LEFT JOIN (SELECT s.entry_id, sum(LEAST(s.ends, %(day_after)s) - s.begins) AS days
                 FROM register_span s
                WHERE s.status = 'in_custody' AND s.begins < %(day_after)s
                  AND s.edition_from <= %(edition)s AND s.edition_to > %(edition)s
                GROUP BY s.entry_id) custody ON custody.entry_id = e.id
"""


# Whom the search box found, best first, with the form of the name that fits.
FOUND = """
    LEFT JOIN unnest(%(found)s::text[], %(found_as)s::text[]) WITH ORDINALITY
              AS found (public_id, written, place) ON found.public_id = e.public_id
"""


@dataclass(frozen=True)
class Sort:
    """`key` is SQL over `e` (entry), `i` (identity) and what `join` adds."""

    label: str
    key: str
    is_descending: bool = False
    join: str = ""


SORTS = {
    "match": Sort(gettext_lazy("Best match"), "found.place"),
    "name": Sort(gettext_lazy("Name"), "NULLIF(i.sort_key, '')"),
    "arrested": Sort(gettext_lazy("Latest arrest"), "e.arrested_latest", is_descending=True),
    "sentence": Sort(gettext_lazy("Longest sentence"), SENTENCE, is_descending=True),
    "silence": Sort(gettext_lazy("Longest without contact"), "e.last_contact_latest"),
    "custody": Sort(
        gettext_lazy("Most days in custody"), "custody.days", is_descending=True, join=CUSTODY
    ),
}


def usual_sort(query):
    """The order of a list that asks for none: by match where a name is searched."""
    return "match" if query.get("q", "").strip() else "name"


def read_sort(query):
    """The name of a sort, with “-” in front when it is turned round; "" when none is asked for."""
    name = query.get("sort", "").strip()
    if name.removeprefix("-") == "match" and usual_sort(query) != "match":
        return ""
    if name and name.removeprefix("-") not in SORTS:
        raise NotUnderstood(
            "sort",
            _("“%(name)s” is no order of the list. There are: %(names)s.")
            % {"name": shown(name), "names": ", ".join(SORTS)},
        )
    return name


def order_by(name):
    """(ORDER BY, join): what is not known comes last, whichever way round."""
    sort = SORTS[name.removeprefix("-")]
    direction = "DESC" if sort.is_descending != name.startswith("-") else "ASC"
    return f"{sort.key} {direction} NULLS LAST, e.public_id", sort.join
