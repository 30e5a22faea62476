"""The clock of silence: how long people who are held have been out of contact."""

from datetime import timedelta

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from register.filters.custody import IN_CUSTODY, MAYBE
from register.filters.reading import Reading
from register.models import Contact


class SilentFilter(Reading):
    """Held on the day, and without contact for more than N days before it.

    Whose contacts are not recorded is not listed: nobody knows since when. An entry's own columns
    know the last contact of all; where that came after the day asked about, all contacts are looked
    through.
    """

    field_class = forms.IntegerField
    leaves_doubt = True
    follows_the_day = True

    def __init__(self):
        super().__init__(label=_("Silent for more than … days"), min_value=0, max_value=MOST_DAYS)

    def certain(self, value):
        on, since = self._days(value)
        last = Q(last_contact_latest__lte=on)
        return Q(span__status=IN_CUSTODY) & (
            (last & Q(last_contact_latest__lt=since))
            | (
                ~last
                & _has(_begun(on))
                & ~_has(_begun(on).filter(~Q(happened_on_days__endswith__lte=since)))
            )
        )

    def possible(self, value):
        on, since = self._days(value)
        last = Q(last_contact_latest__lte=on)
        recent = Contact.objects.filter(
            happened_on_days__endswith__lte=on + timedelta(days=1),
            happened_on_days__startswith__gte=since,
        )
        return Q(span__status__in=[IN_CUSTODY, MAYBE]) & (
            (last & (Q(last_contact_earliest__lt=since) | Q(last_contact_earliest=None)))
            | (~last & _has(_begun(since - timedelta(days=1))) & ~_has(recent))
        )

    def _days(self, value):
        return self.parent.on, self.parent.on - timedelta(days=value)


MOST_DAYS = 40_000


def _begun(day):
    """Contacts that may have happened by `day`."""
    return Contact.objects.filter(happened_on_days__startswith__lte=day) | Contact.objects.filter(
        happened_on_days__isnull=False, happened_on_days__startswith=None
    )


def _has(contacts):
    return Q(pk__in=contacts.values("entry"))
