from django.shortcuts import render

from register.readers.news import read_news
from register.readers.situation import read_situation
from register.readers.text_pages import read_text_page

NOTES = 3


def home(request):
    """The situation on the day, what staff wrote about it (the page "home"), and the latest news."""
    context = {
        "situation": read_situation(request.asked),
        "text": read_text_page("home", request.asked),
        "notes": read_news(request.asked, NOTES),
    }
    return render(request, "register/home.html", context)
