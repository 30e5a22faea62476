"""Somebody who is being typed: who here may be the same person, said before the record is made."""

import re

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.date_reading import read_date
from core.partial_dates import DateNotUnderstood
from prisoners.duplicates import facts, find, judging
from prisoners.duplicates.weights import HINT, REVIEW
from prisoners.models import Prisoner

ROW = re.compile(r"(names|detentions)-(\d+)-(\w+)")
MOST_SHOWN = 5
MOST_TYPED = 20  # names and arrests that are looked at

# What another app knows of somebody who is being typed: from `facts.Facts` to a sentence or "".
warnings = []


@never_cache
@require_POST
def typed_view(request):
    """The list of likely persons for what stands in the form now, as a piece of HTML."""
    if not may_see(request.user):
        raise PermissionDenied
    return render(
        request,
        "prisoners/admin/_likely.html",
        {
            "likely": hints(request.POST),
            "said": request.POST.getlist("not_same"),
            "warnings": warned(request.POST),
        },
    )


def may_see(user):
    return any(user.has_perm(f"prisoners.{action}_prisoner") for action in ("view", "change"))


def warned(data):
    person = typed(data)
    return [sentence for warn in warnings if (sentence := warn(person))]


def hints(data):
    return shown(data, at_least=HINT)


def unanswered(data):
    """Likely persons of a new record that nobody has been shown yet, or said anything about."""
    seen = {*data.getlist("not_same"), *data.getlist("likely_seen")}
    return [each for each in shown(data, at_least=REVIEW) if each.facts.public_id not in seen]


def shown(data, *, at_least):
    """The likeliest people for a form as it was sent, without those who were judged before."""
    pk = _pk_of(data.get("of_record", ""))
    person = typed(data, pk=pk)
    if not person.names:
        return []
    judged = judging.judged_with(pk) if pk else set()
    likely = find.candidates_for(person, at_least=at_least)
    return [each for each in likely if each.facts.pk not in judged][:MOST_SHOWN]


def _pk_of(public_id):
    if not public_id or "\0" in public_id:
        return None
    return Prisoner.objects.filter(record_id=public_id).values_list("pk", flat=True).first()


def typed(data, *, pk=None):
    """The facts in a form as it was sent; what is no date yet is left out."""
    rows = {"names": {}, "detentions": {}}
    for key in data:
        found = ROW.fullmatch(key)
        if found and found[1] in rows and len(rows[found[1]]) < MOST_TYPED:
            rows[found[1]].setdefault(found[2], {})[found[3]] = _text(data, key)
    names, detentions = (
        [row for row in rows[kind].values() if "DELETE" not in row] for kind in rows
    )
    places = [row["place"] for row in detentions if row.get("place")]
    regions = [row["region"] for row in detentions if row.get("region")]
    return facts.of_values(
        pk=pk,
        names=[_text(data, "display_name"), *(row.get("text", "") for row in names)],
        sex=_text(data, "sex"),
        born=_date(_text(data, "born_on")),
        arrests=facts.filled(_date(row.get("began_on", "")) for row in detentions),
        places=frozenset(map(facts.place, places)),
        regions=frozenset(map(facts.folded, regions)),
    )


def _text(data, key):
    return data.get(key, "").replace("\0", "").strip()[:200]


def _date(text):
    try:
        return read_date(text) if text else None
    except DateNotUnderstood:
        return None


def remember(prisoner, data, *, by):
    """After saving: keep what was said about likely persons, and put the others into the queue."""
    chosen = [public_id for public_id in data.getlist("not_same") if "\0" not in public_id]
    others = Prisoner.objects.filter(record_id__in=chosen).exclude(pk=prisoner.pk)
    for other in others.values_list("pk", flat=True):
        judging.not_same(one=prisoner.pk, other=other, by=by)
    find.refresh_pairs([prisoner.pk])
