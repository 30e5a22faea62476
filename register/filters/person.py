"""Filters on the person: sex, age, nationality, occupation, health, death."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prisoners.facts.death import DeathFacts
from prisoners.facts.person import Health, Occupation, Sex
from register.days import YearsBefore, end_of, years_before
from register.filters.fields import AgesField, CodesField
from register.filters.reading import NEVER, UNKNOWN, AnyOf, AnyOfArray, Reading
from register.models.entry import OF_KNOWN_BIRTH


class SexFilter(AnyOf):
    column = "sex"

    def __init__(self):
        super().__init__(label=_("Sex"), choices=Sex.choices)


class NationalityFilter(AnyOfArray):
    column = "nationalities"
    field_class = CodesField

    def __init__(self):
        super().__init__(label=_("Nationality"))


class OccupationFilter(AnyOfArray):
    column = "occupations"
    says_unknown = True

    def __init__(self):
        super().__init__(label=_("Occupation"), choices=Occupation.choices)


class HealthFilter(AnyOfArray):
    column = "health"

    def __init__(self):
        choices = [*Health.choices, (UNKNOWN, _("Nothing recorded"))]
        super().__init__(label=_("Health"), choices=choices)


class AgeFilter(Reading):
    """Age on the day asked about, of those who have not died by then."""

    field_class = AgesField
    leaves_doubt = True
    follows_the_day = True

    def __init__(self):
        super().__init__(label=_("Age on the day"))

    def possible(self, value):
        alive = ~has_died(self.parent.on, certain=True)
        return alive & possibly_aged(value, self._years_earlier, self._years_earlier)

    def certain(self, value):
        alive = ~has_died(self.parent.on, certain=False)
        return alive & certainly_aged(value, self._years_earlier, self._years_earlier)

    def _years_earlier(self, years):
        return years_before(self.parent.on, years)


class AgeAtArrestFilter(Reading):
    """Age on the day of the latest arrest."""

    field_class = AgesField
    leaves_doubt = True

    def __init__(self):
        super().__init__(label=_("Age at arrest"))

    def possible(self, value):
        open_start = Q(arrested_earliest=None, arrested_latest__isnull=False)
        open_end = Q(arrested_latest=None, arrested_earliest__isnull=False)
        return possibly_aged(value, _before_earliest, _before_latest, open_start, open_end) & (
            Q(arrested_earliest__isnull=False) | Q(arrested_latest__isnull=False)
        )

    def certain(self, value):
        return certainly_aged(value, _before_earliest, _before_latest)


def possibly_aged(value, before_first, before_last, open_start=NEVER, open_end=NEVER):
    """Some reading of birth and day gives an age from `value.start` to `value.stop`.

    `before_first(n)` and `before_last(n)` are n years before the first and the last day at which
    the age may be taken; `open_start` and `open_end` say where there is no first or last.
    """
    condition = OF_KNOWN_BIRTH
    if value.start is not None:
        old_enough = Q(born_earliest__lte=before_last(value.start)) | Q(born_earliest=None)
        condition &= old_enough | open_end
    if value.stop is not None:
        young_enough = Q(born_latest__gt=before_first(value.stop + 1)) | Q(born_latest=None)
        condition &= young_enough | open_start
    return condition


def certainly_aged(value, before_first, before_last):
    """Every reading of birth and day gives an age from `value.start` to `value.stop`."""
    condition = Q()
    if value.start is not None:
        condition &= Q(born_latest__lte=before_first(value.start))
    if value.stop is not None:
        condition &= Q(born_earliest__gt=before_last(value.stop + 1))
    return condition


def has_died(day, *, certain):
    """Dead by `day`; a death whose last possible day is open had happened when it was published."""
    begun = Q(died_earliest=None) | Q(died_earliest__lte=day)
    if not certain:
        return ~Q(death_class="") & begun
    published = Q(died_latest=None, published_at__lt=end_of(day))
    return ~Q(death_class="") & begun & (Q(died_latest__lte=day) | published)


def _before_earliest(years):
    return YearsBefore("arrested_earliest", years)


def _before_latest(years):
    return YearsBefore("arrested_latest", years)


class DiedFilter(AnyOf):
    """Died by the day asked about; a death without a date had happened when it was published."""

    leaves_doubt = True
    follows_the_day = True

    def __init__(self):
        choices = [
            ("yes", _("Died, in whatever way")),
            *DeathFacts.Class.choices,
            ("no", _("Not known to have died")),
        ]
        super().__init__(label=_("Died"), choices=choices)

    def possibly(self, choice):
        return self._died(choice, certain=False)

    def certainly(self, choice):
        return self._died(choice, certain=True)

    def _died(self, choice, *, certain):
        if choice == "no":
            return ~has_died(self.parent.on, certain=not certain)
        died = has_died(self.parent.on, certain=certain)
        return died if choice == "yes" else died & Q(death_class=choice)
