"""The clock of silence as a filter: how long people who are held have been out of contact."""

from datetime import timedelta

from django import forms
from django.db import connections
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from prisoners.facts.treatment import ConditionFacts
from register.filters.custody import IN_CUSTODY, MAYBE
from register.filters.reading import Reading
from register.models.version import OPEN
from register.silence import OF_NOT_PLAIN

MOST_DAYS = 40_000


class SilentFilter(Reading):
    """Held on the day, and silent for more than N days before it, as register/silence.py counts them.

    Of whom neither a contact nor a report is recorded is not listed: nobody knows since when.
    """

    field_class = forms.IntegerField
    leaves_doubt = True

    def __init__(self):
        super().__init__(label=_("Silent for more than … days"), min_value=0, max_value=MOST_DAYS)

    def certain(self, value):
        since = self.parent.on - timedelta(days=value)
        return Q(span__status=IN_CUSTODY) & (
            (self._is_plain & Q(last_contact_latest__lt=since))
            | self._by_the_clock("at_least", value)
        )

    def possible(self, value):
        since = self.parent.on - timedelta(days=value)
        return Q(span__status__in=[IN_CUSTODY, MAYBE]) & (
            (self._is_plain & Q(last_contact_earliest__lt=since))
            | self._by_the_clock("at_most", value)
        )

    @property
    def _is_plain(self):
        """What IS_PLAIN says in SQL."""
        return Q(
            last_contact_latest__lte=self.parent.on,
            last_contact_earliest__gte=F("span__begins"),
        ) & ~Q(condition_kinds__contains=[ConditionFacts.Kind.INCOMMUNICADO])

    def _by_the_clock(self, bound, days):
        edition = OPEN - 1 if self.parent.edition is None else self.parent.edition
        values = {"on": self.parent.on, "edition": edition, "days": days}
        with connections[self.parent.queryset.db].cursor() as cursor:
            longer = cursor.mogrify(
                f"SELECT entry_id FROM ({OF_NOT_PLAIN}) others WHERE {bound} > %(days)s", values
            )
        longer = longer.decode().replace("%", "%%")
        return Q(pk__in=RawSQL(longer, ()))  # noqa: S611 our own text, with a day and a number in it
