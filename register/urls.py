"""Addresses of the register: `pages` in the reader's language, `data` in none."""

from django.urls import include, path, register_converter

from register import urls_data
from register.converters import PublicIdConverter
from register.views import (
    acts,
    catalogue,
    deaths,
    find,
    home,
    package,
    person,
    prisoner_list,
    tell,
    text_pages,
)
from register.views.asking import asks

register_converter(PublicIdConverter, "public_id")

_pages = [
    path("", asks(home.home), name="home"),
    path("find/", asks(find.find), name="find"),
    path("prisoners/", asks(prisoner_list.prisoner_list), name="list"),
    path("prisoners/<public_id:public_id>/", asks(person.person), name="person"),
    path("pardons/", asks(acts.acts), name="acts"),
    path("pardons/<public_id:public_id>/", asks(acts.act), name="act"),
    path("deaths/", asks(deaths.deaths), name="deaths"),
    path("facilities/", asks(catalogue.facilities), name="facilities"),
    path("facilities/<int:pk>/", asks(catalogue.facility), name="facility"),
    path("courts/", asks(catalogue.courts), name="courts"),
    path("courts/<int:pk>/", asks(catalogue.court), name="court"),
    path("articles/", asks(catalogue.articles), name="articles"),
    path("articles/<int:pk>/", asks(catalogue.article), name="article"),
    path("officials/", asks(catalogue.officials), name="officials"),
    path("officials/<int:pk>/", asks(catalogue.official), name="official"),
    path("data/", asks(package.data_page), name="data"),
    path("news/", asks(text_pages.news), name="news"),
    path("about/method/", asks(text_pages.method), name="method"),
    path("tell/", tell.tell, name="tell"),
    path("about/removal/", asks(text_pages.removal), name="removal"),
    path("about/<slug:slug>/", asks(text_pages.text_page), name="page"),
]
_data = [*urls_data.data]

pages = [path("", include((_pages, "register")))]
data = [path("", include((_data, "data")))]
