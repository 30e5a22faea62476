"""Questions of the office about working records."""

from datetime import timedelta

from django.db.models import DateField, F, Func, Q
from django.utils import timezone

from prisoners.models import Detention

CONFIRMED_FOR = timedelta(days=90)


def unconfirmed(today=None):
    """Open detentions that nobody has confirmed for 90 days: the last word on them is older.

    The arrest itself is a confirmation of custody. A date known only roughly counts with its last
    possible day, so that nothing is on the list that may be fresh.
    """
    since = (today or timezone.localdate()) - CONFIRMED_FOR
    return (
        Detention.objects.filter(ended_on="")
        .alias(confirmed=_day_after("last_confirmed_on_days"), arrested=_day_after("began_on_days"))
        .filter(Q(confirmed__isnull=True) | Q(confirmed__lte=since))
        .filter(Q(arrested__isnull=True) | Q(arrested__lte=since))
    )


def _day_after(days):
    """The day after the last of a range of days; NULL where the range is open or unknown."""
    return Func(F(days), function="upper", output_field=DateField())
