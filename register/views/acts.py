from django.shortcuts import render
from django.utils.translation import gettext as _

from register.asked import NotUnderstood, read_day
from register.models import ActEntry
from register.readers.act import read_act
from register.readers.ledger import Period, claims_beside, read_ledger
from register.readers.person import NotInRegister, Withdrawn
from register.views.person import not_in_register, withdrawn


def acts(request):
    """Acts newest first, and their ledger over the period `from` – `to`, by default to the day asked."""
    period = _period(request)
    kind = request.GET.get("kind", "")
    if kind and kind not in ActEntry.Kind.values:
        raise NotUnderstood("kind", _not_a_kind(kind))
    ledger = read_ledger(request.asked, period, kind)
    context = {
        "ledger": ledger,
        "claims": list(claims_beside(request.asked, period, ledger.counted)),
        "period": period,
        "kind": kind,
        "kinds": ActEntry.Kind.choices,
    }
    return render(request, "register/acts.html", context)


def act(request, public_id):
    try:
        page = read_act(public_id, request.asked)
    except Withdrawn as gone:
        return withdrawn(request, gone.tombstone)
    except NotInRegister as missing:
        return not_in_register(request, public_id, missing.first)
    return render(request, "register/act.html", {"page": page, "references": page.references})


def _period(request):
    days = {
        name: read_day(name, request.GET[name].strip())
        if request.GET.get(name, "").strip()
        else None
        for name in ("from", "to")
    }
    ends = days["to"] or request.asked.on
    if days["from"] and days["from"] > ends:
        raise NotUnderstood("from", _("The period ends before it begins."))
    return Period(days["from"], ends)


def _not_a_kind(kind):
    return _("“%(text)s” is not a kind of act. There are: %(kinds)s.") % {
        "text": kind[:40],
        "kinds": ", ".join(ActEntry.Kind.values),
    }
