"""Who is in a facility on a day: a stay in it, within custody that holds on that day."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from register.models import Entry, Stay

DAY = timedelta(days=1)


def possibly_present(facility, asked):
    """Entries of those who may be there: no source says that they were elsewhere on the day."""
    held = Entry.objects.known(asked.known).possibly_held(asked.on)
    return held.filter(pk__in=possible_stays(asked.on).filter(facility=facility).values("entry"))


def surely_present(facility, asked):
    """Entries of those whose custody is certain, and who had surely come and not left."""
    held = Entry.objects.known(asked.known).held(asked.on)
    return held.filter(pk__in=sure_stays(asked.on).filter(facility=facility).values("entry"))


def possible_stays(on):
    """Stays that may last on the day, as long as the person is in custody at all."""
    begun = (
        Q(began_on="") | Q(began_on_days__startswith=None) | Q(began_on_days__startswith__lte=on)
    )
    moved = _later_stays().filter(began_on_days__endswith__lte=on + DAY)
    return Stay.objects.filter(
        begun,
        _may_go_on("ended_on_days", on),
        _may_go_on("detention__ended_on_days", on),
        ~Exists(moved),
    )


def sure_stays(on):
    """Stays that had surely begun by the day and were not over.

    Who is not reported to have been moved is taken to be there still, as with custody itself.
    """
    moved = _later_stays().filter(began_on_days__startswith__lte=on)
    return Stay.objects.filter(
        _surely_goes_on("ended_on_days", on),
        _surely_goes_on("detention__ended_on_days", on),
        ~Exists(moved),
        began_on_days__endswith__lte=on + DAY,
    )


def _may_go_on(end, on):
    return (
        Q(**{end: None}) | Q(**{f"{end}__endswith": None}) | Q(**{f"{end}__endswith__gt": on + DAY})
    )


def _surely_goes_on(end, on):
    return Q(**{end: None}) | Q(**{f"{end}__startswith__gt": on})


def _later_stays():
    """Stays elsewhere in the same detention that began later."""
    return Stay.objects.filter(
        detention=OuterRef("detention"),
        began_on_days__startswith__gt=OuterRef("began_on_days__startswith"),
    ).exclude(facility=OuterRef("facility"))
