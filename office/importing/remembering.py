"""What a list said, kept when it is written: so its next version changes only what differs."""

from django.db import connection


def remember(imported, numbers):
    """Keep what the list says in these lines, which were just written, and what it said before for who undoes
    the import.
    """
    _remember(imported, "l.number = ANY(%(numbers)s)", numbers)


def remember_unchanged(imported):
    """Lines that say what is in the records already are as new as those that changed something."""
    _remember(imported, "l.outcome = 'unchanged'")


def _remember(imported, which, numbers=None):
    given = {"of": str(imported.pk), "list": imported.list_name, "numbers": numbers}
    with connection.cursor() as cursor:
        for statement in (NOTE_BEFORE, REMEMBER, FORGET_CELLS):
            cursor.execute(statement.format(which=which), given)


NOTE_BEFORE = """
    UPDATE office_importline l SET before = jsonb_build_object('rows', i.rows, 'last', i.last_id)
      FROM office_importedline i
     WHERE l.of_id = %(of)s AND {which} AND i.list_name = %(list)s AND i.key = l.key AND i.last_id <> l.of_id
       AND EXISTS (SELECT FROM office_importrow r WHERE r.of_id = l.of_id AND r.line = l.number)
"""
REMEMBER = """
    INSERT INTO office_importedline (list_name, key, owner, rows, last_id)
    SELECT %(list)s, l.key, l.public_id, became.rows, l.of_id
      FROM office_importline l, LATERAL (
           SELECT jsonb_object_agg(
                      r.place, jsonb_build_array(r."table", r.ident, COALESCE(r.said, r.values))) AS rows
             FROM office_importrow r
            WHERE r.of_id = l.of_id AND r.line = l.number AND r.outcome <> 'made') became
     WHERE l.of_id = %(of)s AND {which} AND became.rows IS NOT NULL
    ON CONFLICT (list_name, key) DO UPDATE
       SET rows = office_importedline.rows || EXCLUDED.rows, last_id = EXCLUDED.last_id
"""
# What is not needed any more is not kept: the receipt tells what was written, by row.
FORGET_CELLS = """
    UPDATE office_importline l SET cells = '{{}}' WHERE l.of_id = %(of)s AND {which} AND l.faults = '[]'
"""
