"""What a server lacks to keep files, said by `manage.py check --deploy` before somebody uploads one."""

from django.core.checks import Warning, register

from core.kept.keys import NoKey, read_keys


@register(deploy=True)
def kept_files_have_a_key(app_configs, **options):
    try:
        read_keys()
    except NoKey as error:
        return [Warning(str(error), hint="docs/evidence.md says how to make one.", id="core.W001")]
    return []
