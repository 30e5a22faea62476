from django import template
from django.utils.html import format_html

from core.date_words import in_words
from core.partial_dates import BASIC

register = template.Library()


@register.filter
def partial_date(date):
    """The date in words; inside <time> where HTML has a machine-readable form for it.

    That is a day, a month or a year that nobody doubts. Unknown dates give "".
    """
    text = str(date or "")
    words = in_words(text)
    if (match := BASIC.fullmatch(text)) and not match[4]:
        return format_html('<time datetime="{}">{}</time>', text, words)
    return words
