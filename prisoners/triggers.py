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


def names_of_person_change():
    """A person's names are searched, so a change of them has to be indexed."""
    return pgtrigger.Trigger(
        name="index_names",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func="""
            IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.display_name <> OLD.display_name) THEN
                PERFORM index_names_of(NEW.public_id);
            ELSIF TG_OP = 'DELETE' THEN
                PERFORM index_names_of(OLD.public_id);
            END IF;
            RETURN NULL;
        """,
    )


def names_change():
    """The same for the other forms of a name; a form may go from one person to another."""
    person = "(SELECT public_id FROM prisoners_prisoner WHERE id = {row}.prisoner_id)"
    return pgtrigger.Trigger(
        name="index_names",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF TG_OP <> 'INSERT' THEN
                PERFORM index_names_of({person.format(row="OLD")});
            END IF;
            IF TG_OP <> 'DELETE' THEN
                PERFORM index_names_of({person.format(row="NEW")});
            END IF;
            RETURN NULL;
        """,
    )
