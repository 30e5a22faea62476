from django import template

from core.numbers import written

register = template.Library()


@register.filter
def signed(value):
    """+29, −6 or 0, as the reader writes numbers."""
    return f"+{written(value)}" if value > 0 else written(value).replace("-", "−")
