"""The form by which readers tell staff what is wrong or missing."""

from django.conf import settings
from django.http import QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from core import floods
from register.asked import read_asked
from register.readers.text_pages import read_text_page
from register.tips import sending
from register.tips.form import TipForm
from register.tips.sealing import is_sealing
from register.tips.tokens import is_too_soon, new_token, read_token

OF_ONE, ALTOGETHER = 5, 120  # messages in an hour


@csrf_exempt  # it acts with nobody's rights: docs/decisions/a-form-without-a-cookie.md
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request):
    request.asked = read_asked(QueryDict())
    if request.method == "POST" and settings.TIPS_FORM:
        return _received(request)
    first = {"about": request.GET.get("about", "")[:20].replace("\0", ""), "token": new_token()}
    return _page(request, TipForm(initial=first))


def _received(request):
    form = TipForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    token = form.cleaned_data["token"]
    code = read_token(token)
    if code is None:
        data = request.POST.copy()
        data["token"] = new_token()
        return _page(request, TipForm(data), status=400, trouble=_not_in_time())
    if is_too_soon(token):
        return _page(request, form, status=400, trouble=_not_in_time())
    if floods.is_flood(_address(request), of_one=OF_ONE, altogether=ALTOGETHER):
        return _page(request, form, status=429, trouble=_too_many())
    said = sending.send(
        code, **{name: form.cleaned_data[name] for name in ("text", "about", "answer_to")}
    )
    if said == sending.FULL:
        return _page(request, form, status=429, trouble=_too_many())
    if said == sending.AWAY:
        return _page(request, form, status=503, trouble=_not_here())
    return render(request, "register/tell_thanks.html", {"code": code, "is_sealed": is_sealing()})


def _page(request, form, *, status=200, trouble=""):
    context = {
        "form": form if settings.TIPS_FORM else None,
        "trouble": trouble,
        "is_sealed": is_sealing(),
        "onion": settings.ONION_LOCATION,
        "introduction": read_text_page("report-an-error", request.asked),
        "advice": read_text_page("before-you-write", request.asked),
    }
    return render(request, "register/tell.html", context, status=status)


def _address(request):
    """Who asks, as far as the server is told; it is counted and not kept."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if proxies and len(told) >= proxies and told[-proxies].strip():
        return told[-proxies].strip()
    return request.META.get("REMOTE_ADDR", "")


def _not_in_time():
    return _(
        "The page was open for a day, or for a moment only. Nothing is lost: please send it again."
    )


def _too_many():
    return _(
        "Too many messages are coming in just now, and this one has not been kept. Please try again "
        "in an hour, or write to us as it says on this page."
    )


def _not_here():
    return _(
        "This copy of the register cannot take in messages just now, and yours has not been kept. "
        "Please try again later, or write to us as it says on this page."
    )
