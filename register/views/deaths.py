from django.shortcuts import render

from register.readers.deaths import read_deaths


def deaths(request):
    return render(request, "register/deaths.html", {"deaths": read_deaths(request.asked)})
