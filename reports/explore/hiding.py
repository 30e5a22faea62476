"""Which cells of a table stay hidden, so that nobody whose name is withheld is singled out.

A cell in doubt is a count of a few people some of whose names are withheld. Hiding it is not enough
where a row or a column adds up: then further cells are hidden, until the number in each cell in
doubt could be another one as far as anybody can tell from the rest of the table (complementary
cell suppression; Willenborg and de Waal, Elements of Statistical Disclosure Control, 2001).
"""

from collections import deque

FEW = 3  # fewer people than this are few


def cells_to_hide(tables, rows, columns):
    """The cells (row, column) to hide in all of `tables`, which count the same people two ways.

    A table has `numbers` and `withheld`, {(row, column): people}; the totals are in the first of
    `rows` and the first of `columns`. Each line is taken to add up to its total, which is the case
    that gives most away; with a single column only the column does.
    """
    in_doubt = [
        (row, column)
        for row in rows
        for column in columns
        if any(0 < t.numbers[row, column] < FEW and t.withheld[row, column] for t in tables)
    ]
    hidden = set(in_doubt)
    for table in tables:
        for cell in in_doubt:
            while table.numbers[cell] and not _could_differ(cell, hidden, table, rows, columns):
                further = _next_to_hide(cell, hidden, table.numbers, rows, columns)
                if further is None:
                    break
                hidden.add(further)
    return hidden


def _next_to_hide(cell, hidden, numbers, rows, columns):
    """The shown cell that closes a rectangle with `cell` at the least cost; then any other."""
    shown = [(row, column) for row in rows for column in columns if (row, column) not in hidden]

    def cost(other):
        corners = [(cell[0], other[1]), (other[0], cell[1]), other]
        is_aside = other[0] != cell[0] and other[1] != cell[1]
        newly = [corner for corner in corners if corner not in hidden]
        return (
            not is_aside,
            any(numbers[corner] == 0 for corner in newly),
            len(newly),
            sum(numbers[corner] for corner in newly),
            str(other),
        )

    if not shown:
        return None
    best = min(shown, key=cost)
    row, column = cell
    for corner in ((row, best[1]), (best[0], column), best):
        if corner not in hidden:
            return corner
    return best


def _could_differ(cell, hidden, table, rows, columns):
    """Whether the hidden numbers could be others with `cell` among them, and all sums the same.

    One more in the cell needs one less in another hidden cell of its row, one more in a hidden cell
    of that one's column, and so on, back to the column of the cell: a way along hidden cells. A
    total counts the other way round: one more of it balances one more in a cell.
    """

    def sign(place):
        return (-1 if place[0] == rows[0] else 1) * (-1 if place[1] == columns[0] else 1)

    def can_change(place, by):
        return place in hidden and table.numbers[place] + by * sign(place) >= 0

    def is_way(step):
        by = step * sign(cell)
        if len(columns) == 1:
            return any(can_change((row, cell[1]), -by) for row in rows if row != cell[0])
        reached, waiting = {cell[0]}, deque([cell[0]])
        while waiting:
            row = waiting.popleft()
            for column in columns:
                if (row, column) == cell or not can_change((row, column), -by):
                    continue
                if column == cell[1]:
                    return True
                for other in rows:
                    if other not in reached and can_change((other, column), by):
                        reached.add(other)
                        waiting.append(other)
        return False

    return any(is_way(step) for step in (1, -1) if table.numbers[cell] + step >= 0)
