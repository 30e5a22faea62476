"""Into the queue of staff, through the one door that the public's login has."""

import logging

from django.db import DatabaseError, connections, router, transaction
from django.utils.translation import get_language

from register.models import Alert
from register.tips import sealing

logger = logging.getLogger("rollcall.tips")

KEPT, FULL, AWAY = "kept", "full", "away"


def send(code, *, text, about="", answer_to=""):
    """KEPT; FULL when too much lies unread; AWAY when this copy of the register takes nothing in.

    A message that is here already is not kept twice. With a key nothing of it is kept readable, not
    even which record it is about.
    """
    if sealing.is_sealing():
        opened, sealed, about = "", sealing.seal(_letter(text, about, answer_to)), ""
    else:
        opened, sealed = _letter(text, "", answer_to), ""
    using = router.db_for_write(Alert)
    try:
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            cursor.execute("SELECT receive_tip(%s, %s, %s, %s)", [code, about, opened, sealed])
            (said,) = cursor.fetchone()
    except DatabaseError as error:
        # What failed, and never with what: the statement holds the message.
        logger.error("A message could not be kept: %s", type(error).__name__)
        return AWAY
    return FULL if said == "full" else KEPT


def _letter(text, about, answer_to):
    lines = [f"About: {about}"] * bool(about) + [f"Answer to: {answer_to}"] * bool(answer_to)
    return "\n".join([*lines, f"Language of the page: {get_language()}", "", text])
