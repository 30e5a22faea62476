"""Rules across rows, as deferred constraint triggers.

They are checked at commit, when the record is locked by `touch_record`, and refuse only what is
impossible under every reading of the partial dates. The functions are in `prisoners/sql/rules.sql`.
"""

import pgtrigger

from core.triggers import at_commit


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
