from django.conf import settings
from django.core.checks import Tags, Warning, register


@register(Tags.security, deploy=True)
def a_second_factor_is_required(app_configs, **options):
    if settings.REQUIRE_MFA:
        return []
    return [Warning(settings.NO_SECOND_FACTOR, id="office.W001")]
