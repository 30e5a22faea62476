"""Whom a report counts: everyone recorded, or those whom the filters of the list let through.

The filters are those of the list of prisoners, with the same names and the same two readings, so
that the list behind a figure is one link away.
"""

from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.core.cache import caches
from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils.translation import gettext as _

from prisoners.facts.person import Sex
from register.asked import NotUnderstood
from register.cached import A_DAY, key_of, read_stamp
from register.entry_sets import read_sets
from register.filters import EntryFilter
from register.models import Organisation, Recognition


@dataclass(frozen=True)
class Whom:
    """`filters` is the part of the query string that chooses people; "" means everyone."""

    filters: str = ""

    @classmethod
    def read(cls, query, asked, *, besides):
        """What `query` says apart from the names in `besides`.

        Refuses with NotUnderstood what the list of prisoners would refuse.
        """
        pairs = [
            (name, value)
            for name in query
            if name not in besides
            for value in query.getlist(name)
            if value
        ]
        whom = cls(urlencode(sorted(pairs)))
        if pairs:
            asking = whom.filter(asked.on, asked.known)
            if not asking.is_valid():
                field, messages = next(iter(asking.form.errors.items()))
                raise NotUnderstood(pairs[0][0] if field == "__all__" else field, messages[0])
        return whom

    def filter(self, on, known):
        return EntryFilter(QueryDict(self.filters), on=on, edition=known)

    def fitting(self, on, known):
        """(those who certainly fit, those who may fit) as EntrySets: "at least" counts among the one, "at
        most" among the other. None twice for everyone, the same set twice where nobody is in doubt.
        """
        if not self.filters:
            return None, None
        key = key_of(read_stamp(), "fitting", self.filters, on, known)
        return caches["sets"].get_or_set(key, partial(self._read, on, known), A_DAY)

    def _read(self, on, known):
        asking = self.filter(on, known)
        asking.is_valid()
        possible, certain = read_sets(asking.qs, known, asking.certainly())
        return certain, possible

    @property
    def leaves_doubt(self):
        """Whether somebody may fit and may not; where nobody does, those who may fit surely do."""
        return any(filter.leaves_doubt for filter in self._given())

    @property
    def follows_the_day(self):
        """Whether who fits changes from day to day, as with an age."""
        return any(filter.follows_the_day for filter in self._given())

    @property
    def looks_elsewhere(self):
        """Whether who fits changes with other records, as with the act in which somebody is named."""
        return any(filter.looks_elsewhere for filter in self._given())

    def _given(self):
        names = {name.removesuffix("_from").removesuffix("_to") for name, _value in self.query()}
        return [filter for name, filter in EntryFilter.base_filters.items() if name in names]

    def value(self, name):
        return QueryDict(self.filters).get(name, "")

    def query(self):
        """The part of a query string that says so again: (name, value) pairs."""
        query = QueryDict(self.filters)
        return [(name, value) for name in query for value in query.getlist(name)]

    def in_words(self):
        """The filters with their labels, for the reader: "Sex: female; …". "" for everyone."""
        labels = {name: filter.label for name, filter in EntryFilter.base_filters.items()}
        values = dict(self.scopes()) | dict(Sex.choices)
        return "; ".join(
            f"{labels.get(name, name)}: {values.get(value, value)}" for name, value in self.query()
        )

    def scopes(self):
        """Choices of scope: value and label."""
        recognitions = Recognition.objects.filter(organisation=OuterRef("pk"))
        recognising = Organisation.objects.filter(Exists(recognitions)).order_by("name")
        return (
            ("", _("everyone recorded")),
            ("recognised", _("recognised by any organisation")),
            *(
                (str(pk), _("recognised by %(organisation)s") % {"organisation": name})
                for pk, name in recognising.values_list("pk", "name")
            ),
        )
