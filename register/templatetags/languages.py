"""The same page in the other languages, and a note where a text has only one."""

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info

register = template.Library()


@register.inclusion_tag("register/_languages.html")
def languages(request):
    """Links to this very page, day, edition and filters in each language; its own is marked."""
    active = get_language()
    return {
        "links": [
            {
                "code": code,
                "name": capfirst(get_language_info(code)["name_local"]),
                "url": translate_url(request.get_full_path(), code),
                "is_current": code == active,
            }
            for code, _name in settings.LANGUAGES
        ]
    }
