"""The log as an Atom feed: what changed since a reader last looked."""

from dataclasses import dataclass

from django.db.models import Count
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_safe

from register.asked import read_asked
from register.models import Change, Edition
from reports.asking import refuses_in_a_line
from reports.measures.corrections.told import facts_told
from reports.measures.corrections.words import KINDS, NOT_SAID, facts_in_words, why_in_words
from reports.shown import page_of

ITEMS = 100
AN_HOUR = "public, max-age=3600"


@dataclass(frozen=True)
class Item:
    """`about` is the public id of a record, or "new" for all new ones of an edition."""

    edition: int
    about: str
    title: str
    text: str


@require_safe
@refuses_in_a_line
def feed(request):
    """The last changes of published records, newest first, in the language of `lang`.

    New records are one item for each edition: a first publication may be of thousands. Of people
    whose name is withheld it says that something changed, and not what.
    """
    asked = read_asked(request.GET)
    with override(asked.language):
        text = _atom(request, asked).writeString("utf-8")
    headers = {"Cache-Control": AN_HOUR}
    return HttpResponse(text, content_type="application/atom+xml", headers=headers)


def _atom(request, asked):
    log = request.build_absolute_uri(reverse("reports:report", args=["corrections"]))
    atom = Atom1Feed(
        title=_("Corrections of the register"),
        link=log,
        feed_url=request.build_absolute_uri(),
        description=_("Changes of published records, with the reason"),
        language=asked.language,
    )
    items = _items(asked.edition_number)
    moments = dict(
        Edition.objects.filter(number__in={item.edition for item in items}).values_list(
            "number", "published_at"
        )
    )
    for item in items:
        page = page_of(item.about)
        atom.add_item(
            title=item.title,
            link=request.build_absolute_uri(page) if page else log,
            description=item.text,
            unique_id=f"{log}#{item.edition}-{item.about}",
            pubdate=moments[item.edition],
            updateddate=moments[item.edition],
        )
    return atom


def _items(edition):
    changes = Change.objects.filter(edition__lte=edition)
    changed = list(changes.exclude(kind=Change.Kind.NEW).order_by("-edition", "public_id")[:ITEMS])
    new = (
        changes.filter(kind=Change.Kind.NEW)
        .values_list("edition")
        .annotate(Count("pk"))
        .order_by("-edition")[:ITEMS]
    )
    items = [
        *(_changed(change, facts) for change, facts in facts_told(changed)),
        *(_new(number, records) for number, records in new),
    ]
    return sorted(items, key=lambda item: item.edition, reverse=True)[:ITEMS]


def _changed(change, facts):
    return Item(
        edition=change.edition,
        about=change.public_id,
        title=_("%(public_id)s: %(kind)s")
        % {"public_id": change.public_id, "kind": KINDS[change.kind]},
        text=" · ".join(
            filter(None, [why_in_words(change.why or NOT_SAID), facts_in_words(facts)])
        ),
    )


def _new(edition, records):
    words = ngettext("%(number)d new record", "%(number)d new records", records)
    return Item(
        edition=edition,
        about="new",
        title=words % {"number": records},
        text=_("Edition %(number)d") % {"number": edition},
    )
