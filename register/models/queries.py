"""Questions about entries, each named as a researcher would ask it."""

from datetime import date

from django.apps import apps
from django.db.models import Exists, OuterRef, Subquery

from register.models.version import VersionQuerySet


def spans_on(day):
    """All spans that hold on `day`."""
    return apps.get_model("register", "Span").objects.filter(begins__lte=day, ends__gt=day)


class EntryQuerySet(VersionQuerySet):
    def with_status(self, on: date):
        """Adds status, reason, terms, since and whether it rests on presumption, as of the day `on`."""
        span = spans_on(on).filter(entry=OuterRef("pk"))
        return self.annotate(
            status=Subquery(span.values("status")[:1]),
            status_reason=Subquery(span.values("reason")[:1]),
            status_terms=Subquery(span.values("terms")[:1]),
            status_since=Subquery(span.values("begins")[:1]),
            status_presumed_from=Subquery(span.values("presumed_from")[:1]),
        )

    def of_status(self, statuses, on: date):
        """Those with one of `statuses` on the day `on`."""
        return self.filter(Exists(spans_on(on).filter(entry=OuterRef("pk"), status__in=statuses)))

    def held(self, on: date):
        """At least: those certainly in custody on the day `on`."""
        return self.of_status(["in_custody"], on)

    def possibly_held(self, on: date):
        """At most: those certainly or possibly in custody on the day `on`."""
        return self.of_status(["in_custody", "maybe_in_custody"], on)

    def named(self):
        return self.filter(is_withheld=False)
