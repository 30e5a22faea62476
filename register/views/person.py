from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from register.readers.person import Merged, NotInRegister, Withdrawn, read_person


def person(request, public_id):
    """The page of one person: 410 when withdrawn, 404 when not in the register at this edition.

    A record that became part of another leads there, with the question that was asked.
    """
    try:
        page = read_person(public_id, request.asked)
    except Merged as merged:
        return _moved(request, merged.into)
    except Withdrawn as gone:
        return withdrawn(request, gone.tombstone)
    except NotInRegister as missing:
        return not_in_register(request, public_id, missing.first)
    context = {"page": page, "references": page.references}
    return render(request, "register/person.html", context)


def _moved(request, into):
    address = reverse("register:person", args=[into])
    if query := request.META.get("QUERY_STRING"):
        address += f"?{query}"
    response = HttpResponsePermanentRedirect(address)
    # A browser would keep it for ever, and a merge can be undone.
    response["Cache-Control"] = "max-age=3600"
    return response


def withdrawn(request, tombstone):
    return render(request, "register/withdrawn.html", {"tombstone": tombstone}, status=410)


def not_in_register(request, public_id, first):
    context = {"public_id": public_id, "first": first}
    return render(request, "register/not_in_register.html", context, status=404)
