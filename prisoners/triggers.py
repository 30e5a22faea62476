"""Rules across rows, as deferred constraint triggers.

They are checked at commit, when the record is locked by `touch_record`, and refuse only what is
impossible under every reading of the partial dates. The functions are in `prisoners/sql/rules.sql`.
"""

import pgtrigger


def _at_commit(name, function):
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"PERFORM {function}; RETURN NULL;",
    )


def no_arrest_after_death():
    return _at_commit("no_arrest_after_death", "check_no_arrest_after_death(NEW.prisoner_id)")


def stay_within_detention(table):
    row = "NEW.id" if table == "detention" else "NEW.detention_id"
    return _at_commit("stay_within_detention", f"check_stays_within_detention({row})")
