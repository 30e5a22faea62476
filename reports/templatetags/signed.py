from django import template

from register.templatetags.register_pages import number

register = template.Library()


@register.filter
def signed(value):
    """+29, −6 or 0, as the reader writes numbers."""
    return f"+{number(value)}" if value > 0 else number(value).replace("-", "−")
