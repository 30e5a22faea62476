"""Rules across rows, as deferred constraint triggers.

They are checked at commit, when the record is locked by `touch_records`, and refuse only what is
impossible under every reading of the partial dates. The functions are in `prisoners/sql/rules.sql`.
"""

import pgtrigger

from core.triggers import at_commit, per_statement


def life_in_order():
    """Birth comes first, and nothing happens to the living after death."""
    return at_commit("life_in_order", "check_life(NEW.prisoner_id)")


def life_in_order_of_person():
    """The same when the birth date of the person changes; a new person has no other dates yet."""
    return pgtrigger.Trigger(
        name="life_in_order",
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange("born_on"),
        func="PERFORM check_life(NEW.id); RETURN NULL;",
    )


def stay_within_detention(table):
    row = "NEW.id" if table == "detention" else "NEW.detention_id"
    return at_commit("stay_within_detention", f"check_stays_within_detention({row})")


def names_of_person_change():
    """A person's names are searched, so a change of them has to be indexed."""
    both = "FROM old_rows was JOIN new_rows became USING (id)"
    return [
        _index_names(pgtrigger.Insert, "SELECT public_id FROM new_rows"),
        _index_names(
            pgtrigger.Update,
            f"SELECT became.public_id {both} WHERE became.display_name <> was.display_name",
        ),
        _index_names(pgtrigger.Delete, "SELECT public_id FROM old_rows"),
    ]


def names_change():
    """The same for the other forms of a name; a form may go from one person to another."""
    person = "SELECT (SELECT public_id FROM prisoners_prisoner WHERE id = prisoner_id) FROM {rows}"
    old, new = person.format(rows="old_rows"), person.format(rows="new_rows")
    return [
        _index_names(pgtrigger.Insert, new),
        _index_names(pgtrigger.Update, f"{old} UNION {new}"),
        _index_names(pgtrigger.Delete, old),
    ]


def _index_names(operation, whose):
    return per_statement("index_names", operation, f"index_names_of(ARRAY({whose}))")
