"""Places of detention, courts, articles and officials."""

from django.shortcuts import get_object_or_404, render

from register.models import Article, Court, Facility, Official
from register.readers import catalogue


def facilities(request):
    listed = catalogue.list_of(Facility, "facilities", request.asked)
    return render(request, "register/facilities.html", {"listed": listed})


def facility(request, pk):
    page = catalogue.read_facility(get_object_or_404(Facility, pk=pk), request.asked)
    return render(request, "register/facility.html", {"page": page})


def courts(request):
    listed = catalogue.list_of(Court, "courts", request.asked)
    return render(request, "register/courts.html", {"listed": listed})


def court(request, pk):
    page = catalogue.read_court(get_object_or_404(Court, pk=pk), request.asked)
    return render(request, "register/court.html", {"page": page})


def articles(request):
    listed = catalogue.list_of(Article, "articles", request.asked)
    return render(request, "register/articles.html", {"listed": listed})


def article(request, pk):
    page = catalogue.read_article(get_object_or_404(Article, pk=pk), request.asked)
    return render(request, "register/article.html", {"page": page})


def officials(request):
    listed = catalogue.list_of_officials(request.asked)
    return render(request, "register/officials.html", {"listed": listed})


def official(request, pk):
    page = catalogue.read_official(
        get_object_or_404(Official.objects.sourced(), pk=pk), request.asked
    )
    return render(request, "register/official.html", {"page": page})
