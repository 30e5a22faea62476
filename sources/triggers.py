"""Triggers of rows that citations point to."""

import pgtrigger


def citations_follow(of_row):
    """A citation of a row goes where the row goes: to another record, or away with it.

    `of_row` is the SQL of the record's public id for the row variable `{row}`. What goes away stays
    in the history.
    """
    new, old = of_row.format(row="NEW"), of_row.format(row="OLD")
    return pgtrigger.Trigger(
        name="citations_follow",
        when=pgtrigger.After,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF TG_OP = 'DELETE' THEN
                DELETE FROM sources_citation WHERE record_id = {old} AND "row" = OLD.code;
            ELSIF {new} IS DISTINCT FROM {old} THEN
                UPDATE sources_citation SET record_id = {new}
                 WHERE record_id = {old} AND "row" = OLD.code;
            END IF;
            RETURN NULL;
        """,
    )
