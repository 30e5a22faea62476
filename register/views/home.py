from django.shortcuts import render

from register.readers.situation import read_situation


def home(request):
    situation = read_situation(request.asked)
    return render(request, "register/home.html", {"situation": situation})
