"""Every kept file of every storage, as its storage gives it: one that encrypts gives the plain file."""

from django.conf import settings
from django.core.files.storage import storages

CHUNK = 256 * 1024


def all_files():
    """(alias of the storage, name) of every file, in order; what is collected from the code is none."""
    for alias in sorted(settings.STORAGES):
        if alias != "staticfiles":
            for name in _below(storages[alias], ""):
                yield alias, name


def chunks(alias, name):
    with storages[alias].open(name) as file:
        yield from file.chunks(CHUNK)


def remove_all():
    for alias, name in list(all_files()):
        storages[alias].delete(name)


def _below(storage, folder):
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(names):
        yield f"{folder}/{name}" if folder else name
    for name in sorted(folders):
        yield from _below(storage, f"{folder}/{name}" if folder else name)
