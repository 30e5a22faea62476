from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from register.readers.news import read_news
from register.readers.text_pages import read_text_page


def text_page(request, slug):
    """A text that staff wrote; it follows `known` like everything else."""
    page = read_text_page(slug, request.asked)
    if page is None:
        raise Http404(_("There is no such page."))
    return render(request, "register/text_page.html", {"page": page, "title": page.title})


def news(request):
    """All notes, the newest first."""
    return render(request, "register/news.html", {"notes": read_news(request.asked)})


def method(request):
    """A page that other pages link to: it is there, empty, before staff have written it."""
    page = read_text_page("method", request.asked)
    title = page.title if page else _("Method")
    return render(request, "register/text_page.html", {"page": page, "title": title})


def removal(request):
    """How to ask for it: what the software can promise, then what staff have written about it."""
    page = read_text_page("removal", request.asked)
    context = {"page": page, "days": settings.REMOVAL_DAYS}
    return render(request, "register/removal.html", context)
