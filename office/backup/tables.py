"""Every table of the database, found in its catalogue, in the order in which they can be filled."""

import hashlib
import io
from dataclasses import dataclass

# table: why a backup does not hold its rows
LEFT_OUT = {
    "django_migrations": "Made with the tables; compared instead.",
    "django_session": "Who was logged in then is not logged in by a restore.",
    "django_tasks_database_dbtaskresult": "What waited to be done then is not done by a restore.",
    "usersessions_usersession": "Who was logged in then is not logged in by a restore.",
    "register_stamp": "Names one state of one installation; every restore makes another.",
    "register_stamp_due": "Empty but within a transaction.",
}
# Filled when the tables are made: an empty system has rows in them.
MADE_WITH_TABLES = ("auth_permission", "django_content_type")
TABLES = """
    SELECT c.relname,
           ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
                    AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum),
           ARRAY(SELECT a.attname::text FROM pg_index i, pg_attribute a
                  WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid
                    AND a.attnum = ANY(i.indkey) ORDER BY a.attnum),
           ARRAY(SELECT DISTINCT r.relname::text FROM pg_constraint f JOIN pg_class r ON r.oid = f.confrelid
                  WHERE f.conrelid = c.oid AND f.contype = 'f' AND r.oid <> c.oid)
      FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY c.relname
"""
SCHEMA = """
    SELECT string_agg(c.relname || ' ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
           || a.attnotnull::text || a.attgenerated::text, E'\\n' ORDER BY c.relname COLLATE "C", a.attnum)
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
       AND NOT a.attisdropped
"""
# How values are written must not depend on the settings of a server or a login.
PLAIN = """
    SET LOCAL timezone TO 'UTC'; SET LOCAL datestyle TO 'ISO, YMD'; SET LOCAL intervalstyle TO 'postgres';
    SET LOCAL bytea_output TO 'hex'; SET LOCAL extra_float_digits TO 1
"""


@dataclass(frozen=True)
class Table:
    name: str
    columns: tuple
    key: tuple

    @property
    def listed(self):
        return ", ".join(f'"{column}"' for column in self.columns)

    @property
    def copied_out(self):
        """All rows in one order, so that the same rows are the same bytes."""
        order = ", ".join(f'"{column}"' for column in self.key or self.columns)
        rows = f'SELECT {self.listed} FROM "{self.name}" ORDER BY {order}'
        return f"COPY ({rows}) TO STDOUT WITH (ENCODING 'UTF8')"

    @property
    def copied_in(self):
        return f"COPY \"{self.name}\" ({self.listed}) FROM STDIN WITH (ENCODING 'UTF8')"


def all_tables(cursor):
    """Every table whose rows are backed up; those that others point to come first."""
    cursor.execute(TABLES)
    found = {
        name: (Table(name, tuple(columns), tuple(key)), set(needed))
        for name, columns, key, needed in cursor.fetchall()
        if name not in LEFT_OUT
    }
    ordered = []
    while found:
        ready = [name for name, (_table, needed) in found.items() if not needed & found.keys()]
        if not ready:
            raise ValueError(f"Tables point to each other in a circle: {sorted(found)}")
        ordered += [found.pop(name)[0] for name in ready]
    return ordered


def schema(cursor):
    """A text that differs between databases whose tables are not made alike."""
    cursor.execute(SCHEMA)
    return hashlib.sha256(cursor.fetchone()[0].encode()).hexdigest()


def sequences(cursor):
    """{sequence: the last number that it gave out, None for none}"""
    cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'")
    return dict(cursor.fetchall())


class Digest(io.RawIOBase):
    """Counts and hashes what COPY writes, and hands it on to `out` when there is one."""

    def __init__(self, out=None):
        self._out = out
        self.sha256, self.bytes, self.rows = hashlib.sha256(), 0, 0

    def writable(self):
        return True

    def write(self, data):
        data = bytes(data)
        self.sha256.update(data)
        self.bytes += len(data)
        self.rows += data.count(b"\n")  # COPY escapes those within a value
        if self._out:
            self._out.write(data)
        return len(data)
