from django.shortcuts import render

from register.readers.person import NotInRegister, Withdrawn, read_person


def person(request, public_id):
    """The page of one person: 410 when withdrawn, 404 when not in the register at this edition."""
    try:
        page = read_person(public_id, request.asked)
    except Withdrawn as gone:
        return withdrawn(request, gone.tombstone)
    except NotInRegister as missing:
        return not_in_register(request, public_id, missing.first)
    context = {"page": page, "references": page.references}
    return render(request, "register/person.html", context)


def withdrawn(request, tombstone):
    return render(request, "register/withdrawn.html", {"tombstone": tombstone}, status=410)


def not_in_register(request, public_id, first):
    context = {"public_id": public_id, "first": first}
    return render(request, "register/not_in_register.html", context, status=404)
