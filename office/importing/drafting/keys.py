"""Which columns name a line: filled in every one, and never twice the same."""

from office.importing.drafting.headers import CERTAIN, likely_targets

MOST_LINES = 100_000  # that are compared for keys of several columns
MOST_COLUMNS = 4
DATES = ("day_month_year", "month_day_year", "iso_date", "year")
# In this order columns are put together until they tell the lines apart.
TOGETHER = (
    "name", "surname", "given_name", "person.born_on", "act.announced_on", "detention.began_on",
    "sentence", "sentence_and_date", "charges", "prosecution.charges_stated",
)  # fmt: skip


def lone_keys(summaries, lines, names):
    """The columns that are a key by themselves, the likeliest first; `names` are those of names.

    Names and dates that happen to be different are none.
    """
    unique = [each for each in summaries if each.is_unique and each.filled == lines]
    called = [each for each in unique if likely_targets(each.name).get("key") == CERTAIN]
    looking = [
        each
        for each in unique
        if each not in called
        and each.name not in names
        and max(map(each.share, ("id", "url"))) > 0.9
        and max(map(each.share, DATES)) <= 0.5
    ]
    return [*called, *looking]


def counts_lines(summary, lines):
    """Whether the column numbers the lines 1, 2, 3 …, as far as its commonest texts show."""
    if not summary.fits("whole_number"):
        return False
    numbers = [int(text) for text, _n in summary.commonest]
    return max(numbers) - min(numbers) < lines


def joint_key(sheet, columns):
    """The fewest of `columns`, from the first on, that together tell the lines apart; [] when none.

    As far as 100,000 lines show.
    """
    steps = [columns[: n + 1] for n in range(min(len(columns), MOST_COLUMNS))]
    seen = [set() for _step in steps]
    lines = 0
    for _number, cells in sheet.rows():
        for step, known in zip(steps, seen, strict=True):
            known.add(hash(tuple(cells[name] for name in step)))
        lines += 1
        if lines == MOST_LINES:
            break
    found = (step for step, known in zip(steps, seen, strict=True) if len(known) == lines)
    return next(found, [])
