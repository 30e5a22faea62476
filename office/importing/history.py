"""Who writes, in the history of every row: the person and the import."""

import pghistory


def context(imported, by):
    return pghistory.context(
        user=by.pk if by else None, screen="import", importing=str(imported.pk)
    )
