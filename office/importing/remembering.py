"""What a list said, kept when it is written: so its next version changes only what differs."""

from django.db import connection

from office.importing.records import WRITTEN

READ = [*map(str, WRITTEN), "unchanged"]  # lines that the list said and that are in the records


def remember(imported, only=None):
    """Keep what the list says, and what it said before for who undoes the import.

    `only` lines of these numbers: of the others a newer file may have said something since.
    """
    given = {
        "of": str(imported.pk),
        "list": imported.list_name,
        "outcomes": READ,
        "only": only,
    }
    with connection.cursor() as cursor:
        cursor.execute(NOTE_BEFORE, given)
        cursor.execute(REMEMBER, given)
        cursor.execute(FORGET_CELLS, given)


NOTE_BEFORE = """
    UPDATE office_importline l SET before = jsonb_build_object('rows', i.rows, 'last', i.last_id)
      FROM office_importedline i
     WHERE l.of_id = %(of)s AND l.outcome = ANY(%(outcomes)s) AND i.list_name = %(list)s AND i.key = l.key
       AND i.last_id <> l.of_id AND (%(only)s IS NULL OR l.number = ANY(%(only)s))
       AND EXISTS (SELECT FROM office_importrow r WHERE r.of_id = l.of_id AND r.line = l.number)
"""
REMEMBER = """
    INSERT INTO office_importedline (list_name, key, owner, rows, last_id)
    SELECT %(list)s, l.key, l.public_id,
           jsonb_object_agg(r.place, jsonb_build_array(r."table", r.ident, COALESCE(r.said, r.values))),
           l.of_id
      FROM office_importrow r JOIN office_importline l ON l.of_id = r.of_id AND l.number = r.line
     WHERE r.of_id = %(of)s AND l.outcome = ANY(%(outcomes)s) AND r.outcome <> 'made'
       AND (%(only)s IS NULL OR l.number = ANY(%(only)s))
     GROUP BY l.of_id, l.key, l.public_id
    ON CONFLICT (list_name, key) DO UPDATE
       SET rows = office_importedline.rows || EXCLUDED.rows, last_id = EXCLUDED.last_id
"""
# What is not needed any more is not kept: the receipt tells what was written, by row.
FORGET_CELLS = """
    UPDATE office_importline SET cells = '{}'
     WHERE of_id = %(of)s AND outcome = ANY(%(outcomes)s) AND faults = '[]'
       AND (%(only)s IS NULL OR number = ANY(%(only)s))
"""
