"""Everything that the register shows of one root now, in words: for the diff before approval."""

from django.db.models import ForeignKey
from django.utils.translation import gettext as _

from core.date_words import in_words
from core.facts import Facts, Texts, fact_fields
from core.fields import PartialDateField
from register.models import (
    Citation,
    Entry,
    ExternalId,
    Identity,
    Name,
    Photo,
    Redirect,
    Text,
    Tombstone,
)
from register.models.version import Part
from register.publishing.roots import ROOT_KINDS
from sources.models import Record


def shown(public_id):
    """{(what, which row, which field): value in words} of the current version and of what identifies.

    Two calls, one before and one after, make a diff of what the public sees.
    """
    found = {}
    for kind in ROOT_KINDS:
        version = kind.version.objects.known().filter(public_id=public_id).first()
        if version:
            _add(found, version, "", Facts)
            for pair in kind.parts:
                for part in pair.published.objects.filter(entry=version).order_by("id"):
                    _add(found, part, part.code, Facts)
                    _add_link(found, part)
    _add_texts(found, public_id)
    _add_absorbed(found, public_id)
    return found


def _add_absorbed(found, public_id):
    """What the ids of records that were merged into this one answer."""
    record = Record.objects.filter(pk=public_id).first()
    absorbed = record.all_absorbed().values_list("pk", flat=True) if record else []
    answers = dict.fromkeys(
        Entry.objects.known().filter(public_id__in=absorbed).values_list("public_id", flat=True),
        _("a page of its own"),
    )
    for redirect in Redirect.objects.known().filter(public_id__in=absorbed):
        answers[redirect.public_id] = _("part of %s") % redirect.into
    for gone in Tombstone.objects.filter(public_id__in=absorbed):
        answers[gone.public_id] = _("withdrawn: %s") % gone.get_reason_display()
    for absorbed_id, answer in sorted(answers.items()):
        found[(_("merged record"), absorbed_id, absorbed_id)] = answer


def _add(found, row, code, base):
    for field in fact_fields(type(row), base):
        value = value_in_words(row, field)
        if value:
            found[(str(row._meta.verbose_name), str(code), str(field.verbose_name))] = value


def _add_link(found, part):
    for name in ("prisoner_id", "other_id"):
        if name in {f.name for f in part._meta.fields} and getattr(part, name):
            found[(str(part._meta.verbose_name), str(part.code), "public id")] = getattr(part, name)


def _add_texts(found, public_id):
    for row in Identity.objects.filter(public_id=public_id):
        _add(found, row, "", Texts)
    for model in (Name, ExternalId):
        for row in model.objects.filter(public_id=public_id).order_by("id"):
            _add(found, row, row.code, Texts)
    for photo in Photo.objects.without_bytes().filter(public_id=public_id):
        picture = f"{photo.width} × {photo.height} ({photo.sha256[:8]})"
        texts = [picture, photo.credit, photo.licence, photo.found_at, photo.description]
        found[(_("photo"), "", "")] = " · ".join(filter(None, texts))
    for row in Text.objects.filter(public_id=public_id).order_by("id"):
        found[("text", str(row.code), row.field)] = row.text
    for row in Citation.objects.filter(public_id=public_id).select_related("source"):
        where = f"{row.source.key} {row.row or ''} {row.field} {row.stated_value}"
        said = [
            str(row.source),
            row.stated_value,
            row.quote,
            row.locator,
            row.get_confidence_display(),
        ]
        key = (str(row._meta.verbose_name), where, str(row.get_stance_display()))
        found[key] = " · ".join(part for part in map(str, said) if part)


def value_in_words(row, field):
    """The value of a field as a reader would see it; empty when there is none."""
    value = getattr(row, field.attname)
    if value in (None, "", []):
        return ""
    if isinstance(field, PartialDateField):
        return in_words(value)
    if isinstance(field, ForeignKey):
        target = getattr(row, field.name)
        return str(target.code if isinstance(target, Part) else target)
    if isinstance(value, list):
        choices = dict(field.base_field.flatchoices or ())
        return ", ".join(str(choices.get(item, item)) for item in value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value)
