"""Triggers that several apps declare: they call functions that migrations create."""

import pgtrigger


def touches_record(of_row, *, of_new=True):
    """After any change of rows, count a new revision of their root records and note who edited.

    `of_row` is the SQL of the record's public id for the row variable `{row}`. Saving a row as it
    was is no change. The update also locks the record, so that rules across rows are checked one
    editor at a time. Once per statement: an import writes a record's rows by the thousand.
    A new root is no change of a record: it opens one (`of_new=False`).
    """
    was, became = of_row.format(row="was"), of_row.format(row="became")
    both = "FROM old_rows was JOIN new_rows became USING (id) WHERE was.* IS DISTINCT FROM became.*"
    inserted = per_statement(
        "touch_record",
        pgtrigger.Insert,
        f"touch_records(ARRAY(SELECT {became} FROM new_rows became))",
    )
    return [
        *([inserted] if of_new else []),
        per_statement(
            "touch_record",
            pgtrigger.Update,
            f"touch_records(ARRAY(SELECT {was} {both} UNION ALL SELECT {became} {both}))",
        ),
        per_statement(
            "touch_record",
            pgtrigger.Delete,
            f"touch_records(ARRAY(SELECT {was} FROM old_rows was))",
        ),
    ]


def per_statement(name, operation, call):
    """Call an SQL function once after each statement; its rows are in `old_rows` and `new_rows`."""
    has_old = operation in (pgtrigger.Update, pgtrigger.Delete)
    has_new = operation in (pgtrigger.Update, pgtrigger.Insert)
    return pgtrigger.Trigger(
        name=f"{name}_{operation}".lower(),
        when=pgtrigger.After,
        level=pgtrigger.Statement,
        operation=operation,
        referencing=pgtrigger.Referencing(
            old="old_rows" if has_old else None, new="new_rows" if has_new else None
        ),
        func=f"PERFORM {call}; RETURN NULL;",
    )


def fills(column, *, table, link, rule, message):
    """A row has `column` from the row of `table` that its `link` names: a new one without it, and every
    one that is changed. A new one that says it itself, as those do that are written by the thousand,
    is compared with the other rows of its statement at once, and refused under the name `rule`.
    """
    fill = f"NEW.{column} := (SELECT {column} FROM {table} WHERE id = NEW.{link}); RETURN NEW;"
    return [
        pgtrigger.Trigger(
            name=f"fill_{column}"[:40],
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            condition=pgtrigger.Condition(f'NEW."{column}" IS NULL'),
            func=fill,
        ),
        pgtrigger.Trigger(
            name=f"keep_{column}"[:40],
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            func=fill,
        ),
        per_statement(
            rule[:30],
            pgtrigger.Insert,
            f"refuse('{rule}', '{message}') FROM new_rows r WHERE NOT EXISTS "
            f"(SELECT FROM {table} p WHERE p.id = r.{link} AND p.{column} = r.{column})",
        ),
    ]


def never_changes(*columns, rule, message):
    """Refuse any change of these columns under the name `rule`."""
    return pgtrigger.Trigger(
        name=rule[:40],
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(
            " OR ".join(f'OLD."{name}" IS DISTINCT FROM NEW."{name}"' for name in columns)
        ),
        func=f"PERFORM refuse('{rule}', '{message}'); RETURN NULL;",
    )


def at_commit(name, check):
    """Check a rule across rows when the transaction ends; `check` is the call of an SQL function."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"PERFORM {check}; RETURN NULL;",
    )
