"""The part of `make check` that asks Django: migrations, templates, and safety in production."""

import os
import subprocess
import sys

from config import local

PRODUCTION = {
    "HTTPS": "yes",
    "DEBUG": "no",
    "ALLOWED_HOSTS": "register.example.org",
    "SECRET_KEY": "checked-with-a-key-of-enough-length-and-enough-different-letters",
}


def main():
    local.fill_in()
    django("makemigrations", "--check", "--dry-run")
    django("check", "--deploy", "--fail-level", "WARNING", environment=PRODUCTION)
    compile_templates()


def django(*arguments, environment=None):
    command = [sys.executable, "-W", "error", "-m", "django", *arguments]
    if subprocess.run(command, env=os.environ | (environment or {})).returncode:
        sys.exit(f"django {' '.join(arguments)} failed.")


def compile_templates():
    import django

    django.setup()
    from django.template import TemplateSyntaxError
    from django.template.loader import get_template
    from django.template.utils import get_app_template_dirs

    from config.fingerprint import ROOT

    folders = [ROOT / "templates"]
    folders += [path for path in get_app_template_dirs("templates") if path.parent.parent == ROOT]
    names = sorted(
        str(path.relative_to(folder))
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    )
    faults = []
    for name in names:
        try:
            get_template(name)
        except (TemplateSyntaxError, UnicodeDecodeError) as error:
            faults.append(f"{name}: {error}")
    if faults:
        sys.exit("\n".join(faults))
    print(f"{len(names)} templates compile.")


if __name__ == "__main__":
    main()
