"""Rows of catalogues that spreadsheets name by words: courts, facilities, articles, organisations …"""

from django.db.models import ForeignKey

from prisoners.models import Article, Court, Facility
from sources.models import Source

TO_BE_MADE = "new:"  # before the name of a row that is made when the import is written


class Catalogues:
    """Looks up what a link is called; each catalogue is read once for a whole file."""

    def __init__(self):
        self.known = {}

    def find(self, field: ForeignKey, text, country=""):
        """The primary key of the row that `text` names, or None."""
        model = field.remote_field.model
        if model not in self.known:
            self.known[model] = dict(_named(model))
        known = self.known[model]
        name = text.casefold()
        return known.get((name, country)) or known.get((name, ""))


def _named(model):
    """((name, country), pk); under the country "" too where no other of that name is."""
    rows = list(_rows(model))
    several = {}
    for name, country, pk in rows:
        several.setdefault(name.casefold(), set()).add(pk)
        yield (name.casefold(), country), pk
    for name, pks in several.items():
        if len(pks) == 1:
            yield (name, ""), pks.pop()


def _rows(model):
    if model in (Court, Facility):
        yield from model.objects.values_list("name", "country", "pk")
    elif model is Article:
        for article in Article.objects.all():
            yield str(article), "", article.pk
            part = f"({article.part})" if article.part else ""
            yield f"{article.number}{part}", article.country, article.pk
    elif model is Source:
        yield from ((key, "", pk) for key, pk in Source.objects.values_list("key", "pk"))
        for url, pk in Source.objects.exclude(url="").values_list("url", "pk"):
            yield url, "", pk
    else:
        yield from ((name, "", pk) for name, pk in model.objects.values_list("name", "pk"))


def values_of_new(model, name, country):
    """The values of a row that is made because a list names it."""
    values = {"name": name, "staff_note": ""}
    if model in (Court, Facility):
        values["country"] = country
    if model is Article:
        number, _open, part = name.partition("(")
        return {"country": country, "law": "CC", "number": number.strip(), "part": part.strip(" )")}
    return values


def too_long(model, name, country):
    """(most, length) of what such a new row cannot hold, or None."""
    for attname, value in values_of_new(model, name, country).items():
        most = model._meta.get_field(attname).max_length
        if most and len(value) > most:
            return most, len(value)
    return None
