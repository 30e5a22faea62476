"""Which cells a row counts: beyond doubt, and possibly."""

from collections.abc import Callable
from dataclasses import dataclass, field

from reports.ages import BANDS, LAST

UNKNOWN, DEAD, ANY = "unknown", "died", "any"


@dataclass(frozen=True)
class Counts:
    """One row: `surely` and `maybe` take the values of a cell; `query` asks the list for the same."""

    code: str
    surely: Callable
    maybe: Callable
    query: dict = field(default_factory=dict)
    kind: str = ""


def of_one_value(column, codes, *, filter_name=""):
    """A row for each code of a column that holds one."""

    def row(code):
        def has(values):
            return values[column] == code

        return Counts(code, has, has, {filter_name: code} if filter_name else {})

    return [row(code) for code in codes]


def of_each_value(cells, column, *, filter_name):
    """A row for each code in an array column, the most frequent first; one where there is none."""
    numbers = {}
    for cell in cells:
        for code in _codes(cell.values, column):
            numbers[code] = numbers.get(code, 0) + cell.people.at_most

    def row(code):
        def has(values):
            return code in _codes(values, column)

        return Counts(code, has, has, {filter_name: code})

    known = [code for code in numbers if code != UNKNOWN]
    ordered = sorted(known, key=lambda code: (-numbers[code], code))
    return [row(code) for code in [*ordered, UNKNOWN]]


def _codes(values, column):
    return set(values[column]) or {UNKNOWN}


def of_any_value(column):
    """A row beside the others: those with any code in an array column."""

    def has(values):
        return bool(values[column])

    return Counts(ANY, has, has, kind="beside")


def of_ages_at_arrest():
    """A row for each band of ages at the latest arrest; one where birth or arrest is not known."""

    def not_known(values):
        return not values["is_then_known"]

    return [*_bands("then", "age_at_arrest"), Counts(UNKNOWN, not_known, not_known)]


def of_ages_on_the_day():
    """A row for each band of ages on the day, one for unknown ages, and one for those who had died."""

    def not_known(values):
        return not values["is_now_known"] and values["has_died"] == "no"

    def maybe_not_known(values):
        return not values["is_now_known"] and values["has_died"] != "yes"

    return [
        *_bands("now", "age"),
        Counts(UNKNOWN, not_known, maybe_not_known),
        Counts(
            DEAD,
            lambda values: values["has_died"] == "yes",
            lambda values: values["has_died"] != "no",
        ),
    ]


def _bands(when, filter_name):
    return [_band(when, filter_name, number) for number in range(LAST + 1)]


def _band(when, filter_name, number):
    least, most = BANDS[number]
    is_of_the_living = when == "now"

    def surely(values):
        youngest, oldest = values[f"{when}_youngest"], values[f"{when}_oldest"]
        return (
            values[f"is_{when}_known"]
            and not (is_of_the_living and values["has_died"] != "no")
            and (number == 0 or (youngest is not None and youngest == number))
            and (number == LAST or (oldest is not None and oldest == number))
        )

    def maybe(values):
        youngest, oldest = values[f"{when}_youngest"], values[f"{when}_oldest"]
        return (
            values[f"is_{when}_known"]
            and not (is_of_the_living and values["has_died"] == "yes")
            and (youngest is None or youngest <= number)
            and (oldest is None or oldest >= number)
        )

    query = {f"{filter_name}_from": str(least)}
    if most is not None:
        query[f"{filter_name}_to"] = str(most)
    return Counts(f"{least}-{most}" if most else f"{least}+", surely, maybe, query)
