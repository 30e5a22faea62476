from django import template
from django.conf import settings

from office.logins import devices

register = template.Library()


@register.simple_tag
def mfa_warning():
    """What every page for staff says where no second factor is asked for; else ""."""
    return "" if settings.REQUIRE_MFA else settings.NO_SECOND_FACTOR


@register.simple_tag
def new_devices(request):
    """Devices that the person who asks has not been told of here; none before the log-in."""
    user = getattr(request, "user", None)
    return devices.news(request) if user is not None and user.is_authenticated else []
