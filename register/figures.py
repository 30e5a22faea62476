"""A count with its bounds: what is certain, and what is possible (DESIGN §4)."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext, npgettext


@dataclass(frozen=True)
class Figure:
    """At least `at_least`, at most `at_most` (None: nothing known bounds it from above).

    Counts are whole numbers, rates are rounded as their measure says.
    """

    at_least: int | float
    at_most: int | float | None
    unit: str = "people"

    @property
    def is_exact(self):
        return self.at_least == self.at_most

    @property
    def is_bounded(self):
        return self.at_most is not None

    @property
    def unit_in_words(self):
        """The unit as it stands after the larger number: "1 person", "between 3 and 4 people"."""
        if self.is_exact:
            return unit_in_words(self.unit, self.at_least)
        return unit_after_bounds(self.unit, self.at_most if self.is_bounded else self.at_least)

    def __add__(self, other):
        at_most = None if None in (self.at_most, other.at_most) else self.at_most + other.at_most
        return Figure(self.at_least + other.at_least, at_most, self.unit)


def exactly(number, unit="people"):
    return Figure(number, number, unit)


def unit_in_words(unit, number):
    """The unit in the reader's language, in the form that the number asks for."""
    match unit:
        case "prisoner_years":
            return gettext("prisoner-years")
        case "percent":
            return gettext("per cent")
        case "deaths_per_1000_prisoner_years":
            return gettext("deaths per 1,000 prisoner-years")
        case "people":
            return ngettext("person", "people", number)
        case "days":
            return ngettext("day", "days", number)
        case "places":
            return ngettext("open place", "open places", number)
        case "deaths":
            return ngettext("death", "deaths", number)
        case "reports":
            return ngettext("report", "reports", number)
        case "recognitions":
            return npgettext("made by organisations", "recognition", "recognitions", number)
        case "facilities":
            return npgettext("places of detention", "facility", "facilities", number)
        case "acts":
            return ngettext("act", "acts", number)
        case "detentions":
            return ngettext("detention", "detentions", number)
        case "prosecutions":
            return ngettext("prosecution", "prosecutions", number)
        case "changes":
            return ngettext("change", "changes", number)
        case "claims":
            return ngettext("claim", "claims", number)
        case "verdicts":
            return ngettext("verdict", "verdicts", number)
        case "years":
            return npgettext("unit", "year", "years", _whole(number))
        case "percent":
            return npgettext("unit", "percent", "percent", _whole(number))
    raise ValueError(f"There is no unit {unit!r}.")


def unit_after_bounds(unit, number):
    """The unit after "between 3 and 4" or "at least 4", which many languages decline."""
    match unit:
        case "prisoner_years" | "deaths_per_1000_prisoner_years" | "percent":
            return unit_in_words(unit, number)
        case "people":
            return npgettext("after bounds", "person", "people", number)
        case "days":
            return npgettext("after bounds", "day", "days", number)
        case "places":
            return npgettext("after bounds", "open place", "open places", number)
        case "deaths":
            return npgettext("after bounds", "death", "deaths", number)
        case "reports":
            return npgettext("after bounds", "report", "reports", number)
        case "recognitions":
            return npgettext("after bounds", "recognition", "recognitions", number)
        case "facilities":
            return npgettext("after bounds", "facility", "facilities", number)
        case "acts":
            return npgettext("after bounds", "act", "acts", number)
        case "detentions":
            return npgettext("after bounds", "detention", "detentions", number)
        case "prosecutions":
            return npgettext("after bounds", "prosecution", "prosecutions", number)
        case "changes":
            return npgettext("after bounds", "change", "changes", number)
        case "claims":
            return npgettext("after bounds", "claim", "claims", number)
        case "verdicts":
            return npgettext("after bounds", "verdict", "verdicts", number)
        case "years":
            return npgettext("after bounds", "year", "years", _whole(number))
        case "percent":
            return npgettext("after bounds", "percent", "percent", _whole(number))
    raise ValueError(f"There is no unit {unit!r}.")


def _whole(number):
    """A fraction takes the form that two take."""
    return int(number) if number == int(number) else 2
