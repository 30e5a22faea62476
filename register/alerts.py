"""Staff are told when a figure is not shown: in the log, and on the first page of the admin."""

import logging

from django.db import DatabaseError, connections, router, transaction

from register.models import Alert

logger = logging.getLogger("rollcall.alerts")


def alert_staff(kind, place, edition, why=""):
    """Writes it down; a copy of the register that takes no writing says it in its log only."""
    what = f"{Alert.Kind(kind).name}: {place} (edition {edition})"
    logger.error(": ".join(filter(None, [what, str(why)])))
    using = router.db_for_write(Alert)
    try:
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            cursor.execute("SELECT alert_staff(%s, %s, %s)", [kind, place, edition])
    except DatabaseError:
        logger.exception("The alert could not be written down.")
