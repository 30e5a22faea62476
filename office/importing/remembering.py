"""What a list said, kept when it is written: so its next version changes only what differs.

Lines of the receipt are changed at the end only: until then the import may still be read, and somebody may give
it up, who deletes them.
"""

from django.db import connection


def begin():
    with connection.cursor() as cursor:
        cursor.execute(MAKE_ROOM)


def remember(imported, numbers):
    """Keep what the list says in these lines, which were just written."""
    _remember(imported, "l.number = ANY(%(numbers)s)", numbers)


def finish(imported, only=None):
    """The same for lines that say what is in the records already; and what was said before of every line,
    for who undoes the import. `only` lines of these numbers: of the others a newer file may have said something.
    """
    given = {"of": str(imported.pk), "only": only}
    _remember(imported, UNCHANGED, only)
    with connection.cursor() as cursor:
        cursor.execute(NOTE_DIGESTS, given | {"list": imported.list_name})
        cursor.execute(NOTE_BEFORE, given)
        cursor.execute(FORGET_CELLS, given)


def _remember(imported, which, numbers=None):
    given = {"of": str(imported.pk), "list": imported.list_name, "numbers": numbers}
    with connection.cursor() as cursor:
        cursor.execute(FIND_BEFORE.format(which=which), given)
        cursor.execute(REMEMBER.format(which=which), given)


UNCHANGED = "l.outcome = 'unchanged' AND (%(numbers)s IS NULL OR l.number = ANY(%(numbers)s))"
MAKE_ROOM = """
    CREATE TEMPORARY TABLE IF NOT EXISTS said_before (line integer, before jsonb) ON COMMIT DELETE ROWS;
    TRUNCATE said_before
"""
FIND_BEFORE = """
    INSERT INTO said_before (line, before)
    SELECT l.number, jsonb_build_object('rows', i.rows, 'last', i.last_id)
      FROM office_importline l CROSS JOIN LATERAL (
           SELECT rows, last_id FROM office_importedline WHERE list_name = %(list)s AND key = l.key OFFSET 0) i
     WHERE l.of_id = %(of)s AND {which} AND i.last_id <> l.of_id
       AND EXISTS (SELECT FROM office_importrow r WHERE r.of_id = l.of_id AND r.line = l.number)
"""
REMEMBER = """
    INSERT INTO office_importedline (list_name, key, owner, rows, digest, name_key, last_id)
    SELECT %(list)s, l.key, l.public_id, became.rows, l.digest, l.name_key, l.of_id
      FROM office_importline l, LATERAL (
           SELECT jsonb_object_agg(
                      r.place, jsonb_build_array(r."table", r.ident, COALESCE(r.said, r.values))) AS rows
             FROM office_importrow r
            WHERE r.of_id = l.of_id AND r.line = l.number AND r.outcome <> 'made') became
     WHERE l.of_id = %(of)s AND {which} AND became.rows IS NOT NULL
    ON CONFLICT (list_name, key) DO UPDATE
       SET rows = office_importedline.rows || EXCLUDED.rows, digest = EXCLUDED.digest,
           name_key = EXCLUDED.name_key, last_id = EXCLUDED.last_id
"""
# A line may say the same in other words, or be read by another profile.
NOTE_DIGESTS = """
    UPDATE office_importedline i SET digest = l.digest, name_key = l.name_key
      FROM office_importline l
     WHERE l.of_id = %(of)s AND l.outcome = 'unchanged' AND l.digest IS NOT NULL
       AND (%(only)s IS NULL OR l.number = ANY(%(only)s))
       AND i.list_name = %(list)s AND i.key = l.key AND i.digest IS DISTINCT FROM l.digest
"""
NOTE_BEFORE = """
    UPDATE office_importline l SET before = b.before
      FROM said_before b WHERE l.of_id = %(of)s AND l.number = b.line
"""
# What is not needed any more is not kept: the receipt tells what was written, by row.
FORGET_CELLS = """
    UPDATE office_importline SET cells = '{}', digest = NULL
     WHERE of_id = %(of)s AND outcome IN ('new', 'changed', 'unchanged') AND faults = '[]'
       AND (%(only)s IS NULL OR number = ANY(%(only)s))
"""
