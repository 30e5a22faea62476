"""A short text that changes when files do, to skip what was already done for the same files."""

import hashlib
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent


def of_files(paths):
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def of_migrations():
    """Everything that decides what `migrate` makes: migrations, ours and others', and our SQL."""
    folders = [Path(config.path) for config in apps.get_app_configs()]
    files = [path for folder in folders for path in folder.glob("migrations/*.py")]
    files += [
        path for folder in folders if ROOT in folder.parents for path in folder.rglob("*.sql")
    ]
    return of_files(files)


def of_names():
    """Everything that decides how names are read, and so under which keys they are kept."""
    return of_files(path for path in (ROOT / "names").rglob("*") if path.suffix in {".py", ".txt"})


def of_demo():
    """Everything that decides what `load_demo` makes: the code, the migrations and the data."""
    code = [
        path
        for config in apps.get_app_configs()
        if (folder := Path(config.path)) and folder.parent == ROOT
        for path in folder.rglob("*")
        if path.suffix in {".py", ".toml"} and "tests" not in path.parts
    ]
    data = [path for path in (ROOT / "demo").rglob("*") if path.is_file()]
    return of_files([*code, *data]) + of_migrations()[:4]


def of_static():
    """Everything that `collectstatic` would collect."""
    folders = {Path(config.path) / "static" for config in apps.get_app_configs()}
    folders |= {Path(folder) for folder in settings.STATICFILES_DIRS}
    return of_files(path for folder in folders for path in folder.rglob("*") if path.is_file())


def of_text(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12]
