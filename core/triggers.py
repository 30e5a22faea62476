"""Triggers that several apps declare: they call functions that migrations create."""

import pgtrigger


def touches_record(of_row):
    """After any change of a row, count a new revision of its root record and note who edited.

    `of_row` is the SQL of the record's public id for the row variable `{row}`. Saving a row as it
    was is no change. The update also locks the record, so that rules across rows are checked one
    editor at a time.
    """
    new, old = of_row.format(row="NEW"), of_row.format(row="OLD")
    return pgtrigger.Trigger(
        name="touch_record",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF TG_OP = 'UPDATE' AND OLD.* IS NOT DISTINCT FROM NEW.* THEN
                RETURN NULL;
            END IF;
            IF TG_OP <> 'INSERT' THEN
                PERFORM touch_record({old});
            END IF;
            IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND {new} IS DISTINCT FROM {old}) THEN
                PERFORM touch_record({new});
            END IF;
            RETURN NULL;
        """,
    )


def fills(column, from_parent):
    """Before a row is written, take `column` from its parent (`from_parent` is SQL)."""
    return pgtrigger.Trigger(
        name=f"fill_{column}"[:40],
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"NEW.{column} := ({from_parent}); RETURN NEW;",
    )


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
