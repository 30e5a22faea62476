"""Who is in a facility on a day: a stay in it, within custody that holds on that day."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from register.models import Entry, Stay

DAY = timedelta(days=1)


def possibly_present(facility, asked):
    """Entries of those who may be there: no source says that they were elsewhere on the day."""
    on = asked.on
    begun = (
        Q(began_on="") | Q(began_on_days__startswith=None) | Q(began_on_days__startswith__lte=on)
    )
    not_over = Q(ended_on_days=None) | Q(ended_on_days__endswith=None)
    not_over |= Q(ended_on_days__endswith__gt=on + DAY)
    moved = _later_stays().filter(began_on_days__endswith__lte=on + DAY)
    stays = Stay.objects.filter(begun, not_over, ~Exists(moved), facility=facility)
    held = Entry.objects.known(asked.known).possibly_held(on)
    return held.filter(pk__in=stays.values("entry"))


def surely_present(facility, asked):
    """Entries of those whose custody is certain, and who had surely come and not left.

    Who is not reported to have been moved is taken to be there still, as with custody itself.
    """
    on = asked.on
    not_over = Q(ended_on_days=None) | Q(ended_on_days__startswith__gt=on)
    moved = _later_stays().filter(began_on_days__startswith__lte=on)
    come = Q(began_on_days__endswith__lte=on + DAY)
    stays = Stay.objects.filter(come, not_over, ~Exists(moved), facility=facility)
    held = Entry.objects.known(asked.known).held(on)
    return held.filter(pk__in=stays.values("entry"))


def _later_stays():
    """Stays elsewhere in the same detention that began later."""
    return Stay.objects.filter(
        detention=OuterRef("detention"),
        began_on_days__startswith__gt=OuterRef("began_on_days__startswith"),
    ).exclude(facility=OuterRef("facility"))
