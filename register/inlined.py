"""ORM queries inside hand-written SQL."""


def inlined(queryset, cursor):
    """The query with its values in it, to stand inside another one, also where nobody can fit it.

    Signs of percent are doubled: the whole is executed with values of its own.
    """
    query = queryset.order_by().query
    sql, values = query.get_compiler(connection=cursor.db, elide_empty=False).as_sql()
    return cursor.cursor.mogrify(sql, values).decode().replace("%", "%%")
