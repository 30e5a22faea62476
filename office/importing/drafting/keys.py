"""Which columns name a line: filled in every one, and never twice the same."""

MOST_LINES = 100_000  # that are compared for keys of several columns
MOST_COLUMNS = 4


def lone_keys(summaries, lines):
    """The columns that are a key by themselves, those that look like one first."""
    unique = [each for each in summaries if each.is_unique and each.filled == lines]
    return sorted(unique, key=lambda each: -max(map(each.share, ("id", "whole_number", "url"))))


def joint_key(sheet, columns):
    """The fewest of `columns`, from the first on, that together tell the lines apart; [] when none.

    As far as 100,000 lines show.
    """
    steps = [columns[: n + 1] for n in range(min(len(columns), MOST_COLUMNS))]
    seen = [set() for _step in steps]
    for count, (_number, cells) in enumerate(sheet.rows()):
        if count == MOST_LINES:
            break
        for step, known in zip(steps, seen, strict=True):
            known.add(hash(tuple(cells[name] for name in step)))
    lines = min(count + 1, MOST_LINES)
    return next((step for step, known in zip(steps, seen, strict=True) if len(known) == lines), [])
