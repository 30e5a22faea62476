"""Texts of a profile that take up what a line says: "us-pardons-{act.announced_on}"."""

import re

from django.utils.translation import gettext as _

from office.importing.targets import TargetUnknown, target_of

NAMED = re.compile(r"\{([^{}]*)\}")


def check(text):
    """`TargetUnknown` when something in braces is no field of a wide line."""
    for name in NAMED.findall(text):
        if not target_of(name).field:
            raise TargetUnknown(_("“%(text)s” is no field of a row.") % {"text": name})
    if set(NAMED.sub("", text)) & set("{}"):
        raise TargetUnknown(_("A brace is not closed in “%(text)s”.") % {"text": text})


def filled(text, rows):
    """(the text with what the rows of a line say, the names of which they say nothing)"""
    said, unsaid = {}, []
    for name in NAMED.findall(text):
        target = target_of(name)
        value = rows[target.place].said.get(target.field) if target.place in rows else None
        said[name] = value
        if value in (None, "", []):
            unsaid.append(name)
    return NAMED.sub(lambda match: str(said[match[1]]), text), unsaid
