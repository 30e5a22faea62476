"""The search box: names in any script and spelling, public ids, ids of other lists."""

from django import forms
from django.db import router
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.public_ids import public_id_in
from names.likeness import Kind, Likeness
from names.search import Answer, Found, search
from register.filters.reading import Reading
from register.models import PUBLISHED_NAMES, ExternalId, Identity, Redirect, SearchedName

LONGEST = 200
MOST_FOUND = 1_000
SUGGESTED = 5


class NameFilter(Reading):
    """Names as they are today, in every edition: whoever is withheld today is found by nothing."""

    field_class = forms.CharField

    def __init__(self):
        super().__init__(label=_("Name or public id"), max_length=LONGEST)

    def possible(self, value):
        return Q(public_id__in=self.parent.found_names.public_ids)


class FoundNames:
    """What the search box found, for one set of filters: those that the list shows, best first."""

    def __init__(self, filters):
        self.filters = filters
        self.asked = filters.given.get("q", "")

    def __iter__(self):
        return iter(self._likely)

    @cached_property
    def _answer(self):
        """Ids are found as they are typed; names by how alike they are, among who fits the rest."""
        if not self.asked:
            return Answer([])
        if typed := self._typed_ids():
            return Answer([Found(i, Likeness(1.0, Kind.EXACT, self.asked)) for i in typed])
        using = router.db_for_read(SearchedName)
        answer = search(
            PUBLISHED_NAMES, self.asked, using=using, limit=MOST_FOUND, among=self._among(using)
        )
        # Withholding takes names out of the index at once; this holds even if it had not.
        shown = self._shown(Q(pk__in=[found.public_id for found in answer.people]))
        return Answer([f for f in answer.people if f.public_id in shown], answer.is_cut)

    def _typed_ids(self):
        """In the order of the ids; the id of a merged record finds the one that it is part of."""
        elsewhere = ExternalId.objects.filter(value=self.asked).values("public_id")
        condition = Q(pk__in=elsewhere)
        if typed := public_id_in(self.asked, "RC"):
            condition |= Q(pk=Redirect.objects.leads([typed]).get(typed, typed))
        return sorted(self._shown(condition))

    @staticmethod
    def _shown(condition):
        shown = Identity.objects.filter(condition, is_withheld=False)
        return set(shown.values_list("pk", flat=True))

    def _among(self, using):
        """The other filters as SQL, so that nobody who fits them is crowded out by who does not."""
        if self.filters.edition is None and self.filters.given.keys() <= {"q"}:
            return None
        others = self.filters.queryset.filter(self.filters.possibly(without={"q"}))
        compiler = others.values("public_id").query.get_compiler(using, elide_empty=False)
        return compiler.as_sql()

    @cached_property
    def _likely(self):
        return [f for f in self._answer.people if f.likeness.kind is not Kind.WEAK]

    @cached_property
    def public_ids(self):
        """In editions before a merge the same person is there under the absorbed record's id.

        A list, for PostgreSQL goes through all entries where it is to look ids up elsewhere.
        """
        found = [found.public_id for found in self]
        absorbed = Redirect.objects.known().filter(into__in=found)
        return found + list(absorbed.values_list("public_id", flat=True))

    @property
    def is_cut(self):
        """More people have such a name than a search reads."""
        return self._answer.is_cut and bool(self._likely)

    @property
    def suggested(self):
        """When nobody is likely: a few people of whose name a part is alike."""
        return [] if self._likely else self._answer.people[:SUGGESTED]

    @cached_property
    def likeness(self):
        """{public id: Likeness} of those found."""
        return {found.public_id: found.likeness for found in self._likely}
